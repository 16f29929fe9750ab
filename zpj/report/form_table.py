"""Copies a self-evaluation form from its sheet into a Word table as it is displayed, whatever office it comes from."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from zpj.grid.grid import Area, Grid
from zpj.report.layout import Layout
from zpj.report.wordml import TABLE_TEXT, TABLE_TITLE, TableCell, TableRow, lines, paragraph, table

_USUAL_WIDTH = 8.43
_NOTE = re.compile(r"\s*(备\s*注|注|说\s*明|填表说明|填报说明)\s*[:：0-9（(]")
_SAME_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AttachedForm:
    """The form of one project as a template value: `{{ 自评表|表格 }}` puts it into the report."""

    grid: Grid
    area: Area
    layout: Layout

    def wordml(self, width: int, styles: Mapping[str, str]) -> str:
        """Give the title, the table and its notes for a text block of `width` twips."""
        return form_table(self.grid, self.area, width, self.layout, styles)


def form_table(
    grid: Grid, area: Area, width_twips: int, layout: Layout, styles: Mapping[str, str] = _SAME_NAMES
) -> str:
    """Give WordprocessingML for the form in an area of a sheet, scaled to a text block.

    Rows at the top that are one merged cell over the whole width become paragraphs in 表题, notes (备注：…) below the
    table paragraphs in 表文. `styles` maps style names to the ids of the document; a name not in it is its own id.
    """
    top, bottom = area.top, area.bottom
    while top < bottom and (_is_whole_row(grid, area, top) or not _row_text(grid, area, top)):
        top += 1
    while bottom > top and not _row_text(grid, area, bottom):
        bottom -= 1
    notes = _first_note(grid, area, top, bottom)
    title_id, text_id = (styles.get(name, name) for name in (TABLE_TITLE, TABLE_TEXT))
    titles = [_row_text(grid, area, row) for row in range(area.top, top)]
    below = [_row_text(grid, area, row) for row in range(notes, bottom + 1)]
    widths = _scaled_widths(grid, area, width_twips)
    rows = _rows(grid, Area(top, area.left, notes - 1, area.right), widths, layout)
    return (
        "".join(paragraph(line, title_id) for text in titles if text for line in lines(text))
        + (table(rows, widths, layout.table, text_id) if rows else "")
        + "".join(paragraph(line, text_id) for text in below if text for line in lines(text))
    )


def _is_whole_row(grid: Grid, area: Area, row: int) -> bool:
    """Whether a row is one merged cell from edge to edge (and not a part of a taller one)."""
    merged = grid.area(row, area.left)
    return merged.top == merged.bottom == row and merged.left <= area.left and merged.right >= area.right > merged.left


def _row_text(grid: Grid, area: Area, row: int) -> str:
    """The first text of a row, "" where the whole row is empty."""
    return next((text for column in range(area.left, area.right + 1) if (text := grid.text(row, column).strip())), "")


def _first_note(grid: Grid, area: Area, top: int, bottom: int) -> int:
    """The row where the notes under the table begin; one below the area where it has none."""
    first = bottom + 1
    while first > top + 1 and (_is_whole_row(grid, area, first - 1) or not _row_text(grid, area, first - 1)):
        first -= 1
    for row in range(first, bottom + 1):
        if _NOTE.match(_row_text(grid, area, row)):
            return row
    return bottom + 1


def _scaled_widths(grid: Grid, area: Area, total: int) -> list[int]:
    """Column widths in twips in the proportions of the sheet, their sum exactly `total`."""
    shares = [max(grid.widths.get(column, _USUAL_WIDTH), 0.5) for column in range(area.left, area.right + 1)]
    edges = [round(total * sum(shares[:count]) / sum(shares)) for count in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _rows(grid: Grid, area: Area, widths: list[int], layout: Layout) -> list[TableRow]:
    """The table rows; a row that shows nothing but cells reaching down from above is left out."""
    rows = []
    for row in range(area.top, area.bottom + 1):
        pieces = _pieces(grid, area, row)
        if all(piece.top < row for piece in pieces):
            continue
        cells = tuple(_cell(grid, piece, row) for piece in pieces)
        lines_needed = [_line_count(grid, piece, area, widths, layout) for piece in pieces if piece.bottom == row]
        rows.append(TableRow(cells, whole=max(lines_needed, default=1) <= layout.table.unsplit_lines))
    return rows


def _pieces(grid: Grid, area: Area, row: int) -> list[Area]:
    """The cells of a row, left to right: merged areas cut off at the edges of the form."""
    pieces: list[Area] = []
    column = area.left
    while column <= area.right:
        merged = grid.area(row, column)
        right = min(merged.right, area.right)
        pieces.append(Area(max(merged.top, area.top), column, min(merged.bottom, area.bottom), right))
        column = right + 1
    return pieces


def _cell(grid: Grid, piece: Area, row: int) -> TableCell:
    span = piece.right - piece.left + 1
    if piece.top < row:
        return TableCell("", span, "continue")
    merge = "restart" if piece.bottom > row else None
    return TableCell(grid.text(row, piece.left), span, merge)


def _line_count(grid: Grid, piece: Area, area: Area, widths: list[int], layout: Layout) -> int:
    """Roughly how many lines the text of a cell of one row takes; 1 for a cell over several rows."""
    if piece.top < piece.bottom:
        return 1
    width = sum(widths[piece.left - area.left : piece.right - area.left + 1]) - 2 * layout.table.cell_margin
    character = layout.sizes.table * 10
    return sum(
        max(1, math.ceil(_full_width_length(line) * character / max(width, character)))
        for line in lines(grid.text(piece.top, piece.left))
    )


def _full_width_length(text: str) -> float:
    """Length in Chinese characters: Latin letters and digits count half."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)
