"""Writes Tables as files: a worksheet each, or tables of a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from tests.corpus.sheet import Piece, Table
from zpj.grid.grid import Area, Cell, Grid

_THIN = Side(style="thin")


def write_workbook(tables: Sequence[Table], path: Path) -> None:
    """One sheet per table."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(tables, 1):
        sheet = book.create_sheet(f"表{number}")
        for piece in table.pieces:
            cell = sheet.cell(piece.row, piece.column)
            cell.value = float(piece.content) if isinstance(piece.content, Decimal) else piece.content or None
            cell.number_format = piece.format
            if table.merged and piece.rows * piece.columns > 1:
                end_row, end_column = piece.row + piece.rows - 1, piece.column + piece.columns - 1
                sheet.merge_cells(None, piece.row, piece.column, end_row, end_column)
        for column in table.hidden:
            sheet.column_dimensions[get_column_letter(column)].hidden = True
    book.save(path)


def as_grid(table: Table) -> Grid:
    """The table as a sheet that has been read, without a file between."""
    cells = {}
    for piece in table.pieces:
        content, text = piece.content, str(piece.content)
        number = content if isinstance(content, Decimal) else None
        if number is not None:
            text = f"{number * 100:.2f}%" if piece.format == "0.00%" else f"{number.normalize() + 0:f}"
        if text:
            cells[piece.row, piece.column] = Cell(piece.row, piece.column, text, number)
    areas = [Area(p.row, p.column, p.row + p.rows - 1, p.column + p.columns - 1) for p in table.pieces]
    merges = tuple(area for area in areas if table.merged and (area.top, area.left) != (area.bottom, area.right))
    return Grid("表1", cells, merges, dict.fromkeys(table.hidden, 0.0))


def ruled(path: Path) -> None:
    """Draw lines around all cells of a workbook, so that a printer shows a table."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cell.border = Border(_THIN, _THIN, _THIN, _THIN)
                cell.alignment = Alignment(wrap_text=True)
        for column in range(1, sheet.max_column + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 18
        for row in range(1, sheet.max_row + 1):
            sheet.row_dimensions[row].height = 48
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    book.save(path)


def write_document(tables: Sequence[Table], path: Path, split: bool = False) -> None:
    """One table each, titles above it as paragraphs; `split` cuts each in two where a page would end."""
    document = docx.Document()
    for table in tables:
        titles = [piece for piece in table.pieces if piece.kind == "title"]
        for piece in sorted(titles, key=lambda piece: piece.row):
            document.add_paragraph(str(piece.content))
        body = [piece for piece in table.pieces if piece.kind not in ("title", "note") and piece.content != ""]
        cut = _cut(table, body) if split else None
        for part in _parts(body, cut):
            _write_table(document, part, table)
            if cut and part is not body:
                document.add_paragraph("")
        for piece in table.pieces:
            if piece.kind == "note":
                document.add_paragraph(str(piece.content))
        document.add_paragraph("以上为自评情况。")
    document.save(str(path))


def _cut(table: Table, body: list[Piece]) -> int | None:
    """The first row after the middle of the indicators that no area but the block's own and the levels' spans."""
    rows = sorted(piece.row for piece in body if piece.kind == "name")
    return rows[len(rows) // 2] if len(rows) > 2 else None


def _parts(body: list[Piece], cut: int | None) -> list[list[Piece]]:
    if cut is None:
        return [body]
    first, second = [], []
    for piece in body:
        end = piece.row + piece.rows
        if piece.row >= cut:
            second.append(piece)
        elif end > cut:
            first.append(_spanning(piece, piece.row, cut - piece.row, piece.content))
            second.append(_spanning(piece, cut, end - cut, ""))
        else:
            first.append(piece)
    return [first, second]


def _spanning(piece: Piece, row: int, rows: int, content: object) -> Piece:
    assert isinstance(content, str | Decimal)
    return Piece(row, piece.column, content, piece.kind, rows, piece.columns)


def _write_table(document: docx.document.Document, pieces: list[Piece], table: Table) -> None:
    top, bottom = min(piece.row for piece in pieces), max(piece.row + piece.rows - 1 for piece in pieces)
    drawn = document.add_table(bottom - top + 1, table.columns)
    drawn.style = "Table Grid"
    cells = [list(row.cells) for row in drawn.rows]
    for piece in pieces:
        cell = cells[piece.row - top][piece.column - 1]
        if table.merged and piece.rows * piece.columns > 1:
            cell = cell.merge(cells[piece.row - top + piece.rows - 1][piece.column + piece.columns - 2])
        cell.text = f"{piece.content:f}" if isinstance(piece.content, Decimal) else piece.content
