"""Cells of a standard form where the blank form has a formula and somebody typed over it.

A place is certain where the columns stand as in the blank form: the fund lines are known by their role, the 总分 row
by its label, so rows may have been inserted. A form without any formula is a frozen copy: nothing is missing there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from zpj.domain.amounts import ZERO
from zpj.domain.model import FundLine, Overtyped
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame, Header, find_frames
from zpj.forms.recognise import form_kinds
from zpj.grid.files import read_grids
from zpj.grid.formula_text import translate
from zpj.grid.formula_tree import ErrorValue, Unresolved, Value
from zpj.grid.formulas import SheetValues, compute
from zpj.grid.grid import Cell, Grid

_FIXED_ROW = regex(r"(?<=[A-Z])\$(\d+)")
_ADD_IN_FUNCTION = "ZPJ_"

Place = tuple[int, int]


@record
class _Blank:
    """A blank form: its frame, and the row of 年度资金总额."""

    frame: Frame
    funds_row: int


def overtyped_formulas(form: str, frame: Frame, funds: tuple[FundLine, ...]) -> tuple[Overtyped, ...]:
    """The typed cells of a form in the order of the sheet, with their formulas and what these give."""
    blank = _blank(form)
    if blank is None or not _is_laid_out_like(frame, blank.frame):
        return ()
    native = dict(_native(blank, frame, funds))
    cells = {place: frame.grid.cells.get(place) for place in native}
    if not any(cell is not None and cell.formula is not None for cell in cells.values()):
        return ()
    return tuple(
        found
        for place, cell in sorted(cells.items())
        if cell is not None and _is_typed(cell) and (found := _overtyped(frame.grid, place, native[place])) is not None
    )


@cache
def _blank(form: str) -> _Blank | None:
    folder = next((kind.folder for kind in form_kinds() if kind.id == form), None)
    if folder is None or not (folder / "form.xlsx").is_file():
        return None
    frames = [frame for grid in read_grids(folder / "form.xlsx") for frame in find_frames(grid)]
    rows = [row for frame in frames[:1] for row in _fund_rows(frame) if _role(frame, row) == "total"]
    return _Blank(frames[0], rows[0]) if rows else None


def _fund_rows(frame: Frame) -> range:
    return range(frame.funds.bottom + 1, frame.funds_end) if frame.funds else range(0)


def _role(frame: Frame, row: int) -> str:
    """The role of a fund line by its label (“detail” where the label is none of the known ones)."""
    known = labels.section("fund_rows")
    return next((role for cell in frame.grid.row_cells(row) if (role := known.field(cell.text))), "detail")


def _is_laid_out_like(frame: Frame, blank: Frame) -> bool:
    """Every column of both headers stands where the blank form has it."""
    return _places(frame.funds) == _places(blank.funds) and _places(frame.indicators) == _places(blank.indicators)


def _places(header: Header | None) -> dict[str, int]:
    return {field: first for field, (first, _) in header.columns.items()} if header else {}


def _native(blank: _Blank, frame: Frame, funds: tuple[FundLine, ...]) -> Iterator[tuple[Place, str]]:
    """Every place of the form that has a formula in the blank form, with that formula as it reads there."""
    own = {_row(line): line.role == "total" for line in funds}
    total = [row for row, is_total in own.items() if is_total]
    if len(total) != 1 or frame.total_row is None or frame.indicators is None or blank.frame.indicators is None:
        return
    fixed = {blank.frame.indicators.top: frame.indicators.top, blank.funds_row: total[0]}
    for row, is_total in own.items():
        source = blank.funds_row if is_total else blank.funds_row + 1
        yield from _row_formulas(blank.frame.grid, source, row, fixed)
    if blank.frame.total_row is not None:
        for (row, column), formula in _row_formulas(blank.frame.grid, blank.frame.total_row, frame.total_row, fixed):
            label = blank.frame.grid.cells.get((blank.frame.total_row, column - 1))
            if label is None or label.formula is not None or frame.grid.text(row, column - 1) == label.text:
                yield (row, column), formula


def _row(line: FundLine) -> int:
    return int(re.sub(r"\D", "", line.location.rpartition("!")[2]))


def _row_formulas(blank: Grid, source: int, row: int, fixed: Mapping[int, int]) -> Iterator[tuple[Place, str]]:
    for cell in blank.row_cells(source):
        if cell.formula is not None and _ADD_IN_FUNCTION not in cell.formula:
            moved = translate(cell.formula, row - source, 0)
            if all(int(number) in fixed for number in _FIXED_ROW.findall(moved)):
                yield (row, cell.column), _FIXED_ROW.sub(lambda found: f"${fixed[int(found[1])]}", moved)


def _is_typed(cell: Cell) -> bool:
    return cell.formula is None and not cell.error and bool(cell.text.strip())


def _overtyped(grid: Grid, place: Place, formula: str) -> Overtyped | None:
    """The typed cell with what its formula would give; None where that gives nothing to compare with."""
    values: dict[Place, Value] = {
        where: cell.text if cell.number is None else cell.number
        for where, cell in grid.cells.items()
        if where != place and not cell.error and (cell.text or cell.number is not None)
    }
    results = compute([SheetValues(grid.name, values, {place: formula})])
    result = results[grid.name, *place]
    entry = grid.entry(*place)
    if entry is None or isinstance(result, Unresolved | ErrorValue | bool):
        return None
    return Overtyped(entry, formula, ZERO if result is None else result)
