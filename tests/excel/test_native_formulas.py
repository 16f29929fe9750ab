"""Formulas of a standard form that somebody typed over: found, restored by 一键修正 and `zpj fix`, taken back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from test_buttons import SAMPLES, cells_of, one_form, opened, press

from zpj.app.checking import check_files
from zpj.app.fixing import fix_file
from zpj.app.freezing import freeze_copy
from zpj.app.making import new_workbook
from zpj.app.reading import read_workbook
from zpj.domain.findings import Finding
from zpj.forms.recognise import form_kinds
from zpj.grid.files import read_grids

FORMS = [kind.id for kind in form_kinds() if kind.folder]


def typed_over(source: Path, **contents: object) -> dict[str, object]:
    """Type over cells of the first sheet; gives what stood there."""
    workbook = openpyxl.load_workbook(source)
    sheet = workbook.worksheets[0]
    before = {address: sheet[address].value for address in contents}
    for address, content in contents.items():
        sheet[address].value = content
    workbook.save(source)
    return before


def about(path: Path, *rules: str) -> list[Finding]:
    return [finding for finding in check_files([path]).findings if finding.rule in rules]


@pytest.mark.parametrize(
    ("address", "typed", "rule", "severity"),
    [
        ("H6", 0.8, "ZPJ417", "info"),
        ("H6", 0.95, "ZPJ201", "error"),
        ("I6", 8, "ZPJ417", "info"),
        ("I6", 9.9, "ZPJ202", "error"),
        ("H20", 77, "ZPJ403", "error"),
    ],
)
def test_a_number_in_place_of_a_formula_is_found_once_and_the_formula_comes_back(
    tmp_path: Path, address: str, typed: float, rule: str, severity: str
) -> None:
    source = filled(tmp_path)
    address = "H17" if address == "H20" else address
    before = typed_over(source, **{address: typed})
    found = [finding for finding in check_files([source]).findings if finding.location == f"自评表!{address}"]
    assert [(finding.rule, finding.severity.value) for finding in found] == [(rule, severity)]
    fixed = fix_file(source, tmp_path / "改.xlsx", (), None, force=False)
    (change,) = [change for change in fixed.changes if change.location == f"自评表!{address}"]
    assert (change.rule, "（恢复公式）" in change.new) == (rule, True)
    restored = openpyxl.load_workbook(fixed.path).worksheets[0]
    assert restored[address].value == before[address]
    assert not about(fixed.path, "ZPJ417", rule)


def filled(folder: Path) -> Path:
    """A form of four indicators that are all scored: its total stands in row 17."""
    source = one_form(folder, 4)
    workbook = openpyxl.load_workbook(source)
    sheet = workbook["自评表"]
    for row in range(13, 17):
        sheet.cell(row, 8).value = 0.5
    sheet["C4"].value, sheet["G4"].value = "市交通局", "市公路中心"
    sheet["B11"].value, sheet["F11"].value = "养护县道50公里。", "完成县道养护50公里。"
    workbook.save(source)
    assert str(sheet["H17"].value).startswith("=IF(COUNT(H$12")
    return source


def test_rows_inserted_by_the_clerk_move_the_formula_with_them(tmp_path: Path) -> None:
    source = filled(tmp_path)
    workbook = openpyxl.load_workbook(source)
    sheet = workbook["自评表"]
    formula, budget = str(sheet["H17"].value), str(sheet["I6"].value)
    for area in [area for area in sheet.merged_cells.ranges if area.max_row >= 13]:
        sheet.unmerge_cells(str(area))
    for cell in list(sheet[17]):
        sheet.cell(19, cell.column).value, cell.value = cell.value, None
    for row in (17, 18):
        for column, value in enumerate(("产出指标", "数量指标", "新增", "≥2次", "1次", 1, 0.5), 2):
            sheet.cell(row, column).value = value
    sheet["H19"].value, sheet["I6"].value = 99, 1
    workbook.save(source)
    fixed = fix_file(source, tmp_path / "改.xlsx", (), None, force=False)
    restored = openpyxl.load_workbook(fixed.path)["自评表"]
    assert (restored["H19"].value, restored["I6"].value) == (formula, budget)
    assert read_workbook(fixed.path).evaluations[0].total.reported.number == Decimal("11")  # type: ignore[union-attr]


@pytest.mark.parametrize("form", FORMS)
def test_every_formula_of_every_blank_form_has_its_place(tmp_path: Path, form: str) -> None:
    """Typed over one by one in a filled form, each is known and gets the formula of the blank form."""
    path = tmp_path / "甲.xlsx"
    new_workbook(path, form, ("甲",), force=False)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    (grid, *_) = read_grids(path)
    native = {p: c.formula for p, c in grid.cells.items() if c.formula and "ZPJ_" not in c.formula}
    funds = min(row for row, _ in native)
    for column in "CD" if form == "shaanxi" else "EF":
        for row in (funds, funds + 1):
            sheet[f"{column}{row}"].value = 8
    workbook.save(path)
    seen = 0
    for place, formula in native.items():
        content, sheet.cell(*place).value = sheet.cell(*place).value, 3
        workbook.save(path)
        sheet.cell(*place).value = content
        (evaluation,) = read_workbook(path).evaluations
        for item in evaluation.overtyped:
            assert (item.entry.location, item.formula) == (grid.location(*place), formula)
            seen += 1
    assert seen == len(native)


def test_a_frozen_copy_misses_nothing(tmp_path: Path) -> None:
    source = filled(tmp_path)
    typed_over(source, H6=0.8)
    assert about(source, "ZPJ417")
    assert not about(freeze_copy(source, tmp_path).path, "ZPJ417")


def test_a_form_that_is_laid_out_otherwise_or_no_standard_workbook_is_left_alone(tmp_path: Path) -> None:
    source = filled(tmp_path)
    typed_over(source, H6=0.8)
    workbook = openpyxl.load_workbook(source)
    workbook["自评表"]["G5"].value, workbook["自评表"]["H5"].value = "执行率", "分值"
    workbook.save(tmp_path / "换列.xlsx")
    assert not about(tmp_path / "换列.xlsx", "ZPJ417")
    workbook = openpyxl.load_workbook(source)
    del workbook["设置"]
    workbook.save(tmp_path / "别的表.xlsx")
    assert not about(tmp_path / "别的表.xlsx", "ZPJ417")


def test_published_figures_that_were_typed_on_purpose_are_no_findings() -> None:
    for source in SAMPLES:
        assert not about(source, "ZPJ417")


def test_the_fix_button_enters_the_formula_and_the_undo_button_the_number(excel: xw.App, tmp_path: Path) -> None:
    source = filled(tmp_path)
    before = typed_over(source, I6=9.9, H17=77)
    book = opened(excel, source, tmp_path)
    sheet = book.impl.workbook["自评表"]
    stood = cells_of(book.impl.workbook)
    assert press(book, "zpjFix")[-1][0] == "info"
    assert {address: sheet[address].value for address in before} == before
    assert "9.9 → 8（恢复公式）" in book.app.impl.asked[0]
    press(book, "zpjUndo")
    assert cells_of(book.impl.workbook) == stood
