"""Figures and days told of another thing than a row of the form are let pass; the same slip in the row is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form

DAY = {"F15": "2023年11月8日"}
SWEPT = {"D13": "县道清扫里程", "E13": "≥160公里", "F13": "164公里",
         "D14": "乡道清扫里程", "E14": "≥165公里", "F14": "161公里"}  # fmt: skip
COST = {"D13": "清扫户数", "E13": "≥390户", "F13": "391户", "D16": "补贴户均成本", "E16": "≤110元", "F16": "110元"}
VISITS = [("季度", "场次（场）", "场均观众（人）", "观众（人次）"), ("一季度", "22", "385", "8460"),
          ("二季度", "34", "382", "12980"), ("三季度", "45", "392", "17640"), ("四季度", "25", "380", "9500"),
          ("五季度", "20", "410", "8200")]  # fmt: skip
SPENT = [("支出内容", "金额（万元）", "占比（%）"), ("县道清扫作业", "1.47", "17.93"), ("路面修补", "6.73", "82.07"),
         ("合计", "8.2", "100")]  # fmt: skip


def rules(folder: Path, *blocks: Block, form: dict[str, str]) -> set[str]:
    found = findings_in(folder / "报告.docx", [*LINES[:17], *blocks, *LINES[17:], own_form(**form)], None)
    return {item.rule for item in found}


@pytest.mark.parametrize(
    ("rule", "blocks", "form"),
    [
        ("ZPJ501", ("每处补贴严格执行8000元的标准，没有超标准列支。",), {}),
        ("ZPJ501", (SPENT, "县道清扫实际支出1.47万元，由县级资金负担。"), {}),
        ("ZPJ355", ("市公路中心于2024年2月20日启动自评，3月14日完成。",), DAY),
        ("ZPJ247", (VISITS,), {}),
        ("ZPJ376", ("全年完成县道清扫164公里；完成乡道清扫161公里，少于计划4公里。",), SWEPT),
        ("ZPJ244", ("补贴户均成本110元，与标准一致。",), COST),
        ("ZPJ117", ("2024年6月底前完成其余5个站点的协议签订，明确网格员兼任信息员。",), {}),
    ],
)
def test_what_is_told_of_another_thing_is_let_pass(
    rule: str, blocks: tuple[Block, ...], form: dict[str, str], tmp_path: Path
) -> None:
    assert rule not in rules(tmp_path, *blocks, form=form)


@pytest.mark.parametrize(
    ("rule", "blocks", "form"),
    [
        ("ZPJ501", ("全年支出1.47万元。",), {}),
        ("ZPJ355", ("护栏安装工程12月8日完成。",), DAY),
        ("ZPJ247", ([*VISITS[:4], ("四季度", "25", "380", "9500"), ("五季度", "20", "410", "8900")],), {}),
        ("ZPJ340", (), {"D13": "补助资金拨付完成时间", "E13": "≥12月", "F13": "12月"}),
    ],
)
def test_the_slip_beside_it_is_found(
    rule: str, blocks: tuple[Block, ...], form: dict[str, str], tmp_path: Path
) -> None:
    assert rule in rules(tmp_path, *blocks, form=form)
