"""The items of a goal between its stops, and those too short to tell by themselves that differ in a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.reading.plain_patterns import HAN_WORDS
from zpj.checks.reading.text import squeezed
from zpj.domain.regex import regex

_PIECES = regex("[,;。:!?\n]")
_LEAD = regex(
    "^(?:年度|总体|绩效|本项目|项目|[0-9一二三四五六]{1,2}[、.]|[(][0-9一二三四五六]{1,2}[)])*(?:目标)?[为是]?"
)
LONG_ITEM, _SHORT = 7, 4
SMALL_WORDS = frozenset("的了并且及和与均已不未无为达到是超过于")
_RESULTS = SMALL_WORDS | frozenset("成完得毕过将拟待")


@lru_cache(maxsize=1024)
def pieces(text: str) -> tuple[str, ...]:
    """The items of a text between its stops, without the label before the first."""
    found = (_LEAD.sub("", each) for each in _PIECES.split(squeezed(text)))
    return tuple(each for each in found if each)


def short_pairs(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The short items, too short to tell by themselves, that stand between the very same items: 缓减旱情, 缓解旱情."""
    between = {(before, behind): piece for before, piece, behind in _in_their_places(theirs)}
    for before, one, behind in _in_their_places(ours):
        other = between.get((before, behind), "")
        changed = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
        alike = len(one) == len(other) and 0 < len(changed) * 2 <= len(one) and one not in theirs and other not in ours
        plain_words = all(HAN_WORDS.fullmatch(a + b) and not _RESULTS.intersection(a + b) for a, b in changed)
        if alike and plain_words and max(len(before), len(behind)) >= LONG_ITEM:
            yield one, other


def _in_their_places(pieces: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The short items of a text with the ones before and behind them, "" at its ends."""
    for before, piece, behind in zip(("", *pieces), pieces, (*pieces[1:], ""), strict=False):
        if _SHORT <= len(piece) < LONG_ITEM:
            yield before, piece, behind
