"""What the worksheet functions compute: values as Excel hands them over -> a number for the cell, or a short text.

Nothing here raises for a wrong input: it gives "" or a short Chinese text, never a number that a SUM could take.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zpj.app.reading import scheme_id_of
from zpj.domain.amounts import ZERO, from_float, parse_number, plain
from zpj.domain.errors import ZpjError
from zpj.domain.model import NO_WEIGHT, Score
from zpj.domain.scheme import Scheme
from zpj.grid.number_format import display
from zpj.schemes import DEFAULT, load_scheme
from zpj.scoring.choice import score_indicator
from zpj.scoring.execution import execution_rate, printed_rate, score_execution
from zpj.scoring.grade import grade_of, sum_scores

Value = float | int | str | bool | date | None
"""What a cell holds, as Excel hands it to a function."""

Result = float | str

UNDECIDED = "待评定"
UNFINISHED = "未完成计分"
NO_NUMBER = "请填数字"
NO_SCHEME = "没有这个计分方案"

_NOTHING = ("", "—", "——", "-", "－", "–", "/", "／")
_NOT_FILLED = (NO_WEIGHT, "no_actual", "no_target")


def rate(budget: Value, executed: Value) -> Result:
    """预算执行率 as a fraction with the decimals of the default scheme; "" for an empty cell, “—” without a budget."""
    amounts = _number(budget), _number(executed)
    if None in amounts:
        return _unless_empty(NO_NUMBER, budget, executed)
    exact_rate = execution_rate(*amounts)
    return "—" if exact_rate is None else float(printed_rate(exact_rate, load_scheme(DEFAULT)))


def budget_score(budget: Value, executed: Value, weight: Value = None, scheme: Value = None) -> Result:
    """预算执行率得分 by the scheme; “待评定” where the amounts allow no rate and a person must decide."""
    rules = _scheme(scheme)
    if rules is None:
        return NO_SCHEME
    amounts, full = (_number(budget), _number(executed)), _number(weight)
    if None in amounts or (full is None and not _is_empty(weight)):
        return _unless_empty(NO_NUMBER, budget, executed)
    return _points(score_execution(*amounts, rules, full))


def score(target: Value, actual: Value, weight: Value, kind: Value = None, scheme: Value = None) -> Result:
    """得分 of one indicator; “待评定” where a person must decide, "" where the row is not filled in."""
    rules = _scheme(scheme)
    if rules is None:
        return NO_SCHEME
    computed = _score(target, actual, weight, kind, rules)
    return "" if computed.rule in _NOT_FILLED else _points(computed)


def explain(target: Value, actual: Value, weight: Value, kind: Value = None, scheme: Value = None) -> str:
    """测算依据 of one indicator; "" for a row in which nothing is filled in."""
    rules = _scheme(scheme)
    if rules is None:
        return NO_SCHEME
    if all(_is_empty(value) for value in (target, actual, weight)):
        return ""
    return _score(target, actual, weight, kind, rules).basis


def total(scores: Any) -> Result:
    """总分 of a range of scores; “未完成计分” as long as one of them is a text, "" where there is none."""
    filled = [value for row in rows_of(scores) for value in row if not _is_empty(value)]
    numbers = [_number(value) for value in filled]
    if not filled:
        return ""
    added = sum_scores(numbers, None, load_scheme(DEFAULT))
    return UNFINISHED if added is None else float(added)


def rows_of(area: Any) -> list[list[Value]]:
    """The rows of a range; a row or a cell by itself, which xlwings gives where it is told no shape, is a range too."""
    rows = list(area) if isinstance(area, list | tuple) else [area]
    if not any(isinstance(row, list | tuple) for row in rows):
        return [rows]
    return [list(row) if isinstance(row, list | tuple) else [row] for row in rows]


def grade(points: Value, scheme: Value = None) -> str:
    """等级 of a total; "" where it is no number."""
    rules = _scheme(scheme)
    return NO_SCHEME if rules is None else grade_of(_number(points), rules) or ""


def as_shown(value: Value, number_format: str) -> Value:
    """A number as its cell shows it: 0.95 in a cell with a percent format is the text “95%”."""
    if isinstance(value, bool) or not isinstance(value, float | int) or number_format in ("", "General", "@"):
        return value
    exact_number = from_float(float(value))
    return value if exact_number is None else display(exact_number, number_format)


def _score(target: Value, actual: Value, weight: Value, kind: Value, scheme: Scheme) -> Score:
    level2, _, name = _text(kind).replace("|", "｜").partition("｜")
    return score_indicator(_text(target), _text(actual), _number(weight), scheme, level2.strip(), name.strip())


def _scheme(chosen: Value) -> Scheme | None:
    """The scheme by id or title, the default where nothing is chosen; None where there is no such scheme."""
    try:
        return load_scheme(scheme_id_of(_text(chosen).strip()) or DEFAULT)
    except ZpjError:
        return None


def _points(computed: Score) -> Result:
    return UNDECIDED if computed.value is None else float(computed.value)


def _is_empty(value: Value) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in _NOTHING)


def _unless_empty(text: str, *values: Value) -> str:
    return "" if any(_is_empty(value) for value in values) else text


def _number(value: Value) -> Decimal | None:
    """The number in a cell, also one stored as text (“20”, “20分”, “10%”); TRUE and dates are none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float | int):
        return from_float(float(value))
    return parse_number(value.strip().rstrip("%％分")) if isinstance(value, str) else None


def _text(value: Value) -> str:
    """What a clerk sees in the cell: 5, not 5.0; a date as 2023年12月31日; nothing for TRUE and FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    number = _number(value)
    return "" if number is None else plain(number + ZERO)
