"""忻州's form: initial and adjusted targets, balance, grade, and the 项目绩效分析 block."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from zpj.forms.blank_parts import AMOUNT_HINT, FIRST_HEADERS, LAST_HEADERS, goal_block, indicator_block
from zpj.forms.blank_style import Look, break_after, computed_columns, finish_page, hint, label, title, value
from zpj.forms.native import FormFormulas


def shanxi(sheet: Worksheet) -> None:
    for column, width in zip("ABCDEFGHIJ", (8, 17, 21, 32, 14.5, 14.5, 14.5, 9, 9, 38), strict=True):
        sheet.column_dimensions[column].width = width
    title(sheet, "A1:J1", "项目支出绩效自评表")
    value(sheet, "A2:J2", "（　　年度）", Look(border=False))
    label(sheet, "A3:B3", "项目名称")
    value(sheet, "C3:J3")
    label(sheet, "A4:B4", "主管部门及代码")
    value(sheet, "C4:E4")
    label(sheet, "F4:G4", "预算单位")
    value(sheet, "H4:J4")
    _shanxi_funds(sheet)
    goal_block(sheet, 9, "项目年度绩效目标", "年度目标", "B{0}:G{0}", "实际完成情况", "H{0}:J{0}")
    headers = [*FIRST_HEADERS, "年初指标值", "调整后指标值", "实际完成值", *LAST_HEADERS]
    rows = indicator_block(sheet, 11, headers, per_level=1)
    formulas = FormFormulas(
        rows.header,
        7,
        target="F",
        initial_target="E",
        actual="G",
        weight="H",
        score="I",
        budget="E",
        executed="F",
        funds_score="I",
    )
    value(sheet, f"A{rows.total}:F{rows.total}", "总 分", Look(bold=True, tint=False))
    value(sheet, f"G{rows.total}:H{rows.total}", formulas.total(), Look(tint=False))
    value(sheet, f"I{rows.total}:J{rows.total}", formulas.grade(f"G{rows.total}"), Look(tint=False))
    for row in (7, 8):
        sheet[f"G{row}"], sheet[f"H{row}"] = formulas.balance(row), formulas.rate(row)
    sheet["I7"] = formulas.budget_score(7)
    last = _shanxi_analysis(sheet, rows.total + 1)
    computed_columns(sheet, "K", "L", "M", rows, formulas)
    finish_page(sheet, f"A1:J{last}", landscape=True)
    break_after(sheet, rows.total)


def _shanxi_funds(sheet: Worksheet) -> None:
    label(sheet, "A5:A8", "项目资金预算安排及执行进度\n（万元）")
    label(sheet, "B5:B6", "")
    label(sheet, "C5:D5", "年初预算数")
    label(sheet, "C6", "目标申报数")
    label(sheet, "D6", "预算编制数")
    for columns, text in (
        ("E5:E6", "全年预算数"),
        ("F5:F6", "全年执行数"),
        ("G5:G6", "资金结(转)余"),
        ("H5:H6", "执行率"),
        ("I5:J6", "得分"),
    ):
        label(sheet, columns, text)
    hint(sheet, "C7:F8", "金额", AMOUNT_HINT, number=True)
    for row, name in ((7, "资金总额:"), (8, "市县区财政资金")):
        label(sheet, f"B{row}", name, Look(align="left"))
        for column in "CDEF":
            value(sheet, f"{column}{row}")
        for column in "GH":
            value(sheet, f"{column}{row}", None, Look(tint=False))
        value(sheet, f"I{row}:J{row}", None, Look(tint=False))


def _shanxi_analysis(sheet: Worksheet, row: int) -> int:
    start = row
    parts = ("项目实施和预算执行情况及分析", "产出情况及分析", "效益情况及分析", "满意度情况及分析")
    for text in parts:
        label(sheet, f"C{row}:D{row}", text)
        value(sheet, f"E{row}:J{row}", None, Look(align="left"))
        row += 1
    label(sheet, f"B{start}:B{row - 1}", "自评结果分析")
    for text in ("主要经验做法", "项目管理中存在的主要问题及原因分析", "下一步改进措施及管理建议"):
        label(sheet, f"B{row}:D{row}", text)
        value(sheet, f"E{row}:J{row}", None, Look(align="left"))
        row += 1
    label(sheet, f"A{start}:A{row - 1}", "项目绩效分析")
    for analysis_row in range(start, row):
        sheet.row_dimensions[analysis_row].height = 60
    return _shanxi_notes(sheet, row)


def _shanxi_notes(sheet: Worksheet, row: int) -> int:
    notes = (
        "备注：1.“年初预算数”项下的“目标申报数”和“预算编制数”为并列关系，其中“目标申报数”的数据来源于项目目标申报表中的项目资金总额表中的年度资金，“预算编制数”数据来源于项目预算支出明细表。",
        "2.“全年预算数”的取数规则：如果年初预算未调整，取预算编制数；如果有调整，取调整后的预算数。",
        "3.“全年执行数”是指预算执行指标确认数。",
        "4.“执行率”是执行数与“全年预算数”相比较。",
    )
    for offset, text in enumerate(notes):
        label(sheet, f"A{row + offset}:J{row + offset}", text, Look(align="left", border=False, bold=False))
        sheet.row_dimensions[row + offset].height = 30 if offset == 0 else 16
    return row + len(notes) - 1
