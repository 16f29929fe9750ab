"""Forms that stand beside each other on one sheet: each becomes a Grid of its own columns, places unchanged."""

from __future__ import annotations

from zpj.domain.records import replace
from zpj.forms import labels
from zpj.forms.headers import indicator_columns
from zpj.grid.grid import Area, Cell, Grid

_ROWS_APART = 4
_ROOM_FOR_RESULTS = 3
"""Columns kept beside the sheet for the computed scores of each form."""


def panes(grid: Grid) -> list[Grid]:
    """The forms beside each other, left to right; the grid itself where there is one form only.

    They begin where 项目名称 stands again further right in about the same row, and only where each has headings of
    indicators and nothing but a title runs across.
    """
    head, lefts = _lefts(grid)
    if len(lefts) < 2:
        return [grid]
    rights = [left - 1 for left in lefts[1:]]
    if any(_crosses(area, right) and area.bottom >= head for area in grid.merges for right in rights):
        return [grid]
    ends = [*rights, grid.columns]
    found = [_pane(grid, left, end, head, place) for place, (left, end) in enumerate(zip(lefts, ends, strict=True))]
    return found if all(map(_has_indicators, found)) else [grid]


def _lefts(grid: Grid) -> tuple[int, list[int]]:
    """The first row that names a project, and the first columns of the forms that begin there."""
    cells = [cell for cell in grid.cells.values() if _names_project(cell.text)]
    named = sorted((cell.row, cell.column) for cell in cells if not _heads_list(grid, cell))
    if len(named) < 2:
        return 0, []
    head, first = named[0]
    columns = sorted({column for row, column in named if row <= head + _ROWS_APART})
    return head, [1, *columns[1:]] if first in columns else []


def _names_project(text: str) -> bool:
    head = labels.section("head")
    if "名" not in text or "称" not in text:
        return False
    return head.field(text) == "project_name" or "project_name" in dict(labels.joint(text, "head"))


def _heads_list(grid: Grid, cell: Cell) -> bool:
    """A list of projects has another heading right behind 项目名称."""
    return labels.is_label(grid.text(cell.row, grid.area(cell.row, cell.column).right + 1))


def _has_indicators(grid: Grid) -> bool:
    return any(indicator_columns(grid, row) for row in range(1, grid.rows + 1))


def _crosses(area: Area, right: int) -> bool:
    return area.left <= right < area.right


def _pane(grid: Grid, left: int, right: int, head: int, place: int) -> Grid:
    cells = {at: cell for at, cell in grid.cells.items() if left <= cell.column <= right}
    for title in _titles_across(grid, left, head):
        cells[title.row, left] = replace(title, column=left)
    merges = tuple(
        Area(area.top, max(area.left, left), area.bottom, min(area.right, right))
        for area in grid.merges
        if area.left <= right and area.right >= left
    )
    taken = grid.columns + place * _ROOM_FOR_RESULTS
    return replace(grid, cells=cells, merges=merges, left=left, taken=taken)


def _titles_across(grid: Grid, left: int, head: int) -> list[Cell]:
    """The titles above all forms whose area runs on into these columns."""
    across = [area for area in grid.merges if area.bottom < head and area.left < left <= area.right]
    return [cell for area in across if (cell := grid.cells.get((area.top, area.left)))]
