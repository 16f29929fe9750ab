"""A number as its cell shows it: Excel's number formats applied to an exact Decimal, rounded half up."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from zpj.domain.amounts import HUNDRED, ONE, ZERO, plain, round_half_up
from zpj.domain.records import record
from zpj.grid.date_format import display_date
from zpj.grid.format_codes import Section, Token, sections

_GENERAL_DIGITS = 10
_GENERAL_EXPONENT_DIGITS = 5
_LARGEST_PLAIN = 15
_SMALLEST_PLAIN = -4
_MOST_DIGITS = 28
_UNSUPPORTED = ("condition", "fraction")


@lru_cache(maxsize=2048)
def display(number: Decimal, format_code: str, date1904: bool = False) -> str:
    """Show a number as a cell with this format code does; what the code asks beyond support is shown as General.

    Padding (`_x`, `*x`) is left out: it moves the text, it does not change it.
    """
    parts = sections(format_code)
    section, shown = _choose(parts, number)
    if any(part.has(*_UNSUPPORTED) for part in parts):
        return general(number)
    if section.shows_date:
        return display_date(number, section, date1904) or general(number)
    if section.has("general", "at"):
        return _around(section, general(shown))
    if section.has("digit"):
        return _with_digits(section, shown) or general(number)
    sign = "-" if shown < ZERO else ""
    return sign + "".join(token.text for token in section.tokens)


def display_text(text: str, format_code: str) -> str:
    """Show a text as a cell with this format code does: a section with @ adds its literals."""
    if "@" not in format_code:
        return text
    section = sections(format_code)[-1]
    return "".join(text if token.kind == "at" else token.text for token in section.tokens if token.kind != "condition")


def general(number: Decimal) -> str:
    """Show as Excel's General in a wide cell: at most 11 characters of digits, 1/3 as 0.333333333.

    Whole numbers keep all their digits up to 15, so that a large amount stays readable.
    """
    if not number:
        return "0"
    size = number.adjusted()
    if size >= _LARGEST_PLAIN or (size < _SMALLEST_PLAIN and round_half_up(number, _GENERAL_DIGITS - 1) != number):
        return _exponent(number)
    if size < _SMALLEST_PLAIN:
        return plain(number) if size >= -_GENERAL_DIGITS else _exponent(number)
    return plain(round_half_up(number, max(0, _GENERAL_DIGITS - max(1, size + 1))))


def _exponent(number: Decimal) -> str:
    mantissa, size = _mantissa(number, _GENERAL_EXPONENT_DIGITS)
    return f"{plain(mantissa)}E{size:+03d}"


def _mantissa(number: Decimal, places: int) -> tuple[Decimal, int]:
    """Split into a rounded number between 1 and 10 and its power of ten."""
    size = number.adjusted() if number else 0
    mantissa = round_half_up(number.scaleb(-size), places)
    if mantissa.adjusted() > 0:
        return round_half_up(mantissa / 10, places), size + 1
    return mantissa, size


def _choose(parts: tuple[Section, ...], number: Decimal) -> tuple[Section, Decimal]:
    """The section for this number, and the number it shows: a section for negatives shows no sign of its own."""
    numeric = parts[:3] if len(parts) > 3 or not parts[-1].has("at") else parts[:-1] or parts
    if number < ZERO and len(numeric) > 1:
        return numeric[1], -number
    if not number and len(numeric) > 2:
        return numeric[2], number
    return numeric[0], number


def _around(section: Section, shown: str) -> str:
    sign = "-" if shown.startswith("-") else ""
    bare = shown.removeprefix("-")
    return sign + "".join(bare if token.kind in ("general", "at") else token.text for token in section.tokens)


@record
class _Mask:
    """The digit places of a section, left and right of the decimal point, with the literals between them."""

    whole: tuple[Token, ...]
    fraction: tuple[Token, ...]
    has_point: bool
    thousands: bool
    factor: Decimal
    exponent: Token | None

    @property
    def places(self) -> int:
        return sum(token.kind == "digit" for token in self.fraction)


@lru_cache(maxsize=512)
def _mask(section: Section) -> _Mask:
    whole: list[Token] = []
    fraction: list[Token] = []
    has_point, thousands, factor, pending = False, False, ONE, 0
    exponent = None
    for token in section.tokens:
        if token.kind == "comma":
            pending += 1
        elif token.kind == "point" and not has_point:
            has_point = True
        elif token.kind == "exponent":
            exponent = token
        else:
            if token.kind == "digit":
                thousands, pending = thousands or (pending > 0 and not has_point), 0
            elif token.kind == "percent":
                factor *= HUNDRED
            (fraction if has_point else whole).append(token)
    return _Mask(tuple(whole), tuple(fraction), has_point, thousands, factor.scaleb(-3 * pending), exponent)


def _with_digits(section: Section, number: Decimal) -> str | None:
    mask = _mask(section)
    size = 0
    if mask.exponent is not None:
        if sum(token.kind == "digit" for token in mask.whole) != 1:
            return None
        number, size = _mantissa(number * mask.factor, mask.places)
    else:
        number = number * mask.factor
    if number.adjusted() + mask.places >= _MOST_DIGITS:
        return None
    rounded = round_half_up(abs(number), mask.places)
    whole, _, fraction = f"{rounded:f}".partition(".")
    shown = _whole(mask, "" if whole == "0" else whole)
    if mask.has_point:
        shown += "."
    digits, _, tail = _fraction(mask, fraction).partition("\0")
    return f"{'-' if number < ZERO else ''}{shown}{digits}{_power(mask, size)}{tail}"


def _whole(mask: _Mask, digits: str) -> str:
    """Fill the places from the right; the leftmost place takes all digits that are left."""
    pieces: list[str] = []
    count = 0
    places = sum(token.kind == "digit" for token in mask.whole)
    for token in reversed(mask.whole):
        if token.kind != "digit":
            pieces.append(token.text)
            continue
        places -= 1
        taken = digits if places == 0 else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        for digit in reversed(taken or ("0" if token.text == "0" else "")):
            pieces.append("," if mask.thousands and count and count % 3 == 0 else "")
            pieces.append(digit)
            count += 1
    return "".join(reversed(pieces))


def _fraction(mask: _Mask, digits: str) -> str:
    """Fill the places right of the point; a zero character stands where an exponent goes."""
    pieces: list[str] = []
    index = 0
    last = max((place for place, token in enumerate(mask.fraction) if token.kind == "digit"), default=-1)
    if last < 0:
        pieces.append("\0")
    for place, token in enumerate(mask.fraction):
        if token.kind != "digit":
            pieces.append(token.text)
            continue
        keep = token.text == "0" or digits[index:].strip("0")
        pieces.append(digits[index] if keep else "")
        index += 1
        if place == last:
            pieces.append("\0")
    return "".join(pieces)


def _power(mask: _Mask, size: int) -> str:
    if mask.exponent is None:
        return ""
    width = len(mask.exponent.text) - 2
    sign = "-" if size < 0 else "+" if mask.exponent.text[1] == "+" else ""
    return f"E{sign}{abs(size):0{width}d}"
