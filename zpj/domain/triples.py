"""Rows of three signs that reports have, and how many reports have each: what shows that a word is in a wrong place.

A row may begin or end with the edge of the words: EDGE, or FIGURE where a figure stands there. The rows stand in
triples.txt; tests/papers/count_triples.py counts them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from zpj.domain.words import looked_up

EDGE, FIGURE = ".", "0"
"""What stands for the end of words in a row: a mark or nothing, and a figure."""
MOST = 4
"""The weight of a row that many reports have."""


@cache
def _lists() -> bytes:
    return Path(__file__).with_name("triples.txt").read_bytes().replace(b"\r", b"")


@cache
def _rows_from(first: str) -> str:
    """Each sign behind a first one with those behind both, a comma before it."""
    return "," + looked_up(_lists(), first)


def thirds(first: str, second: str) -> str:
    """The signs behind two: those of the heaviest rows first, a blank before each lighter weight."""
    rows = _rows_from(first)
    at = rows.find("," + second) + 2
    end = rows.find(",", at)
    return rows[at : end if end > 0 else None] if at > 1 else ""


def between(left: str, right: str) -> Iterator[str]:
    """The signs that reports have behind one or two signs and before one or two others, in rows of three.

    Of one sign only where it is an edge: “.|管部” is “主管部” without its beginning.
    """
    before, behind, last = left[-1], right[0], right[1:]
    for sign in thirds(left[0], before) if len(left) > 1 else _behind_edge(before, behind):
        if behind in thirds(before, sign) and (not last or last in thirds(sign, behind)):
            yield sign


def _behind_edge(edge: str, third: str) -> Iterator[str]:
    """The signs that reports have behind an edge and before another sign: few, and thousands stand there."""
    line = _rows_from(edge)
    at = line.find(third)
    while at >= 0:
        begin = line.rfind(",", 0, at) + 1
        if begin < at:
            yield line[begin]
        at = line.find(third, at + 1)


def weight(row: str) -> int:
    """How much a row of three signs tells: 4 where many reports have it, 2 where two or three do, 0 where none does."""
    ends = thirds(row[0], row[1])
    at = ends.find(row[2])
    return MOST - ends.count(" ", 0, at) if at >= 0 else 0


def known(signs: str) -> list[bool]:
    """Whether reports have each row of three of some signs."""
    return [third in thirds(first, second) for first, second, third in zip(signs, signs[1:], signs[2:], strict=False)]
