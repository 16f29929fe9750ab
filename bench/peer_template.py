"""The template of the peer: the shipped 项目绩效自评分析报告 in the dialect of docxtpl."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from lxml import etree

from bench.report_rendering import docxtpl_template
from bench.workbooks import Shape
from zpj import resources
from zpj.domain.columns import column_letters
from zpj.grid.grid import Area, Cell, Grid
from zpj.report.form_table import form_table
from zpj.report.layout import load_layout
from zpj.report.package import zip_parts
from zpj.report.wordml import W, tag

_MAIN_PART = "word/document.xml"
_FIRST_INDICATOR = 12
_RIGHT = 10
_LABEL_COLUMNS = {9: (2, 8), 5: range(1, 11), 6: range(1, 11), 11: range(1, 11)}


def peer_template(shape: Shape | None = None) -> bytes:
    """The template as bytes: with a place for the form, or with the form of a shape laid out in it."""
    with zipfile.ZipFile(BytesIO(docxtpl_template())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts[_MAIN_PART])
    slot = next(node for node in root.iter(tag("p")) if "{{ 自评表 }}" in "".join(node.itertext()))
    texts = list(slot.iter(tag("t")))
    for text in texts:
        text.text = "【自评表】" if text is texts[0] else ""
    if shape:
        for element in _form(shape.form):
            slot.addprevious(element)
        parent = slot.getparent()
        assert parent is not None
        parent.remove(slot)
    return zip_parts({**parts, _MAIN_PART: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def _form(grid: Grid) -> Iterator[etree._Element]:
    """The form's titles, table and notes with a tag in each cell that a clerk fills."""
    total = next(row for row in range(1, grid.rows + 1) if "".join(grid.text(row, 1).split()) == "总分")
    cells = {place: _tagged(cell, total) for place, cell in grid.cells.items() if place[1] <= _RIGHT}
    cells |= {(_FIRST_INDICATOR, column): Cell(_FIRST_INDICATOR, column, "@@") for column in range(1, _RIGHT + 1)}
    layout = load_layout(resources.templates() / "layouts" / "gbt9704.toml")
    bottom = max(row for row, _ in cells)
    xml = form_table(replace(grid, cells=cells), Area(1, 1, bottom, _RIGHT), 8850, layout)
    made = etree.fromstring(f'<w:body xmlns:w="{W}">{xml}</w:body>')
    rows = [row for row in made.iter(tag("tr")) if "@@" in "".join(row.itertext())]
    _loop(rows)
    yield from made


def _tagged(cell: Cell, total: int) -> Cell:
    row, column = cell.row, cell.column
    if _FIRST_INDICATOR <= row < total:
        return replace(cell, text="@@", formula=None)
    is_title = row < 3
    is_label = column in _LABEL_COLUMNS.get(row, ()) or (column <= 2 and row not in (10,)) or row > total + 7
    is_label |= bool(re.fullmatch(r"项目名称|主管部门.*|预算单位|.*情况及分析|.*做法|.*原因分析|.*建议", cell.text))
    if is_label and not is_title:
        return cell
    place = f"{column_letters(column)}{row}" if row < total else f"{column_letters(column)}t{row - total}"
    return replace(cell, text=f"{{{{ 自评表.{place} }}}}", formula=None)


def _loop(rows: list[etree._Element]) -> None:
    """Of the indicator rows one is kept, between the rows that docxtpl takes for the ends of a loop."""
    first = rows[0]
    for row in rows[1:]:
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)
    for number, cell in enumerate(first.iter(tag("tc"))):
        for merge in list(cell.iter(tag("vMerge"))):
            parent = merge.getparent()
            assert parent is not None
            parent.remove(merge)
        for text in cell.iter(tag("t")):
            text.text = f"{{{{ 行.格[{number}] }}}}"
    for position, words in ((0, "{%tr for 行 in 指标 %}"), (2, "{%tr endfor %}")):
        copy = etree.fromstring(etree.tostring(first))
        texts = list(copy.iter(tag("t")))
        for text in texts:
            text.text = ""
        texts[0].text = words
        first.addprevious(copy) if position == 0 else first.addnext(copy)
