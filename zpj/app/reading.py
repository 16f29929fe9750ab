"""Reads a file: its self-evaluations, settings and report material, each form with its scheme."""

from __future__ import annotations

from pathlib import Path

from zpj.domain.errors import ZpjError
from zpj.domain.model import ScoreSheet, SelfEvaluation, Workbook
from zpj.domain.records import replace
from zpj.domain.scheme import Scheme
from zpj.forms.continuing import sheet_names, whole
from zpj.forms.frame import Frame
from zpj.forms.material import read_sections, read_tables
from zpj.forms.reader import framed_forms
from zpj.forms.recognise import form_kind, form_kinds
from zpj.forms.settings import read_settings
from zpj.forms.sheet_names import GUIDE, MATERIAL, NO_FORMS, SETTINGS
from zpj.forms.sub_projects import told_apart
from zpj.grid.files import read_file
from zpj.grid.grid import Grid
from zpj.schemes import load_scheme, scheme_ids, scheme_titles
from zpj.scoring.sheet import score_sheet

_MOST_FORMS = 300


def read_workbook(path: Path, scheme: str | None = None) -> Workbook:
    """Read every form of a file. `scheme` (id or title) overrules sheet 设置 and the form's own.

    ZpjError where the file cannot be read or the chosen form or scheme does not exist.
    """
    grids, document = read_file(path)
    book = understand(path, grids, scheme)
    if document is None:
        return book
    from zpj.app.paper_tables import plain_tables
    from zpj.report.paper_reading import paper_of

    forms = {form.location for form in book.evaluations}
    parts = sheet_names(grid for grid in whole(grids) if grid.name in forms)
    tables = tuple(plain_tables(grids, forms | parts))
    return replace(book, tables=tables, paper=paper_of(document, str(path), forms, parts))


def understand(path: Path, grids: tuple[Grid, ...], scheme: str | None = None) -> Workbook:
    """The same for grids already read; sheets that go on with a form are read as one with it."""
    return understand_places(path, grids, scheme)[0]


def understand_places(
    path: Path, grids: tuple[Grid, ...], scheme: str | None = None
) -> tuple[Workbook, tuple[Frame, ...]]:
    """The same with the place each form was read from."""
    grids = whole(grids)
    settings = read_settings(grids)
    form_id = _form_id(settings.get("form"))
    scheme_id = scheme_id_of(scheme or settings.get("scheme")) or (form_kind(form_id).scheme if form_id else None)
    standard = any(grid.name == SETTINGS for grid in grids)
    pairs = [
        pair
        for grid in grids
        if grid.name not in NO_FORMS and not grid.hidden
        for pair in framed_forms(grid, form_id, scheme_id, standard)
    ]
    evaluations = told_apart([evaluation for _, evaluation in pairs])
    if len(evaluations) > _MOST_FORMS:
        raise ZpjError(path.name, f"里面的自评表超过 {_MOST_FORMS} 张", "请分成几个文件")
    no_tables = {one.location for one in evaluations} | sheet_names(grids) | {GUIDE, SETTINGS, MATERIAL}
    book = Workbook(
        path=str(path),
        evaluations=evaluations,
        settings=settings,
        sections=tuple(read_sections(grids)),
        tables=tuple(read_tables(grids, no_tables)),
    )
    return book, tuple(frame for frame, _ in pairs)


def scheme_id_of(chosen: str | None) -> str | None:
    """The id of a scheme given by id or title; None where nothing was chosen."""
    if not chosen:
        return None
    if chosen in scheme_ids():
        return chosen
    by_title = {title: name for name, title in scheme_titles().items()}
    return by_title.get(chosen) or load_scheme(chosen).id


def _form_id(chosen: str | None) -> str | None:
    if not chosen:
        return None
    by_title = {kind.title: kind.id for kind in form_kinds()}
    return by_title.get(chosen) or form_kind(chosen).id


def scores(evaluation: SelfEvaluation) -> ScoreSheet:
    """Score one form by its own scheme."""
    return score_sheet(evaluation, scheme_of(evaluation))


def scheme_of(evaluation: SelfEvaluation) -> Scheme:
    """The scheme of a form."""
    return load_scheme(evaluation.scheme)


class NoFormError(ZpjError):
    """A file that can be read and holds no self-evaluation form."""


def require_forms(book: Workbook) -> Workbook:
    """NoFormError where a file holds no self-evaluation form at all."""
    if not book.evaluations:
        raise NoFormError(Path(book.path).name, "里面没有找到项目支出绩效自评表", "请确认表里有“项目名称”和指标表头")
    return book
