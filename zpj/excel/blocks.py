"""Scattered cells as few blocks: one call to Excel costs more than a thousand cells.

Everything is written raw: xlwings' own conversion would ask Excel a dozen questions for every block.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import xlwings as xw

Place = tuple[int, int]
Typed = Decimal | float | str

_LOOKS_TYPED = re.compile(r"[=+\-@']|.*\d")


class Entered(str):
    """A text that reaches the cell as if the clerk typed it: a formula stays one, an apostrophe makes a text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in a rectangle (`area`): values and formulas as Excel gives them."""

    area: xw.Range
    top: int
    left: int
    values: Any
    formulas: Any

    def formula(self, row: int, column: int) -> str:
        """The formula of a cell, or its content as it would be typed; "" where it is empty."""
        content = self.formulas[row - self.top][column - self.left]
        return "" if content is None else str(content)

    def value(self, row: int, column: int) -> Any:
        """The value of a cell."""
        return self.values[row - self.top][column - self.left]

    def typed_again(self, row: int, column: int) -> float | str:
        """What to enter so that the cell holds the same once more."""
        value, formula = self.value(row, column), self.formula(row, column)
        if isinstance(value, str) and value == formula:
            return str(as_text(value))
        is_number = isinstance(value, float) and not formula.startswith("=")
        return value if is_number else formula


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle to write; None marks a cell in it that is not ours."""

    top: int
    left: int
    rows: tuple[tuple[Typed | None, ...], ...]


def write_cells(
    sheet: xw.Sheet, cells: Mapping[Place, Typed], seen: Seen | None = None, in_blocks: bool = True
) -> None:
    """Write cells in blocks; what stands between them (`seen`, where it was read already) is left as it is.

    Where a filter hides rows Excel gives a block's values to the rows it shows: then every cell goes by itself.
    """
    single = [Block(row, column, ((value,),)) for (row, column), value in cells.items()]
    for block in blocks(cells, seen or look(sheet, cells)) if in_blocks else single:
        rows = [[_entered(value) for value in row] for row in block.rows]
        _area(sheet, block).options("raw").formula = rows


def look(sheet: xw.Sheet, cells: Iterable[Place]) -> Seen:
    """Read the rectangle around some cells."""
    rows, columns = zip(*cells, strict=True)
    area = sheet.range((min(rows), min(columns)), (max(rows), max(columns)))
    return Seen(area, min(rows), min(columns), _two_dimensional(area.raw_value), _two_dimensional(area.formula))


def look_again(seen: Seen) -> Seen:
    """The same rectangle with the formulas it has now."""
    return replace(seen, formulas=_two_dimensional(seen.area.formula))


def as_text(text: str) -> str:
    """A text to enter so that it stays one: 96% and 01 behind an apostrophe."""
    return Entered(f"'{text}") if text.startswith("'") or _LOOKS_TYPED.match(text) else text


def blocks(cells: Mapping[Place, Typed], seen: Seen) -> list[Block]:
    """Blocks for these cells: neighbouring columns as one where all between them can be entered again; else columns
    with the same rows together, as runs of rows or with what stands between them, whichever makes fewer.
    """
    made: list[Block] = []
    for first, last in _runs(sorted({column for _, column in cells})):
        beside = {place: value for place, value in cells.items() if first <= place[1] <= last}
        block = _block(beside, first, last)
        whole = list(_around_others(block, seen))
        if len(whole) == 1 and len(whole[0].rows) == len(block.rows):
            made += whole
        else:
            made += [part for columns in _alike(beside) for part in _fewest(beside, *columns, seen)]
    return made


def _fewest(cells: Mapping[Place, Typed], first: int, last: int, seen: Seen) -> list[Block]:
    """Blocks for columns with the same rows: a row between them is no one's or someone else's in all of them."""
    own = {place: value for place, value in cells.items() if first <= place[1] <= last}
    runs = [
        _block({place: value for place, value in own.items() if top <= place[0] <= bottom}, first, last)
        for top, bottom in _runs(sorted({row for row, _ in own}))
    ]
    whole = list(_around_others(_block(own, first, last), seen))
    return whole if len(whole) < len(runs) else runs


def _block(cells: Mapping[Place, Typed], first: int, last: int) -> Block:
    top, bottom = min(row for row, _ in cells), max(row for row, _ in cells)
    rows = (tuple(cells.get((row, column)) for column in range(first, last + 1)) for row in range(top, bottom + 1))
    return Block(top, first, tuple(rows))


def _alike(cells: Iterable[Place]) -> Iterator[tuple[int, int]]:
    """Neighbouring columns that have the same rows, as (first, last)."""
    rows_of: dict[int, set[int]] = defaultdict(set)
    for row, column in cells:
        rows_of[column].add(row)
    columns = sorted(rows_of)
    while columns:
        first = last = columns.pop(0)
        while columns and columns[0] == last + 1 and rows_of[columns[0]] == rows_of[first]:
            last = columns.pop(0)
        yield first, last


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = previous = rows[0]
    for row in rows[1:]:
        if row != previous + 1:
            yield start, previous
            start = row
        previous = row
    yield start, previous


def _around_others(block: Block, seen: Seen) -> Iterator[Block]:
    """Fill the gaps with what stands there; cut where that cannot be entered again unchanged."""
    part: list[tuple[Typed | None, ...]] = []
    top = block.top
    for row, cells in enumerate(block.rows, block.top):
        kept = [
            (value, True) if value is not None else _kept(seen.value(row, column), seen.formula(row, column))
            for column, value in enumerate(cells, block.left)
        ]
        if all(can_stay for _, can_stay in kept):
            part.append(tuple(value for value, _ in kept))
            continue
        if part:
            yield Block(top, block.left, tuple(part))
        part, top = [], row + 1
    if part:
        yield Block(top, block.left, tuple(part))


def _kept(value: Any, formula: Any) -> tuple[Any, bool]:
    """What to enter for a cell that is not ours, and whether that leaves it exactly as it is."""
    if value is None or value == "":
        return "", formula in ("", None)
    if isinstance(value, float) and not str(formula).startswith("="):
        return value, True
    is_word = isinstance(value, str) and value == formula and not _LOOKS_TYPED.match(value)
    return value, is_word


def entered(value: Typed) -> str:
    """What stands in a cell once a value is entered."""
    return str(_entered(value)).removeprefix("'")


def _entered(value: Any) -> Any:
    """A value as it is typed: a number as a number, a text that begins like a formula behind an apostrophe."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Entered):
        return str(value)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _area(sheet: xw.Sheet, block: Block) -> xw.Range:
    bottom, right = block.top + len(block.rows) - 1, block.left + len(block.rows[0]) - 1
    return sheet.range((block.top, block.left), (bottom, right))


def _two_dimensional(content: Any) -> Any:
    return content if isinstance(content, list | tuple) else [[content]]
