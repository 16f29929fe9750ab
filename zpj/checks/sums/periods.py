"""In the prose of a filed report: so much a day or a month, months between two dates, years of a period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import PERCENT, POINTS, Quantity, Sentence, said, told_by_paragraph
from zpj.checks.reading.reconcile import half_unit
from zpj.checks.reading.text import squeezed, texts_of_paper, whole_number
from zpj.checks.rule import ERROR, WARNING, Hit, another_way, paper_check
from zpj.checks.sums.arithmetic import wrong
from zpj.domain.amounts import ZERO, exact
from zpj.domain.regex import regex

_EACH = regex(
    "(?:平均每|每)?(?P<period>日|天|月|季度?|年|周)(?:平?均|平均)(?!每)[^,。;:0-9]{0,8}$|平均每(?P<alone>日|天|个?月|个?季度|周)[^,。;:0-9每]{0,8}$"
)
_UNITS = {"日": ("天", "日"), "天": ("天", "日"), "月": ("个月", "月"), "季": ("个季度", "季度", "季"), "年": ("年",),
          "周": ("周",)}  # fmt: skip
_USUAL = {"日": ("365", "366"), "天": ("365", "366"), "月": ("12",), "季": ("4",), "周": ("52", "53")}
_OTHER = regex("上年|去年|目标|计划|比|较|标准|不[少低超]|20[0-9]{2}年$")
_NO_WHOLE = frozenset({PERCENT, POINTS, "‰", "百分点"})
_RATES = regex("均(?:气温|温度|浓度|水位|流量|住院|收入|工资|价格?|单价)|平均(?:响应|住院|年龄)")
_LEAST_DIGITS = 2


@paper_check(
    "ZPJ260",
    "日均、月均与总数不符",
    ERROR,
    reference="R-13",
    clause="日均、月均、季均为总数除以天数、月数、季数",
    message="“{quote}”，按 {basis} 应为 {expected}，写成 {found}，请核对",
    fix="核对总数、天数（月数）和平均数",
    follows=("ZPJ244",),
)
def averages_of_periods(case: PaperCase) -> Iterator[Hit]:
    """“清运2860吨，全年按365天计日均清运8.74吨”: proved where the days or months are told, else a doubt."""
    for told in told_by_paragraph(case):
        for sentence, figure in told:
            match = _EACH.search(figure.before) if "均" in figure.before else None
            if match and figure.value and figure.unit not in _NO_WHOLE and not _RATES.search(figure.before):
                period = (match["period"] or match["alone"]).replace("个", "")[0]
                yield from _off_average(sentence, figure, period, told)


def _off_average(
    sentence: Sentence, each: Quantity, period: str, told: Sequence[tuple[Sentence, Quantity]]
) -> Iterator[Hit]:
    lengths = [figure.value for _, figure in told if figure.unit in _UNITS.get(period, ()) and figure.value > 1]
    usual = [number for text in _USUAL.get(period, ()) if (number := exact(text))]
    alike = [figure for _, figure in told if figure.unit == each.unit and figure.value > each.value]
    wholes = [figure for figure in alike if not _EACH.search(figure.before)]
    if any(_fits(whole, length, each) for whole in wholes for length in (*lengths, *usual)):
        return
    before = [figure for one, figure in told if (one.number, figure.start) < (sentence.number, each.start)]
    for length in (*lengths, *usual):
        for whole in (figure for figure in reversed(wholes) if figure in before and not _OTHER.search(figure.before)):
            right = each.rounded(whole.value / length)
            slip = each.slips_to(right) and each.significant >= _LEAST_DIGITS
            whole_times = not each.half and not whole.half and right * length == whole.value and "全年" in whole.before
            if right > 0 and (slip or whole_times):
                yield wrong(sentence, each, right, f"{whole.text}÷{length:f}", proved=slip and length in lengths)
                return


def _fits(whole: Quantity, length: Decimal, each: Quantity) -> bool:
    slack = each.half + whole.half / length + (half_unit(0) if not each.half else ZERO)
    return abs(whole.value / length - each.value) < slack * 2


_DAY = r"(?:(?P<{0}year>20\d\d)年)?(?P<{0}month>\d{{1,2}})月(?:(?P<{0}day>\d{{1,2}})日)?"
_PERIOD = regex(rf"{_DAY.format('a')}(?:起|开始)?(?:至|到|[—–~\-]+)(?:次年)?{_DAY.format('b')}(?!前)")
_MONTHS = regex("(?<![0-9.每前后第近满逾超])(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})个月")
_NOT_WHOLE = regex("其中|质保|保修|试用|试运行|停|免|延|逾|提前|剩余|余下|已|缺陷|未|每|以内|不足|缓|宽限|尚")
_WHOLE = regex("(?:共计?|合计|总计|为期|历时|期限|服务期|周期|工期|时长|计|按月[^。;]{0,14}|[,×*])(?:为|是|约)?$")
_OF_WHOLE = regex(
    "^(?:的?(?:服务|租赁|运维|合同|实施|建设|管护|聘用|保洁)期?[,。;]|共|合计|费用|服务费|租金|工资|补贴|[,)。;=]|计)"
)


@another_way("ZPJ250", WARNING, follows=("ZPJ250",))
def months_of_a_period(case: PaperCase) -> Iterator[Hit]:
    """“服务期为2024年3月1日至2024年12月31日，按月支付11.20万元，12个月共支付134.40万元”: ten months."""
    for sentence in said(case):
        periods = list(_PERIOD.finditer(sentence.text)) if "个月" in sentence.text else []
        if len(periods) != 1 or sentence.text.count("个月") != 1:
            continue
        match = periods[0]
        right = _months(match)
        told = _MONTHS.search(sentence.text, match.end())
        number = whole_number(told["n"]) if told else None
        if right is None or told is None or number is None or number == right:
            continue
        between = sentence.text[match.end() : told.start()]
        spoken = _WHOLE.search(between) or (_OF_WHOLE.match(sentence.text[told.end() :]) and "," in between)
        if spoken and not _NOT_WHOLE.search(clause_before(between, marks=",;")):
            yield sentence.hit(told.group(), f"{right}个月", quote=sentence.text[match.start() : told.end()][-60:])


def _months(match: re.Match[str]) -> int | None:
    """The whole months from the one day through the other; None where they are none, or the days do not fit."""
    try:
        first = date(int(match["ayear"] or 2001), int(match["amonth"]), int(match["aday"] or 1))
        last = date(int(match["byear"] or first.year), int(match["bmonth"]), int(match["bday"] or 1))
    except ValueError:
        return None
    if match["bday"]:
        last += timedelta(1)
    months = (last.year - first.year) * 12 + last.month - first.month
    if not match["aday"] and not match["bday"]:
        months += 1
    same = bool(match["aday"]) == bool(match["bday"]) and abs(first.day - last.day) <= 1
    return months if same and months > 0 else None


_YEARS = regex("(?P<first>20[0-9]{2})年?度?(?:至|到|[—–~\\-]+)(?P<last>20[0-9]{2})年")
_LONG = regex(
    "^(?:度|[底末])?[,(]?(?:共|为期|历时|建设期|周期|期限|实施期)(?:为|计|约)*(?P<n>[0-9]|[一二两三四五六七八九])(?:个)?(?:年|年度)(?![0-9级内])"
)
_CYCLE = regex("(?:周期|(?:建设|实施|规划|项目|支持|执行)期限?|实施时间|起止(?:年限|时间))(?:为|是|:)*$")
_CYCLE_LABEL = regex("^(?:项目)?(?:周期|实施期限?|建设期限?|起止年限|起止时间|实施周期|建设周期)$")
_NTH = regex(
    "(?P<year>20[0-9]{2})年(?:度)?[^,。;0-9]{0,6}(?:实施|建设|执行|规划|支持|项目|周期)的?第(?P<n>[一二三四五六七八九0-9])年"
)


@paper_check(
    "ZPJ262",
    "项目周期前后不一，或与所写的年数不符",
    WARNING,
    reference="R-58",
    clause="项目周期、起止年份和年数应当前后一致",
    message="这里写“{found}”，{what}，请核对",
    fix="核对项目的起止年份和年数",
)
def years_of_a_period(case: PaperCase) -> Iterator[Hit]:
    """“2021—2024年，共三年”: four; “建设周期为2021—2024年” beside 项目周期 2022—2024年 on the form."""
    cycles: list[tuple[str, str, int, int]] = []
    for place, text, section in texts_of_paper(case):
        for match in _YEARS.finditer(text) if "20" in text else ():
            first, last = int(match["first"]), int(match["last"])
            told = _LONG.match(text, match.end()) or _LONG.match(text[match.end() :])
            number = whole_number(told["n"].replace("两", "二")) if told else None
            if number is not None and number not in (last - first + 1,) and "学年" not in text:
                right = f"{last - first + 1}年"
                yield Hit(place, f"{match.group()}，{number}年", right, quote=match.group(),
                          project=case.project(section), words={"what": f"按起止年份是{right}"})  # fmt: skip
            if _CYCLE.search(text[: match.start()]):
                cycles.append((match.group(), place, first, last))
    cycles += _in_cells(case)
    usual = Counter((first, last) for _, _, first, last in cycles).most_common(1)
    if len({(first, last) for _, _, first, last in cycles}) == 1:
        yield from _nth_years(case, cycles[0][2])
    for found, place, first, last in cycles:
        if (first, last) != usual[0][0] and len(case.forms) <= 1:
            shown = f"{usual[0][0][0]}—{usual[0][0][1]}年"
            yield Hit(place, found, shown, quote=found, words={"what": f"别处写{shown}"})


def _nth_years(case: PaperCase, first: int) -> Iterator[Hit]:
    """“2023年为项目实施的第二年” of a project that began in 2021."""
    for sentence in said(case):
        match = _NTH.search(sentence.text) if "第" in sentence.text else None
        number = whole_number(match["n"]) if match else None
        if match and number is not None and int(match["year"]) - first + 1 != number:
            right = int(match["year"]) - first + 1
            yield sentence.hit(f"第{match['n']}年", f"第{right}年", quote=match.group(),
                               words={"what": f"项目从{first}年开始，应为第{right}年"})  # fmt: skip


def _in_cells(case: PaperCase) -> Iterator[tuple[str, str, int, int]]:
    """The years beside 项目周期 in a table."""
    for table in case.paper.tables:
        for number, row in enumerate(table.rows, 1):
            cells = [squeezed(text) for text in row]
            for column, text in enumerate(cells[:-1]):
                match = _YEARS.match(cells[column + 1]) if _CYCLE_LABEL.match(text) else None
                if match:
                    place = table.cell(number, column + 2)
                    yield match.group(), place, int(match["first"]), int(match["last"])
