"""The figures of a text: amounts, percents, scores, quantities, dates, years, grades, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from zpj.checks.reading.reconcile import Amount, half_shown
from zpj.domain.amounts import parse_number, plain
from zpj.domain.chinese_numbers import to_arabic
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.wording import normalise


class Kind(StrEnum):
    """What a figure measures; REFERENCE is a document number or a figure in a title 《…》, ORDINAL a list number."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    QUANTITY = "quantity"
    NUMBER = "number"
    DATE = "date"
    YEAR = "year"
    GRADE = "grade"
    REFERENCE = "reference"
    ORDINAL = "ordinal"


@record
class Figure:
    """A figure and where it stands in the normalised text.

    `text` is as written with its unit (“6.25万元”, “优”, “2023年”); `unit` is “” for a bare number. `amount` has
    money in 元 and 万 and 亿 worked out, with what rounding for display may hide; None where it is no quantity.
    """

    start: int
    end: int
    text: str
    kind: Kind
    unit: str = ""
    amount: Amount | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        return self.start, self.end


_SCALES = {"": 0, "万": 4, "亿": 8, "千万": 7, "百万": 6}
_MEASURES = (
    "个百分点|人次|万人次|件次|批次|个工作日|工作日|个月|个|家|台|套|次|件|份|条|项|户|期|场|篇|本|辆|所|处|栋|张|名|位|人"
    "|例|起|班|课时|批|平方米|平米|亩|公里|千米|米|公顷|吨|天|日|小时|分钟|年|类|级"
)
_NUMERALS = "零〇一二两三四五六七八九十百千"
_GRADE_WORDS = "优秀|优良|优|良好|良|中等|中|合格|较差|差"
_GRADE_LABEL = "(?:等级|等次|档次|级别|属于|评定为|结果为|评为)(?:为|是|:)*"
_FIGURE = regex(
    r"(?P<reference>[〔(\[【]\d{1,4}[〕)\]】]第?\d+号)"
    r"|(?P<ordinal>(?:^|(?<=[。;:\n]))(?:\(\d{1,2}\)|\d{1,2}[.、)](?!\d))|(?<=[表图])\d{1,2}(?=20\d\d年))"
    r"|(?P<date>(?<![\d.])(?:\d{4}年度?)?\d{1,2}月份?(?:\d{1,2}[日号])?(?!\d)"
    r"|(?<![\d.])(?:19|20)\d{2}[-./](?:1[0-2]|0?[1-9])(?:[-./](?:3[01]|[12]\d|0?[1-9]))?(?![\d.%]))"
    r"|(?P<year>(?<![\d.])\d{4}年度?)"
    rf"|(?P<percent_words>百分之(?:\d+(?:\.\d+)?|[{_NUMERALS}]+(?:点[{_NUMERALS}]+)?))"
    r"|(?P<number>(?<![\d.])\d+(?:\.\d+)?)(?P<scale>千万|百万|万|亿)?"
    rf"(?P<unit>元|%|‰|分(?![钟之])|{_MEASURES})?"
    rf"|(?P<numeral>[{_NUMERALS}]+)(?P<numeral_scale>千万|百万|万|亿)?(?P<numeral_unit>元|分(?![钟之])|{_MEASURES})"
    rf"|(?P<grade>(?<=[“\"'‘])(?:{_GRADE_WORDS})(?=[”\"'’])|{_GRADE_LABEL}(?:{_GRADE_WORDS})(?![\u4e00-\u9fff]))",
    re.MULTILINE,
)
_TITLE = regex("《[^》]*》+")
_LABEL = regex(_GRADE_LABEL)
HELD = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a figure in a masked text."""


@lru_cache(maxsize=1024)
def spelt(text: str) -> str:
    """The text in one spelling, line by line."""
    return "\n".join(normalise(part) for part in text.splitlines())


@lru_cache(maxsize=2048)
def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a text already in one spelling, in order."""
    titles = [match.span() for match in _TITLE.finditer(text)] if "《" in text else []
    return tuple(_figures(text, titles))


def _figures(text: str, titles: list[tuple[int, int]]) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        figure = _figure(match)
        if any(start < figure.start < end for start, end in titles):
            figure = Figure(figure.start, figure.end, figure.text, Kind.REFERENCE)
        yield figure


def _figure(match: re.Match[str]) -> Figure:
    start, end = match.span()
    for kind in (Kind.REFERENCE, Kind.ORDINAL, Kind.DATE, Kind.YEAR):
        if match[kind]:
            return Figure(start, end, match.group(), kind)
    if match["grade"]:
        label = _LABEL.match(match["grade"])
        start += label.end() if label else 0
        return Figure(start, end, match.string[start:end], Kind.GRADE)
    if match["percent_words"]:
        return _measured(match, to_arabic(match["percent_words"], "%").rstrip("%"), "", "%")
    if match["numeral"]:
        number = to_arabic(match["numeral"], "个")
        return _measured(match, number, match["numeral_scale"] or "", match["numeral_unit"])
    return _measured(match, match["number"], match["scale"] or "", match["unit"] or "")


def _measured(match: re.Match[str], number: str, scale: str, unit: str) -> Figure:
    start, end = match.span()
    value = parse_number(number)
    kind = {"元": Kind.MONEY, "%": Kind.PERCENT, "分": Kind.POINTS, "": Kind.NUMBER}.get(unit, Kind.QUANTITY)
    amount = None if value is None else Amount(value, half_shown(number)).scaled(_SCALES[scale])
    return Figure(start, end, match.group(), kind, scale + unit, amount)


@lru_cache(maxsize=1024)
def masked(text: str) -> str:
    """The text with each figure as one sign, so that texts that differ in figures alone are equal."""
    parts, position = [], 0
    for figure in figures(text):
        parts += [text[position : figure.start], HELD]
        position = figure.end
    return "".join([*parts, text[position:]])


def same(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same: 6.25万元 and 62500元, 95% and 百分之九十五, 41人 and 41, 优 and 优秀."""
    if one.text == other.text:
        return True
    if one.amount is None or other.amount is None:
        length = {Kind.YEAR: 4, Kind.GRADE: 1}.get(one.kind, 0)
        return one.kind is other.kind and length > 0 and one.text[:length] == other.text[:length]
    kinds = {one.kind, other.kind}
    return one.amount.value == other.amount.value and (len(kinds) == 1 or kinds <= COUNTED)


COUNTED = frozenset({Kind.NUMBER, Kind.QUANTITY, Kind.POINTS})
"""What may be written with its unit or without."""


def gap_of(new: Figure, old: Figure) -> str | None:
    """By how much two figures differ, in the unit of the first; None where they are no amounts of one kind."""
    one, other = new.amount, old.amount
    if one is None or other is None or (new.kind is not old.kind and not {new.kind, old.kind} <= COUNTED):
        return None
    return plain(abs(one.value - other.value).scaleb(-zeros_in(new.unit)))


def zeros_in(unit: str) -> int:
    """The power of ten in a unit: 4 of 万元 and 万人次, 0 of 元."""
    return next((zeros for scale, zeros in _SCALES.items() if scale and unit.startswith(scale)), 0)
