"""`zpj report`: every Word report a workbook asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zpj import resources
from zpj.app.catalogue import report_ids
from zpj.app.outputs import folder_for, free_name, output_path, safe_file_name
from zpj.app.reading import require_forms, scores, understand
from zpj.domain.errors import ZpjError
from zpj.domain.model import SelfEvaluation, Workbook
from zpj.forms.frame import Frame, find_frames
from zpj.forms.reader import form_area
from zpj.forms.recognise import form_kinds
from zpj.grid.atomic import atomic_write
from zpj.grid.files import read_grids
from zpj.grid.grid import Grid
from zpj.report.context import missing_sections, report_context
from zpj.report.fields import REPORT_TITLE
from zpj.report.form_table import AttachedForm
from zpj.report.layout import load_layout
from zpj.report.render import render_report

_ATTACHMENT = "附件号"
_LAYOUT = "gbt9704"
_ANALYSIS_SECTIONS = {
    "项目实施和预算执行情况及分析": "项目实施和预算执行情况分析",
    "主要经验做法": "项目主要经验做法",
}


@dataclass(frozen=True, slots=True)
class Written:
    """One report: its title, where it is, and the sections only a person can write."""

    title: str
    path: Path
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    evaluation: SelfEvaluation
    frame: Frame
    template: Path


def write_reports(
    source: Path, template: str | None, project: str | None, output: Path | None, force: bool
) -> list[Written]:
    """Write the reports beside the workbook, into a folder, or (a .docx name) under that name, …_2, ….

    `template` is an id or a .docx and overrules what the workbook asks for; `project` keeps one project. ZpjError
    where nothing can be written.
    """
    grids = read_grids(source)
    book = require_forms(understand(source, grids))
    tasks = _tasks(grids, book, template, project)
    return [_write(book, task, _target(output, source, position), force) for position, task in enumerate(tasks)]


def _tasks(grids: tuple[Grid, ...], book: Workbook, template: str | None, project: str | None) -> list[_Task]:
    frames = {grid.name: iter(find_frames(grid)) for grid in grids}
    tasks: list[_Task] = []
    wanted = _names(book.settings.get("report_projects", ""))
    for evaluation in book.evaluations:
        frame = next(frames[evaluation.location])
        name = evaluation.text("project_name")
        if (project and name != project) or (not project and wanted and name not in wanted):
            continue
        tasks.extend(_Task(evaluation, frame, path) for path in _templates(book, evaluation, template))
    if not tasks:
        names = "、".join(evaluation.text("project_name") or evaluation.location for evaluation in book.evaluations)
        raise ZpjError(Path(book.path).name, "没有要出报告的项目", f"文件里的项目有：{names}")
    return tasks


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.replace("，", "、").replace(",", "、").split("、") if name.strip()]


def _templates(book: Workbook, evaluation: SelfEvaluation, template: str | None) -> list[Path]:
    own = next((kind.reports for kind in form_kinds() if kind.id == evaluation.form), ())
    ids = [template] if template else _names(book.settings.get("reports", "")) or list(own)
    if not ids:
        raise ZpjError(Path(book.path).name, "这种表样没有默认的报告", "请用 --template 指定报告模板")
    return [_template(name) for name in ids]


def _template(name: str) -> Path:
    if name in report_ids():
        return resources.templates() / "reports" / f"{name}.docx"
    path = Path(name)
    if path.suffix.lower() == ".docx" and path.is_file():
        return path
    raise ZpjError(f"报告模板“{name}”", "没有这个模板", f"可用的模板有：{'、'.join(report_ids())}")


def _target(output: Path | None, source: Path, position: int) -> Path:
    """A .docx name (…_2 from the second report on), or the folder that takes reports by their titles."""
    if output is not None and output.suffix.lower() == ".docx" and not output.is_dir():
        return output if position == 0 else output.with_stem(f"{output.stem}_{position + 1}")
    return output or source.parent


def _write(book: Workbook, task: _Task, target: Path, force: bool) -> Written:
    evaluation = task.evaluation
    name = evaluation.text("project_name")
    typed = {section.title: section.text for section in book.sections if section.project in ("", name)}
    sections = {**_from_form(evaluation), **typed}
    attachment = sections.pop(_ATTACHMENT, None)
    context = report_context(evaluation, scores(evaluation), sections, book.tables, attachment)
    layout = load_layout(resources.templates() / "layouts" / f"{_LAYOUT}.toml")
    context["自评表"] = AttachedForm(task.frame.grid, form_area(task.frame), layout)
    title = str(context[REPORT_TITLE])
    path = _report_path(target, title, force)
    atomic_write(path, render_report(task.template, context))
    return Written(title, path, tuple(missing_sections(context)))


def _from_form(evaluation: SelfEvaluation) -> dict[str, str]:
    """Sections whose text the clerk already wrote on the form: goals and the 项目绩效分析 block."""
    entries = {
        "项目年度目标": evaluation.goal.expected,
        "全年目标实际完成情况": evaluation.goal.achieved,
        **{_ANALYSIS_SECTIONS.get(label, label): entry for label, entry in evaluation.analysis.items()},
    }
    return {title: entry.text for title, entry in entries.items() if entry}


def _report_path(target: Path, title: str, force: bool) -> Path:
    if target.suffix.lower() == ".docx" and not target.is_dir():
        return output_path(target, target, force)
    named = target / f"{safe_file_name(title)}.docx"
    folder_for(named)
    return named if force else free_name(named)
