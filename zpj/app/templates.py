"""`zpj template`: the fields a Word template may use, and what is wrong in one."""

from __future__ import annotations

from pathlib import Path

from zpj import resources
from zpj.app.outputs import output_path
from zpj.app.report_tasks import report_ids, shipped_metas
from zpj.domain.errors import ZpjError
from zpj.grid.atomic import atomic_write
from zpj.grid.container import load
from zpj.report.meta import load_meta
from zpj.report.template_check import TemplateProblem, check_template
from zpj.report.template_fields import Field, every_field, report_fields
from zpj.report.word_comments import mark_template

__all__ = ["TemplateProblem", "check", "template_fields", "write_marked"]


def template_fields(report_id: str | None = None) -> list[tuple[str, str]]:
    """Names and notes of the fields of a report, or of all reports; ZpjError for an unknown id."""
    return [(field.name, field.note) for field in _fields(report_id)]


def check(path: Path) -> list[TemplateProblem]:
    """Every problem of a template. The meta data beside it say which report it is for; without any, fields of all.

    ZpjError where the file cannot be read.
    """
    load(path)
    own = load_meta(path)
    fields = report_fields(own) if path.with_suffix(".toml").is_file() else every_field(shipped_metas())
    return check_template(path, {field.name: field for field in fields})


def write_marked(path: Path, problems: list[TemplateProblem], output: Path, force: bool) -> Path:
    """Write a copy of a template with the problems as Word comments; gives where it is."""
    target = output_path(output, output, force)
    atomic_write(target, mark_template(path, problems))
    return target


def _fields(report_id: str | None) -> list[Field]:
    if report_id is None:
        return every_field(shipped_metas())
    if report_id not in report_ids():
        raise ZpjError(f"报告模板“{report_id}”", "没有这个模板", f"可用的模板有：{'、'.join(report_ids())}")
    return report_fields(load_meta(resources.templates() / "reports" / f"{report_id}.docx"))
