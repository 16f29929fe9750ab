"""Last touches on a rendered part: marked cells are merged, and what a tag left empty is made valid again."""

from __future__ import annotations

from lxml import etree

from zpj.report.wordml import nodes, tag

MERGE_MARK = "<?zpj-merge?>"

_BODY_LEVEL = frozenset(tag(name) for name in ("p", "tbl", "sdt", "customXml", "altChunk"))
_BEFORE_MERGE = frozenset(tag(name) for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))
P, TBL, TR, TC, TCPR, VMERGE = (tag(name) for name in ("p", "tbl", "tr", "tc", "tcPr", "vMerge"))
SECTION, PPR = tag("sectPr"), tag("pPr")


def finish(root: etree._Element) -> None:
    """Make a rendered part ready for Word, in place."""
    _drop_empty_tables(root)
    _close_cells(root)
    for table in root.iter(TBL):
        _merge_marked(table)
    for mark in list(root.iter(etree.ProcessingInstruction)):
        _drop_keeping_tail(mark)
    _drop_empty_last_section(root)


def _drop_empty_tables(root: etree._Element) -> None:
    for row in list(root.iter(TR)):
        if next(row.iterchildren(TC, tag("sdt")), None) is None:
            _drop_keeping_tail(row)
    for table in list(root.iter(TBL)):
        if next(table.iterchildren(TR, tag("sdt"), tag("customXml")), None) is None:
            _drop_keeping_tail(table)


def _close_cells(root: etree._Element) -> None:
    """A cell must end with a paragraph; so must a text box."""
    for box in root.iter(TC, tag("txbxContent")):
        content = [child for child in box if child.tag in _BODY_LEVEL]
        if not content or content[-1].tag != P:
            etree.SubElement(box, P)


def _merge_marked(table: etree._Element) -> None:
    """Join marked cells of a column in consecutive rows if the text, and every marked cell left of it, is equal."""
    above: dict[int, etree._Element] = {}
    texts: dict[int, str] = {}
    for row in table.iterchildren(TR):
        marked = _marked_cells(row)
        current = {column: _cell_text(cell) for column, cell in marked.items()}
        equal = True
        for column in sorted(marked):
            equal = equal and texts.get(column) == current[column]
            if equal and current[column]:
                _join(above[column], marked[column])
        above, texts = marked, current


def _marked_cells(row: etree._Element) -> dict[int, etree._Element]:
    cells: dict[int, etree._Element] = {}
    column = 0
    for cell in row.iterchildren(TC):
        if nodes(cell, ".//processing-instruction('zpj-merge')"):
            cells[column] = cell
        span = cell.find(f"{TCPR}/{tag('gridSpan')}")
        column += int(span.get(tag("val")) or 1) if span is not None else 1
    return cells


def _cell_text(cell: etree._Element) -> str:
    return "\n".join(str(node.xpath("string()")) for node in cell.iter(tag("t"))).strip()


def _join(upper: etree._Element, lower: etree._Element) -> None:
    if upper.find(f"{TCPR}/{VMERGE}") is None:
        _set_merge(upper, "restart")
    _set_merge(lower, "continue")
    for paragraph in lower.iter(P):
        for child in list(paragraph):
            if child.tag != PPR:
                paragraph.remove(child)
    paragraphs = list(lower.iterchildren(P))
    for paragraph in paragraphs[1:]:
        lower.remove(paragraph)


def _set_merge(cell: etree._Element, value: str) -> None:
    properties = cell.find(TCPR)
    if properties is None:
        properties = etree.Element(TCPR)
        cell.insert(0, properties)
    merge = etree.Element(VMERGE)
    merge.set(tag("val"), value)
    properties.insert(sum(child.tag in _BEFORE_MERGE for child in properties), merge)


def _drop_empty_last_section(root: etree._Element) -> None:
    """A section whose whole content was left out by a tag disappears, and the section before it becomes the last."""
    body = root.find(tag("body"))
    if body is None or len(body) < 2 or body[-1].tag != SECTION:
        return
    closing = body[-2].find(f"{PPR}/{SECTION}")
    if closing is None:
        return
    body.replace(body[-1], closing)
    if not any(True for _ in body[-2].iter(tag("r"))):
        body.remove(body[-2])


def _drop_keeping_tail(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
