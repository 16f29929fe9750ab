"""What clerks write as 年度指标值 and 实际完成值, and what zpj reads in it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zpj.domain.chinese_numbers import chinese_integer, to_arabic
from zpj.domain.targets import (
    Deadline,
    Kind,
    as_money,
    comparable,
    completed_by,
    implied_by,
    parse,
    range_ends,
    with_unit_of,
)
from zpj.domain.wording import normalise

N, P, M, D, DATE, RANGE, Q = "number", "percent", "money", "duration", "deadline", "range", "qualitative"
UP, DOWN, EQUAL, ABOUT = "at_least", "at_most", "equal", "approximate"

# cell text, kind, comparator, number as printed, scale, unit, direction
FENGTAI = [
    ("≥1次", N, ">=", "1", 1, "次", UP),
    ("≥45家", N, ">=", "45", 1, "家", UP),
    ("≥1批", N, ">=", "1", 1, "批", UP),
    ("≤7个单位", N, "<=", "7", 1, "个单位", DOWN),
    ("≤4个单位", N, "<=", "4", 1, "个单位", DOWN),
    ("≤26个街镇", N, "<=", "26", 1, "个街镇", DOWN),
    ("≤56人", N, "<=", "56", 1, "人", DOWN),
    ("≤1年", D, "<=", "1", 1, "年", DOWN),
    ("≤6个月", D, "<=", "6", 1, "个月", DOWN),
    ("≤12月", DATE, "<=", None, 1, "", DOWN),
    ("≤12万元", M, "<=", "12", 10000, "元", DOWN),
    ("≤2689.5万元", M, "<=", "2689.5", 10000, "元", DOWN),
    ("≤17万元", M, "<=", "17", 10000, "元", DOWN),
    ("≤195万元", M, "<=", "195", 10000, "元", DOWN),
    ("≤495.14万元", M, "<=", "495.14", 10000, "元", DOWN),
    ("≤49.18万元", M, "<=", "49.18", 10000, "元", DOWN),
    ("≤10万", N, "<=", "10", 10000, "", DOWN),
    ("2.46万元", M, "", "2.46", 10000, "元", None),
    ("14.36184万元", M, "", "14.36184", 10000, "元", None),
    ("4834万元", M, "", "4834", 10000, "元", None),
    ("15.5万元", M, "", "15.5", 10000, "元", None),
    ("34万元", M, "", "34", 10000, "元", None),
    ("40万", N, "", "40", 10000, "", None),
    ("1", N, "", "1", 1, "", None),
    ("5", N, "", "5", 1, "", None),
    ("7", N, "", "7", 1, "", None),
    ("400", N, "", "400", 1, "", None),
    ("390.40", N, "", "390.40", 1, "", None),
    ("107.20", N, "", "107.20", 1, "", None),
    ("24.804", N, "", "24.804", 1, "", None),
    ("50件次", N, "", "50", 1, "件次", None),
    ("10家", N, "", "10", 1, "家", None),
    ("538.5平米", N, "", "538.5", 1, "平方米", None),
    ("4月", DATE, "", None, 1, "", None),
    ("5月", DATE, "", None, 1, "", None),
    ("6月", DATE, "", None, 1, "", None),
    ("10月", DATE, "", None, 1, "", None),
    ("12月", DATE, "", None, 1, "", None),
    ("12月前完成", DATE, "", None, 1, "", None),
    ("12月底前", DATE, "", None, 1, "", None),
    ("1年", D, "", "1", 1, "年", None),
    ("1次", N, "", "1", 1, "次", None),
    ("7个单位", N, "", "7", 1, "个单位", None),
    ("4个单位", N, "", "4", 1, "个单位", None),
    ("26个街镇", N, "", "26", 1, "个街镇", None),
    ("44家", N, "", "44", 1, "家", None),
    ("2批", N, "", "2", 1, "批", None),
    ("6个月", D, "", "6", 1, "个月", None),
    ("2.433577万元", M, "", "2.433577", 10000, "元", None),
    ("2726万元", M, "", "2726", 10000, "元", None),
    ("17万元", M, "", "17", 10000, "元", None),
    ("190.1445万元", M, "", "190.1445", 10000, "元", None),
    ("4407.074674万元", M, "", "4407.074674", 10000, "元", None),
    ("15.471万元", M, "", "15.471", 10000, "元", None),
    ("32.634163万元", M, "", "32.634163", 10000, "元", None),
    ("10万", N, "", "10", 10000, "", None),
    ("9.1828", N, "", "9.1828", 1, "", None),
    ("450.937356", N, "", "450.937356", 1, "", None),
    ("45.2356", N, "", "45.2356", 1, "", None),
    ("39.900713", N, "", "39.900713", 1, "", None),
    ("54", N, "", "54", 1, "", None),
    ("37", N, "", "37", 1, "", None),
    ("12月前完", DATE, "", None, 1, "", None),
    # targets told in the reports
    ("系统正常运行数量1个", N, "", "1", 1, "个", None),
    ("调研报告1份", N, "", "1", 1, "份", None),
    ("系统运行异常率为0", N, "=", "0", 1, "", EQUAL),
    ("提出建设性意见建议15条", N, "", "15", 1, "条", None),
    ("12 月前完成", DATE, "", None, 1, "", None),
    ("全年支出金额不高于163万元", M, "<=", "163", 10000, "元", DOWN),
    ("约 45 家", N, "~", "45", 1, "家", ABOUT),
]
XINZHOU = [
    ("≥2次", N, ">=", "2", 1, "次", UP),
    ("≥3个", N, ">=", "3", 1, "个", UP),
    ("≥2台(套)", N, ">=", "2", 1, "台(套)", UP),
    ("≥95%", P, ">=", "95", 1, "%", UP),
    ("≥90%", P, ">=", "90", 1, "%", UP),
    ("=100%", P, "=", "100", 1, "%", EQUAL),
    ("=90%", P, "=", "90", 1, "%", EQUAL),
    ("=12个月", D, "=", "12", 1, "个月", EQUAL),
    ("=1年", D, "=", "1", 1, "年", EQUAL),
    ("≤12个月", D, "<=", "12", 1, "个月", DOWN),
    ("≤10人", N, "<=", "10", 1, "人", DOWN),
    ("≤100万元", M, "<=", "100", 10000, "元", DOWN),
    ("≤300万元", M, "<=", "300", 10000, "元", DOWN),
    ("≥18台(套)", N, ">=", "18", 1, "台(套)", UP),
    ("≥100%", P, ">=", "100", 1, "%", UP),
    ("≥0个", N, ">=", "0", 1, "个", UP),
    ("≥0%", P, ">=", "0", 1, "%", UP),
    ("=0个月", D, "=", "0", 1, "个月", EQUAL),
    ("≤0人", N, "<=", "0", 1, "人", DOWN),
    ("≤0万元", M, "<=", "0", 10000, "元", DOWN),
]
XINZHOU_TABLE_B = [
    *((bare, N, "", bare, 1, "", None) for bare in ("2", "100", "90", "12", "95", "10", "1", "3", "300", "18", "0")),
    ("95%", P, "", "95", 1, "%", None),
]
ZIZHOU = [
    ("100%", P, "", "100", 1, "%", None),
    ("2023年12月31日前完成", DATE, "", None, 1, "", None),
    ("2023年12月31日前全部完成", DATE, "", None, 1, "", None),
    ("30万元", M, "", "30", 10000, "元", None),
    ("≥75%", P, ">=", "75", 1, "%", UP),
    ("85%", P, "", "85", 1, "%", None),
]
CHAOYANG = [
    ("192个", N, "", "192", 1, "个", None),
    ("7台", N, "", "7", 1, "台", None),
    ("2台", N, "", "2", 1, "台", None),
    ("≤90天", D, "<=", "90", 1, "天", DOWN),
    ("缩短2分钟", D, "", "2", 1, "分钟", None),
    ("50%以上", P, ">=", "50", 1, "%", UP),
    ("20-30分钟", RANGE, "", "20", 1, "分钟", None),
    ("99.78%", P, "", "99.78", 1, "%", None),
    ("2023年7月", DATE, "", None, 1, "", None),
    ("7台、2台", N, "", None, 1, "", None),
    ("采购内存192个、固态硬盘192个", N, "", None, 1, "", None),
]
OF_TIMES = [
    ("5.6万亩次", N, "", "5.6", 10000, "亩次", None),
    ("≥12架次", N, ">=", "12", 1, "架次", UP),
    ("300人·天", N, "", "300", 1, "人·天", None),
]
NANCHANG = [
    ("858.49万人次", N, "", "858.49", 10000, "人次", None),
    ("688.50万人次", N, "", "688.50", 10000, "人次", None),
    ("3.69万人次", N, "", "3.69", 10000, "人次", None),
    ("2022年12月15日之前", DATE, "", None, 1, "", None),
    ("2022年12月31日之前", DATE, "", None, 1, "", None),
    ("385个", N, "", "385", 1, "个", None),
    ("386个", N, "", "386", 1, "个", None),
    ("385个/386个", N, "", None, 1, "", None),
    ("3次", N, "", "3", 1, "次", None),
    ("17家", N, "", "17", 1, "家", None),
    ("60家", N, "", "60", 1, "家", None),
    ("17家/60家", N, "", None, 1, "", None),
    ("2批次", N, "", "2", 1, "批", None),
    ("41人", N, "", "41", 1, "人", None),
    ("1人", N, "", "1", 1, "人", None),
    ("182.7万元", M, "", "182.7", 10000, "元", None),
    ("182.45万元", M, "", "182.45", 10000, "元", None),
    ("182.7万元/182.45万元", M, "", None, 1, "", None),
    ("666万元", M, "", "666", 10000, "元", None),
    ("622.09万元", M, "", "622.09", 10000, "元", None),
    ("666万元/622.09万元", M, "", None, 1, "", None),
    ("99.86%", P, "", "99.86", 1, "%", None),
    ("93.41%", P, "", "93.41", 1, "%", None),
]
ELSEWHERE = [
    ("≥100百分比", P, ">=", "100", 1, "%", UP),
    ("≤90万元", M, "<=", "90", 10000, "元", DOWN),
    ("≥50个", N, ">=", "50", 1, "个", UP),
    ("﹦ 72890 元", M, "=", "72890", 1, "元", EQUAL),
    ("≥ 95 %", P, ">=", "95", 1, "%", UP),
    ("≤10次", N, "<=", "10", 1, "次", DOWN),
    ("≤5%", P, "<=", "5", 1, "%", DOWN),
    ("150万", N, "", "150", 10000, "", None),
    ("83.5%", P, "", "83.5", 1, "%", None),
]
SPELLINGS = [
    ("≥18台（套）", N, ">=", "18", 1, "台(套)", UP),
    ("2.4335 77 万 元", M, "", "2.433577", 10000, "元", None),
    ("0.90732 3", N, "", "0.907323", 1, "", None),
    ("14. 8", N, "", "14.8", 1, "", None),
    ("12 月 前完", DATE, "", None, 1, "", None),
    ("１００％", P, "", "100", 1, "%", None),
    ("1,000,000元", M, "", "1000000", 1, "元", None),
    ("1，000", N, "", "1000", 1, "", None),
    ("＞＝95%", P, ">=", "95", 1, "%", UP),
    ("=>95%", P, ">=", "95", 1, "%", UP),
    ("》=95%", P, ">=", "95", 1, "%", UP),
    ("《5人", N, "<", "5", 1, "人", DOWN),
    ("》5人", N, ">", "5", 1, "人", UP),
    ("不少于3次", N, ">=", "3", 1, "次", UP),
    ("少于3次", N, "<", "3", 1, "次", DOWN),
    ("不低于 95%", P, ">=", "95", 1, "%", UP),
    ("至少2项", N, ">=", "2", 1, "项", UP),
    ("达到95%", P, ">=", "95", 1, "%", UP),
    ("95%及以上", P, ">=", "95", 1, "%", UP),
    ("95%(含)以上", P, ">=", "95", 1, "%", UP),
    ("不超过14.36184万元", M, "<=", "14.36184", 10000, "元", DOWN),
    ("超过3次", N, ">", "3", 1, "次", UP),
    ("不超15万元", M, "<=", "15", 10000, "元", DOWN),
    ("约为45家", N, "~", "45", 1, "家", ABOUT),
    ("控制在12万元以内", M, "<=", "12", 10000, "元", DOWN),
    ("3个工作日内", D, "<=", "3", 1, "工作日", DOWN),
    ("45家左右", N, "~", "45", 1, "家", ABOUT),
    ("±5%", P, "~", "5", 1, "%", ABOUT),
    ("等于3次", N, "=", "3", 1, "次", EQUAL),
    ("十二个月", D, "", "12", 1, "个月", None),
    ("一百零五人", N, "", "105", 1, "人", None),
    ("两万五千元", M, "", "25000", 1, "元", None),
    ("三百万元", M, "", "300", 10000, "元", None),
    ("壹拾万元整", M, "", "10", 10000, "元", None),
    ("百分之九十五", P, "", "95", 1, "%", None),
    ("百分之九十九点五以上", P, ">=", "99.5", 1, "%", UP),
    ("三分之二", N, "", "0.666666666666667", 1, "", None),
    ("半年", D, "", "0.5", 1, "年", None),
    ("一个半月", D, "", "1.5", 1, "个月", None),
    ("36月", D, "", "36", 1, "个月", None),
    ("5个百分点", N, "", "5", 1, "百分点", None),
    ("3‰", P, "", "3", "0.1", "%", None),
    ("-5%", P, "", "-5", 1, "%", None),
    ("≤500元/人", M, "<=", "500", 1, "元/人", DOWN),
    ("2千米", N, "", "2", 1, "公里", None),
    ("≤27微克/立方米", N, "<=", "27", 1, "微克/立方米", DOWN),
    ("28μg/m³", N, "", "28", 1, "微克/立方米", None),
    ("≤30mg/L", N, "<=", "30", 1, "毫克/升", DOWN),
    ("≤55分贝", N, "<=", "55", 1, "分贝", DOWN),
    ("42万千瓦时", N, "", "42", 10000, "千瓦时", None),
    ("5千瓦", N, "", "5", 1, "千瓦", None),
    ("3次培训", N, "", "3", 1, "次", None),
    ("全覆盖", P, "", "100", 1, "%", None),
    ("5-10万元", RANGE, "", "5", 10000, "元", None),
    ("90%～95%", RANGE, "", "90", 1, "%", None),
]
QUALITATIVE_TEXTS = [
    "优", "好", "满意", "满足", "符合", "提高", "降低", "网络畅通", "无质量问题", "提升医疗保障能力",
    "提高医保基金使用效率", "按要求按规定拨付", "有效提升了医疗保障能力", "有效提高医保基金使用效率",
    "按时间节点保障落实", "按时间节点保质落实", "不超预算", "持续进行", "持续推进", "稳步推进", "成效明显",
    "明显提高", "有所提升", "基本满意", "正常使用", "按照配置标准严格执行", "资产购置按文件要求按期完成",
    "达成预期指标", "部分达成预期指标并具有一定效果", "25万参保居民医保待遇", "2X/290%",
    "京财绩效〔2019〕485号", "（2020）45号", "三个100%", "3+N", "第3批", "一次性", "统一", "第一", "万无一失",
    "十四五", "一百二人", "未完成3次", "192个未完成", "2022-2023年", "1-3月", "2月30日", "100余人次", "485号",
    "一致",
]  # fmt: skip
CELLS = [
    *FENGTAI, *XINZHOU, *XINZHOU_TABLE_B, *ZIZHOU, *CHAOYANG, *OF_TIMES, *NANCHANG, *ELSEWHERE, *SPELLINGS,
    *((text, Q, "", None, 1, "", None) for text in QUALITATIVE_TEXTS),
    *((text, "empty", "", None, 1, "", None) for text in ("", " ", "/", "—", "-", "无", "不适用")),
    ("定性", "placeholder", "", None, 1, "", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "comparator", "number", "scale", "unit", "direction"), CELLS)
def test_a_cell_is_read_as_the_clerk_meant_it(
    text: str, kind: str, comparator: str, number: str | None, scale: int | str, unit: str, direction: str | None
) -> None:
    value = parse(text)
    expected_number = None if number is None else Decimal(number)
    assert value.raw == text
    assert (value.kind, value.comparator, value.number, value.unit) == (kind, comparator, expected_number, unit)
    assert value.scale == Decimal(scale)
    assert value.direction == direction
    assert value.base == (None if expected_number is None else expected_number * Decimal(scale))


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("12月", Deadline(None, 12)),
        ("≤12月", Deadline(None, 12)),
        ("12月前完", Deadline(None, 12, before=True)),
        ("12月前完成", Deadline(None, 12, before=True)),
        ("6月前拨付到位", Deadline(None, 6, before=True)),
        ("12月完成改造", Deadline(None, 12)),
        ("12月底前", Deadline(None, 12, before=True, end=True)),
        ("十二月底前完成", Deadline(None, 12, before=True, end=True)),
        ("资金于12月底前拨付到位", Deadline(None, 12, before=True, end=True)),
        ("不晚于6月", Deadline(None, 6)),
        ("完成时间：2023年12月", Deadline(2023, 12)),
        ("2023年7月", Deadline(2023, 7)),
        ("2023年12月31日前全部完成", Deadline(2023, 12, 31, before=True)),
        ("2022年12月15日之前", Deadline(2022, 12, 15, before=True)),
        ("二〇二三年十二月三十一日前", Deadline(2023, 12, 31, before=True)),
        ("2023-12-31", Deadline(2023, 12, 31)),
        ("2023.12.31前", Deadline(2023, 12, 31, before=True)),
        ("2023.12", Deadline(2023, 12)),
        ("2023年", Deadline(2023, 12, end=True)),
        ("2023年底", Deadline(2023, 12, end=True)),
        ("2023年年底前", Deadline(2023, 12, before=True, end=True)),
        ("年底前完成", Deadline(None, 12, before=True, end=True)),
        ("第3季度", Deadline(None, 9, end=True)),
        ("2023年第三季度完成", Deadline(2023, 9, end=True)),
        ("上半年", Deadline(None, 6, end=True)),
        ("2024年2月29日前", Deadline(2024, 2, 29, before=True)),
    ],
)
def test_a_date_is_read_with_what_surrounds_it(text: str, deadline: Deadline) -> None:
    assert parse(text).deadline == deadline


def test_a_year_is_a_date_only_between_1900_and_2100() -> None:
    assert parse("2100年").kind is Kind.DEADLINE
    assert parse("1899年").kind is Kind.DURATION
    assert parse("2101年").kind is Kind.DURATION


def test_a_day_that_does_not_exist_is_no_deadline() -> None:
    assert parse("2023年2月29日前").kind is Kind.QUALITATIVE


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("12 月 前完", "文字被截断：12月前完"),
        ("2023.12", "“2023.12”按 2023年12月 读取"),
        ("全覆盖", "“全覆盖”按 100% 读取"),
        ("2022-2023年", "“2022-2023年”是日期区间，请人工判断"),
        ("30-20分钟", "区间“30-20分钟”上下限颠倒"),
        ("3次培训", "未读入“培训”"),
        ("5枚勋章", "未读入“勋章”"),
        ("5斗", "单位“斗”不在单位表中"),
        ("2X/290%", "疑似“≥”被识别成“2”"),
        ("290%", "疑似“≥”被识别成“2”"),
    ],
)
def test_a_doubtful_reading_says_so(text: str, warning: str) -> None:
    assert parse(text).warnings == (warning,)


def test_an_ordinary_value_has_no_warnings() -> None:
    assert not any(parse(cell[0]).warnings for cell in [*XINZHOU, *ZIZHOU, *NANCHANG])


@pytest.mark.parametrize(
    ("text", "numbers", "unit"),
    [
        ("采购内存192个、固态硬盘192个", ["192", "192"], "个"),
        ("内存192个\n固态硬盘96个", ["192", "96"], "个"),
        ("7台、2台", ["7", "2"], "台"),
        ("7、2台", ["7", "2"], "台"),
        ("385个/386个", ["385", "386"], "个"),
    ],
)
def test_several_numbers_in_one_cell_become_parts(text: str, numbers: list[str], unit: str) -> None:
    value = parse(text)
    assert value.number is None
    assert [part.number for part in value.parts] == [Decimal(number) for number in numbers]
    assert {part.unit for part in value.parts} == {unit}
    assert all(part.raw for part in value.parts)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("25万参保居民医保待遇", ["250000"]),
        ("惠及群众100余人，满意度明显提升", ["100"]),
        ("京财绩效〔2019〕485号", []),
        ("（2020）45号", []),
        ("三个100%", []),
        ("3+N", []),
        ("2023年按计划推进", []),
        ("第3批次按计划推进", []),
        ("提升医疗保障能力", []),
    ],
)
def test_figures_inside_prose_are_kept_apart_from_the_target(text: str, figures: list[str]) -> None:
    value = parse(text)
    assert value.kind is Kind.QUALITATIVE
    assert value.embedded == tuple(Decimal(figure) for figure in figures)


def test_a_range_has_both_ends_in_one_unit() -> None:
    value = parse("5-10万元")
    assert (value.base, value.upper_base) == (50000, 100000)
    low, high = range_ends(value) or pytest.fail("a range has ends")
    assert (low.kind, low.base, high.base) == (Kind.MONEY, 50000, 100000)
    assert comparable(high, parse("9.5")) == (100000, 95000)
    assert range_ends(parse("5万元")) is None


@pytest.mark.parametrize(
    ("name", "kind", "comparator", "number", "scale", "unit"),
    [
        ("租赁房屋1套", N, "", "1", 1, "套"),
        ("主光缆400米", N, "", "400", 1, "米"),
        ("主光缆 400 米", N, "", "400", 1, "米"),
        ("不超过14.36184万元", M, "<=", "14.36184", 10000, "元"),
        ("购置费用不超过15.5万元", M, "<=", "15.5", 10000, "元"),
        ("经费(万元)", M, "", None, 10000, "元"),
        ("满意度（%）", P, "", None, 1, "%"),
        ("购置设备(台(套))", N, "", None, 1, "台(套)"),
        ("培训次数(≥3次)", N, ">=", "3", 1, "次"),
        ("指标1：租赁房屋1套", N, "", "1", 1, "套"),
    ],
)
def test_a_target_hidden_in_the_name_is_found(
    name: str, kind: str, comparator: str, number: str | None, scale: int, unit: str
) -> None:
    value = implied_by(name) or pytest.fail("the name holds a target")
    assert (value.raw, value.kind, value.comparator, value.scale, value.unit) == (name, kind, comparator, scale, unit)
    assert value.number == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("name", "deadline"),
    [
        ("12月前完成", Deadline(None, 12, before=True)),
        ("5月前拨付到位", Deadline(None, 5, before=True)),
        ("6月前拨付到位", Deadline(None, 6, before=True)),
        ("12月前拨付到位", Deadline(None, 12, before=True)),
        ("12月前支出", Deadline(None, 12, before=True)),
        ("12月完成改造", Deadline(None, 12)),
        ("12月底前完成", Deadline(None, 12, before=True, end=True)),
    ],
)
def test_a_deadline_hidden_in_the_name_is_found(name: str, deadline: Deadline) -> None:
    value = implied_by(name) or pytest.fail("the name holds a deadline")
    assert value.deadline == deadline


@pytest.mark.parametrize(
    "name", ["人员经费", "指标1", "2023年", "2023年专项业务经费", "京财绩效〔2019〕485号", "服务对象满意度", "", "3+N"]
)
def test_an_ordinary_name_holds_no_target(name: str) -> None:
    assert implied_by(name) is None


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≤12万元", "9.1828", (120000, 91828)),
        ("≤10万", "10万元", (100000, 100000)),
        ("≤10万", "10万", (100000, 100000)),
        ("≤10万", "9.5", (100000, 95000)),
        ("≤1亿元", "4834万元", (100000000, 48340000)),
        ("≤12万元", "72890元", (120000, 72890)),
        ("=100%", "100", (100, 100)),
        ("95", "95%", (95, 95)),
        ("95%", "95百分比", (95, 95)),
        ("≥95%", "0.95", (95, 95)),
        ("≥95%", "1", (95, 100)),
        ("≤1%", "0.5", (1, "0.5")),
        ("≥95%", "0", (95, 0)),
        ("≤5‰", "3‰", ("0.5", "0.3")),
        ("≤1年", "6个月", (12, 6)),
        ("=12个月", "1年", (12, 12)),
        ("≤6个月", "5", (6, 5)),
        ("400", "400米", (400, 400)),
        ("≥45家", "44家", (45, 44)),
        ("≥2台(套)", "≥18台", (2, 18)),
        ("≤7个单位", "7个", (7, 7)),
        ("538.5平米", "538.5㎡", ("538.5", "538.5")),
        ("858.49万人次", "8600000人次", (8584900, 8600000)),
        ("≤2100万元", "2023.12", (21000000, 20231200)),
        ("≥100人次", "100人", None),
        ("50件次", "50件", None),
        ("≥5个百分点", "5%", None),
        ("≤90天", "3个月", None),
        ("≤12月", "12个月", None),
        ("≤12万元", "12人", None),
        ("≥95%", "10万", None),
        ("25万参保居民医保待遇", "100%", None),
        ("20-30分钟", "25分钟", None),
        ("7台、2台", "9台", None),
        ("定性", "优", None),
        ("≥1次", "", None),
    ],
)
def test_two_values_are_compared_in_one_unit_or_not_at_all(
    target: str, actual: str, expected: tuple[int | str, int | str] | None
) -> None:
    numbers = None if expected is None else (Decimal(expected[0]), Decimal(expected[1]))
    assert comparable(parse(target), parse(actual)) == numbers


@pytest.mark.parametrize(
    ("text", "base", "warned"),
    [("390.40", 3904000, True), ("40万", 400000, False), ("2.46万元", 24600, False), ("2023.12", 20231200, True)],
)
def test_a_bare_cost_is_ten_thousand_yuan(text: str, base: int, warned: bool) -> None:
    money = as_money(parse(text))
    assert (money.kind, money.unit, money.base) == (Kind.MONEY, "元", base)
    assert ("未写单位，按万元读取" in money.warnings) is warned


@pytest.mark.parametrize("text", ["95%", "3次", "优", "12月底前", ""])
def test_a_cost_that_is_no_bare_number_stays_as_it_is(text: str) -> None:
    assert as_money(parse(text)) == parse(text)


def test_a_target_takes_what_it_lacks_from_the_name() -> None:
    completed = completed_by(parse("15.5"), implied_by("购置费用不超过15.5万元"))
    assert (completed.comparator, completed.base, completed.unit) == ("<=", 155000, "元")
    assert completed_by(parse("24.804"), implied_by("经费(万元)")).base == 248040
    assert completed_by(parse("400"), implied_by("主光缆400米")).unit == "米"


def test_a_target_keeps_what_it_says_itself() -> None:
    assert completed_by(parse("≥3次"), implied_by("培训不超过5次")).comparator == ">="
    assert completed_by(parse("95%"), implied_by("购置费用不超过15.5万元")) == parse("95%")
    assert completed_by(parse("1"), None) == parse("1")
    assert with_unit_of(parse("1"), parse("优")) == parse("1")


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("十", 10), ("二十一", 21), ("一百零五", 105), ("二〇二三", 2023), ("一亿零三百万", 103000000), ("叁仟伍佰", 3500),
     ("十四五", None), ("一百二", None), ("万", None), ("", 0), ("两万五", None)],
)  # fmt: skip
def test_a_chinese_numeral_is_a_number_or_left_alone(numeral: str, number: int | None) -> None:
    assert chinese_integer(numeral) == number


@given(st.integers(min_value=1, max_value=99_999))
def test_every_chinese_numeral_is_read_back(number: int) -> None:
    assert chinese_integer(_in_chinese(number)) == number


def _in_chinese(number: int) -> str:
    digits = f"{number:05d}"
    written = "".join(
        f"{'零一二三四五六七八九'[int(digit)]}{power if digit != '0' else ''}"
        for digit, power in zip(digits, ["万", "千", "百", "十", ""], strict=True)
    )
    while "零零" in written:
        written = written.replace("零零", "零")
    return written.strip("零")


@pytest.mark.parametrize("text", ["30万元", "万元", "一致", "统筹"])
def test_words_that_are_no_numerals_stay(text: str) -> None:
    assert to_arabic(text, "元|个") == text


GRAMMAR = st.text(
    alphabet="0123456789.,，+-~—/%‰≥≤><=＞＝《》±约不少于超过达到为以上内左右年月日底末前第季度半上下个单位元万亿千百台(套)（）人次件米"
    "一二三十零百点分之壹拾完成到至、和及；。 \n\u3000\u200b①²未Aa",
    max_size=30,
)


@given(st.one_of(st.text(max_size=60), GRAMMAR))
@example("5" * 600)
@example("1" * 499 + "%")
@example("\u3000" * 600 + "5次")
@example("十分之一二三四五六七八九一二三四五六七八九一二")
@example("百分之" + "9" * 400)
def test_reading_never_fails_and_keeps_the_text(text: str) -> None:
    value = parse(text)
    assert value.raw == text
    assert value.text == normalise(text)
    assert (value.kind is Kind.DEADLINE) == (value.deadline is not None)
    assert comparable(value, value) is None or value.number is not None
    implied_by(text)
    as_money(value)


@given(st.one_of(st.text(max_size=60), GRAMMAR))
def test_reading_the_normalised_text_gives_the_same(text: str) -> None:
    value = parse(text)
    again = parse(value.text)
    assert normalise(value.text) == value.text
    assert (again.kind, again.number, again.unit) == (value.kind, value.number, value.unit)


@given(GRAMMAR, GRAMMAR)
def test_comparison_is_symmetrical(one: str, other: str) -> None:
    there, back = comparable(parse(one), parse(other)), comparable(parse(other), parse(one))
    assert (there and there[::-1]) == back


def test_very_long_text_is_left_to_a_person() -> None:
    assert parse("完成3次，" * 200).kind is Kind.QUALITATIVE
    assert parse("完成3次，" * 200).embedded == ()
    assert parse("5个" + "\n" * 30_000 + "月").kind is Kind.DURATION
