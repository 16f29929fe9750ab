"""Row heights for wrapped text: Excel does not fit the height of merged cells by itself."""

from __future__ import annotations

import unicodedata
from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_LINE_POINTS = 14.5
_PADDING = 8.0
_LARGEST = 409.0
_SMALLEST = 22.0


def text_width(text: str) -> int:
    """Width in half-width characters: a Chinese character counts two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def fit_height(sheet: Worksheet, row: int, column: int, text: str) -> float:
    """The height in points a text needs in its (merged) cell, between one line and Excel's limit of 409."""
    last = column
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col == column:
            last = area.max_col
    width = sum(sheet.column_dimensions[get_column_letter(c)].width or 8.43 for c in range(column, last + 1))
    lines = sum(max(1, ceil(text_width(line) * 1.08 / max(width - 1.5, 1))) for line in text.split("\n"))
    return min(max(lines * _LINE_POINTS + _PADDING, _SMALLEST), _LARGEST)
