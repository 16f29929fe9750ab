"""Over a filed report: its dates and its year, read once; dates there are not, deadlines past, reports too early."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.text import is_headed, parts, squeezed
from zpj.checks.reading.written_dates import LEAP_YEAR, NO_YEAR, Written, dates
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph, touched
from zpj.domain.months import days_of
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_SURELY = 4
_FUTURE = regex("确保|力争|争取|将|拟|计划|督促|尽快|加快|抓紧|预计|限期|完成整改|下一步|要求")
_BY = regex(
    r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?(?:年?[底末]|中旬|上旬|下旬)?(?:之|以)?前"
)
_ADVICE = regex("措施|建议|打算|计划|问题|改进|整改|下一步|意见|(?<!资金|预算|经费|投入)安排")
_FILLED = regex("(?:填报|填表|填写|报告|编制|自评|评价|报送)(?:日期|时间):?$")
_DRAFT = regex("监控|中期|上半年|季度|申报|预算")
_YEAR = regex(r"(?<!\d)(20\d\d)(?=年|-20\d\d)")
LONGEST_DATE_LINE = 16


@paper_check(
    "ZPJ527",
    "日期不存在",
    ERROR,
    clause="日期应当是日历上有的日子",
    message="没有“{found}”这一天，请改正",
    fix="核对日期",
)
@by_the_paragraph
def impossible_dates(case: PaperCase) -> Iterator[Hit]:
    """2月30日, 2023.13.8: in running text and in every table."""
    for place, text, section in _everywhere(case):
        bare = squeezed(text)
        wrong = [each.text for each in dates(bare) if not each.is_possible]
        wrong += [match.group() for match in NO_YEAR.finditer(bare) if _no_day(int(match[1]), int(match[2]))]
        for found in dict.fromkeys(wrong):
            yield Hit(place, found, quote=found, project=case.project(section))


def _no_day(month: int, day: int) -> bool:
    return not 1 <= month <= 12 or not 1 <= day <= days_of(LEAP_YEAR, month)


def _everywhere(case: PaperCase) -> Iterator[tuple[str, str, int]]:
    """Every text that may hold a date, with its place and section."""
    for line in case.paper.paragraphs:
        if "月" in line.text or "20" in line.text:
            yield line.location, line.text, line.section
    for table in case.paper.tables:
        for row, texts in enumerate(table.rows, 1):
            for number, text in enumerate(texts, 1):
                if "月" in text or text.count(".") == 2 or text.count("-") == 2 or text.count("/") == 2:
                    yield table.cell(row, number), text, table.section


@lru_cache(maxsize=4)
def signed(case: PaperCase) -> tuple[tuple[Paragraph, Written], ...]:
    """The dates reports and forms are signed or filled in on: alone on a line, or behind 填报日期."""
    found = []
    for line in case.paper.paragraphs:
        text = squeezed(line.text)
        for each in dates(text) if each_may_sign(text) else ():
            alone = len(text) <= LONGEST_DATE_LINE and each.start == 0 and each.end >= len(text) - 1
            if each.is_possible and (alone or _FILLED.search(text[: each.start])):
                found.append((line, each))
    return tuple(found)


def each_may_sign(text: str) -> bool:
    """Whether a line is short enough to be a date or a line of the head of a form."""
    return len(text) <= 80 and ("年" in text or "20" in text)


def in_full(day: date) -> str:
    """A day as reports write it: 2024年3月18日."""
    return f"{day.year}年{day.month}月{day.day}日"


@lru_cache(maxsize=4)
def main_year(case: PaperCase) -> int | None:
    """The year the file is about: that of the first title which names one, else of its forms, else the usual one."""
    for line in case.paper.titles:
        match = _YEAR.search(squeezed(line.text))
        if match:
            return int(match[1])
    years = {form.evaluation.text("year") for form in case.forms} - {""}
    if len(years) == 1 and (year := years.pop()).isdecimal():
        return int(year)
    told = Counter(year for line in case.paper.paragraphs for year in _YEAR.findall(squeezed(line.text)))
    (usual, most), (_, next_most) = (*told.most_common(2), ("", 0), ("", 0))[:2]
    return int(usual) if most >= _SURELY and most >= _SURELY * next_most / 2 else None


@paper_check(
    "ZPJ570",
    "措施的完成期限已经过去",
    WARNING,
    reference="R-58",
    clause="改进措施是报告之后要做的事",
    message="“{quote}”早于{expected}，请核对年份",
    fix="改正期限；已经完成的写完成情况",
)
def past_deadlines(case: PaperCase) -> Iterator[Hit]:
    """“确保2022年6月底前完成” in the measures of a report of April 2023."""
    days = [day.first() for _, day in signed(case)]
    year = main_year(case)
    own = max(days, default=date(year + 1, 1, 1) if year else date.min)
    shown = f"报告日期 {own.year}年{own.month}月" if days else "评价年度终了"
    for part in parts(touched(case)):
        for line in part.body:
            if not is_headed(line, _ADVICE):
                continue
            for clause in re.split("[。;]", squeezed(line.text)):
                for match in _BY.finditer(clause):
                    end = _end_of(match)
                    before = clause[: match.start()]
                    to_come = _FUTURE.search(before[-24:] or clause) or (before.endswith("于") and "已" not in clause)
                    if end and end < own.replace(day=1) and to_come:
                        yield Hit(line.location, match.group(), shown, quote=match.group(),
                                  project=part.project)  # fmt: skip


def _end_of(match: re.Match[str]) -> date | None:
    month = int(match["month"] or 12)
    return date(int(match["year"]), month, days_of(int(match["year"]), month)) if 1 <= month <= 12 else None


@paper_check(
    "ZPJ571",
    "报告日期早于评价年度结束",
    WARNING,
    reference="R-59",
    clause="年度终了以后才能评价全年的绩效",
    message="日期是 {found}，评价的是 {expected} 年度全年，请核对",
    fix="核对填报日期和落款日期的年份",
    follows=("ZPJ526",),
)
def dated_too_early(case: PaperCase) -> Iterator[Hit]:
    """A signature or a date of filling in before the last month of the year the report is about."""
    for line, day in signed(case):
        year = main_year(case)
        title = "".join(squeezed(each.text) for each in case.paper.titles)
        early = year is not None and (day.year, day.month) < (year, 12) and not _DRAFT.search(title)
        if early and year is not None and year - day.year <= 1:
            project = case.project(line.section)
            yield Hit(line.location, day.text, str(year), quote=line.text.strip()[-30:], project=project)
