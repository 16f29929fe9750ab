"""Names in two ways, left-overs, cut texts and slips of the pen are found; what is right is let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in, told
from tests.checks.paper_namings import NAMINGS, RIGHT_NAMINGS
from tests.checks.paper_slips import own_form

_RULES = {rule for rule, _ in NAMINGS} | {"ZPJ118", "ZPJ361"}
_NAMES = [f"{number} {rule}" for number, (rule, _) in enumerate(NAMINGS)]


@pytest.mark.parametrize(("rule", "blocks"), NAMINGS, ids=_NAMES)
def test_a_slip_in_a_name_or_word_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_NAMINGS, ids=map(str, range(len(RIGHT_NAMINGS))))
def test_what_only_looks_like_it_is_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert [item for item in told(tmp_path, *blocks) if item[0] in _RULES] == []


def test_another_projects_object_in_a_projects_results_is_doubted(tmp_path: Path) -> None:
    lamps = own_form(
        C3="城区路灯节能改造",
        B11="改造路灯120盏，改善照明。",
        F11="改造路灯120盏，新购洒水车辆投入使用。",
        D13="路灯改造",
    )
    found = findings_in(tmp_path / "报告.docx", [*LINES, own_form(C3="洒水车辆更新和购置"), lamps])
    assert "城区路灯节能改造" in {item.project for item in found if item.rule == "ZPJ118"}


@pytest.mark.parametrize(
    "reason",
    [
        "受客观因素影响，今后进一步加强管理。",
        "因工作原因没有完成，下一步继续努力提高",
        "其他原因造成指标未达到，详见自评报告。",
    ],
)
def test_a_reason_without_content_is_doubted(reason: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES, own_form(I18=reason)])
    assert "ZPJ361" in {item.rule for item in found}, [(item.rule, item.message) for item in found]


@pytest.mark.parametrize(
    "reason", ["雨季较长，部分路段施工扰民。", "受疫情影响，工期推迟一个月。", "1名护路员因病退出，下年及时补充。"]
)
def test_a_reason_with_content_is_let_pass(reason: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path / "报告.docx", [*LINES, own_form(I18=reason)])
    assert "ZPJ361" not in {item.rule for item in found}
