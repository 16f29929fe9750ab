"""A project, office, day, year, kind or unit that strayed into a paper is found; what only looks alike is let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in, told
from tests.checks.paper_slips import own_form
from tests.checks.paper_strangers import RIGHT_STRANGERS, SPENDING, STRANGERS

_OWN = {rule for rule, _ in STRANGERS}


@pytest.mark.parametrize(
    ("rule", "blocks"), STRANGERS, ids=[f"{number} {rule}" for number, (rule, _) in enumerate(STRANGERS)]
)
def test_what_strayed_into_a_paper_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_STRANGERS, ids=map(str, range(len(RIGHT_STRANGERS))))
def test_what_only_looks_strange_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []


@pytest.mark.parametrize(
    "lines",
    [
        (SPENDING, "护栏标志更新招标价格低于预算，资金执行率95.34%，结余0.17万元。"),
        ("（1）产出指标（50分，自评得分49.65分）。", "（3）满意度指标（10分，自评得分10分）。"),
        ("（四）上年度部门自评结果应用情况", "2022年度本项目自评得分93.2分，已按时整改。"),
    ],
)
def test_a_figure_of_a_part_is_not_taken_for_that_of_the_whole(lines: tuple[Block, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:19], *lines, *LINES[19:], own_form()])
    assert [item.message for item in found if item.rule in ("ZPJ502", "ZPJ503", "ZPJ560", "ZPJ583")] == []


def test_a_wrong_balance_of_the_whole_is_still_told_beside_a_table_of_parts(tmp_path: Path) -> None:
    lines = (SPENDING, "全年支出8.2万元，结余0.54万元。")
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *lines, *LINES[11:], own_form()])
    assert "ZPJ560" in {item.rule for item in found}, [(item.rule, item.message) for item in found]


def test_a_rate_may_be_of_any_of_several_budgets(tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, SPENDING) if item[0] == "ZPJ238"] == []


def test_a_goal_is_compared_with_a_target_whose_unit_stands_in_the_name(tmp_path: Path) -> None:
    form = own_form(D13="人工种草面积（万亩）", E13="≥1.6", F13="1.62", B11="完成人工种草1.8万亩。")
    found = findings_in(tmp_path / "报告.docx", [*LINES, form])
    assert "ZPJ578" in {item.rule for item in found}, [(item.rule, item.message) for item in found]


def test_an_indicator_is_known_by_its_name_without_the_points_behind_it(tmp_path: Path) -> None:
    form = own_form(D13="护栏完好率（24分）", E13="≥95%", F13="96.69%")
    found = findings_in(tmp_path / "报告.docx", [*LINES, "护栏完好率96.96%，比上年提高。", form])
    assert [item.found for item in found if item.rule == "ZPJ562"] == ["96.96"]
