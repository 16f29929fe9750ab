"""Over a filed report: one thing counted before or behind its noun, in prose, goals, rows and reasons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import SENTENCE, clause_before
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, quantities, slipped
from zpj.checks.reading.tables import is_total_row
from zpj.checks.reading.text import sentences, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tie.nouns import measured
from zpj.checks.touched import is_new
from zpj.domain.amounts import plain
from zpj.domain.likeness import shared_start
from zpj.domain.records import record
from zpj.domain.regex import regex

_BRACKETS, _DIGIT = regex("[(][^()0-9]{0,12}[)]"), regex(r"\d")
_AHEAD, _BEHIND = regex("([\u4e00-\u9fff]{2,16})$"), regex("([\u4e00-\u9fff]{2,16})")
_JOINS = regex("(?:不少于|不低于|达到?|共计?|合计|总计|为|是|约|完成|已|数量|个数|总数|数|有)+$")
_ASIDE = regex(
    "上年|去年|同期|20[0-9]{2}年|其中|每|平均|比|较|增|减|占|其余|剩|余|差|扣|第|未|尚|缺|上半年|季度|"
    "抽[取样选查]|随机|实地|查看|走访|踏勘|选取|(?<![供适对响相])应(?![急用对])|要求|不少于|不低于|任务|下达|预期|分别|个别|部分|有的|中有|仅|只"
)
_BOUND = regex("以[上内下]|左右|[多余]")
_GOAL = regex("目标|计划|任务|预期")
_OF_ANOTHER = regex("[0-9][\u4e00-\u9fff]{2,8}$")
"""A noun behind another figure: of 3个乡镇33个行政村 the towns are not what the 33 count."""
_CHAINED = regex("(?<=[\u4e00-\u9fff])[0-9]+(?:大类|类)(?:共计?|合计)?$")
"""Between a noun and its count: 应急物资3大类12种."""
_LEADS = regex("^(?:全年|年度|本年度?|当年|截至|目前|累计|共计?|已|现|实际|完成|项目)+")
_NO_UNITS = frozenset(
    (MONEY, PERCENT, POINTS, "‰", "百分点", "年", "岁", "天", "小时", "分钟", "倍", "个月", "期", "次")
)
_GENERAL = regex(
    "^(?:项目|工程|单位|部门|方面|问题|环节|指标|阶段|建设|工作|完成|年度|全部|以上|人员|内容|任务|等级|资金|群众|左右)+$"
)
_LEVELS = frozenset("省市县区镇乡村路街站所校院队")
"""What a name of a place ends with: 甲村服务站 is not 乙村服务站."""
_COUNTED, _NAMED, _HEADINGS = regex("数量?[(（](?P<unit>[\u4e00-\u9fff]{1,2})[)）]$"), regex(r"\s*[\u4e00-\u9fff]"), 3
"""The heading of a column of counts, the name of a row, how many rows headings take at most."""
_LEAST, _LONG, _LEAST_DIGITS, _TWICE, _SHORT = 3, 6, 2, 2, 4


@record
class _Thing:
    """A count of something: the words before and behind it, its noun, where it stands, whether it tells aside of
    what was done."""

    place: str
    figure: Quantity
    before: str
    behind: str
    noun: str
    sentence: str
    project: str
    aside: bool


@paper_check(
    "ZPJ330",
    "同一事物的数量与别处写的不同",
    WARNING,
    reference="R-51 R-52 R-76",
    clause="同一件事的数量在报告和自评表里应当写同一个数",
    message="这里写“{found}”，别处写“{expected}”（{where}），请核对",
    fix="核对数量，改成一致；确是两回事的写明",
)
def counts_of_one_thing(case: PaperCase) -> Iterator[Hit]:
    """“退役军人服务站186个” beside 168个退役军人服务站 and 服务站168个: a slip of the pen from what is told elsewhere.

    The other number must be told twice or more, or be the result of a row of the form; this one stands alone. Where
    the two are no slip of the pen apart, the noun must be a long one.
    """
    things = _things(case)
    times = Counter((each.figure.value, each.figure.unit) for each in things)
    rows = {(row.value, row.unit) for form in case.forms for row in measured(form)}
    rows_and_goals = rows | {(goal, row.unit) for form in case.forms for row in measured(form) for goal in row.goals}
    of_unit: dict[str, list[_Thing]] = {}
    new: dict[str, list[_Thing]] = {}
    for each in things:
        of_unit.setdefault(each.figure.unit, []).append(each)
        if is_new(case, each.place):
            new.setdefault(each.figure.unit, []).append(each)
    told: set[str] = set()
    for odd in things:
        if odd.aside or odd.figure.significant < _LEAST_DIGITS or times[_key(odd)] > 1 or _key(odd) in rows_and_goals:
            continue
        unit = odd.figure.unit
        if not any(_of_one_thing(odd, each) for each in (of_unit if is_new(case, odd.place) else new).get(unit, ())):
            continue
        digits, noun = odd.figure.digits, odd.noun if len(odd.noun) >= _LONG else None
        likely = [each for each in of_unit[unit]
                  if len(each.figure.digits) == len(digits) or each.noun == noun]  # fmt: skip
        others = [each for each in likely if each.figure.value != odd.figure.value and _of_one_thing(odd, each)]
        values = {each.figure.value for each in others}
        done = [each for each in others if not each.aside]
        enough = len({each.place for each in others}) >= _TWICE or any(_key(each) in rows for each in others)
        if len(values) == 1 and done and enough and odd.place not in told and not _added(case, odd, done[0].figure):
            told.add(odd.place)
            yield Hit(odd.place, odd.figure.text, done[0].figure.text, quote=_shown(odd), project=odd.project,
                      words={"where": done[0].place})  # fmt: skip


def _key(thing: _Thing) -> tuple[Decimal, str]:
    return thing.figure.value, thing.figure.unit


def _shown(thing: _Thing) -> str:
    behind = "" if thing.before else thing.behind[:8]
    return thing.before[-12:] + thing.figure.text + behind


def _added(case: PaperCase, odd: _Thing, other: Quantity) -> bool:
    """Whether both stand in one sentence, or the difference is told: 168 of last year and 18 new ones are 186."""
    if any(each.value == other.value for each in quantities(odd.sentence)):
        return True
    apart = plain(abs(odd.figure.value - other.value))
    return any(
        re.search(rf"[增减另余新少未剩退补调][^,。;0-9]{{0,10}}{apart}{other.unit[:1]}", text) is not None
        for _, text, _ in texts_of_paper(case)
        if apart in text
    )


def _slip(one: Quantity, other: Quantity) -> bool:
    return len(one.digits) == len(other.digits) and slipped(one.digits, other.digits)


def _of_one_thing(one: _Thing, other: _Thing) -> bool:
    if _slip(one.figure, other.figure):
        return _shared(one, other) >= _LEAST
    return len(one.noun) >= _LONG and one.noun == other.noun and _shared(one, other) >= _LONG


def _shared(one: _Thing, other: _Thing) -> int:
    """How long a noun two counts of one unit share, before the figure or behind it; 0 where one is told in 万."""
    if one.figure.shift != other.figure.shift:
        return 0
    short = max(len(one.before), len(other.before)) <= _SHORT
    nouns = (
        _tail(one.before, other.before),
        one.behind[: shared_start(one.behind, other.behind)] if short else "",
        _end_in(one.before, other.behind) if len(other.before) <= _SHORT else "",
        _end_in(other.before, one.behind) if len(one.before) <= _SHORT else "",
    )
    return max(len(noun) for noun in (*nouns, "") if not noun or not _GENERAL.match(noun))


def _tail(one: str, other: str) -> str:
    """The common end of two nouns before their figures, where it is all but a lead of one of them."""
    size = shared_start(one[::-1], other[::-1])
    whole = size == min(len(one), len(other))
    named = not whole and one[len(one) - size : len(one) - size + 1] in _LEVELS
    return one[len(one) - size :] if whole or (size > _LEAST and not named) else ""


def _end_in(before: str, behind: str) -> str:
    """The longest end of a noun before a figure that stands at the head of the words behind another one."""
    for size in range(len(before), _LEAST, -1):
        if before[-size:] in behind[: size + 4]:
            return before[-size:]
    return ""


@lru_cache(maxsize=4)
def _things(case: PaperCase) -> tuple[_Thing, ...]:
    """Every count of a paper: of its sentences, of its cells, of the rows of its forms by their names."""
    found: list[_Thing] = []
    for place, text, section in texts_of_paper(case):
        told = _told(text)
        project = case.project(section) if told else ""
        found += [_Thing(place, figure, *words, sentence, project, aside) for figure, words, sentence, aside in told]
    for form in case.forms:
        for row in measured(form):
            actual = row.row.indicator.actual
            read = quantities(f"{plain(row.value)}{row.unit}")
            if actual and len(read) == 1:
                noun = _LEADS.sub("", row.name)
                found.append(_Thing(actual.location, read[0], row.name, "", noun, "", form.project, aside=False))
    return (*found, *_in_columns(case))


def _in_columns(case: PaperCase) -> Iterator[_Thing]:
    """The counts of a column headed with its unit, “场馆数（个）”, each told of the name of its row.

    Of several columns with one unit each tells something else.
    """
    for table in case.paper.tables:
        heads = {column: match["unit"] for row in table.rows[:_HEADINGS] for column, cell in enumerate(row)
                 if not table.form and (match := _COUNTED.search(cell)) and not _ASIDE.search(cell)}  # fmt: skip
        units = {column: unit for column, unit in heads.items() if [*heads.values()].count(unit) == 1}
        for number, row in enumerate(table.rows if units else (), 1):
            name = next((cell for cell in row if _NAMED.match(cell)), "")
            for column, unit in units.items():
                read = quantities(f"{squeezed(row[column])}{unit}") if row[column : column + 1] else ()
                if len(read) == 1 and read[0].unit not in _NO_UNITS and name and not is_total_row([name]):
                    noun = _BRACKETS.sub("", squeezed(name))
                    yield _Thing(table.cell(number, column + 1), read[0], noun, "", noun, "",
                                 case.project(table.section), aside=False)  # fmt: skip


@lru_cache(maxsize=2048)
def _told(text: str) -> tuple[tuple[Quantity, tuple[str, str, str], str, bool], ...]:
    """The counts of a text, each with the words before and behind it and its noun, its sentence, and whether that
    tells something else than what was done."""
    if not _DIGIT.search(text):
        return ()
    return tuple(
        (figure, *_words(sentence, figure))
        for sentence in sentences(_BRACKETS.sub("", squeezed(text)))
        for figure in quantities(sentence)
        if figure.unit not in _NO_UNITS
    )


def _words(sentence: str, figure: Quantity) -> tuple[tuple[str, str, str], str, bool]:
    clause = clause_before(sentence, figure.start, ",;:、。")
    if sentence[: figure.start - len(clause)][-1:] != "、":
        clause = _CHAINED.sub("", clause)
    ahead = _AHEAD.search(_JOINS.sub("", clause)) if not _OF_ANOTHER.search(clause) else None
    behind = _BEHIND.match(sentence, figure.end)
    aside = (
        _ASIDE.search(clause[-24:]) is not None
        or _GOAL.search(clause_before(sentence, figure.start, SENTENCE)[-24:]) is not None
        or _BOUND.match(sentence, figure.end) is not None
    )
    before = ahead[1] if ahead else ""
    return (before, behind[1] if behind else "", _LEADS.sub("", before)), sentence, aside
