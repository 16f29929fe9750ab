"""Names told otherwise where they must stand: of rows beside their figure, of bureaus, of projects on sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in, spoilt
from tests.checks.paper_slips import own_form

_ROWS = "ZPJ120 ZPJ183 ZPJ459"
_OFFICES = "ZPJ184 ZPJ556"
_SAID = ("送戏曲下乡演出要多办。", "送戏曲下乡演出受欢迎。", "组织送书下乡演出50公里。")


def _found(tmp_path: Path, rules: str, *blocks: Block) -> set[str]:
    return {each.found or "" for each in findings_in(tmp_path / "report.docx", blocks) if each.rule in rules}


@pytest.mark.parametrize(
    ("name", "place", "lines", "odd"),
    [
        ("养护项目验收率", "D14", ("养护项目完成率97%。",), "养护项目完成率"),
        ("县道养护率", "D14", ("县道清扫率97%。",), "县道清扫率"),
        ("县道养护率", "D14", ("县道清扫率97%。", "县道养护率高。"), ""),
        ("养护路段覆盖县（市）率", "D14", ("养护路段覆盖乡镇率97%。",), "养护路段覆盖乡镇率"),
        ("夜间公交出行满意度", "D18", ("夜班公交出行满意度为93%。",), ""),  # one sign: a slip of the pen
        ("沿线群众满意度", "D18", ("学生群众满意度为93%。", "沿线群众满意度93%。"), "学生群众满意度"),
        ("沿线群众满意度", "D18", ("综合满意度为93%。",), ""),
        ("沿线群众满意度", "D18", ("学生群众满意度为91%。",), ""),
        ("组织送戏曲下乡演出里程", "D13", _SAID, "送书下乡演出"),
        ("组织送戏曲下乡演出里程", "D13", _SAID[-1:], ""),  # told too seldom
        ("新增公路护栏里程", "D13", ("更新公路护栏50公里。",), ""),
        ("公路日常管护里程", "D13", ("公路日常完成管护50公里。",), ""),
    ],
)  # fmt: skip
def test_a_row_beside_its_figure_has_its_own_name(
    name: str, place: str, lines: tuple[str, ...], odd: str, tmp_path: Path
) -> None:
    form = own_form(**{place: name})
    assert _found(tmp_path, _ROWS, *LINES, *lines, form) == ({odd} if odd else set())


_PROJECTS: tuple[Block, ...] = (
    own_form(C3="路灯改造", D18="照明用户满意度", F18="91.3%"),
    own_form(C3="公厕改造", D18="如厕市民满意度", F18="93%"),
)


@pytest.mark.parametrize(
    ("title", "line", "wrong"),
    [
        ("2023年度公厕改造项目绩效自评报告", "经调查，照明用户满意度91.3%。", True),
        ("2023年度路灯改造项目绩效自评报告", "经调查，照明用户满意度91.3%。", False),
        ("2023年度公厕改造项目绩效自评报告", "经调查，如厕市民满意度93%。", False),
        ("2023年度公厕改造项目绩效自评报告", "经调查，照明用户满意度100%。", False),
    ],
)
def test_the_row_of_another_form_is_no_row_of_this_project(title: str, line: str, wrong: bool, tmp_path: Path) -> None:
    blocks = (title, "一、项目基本情况", "项目已经完工。", line, "项目支出绩效自评表")
    forms = tuple(block for form in _PROJECTS for block in ("项目支出绩效自评表", form))
    assert bool(_found(tmp_path, "ZPJ470", *blocks[:-1], *forms)) is wrong


_OWN = ("清江县交通运输局2023年度道路养护项目绩效自评报告", "清江县交通运输局按月考核。", "清江县交通运输局")


@pytest.mark.parametrize(
    ("changes", "lines", "odd"),
    [
        ({}, ("评价对象为清江县民政局2023年度道路养护项目。",), "清江县民政局"),
        ({}, ("清江县民政局对2023年度道路养护项目开展了绩效自评。",), "清江县民政局"),
        ({}, ("清江县财政局对2023年度道路养护项目开展了绩效评价。",), ""),
        ({}, ("清江县民政局2023年度补助资金已经下达。",), ""),
        ({}, ("评价对象为清江县民政局2023年度道路养护项目。", "县民政局参加考核。"), "清江县民政局"),
        ({}, ("评价对象为清江县民政局2023年度道路养护项目。", "清江县民政局参加考核。"), ""),
        ({"实施单位": "实施单位：清江县交通建设局"}, (), "清江县交通建设局"),
        ({"实施单位": "实施单位：清江县公路养护站"}, (), ""),
        ({"市公路中心": "清江县交通运输中心"}, (), "清江县交通运输中心"),
        ({"市公路中心": "清江县公路养护站"}, (), ""),
        ({"市公路中心": "清江县水利局"}, (), "清江县水利局"),
    ],
)
def test_the_own_bureau_stands_in_its_place(
    changes: dict[str, Block | None], lines: tuple[str, ...], odd: str, tmp_path: Path
) -> None:
    named = spoilt({"2023年度": _OWN[0], "实施单位": f"实施单位：{_OWN[2]}", "市公路中心": _OWN[2], **changes})
    found = _found(tmp_path, _OFFICES, *named[:-2], *_OWN[1:2], *lines, *named[-2:])
    assert found == ({odd} if odd else set())


@pytest.mark.parametrize(
    ("cells", "odd"),
    [
        ({"G4": "清江县民政局"}, "清江县民政局"),
        ({"G4": "清江县交通运输局"}, ""),
        ({"C4": "清江县民政局", "G4": "清江县交通运输局"}, ""),
    ],
)
def test_the_unit_of_a_form_is_the_own_bureau(cells: dict[str, str], odd: str, tmp_path: Path) -> None:
    named = spoilt({"2023年度": _OWN[0], "实施单位": f"实施单位：{_OWN[2]}", "市公路中心": _OWN[2]})
    assert _found(tmp_path, _OFFICES, *named, _OWN[1], own_form(**cells)) == ({odd} if odd else set())


_TABLE: Block = [
    ("序号", "项目名称", "全年预算数（万元）"),
    ("1", "路灯监测与节能改造项目", "8.65"),
    ("2", "公厕提升改造项目", "8.65"),
]


@pytest.mark.parametrize(
    ("name", "line", "wrong"),
    [
        ("路灯监测项目", "路灯监测与节能改造项目已经完工。", True),
        ("路灯监测与节能改造项目", "路灯监测与节能改造项目已经完工。", False),
        ("路灯监测项目", "路灯监测项目已经完工。", False),
    ],
)
def test_the_form_left_over_has_the_name_of_the_row_left_over(
    name: str, line: str, wrong: bool, tmp_path: Path
) -> None:
    forms = (own_form(C3=name), own_form(C3="公厕提升改造项目"))
    found = findings_in(tmp_path / "report.docx", [*LINES, _TABLE, line, *forms])
    assert bool([item for item in found if item.rule == "ZPJ186" and item.location.endswith("!C3")]) is wrong


_SCORES: Block = [
    ("一级指标", "二级指标", "三级指标", "分值", "得分"),
    ("产出", "产出数量", "养护里程", "50", "50"),
    ("效益", "社会效益", "通行能力", "50", "49.27"),
]


@pytest.mark.parametrize(
    ("title", "odd"),
    [
        ("清江县市政桥梁与路灯维护经费绩效评价评分表", "市政桥梁与路灯维护经费"),
        ("清江县市政道路与路灯维护经费绩效评价评分表", ""),
        ("项目支出绩效评价评分表", ""),
    ],
)
def test_the_sheet_of_scores_is_of_the_reports_project(title: str, odd: str, tmp_path: Path) -> None:
    own = "清江县城市管理局2023年度市政道路与路灯维护项目绩效评价报告"
    line = "市政道路与路灯维护项目得分99.27分。"
    found = _found(tmp_path, "ZPJ186", own, *LINES[4:6], line, title, _SCORES)
    assert found == ({odd} if odd else set())
