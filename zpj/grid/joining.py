"""Tables that a page break cut in two are one table again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from zpj.domain.records import replace
from zpj.grid.grid import Area, Cell, Grid, Part


def joined(grids: Iterable[Grid]) -> tuple[Grid, ...]:
    """Append each table of a document to the one before it where it goes on.

    It does where no text stands between, the columns are the same, and it does not begin like the other one (then it
    is the next form of the same kind). Places keep the names of the tables they stand in.
    """
    result: list[Grid] = []
    for grid in grids:
        if result and _goes_on(result[-1], grid):
            result[-1] = appended(result[-1], grid)
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


def appended(first: Grid, second: Grid, columns: Mapping[int, int] | None = None, skipped: int = 0) -> Grid:
    """One grid below the other, without the first `skipped` rows. `columns`: under which columns of the first those of
    the second stand, where they are not the same; a column not named keeps its distance from the one before.
    """
    above = max(first.rows, max((area.bottom for area in first.merges), default=0))
    down, moves = above - skipped, _moves(second, columns or {})
    cells: dict[tuple[int, int], Cell] = {}
    for (row, column), cell in sorted(second.cells.items(), key=lambda item: item[0][1] in (columns or {})):
        if row > skipped:
            cells[row + down, moves[column]] = replace(cell, row=row + down, column=moves[column])
    areas = (
        Area(max(area.top, skipped + 1) + down, moves[area.left], area.bottom + down, moves[area.right])
        for area in second.merges
        if area.bottom > skipped
    )
    return replace(
        first,
        cells={**first.cells, **cells},
        merges=(*first.merges, *(area for area in areas if area.left <= area.right)),
        following=second.following,
        continued=(*first.continued, *_parts(second, above, skipped, moves)),
    )


def _moves(grid: Grid, columns: Mapping[int, int]) -> dict[int, int]:
    """The new column of every column."""
    last = max(grid.columns, max((area.right for area in grid.merges), default=0))
    moves = {}
    for column in range(1, last + 1):
        before = max((old for old in columns if old <= column), default=column)
        moves[column] = columns.get(before, before) + column - before
    return moves


def _parts(grid: Grid, above: int, skipped: int, moves: Mapping[int, int]) -> Iterator[Part]:
    """The part a grid becomes below `above` rows, and those it took in itself."""
    yield Part(above + 1, grid.name, skipped, {new: old for old, new in moves.items() if new != old})
    for part in grid.continued:
        yield replace(part, first=part.first + above - skipped)
