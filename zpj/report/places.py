"""Where something stands in a Word document: in words for the clerk, and how wide the text is there."""

from __future__ import annotations

from lxml import etree

from zpj.report.wordml import nodes, tag

P, TR, TC, TBL, SECTION = (tag(name) for name in ("p", "tr", "tc", "tbl", "sectPr"))
_WHOLE_PARTS = {
    tag("hdr"): "页眉",
    tag("ftr"): "页脚",
    tag("footnotes"): "脚注",
    tag("endnotes"): "尾注",
}


def places(root: etree._Element) -> dict[etree._Element, str]:
    """Name the place of every paragraph and row: 第 3 段 (paragraphs outside tables), 表 2 第 4 行, 页脚."""
    if whole := _WHOLE_PARTS.get(str(root.tag)):
        return dict.fromkeys(root.iter(P, TR), whole)
    named: dict[etree._Element, str] = {}
    paragraphs = tables = 0
    for element in root.iter(P, TBL):
        if element in named or (element.tag == TBL and next(element.iterancestors(TBL), None) is not None):
            continue
        if element.tag == P:
            paragraphs += 1
            named[element] = f"第 {paragraphs} 段"
            named.update(dict.fromkeys(element.iterdescendants(P, TR), f"第 {paragraphs} 段的文本框"))
        else:
            tables += 1
            rows = (row for row in element.iter(TR) if next(row.iterancestors(TBL)) is element)
            for number, row in enumerate(rows, start=1):
                named.update(dict.fromkeys(row.iter(P, TR), f"表 {tables} 第 {number} 行"))
    return named


def text_width(paragraph: etree._Element) -> int:
    """Give the width (twips) a table put in place of a paragraph may take: that of its cell or of its section."""
    cell = next(paragraph.iterancestors(TC), None)
    if cell is not None:
        width = cell.find(f"{tag('tcPr')}/{tag('tcW')}")
        if width is not None and width.get(tag("type")) == "dxa":
            return _twips(width, "w")
    section = next(iter(nodes(paragraph, "descendant::w:sectPr | following::w:sectPr")), None)
    return _section_width(section) if section is not None else 0


def _section_width(section: etree._Element) -> int:
    size, margins = section.find(tag("pgSz")), section.find(tag("pgMar"))
    if size is None or margins is None:
        return 0
    return _twips(size, "w") - _twips(margins, "left") - _twips(margins, "right") - _twips(margins, "gutter")


def _twips(element: etree._Element, name: str) -> int:
    value = element.get(tag(name)) or "0"
    return int(value) if value.isdecimal() else 0
