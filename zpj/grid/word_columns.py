"""The columns of a Word table: those of its cells, not those of its finer grid.

A border dragged by hand in one row, or cells drawn there, leave the grid of a table finer than what it shows: columns
in which no cell begins, and slivers too narrow for a sign, which in some rows belong to the cell on the left and in
others to that on the right. Neither is a column for a reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zpj.domain.records import record

_SLIVER = 200
"""Twips (1/20 point): with the margins of a cell, no sign has room in less."""


@record
class Span:
    """The columns of the grid a cell stands on, from 1, both included."""

    left: int
    right: int


def columns_shown(spans: Iterable[Span], widths: Mapping[int, float]) -> dict[int, int]:
    """The column shown for each column of the grid; `widths` in twips, 0 or none where it is not told."""
    found = set(spans)
    last = max((span.right for span in found), default=0)
    begun = {span.left for span in found}
    ends: dict[int, int] = {}
    for span in found:
        ends[span.left] = min(span.right, ends.get(span.left, span.right))
    shown: dict[int, int] = {}
    number, border = 0, 0
    for column in range(1, last + 1):
        if column == 1 or (column in begun and not _is_sliver(border, column, widths, ends)):
            number, border = number + 1, column
        shown[column] = number
    return shown


def _is_sliver(border: int, column: int, widths: Mapping[int, float], ends: Mapping[int, int]) -> bool:
    """Whether the space from a border to the next is none: narrow, and no cell stands in it alone."""
    between = range(border, column)
    told = [widths.get(one, 0) for one in between]
    return all(told) and sum(told) < _SLIVER and all(ends.get(one, column) >= column for one in between)


def placed(span: Span, shown: Mapping[int, int]) -> Span:
    """The columns shown that a cell stands on."""
    left = shown[span.left]
    following = shown.get(span.right + 1)
    return Span(left, shown[span.right] if following is None else max(left, following - 1))
