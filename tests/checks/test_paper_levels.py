"""A text tells how many indicators of each level there are: the table of scores has as many, or it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_levels import LEVELS, RIGHT_LEVELS


def _told(folder: Path, blocks: tuple[Block, ...]) -> list[str]:
    found = findings_in(folder / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    return [item.quote or "" for item in found if item.rule in ("ZPJ381", "ZPJ563")]


@pytest.mark.parametrize(("quote", "blocks"), LEVELS, ids=[quote for quote, _ in LEVELS])
def test_another_number_than_the_table_has_is_found(quote: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert _told(tmp_path, blocks) == [quote]


@pytest.mark.parametrize("blocks", RIGHT_LEVELS, ids=map(str, range(len(RIGHT_LEVELS))))
def test_the_number_of_the_table_or_of_another_thing_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert _told(tmp_path, blocks) == []
