"""Over a filed report: years that cannot be, seen from what is said beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.clauses_around import SENTENCE, clause_around, clause_before
from zpj.checks.reading.events import events
from zpj.checks.reading.figures import MONEY, PERCENT, Quantity, Sentence, said
from zpj.checks.reading.text import parts, squeezed, texts_of_paper, whole_text
from zpj.checks.reading.written_dates import dates
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.amounts import exact
from zpj.domain.model import printed
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_WITH_YEAR = "(?P<year>20[0-9]{2})年"
_FROM = regex(
    f"(?:由|从|比|较|与|同){_WITH_YEAR}(?:度|底|末|同期|全年|年底|年末)?(?:的)?(?:[^,。;0-9]{{0,12}}[0-9][^,。;]{{0,14}})?"
    "(?:相比|增|减|提高|提升|上升|下降|降|缩短|压缩|多|少|高|低)"
)
_CITED = regex("《[^》]*》|〔[^〕]*〕")
_OTHER_BASE = regex("基期|基准|五年|三年|规划|十[三四]五|以来|连续|普查|累计")


@another_way("ZPJ148", WARNING, follows=("ZPJ148", "ZPJ559", "ZPJ505", "ZPJ516", "ZPJ572"))
def compared_with_a_year_told_once(case: PaperCase) -> Iterator[Hit]:
    """“比2021年的375件增加45件” in a report of 2023 that names 2021 but here and elsewhere compares with 2022."""
    year = main_year(case)
    if year is None:
        return
    whole = _CITED.sub("", whole_text(case))
    once = whole.count(f"{year - 2}年") == 1 and f"{year - 1}年" in whole
    for part in parts(case) if once else ():
        for line in part.body:
            text = squeezed(line.text) if str(year - 2) in line.text else ""
            for match in _FROM.finditer(text):
                clause = clause_around(text, match.start(), match.start(), SENTENCE)
                own = int(match["year"]) == year - 2 and f"{year - 1}年" not in clause
                if own and not _OTHER_BASE.search(clause):
                    yield Hit(line.location, match.group(), str(year), quote=match.group()[:40],
                              words={"what": f"上一年是{year - 1}年"}, project=part.project)  # fmt: skip


_THAN_BEFORE = regex(f"(?<!至)(?<!-){_WITH_YEAR}度?(?:比|较)(?:上年|去年|上一年)")
_SUBJECT_YEAR = regex(
    "(?:^|[。;,:])(?P<own>20[0-9]{2})年(?!底|末|以来|前|起|[0-9]{1,2}月)(?P<between>[^。;]{2,90}?)(?:比|"
    "较|与)(?P<base>20[0-9]{2})年(?!度?(?:计划|目标|预算))"
    "(?P<behind>[^。;,]{0,20})"
)
_SAME_TIME = regex("(?P<base>20[0-9]{2})年(?!底|末)[^,。;]{2,24}[0-9][^,。;]{0,4}[,](?P<own>20[0-9]{2})年同比")
_CHANGED = regex("增|减|提高|提升|上升|下降|降|缩短|多|少|高|低|相比|持平")


@another_way("ZPJ148", WARNING, follows=("ZPJ559", "ZPJ505", "ZPJ516", "ZPJ572"))
def years_against_each_other(case: PaperCase) -> Iterator[Hit]:
    """“2021年应届毕业生466人……比2022年的84.6%提高”: a year against a later one or itself.

    “2022年支出72.5万元，2022年比上年增加”, “2021年执行240万元，2023年同比增长”: the year before is told wrong.
    """
    year = main_year(case)
    for part in parts(case) if year else ():
        for line in part.body if year else ():
            text = squeezed(line.text) if line.text.count("20") > 1 else ""
            for found, what in _turned(text, year or 0) if text else ():
                yield Hit(line.location, found, str(year), quote=found[:40], words={"what": what},
                          project=part.project)  # fmt: skip


def _turned(text: str, year: int) -> Iterator[tuple[str, str]]:
    for match in _THAN_BEFORE.finditer(text):
        before = text[: match.start()]
        named = [int(told) for told in re.findall("(20[0-9]{2})年", before[before.rfind("。") + 1 :])]
        if int(match["year"]) == year - 1 and named == [year - 1]:
            yield match.group(), f"前面写的是{year - 1}年的数，这里应是{year}年"
    for match in _SUBJECT_YEAR.finditer(text):
        own, base = int(match["own"]), int(match["base"])
        again = re.search("20[0-9]{2}年|同比", match["between"])
        if own <= base <= year and not again and _CHANGED.search(match["behind"]) and own >= year - 2:
            yield f"{match['own']}年……比{match['base']}年", "后面的年份不早于前面的"
    for match in _SAME_TIME.finditer(text):
        if int(match["own"]) == year and int(match["base"]) < year - 1:
            yield match.group()[-40:], f"同比是与{year - 1}年比"


_CARRIED = regex(
    "结转(?:到|至|入)?(?P<year>20[0-9]{2})年度?(?:初)?(?:[一-龥]{0,6}?)(?:使用|继续|支付|用于|"
    "安排|支出|列支|办理|实施|执行|完成)"
)
_UNTIL_THEN = regex("待(?P<year>20[0-9]{2})年(?:[0-9]{1,2}月)?[^,。;0-9]{0,10}(?:期?满|后|支付|拨付|再|验收|到期)")
_MISSED = regex(
    "未(?:能)?(?:按期)?[在于](?P<year>20[0-9]{2})年(?:底|末|内|年底)?(?:之?前)?[^,。;0-9]{0,8}(?:完成|"
    "支付|执行|开展|实施|交付)"
)
_CARRIED_OVER = regex("(?P<year>20[0-9]{2})年(?:度)?结转(?:资金|指标|预算)?[0-9]")
_OF_BEFORE = regex("上年|以前年度|去年|历年")


@paper_check(
    "ZPJ177",
    "结转、待办、未完成的年份不对",
    WARNING,
    reference="R-58",
    clause="余下的钱和事转到评价年度以后；没有做完的是评价年度的事",
    message="报告评价的是 {year} 年度，这里写“{found}”，应是 {expected} 年，请核对",
    fix="核对年份",
    follows=("ZPJ572", "ZPJ516", "ZPJ505", "ZPJ559", "ZPJ165"),
)
def left_over_to_the_year_itself(case: PaperCase) -> Iterator[Hit]:
    """“暂缓发放的14.75万元结转2023年使用”, “待2023年质保期满支付”, “未能在2022年完成” in a report on 2023."""
    year = main_year(case)
    for place, text, section in texts_of_paper(case) if year else ():
        for pattern in (
            (_CARRIED, _UNTIL_THEN, _MISSED)
            if "20" in text and ("结转" in text or "待" in text or "未" in text)
            else ()
        ):
            for match in pattern.finditer(text):
                before = clause_before(text, match.start(), SENTENCE)
                right = (year or 0) if pattern is _MISSED else (year or 0) + 1
                aside = _OF_BEFORE.search(before) or (f"{(year or 0) - 1}年" in before)
                if int(match["year"]) == right - 1 and not aside:
                    yield Hit(place, match.group(), str(right), quote=match.group(), project=case.project(section),
                              words={"year": str(year)})  # fmt: skip
        for match in _CARRIED_OVER.finditer(text) if "结转" in text else ():
            if int(match["year"]) == (year or 0) - 2 and f"{(year or 0) - 1}年" not in text:
                yield Hit(place, match.group()[:-1], str((year or 0) - 1), quote=match.group(),
                          project=case.project(section), words={"year": str(year)})  # fmt: skip


_YEAR_END = frozenset({(12, 31), (1, 1)})


@paper_check(
    "ZPJ178",
    "文字与自评表的同一个日期年份不同",
    WARNING,
    reference="R-58 R-59",
    clause="同一件事的日期在报告和自评表里应当一致",
    message="文字写“{found}”，自评表写“{expected}”，月日相同、年份不同，请核对",
    fix="核对年份，改成一致",
    follows=("ZPJ599", "ZPJ355", "ZPJ144", "ZPJ158", "ZPJ374", "ZPJ527", "ZPJ562", "ZPJ559", "ZPJ516"),
)
def day_of_another_year(case: PaperCase) -> Iterator[Hit]:
    """“应于2022年10月31日前拨付” where the form's goal is 2023年10月31日前: the same day and month, another year."""
    known = {(day.month, day.day or 0): (day, entry) for form in case.forms for row in form.rows
             for entry in (row.indicator.target, row.indicator.actual) if entry
             for day in dates(squeezed(entry.text)) if day.day and day.is_possible}  # fmt: skip
    years = Counter(day.year for day, _ in known.values())
    for sentence in said(case) if len(years) == 1 else ():
        told = dates(sentence.text) if "月" in sentence.text else []
        for each in told:
            own = known.get((each.month, each.day or 0))
            far = own is not None and abs(own[0].year - each.year) == 1 and (each.month, each.day) not in _YEAR_END
            if (
                own
                and far
                and not any((day.year, day.month, day.day) == (own[0].year, own[0].month, own[0].day) for day in told)
            ):
                yield sentence.hit(each.text, own[0].text, quote=each.text)


@another_way("ZPJ178", WARNING, follows=("ZPJ178", "ZPJ175", "ZPJ158", "ZPJ355", "ZPJ559", "ZPJ599"))
def day_of_the_year_told_before(case: PaperCase) -> Iterator[Hit]:
    """“2022年8月21日开始、11月24日完成”, the form having 2023年11月24日: the year told before is wrong."""
    known = {(day.month, day.day or 0): day for form in case.forms for row in form.rows
             for entry in (row.indicator.actual,) if entry for day in dates(squeezed(entry.text))
             if day.day is not None and day.is_possible}  # fmt: skip
    for event in events(case) if known else ():
        own = known.get((event.first.month, event.first.day or 0))
        years = abs(event.first.year - own.year) if own else 0
        if own and years == 1 and not event.sure and event.line >= 0 and (own.month, own.day or 0) not in _YEAR_END:
            yield Hit(event.place, f"{event.first.year}年……{event.text}", own.text, quote=event.text,
                      project=case.project(event.section))  # fmt: skip


_OF_LAST_YEAR = "(?:^|[。;,:]){0}年度?(?!底|末|以来|前|[0-9]{{1,2}}月)(?P<rest>[^。;]{{0,60}}?)$"
_BUDGETED = regex("年初预算|下达|安排|批复|预算")
_ASIDE = regex("提前|结转|结余|上年|比|较|同期|决算|同类|20[0-9]{2}年")


@another_way("ZPJ137", WARNING, follows=("ZPJ137", "ZPJ559", "ZPJ505", "ZPJ516", "ZPJ572", "ZPJ148"))
def own_budget_of_last_year(case: PaperCase) -> Iterator[Hit]:
    """“2022年下达我县……资金600万元” where 600 is the budget on the form of 2023."""
    year = main_year(case)
    totals = [form.total for form in case.forms if form.total] if year else []
    known = {number.scaleb(4) if case.forms[0].evaluation.unit == "万元" else number for total in totals
             for entry in (total.initial_budget, total.full_year_budget) if (number := printed(entry))}  # fmt: skip
    finder = regex(_OF_LAST_YEAR.format((year or 1) - 1))
    for sentence in said(case) if known and exact("0") not in known else ():
        for figure in sentence.quantities if str((year or 0) - 1) in sentence.text else ():
            match = (
                finder.search(sentence.text[: figure.start]) if figure.unit == MONEY and figure.value in known else None
            )
            if match and _BUDGETED.search(match["rest"]) and not _ASIDE.search(match["rest"]):
                told = f"{(year or 0) - 1}年"
                yield sentence.hit(told, figure.text, quote=told + "…" + figure.text, words={"year": str(year)})
                break


_RATE_OF_LAST = (
    "(?:^|[。;,:]){0}年度?(?!底|末|以来|前|初|[0-9]{{1,2}}月)的?"
    "(?P<what>[\u4e00-\u9fff“”()]{{0,16}}?(?:率|比例|度))(?:为|是|达到?|约|:)*$"
)
_BUDGETS = regex("预算(?!执行|完成|支出|编制)|下达|到位|安排")
_SPENDING = regex("支出|执行|支付|使用|结余|结转")
_OTHER_TIME = regex("比|较|上年|去年|同期|提高|提升|上升|下降|增|降|目标|以上|20[0-9]{2}年|上一年")
_PERCENT_OF = exact("100")


@another_way("ZPJ559", WARNING, follows=("ZPJ559", "ZPJ505", "ZPJ516", "ZPJ572"))
def own_rate_of_last_year(case: PaperCase) -> Iterator[Hit]:
    """“2021年预算完成率为96%” in a report on 2022 that spent 96 % of its budget, or whose table has it so."""
    year = main_year(case)
    finder = regex(_RATE_OF_LAST.format((year or 1) - 1))
    for sentence in said(case) if year else ():
        for figure in sentence.quantities if str((year or 0) - 1) in sentence.text else ():
            match = finder.search(sentence.text[: figure.start]) if figure.unit == PERCENT else None
            around = sentence.text[: match.start()] + sentence.text[match.end() :] if match else ""
            if match and not _OTHER_TIME.search(around) and _is_own_rate(case, sentence, figure, match["what"]):
                told, quote = f"{(year or 0) - 1}年", match.group() + figure.text
                yield sentence.hit(told, str(year), quote=quote)
                break


def _is_own_rate(case: PaperCase, sentence: Sentence, figure: Quantity, what: str) -> bool:
    """Whether a table has a rate in the row of its name, or two amounts of the paragraph make it."""
    for table in case.paper.tables:
        for row in table.rows:
            texts = [squeezed(text) for text in row]
            if what in texts and figure.text in texts:
                return True
    amounts = [each for other in said(case) if other.paragraph is sentence.paragraph for each in other.quantities
               if each.unit == MONEY and each.value]  # fmt: skip
    plans = [each.value for each in amounts if _BUDGETS.search(each.before)]
    spent = [each.value for each in amounts if _SPENDING.search(each.before)]
    rates = (one * (_PERCENT_OF or one) / other for one in spent for other in plans if one < other)
    return any(figure.is_near(rate) for rate in rates)


_ABOVE_FORM = regex(
    "(?:附件|附表)?[^。;,]{0,16}?(?P<year>20[0-9]{2})年度?[^。;,]{0,24}自评(?:结果|得分|情况|评分|汇总|一览|明细){0,3}表[)》]?$|"
    "自评表[(](?P<year2>20[0-9]{2})年度?[)]$"
)


@another_way("ZPJ572", WARNING, follows=("ZPJ572", "ZPJ505", "ZPJ516", "ZPJ565"))
def form_of_another_year(case: PaperCase) -> Iterator[Hit]:
    """“附件：2022年度项目支出绩效自评表”, “自评表（2022年度）” in a paper on 2023 whose titles and text name 2023."""
    year = main_year(case)
    for line in case.paper.paragraphs if year else ():
        match = _above(line) if "自评" in line.text and "表" in line.text else None
        told = int(match["year"] or match["year2"]) if match else year
        if told and told != year and abs(told - (year or 0)) == 1:
            yield Hit(line.location, f"{told} 年", f"{year} 年", quote=line.text.strip()[:40],
                      project=case.project(line.section),
                      words={"what": "自评表的标题", "year": str(year)})  # fmt: skip


def _above(line: Paragraph) -> re.Match[str] | None:
    text = squeezed(line.text)
    return _ABOVE_FORM.search(text) if len(text) < 60 and "通知" not in text else None


_TERM_OF_YEAR = regex("(?P<year>20[0-9]{2})年(?:度)?(?P<term>[春秋]季)(?:学期|开学)")
_OF_OLD = regex("比|较|上年|结转|拖欠|清算|清欠|结算|学年|至|到|跨|支付|始于|同期|以前")


@another_way("ZPJ559", WARNING, follows=("ZPJ559", "ZPJ505", "ZPJ516", "ZPJ572"))
def term_of_the_year_before(case: PaperCase) -> Iterator[Hit]:
    """“2023年秋季学期起，全部供餐点……” told once in a paper on 2024 that counts its own 秋季学期."""
    year = main_year(case)
    whole = whole_text(case) if year else ""
    for sentence in said(case) if whole.count("季学期") > 1 else ():
        for match in _TERM_OF_YEAR.finditer(sentence.text):
            own = int(match["year"]) == (year or 0) - 1 and whole.count(match.group()) == 1
            titles = "".join(heading.title for heading in sentence.paragraph.path)
            if (
                own
                and whole.count(match["term"]) > 1
                and not _OF_OLD.search(sentence.text)
                and not _BACK.search(titles)
            ):
                yield sentence.hit(match.group(), str(year), quote=match.group())


_BACK = regex("立项|背景|依据|由来|问题|概况")
