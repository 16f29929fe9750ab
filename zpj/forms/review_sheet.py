"""The review sheet 审核意见: one row for each finding, with a link to its cell."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.findings import Finding, Severity
from zpj.domain.regex import regex
from zpj.forms.blank_style import finish_page, put_text
from zpj.forms.text_height import fit_height
from zpj.grid.row_heights import text_width

_COLUMNS = (
    ("序号", 6), ("级别", 6), ("规则", 8), ("文件", 10), ("项目", 11), ("位置", 12), ("问题", 30), ("原文", 15),
    ("数值", 12), ("依据", 12), ("处理", 12),
)  # fmt: skip
"""The columns with their greatest widths: together they print on a landscape page at 8 points or more."""
_MARGIN = 2
_SIDE = 0.4
"""Of a column beside its longest line, in characters; of the page on the left and right, in inches."""
_LOCATION_COLUMN = 6
_CELL = regex(r"^(?P<sheet>.+)!(?P<cell>[A-Z]+\d+)$", re.DOTALL)
_TINTS = {Severity.ERROR: "F8D7DA", Severity.WARNING: "FFF3CD", Severity.INFO: "E7F1FF"}
_THIN = Side(style="thin", color="BBBBBB")
_HEADER_ROW = 3


def review_workbook(verdict: str, findings: Sequence[Finding], folder: Path) -> bytes:
    """The workbook's bytes; links are relative to the folder it will lie in."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "审核意见"
    sheet["A1"] = f"审核意见　{verdict}"
    sheet["A1"].font = Font(name="宋体", size=14, bold=True)
    rows = [_texts(number, finding) for number, finding in enumerate(findings, 1)]
    for column, (title, widest) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(_HEADER_ROW, column, title)
        cell.font, cell.fill = Font(name="宋体", bold=True), PatternFill("solid", fgColor="EEF2F7")
        cell.border, cell.alignment = Border(_THIN, _THIN, _THIN, _THIN), Alignment(horizontal="center")
        sheet.column_dimensions[cell.column_letter].width = _width([title, *(row[column - 1] for row in rows)], widest)
    for number, finding in enumerate(findings, 1):
        _write(sheet, _HEADER_ROW + number, rows[number - 1], finding, folder)
    last = sheet.cell(_HEADER_ROW + len(findings), len(_COLUMNS)).coordinate
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}"
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    finish_page(sheet, f"A1:{last}", landscape=True, repeat=_HEADER_ROW, fit=False)
    sheet.page_margins.left = sheet.page_margins.right = _SIDE
    sheet.row_dimensions[1].height = 28
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def link_to(finding: Finding, folder: Path) -> str:
    """The address of a finding's cell, relative where the file lies on the same drive; of the file for Word."""
    file = Path(os.path.realpath(finding.file))
    try:
        target = quote(Path(os.path.relpath(file, os.path.realpath(folder))).as_posix())
    except ValueError:
        target = file.as_uri()
    match = _CELL.match(finding.location)
    if match is None or file.suffix.lower() == ".docx":
        return target
    sheet = match["sheet"].replace("'", "''")
    return f"{target}#'{sheet}'!{match['cell']}"


def _width(texts: Sequence[str], widest: int) -> int:
    """As wide as the longest line of a column needs, and no wider than `widest`."""
    return min(widest, _MARGIN + max(text_width(line) for text in texts for line in text.splitlines() or [""]))


def _texts(number: int, finding: Finding) -> tuple[str, ...]:
    """What stands in the row of a finding; its figures in one cell, a line for each."""
    basis = "；".join(text for text in (finding.basis, finding.clause) if text)
    figures = (
        ("现值", finding.found),
        ("应为", finding.expected),
        ("差额", finding.difference),
        ("允许误差", finding.tolerance),
    )
    texts = (
        str(number),
        finding.severity.chinese,
        finding.rule,
        Path(finding.file).name,
        finding.project,
        finding.location,
        finding.message,
        finding.quote,
        "\n".join(f"{title} {text}" for title, text in figures if text),
        basis,
        finding.fix,
    )
    return tuple(text or "" for text in texts)


def _write(sheet: Worksheet, row: int, texts: tuple[str, ...], finding: Finding, folder: Path) -> None:
    """The row of a finding. Its number links to the cell; its place too where it fits (LibreOffice wraps no link)."""
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column)
        put_text(cell, text)
        cell.font = Font(name="宋体", size=10)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = Border(_THIN, _THIN, _THIN, _THIN)
    heights = (fit_height(sheet, row, column, text) for column, text in enumerate(texts, 1))
    sheet.row_dimensions[row].height = max(heights)
    sheet.cell(row, 1).value = int(texts[0])
    sheet.cell(row, 2).fill = PatternFill("solid", fgColor=_TINTS[finding.severity])
    width = sheet.column_dimensions[get_column_letter(_LOCATION_COLUMN)].width
    fits = text_width(finding.location) + _MARGIN <= width
    for column in (1, _LOCATION_COLUMN) if fits else (1,):
        cell = sheet.cell(row, column)
        shown = cell.value
        cell.hyperlink = link_to(finding, folder)
        cell.value = shown
        cell.font = Font(name="宋体", size=10, color="0563C1", underline="single")
