"""Rows told otherwise, parts that make another total, other years and names of the paper itself are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, told
from tests.checks.paper_evident import EVIDENT, RIGHT_EVIDENT

_OWN = {rule for rule, _ in EVIDENT}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(EVIDENT)]


@pytest.mark.parametrize(("rule", "blocks"), EVIDENT, ids=_NAMES)
def test_what_the_paper_contradicts_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_EVIDENT, ids=map(str, range(len(RIGHT_EVIDENT))))
def test_what_agrees_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []
