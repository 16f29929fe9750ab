"""Over a filed report: the points a table gives a level of indicators, and those of the rows under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, zip_longest

from zpj.checks.case import PaperCase
from zpj.checks.reading.scoring_tables import WEIGHT_HEAD
from zpj.checks.reading.tables import is_total_row, number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, Hit, paper_check
from zpj.domain.amounts import ZERO, plain
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex

_LEVEL = regex("^(?P<name>[\u4e00-\u9fff]{2,12})[(](?P<points>[0-9]+(?:[.][0-9]+)?)分[)]$")

_FEWEST, _HEADING_ROWS = 2, 4
_Level = tuple[str, str, Decimal, list[Decimal]]
"""The place of a level, its text, its points, the weights of its rows."""


@paper_check(
    "ZPJ449",
    "表里一级、二级指标写的分值与其下各项之和不符",
    ERROR,
    reference="R-01",
    clause="上级指标的分值等于其下各项分值之和",
    message="“{name}”写 {found} 分，其下各项分值之和为 {expected}（{basis}），请核对",
    fix="核对各项分值，改成一致",
)
def points_of_levels(case: PaperCase) -> Iterator[Hit]:
    """“过程（20分）” over rows of 6, 4, 3, 4, 4, 2 and 2 points; only where another level of the table adds up.

    The last level of a table that goes on in the next is not judged: the rest of its rows stand there.
    """
    tables = case.paper.tables
    for table, following in zip_longest(tables, tables[1:]):
        cut = following is not None and following.part
        found = _in_one(list(_levels(table, cut))) or _by_columns(table, cut)
        if sum(sum(weights, ZERO) == told for _, _, told, weights in found) < _FEWEST:
            continue
        for place, name, told, weights in found:
            whole = sum(weights, ZERO)
            if whole != told:
                yield Hit(place, plain(told), plain(whole), plain(abs(whole - told)), "0", name,
                          "+".join(map(plain, weights)), project=case.project(table.section),
                          words={"name": name})  # fmt: skip


def _by_columns(table: PaperTable, cut: bool) -> list[_Level]:
    """The levels of a table with a column of points behind each column of names, where most of them add up.

    Of a level whose sum is wrong only because of one below it that is wrong by as much, the one below alone.
    """
    head = next((number for number, row in enumerate(table.rows[:_HEADING_ROWS])
                 if sum(1 for text in row if WEIGHT_HEAD.match(squeezed(text))) > 1), None)  # fmt: skip
    if head is None or not table.form:
        return []
    columns = [place for place, text in enumerate(table.rows[head]) if place and WEIGHT_HEAD.match(squeezed(text))]
    rows = [row for row in enumerate(table.rows[head + 1 :], head + 2)
            if not is_total_row(row[1][:2])]  # fmt: skip
    found: list[_Level] = []
    gaps: set[Decimal] = set()
    for upper, lower in reversed(list(pairwise(columns))):
        levels = list(_between(table, rows, upper, lower, cut))
        wrong = {told - sum(weights, ZERO) for _, _, told, weights in levels} - {ZERO}
        found += [each for each in levels if each[2] == sum(each[3], ZERO) or sum(each[3], ZERO) - each[2] not in gaps]
        gaps |= wrong
    odd = sum(1 for _, _, told, weights in found if sum(weights, ZERO) != told)
    return found if odd * 2 < len(found) else []


def _between(
    table: PaperTable, rows: Sequence[tuple[int, Sequence[str]]], upper: int, lower: int, cut: bool
) -> Iterator[_Level]:
    """Each level with points in a column: those of the next level that stand beside and below it."""
    starts = [number for number, (_, row) in enumerate(rows) if squeezed(row[upper - 1])]
    for start, stop in _blocks(starts, len(rows), cut):
        number, row = rows[start]
        told = number_in(squeezed(row[upper]))
        weights = [number_in(squeezed(each[lower])) for _, each in rows[start:stop] if squeezed(each[lower - 1])]
        known = [weight for weight in weights if weight is not None]
        if told is not None and known and len(known) == len(weights):
            yield table.cell(number, upper + 1), squeezed(row[upper - 1]), told, known


def _blocks(starts: Sequence[int], end: int, cut: bool) -> Iterator[tuple[int, int]]:
    """From each beginning to the next; the last one to the end, unless the table is cut there."""
    return pairwise(starts if cut else [*starts, end])


def _in_one(found: list[_Level]) -> list[_Level]:
    """The levels with what a table goes on with below a page break put together: the same name and points again.

    Those that add up each for itself are two levels that were given one name.
    """
    whole: dict[tuple[str, Decimal], _Level] = {}
    for place, name, told, weights in found:
        before = whole.get((name, told))
        if before and sum(weights, ZERO) == told == sum(before[3], ZERO):
            continue
        whole[name, told] = (before[0], name, told, [*before[3], *weights]) if before else (place, name, told, weights)
    return list(whole.values())


def _levels(table: PaperTable, cut: bool) -> Iterator[_Level]:
    """Each level with points in brackets: its place, its text, its points and the weights of its rows."""
    heads = [number for number, row in enumerate(table.rows) if any(WEIGHT_HEAD.match(squeezed(text)) for text in row)]
    for head, end in pairwise([*heads, len(table.rows)]):
        yield from _levels_under(table, head, end, cut and end == len(table.rows))


def _levels_under(table: PaperTable, head: int, end: int, cut: bool) -> Iterator[_Level]:
    """The levels between a heading and the next: the points of a form's funds stand in another column."""
    column = next(place for place, text in enumerate(table.rows[head]) if WEIGHT_HEAD.match(squeezed(text)))
    rows = [[squeezed(text) for text in row] for row in table.rows[head + 1 : end]]
    for level in range(column):
        starts = [number for number, row in enumerate(rows) if level < len(row) and row[level]]
        for start, stop in _blocks(starts, len(rows), cut):
            match = _LEVEL.match(rows[start][level])
            block = [row for row in rows[start:stop] if not is_total_row(row[:column])]
            weights = [number_in(row[column]) if column < len(row) else None for row in block]
            known = [weight for weight in weights if weight is not None]
            if match and known and len(known) == len(weights):
                yield (table.cell(head + start + 2, level + 1), match.group(),
                       number_in(match["points"]) or ZERO, known)  # fmt: skip
