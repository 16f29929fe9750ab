"""How scores explain themselves: numbers and values in the clerk's own words."""

from __future__ import annotations

from decimal import Decimal

from zpj.domain.amounts import HUNDRED, plain, round_half_up
from zpj.domain.targets import Value

_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "=", "~": "约"}


def quantity(value: Value) -> str:
    """Print the number of a value with its unit, without comparator: "5次", "30%", "18台(套)"."""
    if value.number is None:
        return value.text
    text = value.text
    for sign in _SIGNS.values():
        text = text.removeprefix(sign)
    return text


def percent(rate: Decimal, places: int = 2) -> str:
    """Print a rate as a percent: 0.7226 -> "72.26%"."""
    return f"{plain(round_half_up(rate * HUNDRED, places))}%"
