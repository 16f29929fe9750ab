"""Units of measure, the values that carry them, and which of those values can be compared."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zpj.domain.amounts import HUNDRED, ONE, normal, parse_number
from zpj.domain.records import record, replace
from zpj.domain.wording import Comparator

MONEY = "元"
PERCENT = "%"
PERCENTAGE_POINT = "百分点"
YEAR = "年"
MONTHS = "个月"
DURATIONS = frozenset({YEAR, MONTHS, "周", "工作日", "天", "小时", "分钟", "秒"})

MONEY_ZEROS = MappingProxyType({"元": 0, "万元": 4, "亿元": 8})
"""By how many noughts a unit of money is more than 元."""
COUNT_ZEROS = MappingProxyType({"": 0, "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8})
"""By how many noughts a count in 万册 is more than one in 册."""
SCALES = MappingProxyType({name: normal(ONE.scaleb(zeros)) for name, zeros in COUNT_ZEROS.items()})

_COUNTS = (
    "个单位", "个街镇", "个网点", "个", "人次", "件次", "户次", "人", "家", "台(套)", "台", "套", "次", "批",
    "件", "份", "条", "项", "户", "期", "场", "篇", "本", "辆", "所", "处", "栋", "床", "例", "起", "班",
    "课时", "学时", "只", "张", "块", "幅", "座", "支", "位", "部", "种", "册", "株", "棵", "头", "枚", "艘",
    "架", "根", "门", "间", "组", "队", "站", "点", "片", "轮", "届", "分", "村", "册次", "车次", "台次",
    "场次", "家次", "亩次", "公顷次", "公里次", "架次", "艘次", "辆次", "套次", "头次", "只次", "羽次", "项次",
    "班次", "组次", "例次", "人天", "人·天", "平方米", "平方公里", "立方米", "公顷", "公里", "亩", "米", "吨", "公斤",
    "克", "升", "毫升", "微克", "毫克", "厘米", "毫米", "分贝", "千瓦时", "千瓦", "兆瓦", "兆帕", "GB", "TB",
)  # fmt: skip
_SPELLINGS = MappingProxyType({
    "平米": "平方米", "㎡": "平方米", "m2": "平方米", "m3": "立方米", "千米": "公里", "km": "公里", "m": "米",
    "千克": "公斤", "kg": "公斤", "t": "吨",
    "mg": "毫克", "μg": "微克", "ug": "微克", "cm": "厘米", "mm": "毫米", "m³": "立方米", "L": "升",
    "名": "人", "批次": "批", "台/套": "台(套)", "台套": "台(套)", "圆": MONEY,
    "日": "天", "个工作日": "工作日", "个小时": "小时", "个年度": YEAR, "个周": "周", "星期": "周", "个星期": "周",
    "月": MONTHS, "百分比": PERCENT, "个百分点": PERCENTAGE_POINT, "‰": PERCENT, "‱": PERCENT,
})  # fmt: skip
_FACTORS = MappingProxyType({"‰": ONE.scaleb(-1), "‱": ONE.scaleb(-2)})

_KNOWN = frozenset({*_COUNTS, *_SPELLINGS, *DURATIONS, MONEY, PERCENT, PERCENTAGE_POINT})
UNIT = "(?:" + "|".join(re.escape(unit) for unit in sorted(_KNOWN, key=lambda unit: (-len(unit), unit))) + ")"
SCALE = "(?:亿|千万|百万|万|千(?![米克瓦])|百(?!分))"

_PER = frozenset({"立方米", "平方米", "升", "公里", "公斤"})
"""What another spelling of a denominator is read as: 微克/m³, 元/㎡."""
_EITHER = frozenset({"台", "套", "台(套)"})
_SIZES = MappingProxyType({
    unit: (measure, size) for measure, sizes in {
        "长度": {"毫米": 1, "厘米": 10, "米": 1000, "公里": 1_000_000},
        "面积": {"平方米": 3, "亩": 2000, "公顷": 30_000, "平方公里": 3_000_000},
        "重量": {"毫克": 1, "克": 1000, "公斤": 1_000_000, "吨": 1_000_000_000},
        "容积": {"毫升": 1, "升": 1000, "立方米": 1_000_000},
    }.items() for unit, size in sizes.items()
})  # fmt: skip
"""What each unit measures, and how much of it (15 亩 are 10,000 平方米)."""
_LONGEST = 12
"""The digits of a quotient that ends: 1/15 does not."""


def canonical(unit: str) -> tuple[str, Decimal]:
    """Give the one name of a unit and the factor to it: 平米 is (平方米, 1), ‰ is (%, 0.1), 元/圆 are both 元.

    A rate keeps its denominator (元/人). An unknown unit is its own name.
    """
    if unit in _KNOWN:
        return _SPELLINGS.get(unit, unit), _FACTORS.get(unit, ONE)
    head, slash, per = unit.partition("/")
    per = _SPELLINGS[per] if _SPELLINGS.get(per) in _PER else per
    return _SPELLINGS.get(head, head) + slash + per, _FACTORS.get(head, ONE)


def is_known(unit: str) -> bool:
    """Whether a unit as written, or the head of a rate such as 元/人, is one this module lists."""
    return unit.partition("/")[0] in _KNOWN or unit in _KNOWN


def is_money(unit: str) -> bool:
    """Whether amounts in this canonical unit are money: 元, and rates such as 元/人."""
    return unit.partition("/")[0] == MONEY


def interchangeable(one: str, other: str) -> bool:
    """Whether two canonical units count the same thing without conversion.

    台(套) counts 台 and 套 alike, and a bare 个 stands for any 个… (7个 is 7个单位). 人次 is not 人, 百分点 is not %.
    """
    if one == other:
        return True
    bare, noun = sorted((one, other), key=len)
    return (bare == "个" and noun.startswith("个") and noun != MONTHS) or ("台(套)" in (one, other) and bare in _EITHER)


def measure_alike(one: str, other: str) -> bool:
    """Whether two canonical units measure the same: 亩 and 平方公里, 吨 and 公斤; a unit is like itself."""
    measures = [_SIZES[unit][0] for unit in (one, other) if unit in _SIZES]
    return one == other or (len(measures) > 1 and len(set(measures)) == 1)


def units_in(one: str, other: str) -> Decimal | None:
    """How many of the second unit one of the first is: a 公顷 is 15 亩.

    None where they measure different things, and where the number has no end: a 亩 is 666.66… 平方米.
    """
    if not measure_alike(one, other):
        return None
    if one == other:
        return ONE
    times = ONE * _SIZES[one][1] / _SIZES[other][1]
    return times if len(times.as_tuple().digits) <= _LONGEST else None


class Kind(StrEnum):
    """What sort of value a cell holds."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DURATION = "duration"
    DEADLINE = "deadline"
    RANGE = "range"
    QUALITATIVE = "qualitative"
    PLACEHOLDER = "placeholder"
    EMPTY = "empty"


class Direction(StrEnum):
    """Which way the clerk explicitly bounds the value."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"
    APPROXIMATE = "approximate"


@record
class Deadline:
    """A date to be done by. Without `day` the whole month counts; `before`: 前 is written; `end`: 末, 底 or 内 is.

    A year, half-year or quarter alone is its last month with `end` set. `year` is None where the clerk left it out.
    """

    year: int | None
    month: int
    day: int | None = None
    before: bool = False
    end: bool = False


@record
class Value:
    """One cell, read. `raw` is the text as given, `text` the same normalised.

    `number` (and `upper`, the far end of a RANGE) is as printed; `base` is number × scale: 元 for money, the printed
    figure for percent (95% is 95, 3‰ is 0.3), the unit itself otherwise. `parts` holds the single values of a cell with
    several numbers; the cell itself then has no number. `embedded` are the figures inside qualitative text.
    """

    raw: str
    text: str
    kind: Kind
    comparator: Comparator = Comparator.NONE
    number: Decimal | None = None
    upper: Decimal | None = None
    scale: Decimal = ONE
    unit: str = ""
    deadline: Deadline | None = None
    parts: tuple[Value, ...] = ()
    embedded: tuple[Decimal, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def base(self) -> Decimal | None:
        """The number in the base unit, None where there is no number."""
        return None if self.number is None else self.number * self.scale

    @property
    def upper_base(self) -> Decimal | None:
        """The far end of a RANGE in the base unit, else None."""
        return None if self.upper is None else self.upper * self.scale

    @property
    def direction(self) -> Direction | None:
        """The direction the clerk wrote; None where the comparator leaves it open."""
        return _DIRECTIONS.get(self.comparator)


_DIRECTIONS = {
    Comparator.AT_LEAST: Direction.AT_LEAST,
    Comparator.MORE: Direction.AT_LEAST,
    Comparator.AT_MOST: Direction.AT_MOST,
    Comparator.LESS: Direction.AT_MOST,
    Comparator.EQUAL: Direction.EQUAL,
    Comparator.ABOUT: Direction.APPROXIMATE,
}
QUANTITIES = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.DURATION})


def quantity(number: Decimal | None, scale: str, unit: str, comparator: Comparator = Comparator.NONE) -> Value:
    """Make the value of a number with a scale (万, "" for none) and a unit as written; `raw` and `text` stay empty."""
    name, factor = canonical(unit)
    return Value("", "", kind_of(name), comparator, number, scale=SCALES[scale] * factor, unit=name)


def kind_of(unit: str) -> Kind:
    """Give the kind of a single value in this canonical unit; NUMBER for "" and whatever is counted."""
    if unit == PERCENT:
        return Kind.PERCENT
    if is_money(unit):
        return Kind.MONEY
    return Kind.DURATION if unit in DURATIONS else Kind.NUMBER


def with_unit_of(value: Value, other: Value) -> Value:
    """Give a bare number (or bare range, or bare 万) the unit that the other value has; anything else unchanged.

    Beside 12万元 a bare 9.1828 is 万元 and a bare 9万 is 9万元. Beside a percentage above 1 a bare number over 0 and
    up to 1 is a fraction: 0.95 is 95 %. A dotted figure read as a date (2023.12) is the number it also is.
    """
    if other.kind not in QUANTITIES | {Kind.RANGE}:
        return value
    value = _undated(value)
    if value.number is None or value.unit or value.kind not in (Kind.NUMBER, Kind.RANGE):
        return value
    if other.unit == PERCENT and value.scale != ONE:
        return value
    scale = other.scale if value.scale == ONE else value.scale
    if other.unit == PERCENT and 0 < value.number <= ONE < (other.base or ONE):
        scale = HUNDRED
    kind = Kind.RANGE if value.kind is Kind.RANGE else kind_of(other.unit)
    return replace(value, kind=kind, scale=scale, unit=other.unit)


def _undated(value: Value) -> Value:
    number = parse_number(value.text) if value.kind is Kind.DEADLINE else None
    return value if number is None else Value(value.raw, value.text, Kind.NUMBER, number=number)


def as_money(value: Value) -> Value:
    """Read a bare number or bare 万 of a 成本指标 as 万元; what has a unit or is no number stays as it is."""
    parts = tuple(as_money(part) for part in value.parts)
    money = with_unit_of(value, quantity(ONE, "万", MONEY))
    if money == value or value.scale != ONE:
        return replace(money, parts=parts)
    return replace(money, warnings=(*money.warnings, "未写单位，按万元读取"))


def range_ends(value: Value) -> tuple[Value, Value] | None:
    """Give the two ends of a RANGE as single values with the same unit; None for anything else."""
    if value.kind is not Kind.RANGE:
        return None
    low = replace(value, kind=kind_of(value.unit), upper=None)
    return low, replace(low, number=value.upper)


def comparable(target: Value, actual: Value) -> tuple[Decimal, Decimal] | None:
    """Give both numbers in one unit (target, actual), or None where they cannot be compared.

    亿元, 万元 and 元 are converted, and 年 to 12 个月; a missing unit is taken from the other side (`with_unit_of`).
    人次 and 人, 件次 and 件, 百分点 and %, and different lengths of time are not comparable; nor are ranges
    (`range_ends`), dates, text and cells with several numbers.
    """
    target, actual = with_unit_of(target, actual), with_unit_of(actual, target)
    if target.kind not in QUANTITIES or actual.kind not in QUANTITIES or target.base is None or actual.base is None:
        return None
    if interchangeable(target.unit, actual.unit):
        return target.base, actual.base
    if {target.unit, actual.unit} == {YEAR, MONTHS}:
        return target.base * _months(target.unit), actual.base * _months(actual.unit)
    return None


def _months(unit: str) -> int:
    return 12 if unit == YEAR else 1
