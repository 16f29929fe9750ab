"""`zpj check`: every finding of the given files in one pass, as a list, as JSON, or as a review sheet."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from zpj.app.outputs import output_path
from zpj.app.reading import read_workbook, require_forms
from zpj.checks.run import check_workbook, count
from zpj.domain.errors import ZpjError
from zpj.domain.findings import Finding
from zpj.domain.model import Workbook
from zpj.grid.atomic import atomic_write

_REVIEW_KINDS = (".xlsx", ".html")


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of some files: by file, project and severity."""

    findings: tuple[Finding, ...]

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
    """Check every form of the files. ZpjError where a file cannot be read or holds no form."""
    return check_books([require_forms(read_workbook(path, scheme)) for path in paths])


def check_books(books: Iterable[Workbook]) -> Checked:
    """The same for files already read."""
    return Checked(tuple(finding for book in books for finding in check_workbook(book)))


def checked_json(checked: Checked) -> dict[str, Any]:
    """The JSON document of the contract, section 3."""
    return {
        "verdict": "pass" if checked.passes else "fail",
        "counts": checked.counts,
        "findings": [asdict(finding) for finding in checked.findings],
    }


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
