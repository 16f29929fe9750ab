"""Scores one indicator row: reads both values and chooses the rule.

The same function serves the command line, the worksheet functions and the ribbon.
"""

from __future__ import annotations

from decimal import Decimal

from zpj.domain import clauses
from zpj.domain.amounts import ZERO, plain, round_half_up
from zpj.domain.model import Score
from zpj.domain.scheme import Scheme
from zpj.domain.targets import Kind, Value, as_money, comparable, completed_by, implied_by, parse, range_ends
from zpj.scoring.case import Case
from zpj.scoring.deadlines import score_deadline
from zpj.scoring.indicators import rule_for
from zpj.scoring.qualitative import score_qualitative
from zpj.scoring.wording import percent

_WORDS = (Kind.QUALITATIVE, Kind.PLACEHOLDER)
_MEASURED = (Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.DURATION)


def score_indicator(
    target: str, actual: str, weight: Decimal | None, scheme: Scheme, level2: str = "", name: str = ""
) -> Score:
    """Score one indicator row, in points of `weight`.

    `level2` (二级指标) and `name` (三级指标) help where the target cell does not say direction or unit. The value is
    None where the weight, the target or the actual value is empty, where units cannot be compared, and where the
    rule leaves the points to a person; `basis` then says why.
    """
    reached = parse(actual)
    if weight is None or weight < ZERO:
        return _undecided("no_weight", "未填分值或分值不是数，不计分", clauses.TOTAL)
    if reached.kind is Kind.EMPTY:
        return _undecided("no_actual", "未填实际完成值，不计分", clauses.QUANTITATIVE)
    wanted = _target_in_force(parse(target), level2, name)
    if wanted.kind is Kind.EMPTY:
        return _undecided("no_target", "未填年度指标值，不计分", clauses.QUANTITATIVE)
    if wanted.kind in _WORDS:
        return score_qualitative(wanted, reached, weight, scheme)
    if reached.kind in _WORDS:
        return _words_for_number(wanted, reached, weight, scheme)
    if Kind.DEADLINE in (wanted.kind, reached.kind):
        return score_deadline(wanted, reached, weight, scheme)
    if wanted.parts or reached.parts:
        return _several(wanted, reached, weight, scheme, level2, name)
    return _measured(wanted, reached, weight, scheme, level2, name)


def _undecided(rule: str, basis: str, clause: clauses.Clause) -> Score:
    return Score(None, rule, basis, str(clause))


def _target_in_force(wanted: Value, level2: str, name: str) -> Value:
    """Fill what the target cell leaves out from the indicator's name; a bare cost is money (S-16)."""
    implied = implied_by(name)
    if wanted.kind is Kind.EMPTY:
        return implied if implied and implied.number is not None else wanted
    wanted = completed_by(wanted, implied)
    return as_money(wanted) if "成本" in level2 and wanted.kind is Kind.NUMBER and not wanted.unit else wanted


def _words_for_number(wanted: Value, reached: Value, weight: Decimal, scheme: Scheme) -> Score:
    judged = score_qualitative(wanted, reached, weight, scheme)
    basis = f"指标值“{wanted.text}”是数，完成值“{reached.text}”是文字，不能按比例计算，请填写具体数"
    if judged.low is not None and judged.high is not None:
        basis += f"；按文字可评 {plain(judged.low)}—{plain(judged.high)} 分"
    return Score(None, "words_for_number", basis, str(clauses.QUANTITATIVE), low=judged.low, high=judged.high)


def _several(wanted: Value, reached: Value, weight: Decimal, scheme: Scheme, level2: str, name: str) -> Score:
    """Several numbers in one cell (S-21): the mean of the parts' completion, each capped at 1."""
    if len(wanted.parts) != len(reached.parts):
        basis = f"指标值“{wanted.text}”与完成值“{reached.text}”所含的数不一样多，请逐项填写"
        return _undecided("several", basis, clauses.QUANTITATIVE)
    pairs = zip(wanted.parts, reached.parts, strict=True)
    scores = [_measured(one, other, weight, scheme, level2, name) for one, other in pairs]
    values = [score.value for score in scores if score.value is not None]
    if len(values) < len(scores):
        return next(score for score in scores if score.value is None)
    value = round_half_up(sum(values, ZERO) / len(values), scheme.places.value)
    rate = value / weight if weight else None
    shown = percent(rate) if rate is not None else "—"
    basis = f"{len(values)} 项平均完成 {shown}，× {plain(weight)} = {plain(value)}"
    return Score(value, "several", basis, str(clauses.QUANTITATIVE), rate)


def _measured(wanted: Value, reached: Value, weight: Decimal, scheme: Scheme, level2: str, name: str) -> Score:
    if reached.kind not in _MEASURED:
        basis = f"完成值“{reached.text}”不是一个具体的数，请填写实际完成的数"
        return _undecided("not_comparable", basis, clauses.UNITS)
    ends = [comparable(end, reached) for end in range_ends(wanted) or (wanted,)]
    low, high = ends[0], ends[-1]
    if low is None or high is None:
        basis = f"指标值“{wanted.text}”与完成值“{reached.text}”单位不同，不能比较，请统一单位"
        return _undecided("not_comparable", basis, clauses.UNITS)
    upper = high[0] if len(ends) > 1 else None
    case = Case(wanted, reached, low[0], max(low[1], ZERO), weight, scheme, level2, name, upper)
    return rule_for(case)(case)
