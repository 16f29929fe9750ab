"""A workbook given beside filed reports, and the report of its own that is most like a filed one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zpj.app.general_report import general_document
from zpj.app.reading import read_workbook
from zpj.app.report_tasks import ReportTask, report_ids, report_tasks
from zpj.app.reporting import Source, open_source, rendered
from zpj.checks.case import BookCase, book_case
from zpj.checks.run import findings_of
from zpj.domain.errors import ZpjError
from zpj.domain.findings import Finding
from zpj.domain.model import Workbook
from zpj.domain.paper import Paper
from zpj.grid.package import Package
from zpj.grid.word_file import document_of
from zpj.report.lookup import squeezed
from zpj.report.paper_reading import paper_of

Key = tuple[str, ...]
"""What makes a finding the same one."""
_LEAST_LIKENESS = 0.5
_MOST_TRIED = 20


@dataclass(frozen=True, slots=True)
class Beside:
    """A workbook given beside reports: ready to print its own, and read and scored for the checks.

    `papers` keeps what it printed, `slips` what is found in that anyway, `known` what is found in the workbook itself:
    one workbook may have many reports.
    """

    source: Source
    case: BookCase
    papers: dict[tuple[str, str, str], Paper] = field(default_factory=dict)
    slips: dict[tuple[int, frozenset[str]], frozenset[Key]] = field(default_factory=dict)
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
    case = book_case(read_workbook(path, scheme)) if scheme else book_case(source.book, source.sheets)
    return Beside(source, case)


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


def wide_origin(workbooks: Sequence[Beside], paper: Paper) -> Paper | None:
    """The general report over several workbooks where the filed one is like it, else their own reports."""
    books = [one.source.book for one in workbooks]
    data = general_document(books)
    general = paper_of(document_of(Package(Path("总报告.docx"), data)), books[0].path)
    if _most_alike([general], paper):
        return general
    return _one_after_another([origin for one in workbooks if (origin := origin_of(one, paper))])
