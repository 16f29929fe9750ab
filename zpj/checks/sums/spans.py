"""In a filed report: how long from one date to another, shares beyond all, a part or whole in another unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import PERCENT, Quantity, Sentence, said, with_figures
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ZERO, parse_number
from zpj.domain.regex import regex
from zpj.domain.units import measure_alike

_DAY = r"(?:(?P<{0}year>20\d\d)年)?(?P<{0}month>\d{{1,2}})月(?P<{0}day>\d{{1,2}})日"
_MONTH = r"(?:(?P<{0}year>20\d\d)年)?(?P<{0}month>\d{{1,2}})月(?:份|底|初)?"
_LENGTH = "(?:共计?|历时|为期|工期|总工期|持续|停[运产用机]|时长|周期|用时|耗时|期限)(?:为|约|计|共)*"
_UNTIL = r"[^。;,\d]{0,8}[,]?[^。;,\d]{0,6}?"
_DAYS = regex(
    rf"{_DAY.format('a')}{_UNTIL}{_DAY.format('b')}[^。;\d]{{0,16}}?{_LENGTH}(?P<n>\d+)(?:个)?(?:日历)?[天日](?!前|内)"
)
_MONTHS = regex(
    rf"{_MONTH.format('a')}[至到—\-][^。;,\d]{{0,4}}{_MONTH.format('b')}[^。;\d]{{0,16}}?{_LENGTH}(?P<n>\d+)个月"
)
_BY_CONTRACT = regex("合同|计划|约定|要求|规定|工作日")
_BOUNDED = regex(
    "(?:合格率|完好率|满意度|满意率|覆盖率|达标率|及时率|准确率|知晓率|入学率|办结率|回收率|有效率|参保率|普及率|出勤率|优良率|成活率|处置率|"
    "开通率|持证率|巩固率|录取率|就业率)(?:总体|平均|均|已)*(?:为|达到?|是|约|:|至|高达)*$"
)
_OF_PARTS = regex("^[^。;\\d]{0,12}(?:其中|包括|分别|[(:])")
_FEWEST = 2


@paper_check(
    "ZPJ250",
    "起止日期与所写的天数、月数不符",
    WARNING,
    clause="天数、月数应与起止日期相符",
    message="“{quote}”，按起止日期应为 {expected}，写成 {found}，请核对",
    fix="核对起止日期和天数、月数，以及按月计算的金额",
)
@by_the_paragraph
def spans(case: PaperCase) -> Iterator[Hit]:
    """“4月1日开工，6月30日完工，工期120天”: the first and the last day may both count, or one of them."""
    for sentence in said(case):
        text = sentence.text
        for pattern, unit in ((_DAYS, "天"), (_MONTHS, "个月")) if "月" in text else ():
            for match in pattern.finditer(text):
                years = (match["ayear"], match["byear"] or match["ayear"])
                start = _date(years[0], match["amonth"], match["aday"] if unit == "天" else "1")
                end = _date(years[1], match["bmonth"], match["bday"] if unit == "天" else "1")
                if start is None or end is None or end < start or _BY_CONTRACT.search(match.group()):
                    continue
                length = (end - start).days if unit == "天" else (end.year - start.year) * 12 + end.month - start.month
                told = int(match["n"])
                either = unit == "天" or "底" in match.group() or "初" in match.group()
                if told not in ({length, length + 1} if either else {length + 1}):
                    yield sentence.hit(f"{told}{unit}", f"{length + 1}{unit}", quote=match.group())


def _date(year: str | None, month: str, day: str) -> date | None:
    try:
        return date(int(year or 2001), int(month), int(day))
    except ValueError:
        return None


@paper_check(
    "ZPJ251",
    "比率超过了100%",
    ERROR,
    clause="合格率、满意度、覆盖率不会超过 100%",
    message="“{quote}”超过 100%，请核对",
    fix="核对比率",
)
@by_the_paragraph
def beyond_all(case: PaperCase) -> Iterator[Hit]:
    """“设备完好率102.3%”: rates of a part in a whole; rates of completion may be higher."""
    for sentence in said(case):
        for figure in sentence.quantities:
            if figure.unit == PERCENT and figure.value > HUNDRED and _BOUNDED.search(figure.before):
                quote = figure.before[-8:] + figure.text
                yield sentence.hit(figure.text, "不超过 100%", quote=quote)


@paper_check(
    "ZPJ252",
    "总数与各项的单位不同，数却相加相等",
    ERROR,
    reference="R-23",
    clause="总数和各项用同一单位",
    message="“{quote}”，各项 {basis} 相加，单位应为 {expected}，请核对单位",
    fix="核对单位（元、万元，亩、万亩，米、公里）",
    follows=("ZPJ240",),
)
@by_the_paragraph
def whole_in_another_unit(case: PaperCase) -> Iterator[Hit]:
    """“建成农田2.6亩，其中甲镇1.2万亩、乙镇1.4万亩”: the printed numbers add up, the units do not."""
    for sentence, _ in with_figures(case):
        for number, whole in enumerate(sentence.quantities):
            parts = _parts(sentence, number)
            if len(parts) < _FEWEST or not _OF_PARTS.search(sentence.text[whole.end : parts[0].start + 1]):
                continue
            numbers = [parse_number(each.digits) or ZERO for each in parts]
            own, units = parse_number(whole.digits) or ZERO, {each.printed_unit for each in parts}
            sums = [sum(numbers[:stop], ZERO) for stop in range(_FEWEST, len(numbers) + 1)]
            same = (whole.unit, whole.shift) == (parts[0].unit, parts[0].shift)
            if len(units) == 1 and not same and own in sums and measure_alike(whole.unit, parts[0].unit):
                quote = whole.before[-12:] + whole.text
                yield sentence.hit(whole.text, whole.digits + units.pop(), quote=quote,
                                   basis="、".join(each.text for each in parts))  # fmt: skip


def _parts(sentence: Sentence, number: int) -> list[Quantity]:
    """The figures behind a whole, of one unit and one kin with it."""
    behind = [each for each in sentence.quantities[number + 1 :] if each.unit != PERCENT]
    return [each for each in behind if each.printed_unit == behind[0].printed_unit]
