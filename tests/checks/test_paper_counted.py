"""Counts told in two ways, all said to be done, directions without figures, no reasons; right lines are let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, told
from tests.checks.paper_counted import COUNTED, RIGHT_COUNTED

_OWN = {rule for rule, _ in COUNTED}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(COUNTED)]


@pytest.mark.parametrize(("rule", "blocks"), COUNTED, ids=_NAMES)
def test_what_is_counted_or_claimed_otherwise_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_COUNTED, ids=map(str, range(len(RIGHT_COUNTED))))
def test_counts_and_claims_that_hold_are_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []
