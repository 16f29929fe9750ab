"""Sources of money, usual ratios, words of degree and printed goals: slips are found, right lines let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_origins import ORIGINS, RIGHT_ORIGINS

_RULES = {rule for rule, _ in ORIGINS}


@pytest.mark.parametrize(("rule", "blocks"), ORIGINS, ids=[f"{rule} {at}" for at, (rule, _) in enumerate(ORIGINS)])
def test_a_slip_of_sources_and_ratios_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert rule in {item.rule for item in found}, [(item.rule, item.message) for item in found]


@pytest.mark.parametrize("blocks", RIGHT_ORIGINS, ids=map(str, range(len(RIGHT_ORIGINS))))
def test_right_sources_and_ratios_are_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert [(item.rule, item.message) for item in found if item.rule in _RULES] == []
