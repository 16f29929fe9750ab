"""The value grammar under random wording: it never fails, never makes a number up, and every score stays in bounds."""

from __future__ import annotations

from decimal import Decimal

from fuzzing import fuzzed, words
from hypothesis import given
from hypothesis import strategies as st

from zpj.domain import targets
from zpj.domain.amounts import (
    ZERO,
    from_float,
    from_stored,
    grouped,
    normal,
    parse_number,
    plain,
    round_half_up,
)
from zpj.domain.chinese_numbers import chinese_integer, to_arabic
from zpj.domain.units import QUANTITIES, comparable
from zpj.schemes import load_scheme, scheme_ids
from zpj.scoring.choice import score_indicator

PIECES = words(
    """≥ ≤ > < = ≈ ± 约 近 不超过 不少于 不低于 以上 以内 左右 大于 小于等于 达到 完成 已 未 不 0 1 5 9
                12 95 100 0.5 .5 1,234 1e5 ００ ９５ Ⅻ ② ½ % ％ ‰ 百分之 分之 三分之二 半 一 两 十 百 千 万 亿
                零 〇 壹拾 九十五 一百零五 点 元 万元 亿元 次 个 个月 年 月 日 天 小时 工作日 人 人次 台(套) 台
                套 家 平方米 元/人 次/年 / ／ - — ~ ～ 至 到 、 ， , 。 ； ： : ( ) （ ） 【 】 《 》 “ ” 和 及
                前 底 末 内 起 止 上旬 季度 第一季度 半年 上半年 2023 2024 2023年 12月 31日 12月底前 2023.12
                2023-12-31 13月 32日 逐步 提高 有效 良好 满意 是 否 有 无 见附件 待定 —— 同上 × ÷ ^ 空 ​ 😀 A km
                m2
            """
)
TEXTS = st.lists(PIECES, max_size=9).map("".join) | st.text(max_size=40)
LEVELS = st.sampled_from(["", "数量指标", "质量指标", "时效指标", "成本指标", "经济成本指标", "服务对象满意度指标"])
WEIGHTS = st.none() | st.decimals(-5, 200, places=2)
SCHEMES = [load_scheme(name) for name in scheme_ids()]
DIGITS = "零一二三四五六七八九"


@fuzzed(600)
@given(TEXTS)
def test_any_wording_is_read_as_something_and_reads_the_same_again(text: str) -> None:
    value = targets.parse(text)
    assert value.raw == text
    again = targets.parse(value.text)
    assert (again.kind, again.number, again.upper, again.unit) == (value.kind, value.number, value.upper, value.unit)
    if value.kind in QUANTITIES and not value.parts:
        assert value.number is not None
        assert value.number.is_finite()


@fuzzed(300)
@given(TEXTS, TEXTS)
def test_comparing_two_cells_never_fails_and_is_the_same_from_both_sides(one: str, other: str) -> None:
    left, right = targets.parse(one), targets.parse(other)
    found, back = comparable(left, right), comparable(right, left)
    assert found == (back and back[::-1])


@fuzzed(400)
@given(TEXTS, TEXTS, WEIGHTS, LEVELS, TEXTS, st.sampled_from(SCHEMES))
def test_any_row_gets_a_score_within_its_weight_or_none_and_a_reason(
    target: str, actual: str, weight: Decimal | None, level2: str, name: str, scheme: object
) -> None:
    score = score_indicator(target, actual, weight, scheme, level2, name)
    assert score.basis
    assert score.value is None or (weight is not None and ZERO <= score.value <= max(weight, ZERO))


@fuzzed(300)
@given(TEXTS)
def test_a_name_implies_something_or_nothing(name: str) -> None:
    implied = targets.implied_by(name)
    assert implied is None or implied.raw == name


def in_chinese(number: int) -> str:
    """A whole number below 10^12 as one writes it."""
    for name, size in (("亿", 10**8), ("万", 10**4)):
        if number >= size:
            rest = number % size
            between = "零" if 0 < rest < size // 10 else ""
            return in_chinese(number // size) + name + (between + in_chinese(rest) if rest else "")
    digits, zero = "", False
    for name, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            digits += ("零" if zero and digits else "") + DIGITS[digit] + name
        zero = not digit
    return digits or "零"


@fuzzed(400)
@given(st.integers(0, 10**12 - 1) | st.integers(0, 20_000))
def test_a_number_written_in_chinese_is_read_back(number: int) -> None:
    assert chinese_integer(in_chinese(number)) == number


@fuzzed(300)
@given(st.text(alphabet="零〇一二两三九十百千万亿壹拾佰仟点分之半元次年月0123.%", max_size=60))
def test_any_heap_of_numerals_ends(text: str) -> None:
    chinese_integer(text)
    assert isinstance(to_arabic(text, "次|元"), str)


@fuzzed(400)
@given(st.decimals(-(10**12), 10**12, places=6))
def test_a_printed_number_is_read_back(number: Decimal) -> None:
    assert parse_number(plain(number)) == number
    assert parse_number(grouped(number)) == number
    assert normal(number) == number
    assert abs(round_half_up(number, 2) - number) <= Decimal("0.005")


@fuzzed(400)
@given(st.floats(), st.text(alphabet="0123456789eE+-.,_nafiINFＡ１ \t", max_size=40))
def test_any_stored_number_is_finite_or_none(number: float, text: str) -> None:
    for found in (from_float(number), from_stored(text), parse_number(text)):
        assert found is None or found.is_finite()
