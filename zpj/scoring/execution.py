"""Budget execution: rate and score of the line 年度资金总额 (S-01 … S-09)."""

from __future__ import annotations

from decimal import Decimal

from zpj.domain import clauses
from zpj.domain.amounts import HUNDRED, ZERO, plain, round_half_up
from zpj.domain.model import Score
from zpj.domain.scheme import Scheme
from zpj.scoring.wording import percent

RULE = "execution"


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
    places = scheme.rate_places.value
    return round_half_up(rate * HUNDRED, places) / HUNDRED


def score_execution(
    budget: Decimal | None, executed: Decimal | None, scheme: Scheme, weight: Decimal | None = None
) -> Score:
    """Score the execution rate: rate × weight, capped (or in tiers), rounded half up to the scheme's places.

    `weight` defaults to the scheme's. None with a reason where the amounts do not allow a rate.
    """
    full = scheme.execution_weight.value if weight is None else weight
    rate = execution_rate(budget, executed)
    if rate is None:
        return _without_rate(budget, executed, scheme, full)
    if scheme.execution_tiers.value:
        return _in_tiers(rate, scheme, full)
    counted = min(rate, scheme.execution_cap.value)
    value = round_half_up(counted * full, scheme.places.value)
    shown = f"{plain(executed or ZERO)} ÷ {plain(budget or ZERO)} = {percent(rate, scheme.rate_places.value)}"
    if rate > scheme.execution_cap.value:
        basis = f"执行率 {shown}，超过上限，按满分 {plain(value)} 计；执行数大于预算数，请核实"
    else:
        basis = f"执行率 {shown}，× {plain(full)} = {plain(value)}"
    return Score(value, RULE, basis, str(clauses.EXECUTION), rate)


def _in_tiers(rate: Decimal, scheme: Scheme, full: Decimal) -> Score:
    share = next((tier.value for tier in scheme.execution_tiers.value if rate >= tier.start), ZERO)
    value = round_half_up(share * full, scheme.places.value)
    basis = f"执行率 {percent(rate, scheme.rate_places.value)}，按分段得 {plain(value)}"
    return Score(value, RULE, basis, scheme.execution_tiers.clause, rate)


def _without_rate(budget: Decimal | None, executed: Decimal | None, scheme: Scheme, full: Decimal) -> Score:
    clause = str(clauses.EXECUTION)
    if budget is None:
        return Score(None, RULE, "未填全年预算数，不能计算执行率", clause)
    if executed is None:
        return Score(None, RULE, "未填全年执行数，不能计算执行率", clause)
    if budget < ZERO or executed < ZERO:
        return Score(None, RULE, "预算数或执行数为负数，不计分，请核实", clause)
    if executed > ZERO:
        return Score(None, RULE, f"全年预算数为 0，而执行数为 {plain(executed)}，不计分，请核实", clause)
    choice = scheme.zero_budget.value
    if choice == "full":
        return Score(full, RULE, f"预算数、执行数均为 0，按方案记满分 {plain(full)}", scheme.zero_budget.clause)
    if choice == "zero":
        return Score(ZERO, RULE, "预算数、执行数均为 0，按方案记 0 分", scheme.zero_budget.clause)
    return Score(None, RULE, "预算数、执行数均为 0，执行率不计算，预算得分请人工确认", scheme.zero_budget.clause)
