"""`zpj check`: every finding of the given files in one pass, as a list, as JSON, or as a review sheet."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from zpj.app.outputs import output_path
from zpj.app.reading import read_workbook, require_forms
from zpj.checks.case import book_case
from zpj.checks.run import check_workbook, count, findings_of
from zpj.domain.errors import ZpjError
from zpj.domain.findings import Finding
from zpj.domain.model import ScoreSheet, Workbook
from zpj.domain.paper import Paper
from zpj.domain.records import fields_of, record
from zpj.grid.atomic import atomic_write

_REVIEW_KINDS = (".xlsx", ".html")


@record
class Checked:
    """The findings of some files: by file, project and severity; `papers` are the reports among them as read."""

    findings: tuple[Finding, ...]
    papers: tuple[Paper, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many errors, warnings and hints."""
        return count(self.findings)

    @property
    def passes(self) -> bool:
        """Whether there is no error."""
        return not self.counts["error"]

    @property
    def verdict(self) -> str:
        """One line: 可报送 or 不可报送, with the counts."""
        counts = self.counts
        figures = f"错误 {counts['error']} 条，警告 {counts['warning']} 条，提示 {counts['info']} 条"
        return f"{'可报送' if self.passes else '不可报送'}：{figures}"


def check_files(paths: Sequence[Path], scheme: str | None = None) -> Checked:
    """Check every form and report of the files; a report is tied out against the workbook it belongs to.

    A file given more than once is one file.
    ZpjError where a file cannot be read, a workbook holds no form, or a .docx neither a form nor a report.
    """
    paths = _once(paths)
    if not any(map(_is_word, paths)):
        return check_books(require_forms(read_workbook(path, scheme)) for path in paths)
    from zpj.app.tying import report_in, tied_findings
    from zpj.app.tying_origin import beside, findings_beside

    workbooks = {path: beside(path, scheme) for path in paths if not _is_word(path)}
    findings: list[Finding] = []
    papers: list[Paper] = []
    for path in paths:
        if path in workbooks:
            findings += findings_beside(workbooks[path])
        else:
            report = read_workbook(path, scheme)
            papers.append(report_in(report))
            findings += tied_findings(report, list(workbooks.values()))
    return Checked(tuple(findings), tuple(papers))


def _once(paths: Iterable[Path]) -> list[Path]:
    """The files in their order, each as it is named first."""
    found: dict[str, Path] = {}
    for path in paths:
        found.setdefault(os.path.realpath(path), path)
    return list(found.values())


def _is_word(path: Path) -> bool:
    return path.suffix.lower() == ".docx"


def check_books(books: Iterable[Workbook]) -> Checked:
    """The same for files already read."""
    return Checked(tuple(finding for book in books for finding in check_workbook(book)))


def check_scored(book: Workbook, sheets: Sequence[ScoreSheet]) -> Checked:
    """The same for a workbook whose forms are scored already."""
    return Checked(tuple(findings_of(book_case(book, sheets))))


def checked_json(checked: Checked) -> dict[str, Any]:
    """The JSON document of the contract, section 3."""
    return {
        "verdict": "pass" if checked.passes else "fail",
        "counts": checked.counts,
        "findings": [{name: getattr(found, name) for name in fields_of(Finding)} for found in checked.findings],
    }


def write_marked(files: Sequence[Path], checked: Checked, output: Path, force: bool) -> Path:
    """Write a copy of the only .docx among the files with each of its findings as a Word comment.

    ZpjError where there is no .docx or several, where the output is no .docx or is one of the files.
    """
    reports = _once(filter(_is_word, files))
    if len(reports) != 1:
        told = "有几份报告，批注写不进一个文件" if reports else "没有 Word 报告可以批注"
        raise ZpjError(output.name, told, "请只给一份 .docx，或去掉 --mark")
    if output.suffix.lower() != ".docx":
        raise ZpjError(output.name, "批注只能写成 .docx", "请改用 .docx 的名字")
    target = output_path(output, output, force)
    if any(os.path.realpath(path) == os.path.realpath(target) for path in files):
        raise ZpjError(target.name, "这是被校验的文件", "请给批注的副本另取一个名字")
    from zpj.report.paper_marking import mark_paper

    found = [finding for finding in checked.findings if finding.file == str(reports[0])]
    paper = next(paper for paper in checked.papers if paper.path == str(reports[0]))
    atomic_write(target, mark_paper(reports[0], paper, found))
    return target


def write_review(checked: Checked, output: Path, force: bool) -> Path:
    """Write the review sheet as .xlsx (a link to each cell) or as one .html that opens offline."""
    kind = output.suffix.lower()
    if kind not in _REVIEW_KINDS:
        raise ZpjError(output.name, "审核意见只能写成 .xlsx 或 .html", "请改用这两种扩展名")
    target = output_path(output, output, force)
    if any(os.path.realpath(finding.file) == os.path.realpath(target) for finding in checked.findings):
        raise ZpjError(target.name, "这是被校验的文件", "请给审核意见另取一个名字")
    if kind == ".html":
        from zpj.app.review_html import review_page

        atomic_write(target, review_page(checked.verdict, checked.findings, target.parent).encode())
    else:
        from zpj.forms.review_sheet import review_workbook

        atomic_write(target, review_workbook(checked.verdict, checked.findings, target.parent))
    return target
