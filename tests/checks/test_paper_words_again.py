"""Words told otherwise, again or of all, reasons left out: found; lists with years, practices, other projects pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from tests.checks.paper_slips import own_form

_GOAL = "开展沿线公路养护巡查和除险加固作业，缓解拥堵，减轻沿线群众绕行负担。"
_SHORT = own_form(D13="改造路灯数量", E13="≥120盏", F13="110盏", H13="22.92", I13="电力改造滞后；补装。")
_FOUND: list[tuple[str, tuple[Block, ...]]] = [
    ("ZPJ123", (_GOAL.replace("缓解", "缓减"), own_form(B11=_GOAL))),
    ("ZPJ123", (f"年度目标：{_GOAL.replace('缓解拥', '舒解拥')}", own_form(B11=_GOAL))),
    ("ZPJ537", ("养护由市公路中心委托专业单位实施，全年巡查12次。养护由市公路中心委托专业单位实施。",)),
    ("ZPJ543", (_SHORT, "各项产出任务全部完成。")),
    ("ZPJ543", (_SHORT, "各项产出均按计划足额完成。")),
    ("ZPJ543", (_SHORT, "各项建设任务全部完成。")),
    ("ZPJ543", (_SHORT, "项目实施内容全部按年度目标完成。")),
    ("ZPJ520", ("1.加强施工巡查管理。", "2.2024年6月底前补齐巡查台账。", "4.落实采购前市场询价。")),
]
_RIGHT: list[tuple[str, tuple[Block, ...]]] = [
    ("ZPJ520", ("1.加强施工巡查管理。", "2.2024年6月底前补齐巡查台账。", "3.落实采购前市场询价。")),
    ("ZPJ520", ("1.加强施工巡查管理。", "2.2处路段没有按期完工。", "3.落实采购前市场询价。")),
    ("ZPJ159", ("措施：1.加强巡查；2.2024年6月底前补齐台账；3.落实市场询价；4.12月底前完成归档。",)),
    ("ZPJ123", (own_form(B11=_GOAL), _GOAL)),
    (
        "ZPJ123",
        (own_form(B11=_GOAL.replace("缓解拥堵", "建设养护站点")), _GOAL.replace("缓解拥堵", "建成养护站点")),
    ),
    ("ZPJ537", ("验收合格率达到年度目标，得10分。完好率达到年度目标，得10分。",)),
    ("ZPJ512", ("实施单位：清江市公路养护中心。",)),
]


def _rules(tmp_path: Path, blocks: tuple[Block, ...]) -> set[str]:
    return {item.rule for item in findings_in(tmp_path / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])}


@pytest.mark.parametrize(("rule", "blocks"), _FOUND, ids=[f"{at} {rule}" for at, (rule, _) in enumerate(_FOUND)])
def test_words_that_differ_or_are_told_again_are_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert rule in _rules(tmp_path, blocks)


@pytest.mark.parametrize(("rule", "blocks"), _RIGHT, ids=[f"{at} {rule}" for at, (rule, _) in enumerate(_RIGHT)])
def test_right_words_that_look_alike_are_let_pass(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    assert rule not in _rules(tmp_path, blocks)
