"""Makes the blank standard workbooks templates/forms/{mof,shanxi}/form.xlsx (`python -m zpj.forms.blank`).

They are ordinary workbooks from then on: a bureau edits them in Excel, and `zpj new` copies them. Layouts: 附件1 of
财预〔2020〕10号 (its “附件1” is printed in the page header), and 忻州's form, cell for cell.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zpj import resources
from zpj.forms.blank_sheets import add_further_sheets
from zpj.forms.blank_style import (
    Look,
    attachment_number,
    break_after,
    computed_columns,
    finish_page,
    hint,
    label,
    merge,
    title,
    value,
)
from zpj.forms.native import FormFormulas, store_results

LEVELS: dict[str, tuple[str, ...]] = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
_FIRST_HEADERS = ("一级指标", "二级指标", "三级指标")
_LAST_HEADERS = ("分值", "得分", "偏差原因分析及改进措施")
_AMOUNT_HINT = "单位：万元，可填到小数点后6位。没有的留空，不要写“万元”。"


@dataclass(frozen=True, slots=True)
class Rows:
    """The row numbers of a form sheet."""

    header: int
    first: int
    last: int

    @property
    def total(self) -> int:
        return self.last + 1


def build(form_id: str, target: Path) -> None:
    """Write one blank workbook."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "自评表"
    _LAYOUTS[form_id](sheet)
    add_further_sheets(book, form_id)
    book.properties.creator = ""
    book.save(target)
    store_results(target)


def _mof(sheet: Worksheet) -> None:
    _national(sheet, funds=5)
    attachment_number(sheet, "附件1")


def _beijing(sheet: Worksheet) -> None:
    """The national form with one more head row (丰台)."""
    label(sheet, "A5:B5", "项目负责人")
    value(sheet, "C5:E5")
    label(sheet, "F5", "联系电话")
    value(sheet, "G5:I5")
    _national(sheet, funds=6)


def _national(sheet: Worksheet, funds: int) -> None:
    """附件1 of 财预〔2020〕10号 with its funds block from row `funds` on."""
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
    _goal(sheet, funds + 5, "年度总体目标", "预期目标", "B{0}:E{0}", "实际完成情况", "F{0}:I{0}")
    headers = [*_FIRST_HEADERS, "年度指标值", "实际完成值", *_LAST_HEADERS]
    rows = _indicators(sheet, funds + 7, headers, per_level=3, names=("指标1：", "指标2：", "……"))
    letters = {"target": "E", "actual": "F", "weight": "G", "score": "H", "budget": "E", "executed": "F"}
    formulas = FormFormulas(rows.header, funds + 1, **letters, funds_weight="G", funds_score="I")
    sheet[f"I{funds + 1}"] = formulas.budget_score(funds + 1)
    for row in range(funds + 1, funds + 5):
        sheet[f"H{row}"] = formulas.rate(row, percent=True)
        sheet[f"H{row}"].number_format = "0.00%"
    _national_total(sheet, rows, formulas)


def _national_total(sheet: Worksheet, rows: Rows, formulas: FormFormulas) -> None:
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
    hint(sheet, f"D{top + 1}:F{top + 4}", "金额", _AMOUNT_HINT, number=True)
    names = ("年度资金总额", "其中：当年财政拨款", "　　　上年结转资金", "　　　其他资金")
    for row, name in enumerate(names, top + 1):
        first = row == top + 1
        label(sheet, f"C{row}", name, Look(align="left"))
        for column in "DEF":
            value(sheet, f"{column}{row}")
        value(sheet, f"G{row}", 10 if first else "—", Look(tint=False))
        value(sheet, f"H{row}", None, Look(tint=False))
        value(sheet, f"I{row}", None if first else "—", Look(tint=False))


def _shaanxi(sheet: Worksheet) -> None:
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
    _goal(sheet, 9, "年度总体目标", "预期目标", "B{0}:D{0}", "实际完成情况", "E{0}:I{0}")
    headers = [*_FIRST_HEADERS, "年度指标值", "实际完成值", "分值", "得分", "未完成原因分析"]
    rows = _indicators(sheet, 11, headers, per_level=1)
    letters = {"target": "E", "actual": "F", "weight": "G", "score": "H", "budget": "C", "executed": "D"}
    formulas = FormFormulas(rows.header, 6, **letters, funds_weight="F", funds_score="H")
    sheet["H6"] = formulas.budget_score(6)
    for row in (6, 7, 8):
        for column in "EG":
            sheet[f"{column}{row}"] = formulas.rate(row, percent=True)
            sheet[f"{column}{row}"].number_format = "0.00%"
    _national_total(sheet, rows, formulas)


def _shaanxi_funds(sheet: Worksheet) -> None:
    label(sheet, "A5:A8", "项目资金\n（万元）")
    label(sheet, "B5", "")
    headers = ("年初预算数", "全年执行数", "全年执行率", "分值", "执行率")
    for column, text in zip("CDEFG", headers, strict=True):
        label(sheet, f"{column}5", text)
    label(sheet, "H5:I5", "得分")
    hint(sheet, "C6:D8", "金额", _AMOUNT_HINT, number=True)
    for row, name in enumerate(("年度资金总额", "其中:财政拨款", "其他资金"), 6):
        label(sheet, f"B{row}", name, Look(align="left"))
        for column in "CD":
            value(sheet, f"{column}{row}")
        for column in "EG":
            value(sheet, f"{column}{row}", None, Look(tint=False))
        value(sheet, f"F{row}", 10 if row == 6 else "—", Look(tint=False))
        value(sheet, f"H{row}:I{row}", None if row == 6 else "—", Look(tint=False))


def _shanxi(sheet: Worksheet) -> None:
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
    _goal(sheet, 9, "项目年度绩效目标", "年度目标", "B{0}:G{0}", "实际完成情况", "H{0}:J{0}")
    headers = [*_FIRST_HEADERS, "年初指标值", "调整后指标值", "实际完成值", *_LAST_HEADERS]
    rows = _indicators(sheet, 11, headers, per_level=1)
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
    hint(sheet, "C7:F8", "金额", _AMOUNT_HINT, number=True)
    for row, name in ((7, "资金总额:"), (8, "市县区财政资金")):
        label(sheet, f"B{row}", name, Look(align="left"))
        for column in "CDEF":
            value(sheet, f"{column}{row}")
        for column in "GH":
            value(sheet, f"{column}{row}", None, Look(tint=False))
        value(sheet, f"I{row}:J{row}", None, Look(tint=False))


def _goal(sheet: Worksheet, row: int, block: str, left: str, left_area: str, right: str, right_area: str) -> None:
    label(sheet, f"A{row}:A{row + 1}", block)
    label(sheet, left_area.format(row), left)
    label(sheet, right_area.format(row), right)
    for area in (left_area, right_area):
        value(sheet, area.format(row + 1), None, Look(align="left"))
    sheet.row_dimensions[row + 1].height = 90


def _indicators(sheet: Worksheet, header: int, headers: list[str], per_level: int, names: tuple[str, ...] = ()) -> Rows:
    columns = "BCDEFGHIJ"[: len(headers)]
    for column, text in zip(columns, headers, strict=True):
        label(sheet, f"{column}{header}", text)
    row = header + 1
    for level1, kinds in LEVELS.items():
        start = row
        for level2 in kinds:
            count = 2 if level2 == "数量指标" and per_level == 1 else per_level
            _level2_rows(sheet, row, count, level2, columns, names)
            row += count
        merge(sheet, f"B{start}:B{row - 1}", level1)
    merge(sheet, f"A{header}:A{row - 1}", "绩效指标")
    rows = Rows(header, header + 1, row - 1)
    _indicator_hints(sheet, rows, columns)
    return rows


def _level2_rows(sheet: Worksheet, row: int, count: int, level2: str, columns: str, names: tuple[str, ...]) -> None:
    merge(sheet, f"C{row}:C{row + count - 1}", level2)
    for offset in range(count):
        for column in columns[2:]:
            look = Look(align="left") if column in ("D", columns[-1]) else Look()
            value(sheet, f"{column}{row + offset}", None, look)
        if names:
            sheet[f"D{row + offset}"] = names[offset]


def _indicator_hints(sheet: Worksheet, rows: Rows, columns: str) -> None:
    weight, score, reason = list(columns[-3:])
    span = f"{{0}}{rows.first}:{{0}}{rows.last}"
    hint(
        sheet,
        span.format(columns[-4]),
        "实际完成值",
        "填实际完成的数和单位，如 5次、95%、12个月，不要带≥≤。定性指标写 达成预期指标 等。",
    )
    hint(sheet, span.format(weight), "分值", "只填数字。全部指标分值合计为90（预算执行率另有10分）。", number=True)
    hint(sheet, span.format(score), "得分", "由填报人评定，不超过分值；可参考右侧“测算得分”。", number=True)
    hint(sheet, span.format(reason), "偏差原因", "得分低于分值、或超额较多的，写明原因和改进措施。")
    for column in columns[3:-3]:
        for row in range(rows.first, rows.last + 1):
            sheet[f"{column}{row}"].number_format = "@"
    for column in columns[3:-4]:
        hint(
            sheet,
            span.format(column),
            "指标值",
            "写比较符、数和单位，如 ≥2次、=100%、≤12个月、≤300万元；定性的直接写文字。",
        )


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


_LAYOUTS: dict[str, Callable[[Worksheet], None]] = {
    "mof": _mof,
    "jiangxi": _mof,
    "beijing": _beijing,
    "shaanxi": _shaanxi,
    "shanxi": _shanxi,
}


if __name__ == "__main__":
    for form in sys.argv[1:] or list(_LAYOUTS):
        build(form, resources.templates() / "forms" / form / "form.xlsx")
