"""`zpj import`: forms of any layout into the standard workbook, with a sheet that accounts for every cell."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from zpj.app.import_forms import blanks_for, changed_figures, settings_for, with_budget_in_force
from zpj.app.inputs import Chosen, Figures, choose, repeats
from zpj.app.leftovers import Leftover, cells_left_out, sheet_without_form
from zpj.app.outputs import output_path
from zpj.app.reading import read_workbook, require_forms, understand
from zpj.app.standard_content import (
    Blank,
    Key,
    field_title,
    form_content,
    form_title,
    forms_of,
    known_form,
    material_of,
    same_value,
    values_of,
)
from zpj.app.table_rows import filed_score, total_amounts
from zpj.domain.amounts import plain
from zpj.domain.errors import ZpjError
from zpj.domain.model import Entry, SelfEvaluation, Workbook
from zpj.domain.records import record
from zpj.forms.content import WorkbookContent
from zpj.forms.frame import Frame
from zpj.forms.import_sheet import CHECK, LEFT_OUT, TAKEN, ImportedCell
from zpj.forms.recognise import form_kind
from zpj.grid.files import read_grids
from zpj.grid.grid import Cell, Grid

_LONGEST_NOTE = 60


@record
class Imported:
    """What an import did: the workbook, its forms, and an account of every cell. `failed`: files with the reason."""

    path: Path
    forms: tuple[str, ...]
    projects: tuple[str, ...]
    cells: tuple[ImportedCell, ...]
    failed: tuple[str, ...] = ()

    @property
    def open_questions(self) -> tuple[ImportedCell, ...]:
        """The cells a person has to look at."""
        return tuple(cell for cell in self.cells if cell.state == CHECK)

    def count(self, state: str) -> int:
        """How many cells have a state (已导入, 请核对, 未导入)."""
        return sum(cell.state == state for cell in self.cells)


@dataclass(frozen=True)
class _Form:
    """One form of a source file, where it stands there; `added` are the values put in that it has no cell for."""

    file: Path
    grid: Grid
    frame: Frame
    evaluation: SelfEvaluation
    added: frozenset[Key] = frozenset()

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """The cells of the sheet by location."""
        return {self.grid.location(*place): cell for place, cell in self.grid.cells.items()}


@dataclass(slots=True)
class _Sources:
    problems: list[ZpjError] = field(default_factory=list)
    books: list[tuple[Workbook, tuple[Grid, ...]]] = field(default_factory=list)
    forms: list[_Form] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)


def import_files(files: Sequence[Path], output: Path, form: str | None, force: bool) -> Imported:
    """Put every form found into a standard workbook of `form` (default: each project in the form recognised, else mof).

    Of a form that stands in several files with the same figures the workbook's is taken. A file that cannot be read is
    named and does not stop the rest. ZpjError where no form is found at all, the form
    does not exist, or the output is refused.
    """
    if output.suffix.lower() != ".xlsx":
        raise ZpjError(output.name, "标准工作簿只能是 .xlsx", "请改用 .xlsx 扩展名")
    target = output_path(output, output, force)
    if os.path.realpath(target) in map(os.path.realpath, files):
        raise ZpjError(target.name, "这是要导入的文件", "请给新工作簿另取一个名字")
    sources = _read(choose(files))
    if not sources.forms:
        raise _nothing_in(files, sources.problems)
    blanks = blanks_for([item.evaluation for item in sources.forms], form)
    sources.forms = [_held_by(blank, item) for item, blank in zip(sources.forms, blanks, strict=True)]
    sources.settings = _settings(sources, blanks, form)
    with tempfile.TemporaryDirectory() as folder:
        cells = _write(sources, blanks, Path(folder) / "draft.xlsx", target)
    names = tuple(item.evaluation.text("project_name") or item.evaluation.location for item in sources.forms)
    forms = tuple(dict.fromkeys(blank.form for blank in blanks))
    return Imported(target, forms, names, tuple(cells), tuple(map(str, sources.problems)))


def _held_by(blank: Blank, item: _Form) -> _Form:
    evaluation, added = with_budget_in_force(item.evaluation, blank)
    return replace(item, evaluation=evaluation, added=added)


def _nothing_in(files: Sequence[Path], problems: Sequence[ZpjError]) -> ZpjError:
    """One problem is told as it is; of several the files with their reasons."""
    if len(problems) == 1:
        return problems[0]
    shown = "、".join(map(str, files))
    reasons = "；".join(f"{problem.subject}：{problem.reason}" for problem in problems)
    return ZpjError(
        shown, f"里面没有找到自评表{f'（{reasons}）' if reasons else ''}", "请确认表里有“项目名称”和指标表头"
    )


def _read(chosen: Chosen) -> _Sources:
    remedy = "请另给放着自评表的文件"
    sources = _Sources([ZpjError(file.name, why, remedy) for file, why in chosen.left_out])
    for file in chosen.files:
        try:
            grids = read_grids(file)
            book = require_forms(understand(file, grids))
        except ZpjError as problem:
            sources.problems.append(problem)
            continue
        sources.books.append((book, grids))
        sources.forms += [_Form(file, grid, frame, one) for grid, frame, one in forms_of(book, grids)]
    figures = [_figures(item, chosen.rank(item.file)) for item in sources.forms]
    twins = [(item, repeats(form, figures)) for item, form in zip(sources.forms, figures, strict=True)]
    for item, twin in twins:
        if twin is not None:
            why = f"“{item.evaluation.name}”在 {sources.forms[twin].file.name} 里已有，数也相同，只导入一次"
            sources.problems.append(ZpjError(item.file.name, why, "按那一份为准，不用处理"))
    sources.forms = [item for item, twin in twins if twin is None]
    return sources


def _figures(item: _Form, rank: int) -> Figures:
    one = item.evaluation
    unit = one.text("implementing_unit") or one.text("supervising_department")
    amounts = (*total_amounts(one), filed_score(one))
    return Figures(rank, one.name, unit.strip(), one.text("year").strip(), amounts)


def _write(sources: _Sources, blanks: Sequence[Blank], draft: Path, target: Path) -> list[ImportedCell]:
    """Write with all formulas alive, read back, and type only where a formula gives something else."""
    from zpj.forms.import_sheet import add_import_sheet
    from zpj.forms.standard import write_standard
    from zpj.grid.recalculation import recalculate

    content = _content(sources, blanks, [frozenset()] * len(sources.forms))
    write_standard(content, draft)
    typed = [
        frozenset(key for key, entry in values_of(item.evaluation).items() if not _arrived(key, entry, item, new))
        for item, new in zip(sources.forms, read_workbook(draft).evaluations, strict=True)
    ]
    write_standard(_content(sources, blanks, typed), draft)
    cells = list(_account(sources, read_workbook(draft).evaluations, blanks))
    add_import_sheet(draft, cells)
    recalculate(draft, target)
    return cells


def _content(sources: _Sources, blanks: Sequence[Blank], typed: Sequence[frozenset[Key]]) -> WorkbookContent:
    projects = tuple(
        form_content(item.evaluation, blank, form_title(item.frame), keys)
        for item, blank, keys in zip(sources.forms, blanks, typed, strict=True)
    )
    material = tuple(row for book, _ in sources.books for row in material_of(book.sections))
    form = known_form([blank.form for blank in blanks])
    return WorkbookContent(form, projects, material, settings=sources.settings)


def _settings(sources: _Sources, blanks: Sequence[Blank], chosen: str | None) -> dict[str, str]:
    """What the files agree on, where they agree on the form; a form chosen for all brings its own scheme."""
    own = [book.settings for book, _ in sources.books if book.evaluations]
    same = {key: text for key, text in own[0].items() if all(other.get(key) == text for other in own)}
    is_same = {same.get("form")} == {form_kind(blank.form).title for blank in blanks}
    needed = {} if chosen else settings_for([item.evaluation for item in sources.forms], blanks)
    return {**needed, **(same if is_same else {})}


def _arrived(key: Key, entry: Entry, item: _Form, new: SelfEvaluation) -> bool:
    read = values_of(new).get(key)
    return read is not None and same_value(key, entry, read, item.evaluation.unit, new.unit)


def _account(sources: _Sources, read: Sequence[SelfEvaluation], blanks: Sequence[Blank]) -> Iterator[ImportedCell]:
    for problem in sources.problems:
        yield ImportedCell(LEFT_OUT, problem.subject, "", "", "", note=f"{problem.reason}。{problem.remedy}")
    for item, new, blank in zip(sources.forms, read, blanks, strict=True):
        yield from _values(item, new, blank)
        yield from _formulas(item, new)
        for title, before, after in changed_figures(item.evaluation, new):
            place, why = item.evaluation.location, "导入后算出的与原表不同，请核对表样和计分方案"
            yield ImportedCell(CHECK, item.file.name, place, title, before, "", after, why)
        yield from _doubts(item)
        for unread in item.evaluation.not_understood:
            yield ImportedCell(CHECK, item.file.name, unread.location, "没有读懂", unread.text, note=unread.why)
    for book, grids in sources.books:
        file = Path(book.path).name
        for section in book.sections:
            title = f"报告素材　{section.title}"
            yield ImportedCell(TAKEN, file, section.location, title, section.text, note="照录")
        for grid in grids:
            here = [item for item in sources.forms if item.grid is grid]
            yield from (
                ImportedCell(LEFT_OUT, file, left.location, "", left.text, note=left.why)
                for left in (_left_in(grid, here) if here else sheet_without_form(grid))
            )


def _doubts(item: _Form) -> Iterator[ImportedCell]:
    """How sure the reading of a form is, and what the clerk should confirm."""
    file, one = item.file.name, item.evaluation
    state = TAKEN if one.sureness == "高" else CHECK
    sure = f"读表把握{one.sureness}（{plain(one.confidence)}）"
    name = one.text("project_name").strip()
    yield ImportedCell(state, file, one.location, "读表把握", name, note=sure)
    yield from (ImportedCell(CHECK, file, one.location, "请确认", name, note=question) for question in one.to_confirm)


def _left_in(grid: Grid, here: list[_Form]) -> Iterator[Leftover]:
    taken = {entry.location for item in here for entry in values_of(item.evaluation).values()}
    return cells_left_out(grid, [item.frame for item in here], [item.evaluation for item in here], taken)


def _values(item: _Form, new: SelfEvaluation, blank: Blank) -> Iterator[ImportedCell]:
    values, written = values_of(item.evaluation), values_of(new)
    for key, entry in values.items():
        if key[0] == "indicators" and key[2] in ("level1", "level2"):
            continue
        title, there = field_title(key, values), written.get(key)
        if there is None:
            why = "标准表的资金栏没有这么多行" if _too_many(key, new) else "所选表样没有这一栏"
            yield ImportedCell(LEFT_OUT, item.file.name, entry.location, title, entry.text, note=why)
            continue
        arrived = same_value(key, entry, there, item.evaluation.unit, new.unit)
        note = _note(key, entry, item, new.unit) if arrived else "写入后读出的值与原来不同，请核对"
        if key in item.added:
            note = "原表没有这一栏，按年初预算数填入，请核对"
        state = TAKEN if arrived and key not in item.added else CHECK
        place = blank.place(key, there)
        yield ImportedCell(state, item.file.name, entry.location, title, entry.text, place, there.text, note)


def _too_many(key: Key, new: SelfEvaluation) -> bool:
    return key[0] == "funds" and key[1] >= len(new.funds)


def _formulas(item: _Form, new: SelfEvaluation) -> Iterator[ImportedCell]:
    """Cells the source leaves empty and a formula of the standard sheet fills."""
    values, written = values_of(item.evaluation), values_of(new)
    for key, entry in written.items():
        fund = key[0] == "funds" and ("funds", key[1], "label") in values
        if key not in values and (key[0] == "total" or fund) and key[2] != "label":
            title = field_title(key, written)
            note = "原表空着，由标准表自带的公式或印好的数得出"
            yield ImportedCell(TAKEN, item.file.name, "", title, "", entry.location, entry.text, note)


def _note(key: Key, entry: Entry, item: _Form, unit: str) -> str:
    own = item.evaluation.unit
    source = item.cells.get(entry.location)
    if key[0] == "funds" and entry.number is not None and own != unit and key[2] not in ("weight", "reported_score"):
        return f"{plain(entry.number)}{own} 换算为{unit}" if key[2] != "reported_rate" else ""
    if key[0] == "indicators" and key[2] == "target" and entry == item.evaluation.indicators[key[1]].initial_target:
        return "原表没有调整后指标值，按年初指标值"
    if source is None or key[2] in ("label", "name", "year"):
        return ""
    if source.text.strip() != entry.text.strip():
        return f"原格写的是“{source.text.strip()[:_LONGEST_NOTE]}”"
    if key[0] == "indicators" and entry.number is not None and not _shows_all(entry):
        return f"原格存的数是{plain(entry.number)}，按显示的“{entry.text.strip()}”导入"
    return ""


def _shows_all(entry: Entry) -> bool:
    shown = entry.displayed_number
    assert entry.number is not None
    return shown in (entry.number, entry.number * 100)
