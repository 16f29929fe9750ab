"""Tells a self-evaluation again as content of a standard workbook, in the unit of that workbook's form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from decimal import Decimal

from zpj.domain.amounts import HUNDRED, normal, parse_number, plain
from zpj.domain.columns import column_letters
from zpj.domain.errors import ZpjError
from zpj.domain.model import Entry, FundLine, Indicator, Section, SelfEvaluation, Workbook
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.content import FormContent, FundRow, IndicatorRow, Material, Shown, Typed
from zpj.forms.continuing import whole
from zpj.forms.frame import Frame, find_frames
from zpj.forms.indicator_cells import squeezed
from zpj.forms.reader import read_forms
from zpj.forms.recognise import UNKNOWN, form_kind
from zpj.grid.files import read_grids
from zpj.grid.grid import Grid

DEFAULT_FORM = "mof"
AMOUNTS = ("requested_budget", "initial_budget", "full_year_budget", "executed", "balance")
FUND_NUMBERS = ("weight", "reported_rate", "reported_score")
INDICATOR_TEXTS = ("target", "initial_target", "actual", "deviation_reason")
INDICATOR_NUMBERS = ("weight", "reported_score")
LEVELS = ("level1", "level2", "name")
_ROW_PLACE = regex(r"^(.*!)[A-Z]+(\d+)$", re.DOTALL)
_UNIT_SIZE = {"元": 1, "万元": 10000, "亿元": 100000000}

Key = tuple[str, int, str]
"""A value of a form: its part (fields, funds, goal, indicators, total, analysis), its row there, its field."""


@record
class Blank:
    """What the blank sheet of a form offers: its id, the unit of its amounts, its fund rows (label, role).

    `columns`: the letters of the columns that hold the names of rows (label, level1, level2, name). `plans_once`: it
    has no 全年预算数 beside the initial budget.
    """

    form: str
    unit: str
    funds: tuple[tuple[str, str], ...]
    columns: Mapping[str, str]
    plans_once: bool

    def place(self, key: Key, entry: Entry) -> str:
        """The cell of a value in a sheet made from this blank: names stand in their own column of the row."""
        match = _ROW_PLACE.match(entry.location) if key[2] in self.columns else None
        return f"{match[1]}{self.columns[key[2]]}{match[2]}" if match else entry.location


def blank_of(form: str) -> Blank:
    """Read the blank sheet of a form; ZpjError where the form does not exist or has none."""
    kind = form_kind(form)
    path = kind.folder / "form.xlsx" if kind.folder else None
    if path is not None and path.is_file():
        for grid in read_grids(path):
            for frame, evaluation in zip(find_frames(grid), read_forms(grid), strict=True):
                funds = tuple((line.label, line.role) for line in evaluation.funds)
                return Blank(form, evaluation.unit, funds, _name_columns(frame), evaluation.plans_once)
    raise ZpjError(f"表样“{form}”", "没有空白工作簿", "请在该表样的文件夹里放入 form.xlsx")


def _name_columns(frame: Frame) -> dict[str, str]:
    columns = {name: frame.indicators.first(name) for name in LEVELS} if frame.indicators else {}
    if frame.funds:
        columns["label"] = min(left for left, _ in frame.funds.columns.values()) - 1
    return {name: column_letters(column) for name, column in columns.items() if column}


def forms_of(book: Workbook, grids: tuple[Grid, ...]) -> list[tuple[Grid, Frame, SelfEvaluation]]:
    """Every form of a file already read, with its sheet and its frame there."""
    places = {one.location for one in book.evaluations}
    forms = [grid for grid in whole(grids) if grid.name in places and not grid.hidden]
    frames = [(grid, frame) for grid in forms for frame in find_frames(grid)]
    return [(grid, frame, one) for (grid, frame), one in zip(frames, book.evaluations, strict=True)]


def form_title(frame: Frame) -> str:
    """The title above a form, "" where it has none."""
    rows = range(frame.top, frame.start)
    return next((cell.text.strip() for row in rows for cell in frame.grid.row_cells(row) if "自评表" in cell.text), "")


def known_form(forms: list[str]) -> str:
    """The form most of the evaluations have, mof where none is known."""
    known = [form for form in forms if form != UNKNOWN.id]
    return max(known, key=known.count) if known else DEFAULT_FORM


def values_of(evaluation: SelfEvaluation) -> dict[Key, Entry]:
    """Every filled value of a form with its place, in the order of the form."""
    found: dict[Key, Entry | None] = {("fields", 0, name): entry for name, entry in evaluation.fields.items()}
    for row, line in enumerate(evaluation.funds):
        found["funds", row, "label"] = Entry(line.label, None, line.location)
        for name in (*AMOUNTS, *FUND_NUMBERS, "reason"):
            found["funds", row, name] = getattr(line, name)
    found["goal", 0, "expected"], found["goal", 0, "achieved"] = evaluation.goal.expected, evaluation.goal.achieved
    for row, indicator in enumerate(evaluation.indicators):
        for name in LEVELS:
            text = getattr(indicator, name)
            found["indicators", row, name] = Entry(text, None, indicator.location) if text else None
        for name in (*INDICATOR_TEXTS, *INDICATOR_NUMBERS):
            found["indicators", row, name] = getattr(indicator, name)
    total = evaluation.total
    found["total", 0, "weight"], found["total", 0, "reported_score"] = total.weight, total.reported
    found["total", 0, "grade"] = total.reported_grade
    found |= {("analysis", 0, label): entry for label, entry in evaluation.analysis.items()}
    return {key: entry for key, entry in found.items() if entry is not None}


def converted(number: Decimal, unit: str, wanted: str) -> Decimal:
    """An amount in another unit, exactly: 62502.5 元 is 6.25025 万元."""
    return normal(number * _UNIT_SIZE[unit] / _UNIT_SIZE[wanted])


def same_value(key: Key, source: Entry, read: Entry, unit: str, wanted: str) -> bool:
    """Whether a value written in `wanted` still says what the source says in `unit`."""
    if key[0] == "funds" and key[2] in AMOUNTS and source.number is not None and read.number is not None:
        return converted(source.number, unit, wanted) == normal(read.number)
    if key[2] in FUND_NUMBERS and source.displayed_number is not None:
        return source.displayed_number == read.displayed_number
    if key[0] == "indicators" and key[2] in LEVELS:
        return squeezed(source.text) == squeezed(read.text)
    return source.text.strip() == read.text.strip()


def form_content(
    evaluation: SelfEvaluation, blank: Blank, title: str = "", typed: Set[Key] = frozenset()
) -> FormContent:
    """What goes into the standard sheet. Formulas of the sheet stay, but for the cells named in `typed`."""
    analysis = {label: entry.text for label, entry in evaluation.analysis.items()}
    goal = evaluation.goal
    return FormContent(
        sheet=evaluation.name,
        title=title,
        fields={name: entry.text.strip() for name, entry in evaluation.fields.items()},
        funds=fund_rows(evaluation, blank, typed),
        expected=goal.expected.text if goal.expected else "",
        achieved=goal.achieved.text if goal.achieved else "",
        indicators=tuple(indicator_row(row) for row in evaluation.indicators),
        total=dict(_totals(evaluation, typed)),
        analysis=analysis,
        form=blank.form,
    )


def fund_rows(evaluation: SelfEvaluation, blank: Blank, typed: Set[Key] = frozenset()) -> tuple[FundRow, ...]:
    """The fund rows in the source's order, then the blank's own rows whose role is still free."""
    lines = evaluation.funds[: len(blank.funds)]
    rows = [
        FundRow(line.label, dict(_fund_values(line, row, evaluation.unit, blank.unit, typed)))
        for row, line in enumerate(lines)
    ]
    used = {line.role for line in lines}
    free = [label for label, role in blank.funds if role not in used][: len(blank.funds) - len(rows)]
    free += [""] * (len(blank.funds) - len(rows) - len(free))
    return (*rows, *(FundRow(label, {}) for label in free))


def _fund_values(line: FundLine, row: int, unit: str, wanted: str, typed: Set[Key]) -> Iterator[tuple[str, Shown]]:
    for name in (*AMOUNTS, *FUND_NUMBERS):
        entry: Entry | None = getattr(line, name)
        if entry is None or entry.number is None:
            continue
        is_typed = ("funds", row, name) in typed
        if name in AMOUNTS and unit != wanted:
            yield name, Shown(converted(entry.number, unit, wanted), typed=is_typed)
        elif name == "reported_rate" and not is_typed:
            yield name, Shown(entry.number)
        else:
            yield name, _as_shown(entry, entry.number, always=name == "reported_rate", typed=is_typed)
    if line.reason:
        yield "reason", Shown(line.reason.text)


def _as_shown(entry: Entry, number: Decimal, *, always: bool, typed: bool) -> Shown:
    """The exact number, shown with the decimals of the source where it hides some."""
    text = entry.text.strip()
    percent = text.endswith(("%", "％"))
    printed = parse_number(text.rstrip("%％分"))
    if printed is None or (printed == number and not always):
        return Shown(number, typed=typed)
    exponent = printed.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    fraction = number / HUNDRED if percent and printed == number else number
    return Shown(fraction, places, percent=percent, typed=typed)


def indicator_row(row: Indicator, *, plan_only: bool = False) -> IndicatorRow:
    """One row; with `plan_only` without results."""
    results = ("actual", "deviation_reason", "reported_score") if plan_only else ()
    values: dict[str, Typed] = {}
    for name in INDICATOR_TEXTS:
        entry: Entry | None = getattr(row, name)
        if entry is not None and name not in results and not _stands_in(row, name):
            values[name] = _typed(entry)
    for name in INDICATOR_NUMBERS:
        entry = getattr(row, name)
        if entry is not None and name not in results:
            number = entry.displayed_number
            values[name] = entry.text.strip() if number is None else number
    return IndicatorRow(row.level1, row.level2, row.name, values)


def _stands_in(row: Indicator, name: str) -> bool:
    """The target in force is the initial one where the form has no adjusted one: it is written once."""
    return name == "target" and row.initial_target is not None and row.target == row.initial_target


def _typed(entry: Entry) -> Typed:
    text = entry.text.strip()
    return entry.number if entry.number is not None and plain(entry.number) == text else text


def _totals(evaluation: SelfEvaluation, typed: Set[Key]) -> Iterator[tuple[str, Typed]]:
    total = evaluation.total
    for name, entry in (("weight", total.weight), ("reported_score", total.reported)):
        if entry is not None and ("total", 0, name) in typed:
            number = entry.displayed_number
            yield name, entry.text.strip() if number is None else number
    if total.reported_grade and ("total", 0, "grade") in typed:
        yield "grade", total.reported_grade.text.strip()


def material_of(sections: tuple[Section, ...]) -> tuple[Material, ...]:
    """The rows of 报告素材 again."""
    return tuple(Material(item.project, item.title, item.text, item.report) for item in sections)


def field_title(key: Key, values: Mapping[Key, Entry]) -> str:
    """A value's name as the clerk knows it: “年度资金总额　全年执行数”, “养护里程　得分”."""
    part, row, name = key
    if part == "analysis":
        return f"项目绩效分析　{name}"
    if name == "label":
        return "资金行"
    title = labels.section({"fields": "head"}.get(part, part if name != "reported_score" else "funds")).title(name)
    if part == "funds":
        return f"{values['funds', row, 'label'].text}　{title}"
    if part == "indicators" and name not in LEVELS:
        named = values.get(("indicators", row, "name"))
        return f"{named.text if named else f'第{row + 1}行指标'}　{title}"
    if part == "goal":
        return f"年度总体目标　{title}"
    return f"总分行　{'分值' if name == 'weight' else title}" if part == "total" else title
