"""Leaves out the rows of an attached form that its blank has and the clerk did not use (指标2：, ……)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from zpj.domain.records import record, replace
from zpj.domain.regex import regex
from zpj.grid.grid import Area, Cell, Grid

_NAME = regex(r"(?:三级)?指标(?:名称|内容)?|三级指标[(（].*")
_LEVEL = regex("[一二]级指标")
_TOTAL = regex("总分|总计|合计")
_PROMPT = regex(r"(?:三级)?指标\d*:?|[.·]+|")
_KIND = regex("指标|效益|影响|满意")


@record
class _Block:
    """The rows of the indicators under their heading, and the columns of a name (`levels` stand left of it)."""

    rows: range
    name: Area
    levels: tuple[int, ...]


def without_unused_rows(grid: Grid, area: Area) -> tuple[Grid, Area]:
    """Give a form and its area without rows in which nothing is filled in but what the blank itself has there.

    A row with anything typed stays, and so do all rows of a form in which no indicator is filled in. Cells over several
    rows cover those of them that are left.
    """
    block = _block(grid, area)
    unused = _unused(grid, area, block) if block else set()
    if not unused or block is None or len(unused) == len(block.rows):
        return grid, area
    return _without(grid, unused), replace(area, bottom=area.bottom - len(unused))


def _block(grid: Grid, area: Area) -> _Block | None:
    """The rows below the heading 一级指标 … 三级指标; None where the form has no such heading."""
    for row in range(area.top, area.bottom):
        titles = {column: _title(grid, row, column) for column in range(area.left, area.right + 1)}
        levels = tuple(column for column, title in titles.items() if _LEVEL.fullmatch(title))
        names = [c for c, title in titles.items() if levels and c > levels[-1] and _NAME.fullmatch(title)]
        if names:
            name = grid.area(row, names[0])
            return _Block(range(name.bottom + 1, _end(grid, area, name.bottom)), name, levels)
    return None


def _title(grid: Grid, row: int, column: int) -> str:
    return "".join(unicodedata.normalize("NFKC", grid.text(row, column)).split())


def _end(grid: Grid, area: Area, heading: int) -> int:
    """The row after the last indicator: that of the total, or the one below the form."""
    below = range(heading + 1, area.bottom + 1)
    return next((row for row in below if _TOTAL.match(_title(grid, row, area.left))), area.bottom + 1)


def _unused(grid: Grid, area: Area, block: _Block) -> set[int]:
    empty = {row for row in block.rows if _is_unused(grid, area, block, row)}
    return {row for row in empty if not _names_others(grid, block, row, empty)}


def _is_unused(grid: Grid, area: Area, block: _Block, row: int) -> bool:
    """Whether a row of its own holds no name, or the blank's prompt for one, and nothing right of it."""
    name = grid.area(row, block.name.left)
    labels = (column for column in range(area.left, block.name.left) if _stands_alone(grid, row, column))
    if any(not _KIND.search(grid.text(row, column)) for column in labels):
        return False
    if name.top != row or name.bottom != row or not _PROMPT.fullmatch(_title(grid, row, block.name.left)):
        return False
    right = range(block.name.right + 1, area.right + 1)
    inside = (column for column in range(block.name.left + 1, block.name.right + 1) if column > name.right)
    return not any(_is_filled(grid.at(row, column)) for column in (*inside, *right))


def _stands_alone(grid: Grid, row: int, column: int) -> bool:
    """Whether a text stands here that no other row shares."""
    merged = grid.area(row, column)
    return merged.top == merged.bottom and bool(grid.text(row, column).strip())


def _is_filled(cell: Cell | None) -> bool:
    return cell is not None and (bool(cell.text.strip()) or cell.error or cell.unresolved is not None)


def _names_others(grid: Grid, block: _Block, row: int, empty: set[int]) -> bool:
    """Whether a level that is written in this row alone, not merged, also names a used row further down."""
    for column in block.levels:
        if not _stands_alone(grid, row, column):
            continue
        for below in range(row + 1, block.rows.stop):
            if grid.text(below, column).strip():
                break
            if below not in empty:
                return True
    return False


def _without(grid: Grid, gone: set[int]) -> Grid:
    """A grid without some rows: what stands below moves up, a merged cell keeps its text and the rows that are left."""
    last = max([grid.rows, *(area.bottom for area in grid.merges), *gone])
    kept = [row for row in range(1, last + 1) if row not in gone]
    moved = {row: place for place, row in enumerate(kept, 1)}
    cells = {(cell.row, cell.column): cell for cell in _moved_cells(grid, moved)}
    return replace(grid, cells=cells, merges=tuple(_moved_areas(grid.merges, moved)))


def _moved_cells(grid: Grid, moved: Mapping[int, int]) -> Iterator[Cell]:
    for (row, column), cell in grid.cells.items():
        merged = grid.area(row, column)
        first = next((moved[each] for each in range(row, merged.bottom + 1) if each in moved), None)
        if first is not None:
            yield replace(cell, row=first)


def _moved_areas(areas: Sequence[Area], moved: Mapping[int, int]) -> Iterator[Area]:
    for area in areas:
        left = [moved[row] for row in range(area.top, area.bottom + 1) if row in moved]
        if left and (len(left) > 1 or area.right > area.left):
            yield replace(area, top=left[0], bottom=left[-1])
