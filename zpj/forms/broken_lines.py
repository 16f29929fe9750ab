"""Headings whose lines stand in a row each (一级 above 指标), as in a table copied from a print: one row again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from zpj.domain.records import replace
from zpj.forms import labels
from zpj.forms.stacked_headings import LEVELS, is_filled
from zpj.grid.grid import Area, Cell, Grid

_SECTIONS = ("funds", "indicators")
_FEWEST, _MOST_LINES = 2, 4
_LONGEST_LINE = 16

Columns = Mapping[tuple[int, int], list[Cell]]


def with_whole_headings(grid: Grid) -> Grid:
    """The grid with each heading broken over several rows as one area of them; other grids as they are."""
    row, cells, merges = 1, dict(grid.cells), list(grid.merges)
    while row < grid.rows:
        lines, columns = _broken(grid, row)
        for (left, right), parts in columns.items():
            for part in parts:
                del cells[part.row, part.column]
            text = _whole(parts)
            cells[row, left] = replace(parts[0], row=row, text=text)
            merges = [area for area in merges if not _is_inside(area, row, row + lines - 1, left)]
            merges.append(Area(row, left, row + lines - 1, right))
        row += lines
    return grid if len(cells) == len(grid.cells) else replace(grid, cells=cells, merges=tuple(merges))


def _is_inside(area: Area, top: int, bottom: int, left: int) -> bool:
    return area.left == left and top <= area.top and area.bottom <= bottom


def _broken(grid: Grid, row: int) -> tuple[int, Columns]:
    """How many rows one heading takes from a row on, and the cells of its columns; one and none where it is whole."""
    best: tuple[int, int, Columns] = (_FEWEST - 1, 1, {})
    begun = [
        cell for cell in grid.row_cells(row) if any(labels.bare_label(cell.text) in words for words in _beginnings())
    ]
    may_be = len(begun) >= _FEWEST and _are_lines(grid, row)
    for lines in range(2, _MOST_LINES + 1 if may_be else 0):
        if not _are_lines(grid, row + lines - 1):
            break
        columns = _columns(grid, row, lines)
        count = sum(parts[0].row == row and _is_broken_label(parts) for parts in columns.values())
        if count > best[0] or (count == best[0] and best[2] and _goes_on(columns, row + lines - 1)):
            best = count, lines, columns
    return best[1], best[2]


@cache
def _beginnings() -> tuple[frozenset[str], ...]:
    return tuple(labels.section(name).beginnings for name in _SECTIONS)


def _goes_on(columns: Columns, last: int) -> bool:
    """Whether each cell of the last row ends a heading begun above it: （A）, 改进措施."""
    ended = [parts for parts in columns.values() if parts[-1].row == last]
    return all(len(parts) > 1 and labels.is_label(_whole(parts)) for parts in ended)


def _are_lines(grid: Grid, row: int) -> bool:
    """Whether a row may be a line of headings: short words, and not the levels of the indicators by themselves."""
    cells = list(grid.row_cells(row))
    levels = {labels.section("indicators").field(cell.text) for cell in cells} & set(LEVELS)
    is_whole = len(levels) > 1
    return bool(cells) and not is_whole and not any(is_filled(cell) or len(cell.text) > _LONGEST_LINE for cell in cells)


def _columns(grid: Grid, row: int, lines: int) -> Columns:
    """The cells of some rows by their columns; none where an area begins above the rows or ends below them."""
    found: dict[tuple[int, int], list[Cell]] = {}
    for line in range(row, row + lines):
        for cell in grid.row_cells(line):
            area = grid.area(line, cell.column)
            if area.bottom >= row + lines:
                continue
            found.setdefault((area.left, area.right), []).append(cell)
    lefts = [left for left, _ in found]
    if len(set(lefts)) < len(lefts):
        return {}
    return {span: parts for span, parts in found.items() if len(parts) == 1 or not _are_headings_of_their_own(parts)}


def _whole(parts: list[Cell]) -> str:
    return "".join(part.text.strip() for part in parts)


def _are_headings_of_their_own(parts: list[Cell]) -> bool:
    """A heading over another one (偏差原因分析 over 经费保障), which together are none."""
    return not labels.is_label(_whole(parts)) and any(labels.is_label(part.text) for part in parts)


def _is_broken_label(parts: list[Cell]) -> bool:
    """Whether the lines together are a heading that the first one alone is not."""
    whole = _whole(parts)
    known = any(labels.section(name).field(whole) for name in _SECTIONS)
    return len(parts) > 1 and known and not any(labels.section(name).field(parts[0].text) for name in _SECTIONS)
