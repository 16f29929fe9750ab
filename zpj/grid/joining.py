"""Tables that a page break cut in two are one table again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from zpj.grid.grid import Area, Cell, Grid


def joined(grids: Iterable[Grid]) -> tuple[Grid, ...]:
    """Append each table of a document to the one before it where it goes on.

    It does where no text stands between, the columns are the same, and it does not begin like the other one (then it
    is the next form of the same kind). Places keep the names of the tables they stand in.
    """
    result: list[Grid] = []
    for grid in grids:
        if result and _goes_on(result[-1], grid):
            result[-1] = _appended(result[-1], grid)
        else:
            result.append(grid)
    return tuple(result)


def _goes_on(first: Grid, second: Grid) -> bool:
    if not (first.in_document and second.in_document) or second.preceding or not (first.cells and second.cells):
        return False
    return bool(first.widths) and first.widths == second.widths and _beginning(first) != _beginning(second)


def _beginning(grid: Grid) -> str:
    row = min(row for row, _ in grid.cells)
    return "".join("".join(cell.text.split()) for cell in grid.row_cells(row))[:10]


def _appended(first: Grid, second: Grid) -> Grid:
    down = max(first.rows, max((area.bottom for area in first.merges), default=0))
    cells = {(row + down, column): _moved(cell, down) for (row, column), cell in second.cells.items()}
    areas = tuple(Area(area.top + down, area.left, area.bottom + down, area.right) for area in second.merges)
    return replace(
        first,
        cells={**first.cells, **cells},
        merges=(*first.merges, *areas),
        continued=(*first.continued, (down + 1, second.name)),
    )


def _moved(cell: Cell, down: int) -> Cell:
    return replace(cell, row=cell.row + down)
