"""Ties filed reports to the workbooks given beside them: which belongs to which, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zpj.app.tying_origin import Beside, Key, findings_beside, origin_of, wide_origin
from zpj.checks.case import BookCase, PaperCase
from zpj.checks.reading.plain_patterns import NUMBER
from zpj.checks.run import check_paper, check_report, check_tables, check_workbook
from zpj.checks.tie.belonging import listed_projects, named, speaks_of_another, without_forms
from zpj.checks.tie.figures import spelt
from zpj.domain.columns import column_letters
from zpj.domain.errors import ZpjError
from zpj.domain.findings import Finding
from zpj.domain.model import Workbook
from zpj.domain.paper import Paper
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.report.lookup import squeezed

_CHANGED_CELL, _LEFT_OPEN, _STRANGER = "ZPJ567", "ZPJ522", "ZPJ569"
_WITHIN = frozenset((_LEFT_OPEN, "ZPJ351", "ZPJ371", "ZPJ443"))
"""What is left open, and what the text says of all projects otherwise than the paper's own table of them."""
_CELL = regex("(?P<column>(?P<table>.*!)[A-Z]+)(?P<row>[0-9]+)$")
_REPORT_WORDS = ("绩效", "自评", "预算", "项目")


def tied_findings(report: Workbook, workbooks: Sequence[Beside]) -> list[Finding]:
    """The findings of a filed report: against the workbooks it belongs to, else by itself.

    Its attached forms are compared with the workbooks'; one they do not have is checked as a form. A report that is
    about none of the workbooks is told as such. ZpjError where the file is no report.
    """
    paper = report_in(report)
    found = _belonging(paper, workbooks)
    if not found:
        return [*_stranger(paper, workbooks), *check_workbook(report)]
    found = _in_order(found, paper)
    whole = found[0] if len(found) == 1 else _together(found)
    if without_forms(paper, whole.case.forms):
        some = _case(whole, paper, wide_origin(found, paper))
        return [*_rows_of_some(some), *check_workbook(report, replace(some, forms=(), origin=None))]
    origin = origin_of(found[0], paper) if len(found) == 1 else wide_origin(found, paper)
    findings, tables = _found_in(report, paper, whole, origin)
    own = tuple(one for one in report.evaluations if squeezed(one.text("project_name")) not in whole.names)
    if tables:
        listed = set(map(_key, findings_beside(whole)))
        tables = [one for one in tables if _key(one) not in listed]
    return [*findings, *tables, *(check_workbook(Workbook(report.path, own)) if own else ())]


def _in_order(workbooks: list[Beside], paper: Paper) -> list[Beside]:
    """The workbooks as a report over their projects lists these."""
    listed = listed_projects(paper)
    places = [
        min((listed.index(name) for form in one.case.forms if (name := spelt(form.project)) in listed), default=0)
        for one in workbooks
    ]
    return [workbooks[number] for number in sorted(range(len(workbooks)), key=lambda number: places[number])]


def _rows_of_some(case: PaperCase) -> list[Finding]:
    """Of a report over more projects than there are forms for: that it is, and the table rows of those projects."""
    names = {spelt(form.project) for form in case.forms}
    rows = {
        f"{table.name}!{row}"
        for table in case.paper.tables
        for row, cells in enumerate(table.rows, 1)
        if names & set(map(spelt, cells))
    }
    numbers = {
        f"{table.name}!{column_letters(column)}"
        for table in case.paper.tables
        for column, cell in enumerate(table.rows[0] if table.rows else (), 1)
        if squeezed(cell) == "序号"
    }

    def is_told(one: Finding) -> bool:
        place = _CELL.match(one.location)
        return one.rule == _STRANGER or bool(
            one.rule == _CHANGED_CELL
            and place
            and f"{place['table']}{place['row']}" in rows
            and place["column"] not in numbers
        )

    return [one for one in check_paper(case) if is_told(one)]


def _case(workbook: Beside, paper: Paper, origin: Paper | None) -> PaperCase:
    texts = tuple(paragraph.text for paragraph in origin.paragraphs) if origin else ()
    known = () if origin is None or paper is origin else tuple(findings_beside(workbook))
    return PaperCase(paper, workbook.case.forms, workbook.case.book, texts, origin, known)


def _found_in(
    report: Workbook, paper: Paper, workbook: Beside, origin: Paper | None
) -> tuple[list[Finding], list[Finding]]:
    """The findings of the paper that are not in the workbook's own report too: those belong to the workbook; and those
    of its tables by themselves.

    A report nobody touched has no others, so that only what is left open in it is looked for, and where a text written
    for it says of all projects something else than its table.
    """
    case = _case(workbook, paper, origin)
    if origin and _is_untouched(paper, origin):
        return check_paper(case, _WITHIN), check_tables(report, case.forms)
    findings, tables = check_report(case, report)
    if origin and any(one.rule != _LEFT_OPEN for one in findings):
        known = _slips(workbook, origin, findings)
        findings = [one for one in findings if one.rule == _LEFT_OPEN or _key(one) not in known]
    return findings, tables


def _is_untouched(paper: Paper, origin: Paper) -> bool:
    """Whether two reports say the same; whether a table of it was read as a form is no difference."""
    ours, theirs = ([table.rows for table in each.tables] for each in (paper, origin))
    return paper.paragraphs == origin.paragraphs and ours == theirs


def _slips(workbook: Beside, origin: Paper, findings: list[Finding]) -> frozenset[Key]:
    """What the rules of these findings say of the workbook's own report."""
    rules = frozenset(one.rule for one in findings)
    if (id(origin), rules) not in workbook.slips:
        again = check_paper(_case(workbook, origin, origin), rules)
        workbook.slips[id(origin), rules] = frozenset(map(_key, again))
    return workbook.slips[id(origin), rules]


def _key(finding: Finding) -> Key:
    """What makes a finding the same one, whatever figures stand in its words: those are tied by rules of their own."""
    told = (finding.found, finding.expected, finding.quote)
    return finding.rule, finding.project, *(NUMBER.sub("#", text or "") for text in told)


def report_in(report: Workbook) -> Paper:
    """The text of a .docx; ZpjError where it has neither a form nor any report text."""
    paper = report.paper or Paper(report.path)
    spoken = any(word in paragraph.text for paragraph in paper.paragraphs for word in _REPORT_WORDS)
    if not report.evaluations and not spoken:
        raise ZpjError(Path(report.path).name, "里面没有自评表，也没有自评报告的文字", "请确认给的是自评表或自评报告")
    return paper


def _belonging(paper: Paper, workbooks: Sequence[Beside]) -> list[Beside]:
    """The workbooks whose projects the report names; the only one given where its titles name no other project.

    Where several workbooks have a project of one name, the first that has the most of those named.
    """
    forms = [form for one in workbooks for form in one.case.forms]
    about = {id(form): form.project for form in named(paper, forms)}
    theirs = [{about[id(form)] for form in one.case.forms if id(form) in about} for one in workbooks]
    found: set[int] = set()
    known: set[str] = set()
    for number in sorted(range(len(workbooks)), key=lambda number: -len(theirs[number])):
        found |= {number} if theirs[number] - known else set()
        known |= theirs[number]
    if not found and len(workbooks) == 1 and not speaks_of_another(paper, forms):
        return [workbooks[0]]
    return [one for number, one in enumerate(workbooks) if number in found]


def _together(workbooks: Sequence[Beside]) -> Beside:
    """Several workbooks as one, for a report over the projects of all of them."""
    books = [one.case.book for one in workbooks]
    whole = Workbook(
        books[0].path,
        tuple(form for book in books for form in book.evaluations),
        sections=tuple(section for book in books for section in book.sections),
        tables=tuple(table for book in books for table in book.tables),
    )
    case = BookCase(whole, tuple(form for one in workbooks for form in one.case.forms))
    return Beside(workbooks[0].source, case, known=[[found for one in workbooks for found in findings_beside(one)]])


def _stranger(paper: Paper, workbooks: Sequence[Beside]) -> list[Finding]:
    """What is said of a report that is about none of the projects given."""
    forms = tuple(form for one in workbooks for form in one.case.forms)
    if not forms:
        return []
    case = PaperCase(paper, forms, workbooks[0].case.book)
    return [one for one in check_paper(case) if one.rule == _STRANGER]
