"""The rules of arithmetic a row of figures keeps: sums of columns side by side, differences, products, rates, means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.reading.grid_figures import SURE, TOLD, Cell
from zpj.checks.reading.reconcile import places_shown
from zpj.domain.amounts import HUNDRED, ONE, ZERO, round_half_up

TEN_THOUSAND, REST = 4, "1−÷"
SCALES = (0, -TEN_THOUSAND, TEN_THOUSAND, -2 * TEN_THOUSAND)
Law = tuple[str, int, tuple[int, ...]]
"""A sign, the column of what is made, and those it is made of."""


def laws_kept(cells: Sequence[Cell]) -> Iterator[Law]:
    """The rules of arithmetic a row keeps: differences, sums of columns side by side, products, rates."""
    by_value: dict[Decimal, list[Cell]] = {}
    for cell in cells:
        if not cell.is_share:
            by_value.setdefault(cell.value.normalize(), []).append(cell)
    plain_cells = [cell for cell in cells if not cell.is_share and cell.value]
    rates = [cell for cell in cells if places_shown(cell.digits) and (cell.is_share or cell.value != HUNDRED)]
    for start in range(len(plain_cells)):
        summed = plain_cells[start].value
        for stop in range(start + 1, len(plain_cells)):
            summed += plain_cells[stop].value
            run = tuple(cell.column for cell in plain_cells[start : stop + 1])
            for target in by_value.get(summed.normalize(), ()):
                if target.column not in run and target.length >= TOLD:
                    yield "+", target.column, run
    for one in plain_cells:
        for other in plain_cells:
            if one is other:
                continue
            for target in by_value.get((one.value - other.value).normalize(), ()):
                if target.column not in (one.column, other.column) and target.length >= SURE:
                    yield "−", target.column, (one.column, other.column)
            if one.column < other.column and min(one.length, other.length) > 0 and ONE not in (one.value, other.value):
                for scale in (0, -TEN_THOUSAND):
                    for target in by_value.get((one.value * other.value).scaleb(scale).normalize(), ()):
                        if target.column not in (one.column, other.column) and target.length >= TOLD:
                            yield f"×{scale}", target.column, (one.column, other.column)
            for target in rates:
                if target in (one, other) or target.length < SURE:
                    continue
                share = one.value / other.value * HUNDRED
                if abs(share - target.value) <= target.half:
                    yield "÷", target.column, (one.column, other.column)
                elif target.is_share and share < HUNDRED and abs(HUNDRED - share - target.value) <= target.half:
                    yield REST, target.column, (one.column, other.column)
            for target in plain_cells:
                apart = target.half and target not in (one, other)
                mean = apart and one.half and not other.half and other.value > ONE
                if mean and abs(one.value / other.value - target.value) <= target.half:
                    yield "/", target.column, (one.column, other.column)


def result_of(sign: str, parts: Sequence[Cell]) -> Decimal | None:
    if sign == "+":
        return sum((part.value for part in parts), ZERO)
    one, other = (part.value for part in parts)
    if sign == "−":
        return one - other
    if sign == REST:
        return (ONE - one / other) * HUNDRED if other else None
    if sign in "÷/":
        return one / other * (HUNDRED if sign == "÷" else ONE) if other else None
    return (one * other).scaleb(int(sign[1:]))


def rounding(sign: str, parts: Sequence[Cell]) -> Decimal:
    """How far the rounding of the parts may move the result: a factor's as often as the other factor says."""
    if sign in (*"÷/", REST):
        return ZERO
    if not sign.startswith("×"):
        return sum((part.half for part in parts), ZERO)
    one, other = parts
    return (one.half * other.value + other.half * one.value).scaleb(int(sign[1:]))


def solved(sign: str, own: Cell, parts: Sequence[Cell], place: int) -> Decimal | None:
    """What a part would have to be for the rule to hold; for sums, differences and whole factors."""
    if sign == "/":
        return round_half_up(parts[0].value / own.value, 0) if place and own.value else None
    if sign.startswith("×"):
        factor, other = own.value.scaleb(-int(sign[1:])), parts[1 - place].value
        return factor / other if other and not factor % other and not parts[place].half else None
    if sign == "+":
        return own.value - sum((part.value for number, part in enumerate(parts) if number != place), ZERO)
    if sign == "−":
        return own.value + parts[1].value if place == 0 else parts[0].value - own.value
    return None
