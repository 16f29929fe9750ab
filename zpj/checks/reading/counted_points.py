"""Numbers within a report that count on: 1.1, 1.2 …; 一是, 二是 …; “1、……2、……” within one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.reading.text import Part, squeezed
from zpj.checks.rule import Hit
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

NUMERALS = "零一二三四五六七八九十"
_DECIMAL = regex(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})[.、\s　]+(?P<title>[\u4e00-\u9fff][^。;；]{1,30}?)(?:$|[。;；])"
)
_POINT_IS = regex("(?:^|(?<=[。;:,]))([一二三四五六七八九])是(?=[“《\u4e00-\u9fff0-9])")
_INLINE = regex(r"(?:^|(?<=[。;:]))(\d{1,2})、(?=[\u4e00-\u9fff])")


def decimals(part: Part) -> Iterator[Hit]:
    """1.1, 1.2, 2.1 …: each number follows the last of its level; a level starts at 1 under every number above.

    After a slip the next may go on from the number written or from the right one.
    """
    last: dict[tuple[int, ...], int] = {}
    right: dict[tuple[int, ...], int] = {}
    lines = [(line, match) for line in part.body if (match := _DECIMAL.match(line.text.strip()))]
    for line, match in lines if len(lines) > 2 else ():
        *above, number = (int(digits) for digits in match["number"].split("."))
        key = tuple(above)
        before, wanted = last.get(key, 0), right.get(key, 0)
        follows = number in (before + 1, wanted + 1)
        last[key], right[key] = number, number if follows else before + 1
        if not follows:
            expected = ".".join(map(str, (*above, before + 1)))
            words = {"what": "重复" if number == before else "不连续"}
            yield Hit(line.location, f"{match['number']}　{match['title']}", f"{expected}　{match['title']}",
                      quote=line.text.strip()[:30], project=part.project, words=words)  # fmt: skip


def points(part: Part) -> Iterator[Hit]:
    """一是, 二是, 四是 in one paragraph or in several: each goes on from the last of an open list, or starts anew."""
    runs: list[int] = []
    for line in part.body:
        runs = [] if line.heading else runs
        for match in _POINT_IS.finditer(squeezed(line.text)) if "是" in line.text else ():
            number, last = NUMERALS.index(match[1]), runs[-1] if runs else 0
            open_ones = [place for place, run in enumerate(runs) if run + 1 == number]
            if number > 1 and last and not open_ones:
                sign = match.string[match.start() : match.start() + 14]
                words = {"what": "重复" if number <= last else "不连续"}
                yield Hit(line.location, sign, f"{NUMERALS[last + 1]}是", quote=sign, project=part.project, words=words)
            runs = [*runs, 1] if number == 1 else [*(runs[: open_ones[-1]] if open_ones else runs[:-1]), number]


def inside(part: Part, paragraph: Paragraph) -> Iterator[Hit]:
    """“1、……2、……” within one paragraph: from 1 without a gap, and never a 1 alone; “一、” starts the count anew."""
    for group in _lists_in(squeezed(paragraph.text)):
        numbers = [int(digits) for digits in _INLINE.findall(group)]
        right = list(range(1, len(numbers) + 1))
        if numbers and numbers[0] == 1 and (numbers != right or len(numbers) == 1):
            shown = "、".join(map(str, numbers))
            words = {"what": "不连续" if numbers != right else "只有一个"}
            yield Hit(paragraph.location, f"{group[:14]}…（{shown}）", "1、2、…", quote=group[:20],
                      project=part.project, words=words)  # fmt: skip


@lru_cache(maxsize=1024)
def _lists_in(text: str) -> tuple[str, ...]:
    groups = re.split(r"(?:^|(?<=[。;:]))(?:[一二三四五六七八九十]{1,2}、|[(][一二三四五六七八九十]{1,2}[)])", text)
    return tuple(groups) if len(groups) > 2 else ()
