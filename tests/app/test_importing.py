"""`zpj import`: what a source says arrives in the standard workbook, and every cell is accounted for."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.forms.grids import NATIONAL
from tests.forms.word_forms import write_forms
from zpj.app.importing import Imported, import_files
from zpj.app.reading import read_workbook
from zpj.app.standard_content import Key, converted, values_of
from zpj.domain.errors import ZpjError
from zpj.domain.model import Entry
from zpj.forms.frame import find_frames
from zpj.forms.import_sheet import CHECK, IMPORT_NOTES, LEFT_OUT, TAKEN
from zpj.grid.files import read_grids

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.xlsx"))
AMOUNTS = {"requested_budget", "initial_budget", "full_year_budget", "executed", "balance"}


def national(path: Path, change: Any = None, unit: str = "万元") -> Path:
    """The national form typed by hand: another place, other columns, no formulas."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "某项目"
    for row, contents in enumerate(NATIONAL, 3):
        for column, content in enumerate(contents, 2):
            text = content.replace("万元", unit) if row == 8 and isinstance(content, str) else content
            sheet.cell(row, column).value = text
    if change:
        change(sheet)
    book.save(path)
    return path


def facts(entry: Entry) -> tuple[str, Decimal | None]:
    return entry.text.strip(), entry.displayed_number


def compared(key: Key, entry: Entry) -> Any:
    if key[0] == "funds" and key[2] in AMOUNTS:
        return entry.number
    return facts(entry)[1] if key[2] in ("reported_rate", "reported_score", "weight") else facts(entry)[0]


def lines_of(result: Imported) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(result.path)[IMPORT_NOTES]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


@pytest.mark.parametrize("name", NAMES)
def test_an_imported_sample_read_back_says_the_same(name: str, tmp_path: Path) -> None:
    source = SAMPLES / f"{name}.xlsx"
    result = import_files([source], tmp_path / "新.xlsx", None, force=False)
    old, new = read_workbook(source), read_workbook(result.path)
    assert len(old.evaluations) == len(new.evaluations) == len(result.projects)
    for before, after in zip(old.evaluations, new.evaluations, strict=True):
        assert (before.form, before.scheme, before.unit) == (after.form, after.scheme, after.unit)
        there = values_of(after)
        for key, entry in values_of(before).items():
            assert compared(key, there[key]) == compared(key, entry), key
        assert [line.label for line in after.funds] == [line.label for line in before.funds]
        assert [item.why for item in after.not_understood] == [item.why for item in before.not_understood]
    assert [(s.project, s.title, s.text) for s in new.sections] == [(s.project, s.title, s.text) for s in old.sections]
    assert len(result.open_questions) == sum(len(one.not_understood) for one in old.evaluations)


@pytest.mark.parametrize("merged", [True, False])
def test_forms_in_word_arrive_too(merged: bool, tmp_path: Path) -> None:
    source = tmp_path / "自评（汇总）.docx"
    write_forms(
        [grid for grid in read_grids(SAMPLES / "xinzhou_2022.xlsx") if find_frames(grid)], source, merged=merged
    )
    result = import_files([source], tmp_path / "新.xlsx", None, force=False)
    assert result.forms == ("shanxi",)
    old, new = read_workbook(source), read_workbook(result.path)
    for before, after in zip(old.evaluations, new.evaluations, strict=True):
        there = values_of(after)
        for key, entry in values_of(before).items():
            assert compared(key, there[key]) == compared(key, entry), key


@pytest.mark.parametrize("form", ["mof", "shaanxi", "shanxi"])
@pytest.mark.parametrize("name", ["nanchang_2022", "xinzhou_2022", "zizhou_2023"])
def test_into_another_form_each_value_arrives_or_is_listed(name: str, form: str, tmp_path: Path) -> None:
    source = SAMPLES / f"{name}.xlsx"
    result = import_files([source], tmp_path / "新.xlsx", form, force=False)
    accounted = {(cell.location, cell.text) for cell in result.cells}
    new = read_workbook(result.path)
    assert {one.form for one in new.evaluations} == {form}
    for before, after in zip(read_workbook(source).evaluations, new.evaluations, strict=True):
        there = values_of(after)
        left = {(cell.location, cell.text) for cell in result.cells if cell.state == LEFT_OUT}
        for key, entry in values_of(before).items():
            if key[2] in ("level1", "level2"):
                continue
            assert (entry.location, entry.text) in accounted
            same = key in there and compared(key, there[key]) == compared(key, entry)
            assert same or (entry.location, entry.text) in left, key


def test_yuan_become_ten_thousand_yuan_exactly_and_the_sheet_says_so(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["E9"], sheet["F9"], sheet["G9"] = 86500, 86500.5, "62,502.57"

    source = national(tmp_path / "旧表.xlsx", change, unit="元")
    result = import_files([source], tmp_path / "新.xlsx", None, force=False)
    line = read_workbook(result.path).evaluations[0].total_funds
    assert line is not None
    assert [entry.number for entry in (line.initial_budget, line.full_year_budget, line.executed) if entry] == [
        Decimal("8.65"),
        Decimal("8.65005"),
        Decimal("6.250257"),
    ]
    row = next(row for row in lines_of(result) if row[3] == "某项目!G9")
    assert row[1:6] == [TAKEN, "旧表.xlsx", "某项目!G9", "年度资金总额　全年执行数", "62,502.57"]
    assert row[6].startswith("道路养护!")
    assert row[8] == "62502.57元 换算为万元"
    assert converted(Decimal(1), "亿元", "元") == 100000000


def test_what_is_not_understood_or_has_no_place_is_listed_with_its_reason(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["F9"] = "约八万多"
        sheet["N2"] = "存档编号"
        sheet["C12"] = "借款"
        sheet["N2"].value = "存档：2024-3"

    result = import_files([national(tmp_path / "旧表.xlsx", change)], tmp_path / "新.xlsx", None, force=False)
    by_place = {cell.location: cell for cell in result.cells}
    assert by_place["某项目!F9"].state == CHECK
    assert by_place["某项目!F9"].note == "这里应填数字"
    assert by_place["某项目!N2"].state == LEFT_OUT
    assert read_workbook(result.path).evaluations[0].total_funds is not None


def test_a_formula_that_would_say_something_else_gives_way_to_the_figure(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["I9"], sheet["I18"] = "73%", 90

    result = import_files([national(tmp_path / "旧表.xlsx", change)], tmp_path / "新.xlsx", None, force=False)
    evaluation = read_workbook(result.path).evaluations[0]
    assert evaluation.total_funds is not None
    assert evaluation.total_funds.reported_rate is not None
    assert evaluation.total_funds.reported_rate.text == "73%"
    sheet = openpyxl.load_workbook(result.path)["道路养护"]
    assert sheet["H6"].value == Decimal("0.73") or sheet["H6"].value == 0.73
    assert str(sheet["I6"].value).startswith("=")


def test_the_sheet_says_how_sure_the_reading_is_and_what_to_confirm(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["G15"] = "年末实际完成值"

    result = import_files([national(tmp_path / "旧表.xlsx", change)], tmp_path / "新.xlsx", None, force=False)
    rows = [row for row in lines_of(result) if row[4] in ("读表把握", "请确认")]
    assert [row[1:6:2] for row in rows] == [[CHECK, "某项目", "道路养护"], [TAKEN, "某项目", "道路养护"]]
    assert rows[0][8] == "“年末实际完成值”一栏按“实际完成值”读，请确认"
    assert rows[1][8].startswith("读表把握高（0.9")
    (form,) = read_workbook(result.path).evaluations
    assert [row.actual.text for row in form.indicators if row.actual] == ["37公里", "6.25025万元", "95%"]


def test_several_files_one_bad_and_the_rest_are_imported(tmp_path: Path) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04nothing")
    good = national(tmp_path / "好.xlsx")
    result = import_files([bad, good, SAMPLES / "zizhou_2023.xlsx"], tmp_path / "新.xlsx", "mof", force=False)
    assert len(result.projects) == 2
    assert [reason.partition("：")[0] for reason in result.failed] == ["坏.xlsx"]
    assert any(row[2] == "坏.xlsx" for row in lines_of(result))


def test_the_output_is_never_a_source_and_never_overwritten_by_accident(tmp_path: Path) -> None:
    source = national(tmp_path / "好.xlsx")
    with pytest.raises(ZpjError, match="要导入的文件"):
        import_files([source], source, None, force=True)
    (tmp_path / "新.xlsx").write_bytes(b"x")
    with pytest.raises(ZpjError, match="已经存在"):
        import_files([source], tmp_path / "新.xlsx", None, force=False)
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    with pytest.raises(ZpjError, match="没有找到"):
        import_files([tmp_path / "空.xlsx"], tmp_path / "别的.xlsx", None, force=False)
    assert not (tmp_path / "别的.xlsx").exists()
