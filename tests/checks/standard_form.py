"""A blank standard workbook filled in cell by cell, as a clerk does in Excel, formulas kept."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from zpj.app.making import new_workbook
from zpj.app.reading import read_workbook
from zpj.checks.run import check_workbook
from zpj.domain.findings import Finding

_ROWS: tuple[tuple[int, str, str, str, int, int, str | None], ...] = (
    (13, "培训场次", "≥10次", "10次", 10, 10, None),
    (14, "培训人数", "≥500人", "450人", 10, 9, "部分学员因出差未参加，下年改为分期培训。"),
    (16, "培训合格率", "≥95%", "96%", 15, 15, None),
    (19, "完成时限", "2024年12月31日前完成", "2024年11月30日", 10, 10, None),
    (22, "培训成本", "≤100万元", "95.5万元", 5, 5, None),
    (28, "业务能力提升", "有效提升", "达成预期指标", 30, 27, "宣传覆盖面不足，下年扩大宣传。"),
    (37, "学员满意度", "≥90%", "92%", 10, 10, None),
)
_HEAD = {
    "A2": "（2024年度）", "C4": "某市教育局", "G4": "某市教师进修学校",
    "B11": "举办业务培训不少于10次，培训500人。", "F11": "举办业务培训10次，培训450人，支出95.5万元。",
}  # fmt: skip
Content = str | int | float | None


def written(path: Path, **cells: Content) -> Path:
    """A form without a fault but for these cells ({"H13": "10"})."""
    new_workbook(path, "mof", ("业务培训",), force=True)
    book = openpyxl.load_workbook(path)
    sheet = book["业务培训"]
    filled: dict[str, Content] = dict(_HEAD)
    filled |= {
        f"{column}{row}": amount for row in (6, 7) for column, amount in zip("DEF", (100, 100, 95.5), strict=True)
    }
    filled |= {f"D{row}": None for row in range(13, 40)}
    for row, name, target, actual, weight, score, reason in _ROWS:
        filled |= {f"D{row}": name, f"E{row}": target, f"F{row}": actual}
        filled |= {f"G{row}": weight, f"H{row}": score, f"I{row}": reason}
    for place, content in (filled | cells).items():
        sheet[place] = content
    book.save(path)
    return path


def findings(path: Path, **cells: Content) -> list[Finding]:
    """What is found in the form with these cells."""
    return check_workbook(read_workbook(written(path / "自评.xlsx", **cells)))


def told(path: Path, **cells: Content) -> list[tuple[str, str, str]]:
    """Rule, severity and cell of every finding."""
    return [
        (item.rule, item.severity.value, item.location.removeprefix("业务培训!")) for item in findings(path, **cells)
    ]
