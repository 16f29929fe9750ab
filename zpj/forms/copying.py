"""Copies a sheet within a workbook, or from another one, with all that openpyxl's own copy leaves behind."""

from __future__ import annotations

from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet


def copy_sheet(book: Workbook, source: Worksheet, name: str, position: int) -> Worksheet:
    """Copy a sheet to a position: cells, sizes, merged areas, drop-downs, conditional formats, page set-up, views."""
    sheet = book.copy_worksheet(source)
    sheet.title = name
    book.move_sheet(sheet, position - (len(book.sheetnames) - 1))
    _copy_page(source, sheet)
    return sheet


def adopt_sheet(book: Workbook, source: Worksheet, name: str) -> Worksheet:
    """Copy a sheet of another workbook behind the sheets of this one, each cell with its look."""
    sheet: Worksheet = book.create_sheet(name)
    cell: Any
    there: Any
    for row in source.iter_rows():
        for cell in row:
            if isinstance(cell, MergedCell) and not cell.has_style:
                continue
            there = sheet.cell(cell.row, cell.column)
            if not isinstance(cell, MergedCell):
                there.value, there.data_type = cell.value, cell.data_type
            if cell.has_style:
                there.font, there.fill, there.border = copy(cell.font), copy(cell.fill), copy(cell.border)
                there.alignment, there.number_format = copy(cell.alignment), cell.number_format
    for area in source.merged_cells.ranges:
        sheet.merge_cells(area.coord)
    for letter, column in source.column_dimensions.items():
        own = sheet.column_dimensions[letter]
        own.width, own.hidden, own.min, own.max = column.width, column.hidden, column.min, column.max
    for number, line in source.row_dimensions.items():
        sheet.row_dimensions[number].height = line.height
    sheet.sheet_format, sheet.sheet_properties = copy(source.sheet_format), copy(source.sheet_properties)
    sheet.page_margins, sheet.page_setup = copy(source.page_margins), copy(source.page_setup)
    sheet.print_options = copy(source.print_options)
    _copy_page(source, sheet)
    return sheet


def _copy_page(source: Worksheet, sheet: Worksheet) -> None:
    """Drop-downs, conditional formats, and what is set for printing."""
    for rule in source.data_validations.dataValidation:
        sheet.add_data_validation(copy(rule))
    for area in source.conditional_formatting:
        for condition in area.rules:
            sheet.conditional_formatting.add(str(area.sqref), copy(condition))
    if source.print_area:
        sheet.print_area = str(source.print_area).split("!")[-1]
    sheet.HeaderFooter = copy(source.HeaderFooter)
    sheet.row_breaks = copy(source.row_breaks)
    if source.print_title_rows:
        sheet.print_title_rows = source.print_title_rows
    sheet.freeze_panes = source.freeze_panes
