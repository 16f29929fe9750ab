"""ZPJ206 on forms that list their sources under names of their own (单位资金, 财政专户管理资金)."""

from __future__ import annotations

import pytest

from tests.forms.grids import Content, grid_of
from zpj.checks.run import check_workbook
from zpj.domain.model import Workbook
from zpj.forms.reader import read_forms

Rows = list[list[Content]]


def found(*sources: list[Content]) -> list[str]:
    rows: Rows = [
        ["2023年项目支出绩效自评表"],
        ["项目名称", None, "农田建设"],
        ["项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数"],
        [None, "年度资金总额", 100, 100, 90],
        *[[None, *source] for source in sources],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "建设面积", "4亩", "4亩", 90, 90],
        ["总分", None, None, None, None, 100, 99],
    ]
    book = Workbook("自评.xlsx", tuple(read_forms(grid_of(rows))))
    return [f"{item.location}" for item in check_workbook(book) if item.rule == "ZPJ206"]


@pytest.mark.parametrize(
    "sources",
    [
        [["其中：财政资金", 70, 70, 60], ["单位资金", 20, 20, 20], ["其他资金", 10, 10, 10]],
        [["其中：财政资金", 90, 90, 80], ["其中：省级资金", 50, 50, 40], ["其他资金", 10, 10, 10]],
    ],
)
def test_rows_of_other_names_may_be_sources_or_parts_of_sources(sources: Rows) -> None:
    assert found(*sources) == []


def test_sources_that_tie_neither_with_nor_without_them_are_found() -> None:
    assert found(["其中：财政资金", 70, 70, 60], ["单位资金", 5, 5, 5], ["其他资金", 10, 10, 10]) == [
        "自评表!C4",
        "自评表!D4",
        "自评表!E4",
    ]


def test_sources_divided_twice_are_each_time_the_whole() -> None:
    income, basic, projects = ["按收入性质分：财政拨款", 100, 100, 90], ["按支出性质分：基本支出", 60, 60, 55], 35
    assert found(income, basic, ["项目支出", 40, 40, projects]) == []
    assert found(income, basic, ["项目支出", 40, 40, 53]) == ["自评表!E4"]
