"""Steps out of order, years that cannot be and names with another word are found; what is right is let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_sequence import RIGHT_SEQUENCE, SEQUENCE

_RULES = {rule for rule, _ in SEQUENCE}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(SEQUENCE)]


def told(folder: Path, *blocks: Block) -> list[tuple[str, str, str]]:
    found = findings_in(folder / "报告.docx", [*LINES[:17], *blocks, *LINES[17:]])
    return [(item.rule, item.message, item.quote or "") for item in found]


@pytest.mark.parametrize(("rule", "blocks"), SEQUENCE, ids=_NAMES)
def test_a_day_a_year_or_a_name_that_cannot_be_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_SEQUENCE, ids=map(str, range(len(RIGHT_SEQUENCE))))
def test_what_only_looks_like_it_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _RULES] == []
