"""Signs typed for others, too many, missing or turned round are found by the words around; rare right words pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import LINES, Block, findings_in
from zpj.domain.words import is_usual, is_word, looking_like, sounding_like, sounds_like

LEVELS: Block = [
    ("一级指标", "三级指标", "分值", "得分"),
    ("投入（10分）", "目标合理性", "5", "5"),
    ("", "指标明确性", "5", "4"),
    ("过程（20分）", "预算执行率", "12", "12"),
    ("", "管理制度健全性", "8", "8"),
    ("产出（40分）", "护栏维修处数", "20", "20"),
    ("", "标线施划里程", "20", "19"),
]
FOUND: tuple[tuple[str, tuple[Block, ...]], ...] = (
    ("ZPJ539", ("登记数量已由评价组核订。",)),
    ("ZPJ539", ("养护管理长效机置逐步建立。",)),
    ("ZPJ539", ("护栏台账账实相付。",)),
    ("ZPJ539", ("养护方案还不够细话，需要补充。",)),
    ("ZPJ539", ("县道护栏验受合格。",)),
    ("ZPJ539", ("问题的因原已经查明，原因写入台账。", "原因是连续降雨。")),
    ("ZPJ172", ("护栏维修质量合格合率100%。", "护栏维修质量合格率达到目标。")),
    ("ZPJ172", ("县乡道优良中等率路86.3%。", "优良中等路率比上年提高。", "优良中等路率达到目标。")),
    ("ZPJ172", ("临水临崖路段急湾陡坡较多。", "临水临崖路段急弯陡坡已设标志。")),
    ("ZPJ449", ([*LEVELS[:3], ("过程（25分）", *LEVELS[3][1:]), *LEVELS[4:]],)),
    (
        "ZPJ585",
        (
            "经过一年的日常养护，县道的路容路貌和通行条件得到进一",
            "进一步加强巡查。",
            "巡查力度进一步加大，进一步压实责任。",
        ),
    ),
)
RIGHT: tuple[tuple[Block, ...], ...] = (
    ("宝力根苏木的单警装备按季配发，留样备查。", "药事服务和育林封山按计划开展。"),
    ("护栏维修每场验收。", "护栏维修按每场验收。", "路段林地征用。", "路段因林地征用。"),
    (LEVELS,),
    ([("一级指标", "三级指标", "分值"), ("投入（10分）", "目标合理性", "5"), ("过程（20分）", "预算执行率", "12")],),
)  # fmt: skip


def told(folder: Path, *blocks: Block) -> list[tuple[str, str]]:
    found = findings_in(folder / "报告.docx", [*LINES[:11], *blocks, *LINES[11:]])
    return [(item.rule, item.message) for item in found]


@pytest.mark.parametrize(("rule", "blocks"), FOUND, ids=[f"{number} {rule}" for number, (rule, _) in enumerate(FOUND)])
def test_a_slip_in_a_sign_or_a_level_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT, ids=map(str, range(len(RIGHT))))
def test_rare_words_and_levels_that_add_up_are_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    own = {rule for rule, _ in FOUND}
    assert [item for item in told(tmp_path, *blocks) if item[0] in own] == []


def test_a_slip_is_told_once_with_what_is_likely_meant(tmp_path: Path) -> None:
    found = [message for rule, message in told(tmp_path, "登记数量已由评价组核订。") if rule in ("ZPJ539", "ZPJ172")]
    assert found == ["“核订”疑似应为“核定”，请核对"]


def test_signs_sound_alike_by_any_reading_and_look_alike() -> None:
    assert "定" in sounding_like("订")
    assert "航" in sounding_like("行")
    assert sounds_like("施", "实") and not sounds_like("记", "计")
    assert "待" in looking_like("侍")
    assert is_usual("核定") and not is_usual("核订")
    assert is_word("机制") and not is_word("机置")
