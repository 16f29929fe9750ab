"""What tables tell twice is found where it differs, and let pass where it agrees or is of something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_tables_told import RIGHT_TOLD, TOLD

_RULES = {rule for rule, _ in TOLD}


@pytest.mark.parametrize(("rule", "blocks"), TOLD)
def test_a_figure_of_a_table_told_otherwise_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "report.docx", [*LINES, *blocks])
    assert rule in {finding.rule for finding in found}


@pytest.mark.parametrize("blocks", RIGHT_TOLD)
def test_a_figure_of_a_table_told_alike_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "report.docx", [*LINES, *blocks])
    assert not [finding for finding in found if finding.rule in _RULES]
