"""预算执行：执行率和预算得分（S-01 … S-09）。"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from zpj.domain.scheme import Scheme, Tier
from zpj.scoring.execution import execution_rate, printed_rate, score_execution
from zpj.scoring.points import percent

D = Decimal
TIERS = (Tier(D("0.6"), D("0.5")), Tier(D("1"), D("1")), Tier(D("0.8"), D("0.7")))


@pytest.mark.parametrize(
    ("budget", "executed", "shown", "score"),
    [
        ("86500", "62502.5", "72.26%", "7.23"),
        ("86500", "37026.5", "42.81%", "4.28"),
        ("27000", "17032", "63.08%", "6.31"),
        ("1000000", "0", "0%", "0"),
        ("300000", "300000", "100%", "10"),
    ],
)
def test_the_rate_comes_from_the_finest_amounts(
    scheme: Scheme, budget: str, executed: str, shown: str, score: str
) -> None:
    result = score_execution(D(budget), D(executed), scheme)
    assert result.value == D(score)
    assert result.rate is not None
    assert percent(printed_rate(result.rate, scheme)) == shown
    assert shown in result.basis


def test_amounts_already_rounded_to_ten_thousands_give_another_rate(scheme: Scheme) -> None:
    assert printed_rate(D("6.25") / D("8.65"), scheme) == D("0.7225")
    assert printed_rate(D("6.25025") / D("8.65"), scheme) == D("0.7226")


@pytest.mark.parametrize(("yuan", "ten_thousands"), [("62502.5", "6.25025"), ("17032", "1.7032")])
def test_the_unit_of_the_form_changes_nothing(scheme: Scheme, yuan: str, ten_thousands: str) -> None:
    assert (
        score_execution(D(86500), D(yuan), scheme).value == score_execution(D("8.65"), D(ten_thousands), scheme).value
    )


def test_overspending_is_capped_and_questioned(scheme: Scheme) -> None:
    result = score_execution(D(100), D(120), scheme)
    assert (result.value, result.rate) == (D(10), D("1.2"))
    assert "执行数大于预算数，请核实" in result.notes


def test_the_cap_of_the_scheme_is_the_highest_rate_that_counts(changed: Any) -> None:
    strict = changed(execution_cap=D("0.9"))
    result = score_execution(D(100), D(95), strict)
    assert (result.value, result.clause) == (D(9), "本单位规定 execution_cap")
    assert score_execution(D(100), D(85), strict).value == D("8.5")
    assert score_execution(D(100), D(150), changed(execution_cap=D(2))).value == D(10)


def test_the_weight_comes_from_the_form_else_from_the_scheme(scheme: Scheme, changed: Any) -> None:
    assert score_execution(D(200), D(100), scheme, D(20)).value == D(10)
    assert score_execution(D(200), D(100), changed(execution_weight=D(20))).value == D(10)


def test_a_negative_weight_is_no_weight(scheme: Scheme) -> None:
    assert score_execution(D(100), D(100), scheme, D(-10)).value is None


@pytest.mark.parametrize(("choice", "score"), [("blank", None), ("full", D(10)), ("zero", D(0))])
def test_nothing_planned_and_nothing_spent_is_the_schemes_choice(
    changed: Any, choice: str, score: Decimal | None
) -> None:
    result = score_execution(D(0), D(0), changed(zero_budget=choice))
    assert (result.value, result.rate) == (score, None)
    assert "预算数、执行数均为 0" in result.basis


def test_spending_without_a_budget_is_not_scored(scheme: Scheme) -> None:
    result = score_execution(D(0), D(5), scheme)
    assert result.value is None
    assert "全年预算数为 0，而执行数为 5" in result.basis


def test_an_empty_full_year_budget_is_named_and_not_replaced(scheme: Scheme) -> None:
    result = score_execution(None, D(5), scheme)
    assert (result.value, result.basis) == (None, "未填全年预算数，不能计算执行率")


def test_an_empty_executed_amount_is_not_zero(scheme: Scheme) -> None:
    assert score_execution(D(5), None, scheme).value is None


def test_negative_amounts_are_not_scored(scheme: Scheme) -> None:
    assert score_execution(D(-5), D(5), scheme).value is None
    assert score_execution(D(5), D(-5), scheme).value is None
    assert execution_rate(D(5), D(-5)) is None


@pytest.mark.parametrize(
    ("executed", "score"), [("100", "10"), ("120", "10"), ("99.99", "7"), ("80", "7"), ("60", "5"), ("59.99", "0")]
)
def test_tiers_look_at_the_rate_alone_and_say_so(changed: Any, executed: str, score: str) -> None:
    result = score_execution(D(100), D(executed), changed(execution_tiers=TIERS))
    assert result.value == D(score)
    assert "分段只看执行率，项目是否完成请人工核对" in result.basis
    assert result.clause == "本单位规定 execution_tiers"


def test_the_printed_rate_has_the_places_of_the_scheme(changed: Any) -> None:
    assert "72%" in score_execution(D(86500), D("62502.5"), changed(rate_places=0)).basis
    assert printed_rate(D("0.722572"), changed(rate_places=1)) == D("0.723")


def test_absurd_amounts_are_scored_without_failing(scheme: Scheme) -> None:
    result = score_execution(D("1E-20"), D("1E+27"), scheme)
    assert (result.value, result.rate) == (D(10), D("1E+47"))
    assert "超过1000000%" in result.basis
    assert result.rate is not None
    assert printed_rate(result.rate, scheme) == D("1E+47")
