"""Over a filed report: spans of days that end before they begin or too late, batches and terms out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.dates.chronology import amounts_of
from zpj.checks.dates.days import main_year, signed
from zpj.checks.dates.turnabouts import one_day_out_of_order
from zpj.checks.reading.clauses_around import SENTENCE, clause_before
from zpj.checks.reading.figures import MONEY, said
from zpj.checks.reading.text import is_headed, parts, squeezed, whole_number
from zpj.checks.reading.written_dates import Written, dates, possible_dates, with_days_of_no_year
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.touched import touched
from zpj.domain.months import days_of
from zpj.domain.regex import regex

_STOP = regex("[。;]")
_DAY = "(?:(?P<{0}year>20[0-9]{{2}})年)?(?P<{0}month>[0-9]{{1,2}})月(?P<{0}day>[0-9]{{1,2}})日"
_SPAN = regex(
    _DAY.format("a")
    + "(?:至|到|[-—–~]+)(?P<next>次年|翌年)?"
    + _DAY.format("b").replace("月", "月)?").replace("(?P<bmonth>", "(?:(?P<bmonth>")
    + "(?!前)"
)
_OVER_YEARS = regex(
    "供暖|采暖|取暖|学年|冬|雪|防火期|禁渔|休渔|合同|服务期|租|每年|跨年|保险|质保|有效期|周期|考核年度|防控"
)
_EVALUATED = regex(
    "自评|评价|评分|打分|收集|核查|抽查|复核|走访|问卷|汇总|撰写|座谈|自查|核实|查阅|审核材料|形成[^,。;]{0,8}报告"
)
_TO_COME = regex("拟|计划|将|预计|争取|确保|下一步|应当")
_ADVICE = regex("措施|建议|打算|下一步|改进|整改")
_LAST_MONTH, _AUTUMN, _SPRING = 12, 10, 4


@another_way("ZPJ147", WARNING, follows=("ZPJ147", "ZPJ599", "ZPJ527", "ZPJ571"))
def spans_that_end_first(case: PaperCase) -> Iterator[Hit]:
    """“6月26日至3月8日，……听取汇报、核对台账”: a span of one year that ends before it begins.

    What goes on over the turn of a year (heating, contracts, school years) is let pass, and spans that name two years.
    """
    for part in parts(case):
        for line in part.body:
            text = squeezed(line.text) if "月" in line.text and "日" in line.text else ""
            for match in _SPAN.finditer(text):
                days = _both(match.groupdict(), main_year(case))
                near = text[max(0, match.start() - 20) : match.end() + 30].partition("。")[0]
                turn = days and days[0].month >= _AUTUMN and days[1].month <= _SPRING and not _is_own_work(match, near)
                ends_first = days and days[1] < days[0] and not turn and not match["next"]
                if ends_first and not _OVER_YEARS.search(near):
                    yield Hit(line.location, match.group(), words={"what": "的止日早于起日"}, quote=match.group(),
                              project=part.project)  # fmt: skip


def _is_own_work(match: re.Match[str], near: str) -> bool:
    """Whether a span with a year is of the work of evaluation, which is none over the turn of a year."""
    return match["ayear"] is not None and _EVALUATED.search(near) is not None


def _both(known: dict[str, str | None], usual: int | None) -> tuple[date, date] | None:
    """The first and the last day of a span; the last is of the year of the first where it names none."""
    first_year = known["ayear"] or usual
    days: list[date] = []
    for name, year in (("a", first_year), ("b", known["byear"] or first_year)):
        month, day = int(known[name + "month"] or known["amonth"] or 0), int(known[name + "day"] or 0)
        if not year or not 1 <= month <= 12 or not 1 <= day <= days_of(int(year), month):
            return None
        days.append(date(int(year), month, day))
    return days[0], days[1]


@another_way("ZPJ146", WARNING, follows=("ZPJ146", "ZPJ526", "ZPJ527", "ZPJ599"))
def work_that_ends_after_the_report(case: PaperCase) -> Iterator[Hit]:
    """“2月26日至6月8日收集资料” in a report of 20 March: work of evaluation, told as done, that ends later."""
    for part in parts(case):
        days = [(day.first(), day, line) for line, day in signed(case) if line.section == part.section]
        last = max(days, key=lambda each: each[0], default=None)
        for line in part.body if last else ():
            if last and line is last[2]:
                continue  # “评价时间：3月4日至3月15日” is the date itself
            text = squeezed(line.text) if "月" in line.text and last and not is_headed(line, _ADVICE) else ""
            year = last[0].year if last else 0
            for match in _SPAN.finditer(text):
                both = _both(match.groupdict(), year)
                clause = text[match.end() :].partition("。")[0].partition(";")[0][:60]
                before = clause_before(text, match.start(), SENTENCE)
                of_it = _EVALUATED.search(before[-30:] + clause) and not _TO_COME.search(before[-12:] + clause[:16])
                if last and both and of_it and last[1].last() < both[1] and line.location not in _told_odd(case):
                    yield Hit(line.location, match.group(), last[1].text, quote=match.group() + clause[:16],
                              project=part.project)  # fmt: skip


@lru_cache(maxsize=4)
def _told_odd(case: PaperCase) -> frozenset[str]:
    """Where another rule tells the one day that is out of order (ZPJ152)."""
    return frozenset(hit.location for hit in one_day_out_of_order(case))


_SELF = regex("(?:成立|组建|启动|开展|组织|形成|完成|印发|布置|部署|召开)[^,。;]{0,24}(?:自评|绩效评价|评价工作)")
_BOUNDED = regex("至$|到$|截[至止]|〔|[—-]$|目标|前")
_OF_ANOTHER = regex("上年|上一年|监控|事前|中期|半年|试评|培训")


@another_way("ZPJ147", WARNING, follows=("ZPJ147", "ZPJ571", "ZPJ526", "ZPJ599", "ZPJ516", "ZPJ485"))
def evaluated_before_the_year_ended(case: PaperCase) -> Iterator[Hit]:
    """“2023年2月26日，县公安局……成立自评小组” in the report of 2023, under whichever heading."""
    year = main_year(case)
    for sentence in said(touched(case)) if year else ():
        text = sentence.text if "自评" in sentence.text or "评价" in sentence.text else ""
        if (
            not text
            or _OF_ANOTHER.search(text)
            or str((year or 0) - 1) in text
            or is_headed(sentence.paragraph, _ADVICE)
        ):
            continue
        titles = "".join(heading.title for heading in sentence.paragraph.path)
        for each in dates(text):
            behind = text[each.end :].partition("。")[0].partition(";")[0][:70]
            began = _SELF.search(behind) or (
                _EVALUATED.search(text[: each.start][-40:] + behind[:30]) and "自评" in titles
            )
            ahead = text[: each.start][-8:]
            of_the_year = (each.month, each.day) == (1, 1) or each.day is None
            early = each.is_possible and each.month < _LAST_MONTH and each.year == year and not of_the_year
            if early and began and not _BOUNDED.search(ahead + behind[:2]):
                yield sentence.hit(each.text, quote=text[each.start : each.end + 30],
                                   words={"what": f"早于评价年度（{year}年）终了"})  # fmt: skip
                break


_NTH = regex(
    "^第?(?P<n>[一二三四五六七八九十0-9]{1,2})(?P<kind>季度|批次?|期|"
    "次|轮|阶段)$|^(?P<month>[0-9]{1,2})(?P<of>月)(?:份)?$"
)
_NTH_DONE = regex(
    "第(?P<n>[一二三四五六七八九十])(?P<kind>批次?|期|次|轮|阶段)[^,。;0-9第]{0,12}(?=20[0-9]{2}年|"
    "[0-9]{1,2}月[0-9]{1,2}日)"
)


@paper_check(
    "ZPJ179",
    "各批次、各季度的日期不按先后",
    WARNING,
    reference="R-58 R-59",
    clause="前一批（期、季度）的日期不晚于后一批",
    message="{what}写“{found}”，前面的{before}写“{expected}”，先后颠倒，请核对",
    fix="核对两个日期",
    follows=("ZPJ599", "ZPJ152", "ZPJ174", "ZPJ527"),
)
def batches_out_of_order(case: PaperCase) -> Iterator[Hit]:
    """“第一批6月30日完成，第二批9月28日完成，第三批4月1日完成”; rows 第一季度 … 第四季度 whose days do not go up."""
    year = main_year(case)
    for table in case.paper.tables:
        for column in range(len(table.rows[0]) if table.rows and year and not table.form else 0):
            known: list[tuple[int, str, Written, str]] = []
            for number, row in enumerate(table.rows, 1):
                names = [match for cell in row[:2] if (match := _NTH.match(squeezed(cell)))]
                days = _days(squeezed(row[column]), year or 0) if names and column < len(row) else []
                if len(days) == 1:
                    order = whole_number(names[0]["n"] or names[0]["month"]) or 0
                    place = table.cell(number, column + 1)
                    known.append((order, names[0].group(), days[0], place))
            yield from _fallen(known, case, table.section)
    for sentence in said(case) if year else ():
        found = list(_NTH_DONE.finditer(sentence.text)) if "第一" in sentence.text else []
        told = [(whole_number(match["n"]) or 0, match["n"] + match["kind"], days[0], sentence.paragraph.location)
                for match in found if (days := _days(sentence.text[match.end() :][:14], year or 0))]  # fmt: skip
        kinds = {match["kind"] for match in found}
        if len(kinds) == 1 and len(told) == len(found):
            yield from _fallen(told, case, sentence.paragraph.section)


def _days(text: str, year: int) -> list[Written]:
    """The days of a text; without a year they are of the year of the paper."""
    own = possible_dates(text)
    every = with_days_of_no_year(text, own)
    return [each if each in own or own else Written(each.start, each.end, each.text, year, each.month, each.day)
            for each in every if each in own or each.day != 29 or each.month != 2]  # fmt: skip


def _fallen(known: Sequence[tuple[int, str, Written, str]], case: PaperCase, section: int) -> Iterator[Hit]:
    rising = all(one[0] < other[0] for one, other in pairwise(known))
    for one, other in pairwise(known) if rising else ():
        if other[2].last() < one[2].first():
            yield Hit(other[3], other[2].text, one[2].text, quote=other[2].text, project=case.project(section),
                      words={"what": other[1], "before": one[1]})  # fmt: skip
            return


_TERM = regex(
    "(?:服务|合同|养护|管护|维护|租赁|履行|履约|承包|保洁|运营|运维|托管|委托|保险)(?:期限|期|"
    "时间)(?:均|限)*(?:为|是|从|自|:)*"
    "(?P<first>20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)?(?:至|到|[-—–~]+)(?P<last>20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)"
)
_CHOSEN = regex(
    "(?P<day>(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?)[^。;至到]{0,30}?(?:公开招标|竞争性(?:磋商|"
    "谈判)|签订[^,。;]{0,6}(?:合同|协议)|确定[^,。;]{0,10}(?:单位|公司|商))"
)
_ANEW = regex("补签|续签|补充|重新|变更|延期|追认|先行|原合同|上一|倒签|过渡|分别|两个|新合同")


@another_way("ZPJ193", WARNING, follows=("ZPJ193", "ZPJ599", "ZPJ527"))
def term_before_the_contract(case: PaperCase) -> Iterator[Hit]:
    """“5月28日通过公开招标确定，合同期为2023年2月1日至……”, “3月28日签订合同，合同期至2022年12月31日”."""
    for sentence in said(case):
        text = sentence.text if "期" in sentence.text or "时间" in sentence.text else ""
        terms = list(_TERM.finditer(text)) if text and not _ANEW.search(text) else []
        chosen = list(_CHOSEN.finditer(text)) if len(terms) == 1 else []
        for match in chosen:
            days = [each for each in _days(text[: match.end("day")], main_year(case) or 0)
                    if each.start == match.start("day")] or possible_dates(match["day"])  # fmt: skip
            first = dates(terms[0]["first"] or "")
            last = dates(terms[0]["last"])
            after = [each for each in days if (last and each.first() > last[0].last())
                     or (first and (each.first() - first[0].first()).days > 31)]  # fmt: skip
            if after and match.start() != terms[0].start("last"):
                yield sentence.hit(match["day"], terms[0]["first"] or terms[0]["last"], quote=match.group()[:40])
                break


_UNTIL = regex("(?:^|[,。;])(?P<until>(?:截[至止]到?|至)(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日),")


@another_way("ZPJ137", WARNING, follows=("ZPJ137", "ZPJ527"))
def whole_year_until_a_day(case: PaperCase) -> Iterator[Hit]:
    """“至4月28日，实际执行703万元”, where 703 is what the form has for the whole year."""
    year = main_year(case)
    known = {amount for form in case.forms for amount in amounts_of(form)} if year else set()
    for sentence in said(case) if known else ():
        match = _UNTIL.search(sentence.text) if "至" in sentence.text else None
        if match is None or (match["month"], match["day"]) == ("12", "31"):
            continue
        for figure in sentence.quantities:
            if figure.unit == MONEY and figure.start >= match.end() and figure.value in known:
                yield sentence.hit(match["until"], figure.text, quote=match["until"] + "…" + figure.text,
                                   words={"year": str(year)})  # fmt: skip
                break


_GATHERED = regex("收集|自查|核查|抽查|走访|问卷|资料|核实|座谈")


@another_way("ZPJ147", WARNING, follows=("ZPJ147", "ZPJ146", "ZPJ599", "ZPJ526"))
def steps_that_end_after_the_next(case: PaperCase) -> Iterator[Hit]:
    """“2月20日至6月1日收集资料，3月4日至8日复核、计算得分”: a step that ends after the one that follows it."""
    year = main_year(case)
    for part in parts(case) if year else ():
        for line in part.body:
            text = squeezed(line.text) if line.text.count("月") > 2 and not is_headed(line, _ADVICE) else ""
            spans = [
                (match, both) for match in _SPAN.finditer(text) if (both := _both(match.groupdict(), (year or 0) + 1))
            ]
            for (one, own), (other, later) in pairwise(spans):
                act = _STOP.split(text[one.end() : other.start()])[0]
                near = (
                    line.location not in _told_odd(case)
                    and _GATHERED.search(act[:40])
                    and "其中" not in act
                    and other.start() - one.end() < 60
                )
                if near and _EVALUATED.search(text[other.end() :][:30]) and own[0] <= later[0] and later[1] < own[1]:
                    yield Hit(line.location, one.group(), quote=one.group() + act[:16], project=part.project,
                              words={"what": f"比后面一步（{other.group()}）结束得晚"})  # fmt: skip
