"""Where in the workbook stands what a report has: the cell its text comes from, else one that has the figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.tables import lines
from zpj.checks.tie.facts import facts_of, sheet_of
from zpj.checks.tie.figures import COUNTED, Figure, figures, same, spelt
from zpj.domain.findings import Finding
from zpj.domain.model import Entry
from zpj.domain.records import record
from zpj.domain.regex import regex

_SENTENCE = regex("[^。;\n]+")
_LEAST_TEXT = 8
_FUNDS = ("requested_budget", "initial_budget", "full_year_budget", "executed", "balance", "reported_rate", "weight",
          "reported_score")  # fmt: skip
_INDICATOR = ("initial_target", "target", "actual", "weight", "reported_score", "deviation_reason")


@record
class _Cell:
    """A filled cell of the workbook in one spelling, with the other texts of its row."""

    location: str
    text: str
    row: frozenset[str]


@lru_cache(maxsize=4)
def _cells(case: PaperCase) -> tuple[_Cell, ...]:
    return tuple(_read(case))


def _read(case: PaperCase) -> Iterator[_Cell]:
    for form in case.forms:
        own = form.evaluation
        for entry in (own.goal.expected, own.goal.achieved, *own.fields.values(), *own.analysis.values()):
            yield from _of_row((), (entry,))
        for line in own.funds:
            yield from _of_row((line.label,), [getattr(line, field) for field in _FUNDS])
        for row in form.rows:
            named = (row.indicator.name, row.indicator.level2)
            yield from _of_row(named, [getattr(row.indicator, field) for field in _INDICATOR])
        yield from _of_row(("总分",), (own.total.weight, own.total.reported, own.total.reported_grade))
    for section in case.book.sections if case.book else ():
        yield _Cell(section.location, spelt(section.text), frozenset())
    for table in case.book.tables if case.book else ():
        for told in lines(table):
            texts = [spelt(text) for text in told.texts]
            yield from (_Cell(told.place(at), text, frozenset(texts)) for at, text in enumerate(texts) if text)


def _of_row(names: Iterable[str], entries: Sequence[Entry | None]) -> Iterator[_Cell]:
    known = [entry for entry in entries if entry]
    row = frozenset((*map(spelt, names), *(spelt(entry.text) for entry in known)))
    yield from (_Cell(entry.location, spelt(entry.text), row) for entry in known)


def of_cell(case: PaperCase, form: FormCase | None, row: Sequence[str], text: str, figure: Figure | None) -> str:
    """The place of the workbook's cell that a cell of the report's own table was printed from, "" where none is known.

    Of several with this text the one whose row has most of the texts that stand beside it.
    """
    own, beside = spelt(text), {spelt(each) for each in row if each} - {spelt(text)}
    ranked = [(len(beside & cell.row), cell) for cell in _of(case, form) if cell.text == own]
    best = max(ranked, key=lambda each: each[0], default=None)
    alone = best is not None and sum(score == best[0] for score, _ in ranked) == 1
    if best and (alone or best[0] or len(own) >= _LEAST_TEXT):
        return best[1].location
    return _of_figure(case, form, figure)


def of_line(case: PaperCase, form: FormCase | None, text: str, figure: Figure) -> str:
    """The place of the workbook's text a line comes from, else of the sentence with a figure, else of the figure."""
    own = spelt(text)
    sentence = next((match.group() for match in _SENTENCE.finditer(own) if match.end() > figure.start), "")
    for words in (own, sentence):
        held = next((cell for cell in _of(case, form) if len(words) >= _LEAST_TEXT and words in cell.text), None)
        if held:
            return held.location
    return _of_figure(case, form, figure)


def _of_figure(case: PaperCase, form: FormCase | None, figure: Figure | None) -> str:
    fact = facts_of(case).find(figure, sheet_of(form)) if figure else None
    return fact.location if fact else ""


def _of(case: PaperCase, form: FormCase | None) -> Iterator[_Cell]:
    """The cells that may be a form's: its own first, none of another project's."""
    own = sheet_of(form)
    others = {sheet_of(each) for each in case.forms} - {own} if form else set()
    cells = [cell for cell in _cells(case) if _sheet(cell.location) not in others]
    yield from sorted(cells, key=lambda cell: _sheet(cell.location) != own)


def _sheet(location: str) -> str:
    return location.rpartition("!")[0] or location


def is_put_right(case: PaperCase, place: str, new: Figure, old: Figure) -> bool:
    """Whether a finding on a cell of the workbook says that its figure should be what the report has."""
    return any(_says(one.found, old) and _says(one.expected, new) for one in case.known if one.location == place)


def is_text_put_right(known: Iterable[Finding], place: str, new: str, old: str) -> bool:
    """The same of a cell's whole text."""
    return any(
        (spelt(one.found or ""), spelt(one.expected or "")) == (spelt(old), spelt(new))
        for one in known if one.location == place
    )  # fmt: skip


def _says(text: str | None, figure: Figure) -> bool:
    """Whether a text is this figure, as exact or less so."""
    told = figures(spelt(text or ""))
    if len(told) != 1 or figure.amount is None or told[0].amount is None:
        return len(told) == 1 and same(told[0], figure)
    kinds = {told[0].kind, figure.kind}
    close = abs(told[0].amount.value - figure.amount.value) <= figure.amount.half
    return close and (len(kinds) == 1 or kinds <= COUNTED)
