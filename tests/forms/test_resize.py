"""Resized and copied form sheets keep what openpyxl's own functions leave behind."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from zpj import resources
from zpj.app.making import new_workbook
from zpj.forms.resize import resize_rows

FIRST, LAST, TOTAL, NOTE = 3, 6, 7, 8


@pytest.fixture
def sheet() -> Worksheet:
    """A block of four rows under a header, its total, and a note below."""
    made = Workbook().active
    assert isinstance(made, Worksheet)
    for row in range(FIRST, LAST + 1):
        made[f"C{row}"] = row
        made[f"D{row}"] = f"=C{row}*2+$C$1"
        made.row_dimensions[row].height = 20
    made["C1"], made["A2"], made["B3"], made["B5"] = 100, "绩效指标", "产出", "效益"
    made[f"C{TOTAL}"] = "=SUM(C$2:INDEX(C:C,ROW()-1))"
    made[f"D{TOTAL}"] = f'=IF(C{TOTAL}>5,SUM(C{FIRST}:C{LAST}),其他表!$B$9)&"C9"'
    made[f"E{TOTAL}"], made[f"A{NOTE}"] = "=12个月", "备注"
    made[f"E{TOTAL}"].data_type = "s"
    made.row_dimensions[TOTAL].height, made.row_dimensions[NOTE].height = 30, 40
    for area in ("A1:D1", "A2:A6", "B3:B4", "B5:B6", "A7:B7", "A8:E8"):
        made.merge_cells(area)
    for area in ("C3:C6", "D6", "C7", "E3:E8"):
        rule = DataValidation(type="list", formula1='"甲,乙"', promptTitle=area)
        rule.add(area)
        made.add_data_validation(rule)
    made.conditional_formatting.add("C3:C7", FormulaRule(["C3>C$7"], fill=PatternFill("solid", bgColor="FFFF0000")))
    made.print_area = "A1:E8"
    made.row_breaks.append(Break(id=TOTAL))
    return made


def merged(sheet: Worksheet) -> set[str]:
    return {area.coord for area in sheet.merged_cells.ranges}


def validated(sheet: Worksheet) -> dict[str, str]:
    return {str(rule.promptTitle): str(rule.sqref) for rule in sheet.data_validations.dataValidation}


def test_a_grown_block_moves_everything_below_it(sheet: Worksheet) -> None:
    resize_rows(sheet, FIRST, LAST, 6)
    assert merged(sheet) == {"A1:D1", "A2:A8", "A9:B9", "A10:E10"}
    assert validated(sheet) == {"C3:C6": "C3:C8", "D6": "D6:D8", "C7": "C9", "E3:E8": "E3:E10"}
    assert sheet["A10"].value == "备注"
    assert [sheet.row_dimensions[row].height for row in range(FIRST, 11)] == [20] * 6 + [30, 40]
    assert sheet.print_area == "'Sheet'!$A$1:$E$10"
    assert [mark.id for mark in sheet.row_breaks.brk] == [9]


def test_a_shrunken_block_moves_everything_below_it(sheet: Worksheet) -> None:
    resize_rows(sheet, FIRST, LAST, 2)
    assert merged(sheet) == {"A1:D1", "A2:A4", "A5:B5", "A6:E6"}
    assert validated(sheet) == {"C3:C6": "C3:C4", "C7": "C5", "E3:E8": "E3:E6"}
    assert sheet["A6"].value == "备注"
    assert [sheet.row_dimensions[row].height for row in range(FIRST, 7)] == [20, 20, 30, 40]
    assert sheet.print_area == "'Sheet'!$A$1:$E$6"
    assert [mark.id for mark in sheet.row_breaks.brk] == [5]
    assert sheet.max_row == 6


@pytest.mark.parametrize("count", [1, 2, 4, 5, 40])
def test_every_row_computes_for_itself_and_the_total_for_all(sheet: Worksheet, count: int) -> None:
    resize_rows(sheet, FIRST, LAST, count)
    last, total = FIRST + count - 1, FIRST + count
    assert [sheet[f"D{row}"].value for row in range(FIRST, total)] == [f"=C{row}*2+$C$1" for row in range(FIRST, total)]
    assert [sheet[f"C{row}"].value for row in range(FIRST, total)] == [None] * count
    assert sheet[f"C{total}"].value == "=SUM(C$2:INDEX(C:C,ROW()-1))"
    assert sheet[f"D{total}"].value == f'=IF(C{total}>5,SUM(C{FIRST}:C{last}),其他表!$B$9)&"C9"'


def test_a_text_that_looks_like_a_formula_stays_a_text(sheet: Worksheet) -> None:
    resize_rows(sheet, FIRST, LAST, 6)
    assert (sheet["E9"].value, sheet["E9"].data_type) == ("=12个月", "s")


def test_conditional_formats_follow_with_their_formulas(sheet: Worksheet) -> None:
    resize_rows(sheet, FIRST, LAST, 6)
    (condition,) = sheet.conditional_formatting
    assert (str(condition.sqref), condition.rules[0].formula) == ("C3:C9", ["C3>C$9"])


def test_a_single_row_left_is_not_merged_with_itself(sheet: Worksheet) -> None:
    sheet.merge_cells("F5:F7")
    resize_rows(sheet, FIRST, LAST, 1)
    assert merged(sheet) == {"A1:D1", "A2:A3", "A4:B4", "A5:E5", "F3:F4"}


@pytest.mark.parametrize("form", ["mof", "shanxi"])
def test_a_copied_sheet_keeps_all_of_the_blank_one(form: str, tmp_path: Path) -> None:
    blank = openpyxl.load_workbook(resources.templates() / "forms" / form / "form.xlsx")
    new_workbook(tmp_path / "新表.xlsx", form, ("甲", "乙"), force=False)
    book = openpyxl.load_workbook(tmp_path / "新表.xlsx")
    assert book.sheetnames == ["甲", "乙", *blank.sheetnames[1:]]
    for name in ("甲", "乙"):
        assert facts(book[name], name) == facts(blank["自评表"], "自评表")
        assert book[name]["C3"].value == name


def facts(sheet: Worksheet, name: str) -> dict[str, object]:
    """What a clerk would miss on a copied sheet."""
    rules = sheet.data_validations.dataValidation
    return {
        "merged": merged(sheet),
        "rules": sorted(f"{r.sqref} {r.type} {r.promptTitle} {r.prompt} {r.formula1} {r.errorStyle}" for r in rules),
        "print": (str(sheet.print_area).replace(f"'{name}'!", ""), sheet.print_title_rows),
        "page": (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.fitToWidth),
        "height": (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage),
        "header": (sheet.firstHeader.left.text, sheet.HeaderFooter.differentFirst),
        "breaks": [mark.id for mark in sheet.row_breaks.brk],
        "margins": (sheet.page_margins.left, sheet.page_margins.top, sheet.print_options.horizontalCentered),
        "protected": sheet.protection.sheet,
        "widths": {letter: column.width for letter, column in sheet.column_dimensions.items()},
        "heights": {row: line.height for row, line in sheet.row_dimensions.items()},
        "formats": {c.coordinate: (c.number_format, c.fill.fgColor.rgb) for row in sheet.iter_rows() for c in row},
        "formulas": {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.data_type == "f"},
    }


@pytest.mark.parametrize(("form", "columns"), [("mof", "EF"), ("shanxi", "EFG")])
def test_targets_and_actual_values_stay_texts_and_nothing_is_protected(form: str, columns: str) -> None:
    book = openpyxl.load_workbook(resources.templates() / "forms" / form / "form.xlsx")
    sheet = book["自评表"]
    total = next(row for row in range(12, sheet.max_row + 1) if str(sheet[f"A{row}"].value).replace(" ", "") == "总分")
    rows = range(13 if form == "mof" else 12, total)
    assert {sheet[f"{column}{row}"].number_format for column in columns for row in rows} == {"@"}
    assert all(area.size["rows"] * area.size["columns"] > 1 for area in sheet.merged_cells.ranges)
    assert not any(each.protection.sheet for each in book.worksheets)
    rules = [rule for each in book.worksheets for rule in each.data_validations.dataValidation]
    assert rules
    assert all(len(rule.prompt) <= 255 and len(rule.promptTitle) <= 32 for rule in rules)
    assert all(len(rule.formula1 or "") <= 257 for rule in rules)
