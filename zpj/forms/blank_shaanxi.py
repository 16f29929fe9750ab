"""子洲's form: no 全年预算数, two rate columns, three fund rows."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from zpj.forms.blank_national import total_row
from zpj.forms.blank_parts import AMOUNT_HINT, FIRST_HEADERS, goal_block, indicator_block
from zpj.forms.blank_style import Look, hint, label, title, value
from zpj.forms.native import FormFormulas


def shaanxi(sheet: Worksheet) -> None:
    """子洲's form: no 全年预算数, two rate columns, three fund rows."""
    for column, width in zip("ABCDEFGHI", (4.2, 16, 22, 20, 13, 13, 9, 9, 22), strict=True):
        sheet.column_dimensions[column].width = width
    title(sheet, "A1:I1", "项目支出绩效自评表")
    value(sheet, "A2:I2", "（　　年度）", Look(border=False))
    label(sheet, "A3:B3", "项目名称")
    value(sheet, "C3:I3")
    label(sheet, "A4:B4", "主管部门及代码")
    value(sheet, "C4:D4")
    label(sheet, "E4:F4", "实施单位")
    value(sheet, "G4:I4")
    _shaanxi_funds(sheet)
    goal_block(sheet, 9, "年度总体目标", "预期目标", "B{0}:D{0}", "实际完成情况", "E{0}:I{0}")
    headers = [*FIRST_HEADERS, "年度指标值", "实际完成值", "分值", "得分", "未完成原因分析"]
    rows = indicator_block(sheet, 11, headers, per_level=1)
    formulas = FormFormulas(
        rows.header, 6, target="E", actual="F", weight="G", score="H", budget="C", executed="D",
        funds_weight="F", funds_score="H",
    )  # fmt: skip
    sheet["H6"] = formulas.budget_score(6)
    for row in (6, 7, 8):
        for column in "EG":
            sheet[f"{column}{row}"] = formulas.rate(row, percent=True)
            sheet[f"{column}{row}"].number_format = "0.00%"
    total_row(sheet, rows, formulas)


def _shaanxi_funds(sheet: Worksheet) -> None:
    label(sheet, "A5:A8", "项目资金\n（万元）")
    label(sheet, "B5", "")
    headers = ("年初预算数", "全年执行数", "全年执行率", "分值", "执行率")
    for column, text in zip("CDEFG", headers, strict=True):
        label(sheet, f"{column}5", text)
    label(sheet, "H5:I5", "得分")
    hint(sheet, "C6:D8", "金额", AMOUNT_HINT, number=True)
    for row, name in enumerate(("年度资金总额", "其中:财政拨款", "其他资金"), 6):
        label(sheet, f"B{row}", name, Look(align="left"))
        for column in "CD":
            value(sheet, f"{column}{row}")
        for column in "EG":
            value(sheet, f"{column}{row}", None, Look(tint=False))
        value(sheet, f"F{row}", 10 if row == 6 else "—", Look(tint=False))
        value(sheet, f"H{row}:I{row}", None if row == 6 else "—", Look(tint=False))
