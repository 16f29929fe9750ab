"""Reads the head of a form: names, year and the unit of its amounts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from zpj.domain.model import Entry
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame, value_right_of
from zpj.forms.values import Reading, money_unit_in
from zpj.grid.grid import Cell

_YEAR = regex(r"((?:19|20)\d{2})年(?!\d{1,2}月)")
_UNIT_IN_TITLE = regex("[(（](?:金额)?单位[:：](?:人民币)?([万亿]?元)[)）]")
_TITLE_LINES = 3
_LONGEST_TITLE = 40


def head_of(frame: Frame, reading: Reading) -> dict[str, Entry]:
    """The head fields that are filled, whether the value stands beside its label or behind it in the same cell."""
    fields: dict[str, Entry] = {}
    for cell in head_cells(frame):
        for field, entry in _values(frame, reading, cell):
            fields.setdefault(field, entry)
    for field, entry in _resembled(frame, reading, fields):
        fields.setdefault(field, entry)
    year = _year(frame)
    if year:
        fields.setdefault("year", year)
    return fields


def head_labels(frame: Frame) -> Iterator[str]:
    """The fields the head asks for, filled or not."""
    for cell in head_cells(frame):
        field = labels.section("head").field(cell.text)
        if cell.row >= frame.start:
            yield from [field] if field else [name for name, _ in labels.joint(cell.text, "head")]


def head_cells(frame: Frame) -> Iterator[Cell]:
    """The filled cells above the funds (or the indicators)."""
    end = frame.funds.top if frame.funds else frame.indicators.top if frame.indicators else frame.bottom + 1
    return (cell for row in range(frame.top, end) for cell in frame.grid.row_cells(row) if cell.column <= frame.right)


def _values(frame: Frame, reading: Reading, cell: Cell) -> Iterator[tuple[str, Entry]]:
    field = labels.section("head").field(cell.text)
    if field is None:
        place = frame.grid.location(cell.row, cell.column)
        yield from ((name, Entry(text, None, place)) for name, text in labels.joint(cell.text, "head") if text)
        return
    place_right = value_right_of(frame.grid, cell.row, cell.column)
    entry = reading.text(*place_right) if place_right and place_right[1] <= frame.right else None
    if entry:
        yield field, entry


def _resembled(frame: Frame, reading: Reading, fields: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """Fields whose labels are known by their words only; the clerk is asked."""
    for cell in head_cells(frame):
        if cell.row < frame.start or labels.is_label(cell.text) or labels.joint(cell.text, "head"):
            continue
        for field, entry in _resembled_values(frame, reading, cell, fields):
            title = labels.section("head").title(field)
            reading.questions.append(f"“{''.join(cell.text.split())[:_LONGEST_TITLE]}”按“{title}”读，请确认")
            yield field, entry


def _resembled_values(
    frame: Frame, reading: Reading, cell: Cell, fields: Mapping[str, Entry]
) -> Iterator[tuple[str, Entry]]:
    place = frame.grid.location(cell.row, cell.column)
    told = labels.joint(cell.text, "head", like=True)
    yield from ((field, Entry(text, None, place)) for field, text in told if text and field not in fields)
    field = None if told else labels.section("head_like").resembled(cell.text, fields)
    beside = value_right_of(frame.grid, cell.row, cell.column) if field else None
    entry = reading.text(*beside) if beside and beside[1] <= frame.right else None
    if field and entry:
        yield field, entry


def _year(frame: Frame) -> Entry | None:
    for row in range(frame.top, frame.start):
        for cell in frame.grid.row_cells(row):
            if match := _year_in(cell.text):
                return Entry(match, None, frame.grid.location(cell.row, cell.column))
    before = (match for text in reversed(frame.grid.preceding[-_TITLE_LINES:]) if (match := _year_in(text)))
    return next((Entry(match, None, f"{frame.grid.name}上方") for match in before), None)


def _year_in(text: str) -> str | None:
    match = _YEAR.search(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    return match.group(1) if match else None


def unit_of(frame: Frame) -> str | None:
    """The amounts' unit: at the funds block, in its heading, above the form, or behind every single amount."""
    end = frame.indicators.top if frame.indicators else frame.bottom + 1
    cells = [cell for row in range(frame.top, end) for cell in frame.grid.row_cells(row) if cell.column <= frame.right]
    header_rows = range(frame.funds.top, frame.funds.bottom + 1) if frame.funds else range(0)
    block = labels.section("block")
    at_block = [cell.text for cell in cells if block.field(cell.text) == "funds"]
    in_header = [cell.text for cell in cells if cell.row in header_rows]
    elsewhere = [text for text in (*(cell.text for cell in cells), *frame.grid.preceding) if _says_unit(text)]
    in_titles = [match.group(1) for cell in cells if (match := _UNIT_IN_TITLE.search(re.sub(r"\s", "", cell.text)))]
    named = at_block + in_header + elsewhere + in_titles
    return next((unit for text in named if (unit := money_unit_in(text))), None) or _unit_of_rows(frame)


def _says_unit(text: str) -> bool:
    return re.sub(r"\s", "", text).startswith(("单位", "金额单位"))


def _unit_of_rows(frame: Frame) -> str | None:
    """The unit the fund rows name, or the one behind all their amounts."""
    if frame.funds is None:
        return None
    end = frame.goal_row or (frame.indicators.top if frame.indicators else frame.bottom + 1)
    rows = range(frame.funds.bottom + 1, end)
    cells = [cell for row in rows for cell in frame.grid.row_cells(row) if cell.column <= frame.right]
    named = [money_unit_in(cell.text) for cell in cells if labels.section("fund_rows").field(cell.text)]
    if found := next((unit for unit in named if unit), None):
        return found
    spans = [frame.funds.columns.get(name, (0, 0)) for name in ("initial_budget", "full_year_budget", "executed")]
    amounts = [cell.text for cell in cells if any(left <= cell.column <= right for left, right in spans)]
    units = {money_unit_in(text) for text in amounts if any(char.isdigit() for char in text)}
    return units.pop() if len(units) == 1 else None
