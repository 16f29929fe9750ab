"""Signs in a form no report should have are found, each once and surely; good rare signs and names are let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, findings_in
from zpj.domain.findings import Severity
from zpj.domain.plain_signs import not_plain


def told(folder: Path, line: str) -> list[tuple[str, Severity]]:
    found = findings_in(folder / "报告.docx", [*LINES[:11], line, *LINES[11:]])
    return [(item.message, item.severity) for item in found if item.rule == "ZPJ539"]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("全年支岀按月核对。", "支出"), ("截至12月31曰按月核对。", "31日"), ("曰常巡查按月开展。", "日常"),
        ("办理时限在一周以內。", "以内"), ("走访农戶按月开展。", "农户"), ("任务巳完成。", "已完"),
        ("排污囗按月巡查。", "污口"), ("统ー标准后按月巡查。", "统一"),
        ("专项经費按月核对。", "经费"), ("靑年活动按月开展。", "青年"), ("该事亊项按月核对。", "事事"),
    ],
)  # fmt: skip
def test_a_sign_in_another_form_is_told_once_as_a_warning(line: str, meant: str, tmp_path: Path) -> None:
    found = told(tmp_path, line)
    assert len(found) == 1
    assert meant in found[0][0]
    assert found[0][1] is Severity.WARNING


@pytest.mark.parametrize(
    "line",
    [
        "联系人李昇负责核对。",
        "乙巳年按计划开展。",
        "上巳节活动按月开展。",
        "2022ー2023年按月核对。",
        "王喆、于乾参加核对。",
    ],
)
def test_names_and_signs_that_are_good_there_are_let_pass(line: str, tmp_path: Path) -> None:
    assert told(tmp_path, line) == []


def test_a_paper_in_traditional_forms_is_told_once(tmp_path: Path) -> None:
    assert len(told(tmp_path, "專項經費執行情況與績效目標無關，農戶滿意。")) == 1


def test_plain_signs_are_no_forms() -> None:
    assert not_plain(frozenset("内户青出财政支出12万元")) == {}
    assert not_plain(frozenset("內人")) == {"內": "内"}
