"""Layout check of the fonts: no theme, the profile's own names, substitutes only in the font table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from lxml import etree

from zpj.report.layout import Layout
from zpj.report.layout_faults import Deviation, LayoutFault
from zpj.report.layout_parts import P, T, WordReport
from zpj.report.wordml import tag

_ROOTS = {tag("ftr"): "页脚", tag("hdr"): "页眉", tag("footnotes"): "脚注", tag("endnotes"): "尾注"}
_EMBEDDED = tuple(tag(f"embed{kind}") for kind in ("Regular", "Bold", "Italic", "BoldItalic"))


def check_fonts(report: WordReport, layout: Layout) -> Iterator[LayoutFault]:
    """Check that no part takes a font from a theme, and the font table."""
    for part in report.parts:
        for fonts in part.iter(tag("rFonts")):
            for key, value in fonts.attrib.items():
                if str(key).lower().endswith("theme"):
                    yield Deviation("theme-font", str(value), "写明字体名称").at(_place(fonts, part))
                    break
    yield from _font_table(report.first("fontTable"), layout)


def chinese_fonts(layout: Layout) -> list[str]:
    """Give the Chinese fonts of the profile, each once."""
    roles = [field.name for field in fields(layout.fonts) if field.name not in ("latin", "alternatives")]
    return list(dict.fromkeys(str(getattr(layout.fonts, role)) for role in roles))


def _place(fonts: etree._Element, part: etree._Element) -> str:
    style = next(fonts.iterancestors(tag("style")), None)
    if style is not None:
        name = style.find(tag("name"))
        return f"样式“{name.get(tag('val')) if name is not None else style.get(tag('styleId'))}”"
    if part.tag == tag("styles"):
        return "文档默认格式"
    if part.tag in _ROOTS:
        return _ROOTS[str(part.tag)]
    paragraph = next(fonts.iterancestors(P), None)
    text = "".join(found.text or "" for found in paragraph.iter(T)) if paragraph is not None else ""
    return f"“{text[:12]}{'…' if len(text) > 12 else ''}”"


def _font_table(table: etree._Element | None, layout: Layout) -> Iterator[LayoutFault]:
    entries = {font.get(tag("name")): font for font in table.iter(tag("font"))} if table is not None else {}
    for name in chinese_fonts(layout):
        entry, wanted = entries.get(name), layout.fonts.alternatives.get(name)
        other = entry.find(tag("altName")) if entry is not None else None
        alternative = other.get(tag("val")) if other is not None else None
        if entry is None or alternative != wanted:
            yield Deviation("font-table", alternative or "没有", wanted or name).at(f"字体表“{name}”")
    for entry_name, font in entries.items():
        if next(font.iterchildren(*_EMBEDDED), None) is not None:
            yield Deviation("embedded-font", "嵌入字体", "不嵌入").at(f"字体表“{entry_name}”")
