"""The tables of a filed report as plain tables, so that the checks of a workbook's sheets serve them too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from zpj.domain.model import SourceTable
from zpj.forms import labels
from zpj.grid.grid import Grid

_FEWEST_HEADINGS = 2
_LONGEST_HEADING = 24
_INDICATOR_CORE = 3


def plain_tables(grids: Collection[Grid], forms: Collection[str]) -> Iterator[SourceTable]:
    """Every table that is no form and has a row of headings; lines above that row are left out."""
    for grid in grids:
        top = _heading_row(grid) if grid.name not in forms else None
        if top is None:
            continue
        columns = range(1, grid.columns + 1)
        below = _second_row(grid, top)
        header = tuple(_heading(grid, top, below, column) for column in columns)
        rows = {
            row: tuple(grid.text(row, column) for column in columns) for row in range((below or top) + 1, grid.rows + 1)
        }
        filled = {row: texts for row, texts in rows.items() if any(text.strip() for text in texts)}
        yield SourceTable(grid.name, header, tuple(filled.values()), grid.location(1, 1), tuple(filled))


def _heading_row(grid: Grid) -> int | None:
    """The row that heads indicators, or the first that holds several short texts and no number."""
    known = labels.section("indicators")
    for row in range(1, grid.rows + 1):
        if len({known.field(cell.text) for cell in grid.row_cells(row)} - {None}) >= _INDICATOR_CORE:
            return row
    for row in range(1, min(grid.rows, 4) + 1):
        cells = list(grid.row_cells(row))
        if len(cells) >= _FEWEST_HEADINGS:
            plain = all(cell.number is None and len(cell.text) <= _LONGEST_HEADING for cell in cells)
            return row if plain else None
    return None


def _second_row(grid: Grid, top: int) -> int | None:
    """A row that goes on naming columns (目标申报, 预算编制) under a heading over several of them."""
    cells = list(grid.row_cells(top + 1))
    short = all(len(cell.text) <= _LONGEST_HEADING and not re.search(r"\d", cell.text) for cell in cells)
    fewer = len(cells) < len(list(grid.row_cells(top)))
    wide = any(grid.area(top, cell.column).right > cell.column for cell in grid.row_cells(top)) or bool(
        set(range(1, grid.columns + 1)) - {cell.column for cell in grid.row_cells(top)}
    )
    return top + 1 if cells and short and fewer and wide and (top + 1, 1) not in grid.cells else None


def _heading(grid: Grid, top: int, below: int | None, column: int) -> str:
    """What heads a column: its lines are those of a narrow column, not of the words."""
    own = grid.cells.get((below, column)) if below else None
    return (own.text if own else grid.text(top, column)).replace("\n", "")
