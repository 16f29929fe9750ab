"""Reads what a workbook holds for its reports: the sections of 报告素材 and further tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zpj.domain.model import Section, SourceTable
from zpj.forms.sheet_names import MATERIAL
from zpj.grid.grid import Grid

_FEWEST_HEADINGS = 2
PROJECT, SECTION, TEXT, REPORT = "项目名称", "章节", "内容", "报告"


def read_sections(grids: Iterable[Grid]) -> Iterator[Section]:
    """The rows of 报告素材 that hold text."""
    for grid in grids:
        header = _header(grid) if grid.name == MATERIAL else {}
        if SECTION not in header or TEXT not in header:
            continue
        for row in range(2, grid.rows + 1):
            text, title = grid.text(row, header[TEXT]), grid.text(row, header[SECTION]).strip()
            if title and text.strip():
                project, report = (grid.text(row, header.get(name, 0)).strip() for name in (PROJECT, REPORT))
                yield Section(project, report, title, text, grid.location(row, header[TEXT]))


def read_tables(grids: Iterable[Grid], excluded: set[str]) -> Iterator[SourceTable]:
    """Every other sheet whose first row holds at least two headings: a table for the reports."""
    for grid in grids:
        header = _header(grid)
        if grid.name in excluded or len(header) < _FEWEST_HEADINGS:
            continue
        columns = range(1, grid.columns + 1)
        rows = {row: tuple(grid.text(row, column) for column in columns) for row in range(2, grid.rows + 1)}
        filled = {row: texts for row, texts in rows.items() if any(text.strip() for text in texts)}
        heading = tuple(grid.text(1, column) for column in columns)
        yield SourceTable(grid.name, heading, tuple(filled.values()), grid.location(1, 1), tuple(filled))


def _header(grid: Grid) -> dict[str, int]:
    return {cell.text.strip(): cell.column for cell in grid.row_cells(1)}
