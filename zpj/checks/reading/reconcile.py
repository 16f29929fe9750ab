"""Comparing figures that were rounded for display: an amount shown as 6.25 stands for 6.245 to 6.255."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from zpj.domain.amounts import HUNDRED, ONE, ZERO, parse_number
from zpj.domain.model import Entry
from zpj.domain.records import record
from zpj.domain.regex import pattern, regex

if TYPE_CHECKING:
    from typing import Protocol

    class Shown(Protocol):
        """A figure and what rounding may hide of it, wherever it stands."""

        @property
        def value(self) -> Decimal: ...
        @property
        def half(self) -> Decimal: ...

    class Written(Shown, Protocol):
        """One as it is printed."""

        def slips_to(self, value: Decimal, /) -> bool: ...


_Written = TypeVar("_Written", bound="Written")
_DECIMALS = regex(r"\d\.(\d+)")
HALF_CENT = ONE / 2 / HUNDRED
"""0.005: the least tolerance of sums and scores."""


@record
class Amount:
    """A figure with half the width of what it may stand for; 0 where the exact number is known."""

    value: Decimal
    half: Decimal

    @property
    def low(self) -> Decimal:
        """The least it may stand for."""
        return self.value - self.half

    @property
    def high(self) -> Decimal:
        """The most it may stand for."""
        return self.value + self.half

    def scaled(self, zeros: int) -> Amount:
        """The same in another unit, a power of ten away."""
        return Amount(self.value.scaleb(zeros), self.half.scaleb(zeros))

    def less(self, other: Amount) -> Amount:
        """What is left where another amount is taken away."""
        return Amount(self.value - other.value, self.half + other.half)


@lru_cache(maxsize=4096)
def places_shown(text: str) -> int:
    """The decimals a number is printed with: “390.40” has 2, “30 万元” none."""
    match = _DECIMALS.search(text)
    return len(match.group(1)) if match else 0


@cache
def half_unit(places: int) -> Decimal:
    """Half a unit of the last decimal: 2 -> 0.005."""
    return ONE.scaleb(-places) / 2


def half_shown(digits: str) -> Decimal:
    """What rounding may hide of a number as printed: “1.20” 0.005; nothing of a whole one."""
    places = places_shown(digits)
    return half_unit(places) if places else ZERO


def amount_of(entry: Entry | None, places: int = 0) -> Amount | None:
    """A figure of a form. `places`: the decimals of its neighbours, for 2.4 beside 6.25 is 2.40.

    Where the file knows more digits than it shows, or the number is whole, the figure is exact.
    """
    if entry is None or entry.number is None:
        return None
    shown = parse_number(pattern(r"[^0-9.,+-]").sub("", entry.text))
    decimals = places_shown(entry.text)
    if not decimals or (shown is not None and shown != entry.number):
        return Amount(entry.number, ZERO)
    return Amount(entry.number, half_unit(max(decimals, places)))


def most_places(entries: Iterable[Entry | None]) -> int:
    """The most decimals among some cells."""
    return max((places_shown(entry.text) for entry in entries if entry), default=0)


def total(parts: Sequence[Shown]) -> Amount:
    """The sum and how far rounding may have moved it."""
    return Amount(sum((part.value for part in parts), ZERO), sum((part.half for part in parts), ZERO))


def percent_of(part: Shown, whole: Shown) -> Amount:
    """What part a figure is of another, in percent, and how far rounding may have moved it."""
    return Amount(part.value / whole.value * HUNDRED, (part.half + whole.half) / whole.value * HUNDRED)


def adds_up(whole: Shown, parts: Sequence[Shown]) -> bool:
    """Whether parts make their whole, but for rounding."""
    summed = total(parts)
    return abs(whole.value - summed.value) <= whole.half + summed.half


def one_slip_off(whole: _Written, parts: Sequence[_Written]) -> Iterator[tuple[_Written, Decimal]]:
    """Each figure, the whole first, that one slip of the pen keeps from fitting the others, and what would fit."""
    summed = total(parts).value
    for figure, right in ((whole, summed), *((part, part.value + whole.value - summed) for part in parts)):
        if figure.slips_to(right):
            yield figure, right


def tolerance(*amounts: Amount) -> Decimal:
    """How far two results may lie apart: all that rounding can explain; at least 0.005 where none is known."""
    width = sum((amount.half for amount in amounts), ZERO)
    return width or HALF_CENT


def usual_width(amounts: Iterable[Amount]) -> Decimal:
    """How far rounding moves a sum in all but one of 15,000 cases: four standard deviations of all its figures."""
    variance = sum((amount.half**2 for amount in amounts), ZERO) / 3
    return 4 * variance.sqrt()


def apart(one: Amount, other: Amount) -> Decimal | None:
    """The difference of two figures where rounding does not explain it, else None."""
    difference = one.value - other.value
    return difference if abs(difference) > tolerance(one, other) else None


def rate_range(executed: Amount, budget: Amount) -> tuple[Decimal, Decimal] | None:
    """The least and the greatest execution rate (fractions) two displayed amounts allow; None without a budget."""
    if budget.low <= ZERO or executed.low < ZERO:
        return None if budget.value <= ZERO or executed.value < ZERO else (executed.value / budget.value,) * 2
    return executed.low / budget.high, executed.high / budget.low
