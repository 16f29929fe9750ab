"""Another county, a project renamed, days past a limit, changes and weights that do not fit are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, told
from tests.checks.paper_renamed import RENAMED, RIGHT_RENAMED
from tests.checks.paper_slips import own_form

_OWN = {rule for rule, _ in RENAMED} - {"ZPJ539"}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(RENAMED)]

_NUMBERED = (
    "1.县道安排资金5万元，实际支出4.72万元，情况如下：",
    "2.乡道安排资金2万元，实际支出1.5万元。",
    "3.村道安排资金1万元，实际支出1万元。",
)
_WHOLE_FIRST = (
    "自评于2024年1月15日启动，3月8日结束，1月15日至1月31日收集资料，2月1日至2月23日走访，2月26日至3月8日撰写报告。"
)


@pytest.mark.parametrize(("rule", "blocks"), RENAMED, ids=_NAMES)
def test_what_does_not_fit_the_paper_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_RENAMED, ids=map(str, range(len(RIGHT_RENAMED))))
def test_what_fits_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _OWN] == []


@pytest.mark.parametrize(
    ("rule", "blocks"),
    [
        ("ZPJ231", _NUMBERED),
        ("ZPJ562", (own_form(E18=""), "二、项目绩效目标", "全年养护县道，群众满意度90%以上。")),
        ("ZPJ312", (own_form(D14="养护工程一次验收合格率"),)),
        ("ZPJ152", (_WHOLE_FIRST,)),
        ("ZPJ526", ("五、改进措施", "县道于2024年10月补修，待2024年11月验收后支付。")),
    ],
)  # fmt: skip
def test_what_is_right_is_no_fault_of_another_rule(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert rule not in {each for each, _ in told(tmp_path, *blocks)}
