"""What holds for every score, whatever the cells say."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zpj.domain.amounts import plain
from zpj.domain.model import Entry, FundLine, Indicator, Score, SelfEvaluation
from zpj.schemes import load_scheme
from zpj.scoring.choice import score_indicator
from zpj.scoring.execution import score_execution
from zpj.scoring.sheet import score_sheet

SCHEME = load_scheme("mof-2020")
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=4)
POSITIVE = st.decimals(min_value="0.0001", max_value=10**9, places=4)
WEIGHTS = st.decimals(min_value=0, max_value=100, places=2)
UNITS = st.sampled_from(["次", "%", "万元", "元", "家", "台(套)", "人次", "个月", "天", "平方米", ""])
SIGNS = st.sampled_from(["≥", "≤", ">", "<", "=", "", "约", "不超过", "不少于"])
LEVELS = st.sampled_from(["", "数量指标", "成本指标", "时效指标", "服务对象满意度指标"])
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="≥≤=<>约-—~0123456789.,%‰万亿元年月日底前个次、和未无不部分完成{}()/", max_size=15),
)


def score(target: str, actual: str, weight: Decimal = Decimal(20), level2: str = "") -> Score:
    return score_indicator(target, actual, weight, SCHEME, level2)


def points(target: str, actual: str, weight: Decimal = Decimal(20)) -> Decimal:
    value = score(target, actual, weight).value
    assert value is not None
    return value


@given(SIGNS, POSITIVE, NUMBERS, UNITS, WEIGHTS, LEVELS)
def test_a_score_lies_between_nothing_and_the_weight_and_explains_itself_in_chinese(
    sign: str, target: Decimal, actual: Decimal, unit: str, weight: Decimal, level2: str
) -> None:
    result = score(f"{sign}{plain(target)}{unit}", f"{plain(actual)}{unit}", weight, level2)
    assert result.basis
    assert result.clause
    assert not re.search("[A-Za-z]", result.basis)
    assert result.value is not None
    assert 0 <= result.value <= weight


@given(POSITIVE, NUMBERS, NUMBERS, UNITS)
def test_more_is_never_worse_for_at_least(target: Decimal, one: Decimal, other: Decimal, unit: str) -> None:
    low, high = sorted((one, other))
    wanted = f"≥{plain(target)}{unit}"
    assert points(wanted, f"{plain(low)}{unit}") <= points(wanted, f"{plain(high)}{unit}")


@given(NUMBERS, NUMBERS, NUMBERS, UNITS)
def test_more_is_never_better_for_at_most(target: Decimal, one: Decimal, other: Decimal, unit: str) -> None:
    low, high = sorted((one, other))
    wanted = f"≤{plain(target)}{unit}"
    assert points(wanted, f"{plain(low)}{unit}") >= points(wanted, f"{plain(high)}{unit}")


@given(SIGNS, POSITIVE, UNITS, WEIGHTS, LEVELS)
def test_exactly_the_target_scores_in_full(sign: str, target: Decimal, unit: str, weight: Decimal, level2: str) -> None:
    reached = f"{plain(target)}{unit}"
    assert score(f"{sign}{reached}", reached, weight, level2).value == weight


@given(SIGNS, POSITIVE, NUMBERS, WEIGHTS)
def test_yuan_and_ten_thousands_give_the_same_score(
    sign: str, target: Decimal, actual: Decimal, weight: Decimal
) -> None:
    in_yuan = f"{plain(actual * 10000)}元"
    wanted = f"{sign}{plain(target)}万元"
    assert score(wanted, f"{plain(actual)}万元", weight).value == score(wanted, in_yuan, weight).value


@given(POSITIVE, NUMBERS, NUMBERS, WEIGHTS)
def test_the_execution_score_rises_with_the_rate_up_to_the_weight(
    budget: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    low, high = (score_execution(budget, executed, SCHEME, weight).value for executed in sorted((one, other)))
    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= weight
    assert score_execution(budget, budget, SCHEME, weight).value == weight


@given(NUMBERS, NUMBERS, WEIGHTS)
def test_the_execution_explains_itself_in_chinese(budget: Decimal, executed: Decimal, weight: Decimal) -> None:
    basis = score_execution(budget, executed, SCHEME, weight).basis
    assert basis
    assert not re.search("[A-Za-z]", basis)


@given(POSITIVE, NUMBERS, st.lists(st.tuples(POSITIVE, NUMBERS, WEIGHTS), min_size=1, max_size=8))
def test_the_total_is_the_sum_of_what_is_shown(
    budget: Decimal, executed: Decimal, rows: list[tuple[Decimal, Decimal, Decimal]]
) -> None:
    def entry(text: str) -> Entry:
        return Entry(text, Decimal(text), "表!A1")

    indicators = tuple(
        Indicator("表!A9", "", "数量指标", "", entry(plain(t)), None, entry(plain(a)), entry(plain(w)))
        for t, a, w in rows
    )
    line = FundLine(
        "表!A6", "年度资金总额", "total", full_year_budget=entry(plain(budget)), executed=entry(plain(executed))
    )
    sheet = score_sheet(SelfEvaluation("表", "mof", "mof-2020", "万元", funds=(line,), indicators=indicators), SCHEME)
    shown = [part.value for part in (sheet.execution, *sheet.indicators)]
    assert sheet.total == sum(Decimal(plain(value)) for value in shown if value is not None)


@given(TEXTS, TEXTS, LEVELS, TEXTS)
def test_no_text_breaks_a_rule(target: str, actual: str, level2: str, name: str) -> None:
    result = score_indicator(target, actual, Decimal(10), SCHEME, level2, name)
    assert result.basis
    assert result.value is None or 0 <= result.value <= 10


@given(TEXTS, TEXTS)
def test_no_level_breaks_a_rule(text: str, level2: str) -> None:
    assert score_indicator(text, text, Decimal(10), SCHEME, level2, text).basis


@given(st.decimals(allow_nan=False, allow_infinity=False, max_value=10**27, min_value=-(10**27)), WEIGHTS)
def test_no_amount_breaks_the_execution(amount: Decimal, weight: Decimal) -> None:
    assert score_execution(amount, weight, SCHEME).basis
    assert score_execution(weight, amount, SCHEME, amount).basis
