"""Over a filed report: goals told in its prose against those its scoring table prints in the standards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.points.standards import Result, goal_of, plainly, result_in
from zpj.checks.reading.figures import POINTS, Quantity, said
from zpj.checks.reading.scoring_tables import heads_of, scored_rows
from zpj.checks.rows.targets import pairs_of
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.amounts import ZERO
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_SIGNED = regex("(?:不少于|不低于|不高于|不超过|不大于|不小于|控制在|至少|达到|以上|≥|≤)$")
_ASIDE = regex("上年|去年|同期|每|比|未|高于|低于|优于|完成率|抽|实际|已|累计")
_BAND = regex("[0-9](?:%|分)?[(]?含?[)]?(?:以[上下]|及以)|[~～—-][0-9]|等级|评为")
_BARE = regex("(?:20[0-9]{2}年度?|全年|年度|拟|计划|为|将|共)*(?:不少于|至少|≥)")
_BEHIND = regex("[\u4e00-\u9fff]{4,20}")
_OF_COUNT = regex("人数$|数量?$|人次$")
_SHARED, _LEAST_PAIRS, _MOST_TIMES = (3, 4), 3, 3


@record
class _Row:
    """A row of a scoring table: its name, the goals that stand in it."""

    name: str
    pairs: frozenset[str]
    goals: tuple[Result, ...]
    text: str


@another_way("ZPJ347", WARNING, follows=("ZPJ347", "ZPJ326", "ZPJ373", "ZPJ578", "ZPJ254", "ZPJ255", "ZPJ562"))
def goals_and_standards(case: PaperCase) -> Iterator[Hit]:
    """“办理法律援助案件不少于1400件” where the standard of 办理法律援助案件数 is ≥1500件计6分.

    The clause has nearly all of the row's name, the figure its unit; no other row's goal is that figure. Where nothing
    stands before the figure, the words behind it have all signs of the name: 为不少于3000名残疾人适配器具.
    """
    rows = [row for table in case.paper.tables for row in _rows(table)]
    for sentence in said(case) if rows else ():
        for figure in sentence.quantities:
            if figure.unit == POINTS or not _SIGNED.search(figure.before) or _BAND.search(sentence.text):
                continue
            clause = figure.before.rpartition(",")[2].rpartition("、")[2]
            row = _row_of(clause, figure, rows) if not _ASIDE.search(_SIGNED.sub("", clause)) else None
            if row is None and _BARE.fullmatch(clause):
                row = _row_behind(_BEHIND.match(sentence.text, figure.end), figure, rows)
            if row and not any(_is(figure, goal) for each in rows for goal in each.goals):
                yield sentence.hit(figure.text, row.text, quote=clause + figure.text,
                                   words={"name": row.name, "where": "评分表"})  # fmt: skip


def _is(figure: Quantity, goal: Result) -> bool:
    return (not goal.unit or goal.unit == figure.unit) and goal.value == figure.value


def _row_of(clause: str, figure: Quantity, rows: list[_Row]) -> _Row | None:
    """The one row whose name stands in a clause but for a few signs, with a goal in the figure's unit of its size."""
    told, found = pairs_of(clause), []
    for row in rows:
        shared = len(row.pairs & told)
        if len(row.pairs) >= _LEAST_PAIRS and shared * _SHARED[1] >= len(row.pairs) * _SHARED[0]:
            found.append(row)
    return _one_of_its_size(found, figure)


def _row_behind(words: re.Match[str] | None, figure: Quantity, rows: list[_Row]) -> _Row | None:
    """The one row all signs of whose name stand in the words behind a figure."""
    cores = [(row, set(_OF_COUNT.sub("", row.name))) for row in rows] if words else []
    found = [row for row, core in cores if words and len(core) > _LEAST_PAIRS and core <= set(words.group())]
    return _one_of_its_size(found, figure)


def _one_of_its_size(found: list[_Row], figure: Quantity) -> _Row | None:
    """The only row, where it has a goal in the figure's unit of its size."""
    goals = found[0].goals if len(found) == 1 else ()
    return found[0] if any(goal.unit == figure.unit and _near(goal.value, figure.value) for goal in goals) else None


def _near(one: Decimal, other: Decimal) -> bool:
    return ZERO < one < other * _MOST_TIMES and other < one * _MOST_TIMES


def _rows(table: PaperTable) -> Iterator[_Row]:
    for row in scored_rows(table, heads_of(table)):
        weight, text = row.weight, row.standard
        named = goal_of(plainly(text, weight)) if weight and text else None
        target = result_in(row.target) if row.target else None
        goals = tuple(goal for goal in (named[0] if named else None, target) if goal)
        if goals:
            yield _Row(row.name, pairs_of(row.name), goals, row.target if target else text)
