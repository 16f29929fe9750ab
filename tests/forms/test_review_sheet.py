"""The review sheet 审核意见: fit to be printed."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from zpj.domain.findings import Finding, Severity
from zpj.forms.review_sheet import review_workbook

_PRINTED_WIDTH = (29.7 / 2.54 - 0.8) * 72
_LEAST_SIZE, _SIZE = 8, 10
_POINTS_PER_CHARACTER = 7.3
"""Of a column's width unit, as the widest of the offices draws it."""

LONG = "2023年丰台区农村社区卫生服务机构“双提升”工作!A18"


def finding(location: str) -> Finding:
    return Finding(
        rule="ZPJ204", severity=Severity.ERROR, project="某项目" * 8, file="自评表（汇总）.xlsx", location=location,
        message="各行得分之和与总分行不符，请核对" * 4, found="33", expected="30", difference="3", tolerance="0.005",
        quote="合计 33" * 9, basis="3+10+10+7 = 30" * 4, clause="S-50" * 9, fix="改正总分" * 9,
    )  # fmt: skip


def sheet_of(*findings: Finding) -> openpyxl.worksheet.worksheet.Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(review_workbook("不可报送", findings, Path())))
    return book["审核意见"]


def test_it_prints_on_a_landscape_page_at_eight_points_or_more_with_its_headings_on_every_page() -> None:
    sheet = sheet_of(finding("自评表!A14"))
    natural = sum(column.width for column in sheet.column_dimensions.values()) * _POINTS_PER_CHARACTER
    assert _SIZE * _PRINTED_WIDTH / natural >= _LEAST_SIZE
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$3:$3"


def test_a_long_place_is_shown_whole_in_a_wrapped_cell_of_a_row_high_enough() -> None:
    sheet = sheet_of(finding(LONG))
    place = sheet["F4"]
    assert (place.hyperlink, bool(sheet["A4"].hyperlink)) == (None, True)
    assert place.value == LONG
    assert place.alignment.wrap_text
    width = sheet.column_dimensions["F"].width
    assert sheet.row_dimensions[4].height >= (2 * len(LONG) / width) * _SIZE


def test_the_figures_of_a_finding_stand_in_one_cell_a_line_for_each() -> None:
    sheet = sheet_of(finding("自评表!A14"))
    assert sheet["I4"].value == "现值 33\n应为 30\n差额 3\n允许误差 0.005"


def test_a_column_is_no_wider_than_its_content() -> None:
    sheet = sheet_of(finding("表!A1"))
    assert sheet.column_dimensions["F"].width == len("A1") + 2 * len("表") + len("!") + 2
