"""The same numbers through four doors, and every place where two doors differ."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree
from random_forms import Layout, RandomForm

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))

from report_cases import p, template_of

from zpj.app import functions
from zpj.app.reading import scores, understand
from zpj.domain.amounts import HUNDRED, from_float, plain, round_half_up
from zpj.domain.model import Score, ScoreSheet, SelfEvaluation
from zpj.excel import udfs
from zpj.grid.excel_file import read_workbook
from zpj.grid.grid import Cell, Grid
from zpj.report.context import report_context

_NOT_FILLED = ("no_weight", "no_actual", "no_target")
FIELDS = ("执行率", "预算得分", "指标得分", "总得分", "等级")
_TEMPLATE = template_of("".join(p(f"{{{{ {name} }}}}") for name in FIELDS))
Shown = str | Decimal


def shown(cell: Cell | None) -> Shown:
    """What a cell holds: its number, else its text."""
    if cell is None:
        return ""
    return cell.text if cell.number is None else cell.number


def same(one: Shown, other: Shown) -> bool:
    """Equal texts, or numbers equal to 15 significant digits."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return abs(one - other) <= max(abs(one), Decimal(1)) * Decimal("1e-12")
    return type(one) is type(other) and one == other


def differences(forms: list[RandomForm], source: Path, office: Path) -> Iterator[str]:
    """Every disagreement between zpj, LibreOffice, the worksheet functions and a Word report on these forms."""
    ours, theirs = read_workbook(source), {grid.name: grid for grid in read_workbook(office).sheets}
    book = understand(source, ours.sheets)
    evaluations = {evaluation.location: evaluation for evaluation in book.evaluations}
    grids = {grid.name: grid for grid in ours.sheets}
    for form in forms:
        evaluation = evaluations[form.sheet]
        sheet = scores(evaluation)
        for found in (
            *native(grids[form.sheet], theirs[form.sheet]),
            *scored(form.layout, theirs[form.sheet], evaluation, sheet),
            *entered(form, evaluation, sheet),
            *printed(form.layout, theirs[form.sheet], evaluation, sheet),
        ):
            yield f"{form.sheet}: {found}"


def native(ours: Grid, theirs: Grid) -> Iterator[str]:
    """Each formula cell: zpj's own result and LibreOffice's."""
    for (row, column), cell in ours.cells.items():
        if cell.formula is None:
            continue
        if cell.unresolved and cell.formula.startswith("IFERROR(ZPJ_"):
            yield f"{ours.location(row, column)} is unresolved"
        elif not same(shown(cell), shown(theirs.cells.get((row, column)))):
            yield f"{cell.formula}: zpj {shown(cell)!r}, LibreOffice {shown(theirs.cells.get((row, column)))!r}"


def scored(layout: Layout, theirs: Grid, evaluation: SelfEvaluation, sheet: ScoreSheet) -> Iterator[str]:
    """The native formulas and the scoring: rates, budget score, total, grade."""
    for line, rate in zip(evaluation.funds, sheet.rates, strict=True):
        row = _row(line.location)
        expected = None if rate is None else rate * HUNDRED if layout.percents else rate
        for column in layout.rates:
            found = _at(theirs, f"{column}{row}")
            if not same(found, "" if expected is None and found == "" else "—" if expected is None else expected):
                yield f"rate {column}{row}: formula {found!r}, scoring {rate}"
    found = _at(theirs, layout.points)
    if not same(found, "" if sheet.execution.value is None else sheet.execution.value):
        yield f"budget score: formula {found!r}, scoring {sheet.execution.value}"
    yield from _total(layout, theirs, evaluation, sheet)


def _total(layout: Layout, theirs: Grid, evaluation: SelfEvaluation, sheet: ScoreSheet) -> Iterator[str]:
    """总分 of the scores as typed, and its 等级."""
    typed = [row.reported_score.number for row in evaluation.indicators if row.reported_score]
    weighted = [row for row in evaluation.indicators if row.weight]
    expected: Shown = "未完成计分"
    if not typed:
        expected = ""
    elif len(typed) >= len(weighted) and sheet.execution.value is not None:
        expected = round_half_up(sum((number for number in typed if number is not None), sheet.execution.value), 2)
    found = _at(theirs, layout.total)
    if not same(found, expected):
        yield f"total: formula {found!r}, sum of the scores {expected!r}"
    grade = functions.grade(float(found), evaluation.scheme) if isinstance(found, Decimal) else ""
    if _at(theirs, layout.grade) != grade:
        yield f"grade of {found!r}: formula {_at(theirs, layout.grade)!r}, function {grade!r}"


def _at(grid: Grid, place: str) -> Shown:
    return shown(grid.cells.get(_place(place)))


def _place(name: str) -> tuple[int, int]:
    return int(name[1:]), ord(name[0]) - ord("A") + 1


def _row(location: str) -> int:
    return int("".join(filter(str.isdigit, location.rpartition("!")[2])))


def _point(score: Score) -> Shown:
    if score.rule in _NOT_FILLED:
        return ""
    return functions.UNDECIDED if score.value is None else score.value


def _result(value: Any) -> Shown:
    number = from_float(value) if isinstance(value, float | int) else None
    return str(value) if number is None else number


def entered(form: RandomForm, evaluation: SelfEvaluation, sheet: ScoreSheet) -> Iterator[str]:
    """The worksheet functions on the values as Excel hands them over, and the scoring."""
    cells, layout = form.cells, form.layout
    scheme = evaluation.scheme
    budget, executed = (cells[f"{column}{layout.points[1:]}"] for column in (layout.budgets[-1], layout.executed))
    if "" not in (budget, executed):
        rate = sheet.rates[0]
        if not same(_result(udfs.ZPJ_RATE(budget, executed)), "—" if rate is None else rate):
            yield f"ZPJ_RATE({budget}, {executed}): {udfs.ZPJ_RATE(budget, executed)}, scoring {rate}"
        found = _result(udfs.ZPJ_BUDGET_SCORE(budget, executed, 10.0, scheme))
        if not same(found, _point(sheet.execution)):
            yield f"ZPJ_BUDGET_SCORE({budget}, {executed}): {found!r}, scoring {sheet.execution}"
    for row, score in zip(evaluation.indicators, sheet.indicators, strict=True):
        number = _row(row.location)
        if f"{layout.actual}{number}" not in cells:
            continue
        target = cells[f"{layout.targets[-1]}{number}"] or cells[f"{layout.targets[0]}{number}"]
        actual, weight = (cells[f"{column}{number}"] for column in (layout.actual, layout.weight))
        arguments = (target, actual, weight, f"{row.level2}｜{row.name}", scheme)
        if not same(_result(udfs.ZPJ_SCORE(*arguments)), _point(score)):
            yield f"ZPJ_SCORE{arguments}: {udfs.ZPJ_SCORE(*arguments)!r}, scoring {score}"
        if udfs.ZPJ_EXPLAIN(*arguments) != score.basis:
            yield f"ZPJ_EXPLAIN{arguments}: {udfs.ZPJ_EXPLAIN(*arguments)!r}, scoring {score.basis!r}"
    points = [
        [_point(sheet.execution)],
        *([_point(score)] for score in sheet.indicators if score.rule not in _NOT_FILLED),
    ]
    handed = [[float(value) if isinstance(value, Decimal) else value for value in row] for row in points]
    if sheet.total is not None and not same(_result(udfs.ZPJ_TOTAL(handed)), sheet.total):
        yield f"ZPJ_TOTAL: {udfs.ZPJ_TOTAL(handed)}, scoring {sheet.total}"
    if sheet.total is not None and udfs.ZPJ_GRADE(float(sheet.total), scheme) != sheet.grade:
        yield f"ZPJ_GRADE({sheet.total}), scoring {sheet.grade}"


def printed(layout: Layout, theirs: Grid, evaluation: SelfEvaluation, sheet: ScoreSheet) -> Iterator[str]:
    """The numbers of a Word report made from the form, and the cells of the form as LibreOffice shows them."""
    said = dict(zip(FIELDS, _paragraphs(_TEMPLATE.render(report_context(evaluation, sheet, {}))), strict=True))
    rate, cell = sheet.rates[0], theirs.cells.get(_place(f"{layout.rates[0]}{layout.points[1:]}"))
    # A report prints the rate as the form shows it; Excel shows 587331524.18 as 587331524.2 in an ordinary cell.
    as_shown = cell.text if cell and layout.percents else ""
    if rate is not None and said["执行率"] not in (plain(rate * HUNDRED), as_shown):
        yield f"report 执行率 {said['执行率']}, scoring {rate}"
    for name, place in (("预算得分", layout.points), ("总得分", layout.total)):
        found = _at(theirs, place)
        if isinstance(found, Decimal) and said[name] != plain(found):
            yield f"report {name} {said[name]}, cell {found}"
    grade = _at(theirs, layout.grade)
    if grade and said["等级"] != grade:
        yield f"report 等级 {said['等级']}, cell {grade}"


def _paragraphs(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return ["".join(str(text) for text in one.itertext()) for one in root.iter("{*}p")]


def rows_filled(form: RandomForm) -> int:
    """How many indicators a form has."""
    return sum(f"{form.layout.actual}{row}" in form.cells for row in form.layout.rows)
