"""What a report gives a second time otherwise than its form is found: rows, reasons, goals, names, sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_copied import COPIED, RIGHT_COPIED, ROWS
from tests.checks.paper_slips import cell, own_form

_OWN = {rule for rule, _ in COPIED}


def told(folder: Path, *blocks: Block) -> list[tuple[str, str, str]]:
    found = findings_in(folder / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    return [(item.rule, item.severity.value, item.message) for item in found]


@pytest.mark.parametrize(
    ("rule", "blocks"), COPIED, ids=[f"{number} {rule}" for number, (rule, _) in enumerate(COPIED)]
)
def test_what_is_copied_otherwise_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_COPIED, ids=map(str, range(len(RIGHT_COPIED))))
def test_what_is_copied_rightly_or_said_freely_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []


def test_another_number_in_a_copied_row_is_an_error_and_another_name_a_doubt(tmp_path: Path) -> None:
    found = told(tmp_path, own_form(), cell(cell(ROWS, 1, 2, "≥45公里"), 2, 1, "抽检合格率"))
    assert [severity for rule, severity, _ in found if rule == "ZPJ514"] == ["error", "warning"]


def test_the_total_of_another_system_of_indicators_is_not_the_forms(tmp_path: Path) -> None:
    system = [("一级指标", "三级指标", "年度指标值", "完成值", "分值", "得分"),
              ("决策", "立项规范", "规范", "规范", "50", "50"), ("过程", "制度健全", "健全", "健全", "50", "44.4"),
              ("合计", "", "", "", "100", "94.4")]  # fmt: skip
    assert "ZPJ567" not in {rule for rule, _, _ in told(tmp_path, own_form(), system)}
