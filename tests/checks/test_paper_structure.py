"""Claims the rows disprove, headings doubled or over other contents and texts broken off are found; right ones pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_structure import RIGHT_STRUCTURE, STRUCTURE

_OWN = {rule for rule, _ in STRUCTURE}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(STRUCTURE)]


@pytest.mark.parametrize(("rule", "blocks"), STRUCTURE, ids=_NAMES)
def test_what_the_paper_disproves_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert rule in {item.rule for item in told}, [(item.rule, item.message) for item in told]


@pytest.mark.parametrize("blocks", RIGHT_STRUCTURE, ids=map(str, range(len(RIGHT_STRUCTURE))))
def test_what_agrees_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert [(item.rule, item.message) for item in told if item.rule in _OWN] == []
