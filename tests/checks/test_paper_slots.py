"""Goals told as results, swapped amounts, a scope of last year and a renamed project are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form
from tests.checks.paper_slots import RIGHT_SLOTS, SLOTS

_OWN = {rule for rule, _ in SLOTS}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(SLOTS)]


def _rules(folder: Path, blocks: tuple[Block, ...]) -> list[str]:
    return [each.rule for each in findings_in(folder / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])]


@pytest.mark.parametrize(("rule", "blocks"), SLOTS, ids=_NAMES)
def test_what_stands_in_another_s_place_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert rule in _rules(tmp_path, blocks)


@pytest.mark.parametrize("blocks", RIGHT_SLOTS, ids=map(str, range(len(RIGHT_SLOTS))))
def test_what_stands_in_its_own_place_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [rule for rule in _rules(tmp_path, blocks) if rule in _OWN] == []


def _of_two(folder: Path, *lines: str) -> list[str]:
    first, second = "道路养护经费", "桥梁检测经费"
    forms = (own_form(C3=first), "", own_form(C3=second))
    blocks = [*forms, "2023年度项目支出绩效自评报告", "一、项目基本情况", *lines, "市公路中心", "2024年3月20日"]
    return [each.rule for each in findings_in(folder / "报告.docx", blocks)]


def test_a_project_in_the_place_of_another_is_found(tmp_path: Path) -> None:
    listed = "2023年对道路养护经费、道路养护经费2个项目开展自评。"
    assert "ZPJ135" in _of_two(tmp_path, listed)
    assert "ZPJ135" in _of_two(tmp_path, "1.道路养护经费。用于修补路面。", "2.道路养护经费。用于检测桥梁。")


def test_projects_each_in_its_place_are_let_pass(tmp_path: Path) -> None:
    listed = "2023年对道路养护经费、桥梁检测经费2个项目开展自评。"
    assert "ZPJ135" not in _of_two(tmp_path, listed, "1.道路养护经费。用于修补路面。", "2.桥梁检测经费。用于检测桥梁。")
