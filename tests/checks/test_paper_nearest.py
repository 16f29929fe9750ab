"""Notices, averages, all that was done and offices in charge are judged; right lines, rounded scores let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import D, book, found
from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_nearest import NEAREST, RIGHT_NEAREST

_OWN = {rule for rule, _ in NEAREST} | {"ZPJ221", "ZPJ230", "ZPJ241", "ZPJ244"}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(NEAREST)]


@pytest.mark.parametrize(("rule", "blocks"), NEAREST, ids=_NAMES)
def test_a_slip_is_found_in_every_wording(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert rule in {item.rule for item in told}, [(item.rule, item.message) for item in told]


@pytest.mark.parametrize("blocks", RIGHT_NEAREST, ids=map(str, range(len(RIGHT_NEAREST))))
def test_what_is_right_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert [(item.rule, item.message) for item in told if item.rule in _OWN] == []


@pytest.mark.parametrize(("score", "is_right"), [("9.5", True), ("9.4", False), ("9.6", False)])
def test_a_score_of_the_execution_rate_may_have_one_decimal_where_all_have(score: str, is_right: bool) -> None:
    wrong = [item for item in found(book({"J6": D(score), "H18": D("24.5")})) if item.rule == "ZPJ202"]
    assert (wrong == []) is is_right
