"""A row is named by its first cell in the table, wherever the table begins."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from zpj.app.making import new_workbook
from zpj.app.reading import read_workbook

ROWS = (
    ["某县项目支出绩效自评表"],
    [None, "项目名称", "某项目"],
    [None, "项目资金", "全年预算数", "全年执行数", "执行率", "分值", "得分"],
    [None, "年度资金总额", 10, 9, 0.9, 10, 9],
    [None, "一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"],
    [None, "产出指标", "数量指标", "数量", "≥5个", "5个", 90, 90],
    [None, "总分", None, None, None, None, 100, 99],
)


def test_the_rows_of_a_table_that_begins_in_column_b_are_named_by_column_b(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active.title = "自评"
    book.save(tmp_path / "表.xlsx")
    one = read_workbook(tmp_path / "表.xlsx").evaluations[0]
    assert one.funds[0].location == "自评!B4"
    assert one.indicators[0].location == "自评!B6"


def test_of_the_sums_of_a_new_blank_form_nothing_is_asked(tmp_path: Path) -> None:
    new_workbook(tmp_path / "新.xlsx", "mof", (), False)
    one = read_workbook(tmp_path / "新.xlsx").evaluations[0]
    assert not [question for question in one.to_confirm if "加起来" in question]
