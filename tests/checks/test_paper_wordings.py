"""One slip in many wordings is found in each of them; right lines in the same wordings are let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in, spoilt
from tests.checks.paper_wordings import RIGHT, WORDINGS

_NEW = {rule for rule, _ in WORDINGS} | {"ZPJ559", "ZPJ565", "ZPJ519", "ZPJ531"}


@pytest.mark.parametrize(("rule", "lines"), WORDINGS, ids=[f"{rule} {str(lines[0])[:16]}" for rule, lines in WORDINGS])
def test_a_slip_is_found_in_every_wording(rule: str, lines: tuple[str, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *lines, *LINES[11:]])
    assert rule in {item.rule for item in found}, [(item.rule, item.message) for item in found]


@pytest.mark.parametrize("lines", RIGHT, ids=[str(lines[0])[:16] for lines in RIGHT])
def test_what_is_right_is_let_pass_in_the_same_wordings(lines: tuple[str, ...], tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], *lines, *LINES[11:]])
    assert [(item.rule, item.message) for item in found if item.rule in _NEW] == []


@pytest.mark.parametrize(
    "line",
    ["2022年，养护县道50公里。", "2022年完成县道养护50公里。", "1.数量指标：2022年度修补坑槽320处。"],
)
def test_results_told_of_the_year_before_are_doubted(line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", spoilt({"1.数量": line}))
    assert "ZPJ559" in {item.rule for item in found}, [(item.rule, item.message) for item in found]


@pytest.mark.parametrize(
    "line", ["2022年以来，养护县道50公里。", "比2022年增加5公里。", "2022年12月批复养护县道50公里。"]
)
def test_the_year_before_may_be_named_beside_results(line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", spoilt({"1.数量": line}))
    assert "ZPJ559" not in {item.rule for item in found}


def test_a_project_much_like_the_own_told_once_is_doubted(tmp_path: Path) -> None:
    blocks: list[Block] = [
        "2023年度城乡道路与桥梁养护项目绩效自评报告",
        *LINES[4:11],
        "城乡道路桥梁维护工程的实施，改善了出行。",
    ]
    found = findings_in(tmp_path / "报告.docx", [*blocks, *LINES[11:]])
    assert [item.found for item in found if item.rule == "ZPJ558"] == ["城乡道路桥梁维护工程"]


def test_a_title_of_another_year_than_the_whole_text_is_wrong(tmp_path: Path) -> None:
    blocks: list[Block] = [
        "2022年度道路养护项目绩效自评报告",
        *LINES[4:11],
        "2023年养护县道50公里。",
        "2023年修补坑槽320处。",
        *LINES[11:],
    ]
    found = {item.rule: item for item in findings_in(tmp_path / "报告.docx", blocks)}
    assert (found["ZPJ565"].found, found["ZPJ565"].expected) == ("2022年", "2023年")
