"""Words of another project, another name, another source in a report of one project are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form

_PROJECTS: Block = [
    ("序号", "项目名称", "资金来源", "预算数（万元）", "执行数（万元）"),
    ("1", "广场舞大赛经费项目", "本级财政资金", "5", "5"),
    ("2", "古籍数字化项目", "上级专项资金", "3", "3"),
    ("合计", "", "—", "8", "8"),
]
_SECTIONS = (
    "六、各项目完成情况",
    "（一）广场舞大赛经费项目",
    "全年举办比赛3场，参赛队伍40支，成本控制较好。",
    "（二）古籍数字化项目",
)
_RATED: Block = [
    ("三级指标", "分值", "评分标准"),
    ("路面塌陷隐患消除率", "8", "按消除的处数计分"),
    ("保洁率", "2", "按天"),
]


def rules(folder: Path, *blocks: Block) -> set[str]:
    return {item.rule for item in findings_in(folder / "报告.docx", [*LINES[:-2], *blocks, *LINES[-2:]])}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("全年扫描古籍120册，广场舞大赛成本控制较好。", True),
        ("全年扫描古籍120册，质量达到要求，广场舞大赛经费支出规范。", True),
        ("全年扫描古籍120册，古籍数字化成本控制较好。", False),
        ("全年扫描古籍120册，因广场舞大赛占用场地推迟一周。", False),
        ("全年扫描古籍120册，大赛现场展出古籍。", False),
    ],
)
def test_the_name_of_the_project_beside_is_found(line: str, wrong: bool, tmp_path: Path) -> None:
    assert ("ZPJ118" in rules(tmp_path, _PROJECTS, *_SECTIONS, line)) is wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("古籍数字化项目安排3万元，来源为本级财政资金，全部支出。", True),
        ("广场舞大赛经费项目安排5万元，资金来源是上级补助资金。", True),
        ("古籍数字化项目安排3万元，来源为上级专项资金，全部支出。", False),
        ("广场舞大赛经费项目安排5万元，来源为县级财政资金。", False),
        ("广场舞大赛经费项目和古籍数字化项目来源为本级财政资金。", False),
    ],
)
def test_the_source_of_a_listed_project_is_that_of_its_row(line: str, wrong: bool, tmp_path: Path) -> None:
    assert ("ZPJ124" in rules(tmp_path, _PROJECTS, line)) is wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("评价组查阅养护巡查台账、清扫台账，对全部6家妇幼保健院进行了现场核查。", True),
        ("评价组实地走访了8座畜禽屠宰场，并查阅台账。", True),
        ("评价组对3家养护企业进行了现场核查。", False),
        ("评价组走访了12名沿线群众。", False),
        ("评价组对6个县道路段进行了现场核查。", False),
    ],
)
def test_what_was_visited_is_of_the_paper(line: str, wrong: bool, tmp_path: Path) -> None:
    blocks = [*LINES[:11], line, *LINES[11:]]
    assert ("ZPJ117" in {item.rule for item in findings_in(tmp_path / "报告.docx", blocks)}) is wrong


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("全年养户县道50公里，路面塌陷隐患登记率100%。", {"ZPJ528", "ZPJ459"}),
        ("全年养护县道50公里，路面塌陷隐患登记率100%。", {"ZPJ459"}),
        ("全年养户县道50公里，路面塌陷隐患消除率100%。", {"ZPJ528"}),
    ],
)
def test_a_word_spelt_wrong_hides_nothing_else_of_its_paragraph(line: str, told: set[str], tmp_path: Path) -> None:
    found = rules(tmp_path, *["全年养护县道，养护县道50公里。"] * 3, _RATED, line)
    assert found & {"ZPJ528", "ZPJ459"} == told


@pytest.mark.parametrize(("title", "wrong"), [("校园古树管护", True), ("湿地古树管护", False), ("古树管护", False)])
def test_the_title_has_the_name_of_the_form(title: str, wrong: bool, tmp_path: Path) -> None:
    name = "湿地古树管护"
    blocks = [f"2023年度{title}项目绩效自评报告", f"我局设立{name}项目。", *LINES[4:], own_form(C3=name)]
    names = {"ZPJ186", "ZPJ183", "ZPJ511", "ZPJ580", "ZPJ584", "ZPJ544", "ZPJ558"}
    found = {item.rule for item in findings_in(tmp_path / "报告.docx", blocks)}
    assert bool(names & found) is wrong


@pytest.mark.parametrize(
    ("goal", "wrong"),
    [
        ("做好乡镇卫生院中医馆诊疗设备更新和门诊改造。", True),
        ("做好县道坑槽修补、护栏更换，保持县道畅通。", False),
        ("改善道路沿线人居环境。", False),
    ],
)
def test_a_goal_of_another_field_is_found_in_the_overview(goal: str, wrong: bool, tmp_path: Path) -> None:
    blocks = spoilt_goal(goal)
    found = {item.rule for item in findings_in(tmp_path / "报告.docx", blocks)}
    assert bool({"ZPJ117", "ZPJ574"} & found) is wrong


def spoilt_goal(goal: str) -> list[Block]:
    """The paper with its goal under the overview and a sentence more in it."""
    lines = ["一、项目概况" if line == "一、项目基本情况" else line for line in LINES]
    at = lines.index("（二）项目绩效目标") + 2
    return [*lines[:at], goal, *lines[at:]]
