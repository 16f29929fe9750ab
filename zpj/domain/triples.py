"""Rows of three signs that reports have, and how many reports have each: what shows that a word is in a wrong place.

A row may begin or end with the edge of the words: EDGE, or FIGURE where a figure stands there. The rows stand in
triples.txt; tests/papers/count_triples.py counts them anew.
"""

from __future__ import annotations

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
def _behind(first: str) -> dict[str, str]:
    """Each sign behind a first one with those behind both: those of the heaviest rows first, a blank before each
    lighter weight. Split when a text has the first sign: there are thousands."""
    groups = _by_first().get(first, "").split(",")
    return {group[0]: group[1:] for group in groups if group}


def weight(row: str) -> int:
    """How much a row of three signs tells: 4 where many reports have it, 2 where two or three do, 0 where none does."""
    thirds = _behind(row[0]).get(row[1], "")
    at = thirds.find(row[2])
    return MOST - thirds.count(" ", 0, at) if at >= 0 else 0


def known(signs: str) -> list[bool]:
    """Whether reports have each row of three of some signs."""
    return [
        third in _behind(first).get(second, "")
        for first, second, third in zip(signs, signs[1:], signs[2:], strict=False)
    ]
