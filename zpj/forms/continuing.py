"""Forms that go on in the next sheet or table (续表) are one form again.

A part goes on where the one before is a form without its end, the part names no project, and it is marked as 续表, or
has the headings of the indicators again, or brings the total row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame, find_frames, project_names
from zpj.forms.goal_words import goal_field
from zpj.forms.headers import Header, fund_header, indicator_header
from zpj.forms.sheet_names import NO_FORMS
from zpj.grid.grid import Grid
from zpj.grid.joining import appended

_MARKED = regex(r"[(（【]续[^()（）]{0,3}[)）】]\s*$|(?<![手连持后延陆继])续表?[0-9一二三四]?$|接上[表页]")
_WORDS = ("级指标", "指标名称", "指标内容", "总分", "合计", "目标", "执行")
_LONGEST_CAPTION, _MOST_CAPTIONS = 40, 3


def whole(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """The grids with every part that goes on appended to the form it belongs to; hidden sheets stay alone."""
    result: list[tuple[Grid, list[Grid]]] = []
    for grid in grids:
        part = _part(result[-1][0], grid) if result and _may_go_on(result[-1][0], grid) else None
        if part is None:
            result.append((grid, [grid]))
        else:
            first, parts = result[-1]
            result[-1] = appended(first, grid, *part), [*parts, grid]
    return tuple(grid for found, parts in result for grid in ([found] if _is_form(found, parts) else parts))


def _is_form(grid: Grid, parts: Sequence[Grid]) -> bool:
    """Whether what was put together has indicators at last; a grid alone is always what it is."""
    return len(parts) == 1 or any(frame.indicators for frame in find_frames(grid))


def sheet_names(grids: Iterable[Grid]) -> set[str]:
    """The sheets (tables) that parts of forms were taken from."""
    return {part.name for grid in grids for part in grid.continued}


def _may_go_on(first: Grid, second: Grid) -> bool:
    """A quick look before the close one."""
    if first.name in NO_FORMS or second.name in NO_FORMS:
        return False
    if first.hidden or second.hidden or first.in_document != second.in_document or not (first.cells and second.cells):
        return False
    texts = ("".join(cell.text.split()) for cell in second.cells.values() if len(cell.text) < _LONGEST_CAPTION)
    return any(word in text for text in texts for word in _WORDS)


def _part(first: Grid, second: Grid) -> tuple[Mapping[int, int], int] | None:
    """Where the second grid goes on with the form of the first: which of its columns stands under which, and how many
    rows (titles, headings) are left out.
    """
    name = next(project_names(second), None)
    if name is not None and (not name or name not in project_names(first)):
        return None
    rows = range(1, second.rows + 1)
    header = _heading(second)
    goals = any(_heads_goals(second, row) for row in rows)
    marked = _is_marked(second)
    if not (header or goals or marked or second.in_document) or not (marked or _is_close(second)):
        return None
    funds = any(fund_header(second, row) for row in range(1, header.top if header else second.rows + 1))
    frames = find_frames(first)
    form = frames[-1] if frames else None
    if form is not None and form.indicators is not None:
        return None if funds or form.total_row is not None else _more_rows(form, form.indicators, second, header)
    if form is None and marked and header and (headed := _heading(first)):
        return _under(first, headed, second, header)
    is_table = first.in_document or first.columns > 1
    is_named = form is None and is_table and (second.in_document or marked or funds) and any(project_names(first))
    is_head = (is_named or (form is not None and not funds)) and name is None
    return ({}, 0) if is_head and (header or goals or funds) else None


def _heads_goals(grid: Grid, row: int) -> bool:
    return {"expected", "achieved"} <= {goal_field(cell.text) for cell in grid.row_cells(row)}


def _is_marked(grid: Grid) -> bool:
    """Whether a title, the text above or the name of the sheet says 续表."""
    titles = [grid.name, *grid.preceding[-_MOST_CAPTIONS:]]
    titles += [cell.text for row in range(1, _titles(grid) + 1) for cell in grid.row_cells(row)]
    return any(_MARKED.search("".join(title.split())) for title in titles)


def _titles(grid: Grid) -> int:
    """How many rows at the top hold one cell or none."""
    rows = range(1, grid.rows + 1)
    return next((row - 1 for row in rows if len(list(grid.row_cells(row))) > 1), grid.rows)


def _is_close(grid: Grid) -> bool:
    """Nothing but captions stands between a table and the one before."""
    short = all(len(text) <= _LONGEST_CAPTION and not text.endswith("。") for text in grid.preceding)
    return short and len(grid.preceding) <= _MOST_CAPTIONS


def _heading(grid: Grid) -> Header | None:
    """The heading of the indicators, where a part has one."""
    return next((found for row in range(1, grid.rows + 1) if (found := indicator_header(grid, row))), None)


def _more_rows(
    form: Frame, headed: Header, second: Grid, header: Header | None
) -> tuple[Mapping[int, int], int] | None:
    """Further rows of indicators, under their headings again or right below, in the same columns."""
    if header is None:
        return ({}, _titles(second)) if _stands_under(form, second) else None
    return _under(form.grid, headed, second, header)


def _under(first: Grid, headed: Header, second: Grid, header: Header) -> tuple[Mapping[int, int], int] | None:
    """Further rows of indicators under their headings again."""
    if header.columns.keys() != headed.columns.keys() and not _is_marked(second):
        return None
    names = _names(second, header)
    if len(names & _names(first, headed)) * 2 > len(names):
        return None
    columns = {span[0]: headed.columns[field][0] for field, span in header.columns.items() if field in headed.columns}
    moved = any(old != new for old, new in columns.items())
    return columns if moved else {}, header.bottom


def _stands_under(form: Frame, second: Grid) -> bool:
    """Whether rows without headings have the columns of the form: marked as its rest, or the rest of its table."""
    if _is_marked(second):
        return second.columns <= form.right
    known = labels.section("total")
    has_total = any(known.field(cell.text) == "total" for cell in second.cells.values())
    return has_total and not second.preceding and len(second.widths) == len(form.grid.widths)


def _names(grid: Grid, header: Header) -> set[str]:
    """The names of the indicators: a table that has them again is no further part."""
    column = header.first("name") or header.first("level2") or 0
    texts = (grid.text(row, column) for row in range(header.bottom + 1, grid.rows + 1))
    return {text.strip() for text in texts if len(text.strip()) > 1}
