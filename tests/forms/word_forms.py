"""Writes the forms of a workbook into a Word document as tables, as offices do."""

from __future__ import annotations

from pathlib import Path

import docx

from zpj.forms.frame import find_frames
from zpj.forms.reader import form_area
from zpj.grid.grid import Area, Grid


def write_forms(grids: list[Grid], path: Path, *, merged: bool = True) -> None:
    """One heading, the title lines as paragraphs and one table per form; unmerged leaves the covered cells empty."""
    document = docx.Document()
    document.add_paragraph("某单位2021年工作总结")
    for number, grid in enumerate(grids, 1):
        document.add_heading(f"附件{number}", level=1)
        for frame in find_frames(grid):
            area = form_area(frame)
            for row in range(area.top, frame.start):
                document.add_paragraph(grid.text(row, 1))
            _write_table(document, grid, Area(frame.start, 1, area.bottom, area.right), merged)
        document.add_paragraph("以上为自评情况。")
    document.save(str(path))


def _write_table(document: docx.document.Document, grid: Grid, area: Area, merged: bool) -> None:
    table = document.add_table(area.bottom - area.top + 1, area.right)
    cells = [list(row.cells) for row in table.rows]
    done: set[Area] = set()
    for row in range(area.top, area.bottom + 1):
        for column in range(1, area.right + 1):
            piece = grid.area(row, column)
            if piece in done:
                continue
            done.add(piece)
            cell = cells[row - area.top][column - 1]
            if merged and piece != Area(row, column, row, column):
                cell = cell.merge(cells[piece.bottom - area.top][piece.right - 1])
            cell.text = grid.text(row, column)
