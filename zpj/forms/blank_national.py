"""附件1 of 财预〔2020〕10号 (its “附件1” is printed in the page header), and Beijing's form with one more head row."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from zpj.forms.blank_parts import AMOUNT_HINT, FIRST_HEADERS, LAST_HEADERS, Rows, goal_block, indicator_block
from zpj.forms.blank_style import Look, attachment_number, computed_columns, finish_page, hint, label, title, value
from zpj.forms.native import FormFormulas
from zpj.schemes import load_scheme


def mof(sheet: Worksheet) -> None:
    _national(sheet, funds=5)
    attachment_number(sheet, "附件1")


def beijing(sheet: Worksheet) -> None:
    """The national form with one more head row (丰台)."""
    label(sheet, "A5:B5", "项目负责人")
    value(sheet, "C5:E5")
    label(sheet, "F5", "联系电话")
    value(sheet, "G5:I5")
    _national(sheet, funds=6, places=load_scheme("fengtai").places.value)


def _national(sheet: Worksheet, funds: int, places: int = 2) -> None:
    """附件1 of 财预〔2020〕10号 with its funds block from row `funds` on, and scores to so many decimals."""
    for column, width in zip("ABCDEFGHI", (4.2, 12.5, 22, 20, 12.5, 12.5, 7, 9.5, 20), strict=True):
        sheet.column_dimensions[column].width = width
    title(sheet, "A1:I1", "项目支出绩效自评表")
    value(sheet, "A2:I2", "（　　年度）", Look(border=False))
    label(sheet, "A3:B3", "项目名称")
    value(sheet, "C3:I3")
    label(sheet, "A4:B4", "主管部门")
    value(sheet, "C4:E4")
    label(sheet, "F4", "实施单位")
    value(sheet, "G4:I4")
    _national_funds(sheet, funds)
    goal_block(sheet, funds + 5, "年度总体目标", "预期目标", "B{0}:E{0}", "实际完成情况", "F{0}:I{0}")
    headers = [*FIRST_HEADERS, "年度指标值", "实际完成值", *LAST_HEADERS]
    rows = indicator_block(sheet, funds + 7, headers, per_level=3, names=("指标1：", "指标2：", "……"))
    formulas = FormFormulas(
        rows.header, funds + 1, target="E", actual="F", weight="G", score="H", budget="E", executed="F",
        funds_weight="G", funds_score="I", places=places,
    )  # fmt: skip
    sheet[f"I{funds + 1}"] = formulas.budget_score(funds + 1)
    for row in range(funds + 1, funds + 5):
        sheet[f"H{row}"] = formulas.rate(row, percent=True)
        sheet[f"H{row}"].number_format = "0.00%"
    total_row(sheet, rows, formulas)


def total_row(sheet: Worksheet, rows: Rows, formulas: FormFormulas) -> None:
    """The 总分 row; the grade, for which these forms have no cell, stands beside the form."""
    value(sheet, f"A{rows.total}:F{rows.total}", "总分", Look(bold=True, tint=False))
    value(sheet, f"G{rows.total}", formulas.total_weight(), Look(tint=False))
    value(sheet, f"H{rows.total}", formulas.total(), Look(tint=False))
    value(sheet, f"I{rows.total}", None, Look(tint=False))
    computed_columns(sheet, "K", "L", "M", rows, formulas)
    label(sheet, f"L{rows.total}", "等级", Look(border=False))
    value(sheet, f"M{rows.total}", formulas.grade(f"H{rows.total}"), Look(border=False, tint=False, align="left"))
    finish_page(sheet, f"A1:I{rows.total}", landscape=False, repeat=rows.header)


def _national_funds(sheet: Worksheet, top: int) -> None:
    label(sheet, f"A{top}:B{top + 4}", "项目资金\n（万元）")
    label(sheet, f"C{top}", "")
    headers = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    for column, text in zip("DEFGHI", headers, strict=True):
        label(sheet, f"{column}{top}", text)
    hint(sheet, f"D{top + 1}:F{top + 4}", "金额", AMOUNT_HINT, number=True)
    names = ("年度资金总额", "其中：当年财政拨款", "　　　上年结转资金", "　　　其他资金")
    for row, name in enumerate(names, top + 1):
        first = row == top + 1
        label(sheet, f"C{row}", name, Look(align="left"))
        for column in "DEF":
            value(sheet, f"{column}{row}")
        value(sheet, f"G{row}", 10 if first else "—", Look(tint=False))
        value(sheet, f"H{row}", None, Look(tint=False))
        value(sheet, f"I{row}", None if first else "—", Look(tint=False))
