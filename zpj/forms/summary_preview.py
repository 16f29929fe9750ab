"""Sheets 抽查预演 (the score by the scheme beside the filed one) and 异常项目 of the summary workbook."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.properties import Outline

from zpj.domain.amounts import ONE, ZERO, plain, round_half_up
from zpj.domain.findings import Finding, Severity
from zpj.domain.records import record
from zpj.forms.review_sheet import link_to

if TYPE_CHECKING:
    from zpj.forms.summary_sheet import Sheet, Summary, SummaryRow

HEADER_ROW = 3
BEST = "优"
_COLUMNS = (
    ("序号", 6.0), ("项目／得分不同的行", 38.0), ("单位／位置", 26.0), ("填报", 9.0), ("按方案", 9.0), ("相差", 9.0),
    ("填报等级", 9.0), ("预期等级", 9.0), ("满分指标", 10.0), ("扣分未写原因", 14.0), ("超额较多未说明", 16.0),
    ("执行率", 10.0), ("说明／依据", 70.0),
)  # fmt: skip
_OUTLIER_COLUMNS = (("序号", 6.0), ("项目", 46.0), ("单位", 34.0), ("执行率", 11.0), ("得分", 9.0), ("异常", 54.0))
_POINTS, _PERCENT = "0.00", "0.00%"
_PROJECT = PatternFill("solid", fgColor="F3F6FA")
_FAR = PatternFill("solid", fgColor="F8D7DA")
_FAR_POINTS = ONE
_LEFT = Alignment(wrap_text=True, vertical="center", horizontal="left")
_INDENTED = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=2)


@record
class PreviewRow:
    """A row whose filed score is not the one the scheme gives."""

    label: str
    location: str
    filed: Decimal
    by_rule: Decimal
    basis: str

    @property
    def difference(self) -> Decimal:
        """The filed score less the scheme's."""
        return self.filed - self.by_rule


@record
class Preview:
    """One project as a reviewer would score it.

    `full` of `scored` indicator rows have full marks; `unexplained` deductions have no reason; `over` rows exceed
    their target by more than `threshold` (a fraction) without a word; `waiting` rows are left to a person.
    """

    filed: Decimal | None
    by_rule: Decimal | None
    expected_grade: str
    rows: tuple[PreviewRow, ...]
    full: int
    scored: int
    unexplained: int
    over: int
    waiting: int
    threshold: Decimal

    @property
    def difference(self) -> Decimal | None:
        """The filed total less the scheme's; None where one of them is missing."""
        return None if self.filed is None or self.by_rule is None else self.filed - self.by_rule


@record
class Outlier:
    """A project that stands out, and why."""

    project: str
    unit: str
    rate: Decimal | None
    score: Decimal | None
    why: str


def preview_sheet(sheet: Sheet, summary: Summary, folder: Path) -> None:
    """A line for each project, the farthest from the scheme first, above its differing rows; the department last."""
    ordered = sorted(summary.rows, key=_distance)
    sheet.title("抽查预演", _department(summary.rows))
    sheet.header(_COLUMNS)
    row, lines = HEADER_ROW, list[int]()
    for number, item in enumerate(ordered, 1):
        if item.preview is None:
            continue
        row += 1
        lines.append(row)
        _project(sheet, row, number, item, item.preview)
        for detail in item.preview.rows:
            row += 1
            _detail(sheet, row, item, detail, folder)
    _sums(sheet, row + 1, lines, summary)
    sheet.sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
    sheet.sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.finish(f"A1:M{row + 1}")


def outlier_sheet(sheet: Sheet, found: Sequence[Outlier]) -> None:
    """The projects that stand out."""
    sheet.title("异常项目", "执行率与得分不相称、执行率超过100%、得分离中位数10分以上的项目")
    sheet.header(_OUTLIER_COLUMNS)
    for row, item in enumerate(found, HEADER_ROW + 1):
        sheet.put(row, 1, row - HEADER_ROW)
        for column, text in ((2, item.project), (3, item.unit), (6, item.why)):
            sheet.put(row, column, text)
        sheet.put(row, 4, item.rate, _PERCENT)
        sheet.put(row, 5, item.score, _POINTS)
    if not found:
        sheet.put(HEADER_ROW + 1, 2, "没有异常项目")
    sheet.sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.finish(f"A1:F{HEADER_ROW + max(1, len(found))}")


def _distance(item: SummaryRow) -> Decimal:
    difference = item.preview.difference if item.preview else None
    return ONE if difference is None else -abs(difference)


def _project(sheet: Sheet, row: int, number: int, item: SummaryRow, found: Preview) -> None:
    for column, text in ((2, item.shown), (3, item.unit), (7, item.grade), (8, found.expected_grade)):
        sheet.put(row, column, text, bold=True)
    sheet.sheet.cell(row, 2).alignment = _LEFT
    sheet.put(row, 1, number, bold=True)
    sheet.put(row, 4, found.filed, _POINTS, bold=True)
    sheet.put(row, 5, found.by_rule, _POINTS, bold=True)
    _difference(sheet, row, found.difference, bold=True)
    sheet.put(row, 9, f"{found.full}/{found.scored}", bold=True)
    sheet.put(row, 10, found.unexplained, bold=True)
    sheet.put(row, 11, found.over, bold=True)
    sheet.put(row, 12, item.rate, _PERCENT, bold=True)
    sheet.put(row, 13, "；".join(_remarks(item, found)), bold=True)
    for column in range(1, len(_COLUMNS) + 1):
        sheet.sheet.cell(row, column).fill = _PROJECT
    if found.difference is not None and abs(found.difference) >= _FAR_POINTS:
        sheet.sheet.cell(row, 6).fill = _FAR


def _remarks(item: SummaryRow, found: Preview) -> list[str]:
    told = []
    if found.by_rule is None:
        told.append("有的行没有得分，不能按方案计分")
    elif found.filed is None:
        told.append("表上没有填总分")
    if found.waiting and found.by_rule is not None:
        told.append(f"{found.waiting} 项由人评定，在档内的按填报的分计")
    if found.expected_grade and item.grade and found.expected_grade != item.grade:
        told.append(f"填报为“{item.grade}”，按方案为“{found.expected_grade}”")
    if item.rate is not None and item.score is not None:
        told.append(f"执行率 {plain(round_half_up(item.rate * 100, 2))}%，得分 {plain(item.score)}")
    if found.over:
        told.append(f"{found.over} 项超过指标值 {plain(found.threshold * 100)}% 以上没有说明")
    return told


def _detail(sheet: Sheet, row: int, item: SummaryRow, detail: PreviewRow, folder: Path) -> None:
    sheet.put(row, 2, detail.label).alignment = _INDENTED
    sheet.put(row, 3, detail.location)
    sheet.put(row, 4, detail.filed, _POINTS)
    sheet.put(row, 5, detail.by_rule, _POINTS)
    _difference(sheet, row, detail.difference)
    sheet.put(row, 13, detail.basis)
    for column in (1, *range(7, 13)):
        sheet.put(row, column, None)
    place = Finding("", Severity.INFO, item.project, item.file, detail.location, "")
    sheet.link(row, 3, link_to(place, folder))
    sheet.sheet.row_dimensions[row].outlineLevel = 1


def _difference(sheet: Sheet, row: int, result: Decimal | None, bold: bool = False) -> None:
    shown = None if result is None else round_half_up(result, 2)
    sheet.formula(row, 6, f'=IF(COUNT(D{row},E{row})<2,"",ROUND(D{row}-E{row},2))', shown, "+0.00;-0.00;0", bold=bold)


def _sums(sheet: Sheet, row: int, lines: Sequence[int], summary: Summary) -> None:
    """The department: means and shares over its projects."""
    found = [item.preview for item in summary.rows if item.preview]
    for column in range(1, len(_COLUMNS) + 1):
        sheet.put(row, column, None, bold=True)
    sheet.put(row, 2, "部门", bold=True)
    scored = sum(one.filed is not None for one in found)
    told = f"{len(lines)} 个项目" if scored == len(lines) else f"{len(lines)} 个项目（有得分的 {scored} 个）"
    sheet.put(row, 3, f"{told}，平均分和“优”的占比", bold=True)
    _mean(sheet, row, 4, lines, [one.filed for one in found])
    _mean(sheet, row, 5, lines, [one.by_rule for one in found])
    for column, words in ((7, [item.grade for item in summary.rows]), (8, [one.expected_grade for one in found])):
        sheet.put(row, column, _share(words), _PERCENT, bold=True)
    full, scored = sum(one.full for one in found), sum(one.scored for one in found)
    sheet.put(row, 9, f"{full}/{scored}", bold=True)
    for column, total in ((10, sum(one.unexplained for one in found)), (11, sum(one.over for one in found))):
        sheet.put(row, column, total, bold=True)
    sheet.put(row, 13, _department(summary.rows), bold=True)


def _mean(sheet: Sheet, row: int, column: int, lines: Sequence[int], values: Sequence[Decimal | None]) -> None:
    """The mean of the projects' lines, which alone have a number in the first column."""
    known = [value for value in values if value is not None]
    result = round_half_up(sum(known, ZERO) / len(known), 2) if known else None
    letter = "ABCDE"[column - 1]
    area, marks = (f"{one}{HEADER_ROW + 1}:{one}{row - 1}" for one in (letter, "A"))
    both = f"--ISNUMBER({marks}),--ISNUMBER({area})"
    formula = f'=IF(SUMPRODUCT({both})=0,"",ROUND(SUMIF({marks},">0",{area})/SUMPRODUCT({both}),2))'
    sheet.formula(row, column, formula, result, _POINTS, bold=True)


def _share(words: Sequence[str]) -> Decimal | None:
    graded = [word for word in words if word]
    return sum((ONE for word in graded if word == BEST), ZERO) / len(graded) if graded else None


def _department(rows: Sequence[SummaryRow]) -> str:
    """One line on the whole department (R-79)."""
    found = [row.preview for row in rows if row.preview]
    filed, expected = _share([row.grade for row in rows]), _share([one.expected_grade for one in found])
    full, scored = sum(one.full for one in found), sum(one.scored for one in found)
    all_full = sum(one.scored > 0 and one.full == one.scored for one in found)
    told = [f"填报为“优”的项目占 {_percent(filed)}，按方案应占 {_percent(expected)}"]
    if scored:
        told.append(f"指标满分率 {_percent(ONE * full / scored)}，全部指标满分的项目 {all_full} 个")
    if filed is not None and expected is not None and filed - expected >= ONE / 10:
        told.append("“优”的占比偏高，抽查时容易被调低")
    return "；".join(told)


def _percent(share: Decimal | None) -> str:
    return "—" if share is None else f"{plain(round_half_up(share * 100, 1))}%"
