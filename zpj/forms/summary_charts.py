"""Sheet 等级分布: how many projects have which grade, with native Excel charts."""

from __future__ import annotations

from collections import Counter

from openpyxl.chart import BarChart, Reference, ScatterChart, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.amounts import ONE, ZERO
from zpj.forms.summary_preview import HEADER_ROW
from zpj.forms.summary_sheet import TABLE, UNGRADED, Sheet, Summary, SummaryRow

_COLUMNS = (("等级", 12.0), ("项目数", 10.0), ("占比", 10.0), ("预算（万元）", 16.0))
_DATA_COLUMNS = (("项目", 90.0), ("执行率", 10.0), ("得分", 9.0))
_FIRST_DATA_COLUMN = 18
_FULL_SCORE = 100


def grade_sheet(sheet: Sheet, summary: Summary) -> None:
    """The table of grades, its bar chart, and execution rates against scores as a scatter chart."""
    sheet.title("等级分布", "由汇总表的等级一栏统计；改动汇总表后自动更新")
    sheet.header(_COLUMNS)
    words = [*summary.grades, *([UNGRADED] if any(not row.grade for row in summary.rows) else [])]
    counts = Counter(row.grade or UNGRADED for row in summary.rows)
    first, last, total = HEADER_ROW + 1, HEADER_ROW + len(words), HEADER_ROW + len(words) + 1
    grades, budgets = (f"{TABLE}!${letter}${first}:${letter}${summary.last_row}" for letter in "HD")
    for row, word in enumerate(words, first):
        sheet.put(row, 1, word)
        number = counts[word] * ONE
        sheet.formula(row, 2, f"=COUNTIF({grades},A{row})", number, "0")
        share = number / len(summary.rows)
        sheet.formula(row, 3, f'=IF(B${total}=0,"",B{row}/B${total})', share, "0.0%")
        amount = sum((one.budget or ZERO for one in summary.rows if (one.grade or UNGRADED) == word), ZERO)
        sheet.formula(row, 4, f"=SUMIF({grades},A{row},{budgets})", amount, "#,##0.00####")
    sheet.put(total, 1, "合计", bold=True)
    sheet.formula(total, 2, f"=SUM(B{first}:B{last})", len(summary.rows) * ONE, "0", bold=True)
    sheet.formula(total, 3, f"=SUM(C{first}:C{last})", ONE, "0.0%", bold=True)
    sheet.formula(total, 4, f"=SUM(D{first}:D{last})", summary.budget, "#,##0.00####", bold=True)
    sheet.sheet.add_chart(_bars(sheet.sheet, last), "F3")
    if points := _chart_data(sheet, summary):
        sheet.sheet.add_chart(_scatter(sheet.sheet, points), "F19")
    sheet.finish(f"A1:O{max(total, 38)}")


def _bars(sheet: Worksheet, last: int) -> BarChart:
    chart = BarChart()
    chart.type, chart.title, chart.legend, chart.gapWidth = "col", "各等级项目数", None, 80
    chart.height, chart.width = 8, 16
    chart.add_data(Reference(sheet, min_col=2, min_row=HEADER_ROW, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=HEADER_ROW + 1, max_row=last))
    chart.series[0].graphicalProperties.solidFill = "4472C4"
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    for shown in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, shown, False)
    chart.y_axis.title, chart.y_axis.number_format, chart.y_axis.majorUnit = "项目数", "0", None
    chart.y_axis.scaling.min = 0
    # openpyxl marks axes as deleted unless told otherwise.
    chart.x_axis.delete = chart.y_axis.delete = False
    return chart


def _chart_data(sheet: Sheet, summary: Summary) -> list[SummaryRow]:
    """The projects with both figures, beside the printed page.

    A scatter chart over 汇总表 itself would not do: where one rate is empty, Excel takes all of them for 1, 2, 3, …
    """
    sheet.header(_DATA_COLUMNS, first=_FIRST_DATA_COLUMN)
    points: list[SummaryRow] = []
    for there, item in enumerate(summary.rows, HEADER_ROW + 1):
        if item.rate is None or item.score is None:
            continue
        points.append(item)
        row = HEADER_ROW + len(points)
        sheet.put(row, _FIRST_DATA_COLUMN, item.shown)
        sheet.formula(row, _FIRST_DATA_COLUMN + 1, f"={TABLE}!F{there}", item.rate, "0.00%")
        sheet.formula(row, _FIRST_DATA_COLUMN + 2, f"={TABLE}!G{there}", item.score, "0.00")
    return points


def _scatter(sheet: Worksheet, points: list[SummaryRow]) -> ScatterChart:
    chart = ScatterChart()
    chart.style, chart.scatterStyle, chart.title, chart.legend = 13, "lineMarker", "执行率与得分", None
    chart.height, chart.width = 9, 16
    rates, scores = (
        Reference(sheet, min_col=column, min_row=HEADER_ROW + 1, max_row=HEADER_ROW + len(points))
        for column in (_FIRST_DATA_COLUMN + 1, _FIRST_DATA_COLUMN + 2)
    )
    series = Series(scores, rates, title="项目")
    series.marker.symbol, series.marker.size = "circle", 7
    series.marker.graphicalProperties.solidFill = "ED7D31"
    series.graphicalProperties.line.noFill = True
    chart.series.append(series)
    chart.x_axis.title, chart.x_axis.number_format, chart.x_axis.scaling.min = "预算执行率", "0%", 0
    chart.y_axis.title, chart.y_axis.number_format = "得分", "0"
    given = [item.score for item in points if item.score is not None]
    chart.y_axis.scaling.min = max(0, int(min(given)) // 10 * 10 - 10)
    chart.y_axis.scaling.max = _FULL_SCORE if max(given) <= _FULL_SCORE else None
    chart.x_axis.delete = chart.y_axis.delete = False
    return chart
