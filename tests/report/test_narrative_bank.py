"""The sentence bank: complete, only fields and `if`, errors that name the line and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from zpj import resources
from zpj.domain.errors import ZpjError
from zpj.report.narrative_bank import BLOCKS, Bank, load_bank, shipped_bank

SOURCE = (resources.templates() / "reports" / "sentences.jinja").read_text(encoding="utf-8")


def changed(situation: str, wording: str) -> str:
    """The shipped bank with one situation reworded."""
    before, _, rest = SOURCE.partition(f"{{% block {situation} %}}")
    return f"{before}{{% block {situation} %}}\n{wording}\n{{% endblock %}}{rest.partition('{% endblock %}')[2]}"


@pytest.mark.parametrize("situation", BLOCKS)
def test_every_situation_has_wordings_that_need_no_other_fields(situation: str) -> None:
    filled = shipped_bank().variants(situation, dict.fromkeys(BLOCKS[situation], "甲"))
    empty = shipped_bank().variants(situation, dict.fromkeys(BLOCKS[situation], ""))
    assert filled
    assert len(set(filled)) == len(filled)
    assert len(empty) <= len(filled)


def test_most_situations_have_several_wordings() -> None:
    fields = {situation: dict.fromkeys(BLOCKS[situation], "甲") for situation in BLOCKS}
    several = [name for name in BLOCKS if len(shipped_bank().variants(name, fields[name])) > 1]
    assert len(several) > len(BLOCKS) * 2 / 3


def test_a_wording_is_chosen_by_the_seed_alone() -> None:
    bank = shipped_bank()
    fields = dict.fromkeys(BLOCKS["预算得分"], "7")
    chosen = {bank.sentence("预算得分", str(seed), fields) for seed in range(30)}
    assert chosen == set(bank.variants("预算得分", fields))
    assert bank.sentence("预算得分", "甲", fields) == bank.sentence("预算得分", "甲", fields)


def test_a_bureau_may_reword_a_situation() -> None:
    bank = Bank(changed("预算未变", "预算没有变化。"), "sentences.jinja")
    assert bank.sentence("预算未变", "甲", {}) == "预算没有变化。"


@pytest.mark.parametrize(
    ("wording", "told"),
    [
        ("{{ 得 }}", "是否指“得分”"),
        ("{{ 奖金 }}", "这里可用的字段有：分值、得分"),
        ("{% for 一 in 得分 %}{{ 一 }}{% endfor %}", "只能用字段和 if"),
        ("{{ 得分.__class__ }}", "只能用字段和 if"),
        ("{{ 得分 * 999999999 }}", "只能用字段和 if"),
        ("{{ 得分()}}", "只能用字段和 if"),
        ("{{ 得分|upper }}", "只能用字段和 if"),
        ("{% if 得分 %}得分", "花括号"),
        ("{{ 得 分 }}", "花括号"),
        ("{% include 'x' %}", "只能用字段和 if"),
        ("", "至少写一行"),
    ],
)
def test_what_does_not_belong_into_a_bank_is_named(wording: str, told: str) -> None:
    with pytest.raises(ZpjError, match=r"sentences\.jinja") as error:
        Bank(changed("预算得分", wording), "sentences.jinja")
    assert told in str(error.value)


def test_a_missing_situation_is_named() -> None:
    with pytest.raises(ZpjError, match="缺少“预算未变”"):
        Bank(SOURCE.replace("block 预算未变", "block 别的"), "sentences.jinja")


def test_an_unreadable_bank_is_named(tmp_path: Path) -> None:
    path = tmp_path / "sentences.jinja"
    path.write_bytes("句库".encode("gbk"))
    with pytest.raises(ZpjError, match="UTF-8"):
        load_bank(path)
    with pytest.raises(ZpjError, match="恢复"):
        load_bank(tmp_path / "没有.jinja")


def test_a_bank_that_is_far_too_long_is_refused() -> None:
    with pytest.raises(ZpjError, match="太大"):
        Bank(SOURCE + " " * 300_000, "sentences.jinja")
