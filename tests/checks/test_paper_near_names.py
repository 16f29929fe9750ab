"""A name of a paper's tables that is told once with another word in it is found; what are two things is let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in

_ESTATES: Block = [
    ("序号", "养护片区", "里程（公里）", "支出（万元）"),
    ("1", "纺织厂家属区", "12.4", "1.80"),
    ("2", "砖瓦厂家属区", "9.6", "1.40"),
]
_RATES: Block = [
    ("序号", "工作内容", "计划", "完成"),
    ("1", "巡查记录按时上报率", "100%", "98.6%"),
    ("2", "国控断面清淤比例", "90.6%", "93.8%"),
    ("3", "沿线村民满意度", "90%", "91.37%"),
    ("4", "养护企业巡查矿次", "120", "126"),
]
_COUNTED: Block = [("类别", "计划数", "完成数"), ("养护企业巡查家次", "120", "126"), ("护栏更换处数", "40", "41")]
_OFTEN = ("纺织厂家属区4月开工。", "纺织厂家属区6月完工。")
_OFFICE: Block = [
    ("序号", "用款单位", "金额（万元）"),
    ("1", "清江县广播电视中心", "3.00"),
    ("2", "清江县民政局", "2.00"),
]
_OF_OFFICE = ("清江县广播电视中心负责设备维护。", "清江县民政局负责宣传。", "清江县民政局组织验收。")


@pytest.mark.parametrize(
    ("rule", "blocks"),
    [
        ("ZPJ183", (_ESTATES, *_OFTEN, "5月底前完成纺织厂生活区剩余路段。")),
        ("ZPJ183", (_RATES, "巡查记录及时上报率98.6%。")),
        ("ZPJ183", (_RATES, "省控断面清淤比例93.8%，比上年提高。")),
        ("ZPJ183", (_RATES, "沿线村民满意率91.37%。")),
        ("ZPJ183", (_RATES, _COUNTED)),
        ("ZPJ184", (_OFFICE, *_OF_OFFICE, "清江县广播电视台组织抢修。")),
        ("ZPJ184", (_OFFICE, *_OF_OFFICE, "清江县民政委复核。")),
    ],
)
def test_a_name_told_once_with_another_word_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert rule in {found.rule for found in findings_in(tmp_path / "report.docx", [*LINES, *blocks])}


@pytest.mark.parametrize(
    "blocks",
    [
        (_ESTATES, *_OFTEN, "砖瓦厂家属区5月开工。"),
        (_ESTATES, *_OFTEN, "纺织厂北区路面另行安排。"),
        (_ESTATES, *_OFTEN, "5月底前完成全部家属区的剩余路段。"),
        (_RATES, "巡查记录按时上报率98.6%。"),
        (_RATES, "巡查记录按时上报率不低于95%。"),
        (_RATES, "市级断面清淤比例88.2%。"),
        (_RATES, "沿线村民满意率比上年提高。"),
        (_RATES, [("类别", "计划数", "完成数"), ("养护企业巡查家次", "80", "84"), ("护栏更换处数", "40", "41")]),
        (_OFFICE, *_OF_OFFICE, "清江县广播电视中心组织抢修。"),
        (_OFFICE, *_OF_OFFICE, "清江县民政局局长办公会审议。"),
    ],
)
def test_what_is_another_thing_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = {each.rule for each in findings_in(tmp_path / "report.docx", [*LINES, *blocks])}
    assert not found & {"ZPJ183", "ZPJ184"}
