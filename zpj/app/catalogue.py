"""What zpj ships: forms, schemes and report templates with one line each."""

from __future__ import annotations

from zpj.app.report_tasks import shipped_metas
from zpj.domain.model import SelfEvaluation
from zpj.domain.records import record
from zpj.forms.recognise import UNKNOWN, form_kinds
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


def form_titled(form_id: str) -> str:
    """The title of a form by its id, as a clerk reads it; 未识别 for a form that is none of the known."""
    return next((kind.title for kind in form_kinds() if kind.id == form_id), UNKNOWN.title)


def read_as(evaluation: SelfEvaluation) -> tuple[str, str]:
    """The titles of the form and the scheme a self-evaluation was read with."""
    return form_titled(evaluation.form), load_scheme(evaluation.scheme).title
