"""Scattered cells as few blocks: one call to Excel costs more than a thousand cells.

Everything is written raw: xlwings' own conversion would ask Excel a dozen questions for every block.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlwings as xw

Place = tuple[int, int]
Typed = Decimal | str

_MOST_RUNS = 2
_LOOKS_TYPED = re.compile(r"[=+\-@']|.*\d")


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle to write; None marks a cell in it that is not ours."""

    top: int
    left: int
    rows: tuple[tuple[Typed | None, ...], ...]

    @property
    def has_gaps(self) -> bool:
        """Whether cells in between belong to someone else."""
        return any(value is None for row in self.rows for value in row)


def write_cells(sheet: xw.Sheet, cells: Mapping[Place, Typed]) -> None:
    """Write cells in blocks; what stands between them is left as it is."""
    for block in blocks(cells):
        for part in _around_others(sheet, block) if block.has_gaps else (block,):
            rows = [[_entered(value) for value in row] for row in part.rows]
            _area(sheet, part).options("raw").formula = rows


def blocks(cells: Mapping[Place, Typed]) -> list[Block]:
    """Blocks for these cells: runs of rows; neighbouring columns with the same rows together; a column with many gaps
    as one block.
    """
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(cells):
        rows_of[column].append(row)
    made = []
    for first, last in _alike(rows_of):
        rows = rows_of[first]
        runs = list(_runs(rows))
        for top, bottom in runs if len(runs) <= _MOST_RUNS else [(rows[0], rows[-1])]:
            values = (tuple(cells.get((row, at)) for at in range(first, last + 1)) for row in range(top, bottom + 1))
            made.append(Block(top, first, tuple(values)))
    return made


def _alike(rows_of: Mapping[int, list[int]]) -> Iterator[tuple[int, int]]:
    """Neighbouring columns that have the same rows, as (first, last)."""
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


def _around_others(sheet: xw.Sheet, block: Block) -> Iterator[Block]:
    """Fill the gaps with what stands there; cut where that cannot be entered again unchanged."""
    area = _area(sheet, block)
    values, formulas = _two_dimensional(area.raw_value), _two_dimensional(area.formula)
    part: list[tuple[Typed | None, ...]] = []
    top = block.top
    for number, row in enumerate(block.rows):
        kept = [
            (value, True) if value is not None else _kept(values[number][at], formulas[number][at])
            for at, value in enumerate(row)
        ]
        if all(can_stay for _, can_stay in kept):
            part.append(tuple(value for value, _ in kept))
            continue
        if part:
            yield Block(top, block.left, tuple(part))
        part, top = [], block.top + number + 1
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


def _entered(value: Any) -> Any:
    """A value as it is typed: a number as a number, a text that begins like a formula behind an apostrophe."""
    if isinstance(value, Decimal):
        return float(value)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _area(sheet: xw.Sheet, block: Block) -> xw.Range:
    bottom, right = block.top + len(block.rows) - 1, block.left + len(block.rows[0]) - 1
    return sheet.range((block.top, block.left), (bottom, right))


def _two_dimensional(content: Any) -> Any:
    return content if isinstance(content, list | tuple) else [[content]]
