"""The numbers paragraphs begin with: 第一部分, 一、 （一） 1. （1） ①, as a reader of official papers counts them."""

from __future__ import annotations

import re
from functools import lru_cache

from zpj.domain.chinese_numbers import chinese_integer
from zpj.domain.records import record
from zpj.domain.regex import regex

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_MARKS: tuple[tuple[int, str, re.Pattern[str]], ...] = (
    (0, "第", regex(rf"第({_NUMERAL}|\d{{1,2}})(?:部分|章)[、:：.．]?")),
    (1, "、", regex(rf"({_NUMERAL})[、.．]")),
    (2, "（", regex(rf"[(（]\s*({_NUMERAL})\s*[、.．]?\s*[)）][、.．]?")),
    (3, ".", regex(r"(\d{1,2})\s*[.．](?!\s*(?!20\d\d年)\d)")),
    (3, "、", regex(r"(\d{1,2})\s*[、](?!\s*\d+[%％])")),
    (4, "（", regex(r"[(（]\s*(\d{1,2})\s*[)）][、.．]?")),
    (4, ")", regex(r"(\d{1,2})\s*[)）][、.．]?")),
    (5, "①", regex("([①-⑳])")),
)
_FIRST_SIGNS = frozenset("第(（一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_BULLET = regex(r"^[-•●■◆▪*]+\s+")


@record
class Ordinal:
    """The number a paragraph begins with, as printed, and what follows it.

    `level` is 0 for “第一部分”, 1 for “一、”, 2 for “（一）”, 3 for “1.” and “1、”, 4 for “（1）”, 5 for “①”;
    `mark` tells two ways of counting on one level apart.
    """

    level: int
    number: int
    mark: str
    printed: str
    rest: str


@lru_cache(maxsize=2048)
def ordinal(text: str) -> Ordinal | None:
    """Read the number a paragraph begins with; None where it begins with none."""
    bare = _BULLET.sub("", text.strip())
    if bare[:1] not in _FIRST_SIGNS and not bare[:1].isdecimal():
        return None
    for level, mark, pattern in _MARKS:
        match = pattern.match(bare)
        number = _number(match.group(1)) if match else None
        if match and number:
            return Ordinal(level, number, mark, match.group().strip(), bare[match.end() :].strip())
    return None


def _number(digits: str) -> int | None:
    if "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    return int(digits) if digits.isdecimal() else chinese_integer(digits)
