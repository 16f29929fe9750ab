"""Slips none of the published papers has, each by the words of its rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in

RATES: Block = [("地区", "里程（公里）", "合格率"), ("东片", "31", "95个百分点"), ("西片", "19", "98%")]
OPEN: Block = [("环节", "单位"), ("巡查", "市公路中心"), ("清扫", "____")]


@pytest.mark.parametrize(
    ("rule", "block"),
    [
        ("ZPJ230", "自评得分由各项相加：9.23+50+30+10=98.23分。"),
        ("ZPJ257", RATES),
        ("ZPJ522", OPEN),
        ("ZPJ559", "项目从2021年起分三年实施，2022年为第三个年度。"),
        ("ZPJ559", "经2022年与2022年对比，路况明显好转。"),
        ("ZPJ598", "养护计划完成率为96%，任务全部完成。"),
        ("ZPJ221", "年初预算安排后未作调整，预算没有调整，年中又追加预算10万元用于抢修。"),
    ],
)
def test_a_slip_seldom_made_is_found(rule: str, block: Block | str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], block, *LINES[11:]])
    assert rule in {item.rule for item in found}, [(item.rule, item.message) for item in found]


@pytest.mark.parametrize(
    ("rule", "block"),
    [
        ("ZPJ230", "自评得分由各项相加：9.23+50+30+10=99.23分。"),
        ("ZPJ257", [*RATES[:1], ("东片", "31", "95%"), RATES[2]]),
        ("ZPJ522", [*OPEN[:2], ("清扫", "市公路中心")]),
        ("ZPJ559", "项目从2021年起分三年实施，2023年为第三个年度。"),
        ("ZPJ598", "养护计划完成率为100%，任务全部完成。"),
    ],
)
def test_the_like_right_one_is_let_pass(rule: str, block: Block | str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], block, *LINES[11:]])
    assert rule not in {item.rule for item in found}, [(item.rule, item.message) for item in found]
