"""Serial numbers shown as dates and times, in the 1900 and the 1904 system."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_FLOOR, Decimal

from zpj.domain.amounts import ONE, ZERO, normal, round_half_up
from zpj.domain.records import record
from zpj.grid.format_codes import Section, Token

_SECONDS = 86_400
_FINEST = 9
_LAST_DAY = 2_958_465
_PHANTOM_DAY = 60
_SHIFT_1904 = 1462
_WEEKDAYS = "一二三四五六日"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@record
class _Moment:
    """A serial number as calendar and clock; `elapsed` is the whole of it in seconds."""

    year: int
    month: int
    day: int
    weekday: int
    seconds: Decimal
    elapsed: Decimal


def display_date(number: Decimal, section: Section, date1904: bool) -> str | None:
    """Show a serial number as a date format says; None where the calendar ends (before 1900, after 9999)."""
    places = max((len(token.text.partition(".")[2]) for token in section.tokens if token.kind == "date"), default=0)
    moment = _moment(number, date1904, min(places, _FINEST), _shows_time(section))
    if moment is None:
        return None
    halves = section.has("half")
    return "".join(_piece(section.tokens, index, moment, halves) for index in range(len(section.tokens)))


def serial(moment: date | datetime | time | timedelta) -> Decimal:
    """Give the serial number (1900 system) of a date, a time of day or a duration."""
    if isinstance(moment, time):
        moment = timedelta(
            hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond
        )
    if not isinstance(moment, timedelta):
        start = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
        moment = start.replace(tzinfo=None) - datetime(1899, 12, 30)
    return normal(moment.days * ONE + (moment.seconds * ONE + moment.microseconds * ONE.scaleb(-6)) / _SECONDS)


def _shows_time(section: Section) -> bool:
    return any(token.kind == "elapsed" or token.text[0] in "hHsS" for token in section.tokens if _is_clock(token))


def _is_clock(token: Token) -> bool:
    return token.kind in ("date", "elapsed")


def _moment(number: Decimal, date1904: bool, places: int, shows_time: bool) -> _Moment | None:
    if not ZERO <= number < _LAST_DAY + 1:
        return None
    elapsed = number * _SECONDS
    if shows_time:
        elapsed = round_half_up(elapsed, places)
    days = int((elapsed / _SECONDS).to_integral_value(ROUND_FLOOR)) + (_SHIFT_1904 if date1904 else 0)
    if days > _LAST_DAY:
        return None
    year, month, day, weekday = _calendar(days)
    return _Moment(year, month, day, weekday, elapsed % _SECONDS, elapsed)


def _calendar(days: int) -> tuple[int, int, int, int]:
    """Year, month, day, weekday (Monday 0), with the day 1900-02-29 that never was but that Excel counts."""
    weekday = (days - 2) % 7
    if days == 0:
        return 1900, 1, 0, weekday
    if days == _PHANTOM_DAY:
        return 1900, 2, 29, weekday
    shown = date(1899, 12, 31 if days < _PHANTOM_DAY else 30) + timedelta(days=days)
    return shown.year, shown.month, shown.day, weekday


def _piece(tokens: tuple[Token, ...], index: int, moment: _Moment, halves: bool) -> str:
    token = tokens[index]
    text = token.text.lower()
    if token.kind == "half":
        return _half(token.text, moment)
    if token.kind == "elapsed":
        return _elapsed(text, moment)
    if token.kind != "date":
        return token.text
    if text[0] == "m" and _is_minute(tokens, index):
        return _padded(moment.seconds // 60 % 60, text)
    if text[0] in "hs":
        return _clock(text, moment, halves)
    return _calendar_piece(text, moment)


def _is_minute(tokens: tuple[Token, ...], index: int) -> bool:
    """An m means minutes directly after hours or directly before seconds."""
    before = next((token.text[0].lower() for token in reversed(tokens[:index]) if _is_clock(token)), "")
    after = next((token.text[0].lower() for token in tokens[index + 1 :] if _is_clock(token)), "")
    return len(tokens[index].text) <= 2 and (before == "h" or after == "s")


def _clock(text: str, moment: _Moment, halves: bool) -> str:
    if text[0] == "h":
        hour = moment.seconds // 3600
        return _padded((hour % 12 or 12 * ONE) if halves else hour, text)
    whole, point, fraction = text.partition(".")
    seconds = moment.seconds % 60
    shown = _padded(seconds // 1, whole)
    return f"{shown}.{f'{seconds % 1:.{len(fraction)}f}'.partition('.')[2]}" if point else shown


def _elapsed(text: str, moment: _Moment) -> str:
    return _padded(moment.elapsed // {"h": 3600, "m": 60, "s": 1}[text[0]], text)


def _half(text: str, moment: _Moment) -> str:
    morning, evening = text.split("/")
    return morning if moment.seconds < _SECONDS // 2 else evening


def _calendar_piece(text: str, moment: _Moment) -> str:
    if text[0] == "y":
        return f"{moment.year:04d}" if len(text) > 2 else f"{moment.year % 100:02d}"
    if text[0] == "a":
        return f"{'星期' if len(text) > 3 else ''}{_WEEKDAYS[moment.weekday]}"
    number, names = (moment.month, _MONTHS) if text[0] == "m" else (moment.day, _DAYS)
    if len(text) <= 2:
        return f"{number:0{len(text)}d}"
    name = names[moment.month - 1 if text[0] == "m" else moment.weekday]
    return {3: name[:3], 5: name[0]}.get(len(text), name)


def _padded(number: Decimal, text: str) -> str:
    return f"{int(number):0{min(len(text), 2)}d}"
