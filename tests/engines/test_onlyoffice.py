"""ONLYOFFICE computes in our workbooks what is stored in them and what zpj computes."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from onlyoffice import computed

from zpj.app.making import new_workbook
from zpj.app.reading import read_workbook, scores
from zpj.app.scored_copy import write_scored_copy
from zpj.grid.recalculation import recalculate

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_workbooks" / "xinzhou_2022.xlsx"
FORMS = ("mof", "shanxi")
FORM = "自评表"
AMOUNTS = {
    "spent_in_part": (8.65, 6.25025),
    "a_tie": (3, 0.3615),
    "overspent": (10, 12),
    "nothing_spent": (100, 0),
    "zero_budget": (0, 0),
    "negative_amount": (10, -1),
    "no_executed_amount": (10, None),
    "text_for_an_amount": ("见附件", 6),
}
ROWS = (
    ("≥2次", "5次", 20, 20),
    ("=100%", "100%", 20, 20),
    ("≤12个月", "12个月", 10, 10),
    ("≥90%", "81%", 40, 36),
)


def stored_results(path: Path) -> dict[str, dict[str, object]]:
    """The stored value of every formula cell by sheet and address."""
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: values[sheet.title][cell.coordinate].value
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        for sheet in formulas.worksheets
    }


def same(stored: object, shown: str) -> bool:
    if isinstance(stored, int | float):
        return shown != "" and abs(float(shown) - stored) <= 1e-9 * max(1.0, abs(stored))
    return (stored or "") == shown


def differences(path: Path, folder: Path) -> list[str]:
    """Every formula cell whose stored value is not what ONLYOFFICE computes from the bare formulas."""
    stored = stored_results(path)
    bare = folder / "不带结果.xlsx"
    book = openpyxl.load_workbook(path)
    book.save(bare)
    numbers = {
        sheet.title: [c.coordinate for row in sheet.iter_rows() for c in row if isinstance(c.value, int | float)]
        for sheet in book.worksheets
    }
    formulas = {sheet: list(cells) for sheet, cells in stored.items()}
    shown = computed(bare, numbers, formulas, folder / "另存.xlsx")
    return [
        f"{sheet}!{address}: stored {value!r}, computed {shown[sheet][address]!r}"
        for sheet, cells in stored.items()
        for address, value in cells.items()
        if not same(value, shown[sheet][address])
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_new_workbook_holds_what_onlyoffice_computes(form: str, tmp_path: Path) -> None:
    new_workbook(tmp_path / "新表.xlsx", form, ("甲", "乙"), force=False)
    assert differences(tmp_path / "新表.xlsx", tmp_path) == []


@pytest.mark.parametrize("form", FORMS)
def test_the_blank_form_holds_what_onlyoffice_computes(form: str, tmp_path: Path) -> None:
    assert differences(ROOT / "templates" / "forms" / form / "form.xlsx", tmp_path) == []


def test_the_sample_and_its_scored_copy_hold_what_onlyoffice_computes(tmp_path: Path) -> None:
    copy = write_scored_copy(SAMPLE, tmp_path / "计分.xlsx", None, force=False).path
    assert differences(SAMPLE, tmp_path) == []
    assert differences(copy, tmp_path) == []


@pytest.mark.parametrize("amounts", AMOUNTS.values(), ids=AMOUNTS)
@pytest.mark.parametrize("form", FORMS)
def test_zpj_computes_in_a_filled_form_what_onlyoffice_computes(
    form: str, amounts: tuple[object, object], tmp_path: Path
) -> None:
    filled = fill(form, amounts, tmp_path / "填好的表.xlsx")
    recalculate(filled, tmp_path / "重算.xlsx")
    assert differences(tmp_path / "重算.xlsx", tmp_path) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_form_stored_by_onlyoffice_reads_as_before(form: str, tmp_path: Path) -> None:
    filled = fill(form, (8.65, 6.25025), tmp_path / "填好的表.xlsx")
    computed(filled, {}, {}, tmp_path / "另存.xlsx")
    (before,), (after,) = read_workbook(filled).evaluations, read_workbook(tmp_path / "另存.xlsx").evaluations
    assert scores(after) == scores(before)
    assert after.total.reported is not None
    assert str(after.total.reported.number) == "93.23"


def fill(form: str, amounts: tuple[object, object], target: Path) -> Path:
    """A blank form with amounts and four indicators of 90 points."""
    book = openpyxl.load_workbook(ROOT / "templates" / "forms" / form / "form.xlsx")
    sheet = book[FORM]
    first, step, columns, line = (13, 3, "EFGH", 6) if form == "mof" else (14, 1, "FGHI", 7)
    sheet["C3"], sheet[f"E{line}"], sheet[f"F{line}"] = "医保基金监管", *amounts
    for row, values in enumerate(ROWS):
        sheet[f"D{first + step * row}"] = f"指标{'甲乙丙丁'[row]}"
        for column, content in zip(columns, values, strict=True):
            sheet[f"{column}{first + step * row}"] = content
            if isinstance(content, str):
                sheet[f"{column}{first + step * row}"].data_type = "s"
    book.save(target)
    return target
