"""The clerk's texts, in the form and on sheet 报告素材, as papers, so that the rules of papers read them too."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import BookCase, FormCase, PaperCase
from zpj.checks.reading.tables import lines
from zpj.domain.model import Section, SourceTable
from zpj.domain.paper import Heading, Paper, PaperTable, Paragraph
from zpj.domain.regex import regex

_NUMBER = regex(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|\d+[.、])")


def material_cases(case: BookCase) -> Iterator[PaperCase]:
    """One paper for each form and one for each project and report the clerk wrote for; none for a filed report, which
    speaks for itself.

    The plain sheets belong to the report where it is the only one.
    """
    for form in () if case.book.paper else case.forms:
        yield PaperCase(Paper(case.book.path, tuple(_form_lines(form))), (form,), case.book)
    groups: dict[tuple[str, str], list[Section]] = {}
    for section in () if case.book.paper else case.book.sections:
        groups.setdefault((section.project, section.report), []).append(section)
    tables = tuple(map(_table, case.book.tables)) if len(groups) == 1 else ()
    for (project, _), sections in groups.items():
        paper = Paper(case.book.path, tuple(_paragraphs(sections)), tables)
        yield PaperCase(paper, _forms(case, project), case.book)


def _form_lines(form: FormCase) -> Iterator[Paragraph]:
    """Goal, analysis and reasons, each line with its cell."""
    goal = form.evaluation.goal
    reasons = (row.indicator.deviation_reason for row in form.rows)
    entries = [entry for entry in (goal.expected, goal.achieved, *form.evaluation.analysis.values(), *reasons) if entry]
    lines = [(line, entry.location) for entry in entries for line in map(str.strip, entry.text.splitlines()) if line]
    for index, (line, cell) in enumerate(lines):
        yield Paragraph(index, line, cell=cell)


def _forms(case: BookCase, project: str) -> tuple[FormCase, ...]:
    own = tuple(form for form in case.forms if project in (form.project, form.evaluation.location))
    return own or case.forms


def _paragraphs(sections: list[Section]) -> Iterator[Paragraph]:
    """A title, then every section under its headings, each line with the cell it is kept in."""
    first = sections[0]
    title = f"{first.project or first.report}绩效自评报告"
    lines: list[tuple[str, tuple[Heading, ...], Heading | None, str]] = [(title, (), None, first.location)]
    known: dict[tuple[str, ...], Heading] = {}
    for section in sections:
        titles = tuple(section.title.split("／"))
        path: tuple[Heading, ...] = ()
        for depth in range(1, len(titles) + 1):
            upper = titles[:depth]
            is_new = upper not in known
            path = (*path, known.setdefault(upper, _heading(depth, upper[-1])))
            if is_new:
                lines.append((upper[-1], path, path[-1], section.location))
        lines += [(text, path, None, section.location) for text in map(str.strip, section.text.splitlines()) if text]
    for index, (text, path, own, cell) in enumerate(lines):
        yield Paragraph(index, text, path, heading=own, is_title=index == 0, cell=cell)


def _heading(level: int, text: str) -> Heading:
    """A heading of the template. Its number is not the clerk's, so none is told."""
    return Heading(level, None, _NUMBER.sub("", text), text)


def _table(source: SourceTable) -> PaperTable:
    """A plain sheet whose rows stand where they stand in the sheet; its headings begin at A1 (`SourceTable`)."""
    rows = {1: source.header, **{line.number: line.texts for line in lines(source)}}
    return PaperTable(source.name, tuple(rows.get(row, ()) for row in range(1, max(rows) + 1)))
