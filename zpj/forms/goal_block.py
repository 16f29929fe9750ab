"""Reads the goal block (年度总体目标): what was expected and what was achieved, whatever shape the block has.

Two headed columns; labels with a text beside or below them; or label and text in one cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from zpj.domain.model import Entry, Goal
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame
from zpj.forms.goal_heading import goal_columns
from zpj.forms.goal_words import SHORTEST_TEXT, goal_field, goals_told, heads_both_goals
from zpj.forms.values import Reading
from zpj.grid.grid import Cell

_GOAL_OF_GROUP = regex(r"\s*(?:年度|项目|总体)*(?:绩效)?目标\s*\d*\s*(?:[(（].*?[)）])?\s*[:：]\s*\S{4}")

Place = tuple[int, int]


def goal_of(frame: Frame, reading: Reading) -> Goal:
    """Both goals; several of a kind (目标1, 目标2 in rows of their own) are told one below another."""
    found: dict[str, list[Entry]] = {"expected": [], "achieved": []}
    for field, entry in _columns(frame, reading) if frame.goal_row else _told(frame, reading):
        found[field].append(entry)
    if not any(found.values()):
        found["expected"] += _goals_of_groups(frame, reading)
    return Goal(_joined(found["expected"]), _joined(found["achieved"]))


def goal_labels(frame: Frame) -> Iterator[tuple[int, int, str]]:
    """The cells outside the funds and above the indicators that say 年度总体目标 or 完成情况: row, column, field."""
    for row in _rows(frame):
        for cell in frame.grid.row_cells(row):
            if field := goal_field(cell.text):
                yield row, cell.column, field


def goal_places(frame: Frame) -> dict[Place, tuple[Place, str]]:
    """The labels with a goal beside or below them, its place and field, where no row heads both columns."""
    known = {(row, column): field for row, column, field in goal_labels(frame)} if frame.goal_row is None else {}
    found: dict[Place, tuple[Place, str]] = {}
    for row in sorted({row for row, _ in known}):
        for label, value in _pairs(frame, row, known):
            if (place := value or _below(frame, label)) is not None:
                found[label] = place, known[label]
    return found


def _rows(frame: Frame) -> Iterator[int]:
    funds = range(frame.funds.top, frame.funds_end) if frame.funds else range(0)
    end = frame.indicators.top if frame.indicators else frame.bottom + 1
    return (row for row in range(frame.start, end) if row not in funds)


def _pairs(frame: Frame, row: int, known: dict[Place, str]) -> Iterator[tuple[Place, Place | None]]:
    """Label and text, label and text; the name of the block may stand before them. Other rows hold no goals."""
    cells = list(frame.grid.row_cells(row))
    if len(cells) > 1 and (len(cells) % 2 == 1 or _heads_block(frame, cells, known)):
        cells = cells[1:]
    pairs = list(_beside(cells, known))
    fitting = [_is_label(cell, known) and (text is None or _is_goal_text(text, known)) for cell, text in pairs]
    if all(fitting) and len(pairs) <= len(("expected", "achieved")):
        yield from (((row, cell.column), (row, text.column) if text else None) for cell, text in pairs)


def _beside(cells: list[Cell], known: dict[Place, str]) -> Iterator[tuple[Cell, Cell | None]]:
    """Each label with the cell behind it, None where the next label follows at once."""
    left = iter([*cells, None])
    cell = next(left)
    while cell is not None:
        behind = next(left)
        is_empty = behind is None or (_is_label(cell, known) and _is_label(behind, known))
        yield cell, None if is_empty else behind
        cell = behind if is_empty else next(left)


def _heads_block(frame: Frame, cells: list[Cell], known: dict[Place, str]) -> bool:
    """年度总体目标 | 年初设定目标 | (empty): the first label names the block."""
    return all(_is_label(cell, known) for cell in cells[:2])


def _is_label(cell: Cell, known: dict[Place, str]) -> bool:
    return (cell.row, cell.column) in known


def _is_goal_text(cell: Cell, known: dict[Place, str]) -> bool:
    told = labels.is_label(cell.text) or goals_told(cell.text)
    return cell.number is None and not _is_label(cell, known) and not told


def _below(frame: Frame, label: Place) -> Place | None:
    """The text below a label that stands over its whole width."""
    grid, area = frame.grid, frame.grid.area(*label)
    row = next((row for row in range(area.bottom + 1, grid.rows + 1) if any(grid.row_cells(row))), area.bottom + 1)
    below = grid.area(row, area.left)
    text = grid.text(below.top, below.left).strip()
    fits = below.top == row and (below.left, below.right) == (area.left, area.right)
    alone = area.right > area.left or all(len(list(grid.row_cells(each))) == 1 for each in (label[0], row))
    is_text = len(text) >= SHORTEST_TEXT and not labels.is_label(text) and not goal_field(text) and not goals_told(text)
    return (row, below.left) if fits and alone and is_text and row in _rows(frame) else None


def _told(frame: Frame, reading: Reading) -> Iterator[tuple[str, Entry]]:
    places = goal_places(frame).values()
    columns = {column for (_, column), _ in places}
    for place, field in places:
        for each in (place, *_lines_below(frame, place, columns)):
            if entry := reading.text(*each):
                yield field, entry
    for row in _rows(frame):
        yield from _beside_one_label(frame, row, reading)
        for cell in frame.grid.row_cells(row):
            where = frame.grid.location(cell.row, cell.column)
            yield from ((field, Entry(text, None, where)) for field, text in goals_told(cell.text))


def _beside_one_label(frame: Frame, row: int, reading: Reading) -> Iterator[tuple[str, Entry]]:
    """年度目标及实现情况 | what was expected | what was achieved, in one row and without headings."""
    cells = list(frame.grid.row_cells(row))
    if len(cells) != len(("label", "expected", "achieved")) or not heads_both_goals(cells[0].text):
        return
    for field, cell in zip(("expected", "achieved"), cells[1:], strict=True):
        if (
            cell.number is None
            and len(cell.text.strip()) >= SHORTEST_TEXT
            and (entry := reading.text(row, cell.column))
        ):
            yield field, entry


def _lines_below(frame: Frame, place: Place, columns: set[int]) -> Iterator[Place]:
    """Further lines of a goal: rows below that hold nothing but texts in the columns of the goals."""
    rows, row = set(_rows(frame)), frame.grid.area(*place).bottom + 1
    cells = list(frame.grid.row_cells(row))
    while row in rows and cells and all(_goes_on(cell, columns) for cell in cells):
        if any(cell.column == place[1] for cell in cells):
            yield row, place[1]
        row += 1
        cells = list(frame.grid.row_cells(row))


def _goes_on(cell: Cell, columns: set[int]) -> bool:
    is_label = labels.is_label(cell.text) or goal_field(cell.text) or goals_told(cell.text)
    return cell.column in columns and cell.column > 1 and len(cell.text) >= SHORTEST_TEXT and not is_label


def _columns(frame: Frame, reading: Reading) -> Iterator[tuple[str, Entry]]:
    assert frame.goal_row is not None
    columns = goal_columns(frame.grid, frame.goal_row)
    for field, (column, _) in columns.items():
        title = frame.grid.text(frame.goal_row, column)
        if labels.section("goal").field(title) is None:
            reading.questions.append(f"“{title.strip()}”按“{labels.section('goal').title(field)}”读，请确认")
        others = {left for name, (left, _) in columns.items() if name != field}
        for row in range(frame.grid.area(frame.goal_row, column).bottom + 1, frame.goal_end):
            area = frame.grid.area(row, column)
            if others & set(range(area.left, area.right + 1)):
                break
            if area.top == row and (entry := reading.text(row, column)):
                yield field, entry


def _goals_of_groups(frame: Frame, reading: Reading) -> Iterator[Entry]:
    """“年度绩效目标1（80分）：……” in the cell beside a group of indicators."""
    rows = range(frame.indicators.top, frame.bottom + 1) if frame.indicators else ()
    for row in rows:
        cell = next(frame.grid.row_cells(row), None)
        if cell is not None and frame.grid.area(row, cell.column).top == row and _GOAL_OF_GROUP.match(cell.text):
            entry = reading.text(row, cell.column)
            yield from [entry] if entry else []


def _joined(entries: list[Entry]) -> Entry | None:
    if not entries:
        return None
    return Entry("\n".join(entry.text for entry in entries), None, entries[0].location)
