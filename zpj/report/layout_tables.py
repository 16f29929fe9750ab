"""Layout check of the tables: columns fixed and within the text block, heads repeated, rows whole, cells centred."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from zpj.domain.records import record
from zpj.report.form_measure import length as characters
from zpj.report.layout import Layout
from zpj.report.layout_faults import Deviation, LayoutFault, length
from zpj.report.layout_format import switched_on
from zpj.report.layout_parts import TC, TR, P, T, Table, WordReport
from zpj.report.wordml import tag

_TCPR, _TRPR, _TBLPR = tag("tcPr"), tag("trPr"), tag("tblPr")
_WIDTH, _SPAN, _MERGE, _ALIGN = (tag(name) for name in ("tcW", "gridSpan", "vMerge", "vAlign"))
_VALUE, _TYPE, _W = tag("val"), tag("type"), tag("w")
_FEW_ROWS = 4
_FEW_COLUMNS = 3
_REGULAR = 0.7
_HEAD_AT_MOST = 2
_OVERHANG = 120  # by the cell margin, as Word sets a table whose text is flush with the text around it
_ROUGHLY = 0.8
_FULL_PERCENT = 5000


@record
class _Cell:
    """A cell: its width in twips (0 where it names none), the columns it covers, "restart" or "continue", centred."""

    element: etree._Element
    width: int
    span: int
    merge: str
    is_centred: bool

    @classmethod
    def of(cls, element: etree._Element) -> _Cell:
        """Read the properties of a cell in one pass."""
        width, span, merge, is_centred = 0, 1, "", False
        properties = element.find(_TCPR)
        for item in properties if properties is not None else ():
            if item.tag == _WIDTH and item.get(_TYPE) == "dxa":
                width = int(_plain(item.get(_W)))
            elif item.tag == _SPAN:
                span = int(_plain(item.get(_VALUE))) or 1
            elif item.tag == _MERGE:
                merge = item.get(_VALUE) or "continue"
            elif item.tag == _ALIGN:
                is_centred = item.get(_VALUE) == "center"
        return cls(element, width, span, merge, is_centred)


@record
class _Row:
    """A row: its cells, whether it is repeated as a head, and whether it stays whole."""

    cells: tuple[_Cell, ...]
    is_head: bool
    is_whole: bool

    @classmethod
    def of(cls, element: etree._Element) -> _Row:
        """Read a row with its cells."""
        properties = element.find(_TRPR)
        cells = tuple(_Cell.of(cell) for cell in element.iterchildren(TC))
        return cls(cells, switched_on(properties, "tblHeader"), switched_on(properties, "cantSplit"))

    @property
    def shape(self) -> tuple[int, ...]:
        """The columns each cell covers."""
        return tuple(cell.span for cell in self.cells)


def check_tables(report: WordReport, layout: Layout) -> Iterator[LayoutFault]:
    """Check every table that stands in no other."""
    for table in report.tables:
        rows = [_Row.of(row) for row in table.element.iterchildren(TR)]
        place = f"表 {table.number}"
        for deviation in (*_frame(table, rows, layout), *_head(rows)):
            yield deviation.at(place)
        yield from _centring(rows, place)
        if not all(row.is_whole for row in rows):
            yield from _splitting(rows, layout, place)


def _frame(table: Table, rows: Sequence[_Row], layout: Layout) -> Iterator[Deviation]:
    room = (layout.page.landscape() if table.is_wide else layout.page).text_width
    properties = table.element.find(_TBLPR)
    kind = _attribute(properties, "tblLayout", "type")
    if kind != "fixed":
        yield Deviation("table-layout", kind or "自动", "固定列宽")
    if properties is not None and properties.find(tag("tblpPr")) is not None:
        yield Deviation("table-floating", "文字环绕", "不环绕")
    width = _table_width(table.element, properties, rows)
    indent = _number(properties, "tblInd", "w") if _attribute(properties, "jc", "val") in ("", "left", "start") else 0
    edge = max(indent, 0) + width
    if edge > room or indent < -_OVERHANG:
        yield Deviation("table-width", length(edge if indent >= 0 else indent), f"不超过 {length(room)}")
    elif _attribute(properties, "tblW", "type") == "pct" and _number(properties, "tblW", "w") > _FULL_PERCENT:
        yield Deviation("table-width", f"{_number(properties, 'tblW', 'w') / 50:g}%", "不超过 100%")


def _table_width(table: etree._Element, properties: etree._Element | None, rows: Sequence[_Row]) -> int:
    """The widest that table, columns or cells claim."""
    columns = sum(int(_plain(column.get(_W))) for column in table.iterfind(f"{tag('tblGrid')}/{tag('gridCol')}"))
    own = _number(properties, "tblW", "w") if _attribute(properties, "tblW", "type") == "dxa" else 0
    return max(own, columns, *(sum(cell.width for cell in row.cells) for row in rows), 0)


def _head(rows: Sequence[_Row]) -> Iterator[Deviation]:
    heads = [row.is_head for row in rows]
    count = heads.index(False) if False in heads else len(heads)
    if any(heads[count:]):
        yield Deviation("table-header", f"第 {heads.index(True, count) + 1} 行", "从第 1 行起")
    elif count == 0 and len(rows) > _FEW_ROWS and _is_list(rows):
        yield Deviation("table-header", "没有", "表头各行都重复")
    elif 0 < count < len(rows) and any(cell.merge == "continue" for cell in rows[count].cells):
        yield Deviation("table-header", f"{count} 行", "表头各行都重复")


def _is_list(rows: Sequence[_Row]) -> bool:
    """Whether the rows have the same columns from the top on: a list under a head, not a form with its own labels."""
    shapes = [row.shape for row in rows[_HEAD_AT_MOST:]]
    shape, count = Counter(shapes).most_common(1)[0]
    is_regular = count >= _REGULAR * len(shapes) and set(shapes[:_HEAD_AT_MOST]) == {shape}
    return is_regular and len(shape) >= _FEW_COLUMNS


def _centring(rows: Sequence[_Row], place: str) -> Iterator[LayoutFault]:
    high = [sum(not cell.is_centred and cell.merge != "continue" for cell in row.cells) for row in rows]
    if first := next((number for number, count in enumerate(high, start=1) if count), 0):
        yield Deviation("cell-alignment", f"{sum(high)} 格", "垂直居中").at(f"{place} 第 {first} 行")


def _splitting(rows: Sequence[_Row], layout: Layout, place: str) -> Iterator[LayoutFault]:
    """Rows that may break over pages although they are not tall; `reaching` keeps cells that reach down."""
    reaching: dict[int, int] = {}
    split = []
    for number, row in enumerate(rows, start=1):
        most, column = 0, 0
        for cell in row.cells:
            if cell.merge != "continue":
                reaching[column] = _lines(cell, layout)
            most = max(most, reaching.get(column, 0))
            column += cell.span
        if not row.is_whole and most < layout.table.unsplit_lines * _ROUGHLY:
            split.append(number)
    if split:
        yield Deviation("row-split", f"{len(split)} 行", "各行不跨页断开").at(f"{place} 第 {split[0]} 行")


def _lines(cell: _Cell, layout: Layout) -> int:
    """About how many lines the text of a cell takes."""
    room = max((cell.width - 2 * layout.table.cell_margin) / (layout.sizes.table * 10), 1)
    texts = ["".join([found.text or "" for found in line.iter(T)]) for line in cell.element.iter(P)]
    return sum(max(1, math.ceil(characters(text) / room)) for text in texts)


def _attribute(properties: etree._Element | None, name: str, attribute: str) -> str:
    found = properties.find(tag(name)) if properties is not None else None
    return (found.get(tag(attribute)) or "") if found is not None else ""


def _number(properties: etree._Element | None, name: str, attribute: str) -> int:
    return int(_plain(_attribute(properties, name, attribute)))


def _plain(text: str | None) -> str:
    return text if text and text.removeprefix("-").isdecimal() else "0"
