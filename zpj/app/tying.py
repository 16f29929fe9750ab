"""Ties filed reports to the workbooks given beside them: which belongs to which, and what the workbook would print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zpj.app.general_report import general_document
from zpj.app.reading import read_workbook
from zpj.app.report_tasks import ReportTask, report_ids, report_tasks
from zpj.app.reporting import Source, open_source, rendered
from zpj.checks.case import BookCase, PaperCase, book_case
from zpj.checks.run import check_paper, check_tables, check_workbook, findings_of
from zpj.checks.tie_belonging import listed_projects, named, speaks_of_another, without_forms
from zpj.checks.tie_figures import spelt
from zpj.domain.errors import ZpjError
from zpj.domain.findings import Finding
from zpj.domain.model import Workbook
from zpj.domain.paper import Paper
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.grid.grid import column_letters
from zpj.grid.package import Package
from zpj.grid.word_file import document_of
from zpj.report.lookup import squeezed
from zpj.report.paper_reading import paper_of

_Key = tuple[str, ...]
_LEAST_LIKENESS = 0.5
_MOST_TRIED = 20
_CHANGED_CELL, _LEFT_OPEN, _STRANGER = "ZPJ567", "ZPJ522", "ZPJ569"
_CELL = regex("(?P<column>(?P<table>.*!)[A-Z]+)(?P<row>[0-9]+)$")
_REPORT_WORDS = ("绩效", "自评", "预算", "项目")


@dataclass(frozen=True, slots=True)
class Beside:
    """A workbook given beside reports: ready to print its own, and read and scored for the checks.

    `papers` keeps what it printed, `slips` what is found in that anyway, `known` what is found in the workbook itself:
    one workbook may have many reports.
    """

    source: Source
    case: BookCase
    papers: dict[tuple[str, str, str], Paper] = field(default_factory=dict)
    slips: dict[tuple[int, frozenset[str]], frozenset[_Key]] = field(default_factory=dict)
    known: list[list[Finding]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Its projects, without blanks."""
        return [name for form in self.case.forms if (name := squeezed(form.evaluation.text("project_name")))]


def findings_beside(workbook: Beside) -> list[Finding]:
    """The findings of the workbook itself, worked out once."""
    if not workbook.known:
        workbook.known.append(findings_of(workbook.case))
    return workbook.known[0]


def beside(path: Path, scheme: str | None = None) -> Beside:
    """Read a workbook once for both. ZpjError where it holds no form."""
    source = open_source(path)
    return Beside(source, book_case(read_workbook(path, scheme) if scheme else source.book))


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
        some = _case(whole, paper, _wide_origin(found, paper))
        return [*_rows_of_some(some), *check_workbook(report, replace(some, forms=(), origin=None))]
    origin = origin_of(found[0], paper) if len(found) == 1 else _wide_origin(found, paper)
    findings = check_paper(_case(whole, paper, origin))
    if origin and any(one.rule != _LEFT_OPEN for one in findings):
        known = _slips(whole, paper, origin, findings)
        findings = [one for one in findings if one.rule == _LEFT_OPEN or _key(one) not in known]
    own = tuple(one for one in report.evaluations if squeezed(one.text("project_name")) not in whole.names)
    tables = check_tables(report, whole.case.forms)
    if tables:
        listed = set(map(_key, findings_beside(whole)))
        tables = [one for one in tables if _key(one) not in listed]
    return [*_causes([*findings, *tables]), *(check_workbook(Workbook(report.path, own)) if own else ())]


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


def _causes(findings: list[Finding]) -> list[Finding]:
    """Without what other rules say of a cell that differs from the workbook's."""
    cells = {one.location for one in findings if one.rule == _CHANGED_CELL}
    return [one for one in findings if one.rule == _CHANGED_CELL or one.location not in cells]


def _case(workbook: Beside, paper: Paper, origin: Paper | None) -> PaperCase:
    texts = tuple(paragraph.text for paragraph in origin.paragraphs) if origin else ()
    return PaperCase(paper, workbook.case.forms, workbook.case.book, texts, origin)


def _slips(workbook: Beside, paper: Paper, origin: Paper, findings: list[Finding]) -> frozenset[_Key]:
    """Those of the findings that are in the workbook's own report too: they belong to the workbook."""
    if (paper.paragraphs, paper.tables) == (origin.paragraphs, origin.tables):
        return frozenset(map(_key, findings))
    rules = frozenset(one.rule for one in findings)
    if (id(origin), rules) not in workbook.slips:
        again = check_paper(_case(workbook, origin, origin), rules)
        workbook.slips[id(origin), rules] = frozenset(map(_key, again))
    return workbook.slips[id(origin), rules]


def _key(finding: Finding) -> _Key:
    """What makes a finding the same one, whatever figures stand in its words: those are tied by rules of their own."""
    told = (finding.found, finding.expected, finding.quote)
    return finding.rule, finding.project, *(re.sub(r"\d+(?:\.\d+)?", "#", text or "") for text in told)


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
    return Beside(workbooks[0].source, BookCase(whole, tuple(form for one in workbooks for form in one.case.forms)))


def _wide_origin(workbooks: Sequence[Beside], paper: Paper) -> Paper | None:
    """The general report over several workbooks where the filed one is like it, else their own reports."""
    books = [one.source.book for one in workbooks]
    data = general_document(books)
    general = paper_of(document_of(Package(Path("总报告.docx"), data)), books[0].path)
    if _most_alike([general], paper):
        return general
    return _one_after_another([origin for one in workbooks if (origin := origin_of(one, paper))])


def _stranger(paper: Paper, workbooks: Sequence[Beside]) -> list[Finding]:
    """What is said of a report that is about none of the projects given."""
    forms = tuple(form for one in workbooks for form in one.case.forms)
    if not forms:
        return []
    case = PaperCase(paper, forms, workbooks[0].case.book)
    return [one for one in check_paper(case) if one.rule == _STRANGER]


def origin_of(workbook: Beside, paper: Paper) -> Paper | None:
    """The report the workbook gives that is most like the filed one; None where none is alike.

    The reports the workbook asks for come first, then those of the other templates. Where one file holds several
    reports, theirs one after another.
    """
    for templates in ((None,), report_ids()):
        found = [
            origin
            for tasks in _groups(workbook.source.book, templates, paper)
            if (origin := _most_alike([printed(workbook, task) for task in tasks], paper))
        ]
        if found:
            return _one_after_another(found)
    return None


def _one_after_another(papers: Sequence[Paper]) -> Paper | None:
    """Several reports as one file holds them."""
    if len(papers) < 2:
        return papers[0] if papers else None
    paragraphs = tuple(line for paper in papers for line in paper.paragraphs)
    return Paper(papers[0].path, paragraphs, tuple(table for paper in papers for table in paper.tables))


def _most_alike(origins: Sequence[Paper], paper: Paper) -> Paper | None:
    best = max(origins, key=lambda origin: _likeness(origin, paper), default=None)
    return best if best and _likeness(best, paper)[0] >= _LEAST_LIKENESS else None


def _groups(book: Workbook, templates: Iterable[str | None], paper: Paper) -> list[list[ReportTask]]:
    """The reports that could be this one: those of the project its title names, else those its text names.

    One group for each project that a title names; reports that are about all projects belong to each.
    """
    tasks = [task for template in templates for task in _possible(book, template)]
    wide = [task for task in tasks if not _name(task)]
    titles = (squeezed(line.text) for line in paper.titles)
    names = dict.fromkeys(
        max((_name(task) for task in tasks if _name(task) in title), key=len, default="") for title in titles
    )
    named = [[*(task for task in tasks if _name(task) == name), *wide] for name in names if name]
    if named:
        return named
    everything = squeezed("".join(line.text for line in paper.paragraphs))
    spoken = [task for task in tasks if _name(task) and _name(task) in everything]
    return [[*spoken, *wide] if spoken else tasks[:_MOST_TRIED]]


def _name(task: ReportTask) -> str:
    return squeezed(task.evaluation.text("project_name")) if task.evaluation else ""


def _possible(book: Workbook, template: str | None) -> list[ReportTask]:
    """The reports of a template; none where the workbook gives it nothing to print."""
    try:
        return report_tasks(book, template, None)
    except ZpjError:
        return []


def printed(workbook: Beside, task: ReportTask) -> Paper:
    """The report the workbook gives, read as a filed one is."""
    key = (str(task.template), task.evaluation.location if task.evaluation else "", task.title)
    if key not in workbook.papers:
        report = rendered(workbook.source, task, fitted=False)
        document = document_of(Package(Path(f"{report.title}.docx"), report.data))
        workbook.papers[key] = paper_of(document, workbook.source.book.path)
    return workbook.papers[key]


def _likeness(origin: Paper, paper: Paper) -> tuple[float, float]:
    """The share of the origin's headings and titles the paper has, 0 to 1; then of those of both together."""
    theirs, ours = (
        {squeezed(line.text) for line in each.paragraphs if line.heading or line.is_title} for each in (origin, paper)
    )
    common = len(ours & theirs)
    return (common / len(theirs), common / len(ours | theirs)) if theirs else (0.0, 0.0)
