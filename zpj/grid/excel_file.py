"""Workbooks (.xlsx, .xlsm) as Grids: what every cell shows, the exact number behind it, formulas, merged areas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from zpj.domain.amounts import from_stored
from zpj.domain.errors import ZpjError
from zpj.domain.records import record, replace
from zpj.grid.format_codes import GENERAL
from zpj.grid.formula_tree import ErrorValue, Unresolved, Value
from zpj.grid.formulas import Place, SheetValues, compute
from zpj.grid.grid import Cell, Grid
from zpj.grid.number_format import display, display_text
from zpj.grid.package import Package, open_package
from zpj.grid.sheet_reader import RawCell, RawSheet, SheetReader
from zpj.grid.workbook_parts import SheetPart, WorkbookParts, cell_formats, shared_strings, workbook_parts
from zpj.grid.xml_text import MARKS_OF_TEXT, decode, typed

_MOST_CELLS_IN_ALL = 300_000
_LONGEST_INDEX = 12
_UNRESOLVED = "公式没有缓存结果，且无法由程序计算"


@record
class WorkbookFile:
    """A workbook as read: its worksheets in the order of their tabs, hidden ones included and flagged."""

    path: Path
    sheets: tuple[Grid, ...]


def read_workbook(path: Path) -> WorkbookFile:
    """Read an .xlsx or .xlsm; ZpjError (Chinese) where it cannot be read."""
    return workbook_of(open_package(path))


def workbook_of(package: Package, *, recompute: bool = False) -> WorkbookFile:
    """Read the workbook in an opened package.

    With `recompute` cached results are ignored: every formula is computed anew, or unresolved where it cannot be.
    """
    return WorkbookFile(package.path, _Workbook(package, recompute).grids())


class _Workbook:
    def __init__(self, package: Package, recompute: bool = False) -> None:
        self._package = package
        self._recompute = recompute
        self._parts: WorkbookParts = workbook_parts(package)
        self._strings = shared_strings(package, self._parts.shared_strings)
        self._formats = cell_formats(package, self._parts.styles)

    def grids(self) -> tuple[Grid, ...]:
        sheets = self._raw_sheets()
        stored = [self._stored(part, sheet) for part, sheet in sheets]
        results = compute(stored)
        return tuple(
            self._grid(part, sheet, values, results) for (part, sheet), values in zip(sheets, stored, strict=True)
        )

    def _raw_sheets(self) -> list[tuple[SheetPart, RawSheet]]:
        sheets: list[tuple[SheetPart, RawSheet]] = []
        filled = 0
        for part in self._parts.sheets:
            sheet = SheetReader(self._package, part).read()
            filled += len(sheet.cells)
            if filled > _MOST_CELLS_IN_ALL:
                raise ZpjError(self._package.path.name, "工作簿内容过多", "请删去与自评表无关的工作表后重试")
            sheets.append((part, sheet))
        return sheets

    def _stored(self, part: SheetPart, sheet: RawSheet) -> SheetValues:
        stored = SheetValues(part.name)
        for cell in sheet.cells:
            if cell.formula is not None and (cell.value is None or self._recompute):
                stored.formulas[cell.row, cell.column] = "" if cell.array else cell.formula
            else:
                stored.values[cell.row, cell.column] = self._value(cell)
        return stored

    def _value(self, cell: RawCell) -> Value:
        text = cell.value or ""
        if cell.kind == "s":
            return self._shared(text)
        if cell.kind == "str":
            return decode(text)
        if cell.kind == "inlineStr":
            return text
        if cell.kind == "b":
            return text.strip() in ("1", "true")
        if cell.kind == "e":
            return ErrorValue(text.strip())
        if cell.kind == "d":
            return self._dated(text)
        number = from_stored(text)
        return decode(text) if number is None else number

    def _shared(self, text: str) -> str:
        index = int(text) if text.strip().isdecimal() and len(text) <= _LONGEST_INDEX else -1
        if not 0 <= index < len(self._strings):
            raise self._package.damaged()
        return self._strings[index]

    def _dated(self, text: str) -> Value:
        from zpj.grid.date_format import serial

        try:
            return serial(datetime.fromisoformat(text.strip()))
        except ValueError:
            # A date in a form that is none stays the text it is.
            return decode(text)

    def _grid(
        self, part: SheetPart, sheet: RawSheet, stored: SheetValues, results: Mapping[Place, Value | Unresolved]
    ) -> Grid:
        cells = {}
        for raw in sheet.cells:
            place = raw.row, raw.column
            value = stored.values[place] if place in stored.values else results[part.name, raw.row, raw.column]
            cell = self._cell(raw, value)
            if raw.formula is not None or cell.number is not None or cell.text.strip():
                cells[place] = cell if place in stored.values else replace(cell, cached=False)
        return Grid(part.name, cells, sheet.merged_areas(), sheet.widths(), part.hidden)

    def _cell(self, raw: RawCell, value: Value | Unresolved) -> Cell:
        code = self._formats[raw.style] if 0 <= raw.style < len(self._formats) else GENERAL
        if isinstance(value, Decimal):
            shown = display(value, code, self._parts.date1904)
            return Cell(raw.row, raw.column, shown, value, raw.formula)
        if isinstance(value, Unresolved):
            reason = f"{_UNRESOLVED}（{value.reason}）"
            return Cell(raw.row, raw.column, "", formula=raw.formula, unresolved=reason)
        if isinstance(value, ErrorValue):
            return Cell(raw.row, raw.column, value.code, formula=raw.formula, error=True)
        text = ("TRUE" if value else "FALSE") if isinstance(value, bool) else display_text(value or "", code)
        if text[:1] in MARKS_OF_TEXT or not text.isprintable():
            text = typed(text)
        return Cell(raw.row, raw.column, text, formula=raw.formula)
