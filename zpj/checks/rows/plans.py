"""Over a filed report: what was done against what was planned, and the same rate told in two places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise

from zpj.checks.case import BookCase, PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, quantities, said, slipped
from zpj.checks.reading.text import is_headed, parts, squeezed
from zpj.checks.rows.facts import common_part, form_texts, same_things
from zpj.checks.rule import WARNING, Hit, book_check, paper_check
from zpj.checks.touched import by_the_paragraph, touched
from zpj.domain.amounts import HUNDRED, plain, round_half_up, without_noughts
from zpj.domain.records import record
from zpj.domain.regex import regex

_ALL = regex("(?:全部|全面|均|都|圆满|如期|按期|超额)(?:已|按期|按时|如期|圆满|保质保量)*(?:完成|达成|达到|实现)")
_ALL_WORK = regex(
    "(?:各项|所有|全部|全年)(?:年度|绩效|项目|建设|重点)*(?:工作|任务|目标|指标|内容)(?:任务|内容|指标)?[^,。;]{0,4}?"
    "(?:均|都|全部|圆满|全面|顺利|按期|如期|按时|已|100%)+(?:完成|达到|达成|实现)"
)
_SHORT = regex(
    "(?:^|[,。;:])(?P<what>[\u4e00-\u9fff“”]{3,24}?)(?:未|没有)能?(?:全面|按期|如期|全部)?完成(?:年度|全年|预期|既定|绩效)*"
    "(?:计划|目标|任务)(?:的[0-9.]+%)?(?=[,。;、]|$)|完成(?:年度|全年)?(?:计划|目标|任务)[^,。;0-9]{0,4}[^,。;%]{0,10}的[0-9]{1,2}(?:[.][0-9]+)?%"
)
_BUT_ONE = regex("除.{1,40}外|其余|其[他它]")
_NO_SHORT = regex("对|如|若|凡|是否|原因|分析|上年|去年|20[0-9]{2}年|进度|序时|因|由于")
_TO_COME = regex("措施|建议|打算|计划$|目标$|下一步")
_NOT_ALL = regex("未|不|没有|除|外|基本|确保|争取|将|力争|尚|部分")
_DONE_RATE = regex("(?:完成率|完成比例|目标完成率)(?:为|达到?|是|约|:)*$")
_PLAN = regex("目标|计划|任务|预期|应完成")
_TO_DO = regex("目标|计划|任务|预期|应|年初|确定|原定|拟|指标|要求|下达")
_REALLY = regex("实际|完成|只|仅|已")
_COMPARED = regex("(?:比|较)[^,。;]{0,12}$|^[,、]?(?:同比)?(?:增长|增加|提高|上升|下降|减少|增幅|降幅)(?:了|为|达)?$")
"""What stands before a figure of another year, or of the change since."""
_RATE = regex(
    r"(?P<what>[\u4e00-\u9fff]{0,10}?(?:执行率|支出率|支付率|满意度|满意率))(?:总体|整体|综合|平均)?(?:为|达到?|是|约|:|在)*$"
)
_OVERALL = regex(
    "^(?:全年|年度|总体|整体|项目|预算|资金|本年|实际|综合|平均|总)*(?:执行率|支出率|支付率|满意度|满意率)$"
)
_ELSEWHERE = regex(
    "目标|≥|低于|高于|不少于|上年|去年|同期|应|要求|以上|提高到|其中|子项目|标段|部分|分别|上半年|季度|[1-9]月底|力争|确保|"
    "下一?年|合同|各项目|个别|教师|学生|家长|企业|职工|指标值"
)
_GOAL = regex("^[(]?[0-9一二三四五]*[)、.]*(?:项目)?年度(?:总体|绩效|预期)*目标:(?P<goal>[^:]+)$")
_OWN_PLACES = 2
_LONG_GOAL, _ALIKE = 12, 5
_FEWEST_WORDS = 4


@record
class _Told:
    """A rate of the whole project as a sentence tells it."""

    sentence: Sentence
    figure: Quantity
    what: str


@paper_check(
    "ZPJ596",
    "同一个率前后写的不同",
    WARNING,
    reference="R-13 R-52",
    clause="同一个数在全文应当一致",
    message="这里写{what} {found}，前文写 {expected}（{where}），请核对",
    fix="核对两处，改成一致",
)
def one_rate_told_twice(case: PaperCase) -> Iterator[Hit]:
    """执行率 96.67% here and 94.67% there, 满意度 94% and 96%: nearly alike, both of the whole project."""
    groups: dict[tuple[int, str], list[_Told]] = {}
    for sentence in said(case):
        for figure in sentence.quantities if "率" in sentence.text or "满意度" in sentence.text else ():
            match = _RATE.search(figure.before) if figure.unit == PERCENT else None
            clause = sentence.text[: figure.end].rpartition("。")[2]
            if match and _OVERALL.match(match["what"]) and not _ELSEWHERE.search(clause_before(clause, marks=",;")):
                key = (sentence.paragraph.section, match["what"][-3:-1])
                groups.setdefault(key, []).append(_Told(sentence, figure, match["what"][-3:]))
    for told in groups.values():
        first, values = told[0], {each.figure.value for each in told}
        if {without_noughts(each.figure.digits) for each in told} <= _rates_of_rows(case):
            continue  # two rows, each with its own
        for other in told[1:] if len(values) == _OWN_PLACES else ():
            if other.figure.value != first.figure.value and slipped(other.figure.digits, first.figure.digits):
                yield Hit(other.sentence.paragraph.location, other.figure.text, first.figure.text,
                          quote=f"{other.what}{other.figure.text}", project=other.sentence.project,
                          words={"what": other.what, "where": first.sentence.paragraph.location})  # fmt: skip
                break


@lru_cache(maxsize=4)
def _rates_of_rows(case: PaperCase) -> frozenset[str]:
    """The rates the rows of all forms have."""
    told = (row.indicator.actual.text.strip() for form in case.forms for row in form.rows if row.indicator.actual)
    return frozenset(without_noughts(text[:-1]) for text in told if text.endswith(("%", "％")))


@paper_check(
    "ZPJ598",
    "说已完成，数量却没有达到目标",
    WARNING,
    reference="R-52",
    clause="完成情况的说法应与数量一致",
    message="文字说“{found}”，目标是 {expected}，实际 {basis}，请核对",
    fix="按实际数量改正说法；没有完成的写明原因",
)
def completed_but_short(case: PaperCase) -> Iterator[Hit]:
    """“培育合作社11个，全面完成目标” where 12 were planned; “完成率93.3%，全部完成”; “8个，完成率100%” of 9."""
    yield from _all_of_the_work(case)
    goals: list[Quantity] | None = None
    for sentence in said(touched(case)):
        match = _ALL.search(sentence.text)
        clause = sentence.text[: match.start()].rpartition(",")[2] if match else ""
        if match and not _NOT_ALL.search(clause) and (pair := _planned_and_done(sentence, match.start())):
            yield _short(sentence, match.group(), pair[0].text, pair[1].text)
            continue
        rates = [each for each in sentence.quantities if each.unit == PERCENT and _DONE_RATE.search(each.before)]
        if not rates and (match is None or _NOT_ALL.search(sentence.text[max(0, match.start() - 8) : match.start()])):
            continue
        short = next((rate for rate in rates if rate.value < HUNDRED), None)
        if short and match and short.end <= match.start():
            yield _short(sentence, match.group(), "100%", short.text)
            continue
        goals = planned(case) if goals is None else goals
        yield from _against_plans(sentence, match.group() if match else "", rates, goals)


def _all_of_the_work(case: PaperCase) -> Iterator[Hit]:
    """“各项工作已全部圆满完成”, where the same report says that one “未完成年度计划”, or 83 % of its plan was done."""
    for _, group in groupby(said(case), key=lambda sentence: (sentence.project, sentence.paragraph.section)):
        told = list(group)
        claims = [(each, match) for each in told if "完成" in each.text or "达到" in each.text
                  for match in _ALL_WORK.finditer(each.text)
                  if not _NOT_ALL.search(each.text[: match.start()].rpartition(",")[2] + match.group())
                  and not _BUT_ONE.search(each.text[: match.start()])
                  and not is_headed(each.paragraph, _TO_COME)]  # fmt: skip
        lines = [each.text for each in told if "完成" in each.text] if claims else []
        found = [
            match for line in lines for match in _SHORT.finditer(line) if not _NO_SHORT.search(match["what"] or "")
        ]
        for sentence, match in claims if found else ():
            yield _short(sentence, match.group(), "全部完成", found[0].group().lstrip(",。;"))


def _planned_and_done(sentence: Sentence, claim: int) -> tuple[Quantity, Quantity] | None:
    """“年初确定100家，实际安装94家，……全部完成”: a plan and less done, of one unit, in the sentence of the claim."""
    before = [each for each in sentence.quantities if each.end <= claim and each.unit not in (MONEY, PERCENT, POINTS)]
    for plan, done in pairwise(before):
        told = plan.unit == done.unit and done.value < plan.value
        if told and _TO_DO.search(plan.before) and _REALLY.search(done.before) and not _TO_DO.search(done.before):
            return plan, done
    return None


def _against_plans(sentence: Sentence, claim: str, rates: list[Quantity], planned: list[Quantity]) -> Iterator[Hit]:
    place = sentence.text.find(claim) if claim else -1
    for number, done in enumerate(sentence.quantities):
        following = sentence.quantities[number + 1 : number + 2]
        rate = following[0] if following and following[0] in rates else None
        behind = [each for each in sentence.quantities if done.end <= each.start < place]
        closes = rate is None and place >= done.end and all(_COMPARED.search(each.before) for each in behind)
        if done.unit == PERCENT or _PLAN.search(done.before) or not (rate or closes):
            continue
        goals = same_things(done, planned)
        values = {goal.value for goal in goals}
        if len(values) != 1 or not goals[0].value:
            continue
        goal = goals[0]
        right = round_half_up(done.value / goal.value * HUNDRED, 2)
        if closes and done.value < goal.value:
            yield _short(sentence, claim, goal.text, done.text)
        elif rate is not None and done.value < goal.value and rate.value >= HUNDRED:
            goal_text = f"{goal.text}（完成率 {plain(right)}%）"
            yield _short(sentence, f"{rate.before[-3:]}{rate.text}", goal_text, done.text)


def _short(sentence: Sentence, claim: str, goal: str, done: str) -> Hit:
    return sentence.hit(claim, goal, quote=claim, basis=done)


@lru_cache(maxsize=4)
def planned(case: PaperCase) -> list[Quantity]:
    """The quantities told as goals: in what stands under 目标, in sentences of 目标 or 计划, in targets of forms."""
    found: list[Quantity] = []
    for sentence in said(case):
        titles = [heading.title for heading in sentence.paragraph.path]
        under = any("目标" in title and "完成" not in title and "情况分析" not in title for title in titles)
        for figure in sentence.quantities:
            if under or _PLAN.search(figure.before):
                found.append(figure)
    for form in case.forms:
        for row in form.rows:
            target = quantities(squeezed(row.name + (row.indicator.target.text if row.indicator.target else "")))
            found += target if len(target) == 1 else ()
    return found


@paper_check(
    "ZPJ577",
    "年度目标与自评表不同",
    WARNING,
    reference="R-52",
    clause="年度目标在自评表和报告里应当一致",
    message="报告写的年度目标是“{found}”，自评表是“{expected}”，请统一",
    fix="统一为批复的年度目标",
)
@by_the_paragraph
def goals_told_apart(case: PaperCase) -> Iterator[Hit]:
    """“年度目标：……” in a report that shares no words with the goal of its form."""
    goals = {form.project: form.evaluation.goal.expected for form in case.forms}
    for part in parts(case):
        goal = goals.get(part.project)
        for line in part.body if goal else ():
            match = _GOAL.match(squeezed(line.text))
            own = squeezed(goal.text) if goal else ""
            if match and min(len(own), len(match["goal"])) >= _LONG_GOAL and common_part(match["goal"], own) < _ALIKE:
                yield Hit(line.location, match["goal"][:40], own[:40], quote=match["goal"][:40], project=part.project)


@book_check(
    "ZPJ581",
    "自评表里说全部完成，却有没完成的指标",
    WARNING,
    clause="文字应与指标完成情况一致",
    message="自评表写“{found}”，却有没有完成的指标（{expected}），请核对",
    fix="按指标完成情况改正文字",
)
def all_done_inside_forms(case: BookCase) -> Iterator[Hit]:
    """“各项指标全部完成” in a text cell of a form with a row that fell short."""
    for form, place, text in form_texts(case):
        match = _ALL.search(text)
        words = text[max(0, match.start() - _FEWEST_WORDS) : match.end()] if match else ""
        if match is None or "指标" not in words or _NOT_ALL.search(words):
            continue
        short = [row for row in form.rows if row.score.rate is not None and row.score.rate < 1]
        if short:
            names = "、".join(f"{row.name} {row.indicator.actual.text}" for row in short if row.indicator.actual)
            share = "、".join(f"{plain(round_half_up((row.score.rate or HUNDRED) * HUNDRED, 0))}%" for row in short)
            yield Hit(place, match.group(), names[:60], quote=match.group(), basis=share, project=form.project)
