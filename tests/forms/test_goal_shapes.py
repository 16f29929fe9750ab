"""年度总体目标 in every shape: above the funds, beside or below its label, told in a cell, numbered rows."""

from __future__ import annotations

import pytest

from tests.forms.grids import Content, grid_of
from zpj.domain.model import SelfEvaluation
from zpj.forms.goal_words import goal_field, goals_told
from zpj.forms.reader import read_forms
from zpj.grid.grid import Area

Rows = list[list[Content]]
HEAD: Rows = [["项目名称", "校园安防升级"]]
FUNDS: Rows = [
    ["项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "执行率"],
    [None, "年度资金总额", 50, 50, 48, "96%"],
]
INDICATORS: Rows = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "改造楼栋数", "4栋", "4栋", 100, 100],
    ["总分", None, None, None, None, 100, 100],
]
PLAN, RESULT = "完成4栋楼安防改造", "已完成4栋楼改造并验收"


def goals(*rows: Rows, merges: tuple[Area, ...] = ()) -> list[str | None]:
    (form,) = read_forms(grid_of([row for part in rows for row in part], merges))
    return both(form)


def both(form: SelfEvaluation) -> list[str | None]:
    return [entry.text if entry else None for entry in (form.goal.expected, form.goal.achieved)]


SHAPES: dict[str, Rows] = {
    "beside one another": [["年度目标", PLAN, None, "完成情况", RESULT]],
    "beside one another, behind the name of the block": [
        ["三、目标完成情况", "年度预期目标", PLAN, None, "具体完成情况", RESULT]
    ],
    "one below the other": [["年度总体目标", "年初设定目标", PLAN], [None, "全年实际完成情况", RESULT]],
    "told in two cells": [[f"年度绩效目标：{PLAN}"], [f"目标完成情况：{RESULT}"]],
    "beside one label for both": [["年度目标及实现情况", PLAN, None, None, RESULT, None]],
    "told in one cell": [["绩效目标", f"年初目标：{PLAN}\n实际完成：{RESULT}"]],
    "below their labels": [["一、年度总体目标"], [PLAN], ["二、年度目标完成情况"], [RESULT]],
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_both_goals_are_read(shape: Rows) -> None:
    assert goals(HEAD, FUNDS, shape, INDICATORS) == [PLAN, RESULT]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_they_may_stand_above_the_funds_which_are_read_all_the_same(shape: Rows) -> None:
    (form,) = read_forms(grid_of(HEAD + shape + FUNDS + INDICATORS))
    assert both(form) == [PLAN, RESULT]
    assert [line.role for line in form.funds] == ["total"]


def test_numbered_goals_in_rows_are_joined() -> None:
    rows: Rows = [["目标1", PLAN, "完成情况", RESULT], ["目标2", "培训保安60人次", "完成情况", "培训66人次"]]
    assert goals(HEAD, FUNDS, rows, INDICATORS) == [f"{PLAN}\n培训保安60人次", f"{RESULT}\n培训66人次"]


def test_a_text_across_both_columns_belongs_to_neither() -> None:
    rows: Rows = [
        ["项目基本情况", "项目年度目标", None, "年度目标完成情况"],
        [None, PLAN, None, RESULT],
        [None, "项目实施内容及过程概述"],
        [None, "分三个阶段组织实施，手续完备"],
    ]
    across = (Area(3, 2, 3, 3), Area(4, 2, 4, 4), Area(5, 2, 5, 4))
    assert goals(HEAD, rows, FUNDS, INDICATORS, merges=across) == [PLAN, RESULT]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("一、年度总体目标", "expected"), ("项目年度绩效目标", "expected"), ("全年完成情况", "achieved"),
        ("目标2", "expected"), ("主管部门", None), ("目标群体", None),
    ],
)  # fmt: skip
def test_a_label_is_told_by_its_words(label: str, field: str | None) -> None:
    assert goal_field(label) == field


def test_numbers_within_a_goal_do_not_divide_it() -> None:
    text = "年度绩效目标：目标1：维修渠道12公里；\n目标2：改善灌溉面积3000亩。"
    assert goals_told(text) == [("expected", "目标1：维修渠道12公里；\n目标2：改善灌溉面积3000亩。")]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (
            ["三、目标完成情况", "年度目标", f"{PLAN}，验收合格。", None, "完成情况", None],
            [f"{PLAN}，验收合格。", None],
        ),
        (["目标", "预期目标", None, None, "实际完成情况", f"{RESULT}，合格。"], [None, f"{RESULT}，合格。"]),
    ],
)
def test_a_row_with_the_text_beside_its_label_heads_no_columns(row: list[Content], wanted: list[str | None]) -> None:
    assert goals(HEAD, FUNDS, [row], INDICATORS) == wanted


def test_texts_below_the_total_are_read_by_whatever_label_heads_them() -> None:
    told: Rows = [
        ["项目绩效分析", "项目实施和预算执行情况", None, "年度预算50万元，执行48万元。", None],
        [None, "存在的主要问题", None, "进场晚，工期紧。", None],
        ["五、存在问题、原因及下一步整改措施", None, None, "材料涨价，下年提前采购。", None],
    ]
    (form,) = read_forms(grid_of(HEAD + FUNDS + [["年度目标", PLAN, "完成情况", RESULT]] + INDICATORS + told))
    assert [entry.text for entry in form.analysis.values()] == [
        "年度预算50万元，执行48万元。", "进场晚，工期紧。", "材料涨价，下年提前采购。",
    ]  # fmt: skip
