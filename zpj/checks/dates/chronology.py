"""Over a filed report: the days of its own making: work told after its date, out of order, or too early."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.dates.days import in_full, main_year, signed
from zpj.checks.reading.clauses_around import SENTENCE, clause_before, clause_end, clause_start
from zpj.checks.reading.figures import MONEY, said
from zpj.checks.reading.text import Part, is_headed, parts, squeezed
from zpj.checks.reading.written_dates import Written, possible_dates, with_days_of_no_year
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.touched import touched
from zpj.domain.model import printed
from zpj.domain.months import days_of
from zpj.domain.paper import Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex

_TO_COME = regex(
    "拟|(?:计划|规划|安排)(?!财务|统计|[股科处室司])|预计|将|确保|力争|争取|目标|要求|(?<![相供对响反])应(?!急)|须|届时|今后|"
    "下一步|前|期限|有效期|服务期|合同期|租|质保|保修|周期|年度预算|有效|到期|截止|建设期|工期|后续|继续"
)
_UNTIL = regex("(?:(?<!截)至|(?<!截[至止])到|[-—–~])$")
_ADVICE = regex("措施|建议|打算|计划|改进|整改|下一步|意见|应用|公开|目标(?:设定|设立)?(?:情况)?$")
_OF_WORK = regex(
    "自评工作|评价工作|绩效自评(?:工作)?(?:组织|开展|情况)|"
    "工作(?:开展|组织|过程)|组织(?:实施|开展)情况|评价过程|数据采集|前期准备|组织过程"
)
_WORK = regex(
    "填报|填写|成立|印发|制定|布置|部署|召开|启动|收集|报送|核查|走访|评价|自评|打分|评分|汇总|撰写|形成|审议|审定|问卷|调查|开始"
)
_WITHIN_MONTH = regex(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日?(?:至|到|[-—–~])(?P<last>\d{1,2})日")
_OF_MONTHS = regex(
    r"20\d\d年(?P<month>\d{1,2})月(?:份|上旬|中旬|下旬|初|中|底)?(?:至|到|[-—–~])(?P<last>\d{1,2})月(?!\d)"
)
_YEAR_ENDS = regex("[至到—~-]+(?:20[0-9]{2}年)?12月31日")
_LAST_MONTH, _LONGEST_WAIT, _NEAR = 12, 300, 24


@paper_check(
    "ZPJ146",
    "已做的事晚于报告的日期",
    WARNING,
    reference="R-59",
    clause="先做完、先评价，后落款",
    message="“{quote}”晚于报告日期 {expected}，请核对",
    fix="核对这里的日期和报告日期",
    follows=("ZPJ526", "ZPJ527"),
)
def later_than_the_report(case: PaperCase) -> Iterator[Hit]:
    """“截至2025年12月31日，支出……”, “4月17日至28日现场核查” in a report of 14 March 2025; plans are let pass."""
    for part, own, last in _dated_parts(case):
        for line, told in _told(part):
            for each in told if line is not own else ():  # “评价时间：3月4日至3月15日” goes on after its first day
                clause = _clause(squeezed(line.text), each)
                if each.first() > last.last() and not _TO_COME.search(clause) and not _UNTIL.search(_ahead(line, each)):
                    yield Hit(line.location, each.text, last.text, quote=clause[:40], project=part.project)
                    break


def _dated_parts(case: PaperCase) -> Iterator[tuple[Part, Paragraph, Written]]:
    """The reports with the last date they are signed with, and its line."""
    for part in parts(case):
        days = {day.first(): (line, day) for line, day in signed(case) if line.section == part.section}
        if part.is_report and days:
            yield part, *days[max(days)]


def _told(part: Part) -> Iterator[tuple[Paragraph, list[Written]]]:
    """The lines of a report with their dates; a day without a year is of the year told last under its heading."""
    above, year = None, None
    for line in part.body:
        if line.path[:1] != above:
            above, year = line.path[:1], None
        titles = "".join(heading.title for heading in line.path)
        if "月" not in line.text or _ADVICE.search(titles):
            continue
        text = squeezed(line.text)
        found = possible_dates(text)
        yield line, with_days_of_no_year(text, found, year)
        year = found[-1].year if found else year


def _clause(text: str, day: Written) -> str:
    return text[clause_start(text, day.start) : min(clause_end(text, day.end, SENTENCE), day.end + _NEAR)]


def _ahead(line: Paragraph, day: Written) -> str:
    return squeezed(line.text)[: day.start]


@record
class _Step:
    """A day on which the work of evaluation began, and the line that tells it."""

    line: Paragraph
    day: Written


@paper_check(
    "ZPJ147",
    "评价工作的日期先后颠倒，或与评价年度不符",
    WARNING,
    reference="R-58 R-59",
    clause="评价工作按先后进行，在评价年度终了以后、落款以前",
    message="“{found}”{what}，请核对",
    fix="核对评价工作各步的日期和落款日期",
    follows=("ZPJ527", "ZPJ526", "ZPJ571", "ZPJ146", "ZPJ599"),
)
def order_of_the_work(case: PaperCase) -> Iterator[Hit]:
    """“2月10日至14日……；1月17日至28日……”; work in February 2024 for 2024; a span that ends first; a late signature."""
    year = main_year(case)
    for part in parts(case):
        yield from _spans(part)
        steps = [step for step in _steps(part) if not _is_whole_year(step, year)] if part.is_report else []
        for one, other in pairwise(steps):
            if other.day.first() < one.day.first():
                yield _wrong(part, other, f"写在{one.day.text}之后，却比它早")
                break
        early = [step for step in steps if year and (step.day.year, step.day.month) < (year, _LAST_MONTH)]
        if early and (len(early) < len(steps) or steps[0].day.year == year):
            yield _wrong(part, early[0], f"早于评价年度（{year}年）终了")
        yield from _late_date(case, part, steps if not early else [])


def _is_whole_year(step: _Step, year: int | None) -> bool:
    """Whether the days are the year that is evaluated: 评价时段为2023年1月1日至12月31日."""
    return step.day.text == f"{year}年1月1日" and bool(_YEAR_ENDS.match(squeezed(step.line.text), step.day.end))


def _late_date(case: PaperCase, part: Part, steps: list[_Step]) -> Iterator[Hit]:
    last = max((step.day.last() for step in steps), default=None)
    for line, day in signed(case) if last else ():
        if line.section == part.section and last and (day.first() - last).days > _LONGEST_WAIT:
            yield Hit(line.location, day.text, words={"what": f"比文中最后一步评价工作（{in_full(last)}）晚了近一年"},
                      quote=line.text.strip()[-30:], project=part.project)  # fmt: skip


def _steps(part: Part) -> Iterator[_Step]:
    """The days the work of evaluation began on, in the order they are told."""
    for line, told in _told(part):
        if not is_headed(line, _OF_WORK):
            continue
        text = squeezed(line.text)
        for each in told:
            clause = _clause(text, each)
            is_end = _UNTIL.search(text[: each.start]) is not None
            if (
                each.day
                and not is_end
                and _WORK.search(clause)
                and not _TO_COME.search(clause[: clause.find(each.text)])
            ):
                yield _Step(line, each)


def _spans(part: Part) -> Iterator[Hit]:
    for line in part.body:
        text = squeezed(line.text) if "月" in line.text else ""
        for match in (*_WITHIN_MONTH.finditer(text), *_OF_MONTHS.finditer(text)) if text else ():
            known = match.groupdict()
            first, last = int(known.get("day") or known["month"]), int(known["last"])
            if last < first and 1 <= int(known["month"]) <= 12 and first <= days_of(2024, int(known["month"])):
                yield Hit(line.location, match.group(), words={"what": "的止日早于起日"}, quote=match.group(),
                          project=part.project)  # fmt: skip


def _wrong(part: Part, step: _Step, what: str) -> Hit:
    quote = _clause(squeezed(step.line.text), step.day)[:40]
    return Hit(step.line.location, step.day.text, words={"what": what}, quote=quote, project=part.project)


_COMPARED = regex(
    r"(?:比|较|与)(?P<year>20\d\d)年(?:末|底|同期|全年|度)?[^,。;比较]{0,24}?(?:增|减|提高(?!.{0,6}(?:目标|项目|补助|资金|经费))|提升(?!.{0,6}(?:目标|项目|补助|资金|经费))|上升|下降|降低|持平|多|少|高|低|相比)"
)
_THAN_LAST_YEAR = regex(r"(?P<own>20\d\d)年(?:比|较)(?:上年|去年)")
_YEAR = regex(r"(?<![\d〔])(20\d\d)年(?!以来|前|起|[^,。;]{0,6}(?:通知|办法|规划))")
_LEAST_USUAL = 2


@paper_check(
    "ZPJ148",
    "与上年比较、前后对比的年份疑似写错",
    WARNING,
    reference="R-58",
    clause="评价年度的数与上一年度的数比较",
    message="报告评价的是 {expected} 年度，这里写“{found}”，{what}，请核对年份",
    fix="核对比较的年份",
    follows=("ZPJ559", "ZPJ572", "ZPJ505", "ZPJ516"),
)
def years_compared(case: PaperCase) -> Iterator[Hit]:
    """“比2024年的94.10%提高1.32个百分点” in a report of 2024; “比2022年” once, where all else is against 2023.

    “2022年支出796.5万元，2024年比上年增加45.8万元”: the year before is 2023.
    """
    year = main_year(case)
    for part in parts(case) if year else ():
        own = year or 0
        found = [(line, match) for line in part.body if "年" in line.text and not is_headed(line, _ADVICE)
                 for match in _COMPARED.finditer(squeezed(line.text))]  # fmt: skip
        usual = sum(int(match["year"]) == own - 1 for _, match in found)
        for line, match in found:
            told = int(match["year"])
            ahead = clause_before(match.string, match.start(), SENTENCE)
            what = ""
            if own <= told <= own + 1 and str(told + 1) not in ahead:
                what = "同一年不能与自己比较" if told == own else "晚于评价年度"
            elif told == own - _LEAST_USUAL and usual >= _LEAST_USUAL and str(own - 1) not in ahead:
                what = f"别处都与{own - 1}年比较"
            if what:
                yield _of_year(part, line, match.group(), own, what)
        yield from _last_year_told(part, own)


def _last_year_told(part: Part, own: int) -> Iterator[Hit]:
    for line in part.body:
        text = squeezed(line.text) if "上年" in line.text or "去年" in line.text else ""
        for sentence in text.split("。"):
            match = _THAN_LAST_YEAR.search(sentence)
            others = {int(year) for year in _YEAR.findall(sentence)} if match and match["own"] else set()
            if match and match["own"] and int(match["own"]) == own and others - {own} and own - 1 not in others:
                year = max(others - {own})
                yield _of_year(part, line, f"{year}年", own, f"同一句里的上年应是{own - 1}年")


def _of_year(part: Part, line: Paragraph, found: str, year: int, what: str) -> Hit:
    return Hit(line.location, found, str(year), quote=found[:40], words={"what": what}, project=part.project)


_UNTIL_DAY = regex(r"截[至止]到?(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底)")
_YEAR_AHEAD = regex(r"(?<![\d〔])(?P<year>20\d\d)年(?:度)?[^,。;:0-9]{0,14}$")
_NOT_OWN = regex("上年|结转|结余|比|较|与|同")
_THERE_BY_THEN = regex("^(?:[^,。;0-9]{0,6})(?:已|全部|全额|均|足额|及时)*(?:到位|下达|批复|落实)")
"""A year's budget may all be there before the year is out."""
_LAST_DAY = 31


@paper_check(
    "ZPJ137",
    "全年的数写成了年中的，或写成了别的年度的",
    WARNING,
    reference="R-51 R-58",
    clause="自评表的预算数、执行数是评价年度全年的数",
    message="“{quote}”：{expected} 是自评表 {year} 年全年的数，这里写{found}，请核对日期",
    fix="核对截止日期和年份",
    follows=("ZPJ146", "ZPJ148", "ZPJ505", "ZPJ516", "ZPJ559", "ZPJ572", "ZPJ527"),
)
def whole_year_told_else(case: PaperCase) -> Iterator[Hit]:
    """“截至2024年10月31日，支出842.32万元”, “2025年项目预算860万元”, where the form of 2024 has these for the year."""
    year = main_year(case)
    known = [amount for form in case.forms for amount in amounts_of(form)] if year else []
    for sentence in said(touched(case)) if known else ():
        for figure in sentence.quantities:
            amount = figure.value if figure.unit == MONEY else None
            if amount is None or not any(abs(amount - each) <= figure.half for each in known):
                continue
            found = _told_of(sentence.text[: figure.start], year or 0)
            there = _THERE_BY_THEN.search(sentence.text[figure.end :])
            if found and not there and str(year) + "年" not in sentence.text.replace(found, ""):
                yield sentence.hit(found, figure.text, quote=found + "…" + figure.text, words={"year": str(year)})
                break


_SPENT_BY_THEN = regex("^(?:,|止|项目|资金|实际|累计|共|全年)*(?:支出|执行|支付|使用)")


def amounts_of(form: FormCase) -> Iterator[Decimal]:
    """The budgets and the spending of a form's year, in 元."""
    total = form.total
    for entry in (total.initial_budget, total.full_year_budget, total.executed) if total else ():
        number = printed(entry)
        if number:
            yield number.scaleb(4) if form.evaluation.unit == "万元" else number


def _told_of(ahead: str, year: int) -> str:
    """The day or year some words put a figure to, where it is not the end of the form's own year; "" where it is."""
    clause = ahead.rpartition(";")[2]
    until = [*_UNTIL_DAY.finditer(clause)]
    if until:
        last = until[-1]
        whole = (int(last["month"]), int(last["day"] or _LAST_DAY)) == (_LAST_MONTH, _LAST_DAY)
        before = int(last["year"]) == year - 1 and whole and _SPENT_BY_THEN.search(clause[last.end() :])
        return last.group() if before or (int(last["year"]) == year and not whole) else ""
    match = _YEAR_AHEAD.search(ahead)
    if match and int(match["year"]) != year and not _NOT_OWN.search(match.group()):
        return f"{match['year']}年"
    return ""
