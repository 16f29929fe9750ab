"""What zpj ships: forms, schemes and report templates with one line each."""

from __future__ import annotations

from zpj.app.report_tasks import shipped_metas
from zpj.domain.records import record
from zpj.forms.recognise import form_kinds
from zpj.schemes import load_scheme, scheme_ids


@record
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
        reports=[(meta.id, meta.title) for meta in shipped_metas()],
    )
