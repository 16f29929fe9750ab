"""时效指标（S-30 … S-36）：期限和时长。"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from zpj.domain.scheme import Tier

D = Decimal


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("12月底前", "12月31日"),
        ("12月底前", "12月"),
        ("2023年12月31日前完成", "2023年12月31日"),
        ("2023年12月底前", "2023.12.31"),
        ("≤12月", "10月"),
        ("12月", "12月"),
        ("2024年2月底前", "2024年2月29日"),
        ("6月30日前", "6月"),
    ],
)
def test_done_on_the_last_day_is_done_in_time(scored: Any, target: str, actual: str) -> None:
    result = scored(target, actual, level2="时效指标")
    assert (result.value, result.rule) == (D(10), "deadline")
    assert "按期完成，得满分 10" in result.basis


def test_before_a_month_includes_the_month_unless_the_scheme_says_otherwise(scored: Any, changed: Any) -> None:
    exclusive = changed(month_before="exclusive")
    assert scored("6月前", "6月").value == D(10)
    assert scored("6月前", "6月", by=exclusive).value == D(8)
    assert scored("6月前", "5月31日", by=exclusive).value == D(10)
    assert scored("6月底前", "6月", by=exclusive).value == D(10)
    assert scored("6月前", "6月前", by=exclusive).value == D(10)


def test_before_january_ends_with_the_year_before(scored: Any, changed: Any) -> None:
    exclusive = changed(month_before="exclusive")
    assert scored("2024年1月前", "2023年12月31日", by=exclusive).value == D(10)
    assert scored("2024年1月前", "2024年1月1日", by=exclusive).value == D(8)


@pytest.mark.parametrize(
    ("actual", "score"),
    [
        ("2023年12月31日", "10"),
        ("2024年1月1日", "8"),
        ("2024年1月31日", "8"),
        ("2024年2月1日", "6"),
        ("2024年3月31日", "6"),
        ("2024年4月1日", "0"),
    ],
)
def test_late_counts_in_calendar_months_across_the_year(scored: Any, actual: str, score: str) -> None:
    result = scored("2023年12月底前", actual)
    assert result.value == D(score)
    assert ("逾期请说明原因" in result.notes) == (score != "10")


def test_a_month_after_the_end_of_february_is_the_end_of_march(scored: Any) -> None:
    assert scored("2023年2月底前", "2023年3月31日").value == D(8)
    assert scored("2024年2月28日前", "2024年3月28日").value == D(8)
    assert scored("2024年2月28日前", "2024年3月29日").value == D(6)
    assert scored("2024年1月30日前", "2024年2月29日").value == D(8)
    assert scored("2024年1月30日前", "2024年3月1日").value == D(6)


def test_the_tiers_of_lateness_are_the_schemes_in_any_order(scored: Any, changed: Any) -> None:
    weekly = changed(late_tiers=(Tier(D(0), D("0.9")), Tier(D("0.5"), D("0.4"))))
    assert scored("2023年6月10日前", "2023年6月25日", by=weekly).value == D(9)
    assert scored("2023年6月10日前", "2023年6月26日", by=weekly).value == D(4)
    assert scored("2023年6月10日前", "2023年6月26日", by=weekly).clause == "本单位规定 late_tiers"
    assert scored("2023年6月10日前", "2023年6月26日", by=changed(late_tiers=())).value == D(0)


def test_a_missing_year_is_taken_from_the_other_side_and_told(scored: Any) -> None:
    assert "指标值未写年份，按 2023 年比较" in scored("12月底前", "2023年11月").basis
    assert "完成值未写年份，按 2023 年比较" in scored("2023年10月底前", "11月").basis
    assert scored("2023年10月底前", "11月").value == D(8)


def test_a_day_that_does_not_exist_is_no_date(scored: Any) -> None:
    assert scored("2023年12月底前", "2月29日").value is None
    assert scored("2024年12月底前", "2月29日").value == D(10)


def test_a_deadline_is_not_compared_with_a_length_of_time(scored: Any) -> None:
    assert scored("12月底前", "6个月").value is None
    assert scored("≤6个月", "6月").value is None


def test_a_deadline_that_asks_for_not_before_is_left_to_a_person(scored: Any) -> None:
    assert scored("≥12月", "11月").value is None


@pytest.mark.parametrize(
    ("target", "actual", "score"),
    [
        ("≤6个月", "6个月", "10"),
        ("1年", "1年", "10"),
        ("≤1年", "15个月", "8"),
        ("=12个月", "1年", "10"),
        ("≤90天", "120天", "7.5"),
    ],
)
def test_lengths_of_time_are_limits(scored: Any, target: str, actual: str, score: str) -> None:
    assert scored(target, actual, level2="时效指标").value == D(score)


def test_days_and_months_are_not_exchanged(scored: Any) -> None:
    assert scored("≤3个月", "90天", level2="时效指标").value is None


def test_a_length_of_time_given_is_wanted_where_it_is_no_time_limit(scored: Any) -> None:
    assert scored("5天", "4天", level2="数量指标", name="培训天数").value == D(8)
    assert scored("3年", "5年", level2="可持续影响指标").value == D(10)


def test_no_time_at_all_means_it_did_not_take_place(scored: Any) -> None:
    assert scored("12个月", "0个月", level2="时效指标").value == D(0)
    assert scored("=12个月", "=0个月", level2="时效指标").value == D(0)
    assert scored("≤12个月", "0个月", level2="时效指标").notes == ("实际为 0，请核实是否开展",)


def test_on_time_in_words_is_judged_as_words(scored: Any) -> None:
    assert scored("按时完成", "按时完成").value == D(10)
    assert scored("按期完成", "按要求完成").value is None
    result = scored("12月底前", "按时完成")
    assert (result.value, result.low, result.high) == (None, D(8), D(10))
    assert "是期限" in result.basis
