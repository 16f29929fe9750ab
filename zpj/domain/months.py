"""How long months are, without the import of `calendar`, which takes longer than all that is asked of it."""

from __future__ import annotations

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def days_of(year: int, month: int) -> int:
    """The number of days of a month (1 to 12) of a year."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + (is_leap and month == _FEBRUARY)
