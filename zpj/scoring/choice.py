"""Scores one indicator row: reads both values and chooses the rule.

The same function serves the command line, the worksheet functions and the ribbon.
"""

from __future__ import annotations

from decimal import Decimal

from zpj.domain import clauses
from zpj.domain.amounts import ONE, ZERO, plain
from zpj.domain.model import NO_WEIGHT, Score
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.scheme import Scheme
from zpj.domain.targets import (
    Direction,
    Kind,
    Value,
    as_money,
    comparable,
    completed_by,
    implied_by,
    parse,
    range_ends,
    with_unit_of,
)
from zpj.domain.units import QUANTITIES, is_money
from zpj.scoring.case import Case, Outcome
from zpj.scoring.deadlines import score_deadline
from zpj.scoring.direction import direction_of
from zpj.scoring.indicators import not_done, rule_for
from zpj.scoring.points import is_weight, percent
from zpj.scoring.qualitative import score_qualitative
from zpj.scoring.wording import quantity

_WORDS = (Kind.QUALITATIVE, Kind.PLACEHOLDER)
_NOTHING_DONE = regex(
    "(?:项目|工作|活动|本?年度?|当年|今年)*(?:尚|暂|均|还|仍)?(?:未|没有)"
    "(?:采购|购置|购买|开展|实施|启动|开工|动工|建设|招标|组织|举办)(?:项目|工作|活动)?"
)


def score_indicator(
    target: str, actual: str, weight: Decimal | None, scheme: Scheme, level2: str = "", name: str = ""
) -> Score:
    """Score one indicator row, in points of `weight`.

    `level2` (二级指标) and `name` (三级指标) help where the target cell does not say direction or unit. The value is
    None where the weight, the target or the actual value is empty, where units cannot be compared, and where the
    rule leaves the points to a person; `basis` then says why.
    """
    if weight is None or not is_weight(weight):
        return _undecided(NO_WEIGHT, "未填分值或分值不是有效的数，不计分", clauses.TOTAL)
    reached = parse(actual)
    if reached.kind is Kind.EMPTY:
        return _undecided("no_actual", "未填实际完成值，不计分", clauses.QUANTITATIVE)
    wanted = _target_in_force(parse(target), reached, level2, name)
    if wanted.kind is Kind.EMPTY:
        return _undecided("no_target", "未填年度指标值，不计分", clauses.QUANTITATIVE)
    if wanted.kind in _WORDS:
        return score_qualitative(wanted, reached, weight, scheme)
    if reached.kind in _WORDS:
        return _words_for_number(wanted, reached, weight, scheme, level2, name)
    if wanted.kind is not reached.kind:
        wanted, reached = with_unit_of(wanted, reached), with_unit_of(reached, wanted)
    if Kind.DEADLINE in (wanted.kind, reached.kind):
        outcome = score_deadline(wanted, reached, scheme)
    elif wanted.parts or reached.parts:
        outcome = _several(wanted, reached, scheme, level2, name)
    else:
        outcome = _measured(wanted, reached, scheme, level2, name)
    doubts = (*outcome.notes, *wanted.warnings, *reached.warnings)
    return replace(outcome, notes=tuple(dict.fromkeys(doubts))).score(weight, scheme)


def _undecided(rule: str, basis: str, clause: clauses.Clause) -> Score:
    return Score(None, rule, basis, str(clause))


def _target_in_force(wanted: Value, reached: Value, level2: str, name: str) -> Value:
    """Fill what the target cell leaves out from the indicator's name; a bare cost is money (S-16)."""
    implied = implied_by(name)
    if wanted.kind is Kind.EMPTY:
        says_target = implied and (implied.number is not None or implied.parts or implied.deadline)
        return implied if implied and says_target else wanted
    wanted = completed_by(wanted, implied)
    may_be_money = not reached.unit or is_money(reached.unit)
    return as_money(wanted) if "成本" in level2 and may_be_money else wanted


def _words_for_number(wanted: Value, reached: Value, weight: Decimal, scheme: Scheme, level2: str, name: str) -> Score:
    """Words where a number or date is wanted: a person decides, unless nothing was done at all (S-35)."""
    limit = wanted.kind in QUANTITIES - {Kind.DURATION} and direction_of(wanted, level2, name) is Direction.AT_MOST
    if _NOTHING_DONE.fullmatch(reached.text.rstrip("。.;,")) and not limit:
        return not_done(f"“{reached.text}”，未发生").score(weight, scheme)
    judged = score_qualitative(wanted, reached, weight, scheme)
    kind, remedy = ("期限", "完成日期") if wanted.kind is Kind.DEADLINE else ("数", "具体数")
    basis = f"指标值“{wanted.text}”是{kind}，完成值“{reached.text}”是文字，不能直接比较，请填写{remedy}"
    if judged.low is not None and judged.high is not None:
        basis += f"；按文字可评 {plain(judged.low)}—{plain(judged.high)} 分"
    return Score(None, "words_for_number", basis, str(clauses.QUANTITATIVE), low=judged.low, high=judged.high)


def _several(wanted: Value, reached: Value, scheme: Scheme, level2: str, name: str) -> Outcome:
    """Several numbers in one cell (S-21): the mean of the parts' completion, each capped at 1."""
    clause = str(clauses.QUANTITATIVE)
    if len(wanted.parts) != len(reached.parts):
        reason = f"指标值“{wanted.text}”与完成值“{reached.text}”所含的数不一样多，请逐项填写"
        return Outcome(None, "several", reason, clause)
    pairs = zip(wanted.parts, reached.parts, strict=True)
    outcomes = [_measured(one, other, scheme, level2, name) for one, other in pairs]
    shares = [outcome.share for outcome in outcomes if outcome.share is not None]
    if len(shares) < len(outcomes):
        return next(outcome for outcome in outcomes if outcome.share is None)
    share = sum(shares, ZERO) / len(shares)
    each = "、".join(percent(part) for part in shares)
    notes = tuple(note for outcome in outcomes for note in outcome.notes)
    return Outcome(share, "several", f"{len(shares)} 项分别完成 {each}，平均 {percent(share)}", clause, share, notes)


def _measured(wanted: Value, reached: Value, scheme: Scheme, level2: str, name: str) -> Outcome:
    if wanted.kind is reached.kind is Kind.RANGE and wanted.text == reached.text:
        reason = f"完成值与指标值相同（{quantity(wanted)}），完成"
        return Outcome(ONE, "range", reason, str(clauses.QUANTITATIVE))
    if reached.kind not in QUANTITIES:
        reason = f"完成值“{reached.text}”不是一个具体的数，请填写实际完成的数"
        return Outcome(None, "not_comparable", reason, str(clauses.UNITS))
    ends = [comparable(end, reached) for end in range_ends(wanted) or (wanted,)]
    low, high = ends[0], ends[-1]
    if low is None or high is None:
        reason = f"指标值“{wanted.text}”与完成值“{reached.text}”单位不同，不能比较，请统一单位"
        return Outcome(None, "not_comparable", reason, str(clauses.UNITS))
    wanted, reached = with_unit_of(wanted, reached), with_unit_of(reached, wanted)
    upper = high[0] if len(ends) > 1 else None
    case = Case(wanted, reached, low[0], max(low[1], ZERO), scheme, level2, name, upper)
    return rule_for(case)(case)
