"""One name of two kinds, acts before their notice ended, tallies that do not add up are found; right ones let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in, told
from tests.checks.paper_slips import own_form
from tests.checks.paper_turns import RIGHT_TURNS, TURNS
from zpj.domain.findings import Severity

_OWN = {rule for rule, _ in TURNS} - {"ZPJ549", "ZPJ323", "ZPJ526", "ZPJ559"} | {"ZPJ142", "ZPJ586"}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(TURNS)]


@pytest.mark.parametrize(("rule", "blocks"), TURNS, ids=_NAMES)
def test_a_turn_of_words_or_figures_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_TURNS, ids=map(str, range(len(RIGHT_TURNS))))
def test_what_only_looks_alike_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []


@pytest.mark.parametrize(
    "line",
    [
        "县级资金执行率为75%，主要是1家企业放弃。",
        "中央补助资金执行率60%，结余2万元。",
        "预算执行率10分（执行率×10）、产出指标50分、效益指标30分、满意度指标10分。",
        "时效指标每逾期1日扣0.2分，质量指标按期完成的得8分。",
    ],
)
def test_rates_of_a_source_and_rules_of_scoring_are_no_errors(line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES[:11], line, *LINES[11:], own_form()])
    wrong = [item for item in found if item.severity is Severity.ERROR]
    assert [item for item in wrong if item.rule in {"ZPJ502", "ZPJ560", "ZPJ561", "ZPJ595"}] == []
