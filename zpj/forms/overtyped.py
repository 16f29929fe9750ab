"""Cells of a standard form where the blank form has a formula and somebody typed over it.

A place is certain where the columns stand as in the blank form: the fund lines are known by their role, the 总分 row
by its label, so rows may have been inserted. A form without any formula is a frozen copy: nothing is missing there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from zpj.domain.amounts import ZERO
from zpj.domain.model import FundLine, Overtyped
from zpj.domain.records import record
from zpj.domain.regex import pattern, regex
from zpj.forms import labels
from zpj.forms.frame import Frame, Header, find_frames
from zpj.forms.recognise import form_kinds
from zpj.grid.formula_text import translate
from zpj.grid.formula_tree import ErrorValue, Unresolved, Value
from zpj.grid.formulas import SheetValues, compute
from zpj.grid.grid import Cell, Grid
from zpj.resources import kept_of

_FIXED_ROW = regex(r"(?<=[A-Z])\$(\d+)")
_ADD_IN_FUNCTION = "ZPJ_"

Place = tuple[int, int]


@record
class _Blank:
    """What a blank form says of its formulas: where its columns and rows stand, and the formulas of three rows.

    `formulas` are by row the columns and formulas of the total fund line, the line below it and the 总分 row;
    `labels` what stands before a formula of the 总分 row, by the formula's column. Plain values: it is kept.
    """

    funds: dict[str, int]
    indicators: dict[str, int]
    indicators_row: int | None
    funds_row: int
    total_row: int | None
    formulas: dict[int, tuple[tuple[int, str], ...]]
    labels: dict[int, str]


def overtyped_formulas(form: str, frame: Frame, funds: tuple[FundLine, ...]) -> tuple[Overtyped, ...]:
    """The typed cells of a form in the order of the sheet, with their formulas and what these give."""
    blank = _blank(form)
    if blank is None or not _is_laid_out_like(frame, blank):
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
    """The blank form of a kind, read anew only after its file has changed."""
    folder = next((kind.folder for kind in form_kinds() if kind.id == form), None)
    path = folder / "form.xlsx" if folder else None
    if path is None or not path.is_file():
        return None
    found = kept_of(path, "blanks", lambda data: _told_by(path))
    return _Blank(*found) if found else None


def _told_by(path: Path) -> tuple[Any, ...] | None:
    """The fields of a `_Blank`; None where the file is no form with a total fund line."""
    from zpj.grid.files import read_grids

    frame = next((frame for grid in read_grids(path) for frame in find_frames(grid)), None)
    row = next((row for row in _fund_rows(frame) if _role(frame, row) == "total"), None) if frame else None
    if frame is None or row is None:
        return None
    rows = {row, row + 1, *(() if frame.total_row is None else (frame.total_row,))}
    return (
        _places(frame.funds),
        _places(frame.indicators),
        frame.indicators.top if frame.indicators else None,
        row,
        frame.total_row,
        {row: tuple(_native_formulas(frame.grid, row)) for row in rows},
        dict(_labels(frame.grid, frame.total_row)),
    )


def _native_formulas(grid: Grid, row: int) -> Iterator[tuple[int, str]]:
    for cell in grid.row_cells(row):
        if cell.formula is not None and _ADD_IN_FUNCTION not in cell.formula:
            yield cell.column, cell.formula


def _labels(grid: Grid, total_row: int | None) -> Iterator[tuple[int, str]]:
    """What stands before the formulas of the 总分 row, formulas left out."""
    for column, _ in () if total_row is None else _native_formulas(grid, total_row):
        label = grid.cells.get((total_row or 0, column - 1))
        if label is not None and label.formula is None:
            yield column, label.text


def _fund_rows(frame: Frame) -> range:
    return range(frame.funds.bottom + 1, frame.funds_end) if frame.funds else range(0)


def _role(frame: Frame, row: int) -> str:
    """The role of a fund line by its label (“detail” where the label is none of the known ones)."""
    known = labels.section("fund_rows")
    return next((role for cell in frame.grid.row_cells(row) if (role := known.field(cell.text))), "detail")


def _is_laid_out_like(frame: Frame, blank: _Blank) -> bool:
    """Every column of both headers stands where the blank form has it."""
    return _places(frame.funds) == blank.funds and _places(frame.indicators) == blank.indicators


def _places(header: Header | None) -> dict[str, int]:
    return {field: first for field, (first, _) in header.columns.items()} if header else {}


def _native(blank: _Blank, frame: Frame, funds: tuple[FundLine, ...]) -> Iterator[tuple[Place, str]]:
    """Every place of the form that has a formula in the blank form, with that formula as it reads there."""
    own = {_row(line): line.role == "total" for line in funds}
    total = [row for row, is_total in own.items() if is_total]
    if len(total) != 1 or frame.total_row is None or frame.indicators is None or blank.indicators_row is None:
        return
    fixed = {blank.indicators_row: frame.indicators.top, blank.funds_row: total[0]}
    for row, is_total in own.items():
        yield from _row_formulas(blank, blank.funds_row if is_total else blank.funds_row + 1, row, fixed)
    if blank.total_row is not None:
        for (row, column), formula in _row_formulas(blank, blank.total_row, frame.total_row, fixed):
            if frame.grid.text(row, column - 1) == blank.labels.get(column, frame.grid.text(row, column - 1)):
                yield (row, column), formula


def _row(line: FundLine) -> int:
    return int(pattern(r"\D").sub("", line.location.rpartition("!")[2]))


def _row_formulas(blank: _Blank, source: int, row: int, fixed: Mapping[int, int]) -> Iterator[tuple[Place, str]]:
    """The formulas of a row of the blank form as they read in another row."""
    for column, formula in blank.formulas[source]:
        moved = translate(formula, row - source, 0)
        if all(int(number) in fixed for number in _FIXED_ROW.findall(moved)):
            yield (row, column), _FIXED_ROW.sub(lambda found: f"${fixed[int(found[1])]}", moved)


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
