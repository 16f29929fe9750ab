"""How long a check takes: `python -m bench.check_speed`. A form of 30 indicators and its ten-page report, warm.

The report is checked as it was made and as a clerk edits it: of the first the program can tell that nothing was
changed. Beside it, in the same run, the time openpyxl and python-docx take only to read the two files.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import openpyxl
from docx import Document

from bench.report_rendering import milliseconds
from tests.checks.tie_books import filled, reports
from tests.checks.tie_faults import edited
from zpj.app.checking import check_files

INDICATORS = 30
LINES_OF_A_SECTION = 6
WANTED_MILLISECONDS = 50


def files(folder: Path) -> tuple[Path, Path]:
    """The workbook and its report."""
    workbook, report = folder / "自评表.xlsx", folder / "报告.docx"
    source = filled(workbook, "mof", INDICATORS, lines=LINES_OF_A_SECTION)
    report.write_bytes(reports(source)[0].data)
    return workbook, report


def read_only(workbook: Path, report: Path) -> int:
    """Read every cell and paragraph with the usual libraries."""
    book = openpyxl.load_workbook(workbook)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    document = Document(str(report))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return len(cells) + len(texts)


def main() -> int:
    """Print the times; 1 where the check takes longer than wanted."""
    with tempfile.TemporaryDirectory() as folder:
        workbook, report = files(Path(folder))
        own = milliseconds(lambda: check_files([workbook, report]))
        report.write_bytes(edited(report.read_bytes()))
        of_edited = milliseconds(lambda: check_files([workbook, report]))
        other = milliseconds(lambda: read_only(workbook, report))
    print(f"zpj 审核 {INDICATORS} 个指标的自评表和它的十页报告 {own:.1f} 毫秒（要求不超过 {WANTED_MILLISECONDS} 毫秒）")
    print(f"报告经人改过（有增、有删、有改）的 {of_edited:.1f} 毫秒")
    print(f"openpyxl 和 python-docx 只读这两个文件 {other:.1f} 毫秒；zpj 用时为它的 {own / other:.2f} 倍")
    return 0 if own <= WANTED_MILLISECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
