"""Where the parts of a form lie on a Grid: head, funds header, goal, indicator header, total row.

Everything is found by labels, so inserted rows, moved columns and other wordings need no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zpj.forms import labels
from zpj.grid.grid import Grid

_INDICATOR_CORE = {"level1", "level2", "name"}
_INDICATOR_VALUES = {"target", "initial_target", "actual", "weight", "reported_score"}
_FUND_CORE = {"full_year_budget", "executed", "initial_budget"}


@dataclass(frozen=True, slots=True)
class Header:
    """A header row (or rows): `columns` maps a field to its columns (first, last)."""

    top: int
    bottom: int
    columns: Mapping[str, tuple[int, int]]

    def first(self, field: str) -> int | None:
        """The first column of a field."""
        span = self.columns.get(field)
        return span[0] if span else None


@dataclass(frozen=True, slots=True)
class Frame:
    """One form on a grid. `top` … `bottom` are its rows, `right` its last column."""

    grid: Grid
    top: int
    start: int
    bottom: int
    right: int
    funds: Header | None
    indicators: Header | None
    goal_row: int | None
    total_row: int | None


def find_frames(grid: Grid) -> list[Frame]:
    """Find every self-evaluation form on a grid.

    A form has an indicator block or a funds block; where 项目名称 occurs several times each occurrence with a value
    starts a form of its own.
    """
    starts = [row for row in range(1, grid.rows + 1) if _has_project_name(grid, row)]
    if not starts:
        headers = [row for row in range(1, grid.rows + 1) if _indicator_columns(grid, row)]
        starts = [row for row in headers[:1] if not _is_table_header(grid, row)]
    frames: list[Frame] = []
    top = 1
    for position, start in enumerate(starts):
        end = starts[position + 1] - 1 if position + 1 < len(starts) else grid.rows
        bottom = _without_next_title(grid, start, end) if position + 1 < len(starts) else end
        frame = _frame(grid, top, start, bottom)
        named = frame is not None and _has_project_name(grid, start)
        if frame and (named or _is_form_without_name(frame)):
            frames.append(frame)
        top = bottom + 1
    return frames


def value_right_of(grid: Grid, row: int, column: int) -> tuple[int, int] | None:
    """The place of the value that belongs to a label: the next area to its right that is filled and no label."""
    next_column = grid.area(row, column).right + 1
    while next_column <= grid.columns:
        area = grid.area(row, next_column)
        text = grid.text(row, next_column)
        cell = grid.at(row, next_column)
        if text.strip() or (cell and cell.unresolved):
            return None if labels.is_label(text) else (area.top, area.left)
        next_column = area.right + 1
    return None


def _has_project_name(grid: Grid, row: int) -> bool:
    return not _is_table_header(grid, row) and any(
        _names_project(cell.text) and _is_form_label(grid, row, cell.column) for cell in grid.row_cells(row)
    )


def _names_project(text: str) -> bool:
    return labels.section("head").field(text) == "project_name"


def _is_table_header(grid: Grid, row: int) -> bool:
    """A row with 项目名称 beside headings of amounts or indicators belongs to a list of projects, not to a form."""
    named = any(_names_project(cell.text) for cell in grid.row_cells(row))
    return named and any(len(_columns(grid, row, section)) >= 2 for section in ("funds", "indicators"))


def _is_form_label(grid: Grid, row: int, column: int) -> bool:
    """A project-name label of a form stands at the left and is followed by a value or blank, not by more labels."""
    following = grid.area(row, column).right + 1
    return following > grid.columns or not labels.is_label(grid.text(row, following))


def _without_next_title(grid: Grid, start: int, end: int) -> int:
    """Give the rows of a title and year above the next form to that form."""
    row = end
    while row > start and len(list(grid.row_cells(row))) <= 1 and not _is_note(grid, row):
        row -= 1
    return row


def _is_note(grid: Grid, row: int) -> bool:
    first = next(grid.row_cells(row), None)
    return first is not None and (first.text.startswith(("备注", "注", "说明")) or len(first.text) > 40)


def _frame(grid: Grid, top: int, start: int, bottom: int) -> Frame | None:
    indicators = next((found for row in range(start, bottom + 1) if (found := _indicator_header(grid, row))), None)
    last_head_row = indicators.top - 1 if indicators else bottom
    funds = next((found for row in range(start, last_head_row + 1) if (found := _fund_header(grid, row))), None)
    if not _is_self_evaluation(indicators, funds):
        return None
    goal_start = funds.bottom + 1 if funds else start
    return Frame(
        grid=grid,
        top=top,
        start=start,
        bottom=bottom,
        right=_right_border(grid, start, indicators, funds),
        funds=funds,
        indicators=indicators,
        goal_row=next((row for row in range(goal_start, last_head_row + 1) if _is_goal_row(grid, row)), None),
        total_row=_total_row(grid, indicators, bottom) if indicators else None,
    )


def _is_self_evaluation(indicators: Header | None, funds: Header | None) -> bool:
    """A table of indicators with neither weights nor scores nor funds belongs to a report, not to a form."""
    scored = indicators is not None and {"weight", "reported_score"} & indicators.columns.keys()
    return funds is not None or bool(scored)


def _is_form_without_name(frame: Frame) -> bool:
    """A form whose 项目名称 is missing still has funds, or results in a table with a total."""
    results = {"target", "initial_target", "actual"} & (frame.indicators.columns.keys() if frame.indicators else set())
    return frame.funds is not None or (frame.total_row is not None and bool(results))


def _indicator_columns(grid: Grid, row: int) -> dict[str, tuple[int, int]]:
    found = _columns(grid, row, "indicators")
    is_header = len(_INDICATOR_CORE & found.keys()) >= 2 and _INDICATOR_VALUES & found.keys()
    return found if is_header else {}


def _indicator_header(grid: Grid, row: int) -> Header | None:
    columns = _indicator_columns(grid, row)
    return _with_second_row(grid, row, columns, "indicators") if columns else None


def _fund_header(grid: Grid, row: int) -> Header | None:
    columns = _columns(grid, row, "funds")
    if not {"full_year_budget", "executed"} & columns.keys() or len(columns) < 2:
        return None
    return _with_second_row(grid, row, columns, "funds")


def _with_second_row(grid: Grid, row: int, columns: Mapping[str, tuple[int, int]], section: str) -> Header:
    """A heading may span several columns that the next row names one by one (年初预算数: 目标申报数, 预算编制数)."""
    bottom = _header_bottom(grid, row, columns)
    for below in range(row + 1, bottom + 2):
        second = _columns(grid, below, section)
        if second and not any(cell.number is not None for cell in grid.row_cells(below)):
            columns = {**columns, **second}
            bottom = max(bottom, below)
    return Header(row, bottom, columns)


def _columns(grid: Grid, row: int, section: str) -> dict[str, tuple[int, int]]:
    known = labels.section(section)
    found: dict[str, tuple[int, int]] = {}
    for cell in grid.row_cells(row):
        field = known.field(cell.text)
        area = grid.area(cell.row, cell.column)
        if field and area.top == row and field not in found:
            found[field] = (area.left, area.right)
    return found


def _header_bottom(grid: Grid, row: int, columns: Mapping[str, tuple[int, int]]) -> int:
    return max(grid.area(row, left).bottom for left, _ in columns.values())


def _is_goal_row(grid: Grid, row: int) -> bool:
    fields = {labels.section("goal").field(cell.text) for cell in grid.row_cells(row)}
    return {"expected", "achieved"} <= fields


def _total_row(grid: Grid, indicators: Header, bottom: int) -> int | None:
    known = labels.section("total")
    for row in range(indicators.bottom + 1, bottom + 1):
        for cell in grid.row_cells(row):
            if known.field(cell.text) == "total" and grid.area(row, cell.column).top == row:
                return row
    return None


def _right_border(grid: Grid, start: int, indicators: Header | None, funds: Header | None) -> int:
    """The form's last column: that of its headers and of the head row; notes and computed columns lie outside."""
    spans = [span for header in (indicators, funds) if header for span in header.columns.values()]
    border = max(right for _, right in spans)
    for cell in grid.row_cells(start):
        if cell.column <= border:
            border = max(border, grid.area(start, cell.column).right)
    return border
