"""Over a filed report: a count beside that of its row in a table; a change beside this year's figure elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, quantities, said
from zpj.checks.reading.plain_patterns import HAN
from zpj.checks.reading.tables import number_in, zeros_of
from zpj.checks.reading.text import headings, is_headed, sentences, squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.amounts import HUNDRED, ONE, ZERO, plain
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_TOTAL = regex("合计|总计|小计|共计|平均|总额|其中")
_PLANNED_HEAD = regex("计划|目标|任务|指标|预算|标准|单价|上年|去年|20[0-9]{2}年|比|率|分值|得分|序号|季度|月")
_NOT_DONE = regex(
    "上年|去年|同期|20[0-9]{2}年|目标|计划|任务|预计|(?<!虚)拟|应(?!急|用)|需|每|均|比|较|其中|其余|剩|另|余|未|没有|不|新增|增|减|季度|"
    "[0-9]月|半年|[首前后]批|第|中央|省级|各|以来|累计|抽|随机|回访|仅|只|部分|个别|尚|[和与及]"
)
_BOUND = regex("以[上下内]|左右|余|多|次|/|、[0-9]")
_HAN_TAIL = regex("[\u4e00-\u9fff]+$")
_NO_RESULT = regex(
    "概况|基本|立项|背景|依据|内容|主要任务|职[责能]|措施|建议|打算|计划|(?<!完成)目标(?!.*(?:完成|实现|达成))"
)
_JOINS = regex("(?:共计?|合计|总计|为|是|了|达到?|已|数量|人数|户数|个数|数)+$")
_COUNTED = regex("数|量|完成|情况|规模")
_UNITS = ("人次", "人", "户", "台", "套", "个", "家", "处", "条", "项")
_LEAST, _SHORT, _LIST = 5, 4, 3
_STOPS, _OF_GOAL = frozenset("、,;:("), regex("目标|计划|任务|拟")
_NO_COUNTS = frozenset((MONEY, PERCENT, POINTS, "‰", "百分点", "年", "岁", "天", "小时", "分钟", "倍", "个月"))


@record
class _Row:
    """A row of a table with one name: its counts by unit, and where it stands."""

    name: str
    counts: tuple[tuple[str, Decimal], ...]
    place: str


@another_way("ZPJ330", WARNING, follows=("ZPJ330", "ZPJ324", "ZPJ255", "ZPJ562", "ZPJ371", "ZPJ281"))
def counts_of_rows_of_tables(case: PaperCase) -> Iterator[Hit]:
    """“救助先天性心脏病儿童14人” in a goal's result beside a row 先天性心脏病儿童筛查转诊补助 of 4 人.

    One row alone has the noun, and no count of it in that unit is the one told. Goals and parts are let pass.
    """
    rows = [row for table in case.paper.tables if not table.form for row in _rows(table)]
    for place, text, project in _results(case) if rows else ():
        for figure in quantities(text):
            row = _row_of(text, figure, rows) if figure.unit not in _NO_COUNTS else None
            known = _of_unit(row, rows, figure.unit) if row else []
            if row and known and figure.value not in known:
                yield Hit(place, figure.text, f"{plain(known[-1])}{figure.unit}", quote=figure.with_words(14),
                          project=project, words={"where": row.place})  # fmt: skip


def _results(case: PaperCase) -> Iterator[tuple[str, str, str]]:
    """Each sentence on what was done, in the report and in the goals' results of its forms: place, text, project."""
    for sentence in said(case):
        if sentence.quantities and not is_headed(sentence.paragraph, _NO_RESULT):
            yield sentence.paragraph.location, sentence.text, sentence.project
    for form in case.forms:
        entry = form.evaluation.goal.achieved
        for text in sentences(entry.text) if entry else ():
            yield entry.location if entry else "", text, form.project


@another_way(
    "ZPJ330",
    WARNING,
    follows=("ZPJ330", "ZPJ324", "ZPJ255", "ZPJ562", "ZPJ371", "ZPJ281", "ZPJ552", "ZPJ554", "ZPJ586"),
)
def one_count_of_a_list(case: PaperCase) -> Iterator[Hit]:
    """“洒水车3台、清扫车4台、吸污车9台” beside a table of three, four and six: all of a list but one agree."""
    tables = [rows for table in case.paper.tables if not table.form and len(rows := list(_rows(table))) >= _LIST]
    for sentence in said(case) if tables else ():
        goal = _OF_GOAL.search(sentence.text) or is_headed(sentence.paragraph, _OF_GOAL)
        for rows in tables if len(sentence.quantities) >= _LIST and not goal else ():
            told = [(figure, row) for figure in sentence.quantities for row in rows
                    if not figure.shift and sentence.text.endswith(row.name, 0, figure.start)
                    and _of_unit(row, rows, figure.unit)]  # fmt: skip
            odd = [(figure, row) for figure, row in told if figure.value not in _of_unit(row, rows, figure.unit)
                   and sentence.text[figure.start - len(row.name) - 1] in _STOPS]  # fmt: skip
            if len(told) >= _LIST and len(odd) == 1:
                figure, row = odd[0]
                yield sentence.hit(figure.text, f"{plain(_of_unit(row, rows, figure.unit)[-1])}{figure.unit}",
                                   quote=figure.with_words(14), words={"where": row.place})  # fmt: skip
                break


def _of_unit(row: _Row, rows: list[_Row], unit: str) -> list[Decimal]:
    """The counts in a unit of a row and of its namesakes in other tables."""
    own = [count for each in rows if each.name == row.name for count in each.counts]
    return [count for told, count in own if told == unit]


def _row_of(sentence: str, figure: Quantity, rows: list[_Row]) -> _Row | None:
    """The one row whose name has the noun right before a count."""
    clause = figure.before.rpartition(",")[2].rpartition("、")[2]
    one_of_them = figure.value == ONE and HAN.match(sentence, figure.end)  # 1台电脑有坏点
    if figure.shift or one_of_them or _NOT_DONE.search(clause) or _BOUND.match(sentence, figure.end):
        return None
    tail = _HAN_TAIL.search(_JOINS.sub("", clause))
    held = [row for row in rows if tail and _ends_with(tail.group(), row.name)]
    return held[0] if len({row.name for row in held}) == 1 else None


@lru_cache(maxsize=8192)
def _ends_with(words: str, name: str) -> bool:
    """Whether words end with a noun of a name: five signs of it, or four where they have all the name's other signs."""
    if len(words) >= _LEAST and words[-_LEAST:] in name:
        return True
    return len(name) >= _SHORT and words[-_SHORT:] in name and len(words) >= len(name) and set(name) <= set(words)


def _rows(table: PaperTable) -> Iterator[_Row]:
    """The rows that have a name of their own and a count under a heading that tells its unit, or beside their unit."""
    heads = headings(table)
    units = next((place for place, head in enumerate(heads) if head in ("单位", "计量单位", "度量单位")), None)
    for number, texts in enumerate(table.rows[1:], 2):
        cells = [squeezed(text) for text in texts]
        name = next((cell for cell in cells[:3] if cell and number_in(cell) is None), "")
        if len(name) < _SHORT or _TOTAL.search(name):
            continue
        own = cells[units] if units is not None and units < len(cells) else ""
        counts = tuple(pair for head, cell in zip(heads, cells, strict=False) for pair in _counts(head, cell, own))
        if counts:
            yield _Row(name, counts, f"{table.name}第{number}行")


def _counts(head: str, cell: str, own: str) -> Iterator[tuple[str, Decimal]]:
    number = number_in(cell)
    if _PLANNED_HEAD.search(head) or "元" in head or "万" in head:
        return
    if number is None:
        told = quantities(cell)
        yield from ((each.unit, each.value) for each in told if len(told) == 1 and each.text == cell)
    elif own:
        yield from [(own, number)] if _COUNTED.search(head) else ()
    elif _COUNTED.search(head):
        yield from ((unit, number) for unit in _UNITS if unit in head)


_UP, _DOWN = "增加|增长|上升|提高|提升|上涨|扩大|多|增幅", "减少|下降|降低|下滑|回落|压缩|压减|少|降幅"
_THAN = regex(
    "(?:其中|全年|本年度?)?(?P<noun>[\u4e00-\u9fff]{3,20}?)(?:比|较|与)(?:上年度?|去年|上一年|20[0-9]{2}年)(?:同期)?(?:相比)?(?:的|为)?$"
)
_BY = regex(f"^,?(?:同比)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|近|为)*$")
_BY_THAN = regex(
    f"(?:其中|全年|本年度?)?(?P<noun>[\u4e00-\u9fff]{{3,20}}?)(?:(?:[比较]上年度?|[比较]去年)(?:同期)?|同比)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|近|为)*$"
)
_OLD_BEHIND = regex("^[,(](?:上年度?|去年|20[0-9]{2}年)(?:同期)?(?:数|实际)?(?:为|是|:)?$")
_NOUN = 6
_OF_OLD = regex("上年|去年|同期|20[0-9]{2}年|预算|目标|计划|[比较]")


@another_way("ZPJ332", WARNING, follows=("ZPJ332", "ZPJ375", "ZPJ592"))
def changed_the_other_way(case: PaperCase) -> Iterator[Hit]:
    """“运行维护费比上年的262.4万元增长3.99%”, where the paper tells elsewhere that it is 251.92万元: it fell."""
    for sentence in said(case):
        for noun, way, old, by in _changes(sentence):
            nows = [each for each in _nows(case, noun[-_NOUN:], old.unit) if _makes(each[0], old, by)]
            rises = {each[0] > old.value for each in nows}
            if len(rises) == 1 and (way["up"] is not None) is not rises.pop():
                yield _turned(sentence, by, way["up"] or way["down"], *nows[0][1:])


def _changes(sentence: Sentence) -> Iterator[tuple[str, re.Match[str], Quantity, Quantity]]:
    """What is told to have changed, by which word, last year's figure and the change, whichever stands first."""
    for one, two in pairwise(sentence.quantities):
        than, way, old, by = _THAN.search(_clause(one)), _BY.match(two.before), one, two
        if than is None or way is None:
            than = way = _BY_THAN.search(_clause(one)) if _OLD_BEHIND.match(two.before) else None
            old, by = two, one
        if than and way and old.value and by.unit in (PERCENT, old.unit):
            yield than["noun"], way, old, by


def _clause(figure: Quantity) -> str:
    return figure.before.rpartition(",")[2]


def _turned(sentence: Sentence, by: Quantity, word: str, shown: str, place: str) -> Hit:
    return sentence.hit(word, shown, quote=sentence.clause_to(by, 50), words={"where": place})


def _makes(now: Decimal, old: Quantity, by: Quantity) -> bool:
    """Whether a figure is as far from last year's as is told, either way."""
    gap = abs(now - old.value)
    told = gap / old.value * HUNDRED if by.unit == PERCENT else gap
    return gap > ZERO and by.is_near(told)


def _nows(case: PaperCase, noun: str, unit: str) -> Iterator[tuple[Decimal, str, str]]:
    """What the paper tells of a thing in that unit: value, as it is printed, where."""
    for sentence in said(case):
        for figure in sentence.quantities if noun in sentence.text else ():
            words = _clause(figure)
            if figure.unit == unit and noun in words and not _OF_OLD.search(words):
                yield figure.value, figure.text, sentence.paragraph.location
    for table in case.paper.tables if unit == MONEY else ():
        heads = headings(table)
        for number, texts in enumerate(table.rows[1:], 2):
            if any(squeezed(text).endswith(noun) for text in texts):
                yield from _amounts(heads, texts, f"{table.name}第{number}行")


def _amounts(heads: list[str], texts: tuple[str, ...], place: str) -> Iterator[tuple[Decimal, str, str]]:
    for head, text in zip(heads, texts, strict=False):
        number, zeros = number_in(squeezed(text)), zeros_of(head)
        if number is not None and zeros is not None and not _OF_OLD.search(head):
            yield number.scaleb(zeros), text.strip(), place
