"""What ZPJ_CHECK says of a selected form: the errors and warnings of the ordinary checks, counted, the first told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from zpj.app.functions import Value, rows_of
from zpj.checks.run import check_workbook
from zpj.domain.amounts import HUNDRED, ZERO, from_float, plain
from zpj.domain.findings import Severity
from zpj.domain.model import Workbook
from zpj.forms.frame import Frame, find_frames
from zpj.forms.reader import read_forms
from zpj.grid.grid import Cell, Grid

NO_FORM = "没有找到自评表，请连表头一起选中整张表"
NO_PROBLEM = "未发现明显问题"

_HIGHEST_FRACTION = 2
_MOST_TOLD = 3
_PERCENT = ("%", "％")

Place = tuple[int, int]


def check_range(values: Any) -> str:
    """One line on the forms in a range, by the same rules as 数据校验; hints of style are left out.

    The rest of the workbook (设置, 支出明细, 报告素材) is not seen: the scheme is that of the form recognised.
    """
    grid = _grid(rows_of(values))
    forms = read_forms(replace(grid, cells={**grid.cells, **_percents(grid)}))
    if not forms:
        return NO_FORM
    found = [item for item in check_workbook(Workbook("", tuple(forms))) if item.severity is not Severity.INFO]
    if not found:
        return NO_PROBLEM
    errors = sum(item.severity is Severity.ERROR for item in found)
    told = "；".join(item.message for item in found[:_MOST_TOLD])
    rest = "；……" if len(found) > _MOST_TOLD else ""
    return f"{len(found)} 个问题（错误 {errors}、警告 {len(found) - errors}）：{told}{rest}"


def _percents(grid: Grid) -> Mapping[Place, Cell]:
    """A range comes without its number formats: fractions in the column 执行率, and beside a target in percent."""
    return {
        place: replace(cell, text=f"{plain(cell.number * HUNDRED)}%")
        for frame in find_frames(grid)
        for place in _rate_places(frame)
        if (cell := grid.cells.get(place)) is not None
        and cell.number is not None
        and ZERO < cell.number <= _HIGHEST_FRACTION
    }


def _rate_places(frame: Frame) -> Iterator[Place]:
    if frame.funds is not None and (column := frame.funds.first("reported_rate")):
        yield from ((row, column) for row in range(frame.funds.bottom + 1, frame.funds_end))
    if frame.indicators is not None:
        target, actual = frame.indicators.first("target"), frame.indicators.first("actual")
        for row in range(frame.indicators.bottom + 1, frame.bottom + 1):
            if target and actual and frame.grid.text(row, target).strip().endswith(_PERCENT):
                yield row, actual


def _grid(values: Sequence[Sequence[Value]]) -> Grid:
    cells = (
        _cell(row, column, value)
        for row, line in enumerate(values, 1)
        for column, value in enumerate(line, 1)
        if value is not None and not isinstance(value, bool)
    )
    return Grid("选中区域", {(cell.row, cell.column): cell for cell in cells if cell.text})


def _cell(row: int, column: int, value: Value) -> Cell:
    if isinstance(value, float | int):
        number = from_float(float(value))
        return Cell(row, column, "" if number is None else plain(number), number)
    return Cell(row, column, str(value or ""))
