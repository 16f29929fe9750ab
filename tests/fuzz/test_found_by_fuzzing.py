"""What the fuzz and hostile runs found, each kept by its smallest example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zpj.app.outputs import safe_file_name
from zpj.domain import targets
from zpj.domain.amounts import exact
from zpj.grid.formula_text import cell_place, tokens, translate
from zpj.grid.number_format import display


@pytest.mark.parametrize("formula", ["\u212a1", "\u017f1", "A\u0661", "\u0661:\u0662"])
def test_a_letter_that_only_looks_latin_names_no_cell(formula: str) -> None:
    assert cell_place(formula) is None
    assert translate(formula, 1, 1) == formula
    assert {token.kind for token in tokens(formula)}.isdisjoint({"cell", "rows", "columns"})


def test_the_picture_of_a_blank_is_a_blank() -> None:
    assert targets.parse("\u2420").kind is targets.Kind.EMPTY
    assert targets.parse("\u24205\u2420次") == replace(targets.parse("5次"), raw="\u24205\u2420次")


def test_a_time_with_hundreds_of_decimals_is_shown() -> None:
    number = exact("45000.123456")
    assert number is not None
    assert display(number, "[hhhh]:mm:ss." + "0" * 300).startswith("1080002:57:46.598")


def test_a_file_name_fits_every_file_system_and_is_no_device() -> None:
    assert len(f"{safe_file_name('项目' * 500)}_2.docx".encode()) < 255
    assert safe_file_name("NUL.docx") == "_NUL.docx"
    assert safe_file_name("con") == "_con"
    assert safe_file_name("控制.1") == "控制.1"
