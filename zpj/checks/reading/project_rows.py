"""The tables of projects of a report: the column that names them, and the rows of projects, totals apart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from zpj.checks.case import PaperCase
from zpj.checks.reading.plain_patterns import HAN
from zpj.checks.reading.tables import is_total_row, number_in
from zpj.checks.reading.text import headings, squeezed
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_NAMES = regex("^(?:自评|评价|预算|支出|子|二级)*(?:项目|专项)(?:名称)?$|^资金名称$")
_LIKELY = regex("^项目|^(?:预算|支出)?资金$")
_AROUND = regex("20[0-9]{2}年度?|项目$|[“”]")
_LABEL = regex("[\u4e00-\u9fff]{5,12}")
_FEWEST, _LEAST_NAME = 3, 4


@record
class Projects:
    """A table of projects: what its columns are called, its rows with their numbers, totals apart."""

    table: PaperTable
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    place: int = 0
    numbers: tuple[int, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the projects."""
        return tuple(row[self.place] for row in self.rows)

    def column(self, title: str) -> list[Decimal]:
        """The figures of the column whose heading has a word."""
        place = next((number for number, head in enumerate(self.heads) if title and title in head), None)
        values = [number_in(row[place]) for row in self.rows if place is not None and place < len(row)]
        return [value for value in values if value is not None] if None not in values else []


@lru_cache(maxsize=4)
def tables_with_projects(case: PaperCase) -> tuple[Projects, ...]:
    """The plain tables with a column of projects, of which each may have several rows."""
    found = []
    for table in case.paper.tables:
        heads = tuple(headings(table)) if not table.form else ()
        place = _names_column(heads)
        if place is not None:
            rows = [(number, tuple(map(squeezed, row))) for number, row in enumerate(table.rows[1:], 2)]
            rows = [(number, row) for number, row in rows if _is_project(row, place)]
            numbers, texts = tuple(number for number, _ in rows), tuple(row for _, row in rows)
            found.append(Projects(table, heads, texts, place, numbers))
    return tuple(found)


@lru_cache(maxsize=4)
def project_tables(case: PaperCase) -> tuple[Projects, ...]:
    """The tables whose first or second column names projects, a row each, numbered or with a total."""
    return tuple(
        each for each in tables_with_projects(case)
        if each.place < 2 and len(set(each.heads)) >= _FEWEST and len(set(each.names)) == len(each.rows) >= _FEWEST - 1
    )  # fmt: skip


@lru_cache(maxsize=4)
def projects_named(case: PaperCase) -> tuple[str, ...]:
    """The projects of a file, barely: of its forms, else of its tables of projects."""
    told = [form.project for form in case.forms] if len(case.forms) > 1 else []
    told = told or [name for each in tables_with_projects(case) for name in each.names if _LABEL.match(name)]
    return tuple(dict.fromkeys(name for each in told if len(name := bare_project(each)) >= _LEAST_NAME))


def bare_project(name: str) -> str:
    """A name without its year, quotation marks and the closing 项目."""
    return _AROUND.sub("", squeezed(name))


def _names_column(heads: Sequence[str]) -> int | None:
    """The column of projects: one called so, else a first or second one that begins so."""
    called = (number for number, head in enumerate(heads) if _NAMES.match(head))
    likely = (number for number, head in enumerate(heads[:2]) if _LIKELY.match(head))
    return next(chain(called, likely), None)


def _is_project(row: Sequence[str], place: int) -> bool:
    return place < len(row) and HAN.search(row[place]) is not None and not is_total_row(row[: place + 1])
