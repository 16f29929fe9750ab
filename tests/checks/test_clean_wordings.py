"""What the best offices write about sources, parts, samples and other years is let pass beside the form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import book, found
from tests.checks.paper_cases import LINES, clean_form, findings_in

CLEAN = [
    "巡查方面，该项预算结余0.12万元。",
    "修补未全部实施，结余0.3万元；清扫合同下浮，结余0.15万元。",
    "到2025年底，全县道路验收合格率达到99%以上。",
    "随机抽测养护里程12公里。",
    "全县现有耕地面积85万亩。",
    "单位养护成本0.16万元，低于0.18万元的控制标准，比上年的0.17万元下降5.88%。",
    "路面完好率94%，比目标值高4个百分点，比上年的92.4%提高1.6个百分点。",
    "举办安全讲座，超额完成6场，其中上半年58场、下半年43场、年末25场。",
    "举办培训14期，平均每期90人次，其中管理人员420人次、养护工840人次。",
    "三是坚持就地取材。养护县道50公里所用的材料由沿线供应。",
    "一是党建引领。组织养护骨干到路面巡查。",
    "二是律师资源不足。养护合同的审查用时较长。",
    "自评结果作为2024年预算执行监控和2025年预算编制的依据。",
    "全年运送旅客312.4万人次，日均0.85万人次，比2022年的298.2万人次增加14.2万人次。",
    "平均每人次补贴2.01元，低于2.10元的控制标准，比2022年的2.03元减少0.02元。",
    "发放问卷200份，收回有效问卷196份，群众满意度为93%。",
    "全年值班248个工作日，值班240个以上的小组均受表扬。",
    "养护标准执行率98%，巡查合格率100%，均达到指标值。",
    "评价小组到4个乡镇现场核查养护里程12公里、随机抽查养护里程3公里。",
]


@pytest.mark.parametrize("line", CLEAN)
def test_a_right_line_of_another_year_part_or_sample_is_let_pass(line: str, tmp_path: Path) -> None:
    before = findings_in(tmp_path / "原文.docx", LINES, clean_form())
    after = findings_in(tmp_path / "报告.docx", [*LINES[:16], line, *LINES[16:]], clean_form())
    known = {item.message for item in before}
    assert [(item.rule, item.message) for item in after if item.rule != "ZPJ568" and item.message not in known] == []


@pytest.mark.parametrize("name", ["每公里养护成本", "养护单价", "人均养护成本", "单场培训成本"])
def test_a_cost_of_one_piece_is_not_compared_with_the_whole_year(name: str) -> None:
    rules = {item.rule for item in found(book({"D16": name, "E16": "≤0.2万元", "F16": "0.16万元"}))}
    assert not rules & {"ZPJ319", "ZPJ320"}


def test_a_report_that_tells_of_the_added_amount_needs_no_other_reason(tmp_path: Path) -> None:
    form = book({"D6": "7.65"}, tables=(), sections=())
    line = "2023年8月，市财政追加养护经费1万元。"
    silent = findings_in(tmp_path / "原文.docx", LINES, form)
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], line, *LINES[11:]], form)
    assert "ZPJ209" in {item.rule for item in found(form)} | {item.rule for item in silent}
    assert "ZPJ209" not in {item.rule for item in told}


def test_a_short_name_of_the_unit_is_no_other_unit(tmp_path: Path) -> None:
    form = book({"G4": "云泽县教育体育局"}, tables=(), sections=())
    after = findings_in(tmp_path / "报告.docx", [*LINES[:16], "本项目由云泽县教体局组织实施。", *LINES[16:]], form)
    assert "云泽县教体局" not in {item.found for item in after if item.rule == "ZPJ583"}


def test_a_plan_in_kilometres_is_no_budget_of_the_money_spent(tmp_path: Path) -> None:
    rows = [("乡镇", "计划（公里）", "完成（公里）", "完成率", "支出（万元）"), ("城关镇", "12", "9", "75%", "35.10")]
    after = findings_in(tmp_path / "报告.docx", [*LINES[:11], rows, *LINES[11:]], clean_form())
    assert "ZPJ238" not in {item.rule for item in after}
