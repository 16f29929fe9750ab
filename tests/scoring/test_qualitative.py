"""定性指标（S-40 … S-42）：完成值的文字属于哪一档。"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from zpj.domain.scheme import Scheme
from zpj.scoring.bands import band_of

D = Decimal


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("达成预期指标", "met"),
        ("完成", "met"),
        ("网络畅通", "met"),
        ("有效提升医保服务水平", "met"),
        ("是", "met"),
        ("无质量问题", "met"),
        ("无投诉", "met"),
        ("未发生重大安全责任事故", "met"),
        ("没有未完成事项", "met"),
        ("未超预算", "met"),
        ("服务水平不断提升", "met"),
        ("基本医疗保险待遇得到保障", "met"),
        ("促进未成年人健康成长", "met"),
        ("部分达成预期指标并具有一定效果", "partly"),
        ("部分未完成", "partly"),
        ("基本完成", "partly"),
        ("基本满意", "partly"),
        ("有所提升", "partly"),
        ("较好", "partly"),
        ("良", "partly"),
        ("未达成预期指标且效果较差", "unmet"),
        ("未完成", "unmet"),
        ("未按期完成", "unmet"),
        ("尚未开展", "unmet"),
        ("成效不明显", "unmet"),
        ("不满意", "unmet"),
        ("无法完成", "unmet"),
        ("无投诉，但未完成验收", "unmet"),
        ("差", "unmet"),
        ("延期完成", None),
        ("仅完成招标", None),
        ("没有解决问题", None),
        ("零星问题", None),
        ("未发生", None),
        ("详见附件", None),
    ],
)
def test_negations_and_half_measures_come_before_praise(text: str, band: str | None) -> None:
    assert band_of(text) == band


@pytest.mark.parametrize("text", ["基本满意", "有所提升", "良", "按时间节点保障落实", "不超预算"])
def test_the_target_itself_is_met(scored: Any, text: str) -> None:
    assert scored(text, text + "。", "15").value == D(15)


def test_a_person_may_give_less_within_the_upper_band_where_the_target_is_repeated(scored: Any) -> None:
    result = scored("明显提升", "明显提升", "20")
    assert (result.value, result.low, result.high) == (D(20), D(16), D(20))


def test_a_scheme_may_leave_the_same_words_to_a_person(scored: Any, changed: Any) -> None:
    result = scored("基本满意", "基本满意", by=changed(match_is_met=False))
    assert (result.value, result.low, result.high) == (None, D(6), D(8))


@pytest.mark.parametrize(
    ("actual", "low", "high"),
    [
        ("达成预期指标", "12", "15"),
        ("部分达成预期指标并具有一定效果", "9", "12"),
        ("未达成预期指标且效果较差", "0", "9"),
    ],
)
def test_inside_a_band_a_person_decides(scored: Any, actual: str, low: str, high: str) -> None:
    result = scored("成效明显", actual, "15")
    assert (result.value, result.low, result.high) == (None, D(low), D(high))
    assert f"即 {low}—{high} 分），请在档内评定" in result.basis


def test_a_scheme_may_have_a_share_for_each_band(scored: Any, scheme: Scheme, changed: Any) -> None:
    shares = {"met": D(1), "partly": D("0.8"), "unmet": D(0)}
    bands = tuple(replace(band, default=shares[band.id]) for band in scheme.bands.value)
    scores = [scored("成效明显", text, "15", by=changed(bands=bands)).value for text in ("完成", "部分完成", "未完成")]
    assert scores == [D(15), D(12), D(0)]


@pytest.mark.parametrize(
    ("target", "actual", "low"),
    [
        ("优", "优秀", "8"),
        ("良", "优", "8"),
        ("优", "良", "6"),
        ("良好", "中", "6"),
        ("优", "中", "0"),
        ("优", "较差", "0"),
    ],
)
def test_a_grade_as_target_is_met_by_the_same_or_better(scored: Any, target: str, actual: str, low: str) -> None:
    assert scored(target, actual).low == D(low)


def test_the_same_grade_in_the_same_words_is_full(scored: Any) -> None:
    assert scored("优", "优").value == D(10)


def test_a_target_that_only_says_qualitative_is_judged_by_the_actual_words(scored: Any) -> None:
    result = scored("定性", "达成预期指标")
    assert (result.value, result.low) == (None, D(8))
    assert scored("定性", "定性").value is None


def test_words_no_rule_knows_are_left_to_a_person(scored: Any) -> None:
    result = scored("成效明显", "详见附件")
    assert (result.value, result.low) == (None, None)
    assert "“详见附件”属于哪一档不能由程序判断" in result.basis
