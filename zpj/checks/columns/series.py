"""Over the tables of a filed report: a change against the year before, beside the figures of the years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import slipped
from zpj.checks.reading.reconcile import half_shown, places_shown
from zpj.checks.reading.text import headings, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_CHANGE = regex(
    "(?:比|较)(?:上年|上一?期|上月|上季|去年|20[0-9]{2}年)|同比|环比|增减|(?:增长|下降|变动)(?:额|量|数|率|幅)|"
    "^(?:增长|增加|提高|变化)"
)
_PERIOD = regex(
    "(?:20(?P<year>[0-9]{2})|(?P<month>[0-9]{1,2})(?=月)|第?(?P<season>[一二三四])(?=季))(?:年|年度|年末|年底|月|月份|季度)?"
)
_YEAR = regex("20(?P<year>[0-9]{2})年?(?:度|末|底)?(?:[(].*[)])?")
_FIGURE = regex(r"(?P<sign>[-−+↑↓]?)(?P<number>\d[\d,]*(?:\.\d+)?)[%\u4e00-\u9fff]{0,3}")
_SEASONS = "一二三四"
_FEWEST, _LONGEST = 3, 40


@record
class _Figure:
    """A figure of a table: its place, its value without sign, and how it is printed."""

    row: int
    column: int
    value: Decimal
    digits: str

    @property
    def half(self) -> Decimal:
        """What rounding may hide."""
        return half_shown(self.digits)


@record
class _Step:
    """A change with the two figures it is the change of."""

    change: _Figure
    before: _Figure
    own: _Figure

    def right(self, law: str) -> Decimal:
        """The size of the change: a difference, or a share in percent of the figure before."""
        gap = abs(self.own.value - self.before.value)
        return gap / self.before.value * HUNDRED if law == "%" and self.before.value else gap

    def agrees(self, law: str) -> bool:
        """Whether the change told is the right one."""
        slack = self.change.half + (ZERO if law == "%" else self.own.half + self.before.half)
        return abs(self.right(law) - self.change.value) <= slack


@paper_check(
    "ZPJ363",
    "表里比上年的增减与各年的数不符",
    WARNING,
    reference="R-13 R-71",
    clause="增减数为本年数与上年数之差，增减率为其与上年数之比",
    message="“{title}”填 {found}，按 {basis} 应为 {expected}，请核对",
    fix="核对各年的数和增减数",
    follows=("ZPJ247", "ZPJ248", "ZPJ239"),
)
def changes_in_series(case: PaperCase) -> Iterator[Hit]:
    """3.2 in the column 比上年提高 where 41.2 and 43.5 stand above and beside it, and the other rows agree."""
    for table in case.paper.tables:
        if table.form or not _FEWEST <= len(table.rows) <= _LONGEST:
            continue
        heads = headings(table)
        for column in (number for number, head in enumerate(heads) if _CHANGE.search(head)):
            for step, law in _odd_steps(table, heads, column):
                yield _hit(case, table, heads[column], step, law)


def _odd_steps(table: PaperTable, heads: list[str], column: int) -> list[tuple[_Step, str]]:
    """The one step that breaks what the other steps of its kind keep; none where two do."""
    best: tuple[int, list[tuple[_Step, str]]] = (0, [])
    for steps in (*_down(table, heads, column), _across(table, heads, column)):
        for law in ("−", "%"):
            odd = [(step, law) for step in steps if not step.agrees(law)]
            kept = len(steps) - len(odd)
            best = max(best, (kept, odd), key=lambda each: each[0])
    kept, odd = best
    sure = kept > 1 or (kept == 1 and odd and _slips(*odd[0]))
    return odd if len(odd) == 1 and sure else []


def _slips(step: _Step, law: str) -> bool:
    return slipped(step.change.digits, plain(round_half_up(step.right(law), places_shown(step.change.digits))))


def _down(table: PaperTable, heads: list[str], column: int) -> Iterator[list[_Step]]:
    """A year a row: each column of figures with the change of each row against the row above."""
    periods = [_period(row[0]) for row in table.rows]
    follow = [row for row in range(2, len(periods)) if periods[row - 1] and periods[row] == _next(periods[row - 1])]
    for other in range(1, len(heads)) if len(follow) > 1 else ():
        steps = [_step(table, (row, column), (row - 1, other), (row, other)) for row in follow if other != column]
        yield [step for step in steps if step]


def _across(table: PaperTable, heads: list[str], column: int) -> list[_Step]:
    """A year a column: the change of each row between the last two years before the column of changes."""
    years = {int(match["year"]): number for number, head in enumerate(heads[:column])
             if (match := _YEAR.fullmatch(head))}  # fmt: skip
    last = max(years, default=0)
    if last - 1 not in years:
        return []
    before, own = years[last - 1], years[last]
    steps = [_step(table, (row, column), (row, before), (row, own)) for row in range(1, len(table.rows))]
    return [step for step in steps if step]


def _next(period: tuple[str, int] | None) -> tuple[str, int] | None:
    return (period[0], period[1] + 1) if period else None


def _period(text: str) -> tuple[str, int] | None:
    """The kind of a period and its number: (year, 23) for 2023年."""
    match = _PERIOD.fullmatch(squeezed(text))
    if match is None:
        return None
    kind = next(name for name in ("year", "month", "season") if match[name])
    return kind, int(match[kind]) if kind != "season" else _SEASONS.index(match[kind])


def _step(table: PaperTable, change: tuple[int, int], before: tuple[int, int], own: tuple[int, int]) -> _Step | None:
    found = [_figure(table, *place) for place in (change, before, own)]
    return _Step(found[0], found[1], found[2]) if found[0] and found[1] and found[2] else None


def _figure(table: PaperTable, row: int, column: int) -> _Figure | None:
    text = squeezed(table.rows[row][column]) if column < len(table.rows[row]) else ""
    match = _FIGURE.fullmatch(text)
    number = parse_number(match["number"]) if match else None
    return _Figure(row, column, number, match["number"]) if match and number is not None else None


def _hit(case: PaperCase, table: PaperTable, title: str, step: _Step, law: str) -> Hit:
    one, two = step.own.digits, step.before.digits
    basis = f"|{one}−{two}|" + (f"÷{two}" if law == "%" else "")
    right = plain(round_half_up(step.right(law), max(places_shown(step.change.digits), 1)))
    return Hit(table.cell(step.change.row + 1, step.change.column + 1), step.change.digits, right,
               quote=step.change.digits, basis=basis, project=case.project(table.section),
               words={"title": title})  # fmt: skip
