"""What Word prints before a paragraph by itself: the automatic numbers of word/numbering.xml, as text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from zpj.domain.records import record
from zpj.report.layout_format import Formats
from zpj.report.numbering import chinese_numeral
from zpj.report.wordml import tag

_CHINESE = frozenset({
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
    "ideographDigital", "japaneseDigitalTenThousand", "chineseLegalSimplified",
})  # fmt: skip
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_UNCOUNTED = frozenset({"bullet", "none"})
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_DEEPEST = 9
_LEVEL_NUMBER, _LEVEL = tag("numPr"), tag("ilvl")


@record
class _Level:
    start: int
    kind: str
    pattern: str
    in_digits: bool


class AutomaticNumbers:
    """The counters of one document, asked paragraph by paragraph in reading order; `root` is its part of lists."""

    def __init__(self, root: etree._Element | None, formats: Formats) -> None:
        self._formats = formats
        self._lists = _lists(root) if root is not None else {}
        self._counts: dict[str, list[int | None]] = {}

    def next(self, paragraph: etree._Element, style: str) -> str:
        """The number printed before this paragraph (“（一）”) of a style, "" where it has none; counts it."""
        name, depth = self._place(paragraph, style) if self._lists else ("", 0)
        if name not in self._lists:
            return ""
        abstract, levels = self._lists[name]
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _DEEPEST)
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        return _printed(levels, counts, depth)

    def _place(self, paragraph: etree._Element, style: str) -> tuple[str, int]:
        """The list and the depth in it: the paragraph's own, else its style's."""
        properties = paragraph.find(tag("pPr"))
        own = properties.find(_LEVEL_NUMBER) if properties is not None else None
        sources = [own, *(self._formats.element(id_, "pPr", "numPr") for id_ in self._formats.ancestry(style))]
        found = [source for source in sources if source is not None]
        number = next((value for source in found if (value := _value(source, "numId"))), "")
        depth = next((value for source in found if (value := _value(source, "ilvl"))), "0")
        return number, min(int(depth), _DEEPEST - 1) if depth.isdecimal() else 0


def _printed(levels: Mapping[int, _Level], counts: list[int | None], depth: int) -> str:
    own = levels[depth]
    if own.kind in _UNCOUNTED:
        return ""

    def number(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        level = levels.get(place)
        if level is None:
            return ""
        return _shown(counts[place] or level.start, "decimal" if own.in_digits else level.kind)

    return re.sub("%([1-9])", number, own.pattern)


def _shown(number: int, kind: str) -> str:
    if kind in _CHINESE and 0 < number < 100:
        return chinese_numeral(number)
    if kind in _CIRCLED and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((97 if kind == "lowerLetter" else 65) + number - 1)
    if kind == "ideographTraditional" and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _lists(root: etree._Element) -> dict[str, tuple[str, dict[int, _Level]]]:
    """Every list by its id: what it counts with, and its levels, its own overrides included."""
    abstracts = {item.get(tag("abstractNumId")) or "": item for item in root.iterchildren(tag("abstractNum"))}
    by_style = {_value(item, "styleLink"): name for name, item in abstracts.items() if _value(item, "styleLink")}
    found: dict[str, tuple[str, dict[int, _Level]]] = {}
    for item in root.iterchildren(tag("num")):
        name = _value(item, "abstractNumId")
        name = by_style.get(_value(abstracts[name], "numStyleLink"), name) if name in abstracts else name
        if name not in abstracts:
            continue
        levels = dict(_levels(abstracts[name]))
        overrides = list(item.iterchildren(tag("lvlOverride")))
        for override in overrides:
            levels.update(_levels(override))
            depth, start = override.get(tag("ilvl")) or "", _value(override, "startOverride")
            if depth.isdecimal() and start.isdecimal() and int(depth) in levels:
                old = levels[int(depth)]
                levels[int(depth)] = _Level(int(start), old.kind, old.pattern, old.in_digits)
        id_ = item.get(tag("numId")) or ""
        found[id_] = (f"{name}#{id_}" if overrides else name, levels)
    return found


def _levels(container: etree._Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in container.iterchildren(tag("lvl")):
        depth, start = level.get(_LEVEL) or "", _value(level, "start")
        if depth.isdecimal():
            legal = level.find(tag("isLgl")) is not None
            kind, pattern = _value(level, "numFmt") or "decimal", _value(level, "lvlText")
            found[int(depth)] = _Level(int(start) if start.isdecimal() else 1, kind, pattern, legal)
    return found


def _value(element: etree._Element, name: str) -> str:
    found = element.find(tag(name))
    return (found.get(tag("val")) or "") if found is not None else ""
