"""A clerk fills a blank form: its own formulas, zpj's reading of the stored file and zpj's recalculation agree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from office_cases import BLANKS, FORM, LAYOUTS, formula_cells, same, type_form
from office_session import Office, OfficeCell
from openpyxl.utils.cell import coordinate_to_tuple

from zpj.app.reading import read_workbook, scores
from zpj.grid.excel_file import workbook_of
from zpj.grid.package import open_package

UNFINISHED = "未完成计分"


@dataclass(frozen=True, slots=True)
class Case:
    """What is typed as budget and executed amount, and what the form then shows (the rate in percent)."""

    budget: str
    executed: str
    rate: str
    budget_score: str
    total: str
    grade: str


Filled = tuple[str, Case, Path, dict[str, OfficeCell]]

CASES = {
    "spent_in_part": Case("8.65", "6.25025", "72.26", "7.23", "94.23", "优"),
    "a_tie_rounds_up": Case("3", "0.3615", "12.05", "1.21", "88.21", "良"),
    "overspent": Case("10", "12", "120", "10", "97", "优"),
    "nothing_spent": Case("100", "0", "0", "0", "87", "良"),
    "zero_budget": Case("0", "0", "—", "", UNFINISHED, ""),
    "negative_amount": Case("10", "-1", "—", "", UNFINISHED, ""),
    "no_executed_amount": Case("10", "", "", "", UNFINISHED, ""),
    "text_for_an_amount": Case("见附件", "6", "", "", UNFINISHED, ""),
}


@pytest.fixture(params=[(form, name) for form in LAYOUTS for name in CASES], ids="-".join)
def filled(request: pytest.FixtureRequest, office: Office, tmp_path: Path) -> Filled:
    """A form filled in LibreOffice: which form and case, the stored file, and the formula cells as shown."""
    form, name = request.param
    with office.book(BLANKS[form]) as book:
        type_form(book, LAYOUTS[form], CASES[name].budget, CASES[name].executed)
        shown = formula_cells(book, FORM)
        stored = book.store(tmp_path / "填好的表.xlsx")
    return form, CASES[name], stored, shown


def test_the_forms_own_formulas_the_reading_and_the_recalculation_agree(
    filled: Filled,
) -> None:
    form, case, stored, shown = filled
    the_form_shows_the_expected_results(form, case, shown)
    zpj_reads_what_the_form_shows(case, stored)
    zpj_computes_what_libreoffice_computes(stored, shown)


def the_form_shows_the_expected_results(form: str, case: Case, shown: dict[str, OfficeCell]) -> None:
    layout = LAYOUTS[form]
    rate = shown[layout.rate].value
    if form == "mof" and isinstance(rate, float):
        rate *= 100
    results = (
        rate,
        shown[layout.budget_score].value,
        shown[f"{layout.total_score}{layout.total}"].value,
        shown[f"{layout.grade}{layout.total}"].value,
    )
    for result, expected in zip(results, (case.rate, case.budget_score, case.total, case.grade), strict=True):
        assert same(result, float(expected) if expected[:1].isdigit() else expected)
    assert not any(cell.error for cell in shown.values())


def zpj_reads_what_the_form_shows(case: Case, stored: Path) -> None:
    (evaluation,) = read_workbook(stored).evaluations
    assert (evaluation.text("project_name"), evaluation.text("year")) == ("医保基金监管", "2024")
    assert [row.name for row in evaluation.indicators] == [
        "开展检查次数", "资金合规率", "完成时间", "群众知晓率", "群众满意度",
    ]  # fmt: skip
    assert [row.target.text for row in evaluation.indicators if row.target][1] == "=100%"
    line, sheet = evaluation.total_funds, scores(evaluation)
    assert line is not None
    number = Decimal(case.rate) if case.rate[:1].isdigit() else None
    assert (line.reported_rate.displayed_number if line.reported_rate else None) == number
    assert sheet.rates[0] == (None if number is None else number / 100)
    budget_score = Decimal(case.budget_score) if case.budget_score else None
    assert sheet.execution.value == budget_score
    assert (line.reported_score.number if line.reported_score else None) == budget_score
    total = None if case.total == UNFINISHED else Decimal(case.total)
    assert (sheet.total, sheet.grade or "") == (total, case.grade)
    assert (evaluation.total.reported.number if evaluation.total.reported else None) == total
    filed = evaluation.total.reported_grade
    has_a_cell_for_the_grade = evaluation.form == "shanxi"
    assert (filed.text if filed else "") == (case.grade if has_a_cell_for_the_grade else "")


def zpj_computes_what_libreoffice_computes(stored: Path, shown: dict[str, OfficeCell]) -> None:
    grid = next(sheet for sheet in workbook_of(open_package(stored), recompute=True).sheets if sheet.name == FORM)
    for address, cell in shown.items():
        own = grid.cells[coordinate_to_tuple(address)]
        assert own.unresolved is None
        assert same(cell.value, own.text if own.number is None else float(own.number)), address


def test_an_amount_with_its_unit_is_read_as_a_number_though_the_formulas_wait(office: Office, tmp_path: Path) -> None:
    with office.book(BLANKS["mof"]) as book:
        type_form(book, LAYOUTS["mof"], "30万元", "15")
        assert book.cells(FORM)["H40"].value == UNFINISHED
        stored = book.store(tmp_path / "带单位.xlsx")
    (evaluation,) = read_workbook(stored).evaluations
    assert (scores(evaluation).execution.value, scores(evaluation).total) == (Decimal(5), Decimal(92))
