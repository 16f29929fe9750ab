"""What stands in the wrong place, has the wrong number or none, or is another's, is found; right lines are let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_placed import PLACED, RIGHT_PLACED

_OWN = {rule for rule, _ in PLACED} | {"ZPJ582"}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(PLACED)]


@pytest.mark.parametrize(("rule", "blocks"), PLACED, ids=_NAMES)
def test_what_is_out_of_place_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert rule in {item.rule for item in told}, [(item.rule, item.message) for item in told]


@pytest.mark.parametrize("blocks", RIGHT_PLACED, ids=map(str, range(len(RIGHT_PLACED))))
def test_what_is_in_its_place_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert [(item.rule, item.message) for item in told if item.rule in _OWN] == []


@pytest.mark.parametrize(("year", "is_right"), [("2023", True), ("2022", False), ("2021", False)])
def test_the_year_above_a_form_is_that_of_the_report(year: str, is_right: bool, tmp_path: Path) -> None:
    blocks: list[Block] = [*LINES[:11], "2023年内分3批养护，2023年底完成。", *LINES[11:], "附件1",
                           "部门整体支出绩效自评表", f"（{year}年度）"]  # fmt: skip
    told = [item for item in findings_in(tmp_path / "报告.docx", blocks) if item.rule == "ZPJ516"]
    assert any(item.quote == f"（{year}年度）" for item in told) is not is_right
