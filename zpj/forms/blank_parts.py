"""The blocks every blank form has: goal and indicators, with their hints."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.records import record
from zpj.forms.blank_style import Look, hint, label, merge, value

LEVELS: dict[str, tuple[str, ...]] = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
FIRST_HEADERS = ("一级指标", "二级指标", "三级指标")
LAST_HEADERS = ("分值", "得分", "偏差原因分析及改进措施")
AMOUNT_HINT = "单位：万元，可填到小数点后6位。没有的留空，不要写“万元”。"


@record
class Rows:
    """The row numbers of a form sheet."""

    header: int
    first: int
    last: int

    @property
    def total(self) -> int:
        return self.last + 1


def goal_block(sheet: Worksheet, row: int, block: str, left: str, left_area: str, right: str, right_area: str) -> None:
    label(sheet, f"A{row}:A{row + 1}", block)
    label(sheet, left_area.format(row), left)
    label(sheet, right_area.format(row), right)
    for area in (left_area, right_area):
        value(sheet, area.format(row + 1), None, Look(align="left"))
    sheet.row_dimensions[row + 1].height = 90


def indicator_block(
    sheet: Worksheet, header: int, headers: list[str], per_level: int, names: tuple[str, ...] = ()
) -> Rows:
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
