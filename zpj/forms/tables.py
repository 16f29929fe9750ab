"""The plain sheets of a standard workbook: report material and further tables, read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.model import Section, SourceTable
from zpj.forms.blank_sheets import FURTHER, MATERIAL
from zpj.forms.blank_style import Look, finish_page, label, value
from zpj.forms.content import Material, PlainTable
from zpj.forms.text_height import fit_height
from zpj.grid.grid import Grid

PROJECT, SECTION, TEXT, REPORT = "项目名称", "章节", "内容", "报告"


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
        value(sheet, f"A{row}", item.project, Look(align="left", tint=False))
        label(sheet, f"B{row}", item.section, Look(align="left"))
        value(sheet, f"C{row}", item.text or None, Look(align="left"))
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
            value(sheet, cell, text or None, Look(align="left", tint=False))
            sheet[cell].number_format = "@"
            height = max(height, fit_height(sheet, row, column, text))
        sheet.row_dimensions[row].height = height
    sheet.freeze_panes = "A2"
    finish_page(sheet, f"A1:{letters[len(table.header) - 1]}{len(table.rows) + 1}", landscape=True, repeat=1)


def read_sections(grids: Iterable[Grid]) -> Iterator[Section]:
    """The rows of 报告素材 that hold text."""
    for grid in grids:
        header = _header(grid) if grid.name == MATERIAL else {}
        if SECTION not in header or TEXT not in header:
            continue
        for row in range(2, grid.rows + 1):
            text, title = grid.text(row, header[TEXT]), grid.text(row, header[SECTION]).strip()
            if title and text.strip():
                project, report = (grid.text(row, header.get(name, 0)).strip() for name in (PROJECT, REPORT))
                yield Section(project, report, title, text, grid.location(row, header[TEXT]))


def read_tables(grids: Iterable[Grid], form_sheets: set[str]) -> Iterator[SourceTable]:
    """Every further sheet whose first row is a header with 项目名称: a table for the reports."""
    for grid in grids:
        header = _header(grid)
        if grid.name in form_sheets or grid.name == MATERIAL or PROJECT not in header:
            continue
        columns = range(1, grid.columns + 1)
        rows = [tuple(grid.text(row, column) for column in columns) for row in range(2, grid.rows + 1)]
        filled = tuple(row for row in rows if any(text.strip() for text in row))
        yield SourceTable(grid.name, tuple(grid.text(1, column) for column in columns), filled, grid.location(1, 1))


def _header(grid: Grid) -> dict[str, int]:
    return {cell.text.strip(): cell.column for cell in grid.row_cells(1)}


