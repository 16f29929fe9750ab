"""Old workbooks (.xls) as Grids, through xlrd: what every cell shows, the exact number behind it, merged areas."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from zpj.domain.amounts import from_float
from zpj.domain.errors import ZpjError
from zpj.domain.records import record, replace
from zpj.grid.container import Kind, kind_of, load, refusal
from zpj.grid.format_codes import BUILT_IN, GENERAL
from zpj.grid.formula_tree import ErrorValue, Unresolved, Value
from zpj.grid.formulas import Place, SheetValues, compute
from zpj.grid.grid import Area, Cell, Grid
from zpj.grid.number_format import display, display_text
from zpj.grid.sheet_reader import MOST_CELLS, clipped
from zpj.grid.xls_records import Formulas, formulas_of, workbook_stream
from zpj.grid.xml_text import clean, seen, typed

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell as XlrdCell
    from xlrd.sheet import Sheet

_LARGEST_XLS = 50 * 1024 * 1024
_DAMAGED = ("文件已损坏或不完整", "请用 Excel 打开修复后另存为 .xlsx")
_CHARACTER = 256
"""Column widths are stored in this part of a character."""
_EMPTY, _BOOLEAN, _ERROR, _BLANK = 0, 4, 5, 6
"""xlrd's types of cells that the value does not tell; a blank one has a format and nothing else."""


@record
class _Stored:
    """A filled cell as stored; `code` is its number format."""

    row: int
    column: int
    value: Value
    code: str
    formula: str | None


def read_xls(path: Path) -> tuple[Grid, ...]:
    """Read all worksheets of an .xls; ZpjError (Chinese) where it cannot be read.

    Formulas are stored in a form that is no text: `formula` is "" where none was made of it.
    """
    return grids_of(path, load(path))


def grids_of(path: Path, data: bytes) -> tuple[Grid, ...]:
    """Read the worksheets of an .xls whose bytes are at hand."""
    if (kind := kind_of(data)) is not Kind.XLS:
        raise refusal(path.name, kind)
    if len(data) > _LARGEST_XLS:
        raise ZpjError(path.name, "文件过大", "请删去图片等无关内容后另存为 .xlsx")
    book, formulas = _opened(path.name, data)
    formats, sheets = _formats(book), book.sheets()
    formulas += [{} for _ in sheets[len(formulas) :]]
    stored = [_cells(path.name, sheet, formats, own) for sheet, own in zip(sheets, formulas, strict=False)]
    results = compute(_values(sheet, cells) for sheet, cells in zip(sheets, stored, strict=True))
    return tuple(_grid(sheet, cells, results) for sheet, cells in zip(sheets, stored, strict=True))


def _opened(name: str, data: bytes) -> tuple[Book, list[Formulas]]:
    """The workbook and its formulas. xlrd may meet damage with any error; little but xlrd runs in here."""
    from xlrd import open_workbook
    from xlrd.biffh import XLRDError

    try:
        stream = workbook_stream(data)
        book = open_workbook(file_contents=stream, logfile=io.StringIO(), formatting_info=True, ragged_rows=True)
        return book, formulas_of(book, stream)
    except Exception as error:
        if isinstance(error, XLRDError) and "encrypted" in str(error):
            raise refusal(name, Kind.ENCRYPTED) from error
        raise ZpjError(name, *_DAMAGED) from error


def _formats(book: Book) -> list[str]:
    """The number format code of every cell style; one the file does not declare is what a Chinese Excel shows."""
    declared = BUILT_IN | {own.format_key: own.format_str or GENERAL for own in book.format_list}
    return [declared.get(style.format_key, GENERAL) for style in book.xf_list]


def _cells(name: str, sheet: Sheet, formats: Sequence[str], formulas: Formulas) -> list[_Stored]:
    cells: list[_Stored] = []
    for row, column, cell in _filled(sheet):
        value, formula, style = _value(cell), formulas.get((row, column)), cell.xf_index or 0
        if formula is not None or not isinstance(value, str) or seen(value).strip():
            code = formats[style] if 0 <= style < len(formats) else GENERAL
            cells.append(_Stored(row, column, value, code, formula))
        if len(cells) > MOST_CELLS:
            raise ZpjError(name, f"工作表“{clean(sheet.name)}”内容过多", "请删去与自评表无关的内容后重试")
    return cells


def _filled(sheet: Sheet) -> Iterator[tuple[int, int, XlrdCell]]:
    """The cells that hold more than a format, with rows and columns from 1."""
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in (_EMPTY, _BLANK):
                yield row + 1, column + 1, sheet.cell(row, column)


def _value(cell: XlrdCell) -> Value:
    from xlrd.biffh import error_text_from_code

    if isinstance(cell.value, str):
        return clean(cell.value)
    if cell.ctype == _BOOLEAN:
        return bool(cell.value)
    if cell.ctype == _ERROR:
        return ErrorValue(error_text_from_code.get(int(cell.value), "#N/A"))
    number = from_float(cell.value)
    return "" if number is None else number


def _values(sheet: Sheet, cells: Sequence[_Stored]) -> SheetValues:
    """The values of a sheet, and the formulas whose stored 0 may stand for a text."""
    formulas = {(cell.row, cell.column): cell.formula for cell in cells if cell.formula}
    values = {(cell.row, cell.column): cell.value for cell in cells if not cell.formula}
    return SheetValues(clean(sheet.name), values, formulas)


def _grid(sheet: Sheet, stored: Sequence[_Stored], results: Mapping[Place, Value | Unresolved]) -> Grid:
    name, date1904 = clean(sheet.name), bool(sheet.book and sheet.book.datemode)
    cells = {}
    for cell in stored:
        text = results.get((name, cell.row, cell.column))
        shown = _shown(replace(cell, value=text) if isinstance(text, str) else cell, date1904)
        cells[cell.row, cell.column] = replace(shown, cached=not isinstance(text, str))
    rows, columns = (max((place[axis] for place in cells), default=0) for axis in (0, 1))
    merges = clipped(_merges(sheet), rows, columns)
    widths = {column: _width(sheet, column - 1) for column in range(1, columns + 1)}
    return Grid(name, cells, merges, widths, hidden=sheet.visibility != 0)


def _shown(cell: _Stored, date1904: bool) -> Cell:
    value = cell.value
    if isinstance(value, Decimal):
        return Cell(cell.row, cell.column, display(value, cell.code, date1904), value, cell.formula)
    if isinstance(value, ErrorValue):
        return Cell(cell.row, cell.column, value.code, formula=cell.formula, error=True)
    text = ("TRUE" if value else "FALSE") if isinstance(value, bool) else display_text(value or "", cell.code)
    return Cell(cell.row, cell.column, typed(text), formula=cell.formula)


def _merges(sheet: Sheet) -> Iterator[Area]:
    return (Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)


def _width(sheet: Sheet, column: int) -> float:
    """In characters; 0 where the column is hidden."""
    own = sheet.colinfo_map.get(column)
    return 0 if own and own.hidden else sheet.computed_column_width(column) / _CHARACTER
