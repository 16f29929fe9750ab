"""The sheet 导入说明 of an imported workbook: every cell taken or left out, from where, as what, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.records import record
from zpj.forms.blank_style import finish_page, put_text
from zpj.forms.sheet_names import IMPORTED
from zpj.forms.text_height import fit_height

IMPORT_NOTES = IMPORTED
TAKEN, CHECK, LEFT_OUT = "已导入", "请核对", "未导入"
_COLUMNS = (
    ("序号", 6), ("结果", 9), ("来源文件", 26), ("来源位置", 24), ("栏目", 34), ("原来的内容", 44),
    ("写到", 24), ("写入的内容", 30), ("说明", 44),
)  # fmt: skip
_HEADER_ROW = 3
_TARGET_COLUMN = 7
_TINTS = {CHECK: "FFF3CD", LEFT_OUT: "F8D7DA"}
_THIN = Side(style="thin", color="BBBBBB")


@record
class ImportedCell:
    """One cell of a source: `state` is 已导入, 请核对 or 未导入; `target` its place in the new workbook, if any."""

    state: str
    file: str
    location: str
    field: str
    text: str
    target: str = ""
    written: str = ""
    note: str = ""


def add_import_sheet(path: Path, cells: Sequence[ImportedCell]) -> None:
    """Add the sheet behind the forms of a workbook just written. What needs a person stands first."""
    book = openpyxl.load_workbook(path)
    sheet: Worksheet = book.create_sheet(IMPORT_NOTES)
    counts = {state: sum(cell.state == state for cell in cells) for state in (TAKEN, CHECK, LEFT_OUT)}
    figures = "，".join(f"{state} {number} 格" for state, number in counts.items())
    sheet["A1"] = f"{IMPORT_NOTES}　{figures}"
    sheet["A1"].font = Font(name="宋体", size=14, bold=True)
    for column, (title, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(_HEADER_ROW, column, title)
        cell.font, cell.fill = Font(name="宋体", bold=True), PatternFill("solid", fgColor="EEF2F7")
        cell.border, cell.alignment = Border(_THIN, _THIN, _THIN, _THIN), Alignment(horizontal="center")
        sheet.column_dimensions[cell.column_letter].width = width
    order = {CHECK: 0, LEFT_OUT: 1, TAKEN: 2}
    for number, item in enumerate(sorted(cells, key=lambda cell: order[cell.state]), 1):
        _write(sheet, _HEADER_ROW + number, number, item)
    last = sheet.cell(_HEADER_ROW + len(cells), len(_COLUMNS)).coordinate
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}"
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    finish_page(sheet, f"A1:{last}", landscape=True, repeat=_HEADER_ROW, fit=False)
    sheet.row_dimensions[1].height = 28
    book.save(path)


def _write(sheet: Worksheet, row: int, number: int, item: ImportedCell) -> None:
    texts = (
        str(number), item.state, item.file, item.location, item.field, item.text, item.target, item.written, item.note,
    )  # fmt: skip
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column)
        put_text(cell, text)
        cell.font = Font(name="宋体", size=10)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = Border(_THIN, _THIN, _THIN, _THIN)
    sheet.row_dimensions[row].height = max(fit_height(sheet, row, column, text) for column, text in enumerate(texts, 1))
    sheet.cell(row, 1).value = number
    if item.state in _TINTS:
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor=_TINTS[item.state])
    if item.target:
        name, _, place = item.target.rpartition("!")
        quoted = name.replace("'", "''")
        link = sheet.cell(row, _TARGET_COLUMN)
        link.hyperlink = f"#'{quoted}'!{place}"
        put_text(link, item.target)
        link.font = Font(name="宋体", size=10, color="0563C1", underline="single")
