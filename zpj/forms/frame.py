"""Where the parts of a form lie on a Grid: head, funds header, goal, indicator header, total row.

Everything is found by labels, so inserted rows, moved columns and other wordings need no code.
"""

from __future__ import annotations

from collections.abc import Iterator

from zpj.domain.records import record
from zpj.forms import labels
from zpj.forms.broken_lines import with_whole_headings
from zpj.forms.goal_heading import is_goal_row
from zpj.forms.goal_words import goal_field, goals_told, heads_both_goals
from zpj.forms.headers import (
    Header,
    columns_of,
    fund_header,
    indicator_columns,
    indicator_header,
    right_of,
    task_header,
)
from zpj.forms.side_by_side import panes
from zpj.forms.total_rows import total_row
from zpj.grid.grid import Grid

_MOST_HEADINGS = 4
_OFFICES = {"supervising_department", "implementing_unit"}

__all__ = ["Frame", "Header", "find_frames", "value_right_of"]


@record
class Frame:
    """One form on a grid. `top` … `bottom` are its rows, `right` its last column.

    `goal_row` heads both goals, `goal_end` is the row after them; `funds_end` the row after the funds.
    """

    grid: Grid
    top: int
    start: int
    bottom: int
    right: int
    funds: Header | None
    indicators: Header | None
    goal_row: int | None
    goal_end: int
    funds_end: int
    total_row: int | None


def find_frames(grid: Grid) -> list[Frame]:
    """Find every self-evaluation form on a grid.

    A form has an indicator block or a funds block; where 项目名称 occurs several times each occurrence with a value
    starts a form of its own, below the one before or beside it.
    """
    return [frame for pane in panes(with_whole_headings(grid)) for frame in _frames(pane)]


def _frames(grid: Grid) -> list[Frame]:
    named = [row for row in range(1, grid.rows + 1) if _has_project_name(grid, row)]
    starts = [_with_offices_above(grid, row) for row in named]
    if not starts:
        starts = _resembled_starts(grid)
    if not starts:
        starts = _starts_without_name(grid)
    frames: list[Frame] = []
    top = 1
    for position, start in enumerate(starts):
        end = starts[position + 1] - 1 if position + 1 < len(starts) else grid.rows
        bottom = _without_next_title(grid, start, end) if position + 1 < len(starts) else end
        frame = _frame(grid, top, start, bottom)
        if frame and (named or _is_form_without_name(frame)):
            frames.append(frame)
        top = bottom + 1
    return frames


def _with_offices_above(grid: Grid, row: int) -> int:
    """The row of 项目名称, or the first of those just above it that name a department or a unit."""
    while row > 1 and _names_offices(grid, row - 1) and not _is_heading(grid, row - 1):
        row -= 1
    return row


def _names_offices(grid: Grid, row: int) -> bool:
    cells = list(grid.row_cells(row))
    beside = {labels.section("head").field(cell.text) for cell in cells if value_right_of(grid, row, cell.column)}
    return bool(_OFFICES & beside)


def _resembled_starts(grid: Grid) -> list[int]:
    """Rows above the headings with a label like 项目名称 (专项名称) and a value, where nothing else names a project."""
    first = next((row for row in range(1, grid.rows + 1) if indicator_columns(grid, row)), 0)
    like = labels.section("head_like")
    found = []
    for row in range(1, grid.rows + 1 if first else 0):
        cell = next(grid.row_cells(row), None)
        if cell is None or labels.is_label(cell.text) or _is_heading(grid, row):
            continue
        beside = value_right_of(grid, row, cell.column) if like.resembled(cell.text) == "project_name" else None
        is_named = beside is not None and any(map(str.isalpha, grid.text(*beside)))
        if is_named or "project_name" in dict(labels.joint(cell.text, "head", like=True)):
            found.append(row)
    return found


def _starts_without_name(grid: Grid) -> list[int]:
    """Where forms without 项目名称 (部门整体支出) begin: the first anyhow, each further one with funds of its own."""
    headers = [row for row in range(1, grid.rows + 1) if indicator_columns(grid, row)]
    starts: list[int] = []
    after = 1
    for header in headers if headers and not _is_table_header(grid, headers[0]) else ():
        start = _first_head_row(grid, after, header)
        if not starts or any(fund_header(grid, row, header) for row in range(start, header)):
            starts.append(start)
        after = header + 1
    return starts


def _first_head_row(grid: Grid, first: int, last: int) -> int:
    """The first row that names a department or a unit, or heads the funds; the indicators' own at last."""
    head = labels.section("head")
    for row in range(first, last):
        cells = [cell for cell in grid.row_cells(row) if not _is_heading(grid, row)]
        beside = (head.field(cell.text) for cell in cells if value_right_of(grid, row, cell.column))
        told = (field for cell in cells for field, _ in labels.joint(cell.text, "head"))
        if {*beside, *told} & _OFFICES or (fund_header(grid, row, last) and not _is_table_header(grid, row)):
            return row
    return last


def _is_heading(grid: Grid, row: int) -> bool:
    return any(len(columns_of(grid, row, section)) >= 2 for section in ("funds", "indicators"))


def value_right_of(grid: Grid, row: int, column: int) -> tuple[int, int] | None:
    """The place of the value that belongs to a label: the next area to its right that is filled and no label."""
    next_column = grid.area(row, column).right + 1
    while next_column <= grid.columns:
        area = grid.area(row, next_column)
        text = grid.text(row, next_column)
        cell = grid.at(row, next_column)
        if text.strip() or (cell and cell.unresolved):
            return None if labels.is_label(text) or labels.joint(text, "head") else (area.top, area.left)
        next_column = area.right + 1
    return None


def project_names(grid: Grid) -> Iterator[str]:
    """The names of the projects whose forms begin on a grid, as they stand beside or behind 项目名称."""
    for row in (row for row in range(1, grid.rows + 1) if _has_project_name(grid, row)):
        told = [dict(labels.joint(cell.text, "head")).get("project_name", "") for cell in grid.row_cells(row)]
        places = [value_right_of(grid, row, cell.column) for cell in grid.row_cells(row) if _names_project(cell.text)]
        beside = [grid.text(*place) for place in places if place]
        yield "".join(next(filter(None, (*beside, *told)), "").split())


def _has_project_name(grid: Grid, row: int) -> bool:
    named = [cell for cell in grid.row_cells(row) if _names_project(cell.text)]
    if named:
        return not _is_table_header(grid, row) and any(_is_form_label(grid, row, cell.column) for cell in named)
    return any(_tells_project(cell.text) for cell in grid.row_cells(row))


def _names_project(text: str) -> bool:
    return labels.section("head").field(text) == "project_name"


def _tells_project(text: str) -> bool:
    """“项目名称：道路养护” in one cell."""
    return any(field == "project_name" and value for field, value in labels.joint(text, "head"))


def _is_table_header(grid: Grid, row: int) -> bool:
    """A row with 项目名称 beside headings of amounts or indicators belongs to a list of projects, not to a form."""
    named = any(_names_project(cell.text) for cell in grid.row_cells(row))
    return named and _is_heading(grid, row)


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
    return first is not None and (labels.section("notes").resembled(first.text) is not None or len(first.text) > 40)


def _frame(grid: Grid, top: int, start: int, bottom: int) -> Frame | None:
    indicators = next((found for row in range(start, bottom + 1) if (found := indicator_header(grid, row))), None)
    last_head_row = indicators.top - 1 if indicators else bottom
    end = last_head_row + 1
    found_funds = (found for head in (fund_header, task_header) for row in range(start, end)
                   if (found := head(grid, row, end)))  # fmt: skip
    funds = next(found_funds, None)
    if not _is_self_evaluation(indicators, funds):
        return None
    goal_row = _goal_row(grid, start, funds, last_head_row)
    below_goal = (row for row in (funds.top if funds else 0, end) if row > (goal_row or 0))
    return Frame(
        grid=grid,
        top=top,
        start=start,
        bottom=bottom,
        right=_right_border(grid, start, indicators, funds),
        funds=funds,
        indicators=indicators,
        goal_row=goal_row,
        goal_end=next(below_goal),
        funds_end=_funds_end(grid, funds, end),
        total_row=total_row(grid, indicators, bottom) if indicators else None,
    )


def _goal_row(grid: Grid, start: int, funds: Header | None, last: int) -> int | None:
    """The row that heads both goals: below the funds, or above them where it holds nothing else."""
    below = (row for row in range(funds.bottom + 1 if funds else start, last + 1) if is_goal_row(grid, row))
    above = (row for row in range(start, funds.top if funds else start) if _heads_goals_alone(grid, row))
    return next(below, None) or next(above, None)


def _heads_goals_alone(grid: Grid, row: int) -> bool:
    fields = [goal_field(cell.text) for cell in grid.row_cells(row)]
    return {"expected", "achieved"} <= set(fields) and None not in fields[-2:] and len(fields) <= _MOST_HEADINGS


def _funds_end(grid: Grid, funds: Header | None, end: int) -> int:
    """The first row below the funds that belongs to the goals (or the indicators)."""
    for row in range(funds.bottom + 1 if funds and not funds.lines else end, end):
        cells = list(grid.row_cells(row))[:2]
        if is_goal_row(grid, row) or any(_begins_goals(cell.text) for cell in cells):
            return row
    return funds.bottom + 1 if funds and funds.lines else end


def _begins_goals(text: str) -> bool:
    return bool(goal_field(text) or goals_told(text) or heads_both_goals(text))


def _is_self_evaluation(indicators: Header | None, funds: Header | None) -> bool:
    """A table of indicators with neither weights nor scores nor funds belongs to a report, not to a form."""
    scored = indicators is not None and {"weight", "reported_score"} & indicators.columns.keys()
    return funds is not None or bool(scored)


def _is_form_without_name(frame: Frame) -> bool:
    """A form whose 项目名称 is missing still has funds, or results in a table with a total."""
    results = {"target", "initial_target", "actual"} & (frame.indicators.columns.keys() if frame.indicators else set())
    return frame.funds is not None or (frame.total_row is not None and bool(results))


def _right_border(grid: Grid, start: int, indicators: Header | None, funds: Header | None) -> int:
    """The form's last column: that of its headers and of the head row; notes and computed columns lie outside."""
    border = max(right_of(header) for header in (indicators, funds) if header)
    for cell in grid.row_cells(start):
        if cell.column <= border:
            border = max(border, grid.area(start, cell.column).right)
    return border
