"""What is told of money spent agrees with the tables, and points told beside a form with its results."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, told
from tests.checks.paper_money_told import MONEY_TOLD, RIGHT_MONEY_TOLD

_OWN = {"ZPJ281", "ZPJ589", "ZPJ502", "ZPJ501", "ZPJ560", "ZPJ561", "ZPJ376", "ZPJ480"}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(MONEY_TOLD)]


@pytest.mark.parametrize(("rule", "blocks"), MONEY_TOLD, ids=_NAMES)
def test_money_told_otherwise_than_the_table_has_it_is_found(
    rule: str, blocks: tuple[Block, ...], tmp_path: Path
) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_MONEY_TOLD, ids=map(str, range(len(RIGHT_MONEY_TOLD))))
def test_money_told_as_the_table_has_it_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []
