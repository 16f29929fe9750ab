"""Tables whose own rows and columns show how they are made, with one figure a slip of the pen off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_calculations import BIDS, SHARES, TOWNS
from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import cell

MARKS: Block = [("季度", "考核分"), ("一", "94.2"), ("二", "88.6"), ("三", "92.0"), ("平均", "91.6")]


@pytest.mark.parametrize(
    ("rule", "table", "row", "column", "text"),
    [
        ("ZPJ247", BIDS, 2, 4, "9.28%"),
        ("ZPJ247", BIDS, 3, 3, "14100"),
        ("ZPJ247", BIDS, 1, 2, "3608600"),
        ("ZPJ248", TOWNS, 4, 2, "124"),
        ("ZPJ248", TOWNS, 5, 1, "28"),
        ("ZPJ248", TOWNS, 7, 1, "480"),
        ("ZPJ248", MARKS, 4, 1, "92.6"),
        ("ZPJ249", SHARES, 1, 2, "14.1%"),
    ],
)
def test_a_figure_unlike_its_kin_is_found(
    rule: str, table: Block, row: int, column: int, text: str, tmp_path: Path
) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], cell(table, row, column, text), *LINES[11:]])
    told = [(item.rule, item.location, item.message) for item in found]
    assert any(item.location.endswith(str(row + 1)) for item in found if item.rule == rule), told


@pytest.mark.parametrize("table", [BIDS, SHARES, TOWNS, MARKS])
def test_tables_that_add_up_are_let_pass(table: Block, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], table, *LINES[11:]])
    assert [item.message for item in found if item.rule in ("ZPJ224", "ZPJ235", "ZPJ247", "ZPJ248", "ZPJ249")] == []
