"""Numbers of headings that close up where a section vanishes: 一、 （一） 1. （1）."""

from __future__ import annotations

import unicodedata

from zpj.domain.regex import regex
from zpj.report.lookup import Lookup

_DIGITS = "〇一二三四五六七八九"
_NUMERALS = "一二三四五六七八九十"
_NUMBER = regex(rf"[{_NUMERALS}]+|\d+")


def numbering() -> Lookup[str]:
    """`编号`: every look-up gives the next number, written like the key; a higher level starts the lower ones anew.

    Levels are 一、, （一）, 1. (or 1、) and （1）. One numbering serves one rendering of one report.
    """
    counts = [0, 0, 0, 0]

    def next_number(sample: str) -> str:
        level = _level(sample)
        counts[level] += 1
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        text = chinese_numeral(counts[level]) if level < 2 else str(counts[level])
        return _NUMBER.sub(text, sample, count=1)

    return Lookup(next_number)


def chinese_numeral(number: int) -> str:
    """The numeral of a number from 1 to 99: 12 is 十二, 20 is 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _level(sample: str) -> int:
    text = unicodedata.normalize("NFKC", sample).strip()
    bracketed = text.startswith("(")
    is_chinese = any(character in _NUMERALS for character in text)
    return (1 if bracketed else 0) if is_chinese else (3 if bracketed else 2)
