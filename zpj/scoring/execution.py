"""Budget execution: rate and score of the line 年度资金总额 (S-01 … S-09)."""

from __future__ import annotations

from decimal import Decimal

from zpj.domain import clauses
from zpj.domain.amounts import HUNDRED, ONE, ZERO, plain
from zpj.domain.model import Score
from zpj.domain.scheme import Scheme
from zpj.scoring.points import is_weight, percent, points_of, rounded, share_from

RULE = "execution"
_CLAUSE = str(clauses.EXECUTION)


def execution_rate(budget: Decimal | None, executed: Decimal | None) -> Decimal | None:
    """Executed ÷ full-year budget as an exact fraction.

    None where either is empty, the budget is zero or negative, or the executed amount is negative. Not capped:
    overspending gives a rate above 1.
    """
    if budget is None or executed is None or budget <= ZERO or executed < ZERO:
        return None
    return executed / budget


def printed_rate(rate: Decimal, scheme: Scheme) -> Decimal:
    """The rate rounded as the scheme prints it, still a fraction: 0.72257… -> 0.7226."""
    return rounded(rate * HUNDRED, scheme.rate_places.value) / HUNDRED


def score_execution(
    budget: Decimal | None, executed: Decimal | None, scheme: Scheme, weight: Decimal | None = None
) -> Score:
    """Score the execution rate: rate × weight, capped (or in tiers), rounded half up to the scheme's places.

    `weight` defaults to the scheme's. None with a reason where the amounts do not allow a rate.
    """
    full = scheme.execution_weight.value if weight is None else weight
    if not is_weight(full):
        return Score(None, RULE, "预算执行率的分值不是有效的数，不计分", _CLAUSE)
    rate = execution_rate(budget, executed)
    if rate is None:
        return _without_rate(budget, executed, scheme, full)
    places = scheme.rate_places.value
    shown = f"执行率 {plain(executed or ZERO)} ÷ {plain(budget or ZERO)} = {percent(rate, places)}"
    notes = ("执行数大于预算数，请核实",) if rate > ONE else ()
    if scheme.execution_tiers.value:
        return _in_tiers(rate, shown, notes, scheme, full)
    return _by_rate(rate, shown, notes, scheme, full)


def _by_rate(rate: Decimal, shown: str, notes: tuple[str, ...], scheme: Scheme, full: Decimal) -> Score:
    """S-02: rate × weight, never more than the cap allows and never more than the weight."""
    cap = scheme.execution_cap
    value = points_of(min(rate, cap.value), full, scheme)
    if rate <= cap.value:
        basis, clause = f"{shown}，× {plain(full)} = {plain(value)}", _CLAUSE
    else:
        basis, clause = f"{shown}，超过 {percent(cap.value)} 按 {percent(cap.value)} 计，得 {plain(value)}", cap.clause
    return Score(value, RULE, "；".join((basis, *notes)), clause, rate, notes=notes)


def _in_tiers(rate: Decimal, shown: str, notes: tuple[str, ...], scheme: Scheme, full: Decimal) -> Score:
    """S-09: points by the tier of the rate alone; whether the project is finished is not known here."""
    share = share_from(scheme.execution_tiers.value, lambda start: rate >= start)
    value = points_of(share, full, scheme)
    notes = (*notes, "分段只看执行率，项目是否完成请人工核对")
    basis = "；".join((f"{shown}，按分段得 {plain(value)}", *notes))
    return Score(value, RULE, basis, scheme.execution_tiers.clause, rate, notes=notes)


def _without_rate(budget: Decimal | None, executed: Decimal | None, scheme: Scheme, full: Decimal) -> Score:
    """S-04 … S-06: why there is no rate, and the scheme's choice where nothing was planned and nothing spent."""
    if budget is None:
        return Score(None, RULE, "未填全年预算数，不能计算执行率", _CLAUSE)
    if executed is None:
        return Score(None, RULE, "未填全年执行数，不能计算执行率", _CLAUSE)
    if budget < ZERO or executed < ZERO:
        return Score(None, RULE, "预算数或执行数为负数，不计分，请核实", _CLAUSE)
    if executed > ZERO:
        return Score(None, RULE, f"全年预算数为 0，而执行数为 {plain(executed)}，不计分，请核实", _CLAUSE)
    choice, clause = scheme.zero_budget.value, scheme.zero_budget.clause
    if choice == "full":
        return Score(full, RULE, f"预算数、执行数均为 0，按方案记满分 {plain(full)}", clause)
    if choice == "zero":
        return Score(ZERO, RULE, "预算数、执行数均为 0，按方案记 0 分", clause)
    return Score(None, RULE, "预算数、执行数均为 0，执行率不计算，预算得分请人工确认", clause)
