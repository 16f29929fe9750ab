"""Row heights for wrapped text: Excel does not fit the height of merged cells by itself."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zpj.grid.row_heights import text_height


def fit_height(sheet: Worksheet, row: int, column: int, text: str) -> float:
    """The height in points a text needs in its (merged) cell, between one line and Excel's limit of 409."""
    last = column
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col == column:
            last = area.max_col
    width = sum(sheet.column_dimensions[get_column_letter(c)].width or 8.43 for c in range(column, last + 1))
    return text_height(text, width)
