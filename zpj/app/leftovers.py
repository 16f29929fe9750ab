"""Which filled cells of a source were not taken over by an import, and why."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.domain.model import Entry, SelfEvaluation
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame
from zpj.forms.goal_words import goal_field
from zpj.forms.reader import form_area
from zpj.forms.sheet_names import GUIDE, MATERIAL, SETTINGS
from zpj.grid.grid import Cell, Grid

_NAME_COLUMNS = ("level1", "level2", "name", "comparator", "unit")
_ROW = regex(r"\d+")
_EMPTY_WORDS = {"—", "——", "-", "－", "–", "/", "／", "……", "…"}


@record
class Leftover:
    """A cell (or a whole sheet) left out."""

    location: str
    text: str
    why: str


def sheet_without_form(grid: Grid) -> Iterator[Leftover]:
    """A sheet or table that holds no form is named once."""
    if not grid.cells or grid.name in (GUIDE, SETTINGS, MATERIAL):
        return
    first = next(iter(grid.cells.values()))
    why = "隐藏的工作表，没有读" if grid.hidden else "里面没有自评表，整张没有导入"
    yield Leftover(grid.name, f"{first.text[:30]}…共 {len(grid.cells)} 格", why)


def cells_left_out(
    grid: Grid, frames: list[Frame], evaluations: list[SelfEvaluation], taken: set[str]
) -> Iterator[Leftover]:
    """Every filled cell of a sheet with forms that is neither label nor value taken. `taken`: locations of values."""
    unread = {item.location for evaluation in evaluations for item in evaluation.not_understood}
    pairs = list(zip(frames, evaluations, strict=True))
    for (row, column), cell in grid.cells.items():
        location = grid.location(row, column)
        if location in taken or location in unread or not cell.text.strip() or labels.is_label(cell.text):
            continue
        pair = next(((frame, one) for frame, one in pairs if frame.top <= row <= frame.bottom), None)
        if pair is None or column > pair[0].right:
            if not (pair and cell.formula is not None):
                yield Leftover(location, cell.text, "在自评表之外")
        elif why := _why(cell, *pair):
            yield Leftover(location, cell.text, why)


def _why(cell: Cell, frame: Frame, evaluation: SelfEvaluation) -> str | None:
    """The reason, None for labels, titles and what was taken with other cells."""
    row, grid = cell.row, frame.grid
    if row < frame.start:
        return None if "自评表" in cell.text or "年度" in cell.text else "表头文字"
    for header in (frame.funds, frame.indicators):
        if header and header.top <= row <= header.bottom:
            read = any(left <= cell.column <= right for left, right in header.columns.values())
            beside = {value.heading for line in header.lines for value in line.values.values()}
            return None if read or cell.text in beside else "不认识的栏名"
    if row == frame.goal_row or goal_field(cell.text):
        return None
    if cell.text.strip() in _EMPTY_WORDS:
        return "占位符，按空处理"
    if any(line.label == cell.text.strip() for line in evaluation.funds):
        return None
    if _within_goal(frame, cell, evaluation.goal.expected) or _within_goal(frame, cell, evaluation.goal.achieved):
        return None
    if frame.indicators and frame.indicators.bottom < row < (frame.total_row or frame.bottom + 1):
        return _why_not_in_indicators(cell, frame, evaluation)
    if row > (frame.total_row or frame.bottom) and grid.area(row, cell.column).left == form_area(frame).left:
        return "表下的备注，标准表有自己的说明"
    return "没有找到对应的栏目"


def _within_goal(frame: Frame, cell: Cell, goal: Entry | None) -> bool:
    end = frame.indicators.top if frame.indicators else frame.bottom + 1
    inside = frame.start < cell.row < (frame.goal_end if frame.goal_row else end)
    return inside and goal is not None and cell.text in goal.text


def _why_not_in_indicators(cell: Cell, frame: Frame, evaluation: SelfEvaluation) -> str | None:
    assert frame.indicators is not None
    columns = [frame.indicators.columns[name] for name in _NAME_COLUMNS if name in frame.indicators.columns]
    if not any(left <= cell.column <= right for left, right in columns):
        return "标准表没有这一栏"
    area = frame.grid.area(cell.row, cell.column)
    read = {int(_ROW.findall(indicator.location)[-1]) for indicator in evaluation.indicators}
    return None if read & set(range(area.top, area.bottom + 1)) else "占位行，没有内容"
