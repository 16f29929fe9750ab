"""`zpj demo`: the main job on shipped real data."""

from __future__ import annotations

from pathlib import Path

from zpj import resources
from zpj.app.checking import Checked, check_books, write_review
from zpj.app.reading import read_workbook, scores
from zpj.app.reporting import write_reports
from zpj.app.scored_copy import write_scored_copy
from zpj.domain.errors import ZpjError
from zpj.domain.model import ScoreSheet, Workbook
from zpj.domain.records import record
from zpj.grid.atomic import atomic_write

_SAMPLE = "xinzhou_2022.xlsx"


@record
class DemoResult:
    """What was read and computed, and the files written (title, path)."""

    book: Workbook
    sheets: list[ScoreSheet]
    checked: Checked
    files: list[tuple[str, Path]]


def run_demo(folder: Path, force: bool) -> DemoResult:
    """Copy the sample, score and check it, and write its first report, all into `folder`."""
    source = folder / "忻州市医疗保障局2022年度自评表.xlsx"
    if not force and source.exists():
        raise ZpjError(source.name, "这个文件夹里已经有示例", "请换一个文件夹，或加 --force 覆盖")
    atomic_write(source, (resources.sample_workbooks() / _SAMPLE).read_bytes())
    book = read_workbook(source)
    copy = write_scored_copy(source, source.with_stem(f"{source.stem}_计分"), None, force=True)
    first = book.evaluations[0].text("project_name")
    reports = write_reports(source, None, first, folder, force=True)
    checked = check_books([book])
    review = write_review(checked, source.with_stem(f"{source.stem}_审核意见"), force=True)
    made = [("填好的工作簿", source), ("计分工作簿", copy.path), ("审核意见", review)]
    made += [("Word 报告", item.path) for item in reports]
    return DemoResult(book, [scores(evaluation) for evaluation in book.evaluations], checked, made)
