"""What the checks look at: one form with everything read and scored once, a whole workbook, or a filed report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.form.kept_limits import keeps_limits, without_ratio_kinds
from zpj.checks.reading.section_projects import projects_of, projects_of_tables, titled_of
from zpj.domain.amounts import ZERO
from zpj.domain.findings import Finding
from zpj.domain.model import Entry, FundLine, Indicator, Score, ScoreSheet, SelfEvaluation, Workbook, printed
from zpj.domain.paper import Paper
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.scheme import Scheme
from zpj.domain.targets import Kind, Value, parse
from zpj.domain.units import MONEY_ZEROS
from zpj.schemes import load_scheme
from zpj.scoring.sheet import score_sheet

_CELL = regex(r"^(?P<sheet>.*)!(?P<column>[A-Z]+)(?P<row>\d+)$", re.DOTALL)
_POINTS = regex(r"\s*[(（](?:分值|权重|满分)?[:：]?\d+(?:\.\d+)?分[)）]$")
_EMPTY = parse("")


@record
class Row:
    """One indicator row: what is written, what it means, and what the scheme makes of it."""

    indicator: Indicator
    score: Score
    target: Value
    actual: Value
    weight: Decimal | None
    points: Decimal | None

    @property
    def place(self) -> str:
        """The row's own place."""
        return self.indicator.location

    @property
    def name(self) -> str:
        """The row as a clerk would call it, without points written behind its name."""
        own = self.indicator.name
        name = (_POINTS.sub("", own) if "分" in own else own) or self.indicator.level2 or self.indicator.level1
        return name or "（未写名称的指标）"

    @property
    def lost(self) -> Decimal:
        """The points it lost; 0 where it lost none, or has no weight or no points."""
        return ZERO if self.weight is None or self.points is None else max(ZERO, self.weight - self.points)

    @property
    def has_reason(self) -> bool:
        """Whether the clerk gave a reason for a deviation."""
        reason = self.indicator.deviation_reason
        return reason is not None and parse(reason.text).kind is not Kind.EMPTY

    @property
    def is_cost(self) -> bool:
        """Whether the row is a 成本指标."""
        return "成本" in self.indicator.level2 or "成本" in self.indicator.level1


@record
class FormCase:
    """One form, scored by its scheme; it equals itself alone, so that what is found out is kept."""

    evaluation: SelfEvaluation
    scheme: Scheme
    sheet: ScoreSheet
    rows: tuple[Row, ...]
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def project(self) -> str:
        """The name the findings are grouped by."""
        return self.evaluation.name

    @property
    def table(self) -> str:
        """The table of a report it stands in (“表2”), or its sheet."""
        location = self.evaluation.location
        return location.rpartition("!")[0] or location

    @property
    def zeros(self) -> int | None:
        """The power of ten of its unit of money: 4 of 万元, 0 of 元; None where it names none."""
        return MONEY_ZEROS.get(self.evaluation.unit)

    @property
    def total(self) -> FundLine | None:
        """The line 年度资金总额."""
        return self.evaluation.total_funds

    @property
    def plans_once(self) -> bool:
        """Whether the form has only an initial budget, which then is the denominator (S-06)."""
        return self.evaluation.plans_once

    def budget(self, line: FundLine) -> Entry | None:
        """The denominator of the execution rate."""
        return self.evaluation.budget(line)

    @property
    def execution_weight(self) -> Decimal:
        """The points of the execution rate: the form's own, else the scheme's; 0 where an indicator row has them."""
        if self.execution_row:
            return ZERO
        own = printed(self.total.weight) if self.total else None
        return self.scheme.execution_weight.value if own is None else own

    @property
    def execution_row(self) -> bool:
        """Whether the execution rate is one of the indicator rows."""
        return self.sheet.execution_in_row

    def has(self, column: str) -> bool:
        """Whether the form has a column (“indicators.target”)."""
        return column in self.evaluation.columns

    def place(self, row: Row, field: str) -> str:
        """The place of a value of a row, filled or not."""
        return self._place(row.indicator, [each.indicator for each in self.rows], "indicators", field)

    def fund_place(self, line: FundLine, field: str) -> str:
        """The place of a value of a fund line, filled or not."""
        return self._place(line, self.evaluation.funds, "funds", field)

    def level_place(self, row: Row, level: str) -> str:
        """The place of a row's 一级指标, 二级指标 or 三级指标."""
        return self._beside(row.place, f"indicators.{level}")

    def _place(
        self, item: Indicator | FundLine, items: Iterable[Indicator] | Iterable[FundLine], section: str, field: str
    ) -> str:
        entry: Entry | None = getattr(item, field)
        if entry is None and f"{section}.{field}" in self.evaluation.places:
            return self._beside(item.location, f"{section}.{field}")
        return place_of(items, item, field)

    def _beside(self, location: str, column: str) -> str:
        """The cell of a column in the row of a place."""
        own, letters = _CELL.match(location), self.evaluation.places.get(column)
        return f"{own['sheet']}!{letters}{own['row']}" if own and letters else location


@record
class BookCase:
    """A whole workbook with its forms; like `PaperCase` it equals itself alone, so that what is found out is kept."""

    book: Workbook
    forms: tuple[FormCase, ...]
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def paper(self) -> Paper | None:
        """The filed report a .docx itself is; None for a workbook."""
        return self.book.paper

    def owner(self, place: str) -> FormCase | None:
        """The form a table of a filed report is about (“表3!A1”): the only one, or that of the report it stands in."""
        if len(self.forms) == 1:
            return self.forms[0]
        project = projects_of_tables(self).get(place.rpartition("!")[0] or place, "")
        return next((form for form in self.forms if project and form.project == project), None)


@record
class PaperCase:
    """A filed report with the forms it is about; a case equals itself alone, so that what is found out is kept.

    `book` is the workbook given beside it, or what its own file holds. `expected` are the paragraphs the report
    generator would write for these forms: what they say needs no second look. `origin` is that report as a whole.
    `known` is what is found in the workbook itself.
    """

    paper: Paper
    forms: tuple[FormCase, ...] = ()
    book: Workbook | None = None
    expected: tuple[str, ...] = ()
    origin: Paper | None = None
    known: tuple[Finding, ...] = ()
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def is_beside(self) -> bool:
        """Whether the forms are those of a workbook given beside the report: their cells are in another file."""
        return self.book is not None and self.book.path != self.paper.path

    def project(self, section: int) -> str:
        """The project a section of the paper is about: the longest name in its title, or the only form there is."""
        return self.forms[0].project if len(self.forms) == 1 else projects_of(self).get(section, "")

    def titled(self, section: int) -> FormCase | None:
        """The form whose project the titles of a section name."""
        return self.form(titled_of(self).get(section, ""))

    def form(self, project: str) -> FormCase | None:
        """The form of a project; None where the file has none."""
        return next((form for form in self.forms if form.project == project), None)


def form_case(
    evaluation: SelfEvaluation, scored: ScoreSheet | None = None, own_scheme: Scheme | None = None
) -> FormCase:
    """Score a form, unless it is `scored` already, and read every value once; by its scheme or that of its book."""
    scheme = own_scheme or load_scheme(evaluation.scheme)
    sheet = scored or score_sheet(evaluation, scheme)
    rows = tuple(
        Row(indicator, score, _value(indicator.target), _value(indicator.actual), printed(indicator.weight),
            printed(indicator.reported_score))
        for indicator, score in zip(evaluation.indicators, sheet.indicators, strict=True)
    )  # fmt: skip
    return FormCase(evaluation, scheme, sheet, rows)


def book_case(book: Workbook, scored: Sequence[ScoreSheet] = ()) -> BookCase:
    """All forms of a workbook; `scored` are their scores, where they are known."""
    schemes = [load_scheme(each.scheme) for each in book.evaluations]
    sheets = [*scored] or list(map(score_sheet, book.evaluations, schemes))
    if any(scheme.ratio_kinds.value for scheme in schemes) and keeps_limits(book, sheets):
        schemes = list(map(without_ratio_kinds, schemes))
        sheets = list(map(score_sheet, book.evaluations, schemes))
    return BookCase(book, tuple(map(form_case, book.evaluations, sheets, schemes)))


@lru_cache(maxsize=4)
def paper_case(case: BookCase) -> PaperCase | None:
    """The filed report a .docx itself is, with the forms inside it; None for a workbook. The same one each time."""
    return PaperCase(case.book.paper, case.forms, case.book) if case.book.paper else None


def place_of(items: Iterable[Indicator] | Iterable[FundLine], item: Indicator | FundLine, field: str) -> str:
    """The cell of a field: where it is empty, the column comes from another row that has it."""
    entry: Entry | None = getattr(item, field)
    if entry is not None:
        return entry.location
    own = _CELL.match(item.location)
    others = (getattr(other, field) for other in items)
    column = next((match["column"] for other in others if other and (match := _CELL.match(other.location))), None)
    return f"{own['sheet']}!{column}{own['row']}" if own and column else item.location


def column_of(location: str) -> str:
    """The column letters of a place, "" where it is no cell."""
    match = _CELL.match(location)
    return match["column"] if match else ""


def row_of(location: str) -> str:
    """The sheet and row of a place (“自评表!8”), for telling what stands in one row."""
    match = _CELL.match(location)
    return f"{match['sheet']}!{match['row']}" if match else location


def _value(entry: Entry | None) -> Value:
    return parse(entry.text) if entry else _EMPTY
