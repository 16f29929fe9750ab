"""A layout zpj has no form for: funds in one row between their labels, the unit in the title, goals in one row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.forms.grids import Content, grid_of
from zpj.checks.run import check_workbook
from zpj.domain.findings import Severity
from zpj.domain.model import SelfEvaluation, Workbook
from zpj.forms.reader import read_forms

ROWS: list[list[Content]] = [
    ["2023年度县级部门预算项目支出绩效自评表（单位：元）"],
    ["项目名称", "乡村道路改造", None, "项目编码", "510923"],
    ["主管单位", "某县住建局", None, "项目实施单位", "某县市政中心"],
    ["预算执行情况（10分）", "预算数：", "5,000,000.00", "执行数：", "4,800,000.00", "执行率", "96%", "9.6"],
    ["年度目标", "完成道路改造12公里，方便群众出行", None, None, "完成情况", "道路改造12公里已全部通车"],
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重", "实际完成", "得分", "未完成原因"],
    ["产出指标", "数量指标", "改造里程", "≥", "12", "公里", 50, "12", 50],
    ["效益指标", "社会效益", "出行便利", "定性", "明显提升", None, 30, "明显提升", 30],
    ["满意度指标", "服务对象满意度", "群众满意度", "≥", "90", "%", 10, "95", 10],
    ["合计", None, None, None, None, None, 100, None, Decimal("99.6")],
]


def read(rows: list[list[Content]]) -> SelfEvaluation:
    (form,) = read_forms(grid_of(rows))
    return form


def spoilt(row: int, contents: list[Content]) -> list[list[Content]]:
    return [contents if number == row else each for number, each in enumerate(ROWS, 1)]


def errors(form: SelfEvaluation) -> list[str]:
    found = check_workbook(Workbook("自评.xlsx", (form,)))
    return [f"{item.rule} {item.location}" for item in found if item.severity is Severity.ERROR]


def test_the_amounts_between_the_labels_are_the_total() -> None:
    form = read(ROWS)
    (line,) = form.funds
    amounts = (line.full_year_budget, line.executed)
    assert [entry and (entry.number, entry.location) for entry in amounts] == [
        (Decimal(5000000), "自评表!C4"),
        (Decimal(4800000), "自评表!E4"),
    ]
    assert (line.role, line.weight and line.weight.text, form.unit) == ("total", "10", "元")


def test_both_goals_are_read_from_one_row() -> None:
    goal = read(ROWS).goal
    assert [entry and entry.location for entry in (goal.expected, goal.achieved)] == ["自评表!B5", "自评表!F5"]


def test_nothing_of_it_is_an_error() -> None:
    assert errors(read(ROWS)) == []


@pytest.mark.parametrize(
    ("row", "contents", "expected"),
    [
        (5, ["年度目标", None, None, None, "完成情况", "已全部通车"], ["ZPJ102 自评表!B5"]),
        (5, ["工作安排", "完成道路改造12公里", "（略）"], []),
        (4, ["预算执行情况（10分）", "预算数：", "约五百万", "执行数：", "约四百八十万"], []),
    ],
)
def test_only_a_label_with_an_empty_cell_is_an_error(row: int, contents: list[Content], expected: list[str]) -> None:
    assert errors(read(spoilt(row, contents))) == expected
