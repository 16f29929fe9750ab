"""Points, goals and gaps told in prose are held against the form; what only looks alike is let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import book
from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form
from zpj.domain.findings import Severity

_OWN = {"ZPJ226", "ZPJ253", "ZPJ254", "ZPJ255"}
FARMS = own_form(D13="受益户数", E13="≥2000户", F13="2032户")


def told(folder: Path, *blocks: Block, beside_a_form: bool = True) -> list[tuple[str, str, Severity]]:
    form = book() if beside_a_form else None
    found = findings_in(folder / "报告.docx", [*LINES[:17], *blocks, *LINES[17:]], form)
    return [(item.rule, item.message, item.severity) for item in found]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("ZPJ253", "施工扰民，扣0.61分。"),
        ("ZPJ253", "1.数量指标（25分）得20.00分。"),
        ("ZPJ253", "1.数量指标（52分）得25.00分。"),
        ("ZPJ226", "群众满意度93%，比目标低3个百分点。"),
        ("ZPJ226", "群众满意度93%，比年度目标值低2%。"),
        ("ZPJ226", "养护县道：目标值60公里，实际完成50公里。"),
    ],
)
def test_points_and_gaps_that_are_none_of_the_form_are_found(rule: str, line: str, tmp_path: Path) -> None:
    found = told(tmp_path, line)
    assert rule in {each for each, _, _ in found}, found


@pytest.mark.parametrize(
    "line",
    [
        "群众满意度93%，比目标低2个百分点，低于95%的目标值，扣0.21分。",
        "1.数量指标（25分）得25.00分。",
        "养护县道：目标值50公里，实际完成50公里。",
        "每逾期1日扣0.5分，未达到的得5分。",
        "2022年自评得93.20分。",
        "考核得94.20分，群众满意度比2022年提高3个百分点。",
        "90分以上为优，80分以上为良。",
    ],
)
def test_points_and_gaps_of_the_form_are_let_pass(line: str, tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, line) if item[0] in _OWN] == []


@pytest.mark.parametrize(
    ("rule", "blocks"),
    [
        ("ZPJ255", (FARMS, "道路沿线受益户数由1800户增加到2302户。")),
        (
            "ZPJ254",
            (own_form(B11="养护县道50公里，清理边沟里程68公里以上。"), "（三）绩效目标", "清理边沟里程86公里以上。"),
        ),
    ],
)
def test_a_figure_unlike_that_of_the_form_is_doubted(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = [item for item in told(tmp_path, *blocks, beside_a_form=False) if item[0] == rule]
    assert [severity for _, _, severity in found] == [Severity.WARNING], found


@pytest.mark.parametrize(
    "blocks",
    [
        (FARMS, "道路沿线受益户数由2302户减少到2032户。", "其中甲镇受益2302人。"),
        (FARMS, "2022年受益户数2302户。"),
        (own_form(B11="养护县道50公里，清理边沟里程68公里以上。"), "（三）绩效完成结果", "清理边沟里程86公里。"),
    ],
)
def test_figures_of_other_years_and_things_are_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks, beside_a_form=False) if item[0] in _OWN] == []
