"""Copies a self-evaluation form from its sheet into a Word table as it is displayed, whatever office it comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.grid.grid import Area, Grid
from zpj.report.form_fit import Fit, fit
from zpj.report.form_measure import Piece, length
from zpj.report.form_rows import without_unused_rows
from zpj.report.layout import Layout
from zpj.report.wordml import SMALL_TABLE_TEXT, TABLE_TEXT, TABLE_TITLE, TableCell, TableRow, lines, paragraph, table

_USUAL_WIDTH = 8.43
_NOTE = regex(r"\s*(备\s*注|注|说\s*明|填表说明|填报说明)\s*[:：0-9（(]")
_SAME_NAMES: Mapping[str, str] = MappingProxyType({})
_ERROR = "【待补：错误值】"


@record
class AttachedForm:
    """The form of one project as a template value: `{{ 自评表|表格 }}` puts it into the report.

    `fitted` is false where only the text matters: then no widths are tried out.
    """

    grid: Grid
    area: Area
    layout: Layout
    fitted: bool = True

    def wordml(self, width: int, styles: Mapping[str, str]) -> str:
        """Give the title, the table and its notes for a text block of `width` twips."""
        return form_table(self.grid, self.area, width, self.layout, styles, self.fitted)


def form_table(
    grid: Grid,
    area: Area,
    width_twips: int,
    layout: Layout,
    styles: Mapping[str, str] = _SAME_NAMES,
    fitted: bool = True,
) -> str:
    """Give WordprocessingML for the form in an area of a sheet, scaled to a text block.

    Rows at the top that are one merged cell over the whole width become paragraphs in 表题, notes (备注：…) below the
    table paragraphs in 表文; a form that would take more than two pages gets other widths, then 表文小字. `styles` maps
    style names to the ids of the document; a name not in it is its own id. Rows of the blank that the clerk did not use
    are left out.
    """
    grid, area = without_unused_rows(grid, area)
    table_area = _table_area(grid, area)
    as_on_sheet = Fit(_scaled_widths(grid, area, width_twips), small=False, row_lines={})
    chosen = _fit(grid, area, table_area, width_twips, layout) if fitted else as_on_sheet
    wanted = SMALL_TABLE_TEXT if chosen.small else TABLE_TEXT
    text_id = styles.get(wanted) or styles.get(TABLE_TEXT) or wanted
    title_id = styles.get(TABLE_TITLE, TABLE_TITLE)
    rows = _rows(grid, table_area, chosen, layout)
    return (
        _paragraphs(_texts(grid, area, range(area.top, table_area.top)), title_id)
        + (table(rows, chosen.widths, layout.table, text_id) if rows else "")
        + _paragraphs(_texts(grid, area, range(table_area.bottom + 1, area.bottom + 1)), text_id)
    )


def _fit(grid: Grid, area: Area, table_area: Area, width: int, layout: Layout) -> Fit:
    pieces = [
        Piece(piece.top, piece.bottom, piece.left - area.left, piece.right - area.left + 1, tuple(lines(text)))
        for row in range(table_area.top, table_area.bottom + 1)
        for piece in _pieces(grid, table_area, row)
        if piece.top == row
        for text in [grid.text(row, piece.left).strip()]
    ]
    titles = len(_texts(grid, area, range(area.top, table_area.top))) * layout.table.title_line
    character = layout.sizes.table * 10
    notes = sum(
        math.ceil(length(line) * character / width) * layout.table.line
        for line in _texts(grid, area, range(table_area.bottom + 1, area.bottom + 1))
    )
    return fit(pieces, _scaled_widths(grid, area, width), titles + notes, layout)


def _table_area(grid: Grid, area: Area) -> Area:
    """The part of a form that is a table: without titles above and notes below."""
    top, bottom = area.top, area.bottom
    while top < bottom and (_is_whole_row(grid, area, top) or not _row_text(grid, area, top)):
        top += 1
    while bottom > top and not _row_text(grid, area, bottom):
        bottom -= 1
    return Area(top, area.left, _first_note(grid, area, top, bottom) - 1, area.right)


def _texts(grid: Grid, area: Area, rows: range) -> list[str]:
    """The lines of text in rows that hold one text each."""
    return [line for row in rows if (text := _row_text(grid, area, row)) for line in lines(text)]


def _paragraphs(texts: Sequence[str], style_id: str) -> str:
    return "".join(paragraph(text, style_id) for text in texts)


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


def _rows(grid: Grid, area: Area, chosen: Fit, layout: Layout) -> list[TableRow]:
    """The table rows; a row that shows nothing but cells reaching down from above is left out."""
    rows = []
    for row in range(area.top, area.bottom + 1):
        pieces = _pieces(grid, area, row)
        if any(piece.top == row for piece in pieces):
            cells = tuple(_cell(grid, piece, row, area.left, chosen, layout) for piece in pieces)
            rows.append(TableRow(cells, whole=chosen.row_lines.get(row, 1) <= layout.table.unsplit_lines))
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


def _cell(grid: Grid, piece: Area, row: int, first: int, chosen: Fit, layout: Layout) -> TableCell:
    """A cell of a row: long text runs from the left unless the cell is too narrow for it."""
    span = piece.right - piece.left + 1
    if piece.top < row:
        return TableCell("", span, "continue")
    cell = grid.at(row, piece.left)
    text = _ERROR if cell and cell.error else grid.text(row, piece.left).strip()
    width = sum(chosen.widths[piece.left - first : piece.right - first + 1]) - 2 * layout.table.cell_margin
    is_narrow = width < layout.table.narrow_cell * layout.sizes.table * 10
    align = "center" if is_narrow or len(text) <= layout.table.long_text else "left"
    return TableCell(text, span, "restart" if piece.bottom > row else None, align)
