"""Over a filed report: contracts after their term began, ends before the last day, years out of place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zpj.checks.case import FormCase, PaperCase, Row
from zpj.checks.dates.days import main_year
from zpj.checks.dates.stages import only_day
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import said
from zpj.checks.reading.text import headings, is_headed, parts, squeezed
from zpj.checks.reading.written_dates import NO_YEAR, Written, dates, possible_dates, with_days_of_no_year
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.touched import touched
from zpj.domain.model import Entry
from zpj.domain.months import days_of
from zpj.domain.paper import PaperTable, Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex

_SIGNED = regex(
    "(?:合同|协议)(?:书)?(?:已|均|分别)*[于在](?P<day>[^,。;]{7,12}?)(?:完成)?签订|[于在]?(?P<day2>20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?)[^,。;至到]{0,16}签订[^,。;]{0,16}(?:合同|协议)"
)
_TERM = regex(
    "(?:服务|合同|养护|管护|维护|租赁|租|履行|履约|承包|保洁|运营|运维|托管|委托|物业|承保|保险|保障|工作)(?:期限|期|时间|年度)(?:均|分别|限)*(?:为|是|从|自|:)*(?=20)"
)
_ANEW = regex("补签|续签|补充|重新|变更|延期|追认|试运行|先行|原合同|上一|倒签|续约|过渡")
_LAST_ONE = regex("最后(?:一|1)?(?:期|批|次|场|轮|个|处|户|条|座)|第[0-9一二三四五六七八九十]+(?:期|批|次|场|轮)")
_DONE = regex("举办|举行|开展|完成|结束|发放|验收|完工|办结|竣工|到位|兑付")
_SIGNED_HEAD, _TERM_HEAD = regex("签订(?:时间|日期)|签约"), regex("(?:服务|合同|履约|租赁|养护|承包)期|起止")
_LATE, _A_MONTH, _NEAR = 31, 28, 70
_ENDS = regex(
    "^(?P<stem>[\u4e00-\u9fff]{2,12}?)(?:工作|任务|活动|项目)?(?:全部|最后)?(?:的)?(?:完成|完工|竣工|结束|办结|发放|到位|竣工验收)(?:的)?(?:时间|日期|时限|时点)$"
)
_HELD = regex(
    "^(?P<stem>[\u4e00-\u9fff]{2,10}?)(?:完成|实施|举办|举行|开展|结束|发放|完工)?(?:的)?(?:时间|日期|起止时间|起止日期)$"
)
_TO_DAY = regex("(?:至|到|[-—–~]+)(?:(?P<month>[0-9]{1,2})[月.])?(?P<day>[0-9]{1,2})[日号]?$")
_PLANNED = regex("计划|预计|拟|原定|目标|期限|要求|应")


@paper_check(
    "ZPJ193",
    "合同签订晚于它约定的期限",
    WARNING,
    reference="R-58 R-59",
    clause="先签合同，后开始服务",
    message="合同写 {found} 签订，约定的期限却从 {expected} 起，请核对",
    fix="核对签订日期和合同期限的年份；确是补签的，写明原因",
    follows=("ZPJ599", "ZPJ527"),
)
def signed_after_the_term_began(case: PaperCase) -> Iterator[Hit]:
    """“养护合同于2022年12月签订，养护期为2022年1月1日至……”: more than a month after; renewals are let pass."""
    for part in parts(case):
        for line in part.body:
            text = squeezed(line.text) if "签订" in line.text else ""
            for match in _SIGNED.finditer(text):
                near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
                term = _TERM.search(near)
                began = _day_in(near[term.end() :][:14]) if term and not _ANEW.search(near) else None
                day = _day_in(match.group())
                if day and began and _is_late(day, began):
                    yield Hit(line.location, day.text, began.text, quote=match.group()[:40], project=part.project)
    yield from _signed_in_rows(case)


def _signed_in_rows(case: PaperCase) -> Iterator[Hit]:
    """A row of contracts whose day of signing lies behind the beginning of its term."""
    for table in case.paper.tables:
        heads = headings(table) if not table.form else []
        signed = next((number for number, head in enumerate(heads) if _SIGNED_HEAD.search(head)), None)
        term = next((number for number, head in enumerate(heads) if _TERM_HEAD.search(head)), None)
        for number, row in enumerate(table.rows if signed is not None and term is not None else (), 1):
            if signed is None or term is None or len(row) <= max(signed, term):
                continue
            day, began = _day_in(squeezed(row[signed])), _day_in(squeezed(row[term]))
            if day and began and _is_late(day, began) and not _ANEW.search("".join(row)):
                yield Hit(table.cell(number, signed + 1), day.text, began.text,
                          quote=row[signed].strip(), project=case.project(table.section))  # fmt: skip


def _is_late(day: Written, began: Written) -> bool:
    return (day.first() - began.last()).days > (_A_MONTH if began.day else _LATE)


def _day_in(text: str) -> Written | None:
    return next((each for each in dates(text) if each.is_possible), None)


@paper_check(
    "ZPJ377",
    "完成时间早于最后一次的日期",
    WARNING,
    reference="R-58 R-59",
    clause="全部做完的时间不早于最后一次的日期",
    message="自评表“{name}”写 {found}，最后一次到 {expected}，请核对",
    fix="核对两处的日期",
    follows=("ZPJ599", "ZPJ527", "ZPJ372", "ZPJ373"),
)
def done_before_the_last_row(case: PaperCase) -> Iterator[Hit]:
    """培训完成时间 2023年11月14日, where the table of courses has one on 11月22日至24日 under 培训时间.

    A day without a year is of the year of the report; the row of the form and the column speak of the same matter.
    """
    year = main_year(case)
    ends = list(_ends(case)) if year else []
    columns = [column for table in case.paper.tables if not table.form and ends
               for column in _columns(table, year or 0)]  # fmt: skip
    for form, row, stem, done, entry in ends:
        for column in columns:
            of_it = column.stem in stem or stem in column.stem
            if of_it and column.last > done.first() and _may_be_of(case, form, column):
                yield Hit(entry.location, done.text, column.text, quote=entry.text.strip(), row=row.place,
                          project=form.project, words={"name": row.name})  # fmt: skip
        for sentence in said(case):
            told = _last_told(sentence.text, stem, done) if stem in sentence.text else None
            if told and (len(case.forms) == 1 or sentence.project == form.project):
                yield Hit(entry.location, done.text, told.text, quote=entry.text.strip(), row=row.place,
                          project=form.project, words={"name": row.name})  # fmt: skip


def _ends(case: PaperCase) -> Iterator[tuple[FormCase, Row, str, Written, Entry]]:
    """The rows of forms that tell when something was done, what that is, the day and its cell."""
    for form in case.forms:
        for row in form.rows:
            match, entry = _ENDS.match(squeezed(row.name)), row.indicator.actual
            done = only_day(entry.text) if match and entry else None
            if match and done and done.day and entry:
                yield form, row, match["stem"], done, entry


def _last_told(text: str, stem: str, done: Written) -> Written | None:
    """The day of a last or numbered one behind the day all was done: 第5期培训于11月22日举办."""
    for match in _LAST_ONE.finditer(text):
        clause = text[match.start() : match.end() + _NEAR].partition(";")[0].partition("。")[0]
        days = with_days_of_no_year(clause, possible_dates(clause))
        late = [each for each in days if each.day and (each.month, each.day) > (done.month, done.day or 0)
                and (each.year == done.year or not each.text.startswith("20"))]  # fmt: skip
        if stem in text[max(0, match.start() - _NEAR) : match.end() + _BEHIND] and late and not _PLANNED.search(clause):
            return late[0] if _DONE.search(clause) else None
    return None


@record
class _Column:
    """The last day a table's column of dates has, as written, and what the column is about."""

    stem: str
    last: date
    text: str
    section: int
    path: str


def _columns(table: PaperTable, year: int) -> Iterator[_Column]:
    heads = table.rows[0] if table.rows else ()
    for number, head in enumerate(heads):
        match = (
            _HELD.match(squeezed(head)) if ("时间" in head or "日期" in head) and not _PLANNED.search(head) else None
        )
        cells = [squeezed(row[number]) for row in table.rows[1:] if match and number < len(row)]
        days = [(day, cell) for cell in cells if (day := _last_day(cell, year))]
        if match and len(days) > 1:
            last, text = max(days)
            above = "".join(squeezed(each.title) for each in table.path)
            yield _Column(match["stem"], last, text, table.section, above)


def _may_be_of(case: PaperCase, form: FormCase, column: _Column) -> bool:
    """Whether a table may be about a form: the only one, or the one its headings name."""
    named = [each.project for each in case.forms if squeezed(each.project) in column.path]
    return len(case.forms) == 1 or named == [form.project]


def _last_day(cell: str, year: int) -> date | None:
    """The last day of a cell like “11月22日至24日” or “2023年9月3日”; None where it has none."""
    found = dates(cell)
    days = [(each.year, each.month, each.day) for each in found if each.day]
    days += [(year, int(match[1]), int(match[2])) for match in NO_YEAR.finditer(cell)] if not found else []
    end = _TO_DAY.search(cell) if days else None
    if end:
        days.append((days[-1][0], int(end["month"] or days[-1][1]), int(end["day"])))
    real = [date(*each) for each in days if 1 <= each[1] <= 12 and 1 <= each[2] <= days_of(each[0], each[1])]
    return max(real, default=None)


_USED_FOR = regex(
    "(?:自评|评价|绩效)结果[^,。;]{0,14}?(?:作为|用于|应用于|运用于|应用到|运用到|纳入|挂钩|作)(?:了|为|到|编制|安排|改进|完善)*(?P<year>20[0-9]{2})年"
    "|(?:作为|用于)(?:编制|安排|申报|分配|改进)?(?P<year2>20[0-9]{2})年(?:度)?[^,。;]{0,24}(?:的)?(?:重要)?(?:依据|参考)"
    "|(?:自评|评价|绩效)结果[^,。;]{0,10}?与(?P<year3>20[0-9]{2})年[^,。;]{0,14}(?:挂钩|衔接|结合)"
)
_BEHIND = 14
_ALREADY = regex("已|上年|上一年|去年|往年")


@another_way("ZPJ153", WARNING, follows=("ZPJ570", "ZPJ572", "ZPJ559", "ZPJ516"))
def used_for_the_past(case: PaperCase) -> Iterator[Hit]:
    """“自评结果将作为2023年任务和资金分配的依据” in the report of 2023."""
    year = main_year(case)
    for part in parts(case) if year else ():
        for line in part.body:
            text = squeezed(line.text) if "结果" in line.text or "依据" in line.text or "参考" in line.text else ""
            titles = "".join(heading.title for heading in line.path)
            for match in _USED_FOR.finditer(text) if "20" in text else ():
                told = int(match["year"] or match["year2"] or match["year3"])
                ahead, behind = clause_before(text, match.start()), text[match.end() : match.end() + _BEHIND]
                own = "结果" in match.group() + ahead + titles and f"{(year or 0) - 1}年" not in ahead
                apart = _ALREADY.search(ahead + match.group()) or ("纳入" in match.group() and "考核" in behind)
                if year and year - 1 <= told <= year and own and not apart:
                    yield Hit(line.location, str(told), str(year), quote=match.group()[:40], project=part.project)


_AT_HEAD = regex(
    "(?:^|(?<=[。;,]))(?P<year>20[0-9]{2})年度?(?!底|末|初|以来|前|起|至|到|[0-9]|[-—])(?P<rest>[^。;]{10,})"
)
_BACKGROUND = regex("立项|背景|依据|由来|必要|历史|沿革|问题|措施|建议|计划|打算")
_BEFORE_IT = regex(
    "申报|申请|批复|批准|立项|论证|编制|规划|下达|印发|招标|上年|结转|提前|启动|开工|比|较|同期|调研|列入|纳入|方案|底|累计|一期|首批|第一批"
)
_LEAST_SAME = 9


@paper_check(
    "ZPJ195",
    "本年的工作写成了上一年的",
    WARNING,
    reference="R-58",
    clause="写评价年度做的事",
    message="报告评价的是 {expected} 年度，“{quote}”写成 {found} 年，自评表写的是本年的事，请核对年份",
    fix="核对年份",
    follows=("ZPJ559", "ZPJ516", "ZPJ572", "ZPJ505", "ZPJ137", "ZPJ148"),
)
def work_of_last_year(case: PaperCase) -> Iterator[Hit]:
    """“2021年我校……购置汽修、智能制造两个专业实训设备” in the report of 2022: words of the form's own goal."""
    year = main_year(case)
    goals = [squeezed(entry.text) for form in case.forms for entry in (form.evaluation.goal.expected,
             form.evaluation.goal.achieved) if entry] if year else []  # fmt: skip
    for sentence in said(touched(case)) if goals else ():
        text = sentence.text
        match = _AT_HEAD.search(text) if str((year or 0) - 1) in text and f"{year}年" not in text else None
        if match is None or int(match["year"]) != (year or 0) - 1 or _BEFORE_IT.search(match["rest"]):
            continue
        if not _of_background(sentence.paragraph) and any(_shared(match["rest"], goal) for goal in goals):
            yield sentence.hit(match["year"], str(year), quote=match.group()[:30])


def _of_background(line: Paragraph) -> bool:
    return is_headed(line, _BACKGROUND)


def _shared(told: str, goal: str) -> bool:
    """Whether a stretch of a text stands word for word in a goal."""
    return any(told[at : at + _LEAST_SAME] in goal for at in range(len(told) - _LEAST_SAME + 1))
