"""A missing execution rate is written the way the form shows its rates."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from zpj.app.scored_copy import write_scored_copy


def scored_rates(path: Path, heading: str, number_format: str, other: object) -> list[object]:
    """The rates of a foreign form in which the total's is missing, after scoring."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["项目名称", "某项目"],
        ["项目资金", "全年预算数", "全年执行数", heading, "分值", "得分"],
        ["年度资金总额", 10, 9, None, 10, None],
        ["其中：财政拨款", 10, 9, other, None, None],
        ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "数量", "≥5个", "5个", 90, None],
        ["总分", None, None, None, None, 100, None],
    ):
        sheet.append(row)
    for row in (3, 4):
        sheet.cell(row, 4).number_format = number_format
    path = path / "外单位.xlsx"
    book.save(path)
    written = openpyxl.load_workbook(write_scored_copy(path, None, None, force=False).path).active
    assert written["D3"].number_format == number_format
    return [written["D3"].value, written["D4"].value]


def test_a_missing_rate_in_a_plain_cell_becomes_a_number_shown_as_a_percent(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["项目名称", "某项目"],
        ["项目资金", "全年预算数", "全年执行数", "执行率(B/A)", "分值", "得分"],
        ["年度资金总额", 10, 9, 0.9, 10, 9],
        ["其中：财政拨款", 10, 9.5, None, None, None],
        ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "数量", "≥5个", "5个", 90, 90],
        ["总分", None, None, None, None, 100, 99],
    ):
        sheet.append(row)
    sheet["D3"].number_format = "0%"
    book.save(tmp_path / "表.xlsx")
    done = write_scored_copy(tmp_path / "表.xlsx", None, None, force=False)
    cell = openpyxl.load_workbook(done.path).active["D4"]
    assert (cell.value, cell.number_format) == (0.95, "0.00%")
    assert (done.rates, done.points) == (1, 0)


@pytest.mark.parametrize(
    ("heading", "number_format", "other", "wanted"),
    [
        ("执行率", "0.00%", 0.9, 0.9),
        ("执行率", "0.00%", None, 0.9),
        ("执行率", "General", 90, 90),
        ("执行率（%）", "General", "90", 90),
        ("执行率", "General", "90%", "90%"),
    ],
)
def test_a_missing_rate_is_a_number_where_the_forms_rates_are(
    heading: str, number_format: str, other: object, wanted: object, tmp_path: Path
) -> None:
    assert scored_rates(tmp_path, heading, number_format, other)[0] == wanted
