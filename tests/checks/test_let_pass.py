"""What right papers say that looks like a slip, beside the slip it looks like."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import rules
from tests.checks.paper_cases import LINES, Block, findings_in

_STANDARDS: Block = [
    ["乡镇", "户数", "补助标准（元/亩）", "补助金额（元）"],
    ["东乡", "20", "25", "9000"],
    ["西乡", "30", "25", "16500"],
    ["南乡", "10", "25", "6000"],
]
_ROOMS: Block = [
    ["实训室", "金额（万元）"],
    ["数控加工实训室", "12.5"],
    ["汽车检修实训室", "13.5"],
    ["智慧物流实训室", "14.5"],
]
_CASES: list[tuple[str, tuple[Block, ...], tuple[Block, ...]]] = [
    ("ZPJ284", (_STANDARDS, "2018年补助标准为每亩22元。"), (_STANDARDS, "补助标准为每亩22元。")),
    (
        "ZPJ276",
        ("购置设备215台（套），其中数控设备14台，汽车设备12套，物流设备189台。",),
        ("购置设备215台，其中数控设备14台，汽车设备12套，物流设备189台。",),
    ),
    (
        "ZPJ132",
        (_ROOMS, "建设数控加工、汽车检修、智慧物流3间实训室。"),
        (_ROOMS, "新设数控加工实训室、汽车检测实训室、智慧物流实训室3间。"),
    ),
    (
        "ZPJ113",
        ([["指标", "值"], ["师生满意度", "95.1%"]], "师生满意度95.1%，其中教师满意度97.0%，学生满意度94.8%。"),
        ([["指标", "值"], ["师生满意度", "95.1%"]], "经问卷调查，学生满意度95.1%。"),
    ),
]


def _rules(tmp_path: Path, blocks: tuple[Block, ...]) -> set[str]:
    return {item.rule for item in findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])}


@pytest.mark.parametrize(("rule", "right", "slip"), _CASES, ids=[rule for rule, *_ in _CASES])
def test_what_is_right_is_let_pass_and_the_slip_like_it_found(
    rule: str, right: tuple[Block, ...], slip: tuple[Block, ...], tmp_path: Path
) -> None:
    assert rule not in _rules(tmp_path, right)
    assert rule in _rules(tmp_path, slip)


def test_a_column_that_asks_for_reasons_alone_asks_for_no_measures() -> None:
    assert "ZPJ506" in rules({"I18": "雨季较长路段停工"})
    assert "ZPJ506" not in rules({"I12": "未完成原因", "I18": "雨季较长路段停工"})


def test_the_price_of_a_contract_is_not_what_was_spent() -> None:
    contract = {"D16": "养护合同总价", "E16": "≤8.8万元", "F16": "8.6万元"}
    assert "ZPJ319" not in rules(contract)
    assert "ZPJ319" in rules({**contract, "D16": "养护总成本"})
