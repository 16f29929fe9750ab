"""The workbook 结果.xlsx of a batch: one row per project, with a link to each report."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import copy
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zpj.forms.blank_style import put_text
from zpj.forms.result_row import ResultRow

_COLUMNS = (
    ("文件", 34), ("项目", 34), ("预算（万元）", 13), ("执行（万元）", 13), ("执行率", 9), ("得分", 8), ("等级", 6),
    ("错误", 6), ("警告", 6), ("报告文件", 46), ("说明", 40), ("测算得分", 10),
)  # fmt: skip
_FORMATS = {3: "#,##0.00####", 4: "#,##0.00####", 5: "0.00%", 6: "0.##", 12: "0.##"}
_REPORT_COLUMN = 10
_NUMBERS = (*range(3, 10), 12)
_THIN = Side(style="thin", color="BBBBBB")
_BORDER = Border(_THIN, _THIN, _THIN, _THIN)
_PLAIN, _BOLD = Font(name="宋体", size=10), Font(name="宋体", size=10, bold=True)
_LINK = Font(name="宋体", size=10, color="0563C1", underline="single")
_WRAPPED, _CENTRED = Alignment(wrap_text=True, vertical="top"), Alignment(horizontal="center", vertical="center")
_Looks = dict[tuple[int, bool, str], StyleArray]
_HEAD, _FAILED, _FAULTY = (PatternFill("solid", fgColor=tint) for tint in ("EEF2F7", "F8D7DA", "FFF3CD"))


def results_workbook(rows: Sequence[ResultRow]) -> bytes:
    """The workbook's bytes. Red: no project could be read or no report written; yellow: it has errors."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "结果"
    for column, (title, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(1, column, title)
        cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _HEAD, _BORDER, _CENTRED
        sheet.column_dimensions[cell.column_letter].width = width
    looks: _Looks = {}
    for number, row in enumerate(rows, 2):
        _write(sheet, number, row, looks)
    sheet.auto_filter.ref = f"A1:{sheet.cell(len(rows) + 1, len(_COLUMNS)).coordinate}"
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _dress(cell: Any, looks: _Looks, *, is_link: bool) -> None:
    """Give a cell the look of its column, with a link or without: the first is worked out, the others take it over."""
    key = (cell.column, is_link, cell.number_format)
    if key in looks:
        cell._style = copy(looks[key])
        return
    if cell.column in _FORMATS:
        cell.number_format = _FORMATS[cell.column]
    cell.font, cell.border = _LINK if is_link else _PLAIN, _BORDER
    cell.alignment = Alignment(vertical="top") if cell.column in _NUMBERS else _WRAPPED
    looks[key] = copy(cell._style)


def _write(sheet: Worksheet, number: int, row: ResultRow, looks: _Looks) -> None:
    counts = (row.errors, row.warnings) if row.project else (None, None)
    contents: tuple[str | Decimal | int | None, ...] = (
        row.file, row.project, row.budget, row.executed, row.rate, row.score, row.grade, *counts,
        "\n".join(row.reports), row.note, row.computed,
    )  # fmt: skip
    for column, content in enumerate(contents, 1):
        cell = sheet.cell(number, column)
        assert isinstance(cell, Cell)
        if isinstance(content, str):
            put_text(cell, _writable(content))
        else:
            cell.value = content
        is_link = column == _REPORT_COLUMN and bool(row.reports)
        _dress(cell, looks, is_link=is_link)
        if is_link:
            # A cell has one link: to the first report.
            cell.hyperlink = quote(row.reports[0])
            put_text(cell, _writable("\n".join(row.reports)))
    if not row.project or not row.reports:
        sheet.cell(number, 1).fill = _FAILED
    elif row.errors:
        sheet.cell(number, 8).fill = _FAULTY


def _writable(text: str) -> str:
    """A text without the characters no workbook can hold: one odd name must not cost the whole table."""
    return ILLEGAL_CHARACTERS_RE.sub("", text.encode("utf-8", "replace").decode())
