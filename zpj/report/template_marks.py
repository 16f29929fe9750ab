"""Marks in the source of a part the places where `finish` may have to act after rendering."""

from __future__ import annotations

from collections.abc import Sequence, Set

from lxml import etree

from zpj.report import finish
from zpj.report.tags import Tag
from zpj.report.wordml import nodes, tag

_MARKS = {
    "table": finish.TABLE, "tableEnd": finish.TABLE_END, "row": finish.ROW, "cellEnd": finish.CELL_END,
    "mergePlace": finish.MERGE_PLACE, "propertiesEnd": finish.PROPERTIES_END, "boxEnd": finish.BOX_END,
    "paragraphStart": finish.PARAGRAPH_START, "lastSection": finish.LAST_SECTION, "drawing": finish.DRAWING_ID,
}  # fmt: skip
_CELL = "cell"
_BLOCKS = frozenset(tag(name) for name in ("p", "tbl", "sdt", "customXml", "altChunk"))
_ROWS = frozenset(tag(name) for name in ("tr", "sdt", "customXml"))
_BOXES = tuple(tag(name) for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote"))
_BEFORE_MERGE = frozenset(tag(name) for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
P, TBL, TR, TC, PPR, TCPR = (tag(name) for name in ("p", "tbl", "tr", "tc", "pPr", "tcPr"))


def mark_text(name: str) -> str:
    """Give the characters a mark stands for in the source."""
    column = name.removeprefix(_CELL)
    return f"{finish.CELL}{column}{finish.COLUMN_END}" if column.isdecimal() else _MARKS[name]


def mark(root: etree._Element, tags: Sequence[Tag], merging: Set[int]) -> None:
    """Put marks into a part whose tags are instructions; `merging` are the numbers of those with the filter 合并."""
    cells = _merged_cells(root, merging)
    tables = {table for cell in cells if (table := _table_of(cell)) is not None}
    for box in list(root.iter(*_BOXES)):
        if not _ends_with_paragraph(box, tags):
            box.append(_mark("boxEnd"))
    for table in list(root.iter(TBL)):
        if table in tables or not _always_has_rows(table, tags):
            _mark_table(table, table in tables)
    for cell in cells:
        _mark_cell(cell)
    _mark_last_section(root)
    if any(found.keyword == "for" for found in tags):
        for drawing in list(root.iter(_DRAWING)):
            drawing.addprevious(_mark("drawing"))


def _mark(name: str) -> etree._Element:
    return etree.ProcessingInstruction("zpj", name)


def _merged_cells(root: etree._Element, merging: Set[int]) -> list[etree._Element]:
    """The cells of a table row that hold a tag with the filter 合并."""
    found: dict[etree._Element, None] = {}
    for instruction in root.iter(etree.ProcessingInstruction):
        if int(instruction.text or "0") in merging:
            cell = next(instruction.iterancestors(TC), None)
            row = None if cell is None else cell.getparent()
            if cell is not None and row is not None and row.tag == TR:
                found[cell] = None
    return list(found)


def _table_of(cell: etree._Element) -> etree._Element | None:
    row = cell.getparent()
    table = None if row is None else row.getparent()
    return table if table is not None and table.tag == TBL else None


def _depths(element: etree._Element, tags: Sequence[Tag]) -> list[tuple[etree._Element, int]]:
    """The children of an element, each with the number of `for` and `if` around it."""
    found, depth = [], 0
    for child in element:
        if isinstance(child, etree._ProcessingInstruction):
            number = str(child.text)
            word = tags[int(number)].keyword if number.isdecimal() else ""
            depth += (word in ("for", "if")) - (word in ("endfor", "endif"))
        found.append((child, depth))
    return found


def _always_has_rows(table: etree._Element, tags: Sequence[Tag]) -> bool:
    return any(child.tag in _ROWS and depth == 0 for child, depth in _depths(table, tags))


def _ends_with_paragraph(box: etree._Element, tags: Sequence[Tag]) -> bool:
    """Whether the last content of a box is a paragraph that no tag can leave out."""
    for child, depth in reversed(_depths(box, tags)):
        if isinstance(child, etree._ProcessingInstruction) and tags[int(str(child.text))].is_output:
            return False
        if child.tag in _BLOCKS:
            return child.tag == P and depth == 0
    return False


def _mark_table(table: etree._Element, merges: bool) -> None:
    table.addprevious(_mark("table"))
    table.addnext(_mark("tableEnd"))
    if merges:
        for row in list(table.iterchildren(TR)):
            row.addprevious(_mark("row"))


def _mark_cell(cell: etree._Element) -> None:
    properties = cell.find(TCPR)
    if properties is None:
        properties = etree.Element(TCPR)
        cell.insert(0, properties)
    for merge in properties.findall(tag("vMerge")):
        properties.remove(merge)
    properties.insert(sum(child.tag in _BEFORE_MERGE for child in properties), _mark("mergePlace"))
    properties.addnext(_mark("propertiesEnd"))
    paragraph = cell.find(P)
    if paragraph is not None:
        place = paragraph.find(PPR)
        if place is not None:
            place.addnext(_mark("paragraphStart"))
        else:
            paragraph.insert(0, _mark("paragraphStart"))
    cell.addprevious(_mark(f"{_CELL}{_column(cell)}"))
    cell.addnext(_mark("cellEnd"))


def _column(cell: etree._Element) -> int:
    spans = nodes(cell, "preceding-sibling::w:tc/w:tcPr/w:gridSpan | ../w:trPr/w:gridBefore")
    wide = sum(int(span.get(tag("val")) or 1) - (span.tag == tag("gridSpan")) for span in spans)
    return wide + len(nodes(cell, "preceding-sibling::w:tc"))


def _mark_last_section(root: etree._Element) -> None:
    body = root.find(tag("body"))
    if body is not None and len(body) and body[-1].tag == tag("sectPr") and nodes(body, "w:p/w:pPr/w:sectPr"):
        body[-1].addprevious(_mark("lastSection"))
