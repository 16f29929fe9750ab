"""Changes the number of rows of a block in an openpyxl sheet, as Excel does when rows are inserted or deleted.

openpyxl's own insert_rows leaves merged areas, formulas, heights, drop-downs, page breaks and the print area behind.
"""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.records import record
from zpj.domain.regex import regex

_REFERENCE = regex(r"(:?)(\$?[A-Z]{1,3}\$?)(\d+)")


@record
class Move:
    """The block of rows `first` … `last` gets `delta` rows more (or fewer) at its end."""

    first: int
    last: int
    delta: int

    def row(self, row: int, is_end: bool = False) -> int:
        """Where a row goes: rows below the block move, the end of an area that closes with the block follows it.

        A row that is gone becomes the last one left.
        """
        if row > self.last or (is_end and row == self.last):
            return row + self.delta
        return min(row, max(self.last + self.delta, self.first))

    def area(self, area: CellRange) -> CellRange | None:
        """The moved area; None where all its rows are gone."""
        end = self.last + min(self.delta, 0)
        if area.min_row > end and area.max_row <= self.last:
            return None
        top, bottom = self.row(area.min_row), self.row(area.max_row, is_end=True)
        return CellRange(min_col=area.min_col, min_row=top, max_col=area.max_col, max_row=bottom)

    def formula(self, formula: str) -> str:
        """A formula with its references to the same sheet moved."""

        def moved(match: re.Match[str]) -> str:
            return f"{match[1]}{match[2]}{self.row(int(match[3]), is_end=bool(match[1]))}"

        tokens = Tokenizer(formula)
        for token in tokens.items:
            if token.type == Token.OPERAND and token.subtype == Token.RANGE and "!" not in token.value:
                token.value = _REFERENCE.sub(moved, token.value)
        return "=" + "".join(token.value for token in tokens.items)


def resize_rows(sheet: Worksheet, first: int, last: int, count: int) -> None:
    """Make the block of rows first … last `count` (at least one) rows long; every row of it looks like row `first`.

    The block comes out empty but for the formulas of its first row. Merged areas inside it are dissolved; those that
    end on `last` follow the block's end.
    """
    move = Move(first, last, count - (last - first + 1))
    pattern: Any = sheet[first]
    model = [copy(cell._style) for cell in pattern]
    formulas = {cell.column: cell.value for cell in pattern if _is_formula(cell.value)}
    height = sheet.row_dimensions[first].height
    merges = [CellRange(area.coord) for area in sheet.merged_cells.ranges]
    for area in merges:
        sheet.unmerge_cells(area.coord)
    _move_below(sheet, move)
    _move_formulas(sheet, move)
    _fill_block(sheet, range(first, first + count), model, formulas, height)
    _merge_again(sheet, merges, move)
    _move_validations(sheet, move)
    _move_conditions(sheet, move)
    _move_page(sheet, move)


def _is_formula(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _move_below(sheet: Worksheet, move: Move) -> None:
    bottom, right = sheet.max_row, sheet.max_column
    heights = {row: sheet.row_dimensions[row].height for row in range(move.last + 1, bottom + 1)}
    kept: list[tuple[int, int, Any, Any, str]] = []
    cells: Any
    for cells in sheet.iter_rows(min_row=move.last + 1, max_row=bottom):
        kept.extend((cell.row, cell.column, cell.value, copy(cell._style), cell.data_type) for cell in cells)
    for row in range(min(move.last, move.last + move.delta) + 1, bottom + 1):
        sheet.row_dimensions[row].height = None
        for column in range(1, right + 1):
            sheet._cells.pop((row, column), None)
    moved: Any
    for row, column, content, style, data_type in kept:
        moved = sheet.cell(row + move.delta, column)
        moved.value, moved._style = content, style
        moved.data_type = data_type
    for row, height in heights.items():
        sheet.row_dimensions[row + move.delta].height = height


def _move_formulas(sheet: Worksheet, move: Move) -> None:
    cells: Any
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.data_type == "f" and _is_formula(cell.value):
                cell.value = move.formula(cell.value)


def _fill_block(
    sheet: Worksheet, rows: range, model: list[Any], formulas: dict[int, str], height: float | None
) -> None:
    for row in rows:
        sheet.row_dimensions[row].height = height
        for column, style in enumerate(model, 1):
            cell: Any = sheet.cell(row, column)
            cell._style = copy(style)
            formula = formulas.get(column)
            cell.value = _translated(formula, cell.coordinate, rows.start) if formula else None


def _translated(formula: str, coordinate: str, first: int) -> str:
    origin = re.sub(r"\d+", str(first), coordinate)
    return str(Translator(formula, origin=origin).translate_formula(coordinate))


def _merge_again(sheet: Worksheet, merges: list[CellRange], move: Move) -> None:
    for area in merges:
        inside = area.min_row >= move.first and area.max_row <= move.last
        moved = None if inside else move.area(area)
        if moved is not None and moved.size["rows"] * moved.size["columns"] > 1:
            sheet.merge_cells(moved.coord)


def _move_validations(sheet: Worksheet, move: Move) -> None:
    kept = []
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = _moved_areas(rule.sqref, move)
        if rule.sqref.ranges:
            kept.append(rule)
    sheet.data_validations.dataValidation = kept


def _move_conditions(sheet: Worksheet, move: Move) -> None:
    moved = ConditionalFormattingList()
    for condition in sheet.conditional_formatting:
        areas = _moved_areas(condition.sqref, move)
        for rule in condition.rules if areas.ranges else ():
            rule.formula = [move.formula(f"={text}").removeprefix("=") for text in rule.formula]
            moved.add(str(areas), rule)
    sheet.conditional_formatting = moved


def _moved_areas(areas: MultiCellRange, move: Move) -> MultiCellRange:
    return MultiCellRange([moved for area in areas.ranges if (moved := move.area(area)) is not None])


def _move_page(sheet: Worksheet, move: Move) -> None:
    """Print area and page breaks (a break stands below its row)."""
    area = str(sheet.print_area or "").split("!")[-1]
    if area:
        sheet.print_area = move.formula(f"={area}").removeprefix("=")
    rows = sorted({move.row(mark.id, is_end=True) for mark in sheet.row_breaks.brk})
    sheet.row_breaks = RowBreak()
    for row in rows:
        sheet.row_breaks.append(Break(id=row))
