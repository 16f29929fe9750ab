"""Texts of the forms, years, document numbers, personal data, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from zpj.checks.case import BookCase, FormCase, Row
from zpj.checks.rule import INFO, WARNING, Hit, book_check, form_check
from zpj.domain import clauses
from zpj.domain.likeness import is_like, likeness
from zpj.domain.model import text_of
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

_COPIED = 0.95
_SHORT_REASON, _SHORT_CAUSE = 15, 6
_MEASURE = regex(
    "下年|明年|次年|来年|下一?步|今后|后续|下阶段|改进|改为|改正|整改|加强|加大|加快|强化|完善|健全|优化|调整|提高|提升|补足|补齐|补办|"
    "督促|跟踪|落实|争取|力争|避免|避开|将(?:于|在|进|加|继)|拟|措施|扩大宣传|下(?:学期|季度|半年|批次?)"
    "|已(?:于|在|增|补|安排|协调|启动|采取|要求)|增设|增派"
)
_COMPARISON = regex(
    "相比|对比|同比|上年|去年|本年|今年|当年|较(?:20|上)|比(?:20|上)|[由从]20[0-9]{2}年[^，。,;]*[降升增减缩提高短][到至为]"
)
_YEAR_ALONE = regex(r"\d{4}")
_YEAR = regex(r"(?<!\d)(20\d\d)年")
_YEARLY_FIGURE = regex(
    r"(?<!\d)(20\d\d)年(?:度)?[^，。,;]{0,12}(?:率|预算|决算|支出|执行|得分)[^，。,;]{0,6}(?<!\d)(?!20\d\d年)\d"
)
_DOCUMENT = regex(r"[(（\[［【]\s*((?:19|20)\d{2})\s*[)）\]］】]\s*(\d{1,4})\s*号")
_PHONE = regex(r"(?<![\d.])(?:1[3-9]\d{9}|0\d{2,3}[-－]\d{7,8})(?![\d.])")
_CODE = regex(r"(?<![0-9A-Z])(?:[1-9A-GY]\d{7}[0-9A-Z]{9}[0-9A-Z]|\d{17}[\dXx])(?![0-9A-Za-z])")
_LONG_NUMBER = regex(r"\d{7}")
_ORDINAL = regex("[0-9一二三四五六七八九十]")
_NEAR = 0.9
_FIGURE = regex("[0-9]+(?:[.][0-9]+)?")


@form_check(
    "ZPJ504",
    "实际完成情况照抄预期目标",
    WARNING,
    reference="R-50",
    clause="实际完成情况应写年末实际做到了什么",
    message="实际完成情况与预期目标基本相同（相似度 {found}），请写明实际完成的内容和数量",
    fix="写实际完成的内容、数量和效果",
)
def copied_goal(form: FormCase) -> Iterator[Hit]:
    """Expected and achieved text are at least 95 % alike, down to the figures."""
    goal = form.evaluation.goal
    expected, achieved = normalise(text_of(goal.expected)), normalise(text_of(goal.achieved))
    new = set(_FIGURE.findall(achieved)) - set(_FIGURE.findall(expected)) if expected != achieved else set()
    if new and any(not new.isdisjoint(_FIGURE.findall(text_of(row.indicator.actual))) for row in form.rows):
        return  # the year's own figures are told
    if goal.achieved and expected and achieved and is_like(expected, achieved, _COPIED):
        ratio = likeness(expected, achieved)
        yield Hit(goal.achieved.location, found=f"{ratio:.0%}", quote=achieved[:40])


_SPAN_OF_YEARS = regex("20[0-9]{2}年?(?:至|到|-|—|~|～)+20[0-9]{2}年")
"""Years told as a span are those of what is worked on: 2015至2020年形成的档案."""
_PUT_OFF = regex("(?:推迟|延后|延期|延[至到]|顺延|计划|拟|将|预计|转入|转至|结转)[^，。,;]{0,6}?(20[0-9]{2})年")
"""A year to which work is put off is told of the year that is evaluated: 验收推迟到2023年."""
_OF_NEXT_YEAR = regex("下一步|改进|措施|建议|打算")


@form_check(
    "ZPJ505",
    "年度不一致",
    WARNING,
    reference="R-58",
    clause="自评表评价的是本年度",
    message="评价年度是 {expected} 年，这里写 {found}，请核对",
    fix="核对年度",
)
def other_year(form: FormCase) -> Iterator[Hit]:
    """A target, an actual date, a name or a goal text that speaks of another year only."""
    year = form.evaluation.text("year")
    if not _YEAR_ALONE.fullmatch(year):
        return
    for row in form.rows:
        for field, value in (("target", row.target), ("actual", row.actual)):
            written = value.deadline.year if value.deadline else None
            if field == "actual" and (_is_only_late(row, year) or _is_year_of_target(row)):
                continue
            if written and str(written) != year:
                yield Hit(form.place(row, field), found=f"{written} 年", expected=year, quote=value.text, row=row.place)
    texts = (form.evaluation.fields.get("project_name"), form.evaluation.goal.expected, form.evaluation.goal.achieved)
    achieved = normalise(text_of(form.evaluation.goal.achieved))
    both = set(_YEAR.findall(achieved)) if year in achieved else set()

    def later(match: re.Match[str]) -> str:
        return "" if match.group(1) > year else match.group()

    analysis = (entry for label, entry in form.evaluation.analysis.items() if not _OF_NEXT_YEAR.search(label))
    for entry in (*texts, *analysis):
        told = _PUT_OFF.sub(later, _SPAN_OF_YEARS.sub("", normalise(text_of(entry))))
        years = set(_YEAR.findall(told))
        if entry and years - both and year not in years and not all(compares_years(told, each, year) for each in years):
            yield Hit(entry.location, found="、".join(f"{each} 年" for each in sorted(years)), expected=year)


def _is_year_of_target(row: Row) -> bool:
    """Whether the target has the same other year: told there."""
    due, done = row.target.deadline, row.actual.deadline
    return due is not None and done is not None and due.year == done.year


def _is_only_late(row: Row, year: str) -> bool:
    """A deadline of the year met in the next: the rules on scores speak of it."""
    due, done = row.target.deadline, row.actual.deadline
    if due is None or done is None:
        return False
    return due.year in (None, int(year)) and done.year == int(year) + 1


@book_check(
    "ZPJ516",
    "报告文字里的年度不一致",
    WARNING,
    reference="R-58",
    clause="报告写的是评价年度的数",
    message="评价年度是 {expected} 年，这一节的数却写 {found}，请核对",
    fix="核对年度",
)
def other_year_in_section(case: BookCase) -> Iterator[Hit]:
    """A section whose figures belong, as it says, to another year, and which never names the year of the forms."""
    years = {form.evaluation.text("year") for form in case.forms}
    year = years.pop() if len(years) == 1 else ""
    for section in case.book.sections if _YEAR_ALONE.fullmatch(year) else ():
        written = normalise(section.text)
        named = _YEAR.findall(written)
        match = _YEARLY_FIGURE.search(written) if named else None
        if match and year not in named and not compares_years(written, match.group(1), year):
            hit = Hit(section.location, found=f"{match.group(1)} 年", expected=year, quote=match.group())
            yield replace(hit, project=section.project)


def compares_years(written: str, other: str, year: str) -> bool:
    """Whether a text sets a figure of the year before beside this year's: 与2023年相比，…；2023年执行率为92%."""
    before = year.isdecimal() and other == str(int(year) - 1)
    return before and _COMPARISON.search(written) is not None


@form_check(
    "ZPJ506",
    "偏差原因写得过短",
    WARNING,
    reference="R-65",
    clause=str(clauses.EXPLAIN),
    message="“{name}”的偏差原因只有 {length} 个字（“{found}”），没有看到改进措施，请写清原因和措施",
    fix="写清原因，并写可检查的改进措施",
    follows=("ZPJ420",),
)
def short_reason(form: FormCase) -> Iterator[Hit]:
    """A reason of less than 15 characters on a row with a deduction, without a word of what is to be done.

    A column headed 未完成原因 asks for no measures: there only a word or two are too little.
    """
    shortest = _SHORT_REASON if "indicators.measures" in form.evaluation.places else _SHORT_CAUSE
    for row in form.rows:
        reason = text_of(row.indicator.deviation_reason)
        if row.lost and row.has_reason and len(reason) < shortest and not _MEASURE.search(reason):
            place = form.place(row, "deviation_reason")
            words = {"name": row.name, "length": str(len(reason))}
            yield Hit(place, found=reason, row=row.place, words=words)


_NO_LOSS = regex("(?:无|未|不|没有)(?:扣分|偏差|失分)(?:项|情况|现象)?。?$")


@form_check(
    "ZPJ507",
    "没有扣分却写了偏差原因",
    INFO,
    reference="R-66",
    clause="偏差原因写在有偏差的行",
    message="“{name}”没有扣分，却写了偏差原因，请核对是否填错行",
    fix="核对原因是否填错了行",
)
def reason_without_deduction(form: FormCase) -> Iterator[Hit]:
    """A reason beside full points, where nothing was over-completed."""
    for row in form.rows:
        full = row.points is not None and row.points == row.weight
        above = row.score.rate is not None and row.score.rate > 1
        reason = text_of(row.indicator.deviation_reason)
        if full and row.has_reason and not above and not _NO_LOSS.match(reason):
            yield Hit(form.place(row, "deviation_reason"), found=reason[:40], row=row.place, words={"name": row.name})


def texts_of(case: BookCase) -> Iterator[tuple[str, str, str]]:
    """Every longer text of a workbook: project, place, text."""
    for form in case.forms:
        evaluation = form.evaluation
        reasons = (row.indicator.deviation_reason for row in form.rows)
        goal = evaluation.goal
        for entry in (
            *evaluation.fields.values(),
            goal.expected,
            goal.achieved,
            *reasons,
            *evaluation.analysis.values(),
        ):
            if entry:
                yield form.project, entry.location, entry.text
    for section in case.book.sections:
        yield section.project, section.location, section.text


@book_check(
    "ZPJ508",
    "发文字号没有用六角括号",
    INFO,
    reference="R-68",
    clause="GB/T 9704-2012：发文字号的年份用六角括号〔〕",
    message="发文字号“{found}”的年份应写成“{expected}”",
    fix="年份改用六角括号〔〕",
    safe_fix=True,
)
def document_number(case: BookCase) -> Iterator[Hit]:
    """(2020)45号 for 〔2020〕45号."""
    for project, location, written in texts_of(case):
        yield from document_numbers_in(written, location, project)


def document_numbers_in(written: str, location: str, project: str) -> Iterator[Hit]:
    """Every 发文字号 with other brackets in one text."""
    for match in _DOCUMENT.finditer(written):
        right = f"〔{match.group(1)}〕{match.group(2)}号"
        yield Hit(location, found=match.group(), expected=right, quote=match.group(), project=project)


def with_right_brackets(written: str) -> str:
    """The text with every 发文字号 in 六角括号."""
    return _DOCUMENT.sub(r"〔\1〕\2号", written)


@book_check(
    "ZPJ509",
    "含个人电话或代码",
    INFO,
    reference="R-75",
    clause="公开的文件不得含个人信息",
    message="这里有{what}“{found}”，公开前请确认是否脱敏",
    fix="公开前用“（略）”代替",
)
def personal_data(case: BookCase) -> Iterator[Hit]:
    """Telephone numbers and 18-digit codes."""
    for project, location, written in texts_of(case):
        yield from personal_data_in(written, location, project)


def personal_data_in(written: str, location: str, project: str) -> Iterator[Hit]:
    """Every telephone number and code in one text."""
    if not _LONG_NUMBER.search(written):
        return
    for pattern, what in ((_PHONE, "电话号码"), (_CODE, "18 位代码")):
        for match in pattern.finditer(written):
            found = match.group()
            yield Hit(location, found=f"{found[:3]}…{found[-2:]}", project=project, words={"what": what})


@book_check(
    "ZPJ510",
    "项目名称近似，疑似重复填报",
    WARNING,
    reference="R-77",
    clause="一个项目填一张自评表",
    message="“{found}”与“{expected}”名称近似，请确认不是重复填报",
    fix="确认是两个项目；是同一项目的只留一张表",
)
def similar_names(case: BookCase) -> Iterator[Hit]:
    """Project names that are the same without year and blanks, or nearly so and not told apart by a number."""
    for one, other in combinations(case.forms, 2):
        if _same_project(one.project, other.project):
            entry = other.evaluation.fields.get("project_name")
            place = entry.location if entry else other.evaluation.location
            yield Hit(place, found=other.project, expected=one.project, project=other.project)


def _same_project(one: str, other: str) -> bool:
    bare = [re.sub(r"20\d\d年(?:度)?|\s|项目$|经费$|资金$", "", normalise(name)) for name in (one, other)]
    if not all(bare):
        return False
    if bare[0] == bare[1]:
        return True
    numbered = [_ORDINAL.findall(name) for name in bare]
    return numbered[0] == numbered[1] and len(min(bare, key=len)) > 10 and is_like(bare[0], bare[1], _NEAR)
