"""Writes the plain sheets of a standard workbook: report material and further tables."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zpj.forms.blank_style import Look, finish_page, label, put_text, value
from zpj.forms.content import Material, PlainTable
from zpj.forms.sheet_names import MATERIAL
from zpj.forms.text_height import fit_height


def write_material(
    book: Workbook, material: Iterable[Material], sections: tuple[str, ...], projects: list[str]
) -> None:
    """Fill 报告素材: the given texts, and an empty row for every section of a project that has none."""
    given = list(material)
    having = {row.project for row in given}
    for project in projects:
        if project not in having:
            given.extend(Material(project, section, "") for section in sections)
    sheet = book[MATERIAL]
    for row, item in enumerate(given, 2):
        value(sheet, f"A{row}", None, Look(align="left", tint=False))
        put_text(sheet[f"A{row}"], item.project)
        label(sheet, f"B{row}", item.section, Look(align="left"))
        value(sheet, f"C{row}", None, Look(align="left"))
        put_text(sheet[f"C{row}"], item.text)
        sheet.row_dimensions[row].height = fit_height(sheet, row, 3, item.text)
    finish_page(sheet, f"A1:C{max(2, len(given) + 1)}", landscape=True, repeat=1)


def add_table(book: Workbook, table: PlainTable) -> None:
    """Add a sheet that holds a plain table; every cell is text, as it is to be printed."""
    sheet: Worksheet = book.create_sheet(table.name)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for letter, text, width in zip(letters, table.header, table.widths or (16,) * len(table.header), strict=False):
        sheet.column_dimensions[letter].width = width
        label(sheet, f"{letter}1", text)
    for row, texts in enumerate(table.rows, 2):
        height = 0.0
        for column, text in enumerate(texts, 1):
            cell = f"{letters[column - 1]}{row}"
            value(sheet, cell, None, Look(align="left", tint=False))
            put_text(sheet[cell], text)
            sheet[cell].number_format = "@"
            height = max(height, fit_height(sheet, row, column, text))
        sheet.row_dimensions[row].height = height
    sheet.freeze_panes = "A2"
    finish_page(sheet, f"A1:{letters[len(table.header) - 1]}{len(table.rows) + 1}", landscape=True, repeat=1)
