"""`zpj new --from`: last year's workbook carried over into a new year."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from zpj.app.outputs import output_path
from zpj.app.reading import read_workbook, require_forms, understand
from zpj.app.standard_content import (
    Blank,
    blank_of,
    converted,
    field_title,
    form_content,
    form_title,
    forms_of,
    fund_rows,
    indicator_row,
    known_form,
    material_of,
    values_of,
)
from zpj.domain.amounts import ZERO, normal, plain
from zpj.domain.errors import ZpjError
from zpj.domain.model import Entry, FundLine, SelfEvaluation, Workbook
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.forms.content import FormContent, FundRow, PlainTable, Shown, WorkbookContent
from zpj.forms.marking import Mark, mark_cells
from zpj.forms.recognise import form_kind
from zpj.forms.sheet_names import MATERIAL, TEAM
from zpj.grid.files import read_grids
from zpj.grid.recalculation import recalculate

_YEAR = regex(r"(?:19|20)\d{2}")
_CHINESE_DIGITS = ("〇一二三四五六七八九", "○一二三四五六七八九", "零一二三四五六七八九", "０１２３４５６７８９")
_PLAN_COLUMNS = ("full_year_budget", "initial_budget")


@record
class CarriedOver:
    """The new workbook: its projects, the cells marked for rewriting, and what the clerk must know."""

    path: Path
    projects: tuple[str, ...]
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]


@record
class _Project:
    old: SelfEvaluation
    name: str
    title: str
    old_year: str
    new_year: str
    balance: Decimal | None
    row: int | None
    """The fund row 上年结转 of the new sheet."""


def carry_over(
    old: Path, output: Path, year: str | None = None, force: bool = False, wanted: Sequence[str] = ()
) -> CarriedOver:
    """Make next year's workbook from last year's.

    Kept: projects, units, goals, indicators, targets, weights, analysis and report material, settings, the team.
    Cleared: budgets, executed amounts, rates, scores, actual values, achieved goals, deviation reasons, the ledger.
    The balance (budget − executed) goes into 上年结转 where the form has that row. `year` (four digits) defaults to
    each form's own year plus one. Of several projects only the `wanted` are kept, where any are named. ZpjError where
    the file cannot be read, holds no form, lacks a wanted project, or the output is refused.
    """
    if year is not None and not _YEAR.fullmatch(year):
        raise ZpjError(f"年度“{year}”", "不是四位数的年份", "请写成 2024 这样")
    if output.suffix.lower() != ".xlsx":
        raise ZpjError(output.name, "标准工作簿只能是 .xlsx", "请改用 .xlsx 扩展名")
    grids = read_grids(old)
    book = require_forms(understand(old, grids))
    target = output_path(output, output, force)
    if target.resolve() == old.resolve():
        raise ZpjError(target.name, "这是上年的工作簿", "请给新工作簿另取一个名字")
    blank = blank_of(known_form([evaluation.form for evaluation in book.evaluations]))
    projects = [_project(one, form_title(frame), blank, year) for _, frame, one in forms_of(book, grids)]
    projects = _wanted(projects, wanted, old)
    with tempfile.TemporaryDirectory() as folder:
        marks = _write(book, blank, projects, Path(folder) / "draft.xlsx", target)
    names = tuple(project.name for project in projects)
    return CarriedOver(target, names, marks, tuple(_notes(book, projects, blank)))


def _wanted(projects: list[_Project], wanted: Sequence[str], old: Path) -> list[_Project]:
    names = {name.strip() for name in wanted}
    unknown = sorted(names - {project.name for project in projects})
    if unknown:
        listed = "、".join(project.name for project in projects)
        remedy = f"里面的项目有：{listed}。新项目请在新工作簿里复制一张自评表"
        raise ZpjError(old.name, f"里面没有项目“{'”“'.join(unknown)}”", remedy)
    return [project for project in projects if not names or project.name in names]


def _project(old: SelfEvaluation, title: str, blank: Blank, year: str | None) -> _Project:
    found = _YEAR.search(old.text("year"))
    old_year = found.group() if found else ""
    new_year = year or (str(int(old_year) + 1) if old_year else "")
    rows = [role for _, role in _roles(old, blank)]
    row = rows.index("carryover") if "carryover" in rows else None
    renamed = title.replace(old_year, new_year) if old_year else title
    name = old.name
    return _Project(old, name, renamed, old_year, new_year, _balance(old), row)


def _roles(old: SelfEvaluation, blank: Blank) -> list[tuple[str, str]]:
    """The fund rows of the new sheet: label and role."""
    known = {line.label: line.role for line in old.funds} | dict(blank.funds)
    return [(row.label, known.get(row.label, "")) for row in fund_rows(old, blank)]


def _balance(old: SelfEvaluation) -> Decimal | None:
    """What was left of 年度资金总额, in the old form's unit: budget − executed; else the 结余 the form states."""
    line = old.total_funds
    if line is None:
        return None
    entries = (_budget(line, old), line.executed)
    budget, executed = (entry.number if entry else None for entry in entries)
    if budget is not None and executed is not None:
        return normal(budget - executed)
    return line.balance.number if line.balance else None


def _budget(line: FundLine, old: SelfEvaluation) -> Entry | None:
    return old.budget(line)


def _write(book: Workbook, blank: Blank, projects: list[_Project], draft: Path, target: Path) -> tuple[Mark, ...]:
    from zpj.forms.standard import write_standard

    teams = (PlainTable(TEAM, table.header, table.rows) for table in book.tables if table.name == TEAM and table.rows)
    content = WorkbookContent(
        form=blank.form,
        projects=tuple(_content(project, blank) for project in projects),
        material=material_of(book.sections),
        tables=tuple(teams),
        settings={key: text for key, text in book.settings.items() if key != "form"},
    )
    write_standard(content, draft)
    marks = tuple(_marks(read_workbook(draft), projects, blank))
    mark_cells(draft, marks)
    recalculate(draft, target)
    return marks


def _content(project: _Project, blank: Blank) -> FormContent:
    """The new sheet: the old one without results."""
    full = form_content(project.old, blank, project.title)
    fields = {**full.fields, "year": project.new_year}
    if not project.new_year:
        del fields["year"]
    return replace(
        full,
        fields=fields,
        funds=tuple(_fund_row(row, position, project, blank) for position, row in enumerate(full.funds)),
        achieved="",
        indicators=tuple(indicator_row(row, plan_only=True) for row in project.old.indicators),
    )


def _fund_row(row: FundRow, position: int, project: _Project, blank: Blank) -> FundRow:
    """A row with its label and weight; 上年结转 with last year's balance."""
    kept = {name: shown for name, shown in row.values.items() if name == "weight"}
    if position == project.row and project.balance is not None and project.balance > ZERO:
        amount = converted(project.balance, project.old.unit, blank.unit)
        column = next((name for name in _PLAN_COLUMNS if f"funds.{name}" in project.old.columns), _PLAN_COLUMNS[0])
        kept = {**kept, column: Shown(amount)}
    return FundRow(row.label, kept)


def _marks(new: Workbook, projects: list[_Project], blank: Blank) -> Iterator[Mark]:
    """Cells that still name the old year, and the analysis, which tells last year's results."""
    for project, evaluation in zip(projects, new.evaluations, strict=True):
        values = values_of(evaluation)
        for key, entry in values.items():
            if key[0] == "indicators" and key[2] in ("level1", "level2"):
                continue
            place = blank.place(key, entry)
            if key != ("fields", 0, "year") and _names(entry.text, project.old_year):
                yield Mark(place, entry.text, f"{field_title(key, values)}里还写着{project.old_year}年，请核对改写")
            elif key[0] == "analysis":
                yield Mark(place, entry.text, "这是上年的文字，请按本年情况改写")
    for section in new.sections:
        years = [one.old_year for one in projects if section.project in ("", one.name)]
        for named in dict.fromkeys(year for year in years if _names(section.text, year)):
            yield Mark(section.location, section.text, f"报告素材“{section.title}”里还写着{named}年，请核对改写")
            break


def _names(text: str, year: str) -> bool:
    """Whether a text names a year, in any digits: 2022, ２０２２, 二〇二二."""
    if not year:
        return False
    if re.search(rf"(?<!\d){year}(?!\d)", text):
        return True
    return any("".join(digits[int(digit)] for digit in year) in text for digits in _CHINESE_DIGITS)


def _notes(book: Workbook, projects: list[_Project], blank: Blank) -> Iterator[str]:
    title = form_kind(blank.form).title
    if any(project.old.form != blank.form for project in projects):
        yield f"有的自评表不是“{title}”，已统一用这个表样"
    for project in projects:
        yield from _balance_notes(project, blank)
        if not project.new_year:
            yield f"{project.name}：上年的表没有写年度，请补填"
        beyond = project.old.funds[len(blank.funds) :]
        if beyond:
            yield f"{project.name}：资金栏没有这么多行，没有带过来：{'、'.join(line.label for line in beyond)}"
        for item in project.old.not_understood:
            yield f"没有读懂：{item.location}“{item.text}”，{item.why}"
    left = [table.name for table in book.tables if table.name not in (TEAM, MATERIAL)]
    if left:
        yield f"没有带过来的工作表：{'、'.join(left)}"


def _balance_notes(project: _Project, blank: Blank) -> Iterator[str]:
    balance = project.balance
    if balance is None:
        yield f"{project.name}：上年的预算数或执行数没有读到，结余不明，请自行填写上年结转"
        return
    amount = f"{plain(converted(balance, project.old.unit, blank.unit))}{blank.unit}"
    if balance < ZERO:
        yield f"{project.name}：上年执行数大于预算数（{amount}），没有结余可结转"
    elif balance > ZERO and project.row is None:
        yield f"{project.name}：上年结余 {amount}，表上没有“上年结转”一行，请自行填入本年预算"
    elif balance > ZERO:
        yield f"{project.name}：上年结余 {amount}，已填入“上年结转”，请按财政批复核对"
