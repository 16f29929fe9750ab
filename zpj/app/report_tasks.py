"""Which reports a workbook asks for, and which of the clerk's texts belong to each."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from zpj import resources
from zpj.domain.errors import ZpjError
from zpj.domain.model import Section, SelfEvaluation, Workbook
from zpj.domain.records import record
from zpj.forms.recognise import form_kinds
from zpj.report.context import without_code
from zpj.report.fields import REPORT_TITLE
from zpj.report.lookup import squeezed
from zpj.report.meta import DEPARTMENT, NAMED, PROJECT, ReportMeta, load_meta


@record
class ReportTask:
    """One report: its template, the project it is about (None: all of them), and its title where the clerk gave one."""

    template: Path
    meta: ReportMeta
    evaluation: SelfEvaluation | None
    title: str
    sections: dict[str, str]


def report_ids() -> list[str]:
    """The ids of the report templates."""
    return sorted(
        name.removesuffix(".docx")
        for name in os.listdir(resources.templates() / "reports")
        if name.endswith(".docx") and name[0] != "~"
    )


@cache
def shipped_metas() -> tuple[ReportMeta, ...]:
    """The meta data of all report templates."""
    return tuple(load_meta(_shipped(name)) for name in report_ids())


def report_tasks(book: Workbook, template: str | None, project: str | None) -> list[ReportTask]:
    """Every report a workbook asks for, or the one template (an id or a .docx) chosen instead; one project's only.

    ZpjError where there is none.
    """
    wanted = _names(book.settings.get("report_projects", ""))
    chosen = [
        evaluation
        for evaluation in book.evaluations
        if (name := evaluation.text("project_name")) == project or (not project and (not wanted or name in wanted))
    ]
    if not chosen:
        names = "、".join(evaluation.text("project_name") or evaluation.location for evaluation in book.evaluations)
        raise ZpjError(Path(book.path).name, "没有要出报告的项目", f"文件里的项目有：{names}")
    templates = {evaluation.location: _templates(book, evaluation, template) for evaluation in chosen}
    every = list(dict.fromkeys(path for paths in templates.values() for path in paths))
    tasks = [
        task
        for path in every
        if (meta := _meta(path)).scope != PROJECT
        for task in _wide_tasks(book, path, meta, every, chosen if project or len(every) == 1 else (), project)
    ]
    for evaluation in chosen:
        for path in templates[evaluation.location]:
            if (meta := _meta(path)).scope == PROJECT:
                tasks.append(_task(book, path, meta, evaluation, every))
    if not tasks:
        raise ZpjError(Path(book.path).name, "要出的报告都是部门的报告，不分项目", "请去掉 --project")
    return tasks


def several_departments(book: Workbook, tasks: Sequence[ReportTask]) -> list[str]:
    """Tell of a report on a whole department, made of the forms of several: which of them it names."""
    if not any(task.meta.scope == DEPARTMENT for task in tasks):
        return []
    offices = [without_code(evaluation.text("supervising_department")) for evaluation in book.evaluations]
    found = Counter(office for office in offices if office).most_common()
    if len(found) < 2:
        return []
    listed = "、".join(f"{office} {count} 张" for office, count in found)
    return [f"各表的主管部门不同（{listed}），报告写的是{found[0][0]}，请核对标题和部门名称"]


def without_a_title(book: Workbook, tasks: Sequence[ReportTask], template: str | None) -> list[str]:
    """Reports the workbook asks for that cannot be written: no title in column 报告 says what they are about."""
    asked = {path for evaluation in book.evaluations for path in _templates(book, evaluation, template)}
    written = {task.template for task in tasks}
    return [meta.title for path in sorted(asked - written) if (meta := _meta(path)).scope == NAMED]


def _wide_tasks(
    book: Workbook,
    path: Path,
    meta: ReportMeta,
    every: list[Path],
    chosen: Sequence[SelfEvaluation],
    project: str | None,
) -> Iterator[ReportTask]:
    """The reports about a whole department, and those about what their title in column 报告 names.

    Where no title names anything, the latter are about each of the projects chosen.
    """
    if meta.scope == DEPARTMENT:
        if not project:
            yield _task(book, path, meta, None, every)
        return
    titles = dict.fromkeys(section.report for section in book.sections if meta.could_be_titled(section.report))
    named = [(title, _named_in(title, book.evaluations)) for title in titles]
    wanted = [(title, one) for title, one in named if not project or (one and one.text("project_name") == project)]
    for title, evaluation in wanted or [("", evaluation) for evaluation in chosen]:
        yield _task(book, path, meta, evaluation, every, title)


def _task(
    book: Workbook,
    path: Path,
    meta: ReportMeta,
    evaluation: SelfEvaluation | None,
    every: Sequence[Path],
    title: str = "",
) -> ReportTask:
    project = evaluation.text("project_name") if evaluation else ""

    def belongs(report: str) -> bool:
        if not report or report in (meta.id, meta.title):
            return True
        if meta.scope == NAMED and title:
            return report == title
        if evaluation is not None and len(book.evaluations) > 1 and squeezed(project) not in squeezed(report):
            return False
        nobodys = len(every) == 1 and not any(other.could_be_titled(report) for other in shipped_metas())
        return meta.could_be_titled(report) or nobodys

    is_wide = meta.scope == DEPARTMENT
    rows = [row for row in book.sections if (is_wide or row.project in ("", project)) and belongs(row.report)]
    rows.sort(key=lambda row: (bool(row.project), bool(row.report)))
    sections = _department_sections(rows) if is_wide else {row.title: row.text for row in rows}
    given = title or next((row.report for row in rows if _is_title(row, meta)), "")
    return ReportTask(path, meta, evaluation, sections.get(REPORT_TITLE, "").strip() or given, sections)


def _department_sections(rows: Sequence[Section]) -> dict[str, str]:
    from zpj.report.department import department_sections

    return department_sections(rows)


def _is_title(row: Section, meta: ReportMeta) -> bool:
    return bool(row.report) and row.report not in (meta.id, meta.title)


def _named_in(title: str, evaluations: Sequence[SelfEvaluation]) -> SelfEvaluation | None:
    """The project whose name a title holds; the longest name of several."""
    named = [e for e in evaluations if (name := squeezed(e.text("project_name"))) and name in squeezed(title)]
    return max(named, key=lambda found: len(found.text("project_name")), default=None)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.replace("，", "、").replace(",", "、").split("、") if name.strip()]


def _templates(book: Workbook, evaluation: SelfEvaluation, template: str | None) -> list[Path]:
    own = next((kind.reports for kind in form_kinds() if kind.id == evaluation.form), ())
    ids = [template] if template else _names(book.settings.get("reports", "")) or list(own)
    if not ids:
        raise ZpjError(Path(book.path).name, "这种表样没有默认的报告", "请用 --template 指定报告模板")
    return [_template(name, Path(book.path).parent) for name in ids]


def _template(name: str, folder: Path) -> Path:
    """A shipped template by title or id, or a bureau's own file: as named, or beside the workbook."""
    by_title = {meta.title: meta.id for meta in shipped_metas()}
    if (chosen := by_title.get(name, name)) in report_ids():
        return _shipped(chosen)
    places = (Path(name), folder / name)
    for path in places:
        if path.suffix.lower() == ".docx" and path.is_file():
            return path
    known = f"可用的模板有：{'、'.join(report_ids())}"
    if any(path.is_dir() for path in places):
        raise ZpjError(f"报告模板“{name}”", "这是文件夹，不是文件", f"请给出 .docx 文件；{known}")
    if places[0].suffix.lower() == ".docx":
        raise ZpjError(f"报告模板“{name}”", "找不到文件", f"请检查路径和文件名；{known}")
    if any(path.is_file() for path in places):
        raise ZpjError(f"报告模板“{name}”", "报告模板只能是 .docx", f"请给出 .docx 文件；{known}")
    raise ZpjError(f"报告模板“{name}”", "没有这个模板", known)


def _meta(template: Path) -> ReportMeta:
    """The meta data beside a template, read again only after it has changed."""
    beside = template.with_suffix(".toml")
    return _kept_meta(template, beside.stat().st_mtime_ns if beside.is_file() else 0)


@lru_cache(maxsize=32)
def _kept_meta(template: Path, modified: int) -> ReportMeta:
    return load_meta(template)


def _shipped(name: str) -> Path:
    return resources.templates() / "reports" / f"{name}.docx"
