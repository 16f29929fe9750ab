"""Fills one form sheet by labels: head, funds, goal, indicators, total, analysis."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from zpj.domain.amounts import exact, normal
from zpj.forms import labels
from zpj.forms.blank_style import put_text
from zpj.forms.content import FormContent, IndicatorRow, Shown, Typed
from zpj.forms.frame import Frame, Header
from zpj.forms.resize import resize_rows
from zpj.forms.text_height import fit_height
from zpj.grid.grid import Cell

_NUMERIC = ("weight", "reported_score")
_NOTE_ROWS = 4


def fill_form(sheet: Worksheet, frame: Frame, project: FormContent) -> None:
    """Fill one copied form sheet. The indicator block gets as many rows as there are indicators."""
    _fill_head(sheet, frame, project)
    _fill_funds(sheet, frame, project)
    if frame.goal_row:
        _fill_goal(sheet, frame, frame.goal_row, project)
    _fill_total(sheet, frame, project)
    _fill_analysis(sheet, frame, project)
    if project.indicators and frame.indicators and frame.total_row:
        resize_rows(sheet, frame.indicators.bottom + 1, frame.total_row - 1, len(project.indicators))
        _fill_indicators(sheet, frame.indicators, project)


def _fill_head(sheet: Worksheet, frame: Frame, project: FormContent) -> None:
    for row in range(frame.top, frame.funds.top if frame.funds else frame.start + 4):
        for cell in frame.grid.row_cells(row):
            field = labels.section("head").field(cell.text)
            if field and field in project.fields:
                put_text(sheet.cell(row, frame.grid.area(row, cell.column).right + 1), project.fields[field])
            elif "年度" in cell.text and row < frame.start and "year" in project.fields:
                sheet.cell(row, cell.column).value = f"（{project.fields['year']}年度）"
            elif project.title and row < frame.start and "自评表" in cell.text:
                put_text(sheet.cell(row, cell.column), project.title)


def _fill_funds(sheet: Worksheet, frame: Frame, project: FormContent) -> None:
    if frame.funds is None:
        return
    first_value = min(left for left, _ in frame.funds.columns.values())
    for row, fund in enumerate(project.funds, frame.funds.bottom + 1):
        put_text(sheet.cell(row, first_value - 1), fund.label)
        for field, shown in fund.values.items():
            column = frame.funds.first(field)
            if column:
                _put(sheet, row, column, shown)


def _put(sheet: Worksheet, row: int, column: int, shown: Shown) -> None:
    cell = sheet.cell(row, column)
    is_formula = isinstance(cell.value, str) and cell.value.startswith("=")
    if shown.typed or not is_formula:
        _type(sheet, row, column, shown.value)
    if shown.number_format:
        cell.number_format = shown.number_format


def _type(sheet: Worksheet, row: int, column: int, content: Typed | None) -> None:
    if isinstance(content, Decimal):
        sheet.cell(row, column).value = normal(content)
    else:
        put_text(sheet.cell(row, column), content or "")


def _fill_goal(sheet: Worksheet, frame: Frame, row: int, project: FormContent) -> None:
    texts = {"expected": project.expected, "achieved": project.achieved}
    widest = 0.0
    for cell in frame.grid.row_cells(row):
        field = labels.section("goal").field(cell.text)
        if field and texts.get(field):
            below = frame.grid.area(row, cell.column).bottom + 1
            put_text(sheet.cell(below, cell.column), texts[field])
            widest = max(widest, fit_height(sheet, below, cell.column, texts[field]))
    if widest:
        sheet.row_dimensions[row + 1].height = widest


def _fill_total(sheet: Worksheet, frame: Frame, project: FormContent) -> None:
    """Typed figures of the 总分 row, in the area that covers the column (忻州's total spans two)."""
    if frame.total_row is None or frame.indicators is None:
        return
    formulas = [cell for cell in frame.grid.row_cells(frame.total_row) if cell.formula is not None]
    for field, content in project.total.items():
        column = frame.indicators.first(field)
        if field == "grade":
            places = [cell.column for cell in formulas if "优" in (cell.formula or "")]
        else:
            others = [cell for cell in formulas if "优" not in (cell.formula or "")]
            places = _total_places(frame, field, column, others)
        for place in places[:1]:
            _type(sheet, frame.total_row, place, content)


def _total_places(frame: Frame, field: str, column: int | None, formulas: list[Cell]) -> list[int]:
    """A weight stands in its own column; the score there too, else in the one formula cell the row has (忻州)."""
    areas = [frame.grid.area(cell.row, cell.column) for cell in formulas]
    exact = [area.left for area in areas if area.left == column]
    return exact or ([area.left for area in areas] if field == "reported_score" and len(areas) == 1 else [])


def _fill_analysis(sheet: Worksheet, frame: Frame, project: FormContent) -> None:
    """The block below the total and its notes: written before the indicator rows move them."""
    analysis = {labels.bare_label(key): text for key, text in project.analysis.items()}
    for row in range((frame.total_row or frame.bottom) + 1, frame.bottom + 1):
        for cell in frame.grid.row_cells(row):
            text = analysis.get(labels.bare_label(cell.text))
            if text:
                area = frame.grid.area(row, cell.column)
                put_text(sheet.cell(row, area.right + 1), text)
                sheet.row_dimensions[row].height = fit_height(sheet, row, area.right + 1, text)
    notes = [row for row in range(frame.bottom - _NOTE_ROWS + 1, frame.bottom + 1) if frame.grid.text(row, 1)]
    for row, text in zip(notes, project.notes, strict=False):
        put_text(sheet.cell(row, 1), text)


def _fill_indicators(sheet: Worksheet, header: Header, project: FormContent) -> None:
    previous = ("", "")
    starts: dict[str, int] = {}
    rows: list[IndicatorRow | None] = [*project.indicators, None]
    for row, indicator in enumerate(rows, header.bottom + 1):
        levels = (indicator.level1, indicator.level2) if indicator else ("", "")
        for field, position in (("level1", 1), ("level2", 2)):
            column = header.first(field)
            if column and (levels[:position] != previous[:position] or indicator is None):
                _merge_run(sheet, column, starts.get(field), row - 1)
                starts[field] = row
                if indicator:
                    put_text(sheet.cell(row, column), levels[position - 1])
        previous = levels
        if indicator:
            _fill_indicator(sheet, header, row, {"name": indicator.name, **indicator.values})


def _merge_run(sheet: Worksheet, column: int, start: int | None, end: int) -> None:
    if start is not None and end > start:
        sheet.merge_cells(start_row=start, end_row=end, start_column=column, end_column=column)


def _fill_indicator(sheet: Worksheet, header: Header, row: int, values: Mapping[str, Typed]) -> None:
    for field, content in values.items():
        column = header.first(field)
        if column is None or content == "":
            continue
        number = exact(content) if isinstance(content, str) and field in _NUMERIC else None
        _type(sheet, row, column, content if number is None else number)
