"""Every figure a form and a workbook hold or give by arithmetic, each with the cell it comes from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase, Row
from zpj.checks.reading.reconcile import Amount
from zpj.checks.reading.tables import lines
from zpj.checks.tie.figures import Figure, Kind, figures, spelt
from zpj.domain.amounts import HUNDRED, ONE, ZERO
from zpj.domain.model import Entry, FundLine, Workbook
from zpj.domain.records import record
from zpj.domain.units import MONEY_ZEROS

_FUNDS = ("requested_budget", "initial_budget", "full_year_budget", "executed", "balance")
_CELLS = ("target", "initial_target", "actual", "deviation_reason")
_LOOSE = {Kind.QUANTITY, Kind.NUMBER}
_ALSO = {Kind.POINTS: (Kind.NUMBER,)}
MEASURED = (Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.QUANTITY)


@record
class Fact:
    """A figure of the workbook: its kind, its value (money in 元), where it stands and what it is."""

    kind: Kind
    value: Decimal
    location: str
    what: str


class Facts:
    """Facts by kind and value, so that a figure as printed finds what it may stand for."""

    def __init__(
        self, facts: Iterable[Fact], words: Iterable[tuple[str, str]] = (), sheets: Iterable[str] = ()
    ) -> None:
        self._facts: dict[Kind, list[Fact]] = {}
        self._words: dict[str, list[str]] = {}
        self._sheets = frozenset(sheets)
        for word, place in words:
            self._words.setdefault(word, []).append(place)
        for fact in facts:
            for kind in _LOOSE if fact.kind in _LOOSE else (fact.kind,):
                self._facts.setdefault(kind, []).append(fact)
        for listed in self._facts.values():
            listed.sort(key=lambda fact: fact.value)
        self._values = {kind: [fact.value for fact in listed] for kind, listed in self._facts.items()}

    def find(self, figure: Figure, sheet: str = "") -> Fact | None:
        """A fact the figure may stand for, rounded as it is printed; None where there is none.

        Where its form's `sheet` is told, one of that first, and none of another form's.
        """
        if figure.amount is None:
            found = [Fact(figure.kind, ZERO, place, figure.text) for place in self._words.get(_word(figure), ())]
        else:
            kinds = (figure.kind, *_ALSO.get(figure.kind, ()), *((Kind.PERCENT,) if "百分点" in figure.unit else ()))
            found = [fact for kind in kinds for fact in self._between(kind, figure.amount)]
        sheets = [fact.location.rpartition("!")[0] or fact.location for fact in found]
        own = [fact for fact, name in zip(found, sheets, strict=True) if name == sheet]
        fair = [fact for fact, name in zip(found, sheets, strict=True) if not sheet or name not in self._sheets]
        return next(iter((*own, *fair)), None)

    def _between(self, kind: Kind, amount: Amount) -> list[Fact]:
        values = self._values.get(kind, [])
        return self._facts.get(kind, [])[bisect_left(values, amount.low) : bisect_right(values, amount.high)]


def _word(figure: Figure) -> str:
    """A figure that is no quantity: a year by its four digits, a date by its numbers, a grade as it is written."""
    if figure.kind is Kind.DATE:
        return "-".join(str(int(digits)) for digits in re.findall(r"\d+", figure.text))
    return figure.text[:4] if figure.kind is Kind.YEAR else figure.text


@lru_cache(maxsize=4)
def facts_of(case: PaperCase) -> Facts:
    """Everything the forms and the workbook of a report hold."""
    own = (fact for form in case.forms for fact in form_facts(form))
    book: Iterator[Fact] = book_facts(case.book) if case.book else iter(())
    words = (word for form in case.forms for word in _form_words(form))
    return Facts([*own, *sums_over(case.forms), *book], words, map(sheet_of, case.forms))


def sheet_of(form: FormCase | None) -> str:
    """The sheet a form stands on, "" for none."""
    place = form.evaluation.location if form else ""
    return place.rpartition("!")[0] or place


def _form_words(form: FormCase) -> Iterator[tuple[str, str]]:
    """The year and the grade of a form and the dates in its cells, each with its place."""
    year, grade = form.evaluation.fields.get("year"), form.evaluation.total.reported_grade
    for entry in (year, grade):
        if entry:
            yield entry.text.strip()[:4], entry.location
    for row in form.rows:
        for cell in (row.indicator.target, row.indicator.actual):
            for figure in figures(spelt(cell.text)) if cell else ():
                if figure.kind is Kind.DATE and cell:
                    yield _word(figure), cell.location


def form_facts(form: FormCase) -> Iterator[Fact]:
    """The cells of a form and what follows from them: sums by level, deductions, rates, counts, differences."""
    for line in form.evaluation.funds:
        yield from _of_funds(form, line)
    for row in form.rows:
        yield from _of_row(row)
    yield from _of_groups(form)
    total = form.evaluation.total
    for entry, what in ((total.weight, "总分的分值"), (total.reported, "总分")):
        yield from _number(entry, Kind.POINTS, what)
    yield from _lost(total.weight, total.reported)
    goal = form.evaluation.goal
    texts = (goal.expected, goal.achieved, *form.evaluation.fields.values(), *form.evaluation.analysis.values())
    for entry in texts:
        yield from _in_text(entry.text, entry.location) if entry else ()


def _of_funds(form: FormCase, line: FundLine) -> Iterator[Fact]:
    zeros = form.zeros or 0
    for field in _FUNDS:
        entry: Entry | None = getattr(line, field)
        if entry and entry.number is not None:
            yield Fact(Kind.MONEY, entry.number.scaleb(zeros), entry.location, line.label)
    budget, executed = form.budget(line), line.executed
    if budget and executed and budget.number is not None and executed.number is not None:
        yield Fact(Kind.MONEY, (budget.number - executed.number).scaleb(zeros), executed.location, "结余")
        if budget.number:
            yield Fact(Kind.PERCENT, executed.number / budget.number * HUNDRED, executed.location, "执行率")
            rest = HUNDRED - executed.number / budget.number * HUNDRED
            yield Fact(Kind.PERCENT, rest, executed.location, "结余率")
    initial, full = line.initial_budget, line.full_year_budget
    if initial and full and initial.number and full.number is not None:
        change = abs(full.number - initial.number)
        yield Fact(Kind.MONEY, change.scaleb(zeros), full.location, "预算调整")
        yield Fact(Kind.PERCENT, change / initial.number * HUNDRED, full.location, "调整幅度")
    yield from _number(line.reported_rate, Kind.PERCENT, "执行率")
    yield from _number(line.reported_score, Kind.POINTS, "预算执行得分")
    yield from _number(line.weight, Kind.POINTS, "预算执行分值")
    yield from _lost(line.weight, line.reported_score)


def _of_row(row: Row) -> Iterator[Fact]:
    own = row.indicator
    yield from _number(own.weight, Kind.POINTS, row.name)
    yield from _number(own.reported_score, Kind.POINTS, row.name)
    yield from _lost(own.weight, own.reported_score)
    yield from _in_text(own.name, own.location)
    for field in _CELLS:
        entry: Entry | None = getattr(own, field)
        if entry:
            yield from _in_text(entry.text, entry.location)
    if row.score.rate is not None:
        done = row.score.rate * HUNDRED
        yield Fact(Kind.PERCENT, done, own.location, "完成率")
        yield Fact(Kind.PERCENT, abs(done - HUNDRED), own.location, "超出或未完成的比例")
    found = [figures(spelt(entry.text)) for entry in (own.target, own.actual) if entry]
    if len(found) == 2 and all(len(each) == 1 and each[0].amount for each in found):
        (target,), (actual,) = found
        if target.amount and actual.amount and target.kind is actual.kind:
            yield Fact(actual.kind, abs(target.amount.value - actual.amount.value), own.location, "差额")


def _of_groups(form: FormCase) -> Iterator[Fact]:
    """Sums and counts over levels and over the whole form."""
    place = form.evaluation.location
    groups: dict[tuple[str, ...], list[Row]] = {(): list(form.rows)}
    for row in form.rows:
        own = row.indicator
        for key in dict.fromkeys(((own.level1,), (own.level1, own.level2), ("", own.level2))):
            groups.setdefault(key, []).append(row)
    for key, rows in groups.items():
        name = " ".join(key) or "全部指标"
        weight, points = (
            sum((value for row in rows if (value := getattr(row, field)) is not None), ZERO)
            for field in ("weight", "points")
        )
        for value in (weight, points, weight - points):
            yield Fact(Kind.POINTS, value, place, f"{name}之和")
        full = [row for row in rows if row.points is not None and row.points == row.weight]
        for count in (len(rows), len(full), len(rows) - len(full)):
            yield Fact(Kind.QUANTITY, ONE * count, place, f"{name}的个数")
    for level in ("level1", "level2"):
        count = len({getattr(row.indicator, level) for row in form.rows})
        yield Fact(Kind.QUANTITY, ONE * count, place, "指标的个数")


def _lost(weight: Entry | None, points: Entry | None) -> Iterator[Fact]:
    if weight and points and weight.displayed_number is not None and points.displayed_number is not None:
        yield Fact(Kind.POINTS, weight.displayed_number - points.displayed_number, points.location, "扣分")


def _number(entry: Entry | None, kind: Kind, what: str) -> Iterator[Fact]:
    if entry and entry.displayed_number is not None:
        yield Fact(kind, entry.displayed_number, entry.location, what)


def _in_text(text: str, location: str) -> Iterator[Fact]:
    for figure in figures(spelt(text)):
        if figure.amount:
            yield Fact(figure.kind, figure.amount.value, location, figure.text)


def book_facts(book: Workbook) -> Iterator[Fact]:
    """The figures in a workbook's sections, tables and settings."""
    for section in book.sections:
        yield from _in_text(section.text, section.location)
    for table in book.tables:
        for line in lines(table):
            for column, (heading, cell) in enumerate(zip(table.header, line.texts, strict=False)):
                yield from _in_cell(cell, heading, line.place(column))


def _in_cell(cell: str, heading: str, location: str) -> Iterator[Fact]:
    """A bare number takes the unit its heading names."""
    unit = next((unit for unit in ("亿元", "万元", "元") if unit in heading), "")
    for figure in figures(spelt(cell)):
        if figure.amount is None:
            continue
        yield Fact(figure.kind, figure.amount.value, location, figure.text)
        if figure.kind is Kind.NUMBER:
            kinds = [Kind.PERCENT, Kind.POINTS, *([Kind.MONEY] if unit else [])]
            for kind in kinds:
                zeros = MONEY_ZEROS[unit] if kind is Kind.MONEY else 0
                yield Fact(kind, figure.amount.value.scaleb(zeros), location, heading or figure.text)


def sums_over(forms: Iterable[FormCase]) -> Iterator[Fact]:
    """Totals of the money of all forms, their number, and the mean of their scores."""
    listed = list(forms)
    lines = [(form, form.total) for form in listed if form.total]
    for field in _FUNDS:
        known = [
            entry.number.scaleb(form.zeros or 0)
            for form, line in lines
            if (entry := getattr(line, field)) and entry.number is not None
        ]
        if known:
            yield Fact(Kind.MONEY, sum(known, ZERO), "各自评表之和", field)
    yield Fact(Kind.QUANTITY, ONE * len(listed), "各自评表", "项目的个数")
