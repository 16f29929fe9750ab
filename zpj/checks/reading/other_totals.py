"""The totals of a report's tables of scores that are of another system than a form: 决策, 过程, 产出 and 效益."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.tie.belonging import gives_rows
from zpj.domain.amounts import HUNDRED, parse_number, plain
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

NUMBER = regex(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?:%|万元|元)?")
_TOTAL_SCORE = regex("^(?:合计|总计|总分|总得分|平均)")
_OF_POINTS = regex("[(（]\\d+分[)）]")
_FEWEST_OTHERS, _LEAST_NAME, _HALF, _TEN = 3, 2, 50, 10


def is_of_others(number: Decimal, case: PaperCase, form: FormCase) -> bool:
    """Whether a total is one of the tables of another system than the form, or is made of two of them."""
    return is_made_of(number, _totals_of_others(case, form))


@lru_cache(maxsize=8)
def _totals_of_others(case: PaperCase, form: FormCase) -> frozenset[Decimal]:
    tables = [table for table in case.paper.tables if not table.form]
    return totals_of([table for table in tables if not gives_rows(table, form) or weighs_otherwise(table, form)])


def totals_of(tables: Iterable[PaperTable]) -> frozenset[Decimal]:
    """What stands in the rows of totals, or of means, of tables of scores."""
    scored = (table for table in tables if table.rows and _is_scored(table.rows[0]))
    lines = ([normalise(text) for text in row] for table in scored for row in table.rows)
    totals = (cells for cells in lines if any(_TOTAL_SCORE.search(cell) for cell in cells[:2]))
    return frozenset(value for cells in totals for value in numbers_of(cells) if value < HUNDRED)


def _is_scored(heads: Sequence[str]) -> bool:
    return "得分" in "".join(heads) or sum(map(bool, map(_OF_POINTS.search, heads))) > 1


def is_made_of(number: Decimal, totals: Iterable[Decimal]) -> bool:
    """Whether a total is one of some, or two of them weighed by tenths: 92.75×0.6+90.60×0.4 by a bureau and experts."""
    known = [*totals]
    slack = half_unit(max(places_shown(plain(number)), 1))
    return number in known or any(
        abs(one * tenths + other * (_TEN - tenths) - number * _TEN) <= slack * _TEN
        for one, other in combinations([each for each in known if each > _HALF], 2) for tenths in range(1, 10)
    )  # fmt: skip


@lru_cache(maxsize=8)
def points_of_others(case: PaperCase, form: FormCase) -> tuple[tuple[str, frozenset[str]], ...]:
    """The figures of each line of the tables of another system than the form, by every cell of it.

    Where one table weighs the rows of the form otherwise, those that have no rows of it are of that system, too; points
    in the brackets of a level (产出（35分）) are its own.
    """
    tables = [table for table in case.paper.tables if not table.form]
    apart = [table for table in tables if weighs_otherwise(table, form)]
    tables = (
        [table for table in tables if table in apart or (table.rows and not gives_rows(table, form))] if apart else []
    )
    return tuple(
        (name, frozenset(map(plain, (*numbers_of(cells), *numbers_of([points])))))
        for table in tables for cells in ([normalise(text) for text in row] for row in table.rows)
        for cell in cells if not NUMBER.fullmatch(cell)
        for name, _, points in [cell.removesuffix("分)").partition("(")] if len(name) >= _LEAST_NAME
    )  # fmt: skip


def weighs_otherwise(table: PaperTable, form: FormCase) -> bool:
    """Whether a table of scores has rows of the form with other weights: a system of its own."""
    if not table.rows or "得分" not in normalise("".join(table.rows[0])):
        return False
    weights = {normalise(row.name): plain(row.weight) for row in form.rows if row.weight is not None}
    lines = [[normalise(text) for text in row] for row in table.rows]
    pairs = [
        (weights[cell], set(map(plain, numbers_of(cells)))) for cells in lines for cell in cells if cell in weights
    ]
    others = sum(1 for weight, figures in pairs if figures and weight not in figures)
    return others >= _FEWEST_OTHERS and 2 * others > len(pairs)


def numbers_of(cells: list[str]) -> list[Decimal]:
    """The numbers of the cells that hold nothing else, whatever their unit."""
    found = (parse_number(match["number"]) for cell in cells if (match := NUMBER.fullmatch(cell)))
    return [number for number in found if number is not None]
