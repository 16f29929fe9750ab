"""The self-evaluation as zpj knows it: what a form says, with the place of every value, and what zpj computes.

All values are immutable. Empty is None, never 0. Amounts are in the form's own unit (`SelfEvaluation.unit`).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from zpj.domain.amounts import HUNDRED, ONE, parse_number
from zpj.domain.paper import Paper
from zpj.domain.records import field, record

NO_WEIGHT = "no_weight"
"""The rule of a score that is None because its row has no points."""

_HIGH, _MIDDLE = 90, 70


@record
class Entry:
    """One filled cell of a form: the text as displayed, the exact number behind it (if any), and its place."""

    text: str
    number: Decimal | None
    location: str

    @property
    def displayed_number(self) -> Decimal | None:
        """The number as printed on the form: 7.2257 shown as 7.23 is 7.23; “%” and “分” are dropped."""
        printed = parse_number(self.text.strip().rstrip("%％分"))
        return self.number if printed is None else printed


@record
class NotUnderstood:
    """A cell zpj could not place or read: where, what stands there, and why (Chinese)."""

    location: str
    text: str
    why: str


@record
class FundLine:
    """One row of the funds block (项目资金). `role`: total, appropriation, carryover, other or detail."""

    location: str
    label: str
    role: str
    requested_budget: Entry | None = None
    initial_budget: Entry | None = None
    full_year_budget: Entry | None = None
    executed: Entry | None = None
    balance: Entry | None = None
    weight: Entry | None = None
    reported_rate: Entry | None = None
    reported_score: Entry | None = None
    reason: Entry | None = None


@record
class Indicator:
    """One row of the indicator block. `target` is the value in force (调整后指标值 where the form has both).

    `scoring_rule` is what a column of the form's own (评分标准、计分办法) says of the row's points, "" without one.
    `completion` (完成率、完成程度) and `deviation` (偏差率) are what a form says of the result beside the target.
    """

    location: str
    level1: str
    level2: str
    name: str
    target: Entry | None = None
    initial_target: Entry | None = None
    actual: Entry | None = None
    weight: Entry | None = None
    reported_score: Entry | None = None
    deviation_reason: Entry | None = None
    scoring_rule: str = ""
    completion: Entry | None = None
    deviation: Entry | None = None


@record
class Goal:
    """年度总体目标: expected and achieved text; several goals are joined by line breaks."""

    expected: Entry | None = None
    achieved: Entry | None = None


@record
class Total:
    """The 总分 row as filled in."""

    weight: Entry | None = None
    reported: Entry | None = None
    reported_grade: Entry | None = None


@record
class Overtyped:
    """A cell of a standard form with typed content where the form has a formula (without "="), and its result now."""

    entry: Entry
    formula: str
    result: Decimal | str


@record
class SelfEvaluation:
    """One 项目支出绩效自评表 as read: every value with its cell.

    `fields` holds project_name, year, supervising_department, implementing_unit, responsible_person, phone (those
    that are filled); sub_project_name and whole_project_name where the form is filled for a part of a project.
    `analysis` holds the 项目绩效分析 block, label -> text. `columns` names the columns the form
    has, so that a form is recognised by what it asks for. `complete` is false where a part of the form is missing, as
    where a page break cut a Word table in two, or where it asks for no points: then no total is computed. `places` says
    where a field stands, filled or not: the letters of a column (indicators.weight), else a cell (goal.expected).
    `text_numbers` are the numbers kept as text, `sums_miss_text` whether the sheet's formulas would come to something
    else with numbers.
    """

    location: str
    form: str
    scheme: str
    unit: str
    fields: Mapping[str, Entry] = field(default_factory=dict)
    funds: tuple[FundLine, ...] = ()
    goal: Goal = Goal()
    indicators: tuple[Indicator, ...] = ()
    total: Total = Total()
    analysis: Mapping[str, Entry] = field(default_factory=dict)
    not_understood: tuple[NotUnderstood, ...] = ()
    columns: frozenset[str] = frozenset()
    complete: bool = True
    overtyped: tuple[Overtyped, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    text_numbers: tuple[Entry, ...] = ()
    sums_miss_text: bool = False
    confidence: Decimal = ONE
    questions: tuple[str, ...] = ()

    def text(self, field_name: str) -> str:
        """Give the text of a head field, "" where it is empty."""
        entry = self.fields.get(field_name)
        return entry.text if entry else ""

    @property
    def name(self) -> str:
        """What to call it: the project name, else the sheet or table."""
        return self.text("project_name").strip() or self.location

    @property
    def sureness(self) -> str:
        """The confidence in a word: 高 from 0.9, 中 from 0.7, 低 below."""
        percent = self.confidence * HUNDRED
        return "高" if percent >= _HIGH else "中" if percent >= _MIDDLE else "低"

    @property
    def to_confirm(self) -> tuple[str, ...]:
        """The questions about how cells were read, without those about cells that were not."""
        return self.questions[: len(self.questions) - len(self.not_understood)]

    @property
    def total_funds(self) -> FundLine | None:
        """The line that is scored: 年度资金总额."""
        return next((line for line in self.funds if line.role == "total"), None)

    @property
    def plans_once(self) -> bool:
        """Whether the form has only an initial budget, which then is the denominator (S-06)."""
        return "funds.initial_budget" in self.columns and "funds.full_year_budget" not in self.columns

    def budget(self, line: FundLine) -> Entry | None:
        """The denominator of the execution rate of a line."""
        return line.initial_budget if self.plans_once else line.full_year_budget


@record
class Score:
    """A score and its reason. `value` is None where a person must decide; `basis` (Chinese) then says why.

    `rule` is the id of the scoring rule, `clause` the document it rests on. `rate` is the completion or execution
    rate as a fraction where the rule has one. `low` and `high` bound what a person may give (qualitative bands).
    """

    value: Decimal | None
    rule: str
    basis: str
    clause: str
    rate: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    notes: tuple[str, ...] = ()


@record
class ScoreSheet:
    """All scores of one self-evaluation, in the order of its rows.

    `rates` has one entry per fund line. `total` is the sum of the rounded scores, None where one of them is None, where
    no row has points, and where `unweighted` rows have a result but no points while the others do not make up 100.
    `grade` belongs to `total`, or to the total the form reports where `total` is None; `filed_grade` belongs to the
    total the form reports, and is None where it reports none. `execution_in_row` is true where the execution rate is
    one of the indicators (`execution` then has the points of that row), or the form gives it none: it is not added.
    """

    scheme: str
    execution: Score
    rates: tuple[Decimal | None, ...]
    indicators: tuple[Score, ...]
    weight: Decimal | None
    total: Decimal | None
    grade: str | None
    filed_grade: str | None
    execution_in_row: bool = False
    unweighted: int = 0

    @property
    def waiting(self) -> int:
        """How many scores are left to a person; rows without points are none of them."""
        given = [*([] if self.execution_in_row else [self.execution]), *self.indicators]
        return sum(score.value is None and score.rule != NO_WEIGHT for score in given)

    @property
    def open_for(self) -> str:
        """What keeps the total from being computed, as a clerk reads it; empty where nothing of the scores does."""
        waiting = f"有 {self.waiting} 项要由人评定" if self.waiting else ""
        unweighted = f"有 {self.unweighted} 项指标没有填分值" if self.unweighted else ""
        return "，".join(filter(None, (waiting, unweighted)))


@record
class Section:
    """The clerk's text for one section of a report (a row of sheet 报告素材)."""

    project: str
    report: str
    title: str
    text: str
    location: str


@record
class SourceTable:
    """A plain table a workbook carries for its reports: header names and rows of displayed text, with its place.

    `row_numbers` are the sheet's rows of `rows`: empty rows in between are left out.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    location: str
    row_numbers: tuple[int, ...] = ()


@record
class Workbook:
    """Everything one file says: its self-evaluations, the material for their reports, and a filed report's own text."""

    path: str
    evaluations: tuple[SelfEvaluation, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    tables: tuple[SourceTable, ...] = ()
    paper: Paper | None = None


def printed(entry: Entry | None) -> Decimal | None:
    """The number of a cell as the form shows it, in its own unit; None where there is none."""
    return entry.displayed_number if entry else None


def text_of(entry: Entry | None) -> str:
    """The text of a cell as filed, "" where it is empty."""
    return entry.text.strip() if entry else ""
