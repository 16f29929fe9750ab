"""The scoring rules of quantitative indicators (S-10 … S-23): one small function per rule.

Every rule takes a Case and gives a Score with rule id, readable basis and clause.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from zpj.domain import clauses
from zpj.domain.amounts import ONE, ZERO, plain
from zpj.domain.model import Score
from zpj.domain.targets import Kind, Value
from zpj.scoring.case import Case
from zpj.scoring.wording import percent, quantity

_CLAUSE = str(clauses.QUANTITATIVE)
_REVERSE_WORDS = ("投诉", "差错", "异常率", "缩短", "降低", "成本", "事故", "故障率", "死亡率", "发病率")
_SMALLEST_SHARE = ONE * 6 / 10


def direction_of(value: Value, level2: str, name: str) -> str:
    """at_least, at_most, equal or approximate: explicit sign, then 二级指标, then words of the name, then at_least."""
    if value.direction is not None:
        return value.direction
    if "成本" in level2 or value.kind is Kind.DURATION:
        return "at_most"
    return "at_most" if any(word in name for word in _REVERSE_WORDS) else "at_least"


def rule_for(case: Case) -> Callable[[Case], Score]:
    """Choose the rule of a quantitative case."""
    if case.upper is not None:
        return within_range
    direction = direction_of(case.target, case.level2, case.name)
    if direction == "approximate":
        return about
    if direction == "equal":
        return equal
    if direction == "at_least":
        return at_least
    if case.t == ZERO:
        return none_allowed
    if case.is_cost and case.target.direction is None and case.scheme.bare_cost.value == "ratio":
        return cost_ratio
    return at_most


def at_least(case: Case) -> Score:
    """S-10, S-11, S-17: met gives full points, otherwise weight × actual ÷ target."""
    shown, wanted = quantity(case.actual), quantity(case.target)
    if case.a >= case.t:
        return _met(case, f"{shown} ≥ {wanted}，完成")
    rate = case.a / case.t
    if case.scheme.floor_rate.value is not None:
        return _above_floor(case, rate, case.scheme.floor_rate.value)
    return case.part("at_least", rate, f"{shown} ÷ {wanted} = {percent(rate)}，未完成", _CLAUSE)


def _met(case: Case, reason: str) -> Score:
    """S-18: far above the target a reason is due; points are taken only where the scheme says so."""
    if case.t <= ZERO:
        return case.full("at_least", reason, _CLAUSE)
    rate = case.a / case.t
    over, cut = rate - ONE, case.scheme.over_cut.value
    if cut is not None and over > cut:
        share = max(_SMALLEST_SHARE, ONE - (over - cut))
        reason = f"{reason}，超出指标值 {percent(over)}，按本单位配置的偏离度规则调减"
        return case.part("at_least", share, reason, case.scheme.over_cut.clause, rate)
    note = f"超出指标值 {percent(over)}，请说明原因" if over > case.scheme.over_warn.value else ""
    return case.full("at_least", reason, _CLAUSE, rate, note)


def _above_floor(case: Case, rate: Decimal, floor: Decimal) -> Score:
    """S-23: below the floor nothing, above it the rest is stretched over the weight."""
    share = max(ZERO, (rate - floor) / (ONE - floor))
    reason = f"完成 {percent(rate)}，及格门槛 {percent(floor)}，折算 {percent(share)}"
    return case.part("at_least", share, reason, case.scheme.floor_rate.clause, rate)


def at_most(case: Case) -> Score:
    """S-12, S-14: within the limit gives full points, above it weight × target ÷ actual, or the linear formula."""
    shown, wanted = quantity(case.actual), quantity(case.target)
    if case.a <= case.t:
        note = "实际为 0，请核实是否开展" if case.a == ZERO else ""
        return case.full("at_most", f"{shown} ≤ {wanted}，未超过", _CLAUSE, note=note)
    clause = case.scheme.reverse.clause
    if case.scheme.reverse.value == "linear":
        share = max(ZERO, ONE - (case.a - case.t) / case.t)
        return case.part("at_most", share, f"{shown} 超过 {wanted}，按超过的比例扣减后为 {percent(share)}", clause)
    rate = case.t / case.a
    return case.part("at_most", rate, f"{shown} 超过 {wanted}，{wanted} ÷ {shown} = {percent(rate)}", clause)


def none_allowed(case: Case) -> Score:
    """S-13: a limit of zero knows no ratio: zero gives full points, anything else none."""
    if case.a == ZERO:
        return case.full("none_allowed", "要求为 0，实际为 0", _CLAUSE)
    return case.part("none_allowed", ZERO, f"要求为 0，实际 {quantity(case.actual)}", _CLAUSE)


def equal(case: Case) -> Score:
    """S-15, S-35: equal gives full points; below counts by ratio; above is a limit for costs and times."""
    if case.t == ZERO:
        return none_allowed(case)
    if case.a == case.t:
        return case.full("equal", f"{quantity(case.actual)} = {quantity(case.target)}，完成", _CLAUSE)
    if case.a > case.t and (case.is_cost or case.target.kind is Kind.DURATION):
        return at_most(case)
    return at_least(case)


def cost_ratio(case: Case) -> Score:
    """S-16 with bare_cost = ratio: a cost without comparator counts as smaller ÷ larger."""
    low, high = sorted((case.t, case.a))
    rate = low / high if high else ONE
    return case.part(
        "cost_ratio", rate, f"{plain(low)} ÷ {plain(high)} = {percent(rate)}", case.scheme.bare_cost.clause
    )


def about(case: Case) -> Score:
    """S-20: within the scheme's width of the target full points, outside as for a range."""
    width = case.scheme.approximate
    return _within(case, case.t * (ONE - width.value), case.t * (ONE + width.value), width.clause)


def within_range(case: Case) -> Score:
    """S-19: a target from … to …"""
    return _within(case, case.t, case.t if case.upper is None else case.upper, _CLAUSE)


def _within(case: Case, low: Decimal, high: Decimal, clause: str) -> Score:
    reach = f"{plain(low)}—{plain(high)}"
    if low <= case.a <= high:
        return case.full("range", f"{plain(case.a)} 在 {reach} 之内，完成", clause)
    rate = case.a / low if case.a < low else high / case.a
    return case.part("range", rate, f"{plain(case.a)} 不在 {reach} 之内，完成 {percent(rate)}", clause)
