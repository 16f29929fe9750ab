"""Columns of a table whose total row holds no sum: what each unit takes, and means, plain or weighted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.reading.tables import Line, lines, number_in
from zpj.domain.amounts import ONE, ZERO
from zpj.domain.model import SourceTable

_FEWEST = 2
_SCALES = (0, 4, -4, 2, -2)
"""Powers of ten between two columns: 万元 and 元, shares and plain ratios."""


def is_mean(source: SourceTable, column: int) -> bool:
    """Whether the total of a column is a mean of its rows, or one column divided by another as in the rows above.

    “每公里土方” of 0.79, 0.79 and 0.77 is 0.79 in all.
    """
    rows = [line for line in lines(source) if number_in(line.text(column)) is not None]
    parts, totals = [line for line in rows if not line.is_total], [line for line in rows if line.is_total]
    if len(parts) < _FEWEST or len(totals) != 1:
        return False
    own = [number_in(line.text(column)) or ZERO for line in parts]
    stated = number_in(totals[0].text(column)) or ZERO
    if not min(own) <= stated <= max(own):
        return False
    half = half_unit(places_shown(totals[0].text(column)))
    others = [number for number in range(len(source.header)) if number != column]
    weights = ([number_in(line.text(other)) for line in parts] for other in others)
    if any(abs(mean - stated) <= half for mean in means(own, weights)):
        return True
    return any(all(_divides(line, column, *pair) for line in rows) for pair in permutations(others, 2))


def means(values: Sequence[Decimal], weights: Iterator[list[Decimal | None]]) -> Iterator[Decimal]:
    """The plain mean of some values, and that by each list of weights that is whole and above nought."""
    yield sum(values, ZERO) / len(values)
    for each in weights:
        known = [weight for weight in each if weight is not None and weight > ZERO]
        if len(known) == len(values):
            yield sum((value * weight for value, weight in zip(values, known, strict=True)), ZERO) / sum(known, ZERO)


def _divides(line: Line, column: int, dividend: int, divisor: int) -> bool:
    """Whether a figure of a row is one of its others divided by another, but for rounding."""
    text = line.text(column)
    own, one, other = (number_in(line.text(each)) for each in (column, dividend, divisor))
    if own is None or one is None or not other:
        return False
    half = half_unit(places_shown(text)) * 2
    return any(abs((one / other).scaleb(shift) - own) <= min(half, max(abs(own), ONE)) for shift in _SCALES)
