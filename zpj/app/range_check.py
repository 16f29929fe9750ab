"""What ZPJ_CHECK says of a selected form: the plain mistakes that can be seen from the values alone, counted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zpj.app.functions import Value
from zpj.app.reading import scores
from zpj.domain.amounts import HUNDRED, from_float, plain
from zpj.domain.model import Entry, Indicator, SelfEvaluation
from zpj.forms.reader import read_forms
from zpj.grid.grid import Cell, Grid

NO_FORM = "没有找到自评表，请连表头一起选中整张表"
NO_PROBLEM = "未发现明显问题"


def check_range(values: Sequence[Sequence[Value]]) -> str:
    """One line on the form in a range: weights that do not make 100, scores above the weight, actual values missing."""
    forms = read_forms(_grid(values))
    if not forms:
        return NO_FORM
    problems = [problem for form in forms for problem in _problems(form)]
    return f"{len(problems)} 个问题：{'；'.join(problems)}" if problems else NO_PROBLEM


def _problems(form: SelfEvaluation) -> list[str]:
    weight = scores(form).weight
    found = [] if weight in (None, HUNDRED) else [f"分值合计 {plain(weight or HUNDRED)}，应为 100"]
    missing = [row for row in form.indicators if row.weight and row.target and not row.actual]
    too_high = [row for row in form.indicators if _exceeds(row.reported_score, row.weight)]
    for rows, what in ((missing, "没有填实际完成值"), (too_high, "得分高于分值")):
        if rows:
            found.append(f"{len(rows)} 项{what}（{_names(rows)}）")
    return found


def _exceeds(score: Entry | None, weight: Entry | None) -> bool:
    points, full = _number(score), _number(weight)
    return points is not None and full is not None and points > full


def _number(entry: Entry | None) -> Decimal | None:
    return entry.displayed_number if entry else None


def _names(rows: Sequence[Indicator]) -> str:
    first = rows[0].name or rows[0].level2
    return first if len(rows) == 1 else f"{first}等"


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
