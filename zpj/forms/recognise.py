"""Which known form a sheet is: templates/forms/<id>/form.toml names the columns that mark each form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from zpj import resources
from zpj.domain.errors import ZpjError
from zpj.domain.records import record


@record
class ReportSheet:
    """A plain sheet a report takes figures from: its headings, and the names in its first column."""

    name: str
    header: tuple[str, ...]
    rows: tuple[str, ...]


@record
class ReportSections:
    """What a clerk may write for one report; `wide` reports are about the department, not one project."""

    title: str
    wide: bool
    sections: tuple[str, ...]
    sheets: tuple[ReportSheet, ...] = ()


@record
class FormKind:
    """A known form: title, the scheme it is scored by, its report templates, and the columns that mark it."""

    id: str
    title: str
    scheme: str
    reports: tuple[str, ...]
    marks: frozenset[str]
    folder: Path | None = None

    @property
    def sections(self) -> tuple[ReportSections, ...]:
        """What a clerk may write for each of its reports, as their own files name it."""
        return tuple(_report_sections(self.reports))


UNKNOWN = FormKind("unknown", "未识别", "mof-2020", (), frozenset())


@cache
def form_kinds() -> tuple[FormKind, ...]:
    """All forms under templates/forms, in alphabetical order of their ids."""
    folder = resources.templates() / "forms"
    files = (folder / name / "form.toml" for name in sorted(os.listdir(folder)))
    return tuple(_load(path) for path in files if path.is_file())


def form_kind(form_id: str) -> FormKind:
    """A known form by id; ZpjError names the known ids."""
    known = {kind.id: kind for kind in form_kinds()}
    if form_id not in known:
        raise ZpjError(f"表样“{form_id}”", "没有这个表样", f"可用的表样有：{'、'.join(known)}")
    return known[form_id]


def recognise(columns: frozenset[str]) -> FormKind:
    """The known form with the most marks among those whose marks are all present; UNKNOWN where there is none."""
    fitting = [kind for kind in form_kinds() if kind.marks and kind.marks <= columns]
    return max(fitting, key=lambda kind: len(kind.marks), default=UNKNOWN)


def _load(path: Path) -> FormKind:
    raw = resources.toml(path)
    return FormKind(
        id=path.parent.name,
        title=str(raw["title"]),
        scheme=str(raw["scheme"]),
        reports=tuple(raw.get("reports", [])),
        marks=frozenset(raw.get("marks", [])),
        folder=path.parent,
    )


def _report_sections(reports: tuple[str, ...]) -> Iterator[ReportSections]:
    for path in (resources.templates() / "reports" / f"{name}.toml" for name in reports):
        raw = resources.toml(path) if path.is_file() else {}
        wide = raw.get("scope", "project") != "project"
        titles = tuple(str(title) for title in raw.get("sections", []))
        sheets = tuple(
            ReportSheet(str(sheet["name"]), tuple(sheet["header"]), tuple(sheet.get("rows", ())))
            for sheet in raw.get("sheets", [])
        )
        yield ReportSections(str(raw.get("title", path.stem)), wide, titles, sheets)
