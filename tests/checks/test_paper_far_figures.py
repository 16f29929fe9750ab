"""Counts against the row of a table, changes against a figure elsewhere, points behind a rate; right lines pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, clean_form, findings_in

_TABLE: Block = [
    ["序号", "救助类别", "救助人（户）数", "标准（元）"],
    ["1", "大病困难群众救助", "52", "5000"],
    ["2", "先天性心脏病儿童筛查转诊补助", "4", "2000"],
    ["3", "送温暖", "167", "500"],
]
_UNITS: Block = [
    ["序号", "设备名称", "单位", "数量", "单价"],
    ["1", "应急广播终端", "套", "90", "0.52"],
    ["2", "虚拟演播室系统", "套", "1", "68"],
]
_COSTS: Block = [
    ["序号", "项目名称", "预算数（万元）", "执行数（万元）"],
    ["1", "公务用车运行维护费", "268", "251.92"],
    ["2", "办公用房维修费", "120", "118.6"],
]
_COST = "车队运行费251.92万元，公务接待费9.6万元。"
FAR: list[tuple[str, tuple[Block, ...]]] = [
    ("ZPJ330", (_TABLE, "全年救助先天性心脏病儿童14人。")),
    ("ZPJ330", (_TABLE, "救助大病困难群众25人，群众满意。")),
    ("ZPJ330", (_TABLE, "先天性心脏病儿童筛查转诊补助共40人。")),
    ("ZPJ330", (_UNITS, "安装应急广播终端96套，运行正常。")),
    ("ZPJ330", (_UNITS, "建成虚拟演播室系统3套。")),
    ("ZPJ332", (_COST, "全年安全行驶86.4万公里。", "车队运行费比上年的262.4万元增长3.99%。")),
    ("ZPJ332", (_COST, "全年安全行驶86.4万公里。", "车队运行费较去年262.4万元增加10.48万元。")),
    ("ZPJ332", (_COST, "全年安全行驶86.4万公里。", "车队运行费同比增长3.99%（上年为262.4万元）。")),
    ("ZPJ332", (_COST, "全年安全行驶86.4万公里。", "其中车队运行费比2022年的242.2万元下降4.01%。")),
    ("ZPJ332", (_COSTS, "公务用车运行维护费比上年的262.4万元增长3.99%。")),
    ("ZPJ561", ("全年支出8.2万元，执行率94.8%，得9.84分。",)),
    ("ZPJ561", ("全年支出8.2万元，执行率为94.8%，该项计9.84分。",)),
    ("ZPJ561", ("全年支出8.2万元，执行率94.8%（得9.84分）。",)),
    ("ZPJ594", ("对养护点每季度巡查2次，全年共巡查6次。",)),
    ("ZPJ243", ("上年合格率85%，本年占比达90%，比上年提高5%。",)),
]
RIGHT_FAR: list[tuple[Block, ...]] = [
    (_TABLE, "救助先天性心脏病儿童4人。", "救助大病困难群众52人，其中男性14人。"),
    (_TABLE, "计划救助大病困难群众60人。", "上年救助大病困难群众41人。", "每月救助大病困难群众4人。"),
    (_TABLE, "救助大病困难群众和困难学生117人。", "一季度救助大病困难群众12人。"),
    (_UNITS, "安装应急广播终端90套。", "另有应急广播终端6套未安装。"),
    (_COST, "全年安全行驶86.4万公里。", "车队运行费比上年的262.4万元下降3.99%。"),
    (_COST, "全年安全行驶86.4万公里。", "车队运行费比上年的242.2万元增长4.01%。"),
    ("全年支出8.2万元，执行率94.8%，得9.48分。", "执行率94.8%，得97.98分。"),
    ("按照每处每月3次的频次，全年开展日常巡查1296次。", "各点每季度考核1次，全年共考核48次。"),
    ("药品配备占比不低于85%，门诊次均药费下降5%以上，队伍稳定率95%以上，满意度90%以上。",),
]
_OWN = {rule for rule, _ in FAR}


@pytest.mark.parametrize(("rule", "blocks"), FAR, ids=[f"{number} {rule}" for number, (rule, _) in enumerate(FAR)])
def test_a_slip_is_found_in_every_wording(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    form = clean_form() if rule == "ZPJ561" else None
    told = findings_in(tmp_path / "报告.docx", [*LINES[:12], *blocks, *LINES[12:]], form)
    assert rule in {item.rule for item in told}, [(item.rule, item.message) for item in told]


@pytest.mark.parametrize("blocks", RIGHT_FAR, ids=map(str, range(len(RIGHT_FAR))))
def test_what_is_right_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:12], *blocks, *LINES[12:]], clean_form())
    assert [(item.rule, item.message) for item in told if item.rule in _OWN] == []
