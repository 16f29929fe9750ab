"""Shares turned into points: rounded once, half up, never outside 0 … weight."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from zpj.domain.amounts import HUNDRED, ONE, ZERO, plain, round_half_up
from zpj.domain.scheme import Scheme, Tier

_MOST_POINTS = HUNDRED * HUNDRED
_MOST_DIGITS = 15
_LARGEST_SHOWN_RATE = HUNDRED * HUNDRED


def is_weight(number: Decimal) -> bool:
    """Whether a number can be a 分值: not negative and not absurdly large."""
    return ZERO <= number <= _MOST_POINTS


def points_of(share: Decimal, weight: Decimal, scheme: Scheme) -> Decimal:
    """Give a share of a weight in points, rounded half up to the scheme's places, within 0 … weight."""
    if share >= ONE:
        return weight
    return min(rounded(max(share, ZERO) * weight, scheme.places.value), weight)


def rounded(number: Decimal, places: int) -> Decimal:
    """Round half up; a number too large to have decimals stays as it is."""
    return number if number.adjusted() > _MOST_DIGITS else round_half_up(number, places)


def percent(rate: Decimal, places: int = 2) -> str:
    """Print a rate as a percent: 0.7226 -> "72.26%"; beyond any sense only "超过1000000%"."""
    if rate > _LARGEST_SHOWN_RATE:
        return f"超过{plain(_LARGEST_SHOWN_RATE * HUNDRED)}%"
    return f"{plain(round_half_up(rate * HUNDRED, places))}%"


def share_from(tiers: Iterable[Tier], reaches: Callable[[Decimal], bool]) -> Decimal:
    """Give the value of the highest tier whose start is reached, 0 where none is. The order of the tiers is free."""
    descending = sorted(tiers, key=lambda tier: tier.start, reverse=True)
    return next((tier.value for tier in descending if reaches(tier.start)), ZERO)
