"""What a batch does with one file, in a process of its own: read, score, check, and leave the reports as drafts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.forms.result_row import ResultRow
from zpj.grid.atomic import cannot_write, draft

if TYPE_CHECKING:
    from zpj.app.report_tasks import ReportTask
    from zpj.domain.model import SelfEvaluation


@record
class Job:
    """One file to do: where it is, how the table calls it, and the folder its drafts go to."""

    path: Path
    file: str
    folder: Path


@record
class Draft:
    """A finished report that still bears the name of a temporary file; `digest` is the SHA-256 of its bytes."""

    title: str
    path: Path
    digest: str


@record
class Outcome:
    """What came of a file: its rows, its drafts, and by row the places of the drafts that belong to it.

    `failure` says why the file, or its reports, could not be done, `left_out` why it, or a part of it, counts not.
    """

    rows: tuple[ResultRow, ...]
    drafts: tuple[Draft, ...] = ()
    drafts_of_rows: tuple[tuple[int, ...], ...] = ()
    failure: str = ""
    left_out: str = ""


def get_ready() -> None:
    """Load what reads and writes files, before the first of them comes."""
    from zpj.app import batch_rows, checking, report_tasks, reporting  # noqa: F401
    from zpj.grid import excel_file  # noqa: F401


def do_file(job: Job) -> Outcome:
    """Do one file. What is wrong with the file is told in the outcome; nothing but the drafts is written.

    What reads and writes files is imported here: the process that hands out the files has no use for it.
    """
    from zpj.app.batch_rows import rows_of
    from zpj.app.checking import check_scored
    from zpj.app.inputs import DOCUMENT, rank_of
    from zpj.app.reading import NoFormError
    from zpj.app.report_tasks import report_tasks
    from zpj.app.reporting import open_source, rendered

    try:
        source = open_source(job.path)
    except NoFormError as problem:
        is_document = rank_of(job.path) == DOCUMENT
        return Outcome((), left_out=problem.reason) if is_document else failed(job, told(problem))
    except ZpjError as problem:
        return failed(job, told(problem))
    except (MemoryError, RecursionError):
        return failed(job, "文件太大或套得太深，内存不够。请删去与自评表无关的内容后重试")
    rows = tuple(rows_of(job.file, source.book, source.sheets, check_scored(source.book, source.sheets).findings))
    try:
        tasks = report_tasks(source.book, None, None)
        reports = [rendered(source, task) for task in tasks]
        drafts = tuple(_draft(job.folder, report.title, report.data) for report in reports)
    except ZpjError as problem:
        return Outcome(rows, failure=f"报告没有写成：{problem.subject}，{told(problem)}")
    return Outcome(rows, drafts, _by_row(source.book.evaluations, tasks))


def failed(job: Job, why: str) -> Outcome:
    """The outcome of a file of which nothing can be told but why."""
    return Outcome((ResultRow(job.file),), failure=why)


def told(problem: ZpjError) -> str:
    """Reason and remedy; the row names the file."""
    return f"{problem.reason}。{problem.remedy}"


def _draft(folder: Path, title: str, data: bytes) -> Draft:
    try:
        path = draft(folder / "报告.docx", data)
    except OSError as error:
        raise cannot_write(folder / f"{title}.docx", error) from error
    return Draft(title, path, hashlib.sha256(data).hexdigest())


def _by_row(evaluations: Sequence[SelfEvaluation], tasks: Sequence[ReportTask]) -> tuple[tuple[int, ...], ...]:
    """A report on no single project belongs to all of them."""
    return tuple(
        tuple(place for place, task in enumerate(tasks) if task.evaluation is None or task.evaluation is evaluation)
        for evaluation in evaluations
    )
