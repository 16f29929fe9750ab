"""Where the parts of a form lie on a Grid: head, funds header, goal, indicator header, total row.

Everything is found by labels, so inserted rows, moved columns and other wordings need no code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.headers import Header, Span, columns_of, fund_header, indicator_columns, indicator_header, right_of
from zpj.grid.grid import Grid

_BLANK = regex(r"\s")
_GOAL_BESIDE = regex(
    "(?:项目|年度|年初|调整后|总体|绩效|预期|设定)*目标|(?P<achieved>(?:项目|年度|全年|绩效|总体|目标|实际)*完成情况)"
)

__all__ = ["Frame", "Header", "find_frames", "value_right_of"]


@record
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
        starts = _resembled_starts(grid)
    if not starts:
        headers = [row for row in range(1, grid.rows + 1) if indicator_columns(grid, row)]
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


def _resembled_starts(grid: Grid) -> list[int]:
    """Rows above the headings with a label like 项目名称 (专项名称) and a value, where nothing else names a project."""
    first = next((row for row in range(1, grid.rows + 1) if indicator_columns(grid, row)), 0)
    like = labels.section("head_like")
    found = []
    for row in range(1, grid.rows + 1 if first else 0):
        cell = next(grid.row_cells(row), None)
        if cell is None or labels.is_label(cell.text) or _is_heading(grid, row):
            continue
        beside = like.resembled(cell.text) == "project_name" and value_right_of(grid, row, cell.column)
        if beside or ("project_name" in dict(labels.joint(cell.text, "head", like=True))):
            found.append(row)
    return found


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
    funds = next((found for row in range(start, last_head_row + 1) if (found := fund_header(grid, row))), None)
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


def _is_goal_row(grid: Grid, row: int) -> bool:
    return {"expected", "achieved"} <= goal_columns(grid, row).keys()


def goal_columns(grid: Grid, row: int) -> dict[str, Span]:
    """The columns of 预期目标 and 实际完成情况 in a row, known wordings before resembling ones."""
    cells = list(grid.row_cells(row))
    headings = cells[1:] if len(cells) > len(("expected", "achieved")) else cells
    found: dict[str, Span] = {}
    for name in ("goal", "goal_like"):
        known = labels.section(name)
        for cell in reversed(headings):
            field = known.field(cell.text) if name == "goal" else _resembled_goal(cell.text, found)
            area = grid.area(row, cell.column)
            if field and field not in found and (area.left, area.right) not in found.values():
                found[field] = (area.left, area.right)
    return found


def goals_beside(frame: Frame) -> dict[tuple[int, int], str]:
    """The labels with a goal beside them (年度总体目标 | …… | 完成情况 | ……), where no row heads both columns."""
    known = {(row, column): field for row, column, field in goal_labels(frame)}
    found: dict[tuple[int, int], str] = {}
    for row in sorted({row for row, _ in known}) if frame.goal_row is None else ():
        cells = list(frame.grid.row_cells(row))
        labelled = [(row, cell.column) for cell in cells[::2]]
        if len(cells) in (2, 4) and known.keys() >= set(labelled) and all(cell.number is None for cell in cells[1::2]):
            found |= {place: known[place] for place in labelled}
    return found


def goal_labels(frame: Frame) -> Iterator[tuple[int, int, str]]:
    """The cells between funds and indicators that say 年度总体目标 or 完成情况: row, column, field."""
    start = frame.funds.bottom + 1 if frame.funds else frame.start
    for row in range(start, frame.indicators.top if frame.indicators else frame.bottom + 1):
        for cell in frame.grid.row_cells(row):
            if match := _GOAL_BESIDE.fullmatch(_BLANK.sub("", cell.text)):
                yield row, cell.column, "achieved" if match["achieved"] else "expected"


def _resembled_goal(text: str, found: Mapping[str, Span]) -> str | None:
    return labels.section("goal_like").resembled(text, found)


def _total_row(grid: Grid, indicators: Header, bottom: int) -> int | None:
    known = labels.section("total")
    for row in range(indicators.bottom + 1, bottom + 1):
        for cell in grid.row_cells(row):
            told = known.field(cell.text) or next((field for field, _ in labels.joint(cell.text, "total")), None)
            if told == "total" and grid.area(row, cell.column).top == row:
                return row
    return None


def _right_border(grid: Grid, start: int, indicators: Header | None, funds: Header | None) -> int:
    """The form's last column: that of its headers and of the head row; notes and computed columns lie outside."""
    border = max(right_of(header) for header in (indicators, funds) if header)
    for cell in grid.row_cells(start):
        if cell.column <= border:
            border = max(border, grid.area(start, cell.column).right)
    return border
