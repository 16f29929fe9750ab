"""The scoring rules of quantitative indicators (S-10 … S-20): one small function per rule.

Every rule takes a Case and gives an Outcome with rule id, readable reason and clause.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from zpj.domain import clauses
from zpj.domain.amounts import HUNDRED, ONE, ZERO
from zpj.domain.targets import Comparator, Direction, Kind
from zpj.scoring.case import Case, Outcome
from zpj.scoring.direction import direction_of
from zpj.scoring.points import percent, share_from
from zpj.scoring.wording import quantity

_CLAUSE = str(clauses.QUANTITATIVE)
_SMALLEST_SHARE = ONE * 6 / 10


def rule_for(case: Case) -> Callable[[Case], Outcome]:
    """Choose the rule of a quantitative case."""
    if case.t < ZERO:
        return below_zero
    if case.upper is not None:
        return within_range
    direction = direction_of(case.target, case.level2, case.name)
    if direction is Direction.APPROXIMATE:
        return about
    if case.t == ZERO and case.target.direction is not Direction.AT_LEAST:
        return none_allowed
    if "满意度" in case.level2 and case.scheme.satisfaction_tiers.value and case.target.unit == "%":
        return satisfaction
    if case.scheme.ratio_kinds.value and case.t > ZERO and case.kind in case.scheme.ratio_kinds.value:
        return share_of_target
    if _is_bare_cost(case, direction):
        return cost_ratio if case.scheme.bare_cost.value == "ratio" else cost_ceiling
    return {Direction.EQUAL: equal, Direction.AT_MOST: at_most}.get(direction, at_least)


def _is_bare_cost(case: Case, direction: Direction) -> bool:
    bare = case.target.direction is None and direction is Direction.AT_MOST
    return bare and case.is_cost and case.target.kind is Kind.MONEY


def at_least(case: Case) -> Outcome:
    """S-10, S-11, S-17: met gives full points, otherwise weight × actual ÷ target."""
    shown, wanted = quantity(case.actual), quantity(case.target)
    if case.t == case.a == ZERO and case.target.comparator is Comparator.MORE:
        return Outcome(ZERO, "at_least", "要求大于 0，实际为 0，未完成", _CLAUSE, ZERO)
    if case.a >= case.t:
        return _met(case, f"{shown} ≥ {wanted}，完成")
    rate = case.a / case.t
    return case.ratio("at_least", rate, f"{shown} ÷ {wanted} = {percent(rate)}，未完成", _CLAUSE)


def _met(case: Case, reason: str) -> Outcome:
    """S-18: far above the target a reason is due; points are taken only where the scheme says so."""
    if case.t == ZERO:
        return case.full("at_least", reason, _CLAUSE)
    rate = case.a / case.t
    over, cut = rate - ONE, case.scheme.over_cut.value
    if cut is None or over <= cut:
        return case.full("at_least", reason, _CLAUSE, rate, _strict(case, "大于") or _exceeded(case, over))
    share = max(_SMALLEST_SHARE, ONE - (over - cut))
    reason = f"{reason}，超出指标值 {percent(over)}，按本单位配置的偏离度规则调减为 {percent(share)}"
    return Outcome(share, "at_least", reason, case.scheme.over_cut.clause, rate)


def _exceeded(case: Case, over: Decimal) -> str:
    if over > case.scheme.over_strong.value:
        return f"超出指标值 {percent(over)}，指标值可能设定偏低，请说明原因"
    return f"超出指标值 {percent(over)}，请说明原因" if over > case.scheme.over_warn.value else ""


def _strict(case: Case, words: str) -> str:
    """S-11: exactly the limit of > or <: the ratio is 1 all the same."""
    if case.a != case.t or case.target.comparator not in (Comparator.MORE, Comparator.LESS):
        return ""
    return f"指标值要求{words} {quantity(case.target)}，实际恰好相等，按比例为满分，请核实"


def at_most(case: Case) -> Outcome:
    """S-12, S-14, S-33: within the limit gives full points, above it weight × target ÷ actual."""
    shown, wanted = quantity(case.actual), quantity(case.target)
    assumed = "" if case.target.direction is not None else "（未写比较符，按不超过处理）"
    if case.a == ZERO and case.is_time and case.target.direction is None:
        return not_done("实际时长为 0，未发生")
    if case.a <= case.t:
        note = "实际为 0，请核实是否开展" if case.a == ZERO else _strict(case, "小于")
        return case.full("at_most", f"{shown} ≤ {wanted}{assumed}，未超过", _CLAUSE, note=note)
    if case.scheme.reverse.value == "linear":
        return _linear(case, f"{shown} 超过 {wanted}{assumed}")
    rate = case.t / case.a
    reason = f"{shown} 超过 {wanted}{assumed}，{wanted} ÷ {shown} = {percent(rate)}"
    return case.ratio("at_most", rate, reason, case.scheme.reverse.clause)


def _linear(case: Case, reason: str) -> Outcome:
    """The other formula for limits: the excess is taken off, nothing is left from twice the limit on."""
    share = max(ZERO, ONE - (case.a - case.t) / case.t)
    reason = f"{reason}，按超过的比例扣减后为 {percent(share)}"
    return Outcome(share, "at_most", reason, case.scheme.reverse.clause, share)


def satisfaction(case: Case) -> Outcome:
    """Satisfaction in tiers, whatever the target (S-17 of schemes that say so)."""
    tiers, rate = case.scheme.satisfaction_tiers, case.a / HUNDRED
    share = share_from(tiers.value, lambda start: rate >= start)
    reason = f"满意度 {quantity(case.actual)}，按分段计 {percent(share)}"
    return Outcome(share, "satisfaction", reason, tiers.clause, rate)


def share_of_target(case: Case) -> Outcome:
    """Kinds that a scheme scores as actual ÷ target, at most 1, even where the target is a limit (丰台)."""
    shown, wanted, rate = quantity(case.actual), quantity(case.target), case.a / case.t
    reason = f"{shown} ÷ {wanted} = {percent(rate)}" + ("，完成" if rate >= ONE else "")
    return Outcome(min(rate, ONE), "share_of_target", reason, case.scheme.ratio_kinds.clause, rate)


def none_allowed(case: Case) -> Outcome:
    """S-13: a limit of zero knows no ratio: zero gives full points, anything else none."""
    if case.a == ZERO:
        return case.full("none_allowed", "要求为 0，实际为 0", _CLAUSE)
    return Outcome(ZERO, "none_allowed", f"要求为 0，实际 {quantity(case.actual)}", _CLAUSE, ZERO)


def not_done(reason: str) -> Outcome:
    """S-35: what did not take place is completed to 0 %."""
    return Outcome(ZERO, "not_done", reason, _CLAUSE, ZERO)


def equal(case: Case) -> Outcome:
    """S-15, S-35: equal gives full points; below counts by ratio; above is a limit for costs and times."""
    if case.a == case.t:
        return case.full("equal", f"{quantity(case.actual)} = {quantity(case.target)}，完成", _CLAUSE)
    if case.a > case.t and (case.is_cost or case.is_time):
        return at_most(case)
    return at_least(case)


def cost_ceiling(case: Case) -> Outcome:
    """S-16: a cost without comparator is an upper limit."""
    outcome = at_most(case)
    return Outcome(
        outcome.share, outcome.rule, outcome.reason, case.scheme.bare_cost.clause, outcome.rate, outcome.notes
    )


def cost_ratio(case: Case) -> Outcome:
    """S-16 with bare_cost = ratio: a cost without comparator counts as smaller ÷ larger."""
    (low, shown_low), (high, shown_high) = sorted(
        ((case.t, quantity(case.target)), (case.a, quantity(case.actual))), key=lambda end: end[0]
    )
    rate = low / high
    reason = f"成本未写比较符，{shown_low} ÷ {shown_high} = {percent(rate)}"
    return case.ratio("cost_ratio", rate, reason, case.scheme.bare_cost.clause)


def about(case: Case) -> Outcome:
    """S-20: within the scheme's width of the target full points, outside as for a range."""
    width = case.scheme.approximate
    reach = f"{quantity(case.target)} 上下 {percent(width.value)}"
    return _within(case, case.t * (ONE - width.value), case.t * (ONE + width.value), reach, width.clause)


def within_range(case: Case) -> Outcome:
    """S-19: a target from … to …"""
    return _within(case, case.t, case.t if case.upper is None else case.upper, quantity(case.target), _CLAUSE)


def _within(case: Case, low: Decimal, high: Decimal, reach: str, clause: str) -> Outcome:
    shown = quantity(case.actual)
    if low <= case.a <= high:
        return case.full("range", f"{shown} 在 {reach} 之内，完成", clause)
    rate = case.a / low if case.a < low else high / case.a
    return case.ratio("range", rate, f"{shown} 不在 {reach} 之内，与较近一端之比为 {percent(rate)}", clause)


def below_zero(case: Case) -> Outcome:
    """A negative target knows no ratio: where the actual value does not meet it, a person decides."""
    direction = direction_of(case.target, case.level2, case.name)
    done = case.actual.base if case.actual.base is not None else case.a
    met = done <= case.t if direction is Direction.AT_MOST else done >= case.t
    if met and direction is not Direction.APPROXIMATE and case.upper is None:
        return case.full("below_zero", f"{quantity(case.actual)} 达到 {quantity(case.target)}，完成", _CLAUSE)
    return Outcome(None, "below_zero", f"指标值 {quantity(case.target)} 是负数，不能按比例计算，请人工评定", _CLAUSE)
