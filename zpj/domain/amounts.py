"""Exact numbers: the only place where a Decimal is made, rounded or printed.

Amounts stay in the unit of the form they come from; rates are fractions (0.7226 is 72.26 %).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from zpj.domain.regex import regex

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)

_SIGNIFICANT_DIGITS = 15
_NUMBER = regex(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_LONGEST_NUMBER = 27


def exact(text: str) -> Decimal | None:
    """Give the number a file stores as plain text ("8.65", "1E-3"), exactly; None where it is no finite number."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _LONGEST_NUMBER else None


def from_stored(text: str) -> Decimal | None:
    """Give a spreadsheet's stored binary number as Excel shows it: 15 significant digits.

    2.4000000000000004 is 2.4. None where the text is no finite number.
    """
    number = exact(text)
    if number is None or not number:
        return number
    places = _SIGNIFICANT_DIGITS - 1 - number.adjusted()
    return normal(round_half_up(number, places)) if len(number.as_tuple().digits) > _SIGNIFICANT_DIGITS else number


def from_float(value: float) -> Decimal | None:
    """Give the number behind a binary float (Excel's only kind) with 15 significant digits; None for nan and inf."""
    return from_stored(repr(value))


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """Read a cell that holds nothing but a number: full-width digits, blanks and thousands separators allowed.

    None for empty text and for anything else beside the number ("30 万元" is not a plain number).
    """
    plain_text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if len(plain_text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(plain_text):
        return None
    return Decimal(plain_text.replace(",", ""))


def round_half_up(number: Decimal, places: int) -> Decimal:
    """Round half up (away from zero) to `places` decimals; negative places round to tens, hundreds, …"""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def normal(number: Decimal) -> Decimal:
    """Drop trailing zeros without falling into exponent notation: 100 stays 100, 7.230 becomes 7.23."""
    stripped = number.normalize()
    exponent = stripped.as_tuple().exponent
    return stripped.quantize(ONE) if isinstance(exponent, int) and exponent > 0 else stripped + ZERO


def plain(number: Decimal) -> str:
    """Print an exact number without exponent and without trailing zeros: "95.23", "100", "0"."""
    text = without_noughts(f"{number:f}")
    return text if text != "-0" else "0"


def without_noughts(number: str) -> str:
    """A printed number without the noughts that do not count: “228.60” is “228.6”."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def grouped(number: Decimal) -> str:
    """Print with thousands separators, as the published 元 tables do: "62,502.5"."""
    return f"{normal(number):,f}"
