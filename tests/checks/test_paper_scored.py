"""Scores by proportion, shares of a cost, rates and balances told beside a row are computed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_scored import RIGHT_SCORED, SCORED
from zpj.domain.findings import Severity

_OWN = {rule for rule, _ in SCORED} | {"ZPJ592", "ZPJ595", "ZPJ375", "ZPJ246", "ZPJ561", "ZPJ503"}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(SCORED)]


def told(folder: Path, *blocks: Block) -> list[tuple[str, str, Severity]]:
    found = findings_in(folder / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    return [(item.rule, item.message, item.severity) for item in found]


@pytest.mark.parametrize(("rule", "blocks"), SCORED, ids=_NAMES)
def test_what_does_not_compute_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_SCORED, ids=map(str, range(len(RIGHT_SCORED))))
def test_what_computes_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []
