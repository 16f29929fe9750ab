"""Two signs no report has side by side, where a sign like one of them makes a word of reports that fits its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.words.odd_signs import PLACES, STANDING_ALONE, around, untold
from zpj.domain.words import (
    is_listed,
    is_told,
    is_usual,
    is_word,
    looking_like,
    may_both_be_meant,
    phrases_from,
    sounding_like,
)

_PHRASE = 4


def odd_words(text: str, whole: str) -> Iterator[tuple[str, str]]:
    """“政府才购”, “公众平判法”: signs that stand alone elsewhere, or go with a neighbour by chance.

    What is written and what is likely meant, with a sign or two around. Two signs that stand in the file twice are
    no slip, and a particle or measure word is one only where the file has the word meant.
    """
    for at, pair, other, word in _likely(text):
        if whole.count(pair) == 1 and (text[at] not in STANDING_ALONE or word in whole):
            yield around(text, at, at + 1), f"应为“{around(text[:at] + other + text[at + 1 :], at, at + 1)}”"


def has_odd_words(text: str) -> bool:
    """Whether a text may have some, whatever else stands in the file."""
    return bool(_likely(text) or _by_chance(text) or _nearly_phrases(text))


@lru_cache(maxsize=2048)
def _likely(text: str) -> tuple[tuple[int, str, str, str], ...]:
    """Where signs stand that are likely wrong, the pair they are in, the sign meant and the word it makes."""
    found = []
    for signs, start, odd in untold(text):
        for at in odd:
            pair = signs[at : at + 2]
            if is_usual(pair) or text[start + at + 2 : start + at + 3] in PLACES:
                continue
            meant = _meant(signs, at, at) or _meant(signs, at, at + 1)
            if meant:
                found.append((start + meant[0], pair, *meant[1:]))
    return tuple(found)


def _meant(signs: str, at: int, wrong: int) -> tuple[int, str, str] | None:
    """The place of a wrong sign of the pair at `at`, the sign meant, and the word of reports it makes."""
    is_first = wrong == at
    kept, sign = signs[at + is_first], signs[wrong]
    beside = signs[at - 1 : at] if is_first and at else "" if is_first else signs[at + 2 : at + 3]
    beyond = signs[at + 1 : at + 3] if is_first else signs[at - 1 : at + 1] if at else ""
    if kept in STANDING_ALONE or is_word_of(beyond) or _goes_with(sign, beside, is_first):
        return None
    for other in dict.fromkeys(looking_like(sign) + sounding_like(sign)):
        word = other + kept if is_first else kept + other
        fits = not beside or is_told(beside + other if is_first else other + beside)
        if other not in (sign, kept, beside) and is_word(word) and fits and not may_both_be_meant(sign, other):
            return wrong, other, word
    return None


def is_word_of(pair: str) -> bool:
    """Whether two signs, or fewer at an end, are a word of reports."""
    return len(pair) > 1 and is_word(pair)


def _goes_with(sign: str, beside: str, is_first: bool) -> bool:
    """Whether a sign makes a word with its other neighbour, or a pair within a word that reports do not have."""
    pair = beside + sign if is_first else sign + beside
    return bool(beside) and (is_word(pair) or (is_usual(pair) and not is_told(pair)))


def words_of_the_file(text: str, whole: str) -> Iterator[tuple[str, str]]:
    """“节题验收” beside 结题 elsewhere: two signs no list has and the file has once, where it has the word meant.

    A word no list has, either, must stand in the file twice: 明橱亮灶 beside 明厨亮灶.
    """
    for at, pair, other, word, least in _by_chance(text):
        if other in whole and whole.count(pair) == 1 and whole.count(word) >= least:
            yield around(text, at, at + 1), f"应为“{around(text[:at] + other + text[at + 1 :], at, at + 1)}”"


def set_phrases(text: str, whole: str) -> Iterator[tuple[str, str]]:
    """“历行节约”: a set phrase of four signs but for one sign, which goes with none of its neighbours in it."""
    for wrong, phrase in _nearly_phrases(text):
        if whole.count(wrong) == 1 or phrase in whole:
            yield wrong, f"应为“{phrase}”"


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
                    least = 1 if is_word(word) or is_listed(word) else 2
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
    if {kept, sign} & STANDING_ALONE or (beside and is_usual(pair)):
        return
    if len(beyond) > 1 and (is_word(beyond) or is_listed(beyond)):
        return
    for other in _alike(sign):
        fits = not beside or beside in STANDING_ALONE or is_usual(beside + other if is_first else other + beside)
        fits = fits or is_word_of(apart)
        if fits and other not in STANDING_ALONE and other not in (kept, beside):
            yield other, other + kept if is_first else kept + other


def _alike(sign: str) -> Iterator[str]:
    """The signs that look or sound like one and are not meant beside it."""
    for other in dict.fromkeys(looking_like(sign) + sounding_like(sign)):
        if other != sign and not may_both_be_meant(sign, other):
            yield other


@lru_cache(maxsize=2048)
def _nearly_phrases(text: str) -> tuple[tuple[str, str], ...]:
    """Four signs that are a set phrase but for one, and the phrase."""
    found = []
    for signs, _, odd in untold(text):
        last = len(signs) - 1
        for wrong in sorted({*odd, *(at + 1 for at in odd)}):
            if signs[wrong] in STANDING_ALONE:
                continue
            for start in range(max(0, wrong - _PHRASE + 1), min(wrong, last - _PHRASE + 1) + 1):
                beside = [at for at in (wrong - 1, wrong) if start <= at < start + _PHRASE - 1]
                if not any(is_usual(signs[at : at + 2]) for at in beside):
                    found += _phrases(signs[start : start + _PHRASE], wrong - start)
    return tuple(found)


def _phrases(signs: str, wrong: int) -> list[tuple[str, str]]:
    """The signs with each set phrase they are but for one sign, which looks or sounds like the right one."""
    likely = list(_alike(signs[wrong]))
    if not wrong:
        return [(signs, other + signs[1:]) for other in likely if signs[1:] in phrases_from(other)]
    phrases = (signs[0] + tail for tail in phrases_from(signs[0]))
    right, left = signs[:wrong], signs[wrong + 1 :]
    same = (phrase for phrase in phrases if phrase.startswith(right) and phrase.endswith(left))
    return [(signs, phrase) for phrase in same if phrase[wrong] in likely]
