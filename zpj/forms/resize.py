"""Changes the number of rows of a block in an openpyxl sheet, as Excel does when rows are inserted or deleted.

openpyxl's own insert_rows leaves merged areas, formulas, heights, drop-downs and the print area behind.
"""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)")


def resize_rows(sheet: Worksheet, first: int, last: int, count: int) -> None:
    """Make the block of rows first … last `count` rows long; every new row looks and computes like row `first`.

    Merged areas inside the block are dissolved; those that end on `last` follow the block's end.
    """
    delta = count - (last - first + 1)
    pattern: Any = sheet[first]
    model = [copy(cell._style) for cell in pattern]
    formulas = {cell.column: cell.value for cell in pattern if _is_formula(cell.value)}
    height = sheet.row_dimensions[first].height
    merges = [CellRange(area.coord) for area in sheet.merged_cells.ranges]
    for area in merges:
        sheet.unmerge_cells(area.coord)
    _move_below(sheet, last, delta)
    _shift_formulas(sheet, last, delta)
    _new_rows(sheet, first, count, model, formulas, height)
    for area in merges:
        _merge_again(sheet, area, first, last, delta)
    _shift_validations(sheet, last, delta)
    _shift_print_area(sheet, last, delta)


def shifted_reference(formula: str, last: int, delta: int) -> str:
    """Move the references of a formula that point below row `last`."""

    def moved(match: re.Match[str]) -> str:
        row = int(match.group(2))
        return f"{match.group(1)}{row + delta if row > last else row}"

    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE and "!" not in token.value:
            token.value = _REFERENCE.sub(moved, token.value)
    return "=" + "".join(token.value for token in tokens.items)


def _is_formula(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _move_below(sheet: Worksheet, last: int, delta: int) -> None:
    kept: list[tuple[int, int, Any, Any]] = []
    heights = {row: sheet.row_dimensions[row].height for row in range(last + 1, sheet.max_row + 1)}
    cells: Any
    for cells in sheet.iter_rows(min_row=last + 1):
        kept.extend((cell.row, cell.column, cell.value, copy(cell._style)) for cell in cells)
    for row in range(min(last + 1, last + 1 + delta), sheet.max_row + 1):
        sheet.row_dimensions[row].height = None
        for column in range(1, sheet.max_column + 1):
            sheet._cells.pop((row, column), None)
    moved: Any
    for row, column, content, style in kept:
        moved = sheet.cell(row + delta, column)
        moved.value, moved._style = content, style
    for row, height in heights.items():
        sheet.row_dimensions[row + delta].height = height


def _shift_formulas(sheet: Worksheet, last: int, delta: int) -> None:
    cells: Any
    for cells in sheet.iter_rows():
        for cell in cells:
            if _is_formula(cell.value):
                cell.value = shifted_reference(cell.value, last, delta)


def _new_rows(
    sheet: Worksheet, first: int, count: int, model: list[Any], formulas: dict[int, str], height: float | None
) -> None:
    for row in range(first, first + count):
        sheet.row_dimensions[row].height = height
        for column, style in enumerate(model, 1):
            cell: Any = sheet.cell(row, column)
            cell._style = copy(style)
            formula = formulas.get(column)
            cell.value = _translated(formula, cell.coordinate, first) if formula else None


def _translated(formula: str, coordinate: str, first: int) -> str:
    origin = re.sub(r"\d+", str(first), coordinate)
    return str(Translator(formula, origin=origin).translate_formula(coordinate))


def _merge_again(sheet: Worksheet, area: CellRange, first: int, last: int, delta: int) -> None:
    if area.min_row >= first and area.max_row <= last:
        return
    if area.min_row > last:
        area.shift(row_shift=delta)
    elif area.max_row >= last:
        area.expand(down=delta)
    sheet.merge_cells(area.coord)


def _shift_validations(sheet: Worksheet, last: int, delta: int) -> None:
    for rule in sheet.data_validations.dataValidation:
        moved = []
        for area in rule.sqref.ranges:
            if area.min_row > last:
                area.shift(row_shift=delta)
            elif area.max_row >= last:
                area.expand(down=delta)
            moved.append(area)
        rule.sqref = MultiCellRange(moved)


def _shift_print_area(sheet: Worksheet, last: int, delta: int) -> None:
    area = str(sheet.print_area or "").split("!")[-1]
    if area:
        sheet.print_area = shifted_reference(f"={area}", last, delta).removeprefix("=")
