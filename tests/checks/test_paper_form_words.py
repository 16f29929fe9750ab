"""What the prose says again of a row in other words is held against the row; what agrees is let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_form_words import FORM_WORDS, RIGHT_FORM_WORDS
from tests.checks.paper_slips import own_form
from zpj.domain.findings import Severity

_OWN = {rule for rule, _ in FORM_WORDS} | {"ZPJ330"}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(FORM_WORDS)]


@pytest.mark.parametrize(("rule", "blocks"), FORM_WORDS, ids=_NAMES)
def test_what_the_prose_says_otherwise_than_a_row_is_found(
    rule: str, blocks: tuple[Block, ...], tmp_path: Path
) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert rule in {item.rule for item in told}, [(item.rule, item.message) for item in told]


@pytest.mark.parametrize("blocks", RIGHT_FORM_WORDS, ids=map(str, range(len(RIGHT_FORM_WORDS))))
def test_what_agrees_with_the_rows_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    assert [(item.rule, item.message) for item in told if item.rule in _OWN] == []


def _results(tmp_path: Path, form: Block, line: str) -> list[str | None]:
    told = findings_in(tmp_path / "报告.docx", [*LINES[:15], line, *LINES[15:], form])
    assert all(item.severity is not Severity.ERROR for item in told if item.rule == "ZPJ330")
    return [item.found for item in told if item.rule in ("ZPJ330", "ZPJ562")]


def test_a_small_count_told_by_the_whole_name_of_a_row_is_that_of_the_row(tmp_path: Path) -> None:
    form = own_form(D13="检修桥梁缆道", E13="4座", F13="4座")
    assert _results(tmp_path, form, "（2）检修桥梁缆道2座。") == ["2座"]
    assert _results(tmp_path, form, "（2）检修桥梁缆道4座。") == []
    assert _results(tmp_path, form, "（2）其中检修桥梁缆道2座。") == []


def test_two_names_exchanged_are_seen_by_the_units_of_their_figures(tmp_path: Path) -> None:
    form = own_form(D13="人工增雨作业次数", E13="≥60套", F13="60套", D14="更新预警喇叭数量", E14="≥6次", F14="7次")
    assert _results(tmp_path, form, "更新预警喇叭60套，人工增雨作业7次。") == ["60套", "7次"]
    right = own_form(D13="更新预警喇叭数量", E13="≥60套", F13="60套", D14="人工增雨作业次数", E14="≥6次", F14="7次")
    assert _results(tmp_path, right, "更新预警喇叭60套，人工增雨作业7次。") == []
