"""Signs typed for others, too many, missing or turned round are found by the words around; rare right words pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.paper_cases import Block, told
from tests.checks.paper_signs import RIGHT_SIGNS, SIGNS
from zpj.domain.words import is_usual, is_word, looking_like, sounding_like, sounds_like


@pytest.mark.parametrize(("rule", "blocks"), SIGNS, ids=[f"{number} {rule}" for number, (rule, _) in enumerate(SIGNS)])
def test_a_slip_in_a_sign_or_a_level_is_found(rule: str, blocks: tuple[Block, ...], tmp_path: Path) -> None:
    found = told(tmp_path, *blocks)
    assert rule in {each for each, _ in found}, found


@pytest.mark.parametrize("blocks", RIGHT_SIGNS, ids=map(str, range(len(RIGHT_SIGNS))))
def test_rare_words_and_levels_that_add_up_are_let_pass(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    own = {rule for rule, _ in SIGNS}
    assert [item for item in told(tmp_path, *blocks) if item[0] in own] == []


def test_a_slip_is_told_once_with_what_is_likely_meant(tmp_path: Path) -> None:
    found = [message for rule, message in told(tmp_path, "登记数量已由评价组核订。") if rule in ("ZPJ539", "ZPJ172")]
    assert found == ["“核订”疑似应为“核定”，请核对"]


def test_signs_sound_alike_by_any_reading_and_look_alike() -> None:
    assert "定" in sounding_like("订")
    assert "航" in sounding_like("行")
    assert sounds_like("施", "实")
    assert not sounds_like("记", "计")
    assert "待" in looking_like("侍")
    assert is_usual("核定")
    assert not is_usual("核订")
    assert is_word("机制")
    assert not is_word("机置")
