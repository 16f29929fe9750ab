"""Over a filed report: “明显增加”, “大幅下降”, “持平” told without a figure, where the figures say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import SENTENCE, clause_start
from zpj.checks.reading.figures import PERCENT, Quantity, Sentence, said
from zpj.checks.reading.plain_patterns import YEAR
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import headings, squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.amounts import HUNDRED, ZERO, parse_number
from zpj.domain.likeness import bigrams
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_UP = "增加|增长|上升|提高|提升|增多|攀升|上涨|扩大|回升|递增|改善"
_DOWN = "减少|下降|降低|下滑|回落|缩短|缩小|减小|递减|压减|锐减"
_HOW = "明显|大幅度?|显著|稳步|持续|逐年|进一步|略有|小幅|有所|不断|较快|逐步|均|都|也|已|较大幅度|普遍|同步|继续|有"
_SINCE = "(?:[比较与和同](?:上年度?|去年|上一年|往年|20[0-9]{2}年)(?:同期)?(?:相比)?,?|同比|相比)?"
_CLAIM = regex(
    f"^(?P<noun>[\u4e00-\u9fff]{{3,18}}?)(?:得到|实现|呈现?|出现)?{_SINCE}(?:{_HOW})*"
    f"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<level>基本持平|持平|保持稳定|没有变化|无变化))(?:态势|趋势|势头)?$"
)
_WORDS = tuple(dict.fromkeys(f"{_UP}|{_DOWN}|持平|保持稳定|变化".split("|")))
_CLAUSES = regex("[^,。;:!?]+")
_LEADS = regex(
    "^(?:[一二三四五六]是|其中|同时|并且|因此|从而|使得?|全年|全市|全县|全区|年度|本年度?|项目|实施后|通过|导致|造成|致使|但|且|而|又)+"
)
_NOT_TOLD = regex(
    "如|若|防止|避免|不|未|没有|预计|力争|确保|将|目标|计划|可|能够|希望|应|需|进一步(?:加强|推动)|今后|下年"
)
_TO_COME = regex("措施|建议|打算|计划|目标|下一步|依据|背景|必要")
_TAIL = regex("(?:总?数量|总数|人数|人次数?|户数|个数|次数|件数|起数|数|量|总量|总额|金额|率|度)$")
_THAN = regex("(?:比|较|与)[^,。;0-9]{0,8}(?:上年|去年|上一年|同期|20[0-9]{2}年)[^,。;0-9]{0,8}的?$")
_THAN_BY = regex(
    f"(?:比|较|与)(?:上年末?度?|去年|上一年|20[0-9]{{2}}年)(?:同期)?(?:相比)?,?[^,。;0-9]{{0,4}}?(?:(?P<up>{_UP}|多)|(?P<down>{_DOWN}|少))(?:了|约|近)*$"
)
_BY = regex(f"^,?(?:同比)?(?:(?P<up>{_UP}|多)|(?P<down>{_DOWN}|少))(?:了|约|近)*$")
_FROM, _TO = regex("(?:由|从)[^,。;]{0,24}$"), regex("^[^,。;]{0,10}(?:到|至|为)了?$")
_LAST = regex("^(?:[,、;(])?[^,。;0-9]{0,6}(?:上年|去年|上一年|20[0-9]{2}年)(?:同期|度)?(?:为|是|的)?$")
_OLD_COLUMN, _NEW_COLUMN = regex("上年|去年|上一年|期初"), regex("本年|当年|今年|期末")
_BEFORE = regex(".*[,、]|(?:由|从|为|达到?|是|共|约)$")
_LEAST = 2
_SLIGHTLY = 20
"""A change of more than a twentieth is not 持平."""


@record
class _Change:
    """What the figures of the paper say of a thing: the words before them, its unit, more (1) or less (-1)."""

    subject: str
    unit: str
    way: int
    large: bool
    told: str
    place: str
    project: str


@paper_check(
    "ZPJ332",
    "升降的说法与别处的数不符",
    WARNING,
    reference="R-52",
    clause="说增加、减少、持平的，应与两年的数一致",
    message="这里写“{found}”，别处写“{expected}”（{where}），请核对",
    fix="按两年的数改正说法",
    follows=("ZPJ375", "ZPJ592"),
)
def told_otherwise(case: PaperCase) -> Iterator[Hit]:
    """“全年查档人次明显增加” where 1380人次 were 36 fewer than the year before, in prose or a table of two years."""
    matches = [(sentence, clause, match) for sentence in said(case) for clause, match in _claims(sentence.text)
               if not any(_TO_COME.search(each.title[:12]) for each in sentence.paragraph.path[-1:])]  # fmt: skip
    changes = list(_changes(case)) if matches else []
    for sentence, clause, match in matches if changes else ():
        own = [each for each in changes if each.project == sentence.project and _is_about(match["noun"], each)
               and each.told not in sentence.text]  # fmt: skip
        ways = {each.way for each in own}
        wrong = (match["level"] and all(each.large for each in own)) or (match["up"] and 1 not in ways) or (
            match["down"] and -1 not in ways)  # fmt: skip
        if own and wrong:
            yield sentence.hit(clause, own[0].told, quote=clause[-30:], words={"where": own[0].place})


@lru_cache(maxsize=2048)
def _claims(text: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """The clauses of a sentence that say without a figure which way something went."""
    if not any(word in text for word in _WORDS):
        return ()
    clauses = [each for each in _CLAUSES.findall(text) if not any(sign.isdecimal() for sign in each)]
    return tuple((clause, match) for clause in clauses
                 if (match := _CLAIM.match(_LEADS.sub("", clause))) and not _NOT_TOLD.search(clause))  # fmt: skip


def _is_about(noun: str, change: _Change) -> bool:
    """Whether all words of a noun stand before the figures of a change: 查档(人次) of 接待查档群众1380人次."""
    counted = noun.endswith(change.unit) or _TAIL.search(noun) is not None
    core = _TAIL.sub("", noun.removesuffix(change.unit))
    pairs = bigrams(core)
    if noun.endswith(("率", "度")) and change.unit != PERCENT:
        return False
    told = _TAIL.sub("", _BEFORE.sub("", change.subject))
    enough = pairs and (all(pair in change.subject for pair in pairs) or (len(told) >= _LEAST and core.endswith(told)))
    return bool(enough) and (counted or len(pairs) > _LEAST)


def _changes(case: PaperCase) -> Iterator[_Change]:
    """Every change told with its figures: one year less or more than the one before."""
    for sentence in said(case):
        for number, by in enumerate(sentence.quantities):
            ahead = sentence.quantities[:number]
            old = ahead[-1] if ahead else None
            match = _THAN_BY.search(by.before) or (old and _THAN.search(old.before) and _BY.match(by.before)) or None
            if match:
                yield _change(sentence, by, 1 if match["up"] else -1, ahead[0] if ahead else by, by.value, old)
        for one, other in pairwise(sentence.quantities):
            if one.unit != other.unit or abs(one.value - other.value) <= one.half + other.half:
                continue
            if _FROM.search(one.before) and _TO.match(other.before):
                way = 1 if other.value > one.value else -1
                yield _change(sentence, other, way, one, abs(one.value - other.value), one)
            elif _LAST.match(other.before):
                way = 1 if one.value > other.value else -1
                yield _change(sentence, other, way, one, abs(one.value - other.value), other)
    for table in case.paper.tables:
        yield from _of_rows(case, table)


def _change(
    sentence: Sentence, last: Quantity, way: int, first: Quantity, by: Decimal, old: Quantity | None
) -> _Change:
    head = clause_start(sentence.text, first.start, SENTENCE)
    large = (last.unit == PERCENT and by * _SLIGHTLY > HUNDRED) or (old is not None and by * _SLIGHTLY > old.value)
    return _Change(sentence.text[head : first.start], first.unit, way, large,
                   last.with_words(14), sentence.paragraph.location,
                   sentence.project)  # fmt: skip


def _of_rows(case: PaperCase, table: PaperTable) -> Iterator[_Change]:
    """The rows of a table with a column for the year before and one for this year."""
    heads = headings(table)
    old, new = _two_years(heads)
    for number, row in enumerate(table.rows[1:], 2) if len(old) == len(new) == 1 else ():
        label = next((squeezed(text) for text in row if text and number_in(text) is None), "")
        one, other = (number_in(row[at]) if at < len(row) else None for at in (old[0], new[0]))
        if label and one is not None and other is not None and one != other:
            unit = label.rpartition("(")[2].rstrip(")") if "(" in label else ""
            large = abs(other - one) * _SLIGHTLY > one > ZERO
            yield _Change(label, unit or "#", 1 if other > one else -1, large, f"{row[old[0]]}→{row[new[0]]}",
                          f"{table.name}第{number}行", case.project(table.section))  # fmt: skip


def _two_years(heads: list[str]) -> tuple[list[int], list[int]]:
    """The columns of the year before and of this year: by their words, else by the two years of one heading."""
    old = [number for number, text in enumerate(heads) if _OLD_COLUMN.search(text) and "比" not in text]
    new = [number for number, text in enumerate(heads) if _NEW_COLUMN.search(text) and "比" not in text]
    if old or new:
        return old, new
    years = [(number, match[0], YEAR.sub("", text)) for number, text in enumerate(heads)
             if (match := YEAR.search(text)) and "比" not in text]  # fmt: skip
    pairs = [(one, other) for one, year, rest in years for other, later, same in years
             if rest == same and int(later) == int(year) + 1]  # fmt: skip
    return [one for one, _ in pairs], [other for _, other in pairs]


@another_way("ZPJ332", WARNING, follows=("ZPJ332", "ZPJ375", "ZPJ592"))
def turned_from_its_table(case: PaperCase) -> Iterator[Hit]:
    """“招标436个，同比下降5.83%” beside a row with 412 in the year before and 436 in this one: it rose by that."""
    rows = [(_two_years(headings(table)), table) for table in case.paper.tables if table.rows]
    rows = [(years, table) for years, table in rows if len(years[0]) == len(years[1]) == 1]
    for sentence in said(case) if rows else ():
        for now, by in pairwise(sentence.quantities):
            match = _BY.match(by.before) or _THAN_BY.fullmatch(by.before.lstrip(","))
            if match is None or by.unit != PERCENT or now.unit == PERCENT or not by.value:
                continue
            for years, table in rows:
                own = _changed_by(table, years[0][0], years[1][0], now, by)
                if own and all((each > ZERO) != bool(match["up"]) for each, _ in own):
                    yield sentence.hit(match.group().strip(",") + by.text, own[0][1],
                                       quote=(now.text + by.before + by.text)[-30:],
                                       words={"where": table.name})  # fmt: skip
                    break


def _changed_by(table: PaperTable, old: int, new: int, now: Quantity, by: Quantity) -> list[tuple[Decimal, str]]:
    """By how much the rows changed that have a figure this year, and changed as far as is told, either way."""
    found = []
    for row in table.rows[1:]:
        before, after = (number_in(row[at]) if at < len(row) else None for at in (old, new))
        if before and after is not None and after in (now.value, parse_number(now.digits)):
            change = (after - before) / before * HUNDRED
            if abs(abs(change) - by.value) <= by.half * 2:
                found.append((change, f"{row[old]}→{row[new]}"))
    return found
