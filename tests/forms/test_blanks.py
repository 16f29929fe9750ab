"""The blank standard workbooks are what the program makes, and give the scores of their own scheme."""

from __future__ import annotations

from pathlib import Path

import pytest

from zpj import resources
from zpj.forms.blank import LAYOUTS, build
from zpj.forms.recognise import form_kind
from zpj.grid.excel_file import read_workbook
from zpj.schemes import load_scheme

BLANKS = sorted(LAYOUTS)


def committed(form: str) -> Path:
    return resources.templates() / "forms" / form / "form.xlsx"


@pytest.mark.parametrize("form", BLANKS)
def test_the_committed_workbook_is_a_fresh_build(form: str, tmp_path: Path) -> None:
    build(form, tmp_path / "form.xlsx")
    fresh, known = read_workbook(tmp_path / "form.xlsx").sheets, read_workbook(committed(form)).sheets
    assert [grid.name for grid in fresh] == [grid.name for grid in known]
    for one, other in zip(fresh, known, strict=True):
        assert one.cells == other.cells, one.name
        assert set(one.merges) == set(other.merges)


def test_a_workbook_that_would_differ_in_its_date_alone_is_left_as_it_is(tmp_path: Path) -> None:
    made = tmp_path / "form.xlsx"
    made.write_bytes(committed("mof").read_bytes())
    build("mof", made)
    assert made.read_bytes() == committed("mof").read_bytes()


@pytest.mark.parametrize("form", BLANKS)
def test_the_budget_score_is_rounded_as_the_scheme_of_the_form_rounds(form: str) -> None:
    places = load_scheme(form_kind(form).scheme).places.value
    (formula,) = (
        cell.formula
        for cell in read_workbook(committed(form)).sheets[0].cells.values()
        if "MIN(" in (cell.formula or "")
    )
    assert formula.endswith(f",{places})))")
