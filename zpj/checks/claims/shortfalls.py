"""Over a filed report: rates named after a count, what is missing to a goal, the day the work was done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.dates.stages import only_day
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, said, slipped
from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.reading.text import is_headed, squeezed
from zpj.checks.rows.targets import forms_of, pairs_of
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.tie.nouns import Measured, measured
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, plain, round_half_up
from zpj.domain.model import text_of
from zpj.domain.regex import regex

_RATE = regex("(?P<root>[\u4e00-\u9fff]{2})(?:件|工|完成)?率(?:均|都)?(?:为|达到?|是|约|:)*$")
_NO_RATE = regex("[增减]长?|执行|支出|上年|去年|比|较|目标|其中|平均|每|应")
_GAP = regex(
    "(?P<noun>[\u4e00-\u9fff]{4,16}?)(?:比|较)(?:年度|绩效|预期)*(?:目标|计划|任务)(?:值|数)?(?P<way>少|多|低|高|超)(?:了|出)?$"
)
_UNDONE = regex(
    "[^,。;]{0,8}?(?:未能?|没有|尚未|没能)(?:在[^,。;]{0,6}|按期|按时|如期|全部)*(?:完工|完成|竣工|实施|改造|开工|建成|验收|投用)"
)
_NOT_DONE = regex("(?:未|没有|尚未)(?:按期|按时)?(?:完成|完工|改造)的$|未完成[^,。;]{0,8},(?:少|差|缺)$")
_DONE_ON = regex(
    "(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日(?:全部|全面|按期|如期|顺利|整体)*(?:完成|完工|竣工)(?:任务|工程|改造|建设)?(?=[,。;])"
)
_DONE_BY_NAME = regex("(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日前?(?P<verb>[\u4e00-\u9fff]{2,10})(?=[,。;])")
_A_DAY = regex("^(?:20[0-9]{2}年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日(?:前|完成|完工|竣工)*$")
_OF_DONE = regex("完成|完工|竣工|工期|时间|时限")
_OTHER_DAY = regex("计划|目标|应|预计|拟|将|原定|合同|约定|招标|采购|自评|评价")
_OF_REVIEW = regex("自评|评价")
_RESULTS = regex("完成|效|产出|情况|实施|概况|数量|时效|项目|分析")
_LEAST = 2


@another_way("ZPJ589", WARNING, follows=("ZPJ589", "ZPJ292", "ZPJ550", "ZPJ592", "ZPJ566", "ZPJ598"))
def rates_by_name(case: PaperCase) -> Iterator[Hit]:
    """“立案查处7起，结案6起，结案率100%”: the count called 结案 of the one before it."""
    for sentence in said(case):
        for number, rate in enumerate(sentence.quantities):
            match = _RATE.search(rate.before) if rate.unit == PERCENT and number >= _LEAST else None
            whole, part = sentence.quantities[number - 2 : number] if match else (None, None)
            if match is None or whole is None or part is None or match["root"] not in part.before:
                continue
            plain_pair = (
                whole.unit == part.unit and whole.unit not in (PERCENT, MONEY) and 0 < part.value <= whole.value
            )
            if not plain_pair or any(_NO_RATE.search(each.before) for each in (whole, part, rate)):
                continue
            right = part.value / whole.value * HUNDRED
            if abs(right - rate.value) > half_unit(places_shown(rate.digits)) * 2 and not _fits(sentence, rate):
                yield sentence.hit(rate.text, f"{plain(round_half_up(right, 2))}%",
                                   quote=sentence.text[whole.start : rate.end][-40:],
                                   basis=f"{part.text}÷{whole.text}")  # fmt: skip


def _fits(sentence: Sentence, rate: Quantity) -> bool:
    """Whether any two figures of the sentence make the rate."""
    told = [each for each in sentence.quantities if each.unit != PERCENT and each.value]
    half = half_unit(places_shown(rate.digits)) * 2
    return any(one.unit == two.unit and one is not two and abs(one.value / two.value * HUNDRED - rate.value) <= half
               for one in told for two in told if rate.value != HUNDRED)  # fmt: skip


@another_way("ZPJ226", WARNING, follows=("ZPJ226", "ZPJ592", "ZPJ376", "ZPJ562"))
@by_the_paragraph
def gaps_by_name(case: PaperCase) -> Iterator[Hit]:
    """“分析报告采用篇数比目标少6篇” beside the row 统计分析报告采用篇数 of 36 and a goal of 40."""
    rows = [row for form in case.forms for row in measured(form) if row.goals]
    for sentence in said(case) if rows else ():
        for figure in sentence.quantities if "比" in sentence.text or "较" in sentence.text else ():
            match = _GAP.search(figure.before) if figure.unit not in (POINTS, "百分点") else None
            noun = match["noun"] if match else ""
            own = [row for row in rows if noun and (noun in squeezed(row.row.name) or squeezed(row.row.name) in noun)]
            gaps = {abs(goal - row.value) for row in own for goal in row.goals if row.unit == figure.unit}
            if len(gaps) == 1 and figure.value not in gaps:
                yield _wrong(sentence, figure, gaps.pop(), own[0], noun)


@another_way("ZPJ226", WARNING, follows=("ZPJ226", "ZPJ562", "ZPJ578", "ZPJ327", "ZPJ241", "ZPJ267"))
@by_the_paragraph
def undone_and_rows(case: PaperCase) -> Iterator[Hit]:
    """“2座公厕未按期完工” beside the only row in that unit that fell short, 改造公厕座数, of 23 and a goal of 24."""
    rows = [row for form in case.forms for row in measured(form) if row.goals]
    short = [row for row in rows if row.value < row.goals[0]]
    for sentence in said(case) if short else ():
        for figure in sentence.quantities if "未" in sentence.text or "没" in sentence.text else ():
            match = _UNDONE.match(sentence.text, figure.end) or _NOT_DONE.search(sentence.text[: figure.start])
            alike = [row for row in rows if row.unit == figure.unit]
            if match is None or not alike or _NO_RATE.search(figure.before):
                continue
            words = sentence.text[: figure.start] + match.group()
            own = [row for row in short if row.unit == figure.unit and pairs_of(row.row.name) & pairs_of(words)]
            known = {value for row in alike for value in (row.value, *row.goals)}
            gaps = {row.goals[0] - row.value for row in alike}
            if len(own) == 1 and figure.value not in known | gaps:
                yield _wrong(sentence, figure, own[0].goals[0] - own[0].value, own[0], match.group())


def _wrong(sentence: Sentence, figure: Quantity, right: Decimal, row: Measured, words: str) -> Hit:
    shown = figure.as_printed(right)
    quote = sentence.text[max(0, figure.start - len(words) - 8) : figure.end + 10]
    return sentence.hit(figure.text, shown, quote=quote, words={"name": row.row.name})


@paper_check(
    "ZPJ355",
    "文字写的完成日期与自评表不符",
    WARNING,
    reference="R-52",
    clause="同一件事的日期在自评表和报告里应当一致",
    message="文字写“{found}”，自评表“{name}”写“{expected}”，请核对",
    fix="核对完成日期，改成一致",
    follows=("ZPJ373", "ZPJ374", "ZPJ599", "ZPJ182"),
)
@by_the_paragraph
def days_of_completion(case: PaperCase) -> Iterator[Hit]:
    """“12月24日完成，” where the only row of the project's form with a day has 2023年11月24日."""
    for line in case.paper.paragraphs if case.forms else ():
        told = squeezed(line.text) if "月" in line.text and not line.is_title else ""
        matches = [
            match for match in _DONE_ON.finditer(told) if not _OTHER_DAY.search(clause_before(told, match.start()))
        ]
        matches = [match for match in matches if not _OF_REVIEW.search(told, told.rfind("。", 0, match.start()) + 1,
                                                                       match.start())]  # fmt: skip
        starts = {match.start() for match in matches}
        by_name = [match for match in _DONE_BY_NAME.finditer(told) if match.start() not in starts]
        forms = forms_of(case, line) if matches or by_name else ()
        planned = any("目标" in each.title and not _RESULTS.search(each.title) for each in line.path[-1:])
        if len(forms) == 1 and not planned:
            yield from _named_days(line.location, told, by_name, forms[0])
        if len(matches) != 1 or len(forms) != 1 or not all(_RESULTS.search(each.title) for each in line.path[:1]):
            continue
        days = [(row, day) for row in forms[0].rows if _OF_DONE.search(row.name)
                and (day := _A_DAY.match(squeezed(text_of(row.indicator.actual))))]  # fmt: skip
        own = (matches[0]["month"], matches[0]["day"])
        if len(days) == 1 and not _same(days, own) and f"{days[0][1]['month']}月{days[0][1]['day']}日" not in told:
            yield Hit(line.location, matches[0].group(), text_of(days[0][0].indicator.actual), quote=matches[0].group(),
                      project=forms[0].project, words={"name": days[0][0].name})  # fmt: skip


def _named_days(place: str, told: str, matches: Sequence[re.Match[str]], form: FormCase) -> Iterator[Hit]:
    """“12月20日前全部兑付” beside the only row named after 兑付 with another day of completion."""
    for match in matches:
        words = pairs_of(match["verb"])
        days = [(row, day) for row in form.rows if words & pairs_of(row.name) and not _OTHER_DAY.search(match["verb"])
                and (day := _A_DAY.match(squeezed(text_of(row.indicator.actual))))]  # fmt: skip
        own = (match["month"], match["day"])
        if len(days) != 1 or _same(days, own) or _OTHER_DAY.search(clause_before(told, match.start())):
            continue
        target = squeezed(text_of(days[0][0].indicator.target))
        shown = f"{days[0][1]['month']}月{days[0][1]['day']}日"
        if f"{own[0]}月{own[1]}日" not in target and shown not in told:
            yield Hit(place, match.group(), text_of(days[0][0].indicator.actual), quote=match.group(),
                      project=form.project, words={"name": days[0][0].name})  # fmt: skip


def _same(days: Sequence[tuple[object, object]], own: tuple[str, str]) -> bool:
    return any((day["month"], day["day"]) == own for _, day in days)  # type: ignore[index]


_PLAN = regex("(?:预算|资金安排|下达|批复|安排)[^,。;0-9]{0,8}$")
_SPENT = regex("(?:支出|执行|支付|使用)[^,。;0-9]{0,6}$")
_A_PART = regex("年初|调[增减整]|追加|其中|基本|上年|去年|20[0-9]{2}年(?!度?(?:项目|全年))|省|中央|市级|县级|自筹|合同")


@paper_check(
    "ZPJ291",
    "同一笔支出旁写的预算数不同",
    WARNING,
    reference="R-51 R-52",
    clause="同一项目的预算数在全文应当一致",
    message="这里写预算 {found}，{where}写 {expected}（支出都是 {basis}），请核对",
    fix="核对预算数，改成一致",
    follows=("ZPJ324", "ZPJ501", "ZPJ232", "ZPJ502", "ZPJ242", "ZPJ597"),
)
def budgets_of_one_spending(case: PaperCase) -> Iterator[Hit]:
    """“预算下达187.2万元，实际支出182.45万元” where 资金安排182.7万元，实际支出182.45万元 stands before."""
    known: dict[Decimal, tuple[Quantity, str]] = {}
    for sentence in said(case):
        plans = [each for each in sentence.quantities if each.unit == MONEY and _PLAN.search(each.before)]
        spent = [each for each in sentence.quantities if each.unit == MONEY and _SPENT.search(each.before)]
        if len(plans) != 1 or len(spent) != 1 or plans[0].end > spent[0].start or plans[0] is spent[0]:
            continue
        if any(_A_PART.search(each.before) for each in (*plans, *spent)) or spent[0].significant <= _LEAST:
            continue
        place = sentence.paragraph.location
        plan, where = known.setdefault(spent[0].value, (plans[0], place))
        if plan.value != plans[0].value and slipped(plans[0].digits, plan.digits) and plan.shift == plans[0].shift:
            yield Hit(place, plans[0].text, plan.text, quote=plans[0].with_words(10),
                      basis=spent[0].text, project=sentence.project, words={"where": where})  # fmt: skip


_DONE_BY = regex(
    "(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日|[份底末])*(?:之|以)?前,?(?:已|均|都|全部|全面|按期|如期|顺利|按时|保质保量)*"
    "(?P<verb>完工|竣工|完成|建成|交付|投入使用|通过验收|验收|发放|兑付|拨付|办结|到位)"
)
_DUE = regex("要求|约定|规定|时限|期限|预定")
_TO_BE, _IN_PLACES = regex("目标|计划|内容|概况|背景|要求"), regex("[部其]分|除|外|未|没有|不|个|批|期工程|分别")


@another_way("ZPJ355", WARNING, follows=("ZPJ355", "ZPJ373", "ZPJ374", "ZPJ599", "ZPJ182"))
def done_by_the_day_due(case: PaperCase) -> Iterator[Hit]:
    """“项目9月底前全部完工” among the results, where the form's row 项目完工时间 was due then and tells a later day."""
    late = [(form, row, goal, done) for form in case.forms for row in form.rows
            if "月" in (actual := text_of(row.indicator.actual)) and (done := only_day(actual))
            and (goal := only_day(text_of(row.indicator.target))) and done.first() > goal.last()]  # fmt: skip
    for sentence in said(case) if late else ():
        match = _DONE_BY.search(sentence.text)
        if match is None or is_headed(sentence.paragraph, _TO_BE):
            continue
        clause = clause_before(sentence.text, match.start())
        if _OTHER_DAY.search(clause) or _DUE.search(clause) or _IN_PLACES.search(clause + sentence.text[match.end() :]):
            continue
        for form, row, goal, done in late:
            same = (int(match["month"]), int(match["day"] or goal.day or 0)) == (goal.month, goal.day or 0)
            named = match["verb"][:2] in row.name and f"{done.month}月" not in sentence.text
            if same and named and form in forms_of(case, sentence.paragraph):
                yield Hit(sentence.paragraph.location, match.group(), done.text, quote=match.group(),
                          project=form.project, words={"name": row.name})  # fmt: skip
