"""Rows of three signs that reports have, and how many reports have each: what shows that a word is in a wrong place.

A row may begin or end with the edge of the words: EDGE, or FIGURE where a figure stands there. The rows stand in
triples.txt; tests/papers/count_triples.py counts them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

EDGE, FIGURE = ".", "0"
"""What stands for the end of words in a row: a mark or nothing, and a figure."""
MOST = 4
"""The weight of a row that many reports have."""


@cache
def _by_first() -> dict[str, str]:
    text = Path(__file__).with_name("triples.txt").read_text(encoding="utf-8")
    return {line[0]: line[1:] for line in text.splitlines()}


@cache
def rows_from(first: str) -> dict[str, str]:
    """Each sign behind a first one with those behind both: those of the heaviest rows first, a blank before each
    lighter weight. Split when a text has the first sign: there are thousands."""
    groups = _by_first().get(first, "").split(",")
    return {group[0]: group[1:] for group in groups if group}


def between(left: str, right: str) -> Iterator[str]:
    """The signs that reports have behind one or two signs and before one or two others, in rows of three.

    Of one sign only where it is an edge: “.|管部” is “主管部” without its beginning.
    """
    before, behind, last = left[-1], right[0], right[1:]
    nexts = rows_from(before)
    for sign in rows_from(left[0]).get(before, "") if len(left) > 1 else _behind_edge(before, behind):
        if behind in nexts.get(sign, "") and (not last or last in rows_from(sign).get(behind, "")):
            yield sign


def _behind_edge(edge: str, third: str) -> Iterator[str]:
    """The signs that reports have behind an edge and before another sign: few, and thousands stand there."""
    line = _by_first().get(edge, "")
    at = line.find(third)
    while at >= 0:
        begin = line.rfind(",", 0, at) + 1
        if begin < at:
            yield line[begin]
        at = line.find(third, at + 1)


def weight(row: str) -> int:
    """How much a row of three signs tells: 4 where many reports have it, 2 where two or three do, 0 where none does."""
    thirds = rows_from(row[0]).get(row[1], "")
    at = thirds.find(row[2])
    return MOST - thirds.count(" ", 0, at) if at >= 0 else 0


def known(signs: str) -> list[bool]:
    """Whether reports have each row of three of some signs."""
    return [
        third in rows_from(first).get(second, "")
        for first, second, third in zip(signs, signs[1:], signs[2:], strict=False)
    ]
