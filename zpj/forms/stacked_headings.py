"""Indicator headings in several rows: values headed in the rows above, a name and points side by side below a level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zpj.forms import labels
from zpj.grid.grid import Cell, Grid

Span = tuple[int, int]
LEVELS = ("level1", "level2", "name")
_OF_FUNDS = ("full_year_budget", "executed", "initial_budget")
_ROWS_LOOKED_AT = 4
_ROWS_ABOVE = 2
_ROWS_BELOW = 2


def headed_above(grid: Grid, row: int) -> dict[str, tuple[int, Span]]:
    """The known headings in the rows above that reach down to a heading row, or stand over its empty cells: by field
    their row and columns.
    """
    found: dict[str, tuple[int, Span]] = {}
    for above in _filled_rows(grid, range(row - 1, max(0, row - 1 - _ROWS_LOOKED_AT), -1))[:_ROWS_ABOVE]:
        cells = list(grid.row_cells(above))
        if any(is_filled(cell) or labels.section("funds").field(cell.text) in _OF_FUNDS for cell in cells):
            break
        fields = {field: (above, span) for field, span in _open_below(grid, row, cells) if field not in found}
        if not fields:
            break
        found |= fields
    return found


def _filled_rows(grid: Grid, rows: range) -> list[int]:
    return [row for row in rows if any(grid.row_cells(row))]


def _open_below(grid: Grid, row: int, cells: Sequence[Cell]) -> Iterator[tuple[str, Span]]:
    """Headings of a row above under which the heading row has nothing of its own."""
    for cell in cells:
        area, field = grid.area(cell.row, cell.column), labels.section("indicators").field(cell.text)
        beneath = (grid.area(row, column) for column in range(area.left, area.right + 1))
        is_open = all(below.top <= area.top or not grid.text(below.top, below.left).strip() for below in beneath)
        if field and is_open:
            yield field, (area.left, area.right)


def is_filled(cell: Cell) -> bool:
    """A cell of a row of values: a number, alone or with its unit."""
    return cell.number is not None or any(char.isdigit() for char in labels.bare_label(cell.text))


def points_of_levels(grid: Grid, row: int, columns: Mapping[str, Span]) -> tuple[dict[str, Span], int] | None:
    """The columns where each level is split into its name and its points (名称 | 权重), and the row that says so.

    The points of a row are those of the deepest level. None where the rows below split no level.
    """
    spans = _level_spans(grid, columns)
    rows_below = _filled_rows(grid, range(row + 1, row + 1 + _ROWS_LOOKED_AT if spans else 0))
    for below in rows_below[:_ROWS_BELOW]:
        cells = list(grid.row_cells(below))
        if any(is_filled(cell) for cell in cells):
            return None
        points = {level: cell for level, span in spans.items() if (cell := _points_within(cells, span))}
        if points:
            return {**columns, **_names_and_points(grid, cells, spans, points)}, below
    return None


def _level_spans(grid: Grid, columns: Mapping[str, Span]) -> dict[str, Span]:
    """The levels with all columns up to the next heading."""
    lefts = sorted(left for left, _ in columns.values())
    spans = {}
    for level in LEVELS:
        if level in columns:
            left, right = columns[level]
            following = next((other for other in lefts if other > left), None)
            spans[level] = (left, max(right, following - 1 if following else grid.columns))
    return spans


def _points_within(cells: Sequence[Cell], span: Span) -> Cell | None:
    known = labels.section("indicators")
    inside = (cell for cell in cells if span[0] <= cell.column <= span[1])
    return next((cell for cell in inside if known.field(cell.text) == "weight"), None)


def _names_and_points(
    grid: Grid, cells: Sequence[Cell], spans: Mapping[str, Span], points: Mapping[str, Cell]
) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for level, cell in points.items():
        left, right = spans[level]
        name = next((one for one in cells if left <= one.column <= right and one is not cell), None)
        found[level] = _span(grid, name) if name else (left, max(left, cell.column - 1))
    deepest = [level for level in LEVELS if level in spans][-1]
    return found | ({"weight": _span(grid, points[deepest])} if deepest in points else {})


def _span(grid: Grid, cell: Cell) -> Span:
    area = grid.area(cell.row, cell.column)
    return area.left, area.right


def points_beside_levels(points: Sequence[int], headings: Sequence[int], columns: Mapping[str, Span]) -> int | None:
    """Of several headings 分值 (columns `points`) in a row, one right behind each level, that of the deepest level."""
    behind = [next((column for column in headings if column > columns[level][1]), None)
              for level in LEVELS if level in columns]  # fmt: skip
    found = [column for column in behind if column in points]
    return found[-1] if len(found) > 1 and sorted(filter(None, found)) == sorted(points) else None
