"""Two signs no report has side by side, where a sign like one of them makes a word that the file has elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.words.likely_words import alike
from zpj.checks.words.odd_signs import PLACES, STANDING_ALONE, put_right, untold
from zpj.domain.words import is_known, is_usual, is_word


def has_words_of_the_file(text: str) -> bool:
    """Whether a text may have some, whatever else stands in the file."""
    return bool(_by_chance(text))


def words_of_the_file(text: str, whole: str) -> Iterator[tuple[str, str]]:
    """“节题验收” beside 结题 elsewhere: two signs no list has and the file has once, where it has the word meant.

    A word no list has, either, must stand in the file twice: 明橱亮灶 beside 明厨亮灶.
    """
    for at, pair, other, word, least in _by_chance(text):
        if other in whole and whole.count(pair) == 1 and whole.count(word) >= least:
            yield put_right(text, at, at + 1, other)


@lru_cache(maxsize=2048)
def _by_chance(text: str) -> tuple[tuple[int, str, str, str, int], ...]:
    """Where signs stand that may be wrong, the pair they are in, the sign meant, its word and how often it must be."""
    found = []
    for signs, start, odd in untold(text):
        for at in odd:
            if is_usual(signs[at : at + 2]) or PLACES.intersection(text[start + at + 2 : start + at + 4]):
                continue
            for wrong in (at, at + 1):
                for other, word in _words_instead(signs, at, wrong):
                    least = 1 if is_known(word) else 2
                    found.append((start + wrong, signs[at : at + 2], other, word, least))
    return tuple(found)


def _words_instead(signs: str, at: int, wrong: int) -> Iterator[tuple[str, str]]:
    """Signs like the wrong one of a pair, with the two signs they make, where neither goes with what is beside it."""
    is_first = wrong == at
    kept, sign = signs[at + is_first], signs[wrong]
    beside = signs[at - 1 : at] if is_first and at else "" if is_first else signs[at + 2 : at + 3]
    beyond = signs[at + 1 : at + 3] if is_first else signs[at - 1 : at + 1] if at else ""
    apart = signs[max(0, at - 2) : at] if is_first else signs[at + 2 : at + 4]
    pair = beside + sign if is_first else sign + beside
    if {kept, sign} & STANDING_ALONE or (beside and is_usual(pair)) or is_known(beyond):
        return
    for other in alike(sign):
        fits = not beside or beside in STANDING_ALONE or is_usual(beside + other if is_first else other + beside)
        if (fits or is_word(apart)) and other not in STANDING_ALONE and other not in (kept, beside):
            yield other, other + kept if is_first else kept + other
