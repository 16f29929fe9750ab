"""Scores in prose that are no total: bounds of grades, the system of scores, what an indicator measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, findings_in
from tests.checks.paper_slips import own_form


@pytest.mark.parametrize(
    "line",
    [
        "总分100分，其中预算执行10分、产出指标50分、效益指标30分、满意度指标10分。",
        "综合得分90分以上（含90分）为优，80分至90分（含80分）为良，60分以下为差。",
        "总分90分（含）以上为优，自评得分80分为良。",
        "总分100分，由预算执行、产出、效益、满意度四部分组成。",
    ],
)
def test_bounds_and_systems_are_no_totals(line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES, line, own_form()])
    assert [(item.rule, item.message) for item in found if item.rule in ("ZPJ503", "ZPJ579")] == []


@pytest.mark.parametrize("line", ["自评总分98.27分。", "综合得分98.27分，等级为“优”。", "自评得分95分，评为优。"])
def test_another_total_than_the_forms_is_an_error(line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES, line, own_form()])
    assert "ZPJ503" in {item.rule for item in found}


def test_an_average_in_a_cell_is_no_total(tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES, own_form(E20="季度考核平均得分92.37分，各项工作完成较好。")])
    assert [item.message for item in found if item.rule == "ZPJ579"] == []
