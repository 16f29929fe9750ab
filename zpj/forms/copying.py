"""Copies a sheet within a workbook with all that openpyxl's own copy leaves behind."""

from __future__ import annotations

from copy import copy

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def copy_sheet(book: Workbook, source: Worksheet, name: str, position: int) -> Worksheet:
    """Copy a sheet to a position: cells, sizes, merged areas, drop-downs, conditional formats, page set-up, views."""
    sheet = book.copy_worksheet(source)
    sheet.title = name
    book.move_sheet(sheet, position - (len(book.sheetnames) - 1))
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
    return sheet
