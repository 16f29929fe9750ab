"""Grounds, offices, names, signs, units and means: wrong in any wording, and let pass where they are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_grounds import GROUNDS, RIGHT_GROUNDS
from tests.checks.paper_slips import own_form
from zpj.domain.findings import Finding, Severity

_OWN = {rule for rule, _ in GROUNDS}
_PROJECTS: Block = [
    ("序号", "项目名称", "年初预算数（万元）", "全年预算数（万元）", "全年执行数（万元）"),
    ("1", "道路养护", "8.65", "8.65", "8.20"),
    ("2", "城区路灯节能改造", "10.00", "12.00", "11.00"),
    ("合计", "", "18.65", "20.65", "19.20"),
]


def told(folder: Path, *blocks: Block) -> list[Finding]:
    return findings_in(folder / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])


@pytest.mark.parametrize(
    ("rule", "blocks"), GROUNDS, ids=[f"{number} {rule}" for number, (rule, _) in enumerate(GROUNDS)]
)
def test_what_the_paper_itself_disproves_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each.rule for each in found}, [(each.rule, each.message) for each in found]


@pytest.mark.parametrize("blocks", RIGHT_GROUNDS, ids=map(str, range(len(RIGHT_GROUNDS))))
def test_what_only_looks_wrong_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [(each.rule, each.message) for each in told(tmp_path, *blocks) if each.rule in _OWN] == []


@pytest.mark.parametrize(
    ("blocks", "rules"),
    [
        ((own_form(), _PROJECTS), {"ZPJ567"}),
        ((own_form(), "东岭镇道路养护资金执行率92.1%，主要是部分路段待验收。"), {"ZPJ502", "ZPJ531"}),
        (
            (own_form(), own_form(C3="城区路灯节能改造"), "2023年2个项目年初预算合计17.3万元，年中道路养护没有追加，"
             "全年预算数17.30万元，实际支出16.4万元，执行率94.8%。"),
            {"ZPJ501", "ZPJ502"},
        ),
        (
            (own_form(), "支出构成为：材料费52.80万元，占2.6%；监理费37.50万元，占1.8%；"
             "人工费1820.40万元，占89.6%；检测费120.77万元，占5.9%。"),
            {"ZPJ593"},
        ),
        (("对670个路段巡查，其中县道120个、乡道240个、沿线住户310户。",), {"ZPJ552", "ZPJ554", "ZPJ276"}),
        (("共检测指标1240点，合格1216点，点合格率98.1%，工程验收合格率100%。",), {"ZPJ589"}),
        (("收回有效问卷186份，其中非常满意112份、满意62份、一般12份，满意度93.5%。",), {"ZPJ589"}),
        (("2023年6月，预算相应调增至8.65万元。",), {"ZPJ221"}),
    ],
)  # fmt: skip
def test_figures_of_parts_and_of_several_projects_are_no_errors(
    blocks: tuple[Block, ...], rules: set[str], tmp_path: Path
) -> None:
    assert [(each.rule, each.message) for each in told(tmp_path, *blocks) if each.rule in rules] == []


def test_a_total_that_is_wrong_itself_makes_the_mean_a_doubt(tmp_path: Path) -> None:
    found = told(tmp_path, own_form(C3="城区路灯节能改造", H19="98.27"), own_form(), "2个项目平均得分97.29分。")
    assert [each.severity for each in found if each.rule == "ZPJ450"] == [Severity.WARNING]
