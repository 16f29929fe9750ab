"""Funds without a heading row above their amounts: labels beside amounts, told in a cell, on their side, crossed."""

from __future__ import annotations

import pytest

from tests.forms.grids import Content, grid_of
from zpj.domain.model import FundLine, SelfEvaluation
from zpj.forms.reader import read_forms
from zpj.grid.grid import Area

Rows = list[list[Content]]
HEAD: Rows = [["2023年度项目支出绩效自评表"], ["项目名称", "社区食堂补贴", None, "实施单位", "街道办事处"]]
INDICATORS: Rows = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "补贴人次", "≥100人次", "120人次", 90, 90],
    ["总分", None, None, None, None, 100, "99.5"],
]


def read(funds: Rows, *merges: Area, indicators: Rows = INDICATORS) -> SelfEvaluation:
    (form,) = read_forms(grid_of(HEAD + funds + indicators, merges))
    return form


def amounts(line: FundLine) -> list[str | None]:
    entries = (line.initial_budget, line.full_year_budget, line.executed, line.reported_rate)
    return [entry.text if entry else None for entry in entries]


def test_labels_with_their_amounts_in_several_rows_are_one_line() -> None:
    form = read(
        [
            ["年初预算数（元）", "2358000", None, "调整后预算数（元）", "2358000"],
            ["实际执行数（元）", "2350100", None, "预算执行率（%）", "99.66"],
        ]
    )
    (line,) = form.funds
    assert (line.role, amounts(line), form.unit) == ("total", ["2358000", "2358000", "2350100", "99.66"], "元")
    assert any("没有分行的项目资金" in question for question in form.questions)


def test_a_score_of_the_whole_beside_them_is_the_total_not_that_of_the_funds() -> None:
    form = read(
        [
            ["年初预算（万元）", "100", "支出数（万元）", "90"],
            ["预算执行率", "90%", "执行率得分", "9", "自评总分", "96.4"],
        ],
        indicators=INDICATORS[:-1],
    )
    scores = (form.funds[0].reported_score, form.total.reported)
    assert [entry.text if entry else None for entry in scores] == ["9", "96.4"]


def test_amounts_told_in_one_cell_are_read_with_their_unit() -> None:
    (line,) = read([["预算执行情况", "全年预算数：50万元；全年执行数：48.5万元，执行率：97%"]]).funds
    assert amounts(line) == [None, "50万元", "48.5万元", "97%"]
    assert [str(entry.number) for entry in (line.executed,) if entry] == ["48.5"]


def test_a_table_on_its_side_gives_a_line_for_each_source() -> None:
    form = read(
        [
            ["预算资金（万元）", "项目", "合计", "财政拨款", "政府性基金"],
            [None, "年初预算数", 80, 70, 10],
            [None, "全年预算数", 85, 75, 10],
            [None, "全年执行数", 81, 71, 10],
        ]
    )
    assert [(line.label, line.role, amounts(line)[:3]) for line in form.funds] == [
        ("合计", "total", ["80", "85", "81"]),
        ("财政拨款", "appropriation", ["70", "75", "71"]),
        ("政府性基金", "detail", ["10", "10", "10"]),
    ]


def test_sources_below_each_heading_are_not_mistaken_for_the_total() -> None:
    form = read(
        [
            ["项目资金（万元）", "全年预算数", None, None, "全年执行数", None, None, "执行率"],
            [None, "财政拨款", "其他资金", "合计", "财政拨款", "其他资金", "合计"],
            [None, 80, 20, 100, 76, 19, 95, "95%"],
        ],
        Area(3, 2, 3, 4),
        Area(3, 5, 3, 7),
    )
    total = next(line for line in form.funds if line.role == "total")
    assert amounts(total) == [None, "100", "95", "95%"]
    assert amounts(form.funds[0]) == [None, "80", "76", None]


@pytest.mark.parametrize("word", ["年中调整金额", "预算调整数", "年中追加数"])
def test_a_change_of_the_budget_is_not_the_changed_budget(word: str) -> None:
    (line,) = read([["年初预算数", "100", word, "5", "全年执行数", "90"]]).funds
    assert amounts(line) == ["100", None, "90", None]
