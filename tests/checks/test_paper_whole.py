"""What a paper says of one thing in two places is compared: what differs is found, what only looks alike let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, told
from tests.checks.paper_whole import RIGHT_TOLD_TWICE, TOLD_TWICE

_OWN = {rule for rule, _ in TOLD_TWICE}


@pytest.mark.parametrize(
    ("rule", "blocks"), TOLD_TWICE, ids=[f"{number} {rule}" for number, (rule, _) in enumerate(TOLD_TWICE)]
)
def test_one_thing_told_in_two_ways_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_TOLD_TWICE, ids=map(str, range(len(RIGHT_TOLD_TWICE))))
def test_what_is_told_alike_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []
