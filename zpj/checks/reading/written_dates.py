"""The dates a text tells, each with its place: in figures or Chinese, with a year or of the year told before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zpj.domain.chinese_numbers import chinese_integer
from zpj.domain.months import days_of
from zpj.domain.records import record
from zpj.domain.regex import regex

_NUMERAL = "[〇零○一二三四五六七八九十]"
_DAY = regex(
    r"(?<![\d.])(?P<year>(?:19|20)\d{2})(?:年(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号])?"
    r"|(?P<mark>[./-])(?P<month2>\d{1,2})(?:(?P=mark)(?P<day2>\d{1,2}))(?![\d.%]))"
    rf"|(?P<year3>二[〇零○]{_NUMERAL}{{2}})年(?P<month3>{_NUMERAL}{{1,3}})月(?:(?P<day3>{_NUMERAL}{{1,3}})日)?"
)
NO_YEAR = regex(r"(?<![\d年])(\d{1,2})月(\d{1,2})[日号]")
"""A day told without its year."""
UNTIL = regex("^(?:日)?(?:至|到|[-—–~]+)$")
"""What joins two dates to a span."""
LEAP_YEAR = 2024
"""The year of a day told without one: it may be any day of the calendar."""


@record
class Written:
    """A date as written: year, month, and day where it has one; it may be impossible."""

    start: int
    end: int
    text: str
    year: int
    month: int
    day: int | None

    @property
    def is_possible(self) -> bool:
        """Whether the calendar has it."""
        return 1 <= self.month <= 12 and 1 <= (self.day or 1) <= days_of(self.year, self.month)

    def first(self) -> date:
        """The day, or the first of the month."""
        return date(self.year, self.month, self.day or 1)

    def last(self) -> date:
        """The day, or the last of the month."""
        return date(self.year, self.month, self.day or days_of(self.year, self.month))


def dates(text: str) -> list[Written]:
    """The dates of a text in one spelling: 2023年3月5日, 2023.3.5, 2023-3-5, 二〇二三年三月五日, 2023年3月."""
    found = []
    for match in _DAY.finditer(text):
        year = match["year"] or match["year3"]
        month = match["month"] or match["month2"] or match["month3"]
        day = match["day"] or match["day2"] or match["day3"]
        numbers = [_number(part) for part in (year, month, day) if part]
        if all(number is not None for number in numbers):
            known = [number or 0 for number in numbers]
            found.append(Written(*match.span(), match.group(), known[0], known[1], known[2] if day else None))
    return found


def possible_dates(text: str) -> list[Written]:
    """The dates of a text the calendar has."""
    return [each for each in dates(text) if each.is_possible]


def with_days_of_no_year(text: str, found: Sequence[Written], year: int | None = LEAP_YEAR) -> list[Written]:
    """The dates found in a text and its days without a year, in order.

    Such a day is of the year told before it, else of `year`; where that is None it is left out.
    """
    every = list(found)
    for match in NO_YEAR.finditer(text):
        known = next((each.year for each in reversed(found) if each.end <= match.start()), year)
        if known is None or any(each.start <= match.start() < each.end for each in found):
            continue
        day = Written(*match.span(), match.group(), known, int(match[1]), int(match[2]))
        every += [day] if day.is_possible else []
    return sorted(every, key=lambda each: each.start)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else chinese_integer(text.replace("○", "〇"))
