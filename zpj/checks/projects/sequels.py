"""Over a filed report: what follows a public notice, goals dated a year back, all done of so many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.clauses_around import clause_before, clause_behind
from zpj.checks.reading.figures import usual_unit
from zpj.checks.reading.own_pairs import own_pairs
from zpj.checks.reading.text import squeezed, texts_of_paper
from zpj.checks.reading.written_dates import LEAP_YEAR, UNTIL, Written, possible_dates, with_days_of_no_year
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.tie.figures import spelt
from zpj.checks.tie.nouns import measured
from zpj.checks.tie.passages import Passage, in_paper
from zpj.checks.touched import touched
from zpj.domain.amounts import parse_number, plain
from zpj.domain.likeness import bigrams
from zpj.domain.regex import regex

_TERM = regex("公示[^。;]{0,16}?(?:期满|无异议|结束|后)")
_NOTICE_AT_END = regex("公示(?:时间|期限?|日期)?(?:为|于|从|自|是|在|:)*$")
_UNTIL_DAY = regex(r"^(?:日)?(?:至|到|[-—–~]+)(?P<day>\d{1,2})日")
_ACT = regex("下达|拨付|兑付|发放|支付|拨到|划拨|印发|签订|授牌|兑现|打卡")
_PLAN = regex("计划|应于|预计|拟于|原定|要求|前(?:完|拨|发)|提前下达")


@paper_check(
    "ZPJ143",
    "公示没有结束就办了公示以后的事",
    WARNING,
    reference="R-58 R-59",
    clause="公示期满无异议后，才下达、拨付、发放",
    message="公示到 {expected}，{act}的日期却是 {found}，请核对",
    fix="核对公示日期和下达、拨付、发放的日期",
    follows=("ZPJ599",),
)
def before_the_notice_ended(case: PaperCase) -> Iterator[Hit]:
    """“公示时间为12月20日至12月26日，资金于12月22日拨付到户”, where the text says: after the notice."""
    for line in case.paper.paragraphs:
        if "公示" not in line.text or "月" not in line.text:
            continue
        text = squeezed(line.text)
        days = _days(text) if _TERM.search(text) else []
        for number, first in enumerate(days):
            end = _end_of_notice(text, days, number)
            for act in days[number + 1 :] if end else ():
                done = _ACT.search(clause_behind(text, act.end))
                before = clause_before(text, act.start)
                linked = done and (_TERM.search(text[first.start : act.start]) or f"后{done.group()}" in text)
                if done and end and linked and act.last() < end and not _PLAN.search(before):
                    yield Hit(line.location, act.text, f"{end.month}月{end.day}日", quote=act.text,
                              project=case.project(line.section), words={"act": done.group()})  # fmt: skip
                    return


def _days(text: str) -> list[Written]:
    """The days of a text; one without a year is of the year told before it, or first."""
    found = [each for each in possible_dates(text) if each.day]
    return with_days_of_no_year(text, found, found[0].year if found else LEAP_YEAR)


def _end_of_notice(text: str, days: list[Written], number: int) -> date | None:
    """The last day of a notice that begins on a day; None where that day is of something else."""
    first, more = days[number], days[number + 1 : number + 2]
    ranged = bool(more) and UNTIL.match(text[first.end : more[0].start]) is not None
    last = more[0] if ranged else first
    behind = clause_behind(text, last.end)
    if not _NOTICE_AT_END.search(text[: first.start]) and ("公示" not in behind or _ACT.search(behind)):
        return None
    day = _UNTIL_DAY.match(text[first.end :])
    if day and not ranged and first.day and int(day["day"]) > first.day:
        other = Written(first.start, first.end, first.text, first.year, first.month, int(day["day"]))
        return other.last() if other.is_possible else None
    return last.last()


_BY = regex(
    r"(?P<year>20\d\d)年(?:\d{1,2}月(?:\d{1,2}日|[底末])?|[底末])(?:之|以)?前[^,。;]{0,4}?(?:全面|全部|基本)?"
    "(?:完成|建成|竣工|完工|拨付|发放|支付|到位|验收|投入使用|交付|兑付)"
)
_GOAL = regex("目标")
_GOAL_AT_HEAD = regex(
    "^(?:[0-9一二三四五六七八九十]+[.、]|[(][^()]{1,2}[)])*(?:项目)?(?:年度|绩效|总体|预期|当年)*目标"
)


@paper_check(
    "ZPJ144",
    "目标的期限疑似写成了上一年",
    WARNING,
    reference="R-58",
    clause="年度目标的期限在评价年度之内",
    message="评价的是 {expected} 年度，目标的期限写“{found}”，请核对年份",
    fix="核对年份",
    follows=("ZPJ516", "ZPJ559", "ZPJ572"),
)
def goals_of_last_year(case: PaperCase) -> Iterator[Hit]:
    """“年度目标：……，2022年11月底前完成全部建设任务” in a paper of 2023 whose goal names no other year."""
    year = main_year(case)
    last = f"{(year or 1) - 1}年"
    goals = [form.evaluation.goal.expected for form in case.forms]
    told = [(entry.location, entry.text, "") for entry in goals if entry and last in entry.text]
    for line in case.paper.paragraphs if year else ():
        if last in line.text and line.heading is None:
            titles = [heading.title for heading in line.path[-1:] if _GOAL.search(heading.title)]
            if any("完成" not in title for title in titles) or _GOAL_AT_HEAD.match(squeezed(line.text)):
                told.append((line.location, line.text, case.project(line.section)))
    for place, text, project in told if year else ():
        match = _BY.search(squeezed(text))
        if match and match["year"] == str((year or 1) - 1) and f"{year}年" not in text:
            yield Hit(place, match.group(), str(year), quote=match.group(), project=project)


_ALL_OF = regex(
    "(?P<number>[0-9]+)(?P<unit>[个处座条所台套件辆项户家场期人名栋部株棵只头盏块册份批次间口眼片段]|公里|公顷|亩|平方米|吨)(?P<noun>[^,。;0-9、]{0,10}?)(?:现|已|目前)*"
    "(?:全部|均|都|悉数)(?:已|按期|如期|按时|顺利|通过)*(?:完成|完工|竣工|建成|投入使用|验收|交付|发放|到位|投用|投运|改造|安装)"
)
_NOT_YET = regex("拟|计划(?!的)|预计|将|确保|应|力争|未|除|外|其余|目标")


@paper_check(
    "ZPJ380",
    "说多少个全部完成，自评表没有这么多",
    WARNING,
    reference="R-52",
    clause="完成情况的说法应与指标的完成值一致",
    message="文字说“{found}”，“{name}”实际只完成 {expected}，请核对",
    fix="按实际完成数改正说法",
    follows=("ZPJ323", "ZPJ598", "ZPJ543", "ZPJ582", "ZPJ562"),
)
def so_many_all_done(case: PaperCase) -> Iterator[Hit]:
    """“列入计划的8个小区已全部完工” beside 完成改造小区数量 7个 of 8个."""
    paragraphs = touched(case).paper.paragraphs
    lines = [line for line in paragraphs if not line.is_title and _ALL_OF.search(squeezed(line.text))]
    results = [
        Passage(form, done.location, done.text) for form in case.forms if (done := form.evaluation.goal.achieved)
    ]
    for passage in (*(in_paper(case, lines) if lines else ()), *results):
        text = spelt(passage.text)
        for match in _ALL_OF.finditer(text) if not passage.planned else ():
            clause = clause_before(text, match.start())
            behind = clause_behind(text, match.end())
            if not _NOT_YET.search(clause + match.group()) and not behind.startswith("前"):
                yield from _fewer(passage, match, behind)


@another_way("ZPJ380", WARNING, follows=("ZPJ380", "ZPJ323", "ZPJ598", "ZPJ543", "ZPJ582", "ZPJ562"))
def so_many_planned_and_fewer_done(case: PaperCase) -> Iterator[Hit]:
    """“26个小区改造任务已全部完成” beside “计划改造小区26个，完成25个”, in the text or in a cell."""
    claims = [(line, match) for line in touched(case).paper.paragraphs if not line.is_title and "全" in line.text
              for match in _ALL_OF.finditer(spelt(line.text))]  # fmt: skip
    if not claims:
        return
    from zpj.checks.reading.row_results import planned_and_done

    pairs = [(pair, text) for _, whole, _ in texts_of_paper(case) if "计划" in whole
             for text in re.split("[。;]", whole) if (pair := planned_and_done(text))]  # fmt: skip
    for line, match in claims:
        number, pieces = parse_number(match["number"]), bigrams(match["noun"])
        short = [done for (goal, done), text in pairs
                 if goal.value == number and goal.unit == usual_unit(match["unit"]) and done.value < goal.value
                 and any(piece in text for piece in pieces)]  # fmt: skip
        if short and not _NOT_YET.search(match.group()):
            yield Hit(line.location, match.group(), f"{plain(short[0].value)}{short[0].unit}",
                      quote=match.group()[-30:], project=case.project(line.section),
                      words={"name": match["noun"]})  # fmt: skip


def _fewer(passage: Passage, match: re.Match[str], behind: str) -> Iterator[Hit]:
    number, noun = parse_number(match["number"]), f"{match['noun']},{behind}"
    pieces = set(bigrams(noun))
    for row in measured(passage.form):
        meant = row.unit == usual_unit(match["unit"]) and any(piece in row.name for piece in pieces)
        if meant and number is not None and number in row.goals and row.value < number:
            actual = row.row.indicator.actual
            yield Hit(passage.location, match.group(), f"{plain(row.value)}{row.unit}", quote=match.group()[-30:],
                      basis=actual.location if actual else "", project=passage.form.project,
                      words={"name": row.row.name})  # fmt: skip
            return


_TASK = regex(
    "(?:保障|确保|保证|完成|推动|促进|落实)了?(?P<name>[\u4e00-\u9fff、]{6,28}?)(?:项目|任务|工程)"
    "(?:的?(?:顺利|规范|有序|按期|按时|如期|及时|全面|圆满|正常|有效|通过|竣工|建成|验收)|[,。;]|的(?:实施|落实|开展|推进|运行|完成|各项))"
)
_ANY_TASK = regex("相应|调减|调增|追加|年度|绩效|预算|目标|各项|全部|既定|以上|下达|考核|上级")
_FEWEST_PAIRS, _FEW, _LEAST_TEXTS = 4, 4, 20


@paper_check(
    "ZPJ145",
    "写到了全文别处没有的项目、任务",
    WARNING,
    reference="R-74",
    clause="一个项目的报告只写这个项目",
    message="“{found}”全文别处没有写到，请核对是否从别的报告抄来",
    fix="核对是否误抄；确与项目有关的，在项目内容里写明",
    follows=("ZPJ574", "ZPJ117", "ZPJ538", "ZPJ558", "ZPJ544", "ZPJ118"),
)
def task_of_another_paper(case: PaperCase) -> Iterator[Hit]:
    """“保障了普惠性幼儿园生均补助项目的规范运行” in a paper of school repairs: its own words stand nowhere else."""
    places = texts_of_paper(case)
    told = [(place, match, section) for place, text, section in places
            for match in (_TASK.finditer(text) if "任务" in text or "项目" in text or "工程" in text else ())
            if not _ANY_TASK.search(match["name"])]  # fmt: skip
    if not told or len(places) <= _LEAST_TEXTS:
        return
    counted = Counter(chain.from_iterable(set(own_pairs(text)) for _, text, _ in places))
    for place, match, section in told:
        pairs = set(own_pairs(match["name"]))
        if len(pairs) >= _FEWEST_PAIRS and sum(counted[pair] > 1 for pair in pairs) * _FEW <= len(pairs):
            yield Hit(place, match["name"], quote=match.group()[:40], project=case.project(section))
