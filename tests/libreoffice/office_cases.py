"""The workbooks the LibreOffice tests open, and what is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from office_session import Book, OfficeCell

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_workbooks" / "xinzhou_2022.xlsx"
BLANKS = {path.parent.name: path for path in sorted((ROOT / "templates" / "forms").glob("*/form.xlsx"))}
SAMPLES = sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
FORM = "自评表"
TOLERANCE = 1e-9


def same(one: object, other: object) -> bool:
    """Equal texts (nothing is the empty text), or numbers equal to 1e-9."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= TOLERANCE * max(1.0, abs(one))
    return (one or "") == (other or "") and isinstance(one, str | None) and isinstance(other, str | None)


def cached_values(path: Path) -> dict[str, dict[str, object]]:
    """The stored value of every formula cell of a file, by sheet and address."""
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: values[sheet.title][cell.coordinate].value
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        for sheet in formulas.worksheets
    }


def formula_cells(book: Book, sheet: str) -> dict[str, OfficeCell]:
    """The formula cells of a sheet as LibreOffice has them."""
    return {at: cell for at, cell in book.cells(sheet, formulas_only=True).items() if cell.formula is not None}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand on a blank standard form: rows, columns, and the cells that hold results."""

    first: int
    total: int
    name: str
    target: str
    actual: str
    weight: str
    score: str
    budget: str
    executed: str
    rate: str
    budget_score: str
    total_score: str
    grade: str
    project_name: str
    year: str
    computed: tuple[str, str]
    level2_rows: Mapping[str, int]


_KINDS = (
    *("数量指标", "质量指标", "时效指标", "成本指标"),
    *("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "服务对象满意度指标",
)
LAYOUTS = {
    "mof": Layout(
        first=13, total=40, name="D", target="E", actual="F", weight="G", score="H",
        budget="E6", executed="F6", rate="H6", budget_score="I6", total_score="H", grade="M",
        project_name="C3", year="A2", computed=("L", "M"),
        level2_rows={kind: 13 + 3 * place for place, kind in enumerate(_KINDS)},
    ),
    "shanxi": Layout(
        first=12, total=22, name="D", target="F", actual="G", weight="H", score="I",
        budget="E7", executed="F7", rate="H7", budget_score="I7", total_score="G", grade="I",
        project_name="C3", year="A2", computed=("L", "M"),
        level2_rows={kind: 12 + place + (place > 0) for place, kind in enumerate(_KINDS)},
    ),
}  # fmt: skip
INDICATORS = {
    "数量指标": ("开展检查次数", "≥2次", "5次", "20", "20"),
    "质量指标": ("资金合规率", "=100%", "100%", "20", "20"),
    "时效指标": ("完成时间", "≤12个月", "12个月", "10", "10"),
    "社会效益指标": ("群众知晓率", "≥90%", "81%", "30", "27"),
    "服务对象满意度指标": ("群众满意度", "≥95%", "95%", "10", "10"),
}


def type_indicator(book: Book, layout: Layout, row: int, values: tuple[str, ...], **others: str) -> None:
    """Type one indicator row: name, target, actual value, weight, score; `others` are further cells by column."""
    columns = (layout.name, layout.target, layout.actual, layout.weight, layout.score)
    cells = dict(zip(columns, values, strict=True)) | others
    book.put(FORM, **{f"{column}{row}": text for column, text in cells.items()})


def type_form(book: Book, layout: Layout, budget: str, executed: str) -> None:
    """Fill a blank form with five indicators of 90 points, 87 of them earned."""
    head = {layout.project_name: "医保基金监管", layout.year: "（2024年度）"}
    book.put(FORM, **head, **{layout.budget: budget, layout.executed: executed})
    for kind, values in INDICATORS.items():
        type_indicator(book, layout, layout.level2_rows[kind], values)
