"""Declared names, units of titles and tables, praise for reasons, points left out: found; right ones let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import rules
from tests.checks.paper_cases import LINES, Block, findings_in, told
from tests.checks.paper_slips import cell, own_form
from zpj.domain.findings import Severity

PRICES: Block = [
    ("支出内容", "数量", "单价（万元）", "金额（万元）"),
    ("洒水车", "2辆", "17.58", "35.16"),
    ("护栏", "46米", "0.52", "23.92"),
    ("养护站房", "1座", "41.80", "41.80"),
]
BY_UNIT = cell(PRICES, 0, 2, "单价（元）")
FIRM = "由安禾财产保险股份有限公司清江支公司（以下简称安禾财险清江支公司）承保。"
SAVED = {"D13": "年节约材料量"}
GOALS = {"B11": "全年养护县道50公里，保障沿线运输安全。", "F11": "养护县道50公里，路面平整，保障了沿线运"}

SLIPS: list[tuple[str, tuple[Block, ...]]] = [
    ("ZPJ236", (BY_UNIT,)),
    ("ZPJ236", (cell(PRICES, 0, 3, "金额（元）"),)),
    ("ZPJ236", (cell(PRICES, 1, 3, "35.61"),)),
    ("ZPJ150", (FIRM, "督促安和财险清江支公司充实力量。")),
    ("ZPJ280", ("年节约材料12.5米。", own_form(**SAVED, E13="≥12万米", F13="12.5万米"))),
    ("ZPJ280", ("年节约材料12.5万米。", own_form(**SAVED, E13="≥12米", F13="12.5米"))),
    ("ZPJ520", ("一是加强巡查。", "二是做好公告。", "四是加强协作。")),
    ("ZPJ520", ("主要措施：一是加强巡查；二是做好公告；二是加强协作。",)),
    ("ZPJ559", ("2022年，市财政安排该项目预算8.65万元，年中没有调整。", own_form())),
    ("ZPJ559", ("2023年养护站全年预算40.00万元，全年支出36.20万元。2022年预算完成率为90.5%。",)),
    ("ZPJ559", ([("指标", "实际"), ("护栏完好率", "98.6%")], "2023年更换护栏46米。2022年护栏完好率达到98.6%。")),
    ("ZPJ572", ("2022年，我中心认真落实要求，按规定对2023年度道路养护项目进行了绩效自评。",)),
    ("ZPJ585", ("路面平整，沿线运输更安全。", own_form(**GOALS))),
    ("ZPJ244", ("全年赔款389.65元，受益农户18628户次，平均每户次获得赔款290.17元。",)),
]
RIGHT: tuple[tuple[Block, ...], ...] = (
    (PRICES,),
    ([PRICES[0], ("护栏", "46米", "0.52", "23.92")],),
    (FIRM, "安禾财险清江支公司按期理赔，安禾寿险城北清江支公司参加。"),
    (FIRM, "安禾财险清江支公司与安禾财险清江分公司按期理赔。"),
    ("年节约材料12.5万米，另有护栏12.5米。", own_form(**SAVED, E13="≥12万米", F13="12.5万米")),
    ("一是加强巡查。", "二是做好公告：一是登报；二是上网；三是张贴。", "三是加强协作。"),
    ("问题：一是巡查少；二是公告晚。措施：一是加强巡查；二是做好公告；三是加强协作。",),
    ("2023年养护站全年预算40.00万元，全年支出36.20万元。2022年预算完成率为88.2%。",),
    ("2023年养护站全年预算40.00万元，全年支出36.20万元。2022年预算完成率为90.5%，2023年与上年持平。",),
    ("2022年12月，市财政安排该项目预算8.65万元。", own_form()),
    ("2022年，市财政安排2023年项目预算8.65万元。", own_form()),
    ("2024年，我中心按规定对2023年度道路养护项目进行了绩效自评。",),
    ("2023年，我中心认真落实要求，对2023年度道路养护项目进行了绩效自评。",),
    ("路面平整，沿线运输更安全。", own_form(B11=GOALS["B11"], F11="养护县道50公里，路面平整，保障了沿线安全")),
    ("全年赔款389.65万元，受益农户18628户次，平均每户次获得赔款209.17元。",),
)
_OWN = {rule for rule, _ in SLIPS}


@pytest.mark.parametrize(("rule", "blocks"), SLIPS, ids=[f"{number} {rule}" for number, (rule, _) in enumerate(SLIPS)])
def test_the_slip_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT, ids=map(str, range(len(RIGHT))))
def test_what_is_right_and_looks_alike_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []


def test_a_wrong_unit_of_a_heading_is_told_once_at_the_heading(tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES, BY_UNIT])
    hits = [(item.location, item.severity) for item in found if item.rule == "ZPJ236"]
    assert hits == [("表1!C1", Severity.ERROR)]


@pytest.mark.parametrize(
    "reason",
    ["群众满意度已达到预期目标", "不断丰富活动形式，群众参与热情高涨，成效明显", "各项任务均完成年度目标"],
)
def test_praise_is_no_reason_for_a_deduction(reason: str) -> None:
    assert "ZPJ420" in rules({"I18": reason})


@pytest.mark.parametrize(
    "reason",
    [
        "部分群众对施工噪声有意见，受雨季影响",
        "村民外出务工多，下年加强宣传，效果明显后再评",
        "设备已完成招标，合同款分期支付",
    ],
)
def test_a_cause_is_one(reason: str) -> None:
    assert "ZPJ420" not in rules({"I18": reason})


@pytest.mark.parametrize(("done", "is_late"), [("12", True), ("11", True), ("10", False), ("9", False)])
def test_a_bare_month_behind_the_month_of_the_goal_is_late(done: str, is_late: bool) -> None:
    assert ("ZPJ407" in rules({"E15": "≤10月", "F15": done})) is is_late


@pytest.mark.parametrize(
    ("text", "is_missing"), [("绩效目标完成较好，无存在的问题。", True), ("部分路段施工扰民，满意度有待提高。", False)]
)
def test_a_part_that_denies_every_problem_names_none(text: str, is_missing: bool, tmp_path: Path) -> None:
    blocks = [*LINES[:18], "自评总分100分，其中预算执行10分。自评得分99.27分。", "五、存在的问题", text]
    found = findings_in(tmp_path / "报告.docx", [*blocks, "六、改进措施", "避开雨季。"])
    assert ("ZPJ541" in {item.rule for item in found}) is is_missing
