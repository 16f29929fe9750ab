"""`zpj report`: every Word report a workbook asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from zpj import resources
from zpj.app.checking import Checked, check_scored
from zpj.app.outputs import free_name, output_path, safe_file_name
from zpj.app.reading import require_forms, scores, understand_places
from zpj.app.report_tasks import ReportTask, report_tasks, several_departments, without_a_title
from zpj.domain.errors import ZpjError
from zpj.domain.model import ScoreSheet, SelfEvaluation, Workbook
from zpj.domain.records import record
from zpj.forms.frame import Frame
from zpj.forms.reader import form_area
from zpj.grid.atomic import write_together
from zpj.grid.files import read_grids
from zpj.report.context import blankless, missing_in, plain_text, report_context
from zpj.report.fields import LEFT_AS_TYPED, REPORT_TITLE, SUM_SENTENCE
from zpj.report.form_table import AttachedForm
from zpj.report.layout import Layout, load_layout
from zpj.report.meta import DEPARTMENT, PROJECT, ReportMeta
from zpj.report.render import render_report

if TYPE_CHECKING:
    from zpj.report.narrative import Narrative

_ATTACHMENT = "附件号"
_LAYOUT = "gbt9704"
_NO_REPORT = (".xlsx", ".xlsm", ".xls", ".doc", ".pdf", ".txt", ".html", ".json")
_ANALYSIS_SECTIONS = {
    "项目实施和预算执行情况及分析": "项目实施和预算执行情况分析",
    "主要经验做法": "项目主要经验做法",
}
_NOTHING: Mapping[str, str] = MappingProxyType({})
_GOAL_SECTIONS = ("项目年度目标", "项目绩效目标", "年度目标")
_RESULT_SECTION = "全年目标实际完成情况"


@record
class Source:
    """A workbook ready for its reports: its forms, each with its scores and the place it was read from."""

    book: Workbook
    sheets: tuple[ScoreSheet, ...]
    frames: tuple[Frame, ...]

    def position(self, evaluation: SelfEvaluation) -> int:
        """The place of a form among all forms."""
        return next(place for place, one in enumerate(self.book.evaluations) if one is evaluation)


@record
class Rendered:
    """A report not yet written: its title, its bytes, what it is about, and tags that are no known field."""

    title: str
    data: bytes
    task: ReportTask
    left_as_typed: tuple[str, ...] = ()


@record
class Written:
    """One report: its title, the title of its template, where it is, and the sections only a person can write."""

    title: str
    template: str
    path: Path
    missing: tuple[str, ...]
    left_as_typed: tuple[str, ...] = ()

    def told(self) -> Iterator[str]:
        """What the clerk should know of it, a line each."""
        yield from (f"  待补：{section}" for section in self.missing)
        yield from (f"  照原样保留：{piece}（不是已知的字段）" for piece in self.left_as_typed)


@record
class ReportRun:
    """All reports of a run, rows of 报告素材 no report had a place for (location, section), and what a check says.

    `notes`: what the clerk should look at in them; `chosen`: the sheet 设置 named their templates, not the form.
    """

    written: list[Written]
    unplaced: list[tuple[str, str]]
    checked: Checked
    untitled: list[str]
    notes: list[str]
    chosen: bool

    def told(self) -> Iterator[str]:
        """What the clerk should look at in all of them, a line each: at the prompt and in Excel the same."""
        yield from (f"请注意：{note}" for note in self.notes)
        for place, section in self.unplaced:
            yield f"没有找到位置：{place}“{section}”没有写进报告，请核对项目名称、报告和章节的写法"
        for title in self.untitled:
            yield f"没有出：{title}，请在“报告素材”的“报告”一栏写明这份报告的题目"


def write_reports(
    source: Path, template: str | None, project: str | None, output: Path | None, force: bool
) -> list[Written]:
    """Write the reports as `run_reports` does and give them alone."""
    opened = open_source(source)
    tasks = report_tasks(opened.book, template, project)
    return [written for written, _ in _write_all(opened, tasks, output or source.parent, force)]


def run_reports(source: Path, template: str | None, project: str | None, output: Path | None, force: bool) -> ReportRun:
    """Write the reports beside the workbook, into a folder, or (a .docx name) under that name, …_2, ….

    `template` is an id or a .docx and overrules what the workbook asks for; `project` keeps one project, and of the
    findings those on it. ZpjError where nothing can be written.
    """
    opened = open_source(source)
    tasks = report_tasks(opened.book, template, project)
    pairs = _write_all(opened, tasks, output or source.parent, force)
    used = tasks if template or project else None
    unplaced = _unplaced(opened.book, [text for _, text in pairs], used)
    checked = check_scored(opened.book, opened.sheets)
    if project:
        checked = Checked(tuple(item for item in checked.findings if item.project == project.strip()))
    untitled, notes = without_a_title(opened.book, tasks, template), several_departments(opened.book, tasks)
    chosen = bool(opened.book.settings.get("reports"))
    return ReportRun([item for item, _ in pairs], unplaced, checked, untitled, notes, chosen)


def open_source(path: Path) -> Source:
    """Read a workbook and score it once for all its reports. ZpjError where it holds no form."""
    book, frames = understand_places(path, read_grids(path))
    return Source(require_forms(book), tuple(map(scores, book.evaluations)), frames)


def _write_all(source: Source, tasks: Sequence[ReportTask], output: Path, force: bool) -> list[tuple[Written, str]]:
    """The reports written, each with its text without blanks; all of them or none."""
    reports = [rendered(source, task) for task in tasks]
    targets = _targets(output, [report.title for report in reports], force)
    pairs = list(zip(reports, targets, strict=True))
    write_together([(path, report.data) for report, path in pairs])
    return [_written(report, path) for report, path in pairs]


def _written(report: Rendered, path: Path) -> tuple[Written, str]:
    text = plain_text(report.data)
    template = report.task.meta.title
    return Written(report.title, template, path, tuple(missing_in(text)), report.left_as_typed), blankless(text)


def _unplaced(book: Workbook, texts: Sequence[str], tasks: Sequence[ReportTask] | None) -> list[tuple[str, str]]:
    """Rows of 报告素材 of which no paragraph stands in any report: an unknown heading, a misspelt project.

    Where only some reports were wanted (`tasks`), the rows meant for these.
    """
    rows = [row for row in book.sections if row.title not in (_ATTACHMENT, REPORT_TITLE) and "{" not in row.text]
    if tasks is not None:
        meant = {text for task in tasks for text in task.sections.values()}
        rows = [row for row in rows if row.text in meant]
    printed = "\n".join(texts)
    return [
        (row.location, row.title)
        for row in rows
        if not any(blankless(line) in printed for line in row.text.splitlines() if line.strip())
    ]


def _targets(output: Path, titles: Sequence[str], force: bool) -> list[Path]:
    """Where the reports go: a .docx name (…_2 from the second on), or into a folder by their titles.

    ZpjError where one of them is refused, so that none is written.
    """
    if not output.is_dir() and output.suffix.lower() == ".docx":
        later = (output.with_stem(f"{output.stem}_{number}") for number in range(2, len(titles) + 1))
        return [output_path(path, path, force) for path in (output, *later)]
    if not output.is_dir() and output.suffix.lower() in _NO_REPORT:
        raise ZpjError(output.name, "报告只能写成 .docx", "请给出 .docx 的名字或一个文件夹")
    paths: list[Path] = []
    for title in titles:
        paths.append(free_name(output / f"{safe_file_name(title)}.docx", paths, force))
    return paths


def rendered(source: Source, task: ReportTask, fitted: bool = True) -> Rendered:
    """Make one report; not `fitted`, the attached form keeps the widths of the sheet (where only the text matters)."""
    context = _context(source, task)
    if task.evaluation is not None:
        frame = source.frames[source.position(task.evaluation)]
        layout = _layout(_layout_file(source.book))
        context["自评表"] = AttachedForm(frame.grid, form_area(frame), layout, fitted)
    data = render_report(task.template, context)
    left = context[LEFT_AS_TYPED]
    typed = tuple(str(piece) for piece in left) if isinstance(left, list) else ()
    return Rendered(str(context[REPORT_TITLE]), data, task, typed)


def _layout_file(book: Workbook) -> Path:
    """The layout profile chosen in 设置 (by id or title), else GB/T 9704."""
    chosen = book.settings.get("layout", "")
    if not chosen:
        return _default_layout()
    profiles = sorted((resources.templates() / "layouts").glob("*.toml"))
    return next((path for path in profiles if chosen in (path.stem, _layout(path).title)), _default_layout())


def _layout(path: Path) -> Layout:
    """A profile, read again only after it has changed."""
    return _kept_layout(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=4)
def _kept_layout(path: Path, modified: int) -> Layout:
    return load_layout(path)


def _default_layout() -> Path:
    return resources.templates() / "layouts" / f"{_LAYOUT}.toml"


def _context(source: Source, task: ReportTask) -> dict[str, object]:
    """The fields of one report: of the department where it is wider than a project, of its project where it has one."""
    book, sections = source.book, dict(task.sections)
    attachment = sections.pop(_ATTACHMENT, None)
    if task.title:
        sections[REPORT_TITLE] = task.title
    context: dict[str, object] = {}
    if task.meta.scope != PROJECT:
        from zpj.report.department import department_context

        told_of_all = _told_of_all(book, source.sheets, task.meta) if task.meta.scope == DEPARTMENT else {}
        context = department_context(book, source.sheets, sections, task.meta, told_of_all)
    evaluation = task.evaluation
    if evaluation is None:
        return context
    sheet = source.sheets[source.position(evaluation)]
    story = cache(partial(_story, evaluation, sheet))
    told = _told(task.meta, story, sections) | _from_form(evaluation)
    context |= report_context(evaluation, sheet, sections, book.tables, attachment, task.meta, told)
    if not _has_total(evaluation) and (shown := _sum_of_funds(evaluation, sheet)):
        # What the fund lines are and what they come to.
        told_sum = story()["资金情况"][0].partition("。")[0] + "。"
        context[SUM_SENTENCE] = "" if any(shown in text for text in sections.values()) else told_sum
    return context


def _story(evaluation: SelfEvaluation, sheet: ScoreSheet) -> Narrative:
    from zpj.report.narrative import narrative  # many clerks write every section themselves

    return narrative(evaluation, sheet)


def _has_total(evaluation: SelfEvaluation) -> bool:
    """Whether the form itself says what the fund lines come to."""
    line = evaluation.total_funds
    budget = evaluation.budget(line) if line else None
    return budget is not None and budget.displayed_number is not None


def _sum_of_funds(evaluation: SelfEvaluation, sheet: ScoreSheet) -> str:
    """The sum of the fund lines as a text; empty where they cannot be added."""
    from zpj.report.narrative_funds import read_funds
    from zpj.report.narrative_text import amount

    funds = read_funds(evaluation, sheet)
    return amount(funds.budget, funds.unit) if funds.is_sum and funds.budget is not None else ""


def _told_of_all(book: Workbook, sheets: Sequence[ScoreSheet], meta: ReportMeta) -> dict[str, str]:
    """The same for a report over all projects, each under its name."""
    told: dict[str, list[str]] = {}
    for evaluation, sheet in zip(book.evaluations, sheets, strict=True) if meta.told else ():
        name = evaluation.text("project_name") or evaluation.location
        for path, text in _told(meta, cache(partial(_story, evaluation, sheet))).items():
            told.setdefault(path, []).append(f"{name}：{text}")
    return {path: "\n".join(texts) for path, texts in told.items()}


def _told(meta: ReportMeta, story: Callable[[], Narrative], written: Mapping[str, str] = _NOTHING) -> dict[str, str]:
    """What zpj tells of a form, for the sections the meta data names and the clerk left empty."""
    wanted = {path: topics for path, topics in meta.told.items() if not written.get(path, "").strip()}
    texts = {path: story().text(*topics) for path, topics in wanted.items()}
    return {path: text for path, text in texts.items() if text}


def _from_form(evaluation: SelfEvaluation) -> dict[str, str]:
    """Sections whose text the clerk already wrote on the form: goals and the 项目绩效分析 block."""
    entries = {
        **dict.fromkeys(_GOAL_SECTIONS, evaluation.goal.expected),
        _RESULT_SECTION: evaluation.goal.achieved,
        **{_ANALYSIS_SECTIONS.get(label, label): entry for label, entry in evaluation.analysis.items()},
    }
    return {title: entry.text for title, entry in entries.items() if entry}
