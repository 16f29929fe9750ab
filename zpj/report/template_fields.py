"""Every field a Word template may use, with what is inside it: for `zpj template` and docs/report_fields.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from zpj.domain.records import record
from zpj.report.department import DEPARTMENT_NOTES
from zpj.report.evaluation_table import EVALUATION_FIELDS
from zpj.report.fields import (
    ANALYSIS_SECTIONS,
    COVER_FIELDS,
    FIELD_NOTES,
    FUND_FIELDS,
    INDICATOR_FIELDS,
    INDICATOR_LISTS,
    REPORT_TITLE,
)
from zpj.report.lookup import heading_text, last_heading
from zpj.report.meta import PROJECT, ReportMeta

COMMON = (REPORT_TITLE, "章节", "已写", "下级", "编号", "表", "表合计", "资料")

_ROWS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "资金": FUND_FIELDS,
        "指标": INDICATOR_FIELDS,
        **dict.fromkeys(INDICATOR_LISTS, INDICATOR_FIELDS),
        "评价指标": tuple(EVALUATION_FIELDS),
        "下级": ("序号", "标题", "段落"),
    }
)
_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType({"封面": COVER_FIELDS})


@record
class Field:
    """A field: its name, one line about it, the fields of its rows where it is repeated, its own keys where fixed."""

    name: str
    note: str
    rows: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def project_fields() -> list[Field]:
    """The fields of a report on one project, without its sections."""
    return [_field(name, note) for name, note in FIELD_NOTES.items() if name not in ANALYSIS_SECTIONS]


def department_fields() -> list[Field]:
    """The fields of a report over all projects of a workbook, without its sections."""
    return [_field(name, note) for name, note in DEPARTMENT_NOTES.items()] + [
        _field(name, FIELD_NOTES[name]) for name in COMMON
    ]


def section_fields(sections: Iterable[str]) -> list[Field]:
    """The sections of a report that can be named without 章节["…"]."""
    titles = dict.fromkeys(heading_text(last_heading(path)) for path in sections)
    return [
        Field(title, f"报告素材里这一节的各段，用 {{% for 段 in {title} %}} 逐段写出")
        for title in titles
        if title.isidentifier()
    ]


def report_fields(meta: ReportMeta) -> list[Field]:
    """Every field of one report."""
    own = project_fields() if meta.scope == PROJECT else department_fields()
    names = {field.name for field in own}
    return own + [field for field in section_fields(meta.sections) if field.name not in names]


def every_field(metas: Iterable[ReportMeta]) -> list[Field]:
    """The fields of any report, each once."""
    listed = [*project_fields(), *department_fields()]
    listed += section_fields([*ANALYSIS_SECTIONS, *(path for meta in metas for path in meta.sections)])
    found: dict[str, Field] = {}
    for field in listed:
        found.setdefault(field.name, field)
    return list(found.values())


def _field(name: str, note: str) -> Field:
    return Field(name, note, _ROWS.get(name, ()), _KEYS.get(name, ()))
