"""Tables whose own rows and columns show how they are made, with one figure a slip of the pen off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_calculations import BIDS, SHARES, TOWNS
from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import cell

MARKS: Block = [("季度", "考核分"), ("一", "94.2"), ("二", "88.6"), ("三", "92.0"), ("平均", "91.6")]

OF_A_SUBTOTAL: Block = [("项目", "金额", "占比"), ("路面", "88.2", "91.46%"), ("护栏", "3.1", "3.22%"),
                        ("标线", "4.95", "5.14%"), ("小计", "43.1", "44.78%")]  # fmt: skip
OF_RATES: Block = [("项目", "得分", "得分率"), ("决策", "88.2", "91.46%"), ("过程", "18.5", "19.22%"),
                   ("产出", "20", "20.78%"), ("小计", "43.6", "45.30%")]  # fmt: skip


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


def test_a_share_is_right_where_the_rounding_of_its_operands_explains_it(tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], OF_A_SUBTOTAL, *LINES[11:]])
    assert [item.message for item in found if item.rule == "ZPJ249"] == []


def test_a_whole_worked_out_from_a_share_is_shown_by_its_figures_and_is_a_doubt(tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], OF_RATES, *LINES[11:]])
    (item,) = (item for item in found if item.rule == "ZPJ249")
    assert (item.severity, item.basis, item.expected) == ("warning", "88.2÷(43.6÷45.30%)", "91.64%")
