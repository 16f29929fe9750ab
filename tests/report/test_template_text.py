"""Field names in double braces inside the clerk's own text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zpj.report.template_text import fill_fields

CONTEXT: dict[str, object] = {
    "全年执行数": "6.25",
    "得分": Decimal("95.230"),
    "项目数": 3,
    "套": "{{ 全年执行数 }}",
    "资金": [{"得分": "1"}],
    "自评表": None,
    "有": True,
    "缺": "【待补：缺】",
}


def test_known_fields_become_their_values() -> None:
    text, left = fill_fields("支出{{ 全年执行数 }}万元，{{得分}}分，{{\u3000项目数 }}个，{{ 缺 }}。", CONTEXT)
    assert text == "支出6.25万元，95.23分，3个，【待补：缺】。"
    assert left == []


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7*7 }}",
        "{{ 没有 }}",
        "{{ 资金 }}",
        "{{ 资金[0].得分 }}",
        "{{ 自评表 }}",
        "{{ 有 }}",
        "{{ 全年执行数|trim }}",
        "{{ 全年执行数.__class__ }}",
        "{% for x in y %}",
        "{% if 有 %}",
        "{# 注 #}",
        "｛｛ 全年执行数 ｝｝",
        "{{ }}",
        "{{ 全年执行数",
    ],
)
def test_anything_else_in_braces_stays_as_typed_and_is_reported(typed: str) -> None:
    assert fill_fields(f"甲{typed}", CONTEXT) == (f"甲{typed}", [typed])


def test_each_piece_is_reported_once_in_order() -> None:
    assert fill_fields("{{ 乙 }}甲{{ 丙 }}{{ 乙 }}", CONTEXT)[1] == ["{{ 乙 }}", "{{ 丙 }}"]


def test_single_braces_and_percent_signs_are_plain_text() -> None:
    assert fill_fields("{甲}｛乙｝100%}，{1}", CONTEXT) == ("{甲}｛乙｝100%}，{1}", [])


def test_a_value_is_not_looked_up_again() -> None:
    assert fill_fields("{{ 套 }}", CONTEXT) == ("{{ 全年执行数 }}", [])


def test_a_long_text_of_braces_takes_no_time() -> None:
    text = "{{" * 200_000 + "{% " * 200_000
    assert fill_fields(text, CONTEXT)[0] == text
