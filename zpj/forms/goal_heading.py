"""The row that heads both goals (年度总体目标): 年初设定目标 | 实际完成情况, with the texts below."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.goal_words import SHORTEST_TEXT, goal_field
from zpj.forms.headers import Span
from zpj.grid.grid import Grid

_SENTENCE = regex("[，。；,;]|[:：]\\s*\\S")


def is_goal_row(grid: Grid, row: int) -> bool:
    """Whether a row heads both goals, with their texts below it."""
    columns = goal_columns(grid, row)
    return {"expected", "achieved"} <= columns.keys() and not _has_texts_beside(grid, row, columns)


def _has_texts_beside(grid: Grid, row: int, columns: Mapping[str, Span]) -> bool:
    """年度目标 | what was expected | 完成情况 | what was achieved: the texts stand in this row, none below them."""
    following = (columns[field][1] + 1 for field in ("expected", "achieved"))
    beside = (grid.area(row, column) for column in following if column <= grid.columns)
    texts = [grid.text(row, area.left) for area in beside if area.top == row]
    told = [len(text.strip()) >= SHORTEST_TEXT and not goal_field(text) and not labels.is_label(text) for text in texts]
    return any(_SENTENCE.search(text) and not goal_field(text) for text in texts) or (len(told) > 1 and all(told))


def goal_columns(grid: Grid, row: int) -> dict[str, Span]:
    """The columns of 预期目标 and 实际完成情况 in a row, known wordings before resembling ones."""
    cells = list(grid.row_cells(row))
    headings = cells[1:] if len(cells) > len(("expected", "achieved")) else cells
    headings = [cell for cell in headings if not _SENTENCE.search(cell.text)]
    found: dict[str, Span] = {}
    for look in (labels.section("goal").field, goal_field, partial(_resembled_goal, found=found)):
        for cell in reversed(headings):
            field = look(cell.text)
            area = grid.area(row, cell.column)
            if field and field not in found and (area.left, area.right) not in found.values():
                found[field] = (area.left, area.right)
    return found


def _resembled_goal(text: str, found: Mapping[str, Span]) -> str | None:
    return labels.section("goal_like").resembled(text, found)
