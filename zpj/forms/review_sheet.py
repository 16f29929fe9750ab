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
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.findings import Finding, Severity
from zpj.domain.regex import regex
from zpj.forms.blank_style import put_text
from zpj.forms.text_height import fit_height

_COLUMNS = (
    ("序号", 6), ("级别", 7), ("规则", 9), ("文件", 24), ("项目", 24), ("位置", 22), ("问题", 52), ("原文", 36),
    ("现值", 18), ("应为", 18), ("差额", 12), ("允许误差", 10), ("依据", 40), ("处理", 32),
)  # fmt: skip
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
    for column, (title, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(_HEADER_ROW, column, title)
        cell.font, cell.fill = Font(name="宋体", bold=True), PatternFill("solid", fgColor="EEF2F7")
        cell.border, cell.alignment = Border(_THIN, _THIN, _THIN, _THIN), Alignment(horizontal="center")
        sheet.column_dimensions[cell.column_letter].width = width
    for number, finding in enumerate(findings, 1):
        _write(sheet, _HEADER_ROW + number, number, finding, folder)
    last = sheet.cell(_HEADER_ROW + len(findings), len(_COLUMNS)).coordinate
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}"
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
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


def _write(sheet: Worksheet, row: int, number: int, finding: Finding, folder: Path) -> None:
    basis = "；".join(text for text in (finding.basis, finding.clause) if text)
    texts = (
        str(number),
        finding.severity.chinese,
        finding.rule,
        Path(finding.file).name,
        finding.project,
        finding.location,
        finding.message,
        finding.quote,
        finding.found,
        finding.expected,
        finding.difference,
        finding.tolerance,
        basis,
        finding.fix,
    )
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column)
        put_text(cell, text or "")
        cell.font = Font(name="宋体", size=10)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = Border(_THIN, _THIN, _THIN, _THIN)
    heights = (fit_height(sheet, row, column, text or "") for column, text in enumerate(texts, 1))
    sheet.row_dimensions[row].height = max(heights)
    sheet.cell(row, 1).value = number
    sheet.cell(row, 2).fill = PatternFill("solid", fgColor=_TINTS[finding.severity])
    place = sheet.cell(row, _LOCATION_COLUMN)
    place.hyperlink = link_to(finding, folder)
    put_text(place, finding.location)
    place.font = Font(name="宋体", size=10, color="0563C1", underline="single")
