"""What zpj ships: forms, schemes and report templates with one line each."""

from __future__ import annotations

from dataclasses import dataclass

from zpj import resources
from zpj.forms.recognise import form_kinds
from zpj.schemes import load_scheme, scheme_ids

REPORT_TITLES = {"shanxi-analysis": "项目绩效自评分析报告（忻州提纲，附表A、表B和自评表）"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Rows of (id, title)."""

    forms: list[tuple[str, str]]
    schemes: list[tuple[str, str]]
    reports: list[tuple[str, str]]


def catalogue() -> Catalogue:
    """Everything under templates."""
    return Catalogue(
        forms=[(kind.id, kind.title) for kind in form_kinds()],
        schemes=[(name, load_scheme(name).title) for name in scheme_ids()],
        reports=[(name, REPORT_TITLES.get(name, name)) for name in report_ids()],
    )


def report_ids() -> list[str]:
    """The ids of the report templates."""
    return sorted(path.stem for path in (resources.templates() / "reports").glob("*.docx") if path.name[0] != "~")
