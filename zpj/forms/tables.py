"""Writes the plain sheets of a standard workbook: report material, ledger, team and further tables."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.amounts import normal
from zpj.forms.blank_style import Look, finish_page, label, put_text, value
from zpj.forms.content import Material, PlainTable, Typed
from zpj.forms.recognise import ReportSections
from zpj.forms.sheet_names import MATERIAL
from zpj.forms.text_height import fit_height

_MATERIAL_COLUMNS = ("A", "B", "C", "D")


def write_material(book: Workbook, given: Sequence[Material]) -> None:
    """Fill 报告素材 with the given rows."""
    sheet = book[MATERIAL]
    for row, item in enumerate(given, 2):
        texts = (item.project, item.report, item.section, item.text)
        for letter, text in zip(_MATERIAL_COLUMNS, texts, strict=True):
            value(sheet, f"{letter}{row}", None, Look(align="left", tint=letter == "D", bold=letter == "C"))
            put_text(sheet[f"{letter}{row}"], text)
        sheet.row_dimensions[row].height = max(
            fit_height(sheet, row, column, text) for column, text in enumerate(texts, 1)
        )
    finish_page(sheet, f"A1:D{max(2, len(given) + 1)}", landscape=True, repeat=1)


def empty_rows(reports: tuple[ReportSections, ...], projects: list[str]) -> list[Material]:
    """A row per section: once for a report about the department, for each project of a report about projects."""
    rows = [
        Material("", title, "", report.title) if report.wide else Material(project, title, "")
        for report in reports
        for project in (projects[:1] if report.wide else projects)
        for title in report.sections
    ]
    return list(dict.fromkeys(rows))


def add_table(book: Workbook, table: PlainTable) -> None:
    """Add a sheet that holds a plain table; every text stays a text, as it is to be printed."""
    sheet: Worksheet = book.create_sheet(table.name)
    widths = table.widths or (16.0,) * len(table.header)
    for column, (text, width) in enumerate(zip(table.header, widths, strict=True), 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = width
        label(sheet, f"{letter}1", text)
    _write_rows(sheet, table.rows)
    sheet.freeze_panes = "A2"
    area = f"A1:{get_column_letter(len(table.header))}{len(table.rows) + 1}"
    finish_page(sheet, area, landscape=True, repeat=1)


def fill_table(sheet: Worksheet, table: PlainTable) -> None:
    """Fill one of the workbook's own sheets; typed totals go into its last row, below the headings they name."""
    _write_rows(sheet, table.rows)
    columns = {str(sheet.cell(1, column).value): column for column in range(1, sheet.max_column + 1)}
    for heading, content in table.total.items():
        _put(sheet, sheet.max_row, columns[heading], content)


def _write_rows(sheet: Worksheet, rows: tuple[tuple[Typed, ...], ...]) -> None:
    for row, contents in enumerate(rows, 2):
        height = 0.0
        for column, content in enumerate(contents, 1):
            value(sheet, f"{get_column_letter(column)}{row}", None, Look(align="left", tint=False))
            _put(sheet, row, column, content)
            height = max(height, fit_height(sheet, row, column, str(content)))
        sheet.row_dimensions[row].height = height


def _put(sheet: Worksheet, row: int, column: int, content: Typed) -> None:
    cell = sheet.cell(row, column)
    if isinstance(content, Decimal):
        cell.value = normal(content)
        return
    put_text(cell, content)
    cell.number_format = "@"
