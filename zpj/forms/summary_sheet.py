"""The summary workbook of a department: 汇总表, charts, 抽查预演, 异常项目, 问题清单, 共性问题, 未汇总文件."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.amounts import ZERO, from_stored, normal, plain, round_half_up
from zpj.domain.findings import Finding
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.forms.blank_style import finish_page, put_text
from zpj.forms.summary_preview import HEADER_ROW, Outlier, Preview
from zpj.forms.text_height import fit_height

TABLE, GRADES, PREVIEW, OUTLIERS = "汇总表", "等级分布", "抽查预演", "异常项目"
PROBLEMS, COMMON, LEFT = "问题清单", "共性问题", "未汇总文件"
UNGRADED = "未评定"
_COLUMNS = (
    ("序号", 6), ("项目", 34), ("单位", 26), ("预算（万元）", 15), ("执行（万元）", 15), ("执行率", 10), ("得分", 9),
    ("等级", 8), ("扣分", 8), ("问题数", 8), ("排名", 7), ("得分来源", 10), ("备注", 40), ("文件", 30),
)  # fmt: skip
_AMOUNT, _POINTS, _PERCENT = "#,##0.00####", "0.00", "0.00%"
_WIDE = 18
_NO_NAME = regex(r"表\d+|[Ss]heet\d+|工作表\d+")
_THIN = Side(style="thin", color="999999")
_BORDER = Border(_THIN, _THIN, _THIN, _THIN)
_PLAIN, _BOLD = Font(name="宋体", size=10), Font(name="宋体", size=10, bold=True)
_LINK = Font(name="宋体", size=10, color="0563C1", underline="single")
_LEFT = Alignment(wrap_text=True, vertical="center", horizontal="left")
_CENTRE = Alignment(wrap_text=True, vertical="center", horizontal="center")

Results = dict[str, dict[tuple[int, int], Decimal | str]]


@record
class SummaryRow:
    """One project. Amounts in 万元; `rate` is a fraction; `source` says whether 得分 is 填报 or 测算.

    `low_rate`: the rate (a fraction) below which the scheme wants a reason.
    """

    file: str
    location: str
    project: str
    unit: str
    year: str
    budget: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    weight: Decimal
    score: Decimal | None
    source: str
    grade: str
    problems: int
    low_rate: Decimal
    remark: str = ""
    preview: Preview | None = None

    @property
    def shown(self) -> str:
        """The project's name; for a form without one its file too: “表2” or “Sheet1” tell nobody which."""
        return f"{Path(self.file).name}　{self.project}" if _NO_NAME.fullmatch(self.project) else self.project


@record
class Means:
    """Mean scores with their grades: weighted by the budget (S-58) and plain."""

    weighted: Decimal | None
    weighted_grade: str
    plain: Decimal | None
    plain_grade: str


@record
class Summary:
    """Everything the workbook shows. `failed`: file and reason; `grades`: the words from the best down."""

    rows: tuple[SummaryRow, ...]
    findings: tuple[Finding, ...]
    failed: tuple[tuple[str, str], ...]
    means: Means
    grades: tuple[str, ...]
    outliers: tuple[Outlier, ...] = ()

    @property
    def budget(self) -> Decimal:
        """The sum of all budgets, in 万元."""
        return sum((row.budget for row in self.rows if row.budget is not None), ZERO)

    @property
    def executed(self) -> Decimal:
        """The sum of all executed amounts, in 万元."""
        return sum((row.executed for row in self.rows if row.executed is not None), ZERO)

    @property
    def last_row(self) -> int:
        """The last project's row in 汇总表."""
        return HEADER_ROW + len(self.rows)


class Sheet:
    """A worksheet that remembers the result of every formula written to it."""

    def __init__(self, sheet: Worksheet, results: Results) -> None:
        self.sheet = sheet
        self._results = results.setdefault(sheet.title, {})

    def header(self, columns: Sequence[tuple[str, float]], first: int = 1) -> None:
        """A row of headings with the widths of their columns."""
        for column, (title, width) in enumerate(columns, first):
            self.sheet.column_dimensions[get_column_letter(column)].width = width
            cell = self.put(HEADER_ROW, column, title, bold=True)
            cell.fill, cell.alignment = PatternFill("solid", fgColor="EEF2F7"), _CENTRE

    def title(self, text: str, remark: str = "") -> None:
        """The sheet's title and a remark below it."""
        self.sheet["A1"], self.sheet["A2"] = text, remark
        self.sheet["A1"].font, self.sheet["A2"].font = Font(name="宋体", size=16, bold=True), Font(name="宋体", size=10)

    def finish(self, area: str) -> None:
        """Page set-up; the title's rows stay low, though their texts run over several columns."""
        finish_page(self.sheet, area, landscape=True, repeat=HEADER_ROW, fit=False)
        for row, height in ((1, 28), (2, 18)):
            self.sheet.row_dimensions[row].height = height

    def put(
        self, row: int, column: int, value: Decimal | int | str | None, shown: str = "", *, bold: bool = False
    ) -> Any:
        """A text, a number in the format `shown`, or an empty cell; the texts of a column for names stand left."""
        cell: Any = self.sheet.cell(row, column)
        if isinstance(value, str):
            put_text(cell, value)
            self.sheet.row_dimensions[row].height = max(
                self.sheet.row_dimensions[row].height or 0, fit_height(self.sheet, row, column, value)
            )
        else:
            cell.value = normal(value) if isinstance(value, Decimal) else value
        if shown:
            cell.number_format = shown
        cell.font, cell.border = _BOLD if bold else _PLAIN, _BORDER
        width = self.sheet.column_dimensions[get_column_letter(column)].width
        cell.alignment = _LEFT if isinstance(value, str) and width >= _WIDE else _CENTRE
        return cell

    def formula(self, row: int, column: int, formula: str, result: Decimal | None, shown: str, **look: bool) -> None:
        """A native formula with its result; no result shows as an empty text."""
        self.put(row, column, None, shown, **look).value = formula
        stored = None if result is None else from_stored(plain(round_half_up(result, 15)))
        self._results[row, column] = "" if stored is None else stored

    def link(self, row: int, column: int, address: str) -> None:
        """Turn a cell into a hyperlink."""
        cell: Any = self.sheet.cell(row, column)
        text = cell.value
        cell.hyperlink = address
        put_text(cell, text) if isinstance(text, str) else None
        cell.font = _LINK


def summary_workbook(summary: Summary, folder: Path) -> tuple[bytes, Results]:
    """The workbook and the results of its formulas; links are relative to the folder it will lie in."""
    from zpj.forms.summary_charts import grade_sheet
    from zpj.forms.summary_lists import common_sheet, left_sheet, problem_sheet
    from zpj.forms.summary_preview import outlier_sheet, preview_sheet

    book, results = Workbook(), Results()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = TABLE
    names = short_names([item.file for item in summary.rows] + [item.file for item in summary.findings])
    _table(Sheet(first, results), summary, names)
    grade_sheet(Sheet(book.create_sheet(GRADES), results), summary)
    preview_sheet(Sheet(book.create_sheet(PREVIEW), results), summary, folder)
    outlier_sheet(Sheet(book.create_sheet(OUTLIERS), results), summary.outliers)
    problem_sheet(Sheet(book.create_sheet(PROBLEMS), results), summary, folder, names)
    common_sheet(Sheet(book.create_sheet(COMMON), results), summary)
    if summary.failed:
        left_sheet(Sheet(book.create_sheet(LEFT), results), summary.failed)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), results


def _table(sheet: Sheet, summary: Summary, names: Mapping[str, str]) -> None:
    sheet.title("项目支出绩效自评汇总表", f"共 {len(summary.rows)} 个项目；金额单位：万元")
    sheet.header(_COLUMNS)
    ranks = _ranks(summary.rows)
    for number, item in enumerate(summary.rows, 1):
        row = HEADER_ROW + number
        _project(sheet, row, number, item, summary.last_row, ranks.get(number - 1))
        sheet.put(row, 14, f"{names[item.file]}　{item.location}")
    _sums(sheet, summary)
    sheet.sheet.auto_filter.ref = f"A{HEADER_ROW}:N{summary.last_row}"
    sheet.sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.finish(f"A1:M{summary.last_row + 3}")


def _project(sheet: Sheet, row: int, number: int, item: SummaryRow, last: int, rank: int | None) -> None:
    for column, text in ((2, item.shown), (3, item.unit), (8, item.grade or UNGRADED), (12, item.source)):
        sheet.put(row, column, text)
    sheet.put(row, 1, number)
    sheet.put(row, 4, item.budget, _AMOUNT)
    sheet.put(row, 5, item.executed, _AMOUNT)
    sheet.formula(row, 6, rate_formula(row), item.rate, _PERCENT)
    sheet.put(row, 7, item.score, _POINTS)
    lost = None if item.score is None else round_half_up(item.weight - item.score, 2)
    sheet.formula(row, 9, f'=IF(ISNUMBER(G{row}),ROUND({plain(item.weight)}-G{row},2),"")', lost, _POINTS)
    sheet.put(row, 10, item.problems)
    ranked = None if rank is None else round_half_up(ZERO + rank, 0)
    first = HEADER_ROW + 1
    sheet.formula(row, 11, f'=IF(ISNUMBER(G{row}),RANK(G{row},G${first}:G${last}),"")', ranked, "0")
    sheet.put(row, 13, item.remark)


def short_names(files: Sequence[str]) -> Mapping[str, str]:
    """Files by their way from what the folders of all have in common, so that no two are called alike."""
    whole = {file: os.path.abspath(file) for file in files}
    try:
        top = os.path.commonpath([os.path.dirname(path) for path in whole.values()]) if whole else ""
        return {file: Path(os.path.relpath(path, top)).as_posix() for file, path in whole.items()}
    except ValueError:
        return {file: Path(path).as_posix() for file, path in whole.items()}


def rate_formula(row: int) -> str:
    """执行率 as a fraction; empty where one of the amounts is missing or makes no sense."""
    return f'=IF(COUNT(D{row},E{row})<2,"",IF(OR(D{row}<=0,E{row}<0),"",E{row}/D{row}))'


def _ranks(rows: Sequence[SummaryRow]) -> Mapping[int, int]:
    ordered = sorted((row.score for row in rows if row.score is not None), reverse=True)
    place: dict[Decimal, int] = {}
    for number, score in enumerate(ordered, 1):
        place.setdefault(score, number)
    return {position: place[row.score] for position, row in enumerate(rows) if row.score is not None}


def _sums(sheet: Sheet, summary: Summary) -> None:
    first, last, row = HEADER_ROW + 1, summary.last_row, summary.last_row + 1
    for below, text in enumerate(("合计", "加权平均（按预算）", "简单平均")):
        for column in range(1, len(_COLUMNS) + 1):
            sheet.put(row + below, column, text if column == 2 else None, bold=True)
    budgets, points = f"D{first}:D{last}", f"G{first}:G{last}"
    sheet.formula(row, 4, f"=SUM({budgets})", summary.budget, _AMOUNT, bold=True)
    sheet.formula(row, 5, f"=SUM(E{first}:E{last})", summary.executed, _AMOUNT, bold=True)
    rate = summary.executed / summary.budget if summary.budget > ZERO and summary.executed >= ZERO else None
    sheet.formula(row, 6, rate_formula(row), rate, _PERCENT, bold=True)
    problems = sum((item.problems for item in summary.rows), 0) + ZERO
    sheet.formula(row, 10, f"=SUM(J{first}:J{last})", problems, "0", bold=True)
    part = f"SUMPRODUCT(--ISNUMBER({points}),--({budgets}>0),{budgets})"
    whole = f"SUMPRODUCT(--({budgets}>0),{budgets},{points})"
    weighted = f'=IF({part}=0,"",ROUND({whole}/{part},2))'
    sheet.formula(row + 1, 7, weighted, summary.means.weighted, _POINTS, bold=True)
    sheet.put(row + 1, 8, summary.means.weighted_grade, bold=True)
    average = f'=IF(COUNT({points})=0,"",ROUND(AVERAGE({points}),2))'
    sheet.formula(row + 2, 7, average, summary.means.plain, _POINTS, bold=True)
    sheet.put(row + 2, 8, summary.means.plain_grade, bold=True)
