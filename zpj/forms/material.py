"""Reads what a workbook holds for its reports: the sections of 报告素材 and further tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zpj.domain.model import Section, SourceTable
from zpj.forms.sheet_names import MATERIAL
from zpj.grid.grid import Grid

_FEWEST_HEADINGS = 2
_MOST_ABOVE, _MOST_TITLES = 10, 3
PROJECT, SECTION, TEXT, REPORT = "项目名称", "章节", "内容", "报告"


def read_sections(grids: Iterable[Grid]) -> Iterator[Section]:
    """The rows of 报告素材 that hold text."""
    for grid in grids:
        top = _header_row(grid) if grid.name == MATERIAL else 0
        header = _header(grid, top)
        if SECTION not in header or TEXT not in header:
            continue
        for row in range(top + 1, grid.rows + 1):
            text, title = grid.text(row, header[TEXT]), grid.text(row, header[SECTION]).strip()
            if title and text.strip():
                project, report = (grid.text(row, header.get(name, 0)).strip() for name in (PROJECT, REPORT))
                yield Section(project, report, title, text, grid.location(row, header[TEXT]))


def read_tables(grids: Iterable[Grid], excluded: set[str]) -> Iterator[SourceTable]:
    """Every other sheet whose first row, but for a title, holds at least two headings: a table for the reports."""
    for grid in grids:
        top = 0 if grid.name in excluded else _header_row(grid)
        if len(_header(grid, top)) < _FEWEST_HEADINGS:
            continue
        columns = range(1, grid.columns + 1)
        rows = {row: tuple(grid.text(row, column) for column in columns) for row in range(top + 1, grid.rows + 1)}
        filled = {row: texts for row, texts in rows.items() if any(text.strip() for text in texts)}
        heading = tuple(grid.text(top, column) for column in columns)
        yield SourceTable(grid.name, heading, tuple(filled.values()), grid.location(top, 1), tuple(filled))


def _header_row(grid: Grid) -> int:
    """The first row that holds something, below the few lines of a title (附件2, 支出明细表) over a table."""
    first = titles = 0
    for row in range(1, min(grid.rows, _MOST_ABOVE) + 1):
        cells = len(list(grid.row_cells(row)))
        if cells >= _FEWEST_HEADINGS and titles <= _MOST_TITLES:
            return row
        first, titles = first or (row if cells else 0), titles + bool(cells)
    return first or 1


def _header(grid: Grid, row: int) -> dict[str, int]:
    return {cell.text.strip(): cell.column for cell in grid.row_cells(row)}
