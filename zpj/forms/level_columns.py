"""One heading over the cells of several levels of indicators."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from zpj.forms import labels
from zpj.forms.level_words import are_second_levels
from zpj.grid.grid import Grid

Span = tuple[int, int]
_LEVELS = ("level1", "level2", "name")


def levels_apart(grid: Grid, bottom: int, columns: Mapping[str, Span]) -> dict[str, Span]:
    """Columns by field, with those of the levels told apart where one heading stands over them.

    指标类型 over 产出指标 | 数量指标, or 指标名称 over all three; `bottom` is the last heading row.
    """
    row = next((row for row in range(bottom + 1, grid.rows + 1) if any(grid.row_cells(row))), bottom + 1)
    for over, levels in (("level1", _LEVELS[:2]), ("name", _LEVELS)):
        left, right = columns.get(over, (0, -1))
        areas = [grid.area(row, column) for column in range(left, right + 1)]
        spans = list(dict.fromkeys((area.left, area.right) for area in areas if grid.text(area.top, area.left).strip()))
        if len(spans) == len(levels) and [level for level in levels if level in columns] == [over]:
            return {**columns, **dict(zip(levels, spans, strict=True))}
    if "level1" in columns and "level2" not in columns and are_second_levels(_texts(grid, bottom, columns["level1"])):
        return {("level2" if field == "level1" else field): span for field, span in columns.items()}
    if {"level2", "name"} <= columns.keys() and "level1" not in columns:
        before = grid.area(row, columns["level2"][0] - 1)
        is_headed = grid.area(bottom, before.right).bottom <= bottom
        if before.left >= grid.left and grid.text(row, before.left).strip() and is_headed:
            return {**columns, "level1": (before.left, before.right)}
    return dict(columns)


def _texts(grid: Grid, bottom: int, span: Span) -> list[str]:
    """What stands below a heading down to the total or the first cell of another width; headings repeated are none."""
    heading = labels.bare_label(grid.text(bottom, span[0]))
    rows = takewhile(lambda row: not _ends(grid, row, span), range(bottom + 1, grid.rows + 1))
    texts = [cell.text for row in rows for cell in grid.row_cells(row) if cell.column == span[0]]
    return [text for text in texts if labels.bare_label(text) != heading]


def _ends(grid: Grid, row: int, span: Span) -> bool:
    """Whether a row no longer belongs to the indicators."""
    first = next(grid.row_cells(row), None)
    if first is None or first.column > span[0]:
        return False
    is_total = any(labels.section(name).resembled(first.text) for name in ("total", "total_like"))
    return is_total or grid.area(row, span[0]).right != span[1]
