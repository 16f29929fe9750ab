"""Old workbooks (.xls) as Grids, through calamine, which gives values but no number formats and no formulas."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from zpj.domain.amounts import from_float, plain
from zpj.domain.errors import ZpjError
from zpj.grid.container import Kind, kind_of, load, refusal
from zpj.grid.date_format import serial
from zpj.grid.grid import Area, Cell, Grid
from zpj.grid.number_format import general
from zpj.grid.sheet_reader import FARTHEST_COLUMN, FARTHEST_ROW, MOST_CELLS, clipped
from zpj.grid.xml_text import clean

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_Stored = int | float | str | bool | date | datetime | time | timedelta

_LARGEST_XLS = 50 * 1024 * 1024
_DAMAGED = ("文件已损坏或不完整", "请用 Excel 打开修复后另存为 .xlsx")


def read_xls(path: Path) -> tuple[Grid, ...]:
    """Read all worksheets of an .xls; ZpjError (Chinese) where it cannot be read.

    `Grid.formats_known` is False: a stored 0.72 may have been shown as 0.72 or as 72%.
    """
    return grids_of(path, load(path))


def grids_of(path: Path, data: bytes) -> tuple[Grid, ...]:
    """Read the worksheets of an .xls whose bytes are at hand."""
    if (kind := kind_of(data)) is not Kind.XLS:
        raise refusal(path.name, kind)
    if len(data) > _LARGEST_XLS:
        raise ZpjError(path.name, "文件过大", "请删去图片等无关内容后另存为 .xlsx")
    try:
        with _quietly():
            return _read(path.name, data)
    except (ZpjError, MemoryError, KeyboardInterrupt):
        raise
    except BaseException as error:
        if not _from_calamine(error):
            raise
        if type(error).__name__ == "PasswordError":
            raise refusal(path.name, Kind.ENCRYPTED) from error
        raise ZpjError(path.name, *_DAMAGED) from error


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what calamine's Rust prints when it panics off the clerk's screen."""
    try:
        screen = os.dup(2)
    except OSError:
        # A program without a console has no such stream, and nothing to keep quiet.
        yield
        return
    try:
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(screen, 2)
        os.close(screen)


def _from_calamine(error: BaseException) -> bool:
    """Tell calamine's own errors, which include a panic of the Rust library that is no Exception."""
    from python_calamine import CalamineError

    return isinstance(error, CalamineError | OSError | ValueError) or type(error).__name__ == "PanicException"


def _read(name: str, data: bytes) -> tuple[Grid, ...]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        worksheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        hidden = {sheet.name: sheet.visible != SheetVisibleEnum.Visible for sheet in worksheets}
        return tuple(_grid(name, workbook, sheet, hidden[sheet]) for sheet in hidden)


def _grid(name: str, workbook: CalamineWorkbook, title: str, hidden: bool) -> Grid:
    sheet = workbook.get_sheet_by_name(title)
    if sheet.start is None or sheet.end is None:
        return Grid(clean(title), {}, hidden=hidden, formats_known=False)
    if sheet.end[0] >= FARTHEST_ROW or sheet.end[1] >= FARTHEST_COLUMN or sheet.height * sheet.width > 10 * MOST_CELLS:
        raise ZpjError(name, f"工作表“{title}”内容过多", "请删去与自评表无关的内容后重试")
    cells = _cells(sheet)
    if len(cells) > MOST_CELLS:
        raise ZpjError(name, f"工作表“{title}”内容过多", "请删去与自评表无关的内容后重试")
    return Grid(clean(title), cells, _merges(sheet), hidden=hidden, formats_known=False)


def _cells(sheet: CalamineSheet) -> dict[tuple[int, int], Cell]:
    top, left = sheet.start or (0, 0)
    return {
        (row, column): _cell(row, column, value)
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1)
        for column, value in enumerate(values, left + 1)
        if value != ""
    }


def _merges(sheet: CalamineSheet) -> tuple[Area, ...]:
    bottom, right = sheet.end or (0, 0)
    areas = (Area(start[0] + 1, start[1] + 1, end[0] + 1, end[1] + 1) for start, end in sheet.merged_cell_ranges or ())
    return clipped(areas, bottom + 1, right + 1)


def _cell(row: int, column: int, value: _Stored) -> Cell:
    if isinstance(value, bool):
        return Cell(row, column, "TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        number = from_float(float(value))
        return Cell(row, column, "" if number is None else general(number), number)
    if isinstance(value, str):
        return Cell(row, column, clean(value), error=value.startswith("#") and value.rstrip("!?") in _ERRORS)
    return Cell(row, column, _shown(value), serial(value))


_ERRORS = ("#DIV/0", "#N/A", "#NAME", "#NULL", "#NUM", "#REF", "#VALUE")


def _shown(moment: date | datetime | time | timedelta) -> str:
    """Dates as 2024-01-31, with the time where there is one; durations as plain days."""
    if isinstance(moment, timedelta):
        return plain(serial(moment))
    if isinstance(moment, datetime) and moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(" ", "seconds") if isinstance(moment, datetime) else moment.isoformat()
