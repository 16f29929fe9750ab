"""What follows from another finding, and what only looks like a slip, is not told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import cell
from tests.checks.test_paper_rules import GOODS

_PARTS: Block = [
    ["片区", "计划（公里）", "养护（公里）"],
    ["东关片区", "120.5", "100.5"],
    ["西关片区", "80.5", "80.5"],
    ["合计", "201", "201"],
]
_ALONE: Block = [["片区", "养护（公里）"], ["东关片区", "100.5"], ["西关片区", "80.5"], ["合计", "201"]]


def _told(tmp_path: Path, *blocks: Block) -> list[tuple[str, str, str, str | None]]:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    return [(item.rule, item.severity.name, item.location, item.expected) for item in found]


def test_the_total_is_right_where_another_rule_finds_the_row_wrong(tmp_path: Path) -> None:
    told = _told(tmp_path, cell(GOODS, 2, 4, "2500"))
    assert "ZPJ236" in {rule for rule, *_ in told}
    assert "ZPJ235" not in {rule for rule, *_ in told}


def test_the_row_is_named_where_the_text_tells_it_and_the_total(tmp_path: Path) -> None:
    told = _told(tmp_path, "全年养护201公里，其中东关片区120.5公里、西关片区80.5公里。", _PARTS)
    assert ("ZPJ235", "ERROR", "表1!C2", "120.5") in told


def test_a_wrong_total_is_a_doubt_where_the_text_tells_it_too(tmp_path: Path) -> None:
    assert ("ZPJ235", "WARNING", "表1!B4", "181") in _told(tmp_path, "全年养护201公里。", _ALONE)


def test_a_wrong_total_is_an_error_where_nothing_else_is_told(tmp_path: Path) -> None:
    assert ("ZPJ235", "ERROR", "表1!B4", "181") in _told(tmp_path, _ALONE)


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        (
            "ZPJ254",
            ("“甲批检测”指标值≥264批次，实际完成值为269批次。", "“乙批检测”指标值≥71批次，实际完成值为76批次。"),
        ),
        ("ZPJ125", ("第5片区全年组织施工40次，投入218人次。", "第6片区全年组织施工80次，投入218人次。")),
        ("ZPJ501", ("购置反光背心18套，支出1.44万元。",)),
    ],
)
def test_two_things_are_not_one_told_twice(rule: str, lines: tuple[str, ...], tmp_path: Path) -> None:
    assert rule not in {each for each, *_ in _told(tmp_path, *lines)}


def test_a_list_of_attachments_begins_on_the_line_of_its_head(tmp_path: Path) -> None:
    listed = ("1.农村公路养护情况表", "2.农村公路巡查情况表", "附件：1.项目支出绩效自评表", "2.绩效评价评分表")
    told = _told(tmp_path, *listed)
    assert "ZPJ520" not in {rule for rule, *_ in told}
