"""The headings above a paragraph, as a clerk knows the place: by outline level of the style, or by the numbering."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from zpj.domain.regex import regex
from zpj.report.tags import paragraph_text
from zpj.report.wordml import tag

_LONGEST_HEADING = 60
_DEEPEST_STYLE = 20
_BODY_TEXT = 9
_NUMBERED = (
    regex(r"[一二三四五六七八九十]+、"),
    regex(r"[(（][一二三四五六七八九十]+[)）]"),
)
P, TBL, BOX, PPR = tag("p"), tag("tbl"), tag("txbxContent"), tag("pPr")


def headings_above(root: etree._Element, levels: Mapping[str, int]) -> dict[etree._Element, tuple[str, ...]]:
    """Give for every paragraph the texts of the headings above it, outermost first; `levels` are those of styles."""
    found: dict[etree._Element, tuple[str, ...]] = {}
    path: dict[int, str] = {}
    for paragraph in root.iter(P):
        text = paragraph_text(paragraph).strip()
        level = _level(paragraph, text, levels)
        if level is None:
            found[paragraph] = tuple(path[key] for key in sorted(path))
            continue
        path = {key: title for key, title in path.items() if key < level}
        found[paragraph] = tuple(path[key] for key in sorted(path))
        path[level] = text
    return found


def style_levels(roots: Iterable[etree._Element]) -> dict[str, int]:
    """Give the outline levels (from 0) of styles by their ids, also those a style takes from the one it is based on."""
    styles = {style.get(tag("styleId")) or "": style for root in roots for style in root.iter(tag("style"))}
    levels = {}
    for name in styles:
        style, steps = styles.get(name), 0
        while style is not None and steps < _DEEPEST_STYLE:
            level = _outline(style.find(PPR))
            if level is not None:
                levels[name] = level
                break
            based = style.find(tag("basedOn"))
            style, steps = styles.get((based.get(tag("val")) if based is not None else "") or ""), steps + 1
    return levels


def _level(paragraph: etree._Element, text: str, levels: Mapping[str, int]) -> int | None:
    if not text or len(text) > _LONGEST_HEADING or next(paragraph.iterancestors(TBL, BOX), None) is not None:
        return None
    properties = paragraph.find(PPR)
    own = _outline(properties)
    style = None if properties is None else properties.find(tag("pStyle"))
    if own is None and style is not None:
        own = levels.get(style.get(tag("val")) or "")
    if own is not None:
        return own if own < _BODY_TEXT else None
    return next((level for level, number in enumerate(_NUMBERED) if number.match(text)), None)


def _outline(properties: etree._Element | None) -> int | None:
    outline = None if properties is None else properties.find(tag("outlineLvl"))
    value = "" if outline is None else outline.get(tag("val")) or ""
    return int(value) if value.isdecimal() else None
