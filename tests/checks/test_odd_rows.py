"""Words in a wrong place are found by the rows of three signs that reports have; good words in a rare place pass."""

from __future__ import annotations

import pytest

from zpj.checks.words.odd_rows import odd_rows
from zpj.domain.triples import known, weight

SLIPS = (
    ("项目指出绩效自评表", "项目支出"),
    ("上年结转自尽", "资金"),
    ("应及指挥信息系统", "应急"),
    ("合激", "合计"),
    ("项目际实完成情况", "实际"),
    ("三、项目绩效目表完成情况", "目标"),
    ("有限公司监理理。", "监理"),
)
RIGHT = (
    "项目支出绩效自评表",
    "结余资金",
    "节余资金",
    "其它资金",
    "洪峰预报提前发布",
    "院内原有影像设备",
    "主体结构封顶比节点计划晚",
)


@pytest.mark.parametrize(("text", "meant"), SLIPS)
def test_words_no_report_has_in_that_place_are_told_with_those_meant(text: str, meant: str) -> None:
    assert [what for _, what in odd_rows(text, text) if meant in what], text


@pytest.mark.parametrize("text", RIGHT)
def test_words_that_are_rare_but_right_are_let_pass(text: str) -> None:
    assert list(odd_rows(text, text)) == []


def test_what_the_file_has_twice_is_no_slip() -> None:
    assert list(odd_rows("应及指挥信息系统", "应及指挥信息系统\n应及指挥信息系统")) == []


def test_rows_weigh_more_the_more_reports_have_them() -> None:
    assert weight("项目支") > weight("丿丿丿") == 0
    assert known(".合计.") == [True, True]
