"""定量指标（S-10 … S-24）：表上怎么写，得多少分，为什么。"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from zpj.domain.scheme import Scheme

D = Decimal


@pytest.mark.parametrize(
    ("target", "actual", "weight", "score"),
    [
        ("≥45家", "44家", "15", "14.67"),
        ("50件次", "37件次", "20", "14.8"),
        ("≥2次", "5次", "20", "20"),
        ("400", "0", "20", "0"),
    ],
)
def test_what_is_met_scores_in_full_and_what_is_not_by_its_share(
    scored: Any, target: str, actual: str, weight: str, score: str
) -> None:
    assert scored(target, actual, weight).value == D(score)


def test_the_basis_shows_the_sum(scored: Any) -> None:
    assert scored("≥45家", "44家", "15").basis == "44家 ÷ 45家 = 97.78%，未完成，× 15 = 14.67"
    assert scored("≥2次", "2次", "20").basis == "2次 ≥ 2次，完成，得满分 20"


def test_exactly_the_target_of_a_strict_sign_scores_in_full_with_a_question(scored: Any) -> None:
    more, less = scored(">5次", "5次"), scored("<5天", "5天")
    assert more.value == less.value == D(10)
    assert "要求大于 5次，实际恰好相等" in more.basis
    assert "要求小于 5天，实际恰好相等" in less.basis
    assert scored(">5次", "6次").notes == ()


def test_nothing_is_not_more_than_nothing(scored: Any) -> None:
    assert scored(">0次", "0次").value == D(0)
    assert scored(">0次", "1次").value == D(10)


def test_a_limit_is_kept_or_counts_by_limit_over_actual(scored: Any) -> None:
    assert scored("≤10人", "8人").value == D(10)
    assert scored("≤10人", "15人").value == D("6.67")
    assert scored("不超过10人", "20人").value == D(5)


def test_a_limit_may_be_scored_linearly(scored: Any, changed: Any) -> None:
    linear = changed(reverse="linear")
    assert [scored("≤10人", f"{actual}人", by=linear).value for actual in (10, 15, 20, 25)] == [D(10), D(5), D(0), D(0)]
    assert scored("≤10人", "15人", by=linear).clause == "本单位规定 reverse"


@pytest.mark.parametrize("target", ["≤0起", "=0起", "0起"])
def test_where_none_is_allowed_one_is_too_many(scored: Any, target: str) -> None:
    assert scored(target, "0起").value == D(10)
    assert scored(target, "1起").value == D(0)


def test_a_failure_rate_of_zero_is_a_limit(scored: Any) -> None:
    row = {"level2": "质量指标", "name": "系统运行异常率"}
    assert scored("0", "0%", **row).value == D(10)
    assert scored("0", "2%", **row).value == D(0)


def test_nothing_spent_keeps_the_limit_but_is_questioned(scored: Any) -> None:
    result = scored("≤100万元", "≤0万元", level2="成本指标")
    assert result.value == D(10)
    assert result.notes == ("实际为 0，请核实是否开展",)


@pytest.mark.parametrize(
    ("target", "actual", "level2", "score"),
    [
        ("=100%", "=100%", "数量指标", "10"),
        ("=90%", "81%", "质量指标", "9"),
        ("=5次", "8次", "数量指标", "10"),
        ("=100万元", "125万元", "成本指标", "8"),
        ("=12个月", "15个月", "时效指标", "8"),
        ("=12个月", "=0个月", "时效指标", "0"),
        ("=5天", "8天", "数量指标", "10"),
    ],
)
def test_an_equal_target_counts_up_and_is_a_limit_for_costs_and_times(
    scored: Any, target: str, actual: str, level2: str, score: str
) -> None:
    assert scored(target, actual, level2=level2).value == D(score)


def test_a_bare_cost_is_an_upper_limit(scored: Any) -> None:
    spent_less = scored("≤12万元", "9.1828", level2="成本指标")
    assert (spent_less.value, spent_less.rule) == (D(10), "at_most")
    assert spent_less.basis == "9.1828万元 ≤ 12万元，未超过，得满分 10"
    bare = scored("15.5万元", "15.471万元", "18", level2="成本指标")
    assert (bare.value, bare.clause) == (D(18), "成本指标未写比较符的，按不超过处理")
    assert "未写比较符，按不超过处理" in bare.basis
    assert scored("2.46万元", "3万元", level2="成本指标").value == D("8.2")


def test_a_bare_cost_may_count_by_the_smaller_over_the_larger(scored: Any, changed: Any) -> None:
    ratio = changed(bare_cost="ratio")
    assert scored("15.5万元", "15.471万元", "18", by=ratio, level2="成本指标").value == D("17.97")
    assert scored("2.46万元", "3万元", by=ratio, level2="成本指标").value == D("8.2")
    assert scored("≤12万元", "9.1828", by=ratio, level2="成本指标").value == D(10)
    assert scored("2.46万元", "0", by=ratio, level2="成本指标").value == D(0)


def test_a_number_without_unit_in_a_cost_row_is_in_ten_thousands(scored: Any) -> None:
    assert scored("9.18", "91828元", level2="成本指标").value == D("10.00")
    assert scored("9.18", "100000元", level2="成本指标").value == D("9.18")
    assert scored("390.40", "390.40", "20", level2="成本指标").value == D(20)
    assert scored("2100.5万元", "2023.12", level2="成本指标").value == D(10)


def test_a_saving_is_wanted_though_it_stands_in_a_cost_row(scored: Any) -> None:
    assert scored("5%", "8%", level2="成本指标", name="成本节约率").value == D(10)
    assert scored("5%", "4%", level2="成本指标", name="成本节约率").value == D(8)


@pytest.mark.parametrize(("name", "score"), [("投诉率", "5"), ("投诉办结率", "10"), ("平均等候时间降低到", "5")])
def test_the_words_of_the_name_tell_which_way_a_bare_number_is_meant(scored: Any, name: str, score: str) -> None:
    assert scored("10%", "20%", name=name).value == D(score)


@pytest.mark.parametrize(("target", "actual"), [("≥95%", "85%"), ("95", "85%"), ("95%", "0.85"), ("95百分比", "85")])
def test_percentages_are_compared_however_they_are_written(scored: Any, target: str, actual: str) -> None:
    assert scored(target, actual, level2="服务对象满意度指标").value == D("8.95")


@pytest.mark.parametrize(
    ("actual", "note"),
    [
        ("13次", ""),
        ("14次", "超出指标值 40%，请说明原因"),
        ("18次", "超出指标值 80%，指标值可能设定偏低，请说明原因"),
    ],
)
def test_exceeding_by_far_scores_in_full_and_needs_a_reason(scored: Any, actual: str, note: str) -> None:
    result = scored("≥10次", actual)
    assert (result.value, "；".join(result.notes)) == (D(10), note)


def test_the_thresholds_of_exceeding_are_the_schemes(scored: Any, changed: Any) -> None:
    assert "请说明原因" in scored("≥10次", "12次", by=changed(over_warn=D("0.1"))).basis
    assert "偏低" in scored("≥10次", "12次", by=changed(over_strong=D("0.1"))).basis


@pytest.mark.parametrize(("actual", "score"), [("13次", "10"), ("15次", "10"), ("17次", "8"), ("40次", "6")])
def test_a_bureau_may_take_points_for_exceeding(scored: Any, changed: Any, actual: str, score: str) -> None:
    result = scored("≥10次", actual, by=changed(over_cut=D("0.5")))
    assert result.value == D(score)
    assert ("本单位配置的偏离度规则" in result.basis) == (score != "10")


@pytest.mark.parametrize(
    ("actual", "score"), [("10万元", "10"), ("12万元", "10"), ("110000元", "10"), ("8万元", "8"), ("15万元", "8")]
)
def test_inside_a_range_is_full_and_outside_counts_from_the_nearer_end(scored: Any, actual: str, score: str) -> None:
    assert scored("10-12万元", actual).value == D(score)


def test_the_same_range_as_the_target_is_full_and_another_one_no_number(scored: Any) -> None:
    assert scored("20-30分钟", "20-30分钟").value == D(10)
    assert scored("20-30分钟", "20-40分钟").value is None


@pytest.mark.parametrize(("actual", "score"), [("41家", "10"), ("49家", "10"), ("40家", "9.88"), ("55家", "9")])
def test_about_means_ten_percent_either_way(scored: Any, actual: str, score: str) -> None:
    assert scored("约45家", actual).value == scored("45家左右", actual).value == D(score)


def test_how_wide_about_is_says_the_scheme(scored: Any, changed: Any) -> None:
    assert scored("约45家", "40家", by=changed(approximate=D("0.2"))).value == D(10)


def test_several_numbers_count_by_their_mean_and_are_rounded_once(scored: Any) -> None:
    assert scored("7台、2台", "7台、1台").value == D("7.5")
    three = scored("3次、3次、3次", "1次、1次、9次")
    assert three.value == D("5.56")
    assert three.basis.startswith("3 项分别完成 33.33%、33.33%、100%，平均 55.56%，× 10 = 5.56")


def test_several_numbers_need_as_many_actual_values(scored: Any) -> None:
    assert scored("7台、2台", "9台").value is None
    assert scored("7台、2台", "7台、2人").value is None


@pytest.mark.parametrize(("actual", "score"), [("5.9次", "0"), ("6次", "0"), ("8次", "5"), ("10次", "10")])
def test_a_scheme_may_have_a_passing_threshold(scored: Any, changed: Any, actual: str, score: str) -> None:
    floor = changed(floor_rate=D("0.6"))
    assert scored("≥10次", actual, by=floor).value == D(score)
    assert scored("≤10次", "12.5次", by=floor).value == D(5)


@pytest.mark.parametrize(
    ("target", "actual"),
    [("100人次", "90人"), ("25万参保居民医保待遇", "100%"), ("≥5%", "5个百分点"), ("≤90天", "3个月")],
)
def test_different_units_are_not_compared(scored: Any, target: str, actual: str) -> None:
    assert scored(target, actual).value is None


def test_money_is_converted(scored: Any) -> None:
    assert scored("≤0.12亿元", "1500万元").value == scored("≤1200万元", "15000000元").value == D(8)


def test_a_missing_target_is_taken_from_the_name(scored: Any) -> None:
    assert scored("", "4次", name="组织培训≥5次").value == D(8)
    assert scored("", "11月", name="12月底前完成").value == D(10)


def test_a_negative_actual_value_counts_as_zero(scored: Any) -> None:
    assert scored("≥10%", "-5%").value == D(0)
    assert scored("≤10%", "-5%").value == D(10)


def test_a_negative_target_is_met_or_left_to_a_person(scored: Any) -> None:
    assert scored("≥-5%", "3%").value == D(10)
    assert scored("≤-5%", "-8%").value == D(10)
    assert scored("≤-5%", "-3%").value is None


def test_a_row_of_weight_zero_scores_zero(scored: Any) -> None:
    assert scored("≥2次", "1次", "0").value == scored("≥2次", "2次", "0").value == D(0)


@pytest.mark.parametrize("weight", [None, "-5", "1E+20"])
def test_without_a_usable_weight_there_is_no_score(scored: Any, weight: str | None) -> None:
    assert scored("≥2次", "5次", weight).value is None


@pytest.mark.parametrize(("target", "actual"), [("≥2次", ""), ("≥2次", "—"), ("", "5次")])
def test_an_empty_cell_is_neither_zero_nor_full(scored: Any, target: str, actual: str) -> None:
    assert scored(target, actual).value is None


def test_words_for_a_number_are_left_to_a_person(scored: Any) -> None:
    result = scored("≥95%", "达成预期指标", "20")
    assert (result.value, result.low, result.high) == (None, D(16), D(20))
    assert "是文字" in result.basis


def test_what_was_never_begun_scores_nothing(scored: Any) -> None:
    assert scored("≥5台", "未采购").value == scored("12月底前", "尚未开展。").value == D(0)
    assert scored("≤5台", "未采购").value is None


def test_a_doubtful_reading_is_told(scored: Any) -> None:
    assert "“全覆盖”按 100% 读取" in scored("≥100%", "全覆盖").basis


def test_points_have_the_places_of_the_scheme(scored: Any, changed: Any) -> None:
    one = changed(places=1)
    assert [scored("≥45家", "44家", "15", by=places).value for places in (one, changed(places=0))] == [D("14.7"), D(15)]
    assert scored("≥8次", "5次", "0.2", by=one).value == D("0.1")


def test_halves_are_rounded_up(scored: Any) -> None:
    assert scored("≥8次", "1次", "0.2").value == D("0.03")


def test_braces_and_percent_signs_in_a_cell_do_no_harm(scored: Any, scheme: Scheme) -> None:
    assert "{0}%s" in scored("{target}", "{0}%s").basis
