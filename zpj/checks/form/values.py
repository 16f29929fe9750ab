"""What target and actual values say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import FormCase, Row
from zpj.checks.rule import ERROR, INFO, WARNING, Hit, form_check
from zpj.domain import clauses
from zpj.domain.amounts import HUNDRED, ONE, ZERO
from zpj.domain.model import text_of
from zpj.domain.regex import pattern, regex
from zpj.domain.targets import Comparator, Direction, Kind, comparable, implied_by
from zpj.domain.units import PERCENT, QUANTITIES
from zpj.domain.wording import normalise
from zpj.scoring.points import percent

_MAY_PASS = regex("完成率|完成比例|达成率")
"""Rates of what was done to what was planned."""
_GROWTH = regex("增长|增幅|增产|增收|减少|降幅|提高|提升|比上年|同比|超额|下降|降低|节约|利用率|翻")
_FEW_POINTS, _FEW_ROWS = 10, 3
_WITHOUT_UNIT = regex("系数|指数|郁闭度|容积率|pH|PH")
"""Names of what is measured without a unit."""
_UNIT_BEHIND = regex("(?<=[0-9])[^0-9.]+$")
_MONTH_BEFORE = regex(r"(?<!\d)(1[0-2]|[1-9])月(?:份)?(?:之|以)?前")
_MONTH = regex("[≤<≥>=]{0,2}1?[0-9]月(?:底|末|份)?前?")
_UNDONE = regex("(?:尚?未|没有|部分|正在)")
_DAY = regex(r"\d{1,2}月\d{1,2}日|第\d{1,2}日")
_SPELLED_OUT = regex(r"\d{1,2}[日号](?:之|以)?前|月[底末]|年[底末]")


@form_check(
    "ZPJ306",
    "年度指标值只写“定性”",
    WARNING,
    reference="R-25",
    clause="指标值应当细化量化、可衡量",
    message="“{name}”的年度指标值只写“{found}”，没有可衡量的目标，请写明要达到什么",
    fix="写出可衡量的指标值",
)
def placeholder_target(form: FormCase) -> Iterator[Hit]:
    """A target that says only 定性."""
    for row in form.rows:
        if row.target.kind is Kind.PLACEHOLDER:
            yield _at(form, row, "target", row.target.text)


@form_check(
    "ZPJ307",
    "指标值没有单位",
    WARNING,
    reference="R-26",
    clause="指标值应当细化量化、可衡量",
    message="“{name}”的值“{found}”没有单位，请补写单位",
    fix="补写单位和比较符",
)
def bare_target(form: FormCase) -> Iterator[Hit]:
    """A bare number as target whose unit the indicator's name does not give; the one value of a form that has none."""
    yield from _alone_bare(form)
    for row in form.rows:
        bare = row.target.kind is Kind.NUMBER and row.target.number is not None and not row.target.unit
        actual_unit = row.actual.unit
        bare = bare and not row.target.parts and not _WITHOUT_UNIT.search(row.indicator.name)
        if bare and implied_by(row.indicator.name) is None and not actual_unit:
            money = "元" if row.target.text.endswith(("万", "亿")) else "万元"
            yield _at(form, row, "target", row.target.text, f"{row.target.text}{money}" if row.is_cost else None)


def _alone_bare(form: FormCase) -> Iterator[Hit]:
    """“≥95” beside a result of 96.2%, where all other rows of figures have units on both sides; a nought needs none."""
    rows = [row for row in form.rows if row.target.number is not None and row.actual.number is not None]
    bare = [row for row in rows if not (row.target.unit and row.actual.unit)]
    for row in bare if len(bare) == 1 and len(rows) > _FEW_ROWS else ():
        for field, own, other in (("target", row.target, row.actual), ("actual", row.actual, row.target)):
            least = ONE if other.unit == PERCENT else ZERO
            unit = _UNIT_BEHIND.search(other.text) if not own.unit and other.unit else None
            if unit and own.number is not None and own.number > least and not own.parts:
                yield _at(form, row, field, own.text, own.text + unit.group())


@form_check(
    "ZPJ308",
    "实际完成值带比较符",
    WARNING,
    reference="R-24",
    clause="实际完成值是年末达到的具体数",
    message="“{name}”的实际完成值写成“{found}”，请填具体数（如 {expected}）",
    fix="去掉比较符，填实际的数",
)
def comparator_in_actual(form: FormCase) -> Iterator[Hit]:
    """≥, ≤, = in an actual value; “每季度结束后18日内” is how a time limit is told.

    Where most results have the same “=”, the system that prints the form puts it there (新疆).
    """
    equal = [row for row in form.rows if row.actual.comparator is Comparator.EQUAL]
    printed_so = len(equal) > max(1, len(form.rows) // 2)
    for row in form.rows:
        if printed_so and row in equal:
            continue
        if row.actual.comparator is not Comparator.NONE and row.actual.kind in QUANTITIES | {Kind.RANGE}:
            bare = pattern("^[≥≤><=~]+|(?:及|含)?以[上下内]$").sub("", row.actual.text)
            if bare != row.actual.text:
                yield _at(form, row, "actual", text_of(row.indicator.actual), bare)


@form_check(
    "ZPJ309",
    "指标值与完成值单位不同",
    ERROR,
    reference="R-37",
    clause=str(clauses.UNITS),
    message="“{name}”的指标值“{expected}”与完成值“{found}”不能比较，请统一单位",
    fix="统一单位后重填",
)
def units_differ(form: FormCase) -> Iterator[Hit]:
    """Two written units that do not convert; where one side is no plain quantity it is a doubt."""
    for row in form.rows:
        if row.score.rule not in ("not_comparable", "words_for_number") or _are_days(row) or _is_undone(row):
            continue
        proved = row.target.kind in QUANTITIES and row.actual.kind in QUANTITIES
        proved = proved and bool(row.target.unit and row.actual.unit) and row.score.rule == "not_comparable"
        yield Hit(
            form.place(row, "actual"),
            found=text_of(row.indicator.actual),
            expected=text_of(row.indicator.target),
            basis=row.score.basis,
            level=None if proved else WARNING,
            row=row.place,
            words={"name": row.name},
        )


def _is_undone(row: Row) -> bool:
    """“12月底前” beside “未完工” or “部分完成”: not in time, and that is a value for a day."""
    by_then = row.target.deadline is not None and row.target.kind not in QUANTITIES
    return by_then and _UNDONE.match(text_of(row.indicator.actual)) is not None


def _are_days(row: Row) -> bool:
    """“6月5日前后” beside “6月3日至7日”: days, not of two units."""
    wanted, done = text_of(row.indicator.target), text_of(row.indicator.actual)
    if row.actual.kind is Kind.NUMBER and _MONTH.fullmatch(wanted):
        return True  # “≤8月” of a form with a column of units beside “7”
    is_span = "日内" in wanted or ("前后" in wanted and _DAY.search(wanted) is not None)
    return is_span and _DAY.search(done) is not None


@form_check(
    "ZPJ310",
    "数量指标用“≤”",
    WARNING,
    reference="R-38",
    clause="数量指标一般越多越好",
    message="“{name}”是数量指标，指标值却写“{found}”，方向可能填反，请核对",
    fix="核对比较符的方向",
)
def limited_quantity(form: FormCase) -> Iterator[Hit]:
    """A 数量指标 with an upper limit."""
    for row in form.rows:
        if "数量" in row.indicator.level2 and row.target.comparator in (Comparator.AT_MOST, Comparator.LESS):
            yield _at(form, row, "target", row.target.text)


_LIMITED = regex("成本|单价|造价|投诉|事故|差错率|失误率|死亡|死淘率|损失率|等候时间|等待时间|能耗|违规")
_WANTED = regex("满意[度率]|合格率|优良率|达标率|完成率|覆盖率|及时率|知晓率|到位率|利用率|完好率|出勤率|参与率")
_TURNED = regex(
    "节约|降低|缩短|压缩|节省|下降|减少|压减|压降|控制|办结|处置|处理|整改|回复|不|未|超|查处|排查|演练|预防|培训|收益|回收|核减|受理|追回|拆除|清理|整治|查办|核查|化解|调解|追缴|挽回|取缔|劝阻"
)
_DEADLINE = regex(
    "(?:完成|完工|竣工|发放|拨付|兑付|支付|验收|交付|投用|启用|办结)[\u4e00-\u9fff]{0,2}(?:时间|时限|期限|日期|月份)$"
)
_AT_LEAST, _AT_MOST = (Comparator.AT_LEAST, Comparator.MORE), (Comparator.AT_MOST, Comparator.LESS)


@form_check(
    "ZPJ340",
    "指标值的比较符方向疑似填反",
    WARNING,
    reference="R-38",
    clause="成本、差错、投诉等以不超过为目标，满意度、合格率等以不低于为目标",
    message="“{name}”的指标值填“{found}”，一般应为“{expected}”，请核对",
    fix="核对比较符的方向",
    follows=("ZPJ310",),
)
def signs_turned(form: FormCase) -> Iterator[Hit]:
    """单座成本 ≥8万元, 投诉 ≥5起, 拨付完成时间 ≥12月; 满意度 ≤90%: the sign the other way round."""
    for row in form.rows:
        right = turned_sign(row)
        if right:
            yield _at(form, row, "target", row.target.text, right)


def turned_sign(row: Row) -> str:
    """The sign the goal of a row should have, where it has the other one; "" where it is right."""
    name, sign = normalise(row.name), row.target.comparator
    limited = sign in _AT_LEAST and _LIMITED.search(name)
    limited = limited or (sign in _AT_LEAST and _DEADLINE.search(name) and _MONTH.fullmatch(normalise(row.target.text)))
    wanted = sign in _AT_MOST and _WANTED.search(name)
    return "" if not (limited or wanted) or _TURNED.search(name) else "≤" if limited else "≥"


@form_check(
    "ZPJ311",
    "百分比完成值大于100%",
    WARNING,
    reference="R-39",
    clause="完成率、覆盖率、满意度一般不超过 100%",
    message="“{name}”的完成值“{found}”大于 100%，请核对",
    fix="核对完成值",
)
def over_hundred(form: FormCase) -> Iterator[Hit]:
    """A percent above 100 that is no growth rate; “≥100%” is left to the comparator check."""
    for row in form.rows:
        number = row.actual.base
        growth = _GROWTH.search(row.indicator.name + row.actual.text) or _MAY_PASS.search(row.indicator.name)
        if row.actual.unit == PERCENT and number is not None and number > HUNDRED and not growth:
            yield _at(form, row, "actual", row.actual.text, "100% 以内")


@form_check(
    "ZPJ313",
    "“N月前”含义不清",
    WARNING,
    reference="R-33",
    clause=str(clauses.DEADLINE),
    message="“{found}”是否含当月不清楚，而完成在当月，请写成“N月底前”或写明日期",
    fix="写明日期，如“6月30日前”",
)
def ambiguous_month(form: FormCase) -> Iterator[Hit]:
    """“6月前” as target and June as the actual month."""
    for row in form.rows:
        written = normalise(f"{row.indicator.name} {text_of(row.indicator.target)}")
        match = None if _SPELLED_OUT.search(written) else _MONTH_BEFORE.search(written)
        done = row.actual.deadline
        if match and done and done.month == int(match.group(1)) and not (done.day or done.end):
            yield _at(form, row, "target", match.group())


@form_check(
    "ZPJ314",
    "指标值为0，不能按比例计分",
    INFO,
    reference="R-45",
    clause=str(clauses.QUANTITATIVE),
    message="“{name}”的指标值为 0，未达到时比例无定义，请人工确认得分",
    fix="人工确认得分并写明理由",
)
def zero_target(form: FormCase) -> Iterator[Hit]:
    """A limit of zero that was missed."""
    for row in form.rows:
        if row.score.rule == "none_allowed" and row.score.value == ZERO and row.points:
            yield _at(form, row, "target", row.target.text)


@form_check(
    "ZPJ316",
    "完成值大幅超过指标值而无说明",
    WARNING,
    reference="R-29",
    clause=str(clauses.EXPLAIN),
    message="“{name}”完成值超过指标值 {found}，请说明原因，并看指标值是否定得偏低",
    fix="在偏差原因栏说明，或下年调高指标值",
)
def far_above(form: FormCase) -> Iterator[Hit]:
    """Over the scheme's threshold without a reason."""
    for row in form.rows:
        above = _excess(row)
        if above is None or _is_small_step(row):
            continue
        if above > form.scheme.over_warn.value and not row.has_reason and not row.is_cost:
            yield Hit(
                form.place(row, "actual"),
                found=percent(above),
                expected=f"不超过 {percent(form.scheme.over_warn.value)} 或说明原因",
                quote=f"{row.target.text} → {row.actual.text}",
                clause=form.scheme.over_warn.clause,
                row=row.place,
                words={"name": row.name},
            )


def _is_small_step(row: Row) -> bool:
    """Whether a rate of change lies a few points above the one wanted: 投诉下降率 of 15% instead of 10%."""
    pair = comparable(row.target, row.actual) if row.target.unit == PERCENT else None
    return pair is not None and _GROWTH.search(row.name) is not None and pair[1] - pair[0] <= _FEW_POINTS


def _excess(row: Row) -> Decimal | None:
    """How far an actual value lies above a target that is to be reached, as a share of it; also without a weight."""
    pair = comparable(row.target, row.actual)
    wanted = row.target.direction in (None, Direction.AT_LEAST, Direction.EQUAL)
    if pair is None or not wanted or pair[0] <= ZERO or row.target.kind is Kind.DURATION:
        return None
    return None if row.score.rule in ("at_most", "none_allowed") else pair[1] / pair[0] - ONE


def _at(form: FormCase, row: Row, field: str, found: str, expected: str | None = None) -> Hit:
    return Hit(form.place(row, field), found=found, expected=expected, row=row.place, words={"name": row.name})
