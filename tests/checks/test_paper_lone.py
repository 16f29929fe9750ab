"""A figure told once, a slip away from one told elsewhere, lists of parts, and what is more than its whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import book, grid
from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_lone import LONE, RIGHT_LONE
from tests.checks.test_tie import OTHER, paper
from zpj.checks.case import PaperCase, book_case
from zpj.checks.run import check_paper

_OWN = {rule for rule, _ in LONE} | {"ZPJ481", "ZPJ281"}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(LONE)]


@pytest.mark.parametrize(("rule", "blocks"), LONE, ids=_NAMES)
def test_a_slip_is_found_in_every_wording(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert rule in {item.rule for item in told}, [(item.rule, item.message) for item in told]


@pytest.mark.parametrize("blocks", RIGHT_LONE, ids=map(str, range(len(RIGHT_LONE))))
def test_what_is_right_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert [(item.rule, item.message) for item in told if item.rule in _OWN] == []


def of_two(line: str) -> set[str]:
    """What is said of a paragraph of a report over 道路养护 (8.65, 8.2) and 桥梁检测 (30, 20)."""
    both = book_case(book(None, grid(OTHER, name="另一表"), sections=(), tables=()))
    return {one.rule for one in check_paper(PaperCase(paper(line), both.forms, both.book))}


@pytest.mark.parametrize(
    "line",
    [
        "道路养护支出2.8万元，执行率94.8%；桥梁检测支出20万元。",
        "道路养护支出8.2万元；桥梁检测项目支出10万元，主要是招标较晚。",
        "道路养护预算6.85万元，桥梁检测预算30万元。",
    ],
)
def test_amounts_right_behind_the_names_of_projects_are_compared_with_their_forms(line: str) -> None:
    assert of_two(line) & {"ZPJ281", "ZPJ467", "ZPJ501", "ZPJ502"}


@pytest.mark.parametrize(
    "line",
    [
        "道路养护支出8.2万元，执行率94.8%；桥梁检测支出20万元。",
        "道路养护预算8.65万元，桥梁检测预算30万元。",
        "道路养护第一季度支出2.8万元，桥梁检测合同支出10万元。",
    ],
)
def test_right_amounts_behind_the_names_of_projects_are_let_pass(line: str) -> None:
    assert "ZPJ281" not in of_two(line)
