"""A sign that stands alone between words, where one like it, or none, makes words that are used far more often."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from zpj.checks.words.odd_signs import PLACES, STANDING_ALONE, put_right, untold
from zpj.domain.frequencies import nearly_sounding_like, words_within
from zpj.domain.records import record
from zpj.domain.regex import pattern
from zpj.domain.words import (
    TAKEN_FOR,
    is_known,
    is_told,
    is_usual,
    is_word,
    looking_like,
    may_both_be_meant,
    sounding_like,
)

_SIDE, _PIECE, _OFTEN = 5, 3, 5
_ENOUGH = 8
"""How much cheaper what is meant must be than what is written, in bits, its grounds and those against it counted."""
_PAID = 6
"""What it counts that the file has three of the signs meant elsewhere."""
_TAKEN, _SOUND, _SHAPE, _NEAR, _TURNED = 1, 1, 3, 4, 3
"""What the ways of mistaking a sign cost: often taken for it, of one sound, of like shape, of nearly one sound."""


@record
class _Meant:
    """Where a text may have a slip, its odd pairs, the signs meant, rows of three signs that hold them, the gain.

    `whole_pairs` are the pairs of the sign that are not odd: those often told in the file are its words.
    """

    start: int
    stop: int
    odd: tuple[str, ...]
    signs: str
    pieces: tuple[str, ...]
    gain: int
    whole_pairs: tuple[str, ...] = ()


def likely_words(text: str, whole: str) -> Iterator[tuple[str, str]]:
    """“资金勤况”, “费工程合计”, “概概况”: what is written and what is likely meant, with a sign or two around.

    The odd pairs of signs stand in the file once; what is meant counts for more where the file has it elsewhere.
    """
    told = -_SIDE
    for meant in _best(_at_all(text), whole):
        if meant.start - told > 1:
            told = meant.start
            yield put_right(text, meant.start, meant.stop, meant.signs)


def has_likely_words(text: str) -> bool:
    """Whether a text may have some, whatever else stands in the file."""
    return bool(_at_all(text))


def _best(likely: tuple[_Meant, ...], whole: str) -> Iterator[_Meant]:
    """The likeliest of each place, where it is likely enough."""
    best: dict[int, tuple[int, _Meant]] = {}
    for meant in likely:
        if any(whole.count(pair) > 1 for pair in meant.odd) or any(
            _is_own_word(each, whole) for each in meant.whole_pairs
        ):
            continue
        gain = meant.gain + (_PAID if any(piece in whole for piece in meant.pieces) else 0)
        if gain >= _ENOUGH and gain > best.get(meant.start, (0, meant))[0]:
            best[meant.start] = gain, meant
    return (meant for _, (_, meant) in sorted(best.items()))


def _is_own_word(pair: str, whole: str) -> bool:
    """Whether a pair is often told in a file by itself (公厕), not as the end and beginning of two words (实际完成)."""
    if whole.count(pair) <= _OFTEN:
        return False
    around = (whole[max(0, at.start() - 1) : at.end() + 1] for at in pattern(pair).finditer(whole))
    return sum(not is_known(each[:2]) and not is_known(each[-2:]) for each in around) > _OFTEN


@lru_cache(maxsize=2048)
def _at_all(text: str) -> tuple[_Meant, ...]:
    """What may be meant at all places of a text; what only the file can make likely enough, too."""
    found: list[_Meant] = []
    for signs, start, odd in untold(text):
        if PLACES.intersection(text[start + len(signs) : start + len(signs) + 1]):
            continue
        counted = start > 0 and text[start - 1].isdigit()
        for at in sorted({*odd, *(place + 1 for place in odd)} - {0 if counted else -1}):
            found += _another(signs, start, at, odd)
        for at in odd:
            found += _doubled(signs, start, at) if signs[at] == signs[at + 1] else _turned(signs, start, at)
    return tuple(each for each in found if each.gain + _PAID >= _ENOUGH)


def _another(signs: str, start: int, at: int, odd: tuple[int, ...]) -> Iterator[_Meant]:
    """Another sign in a place where the sign is no part of a word."""
    first, last = max(0, at - _SIDE), min(len(signs), at + 1 + _SIDE)
    cost, parts = words_within(signs[first:last])
    if any(begin <= at - first < end and end - begin > 1 for begin, end in parts):
        return
    sign, before, behind = signs[at], signs[at - 1 : at] if at else "", signs[at + 1 : at + 2]
    wrong = tuple(signs[place : place + 2] for place in (at - 1, at) if place in odd)
    if is_known(before + sign) or is_known(sign + behind):
        return
    if wrong and all(map(is_usual, wrong)):
        return
    held = tuple(pair for pair in (before + sign, sign + behind) if len(pair) > 1 and pair not in wrong)
    goes_with_one = len(wrong) < bool(before) + bool(behind)
    against = (
        (-2 if len(wrong) > 1 else 0)
        + 3 * (sign in STANDING_ALONE)
        + 4 * bool(PLACES.intersection(signs[at : at + 3]))
        + 6 * goes_with_one
    )
    for other, likely in alike(sign).items():
        pairs = [pair for pair in (before + other, other + behind) if len(pair) > 1]
        grounds = _grounds(pairs) if other not in (before, behind) else None
        if grounds is not None:
            meant = signs[first:at] + other + signs[at + 1 : last]
            gain = cost - words_within(meant)[0] - likely + grounds - against - 3 * (other in STANDING_ALONE)
            yield _Meant(start + at, start + at + 1, wrong, other, _pieces(signs, at, at + 1, other), gain, held)


def _grounds(pairs: list[str]) -> int | None:
    """How much for a sign its pairs count; None where they are none that reports or words have."""
    told, words = all(map(is_told, pairs)), any(map(is_word, pairs))
    if not (told or words or all(map(is_usual, pairs))):
        return None
    return 6 if told and words else 1 if words else 3 * told - 3


@cache
def alike(sign: str) -> dict[str, int]:
    """The signs one may be typed for, and what that costs; those first that cost least."""
    likely = dict.fromkeys(nearly_sounding_like(sign), _NEAR)
    likely.update(dict.fromkeys(looking_like(sign), _SHAPE))
    likely.update(dict.fromkeys(sounding_like(sign), _SOUND))
    likely.update(dict.fromkeys(TAKEN_FOR.get(sign, ""), _TAKEN))
    return {other: cost for other, cost in likely.items() if other != sign and not may_both_be_meant(sign, other)}


def _turned(signs: str, start: int, at: int) -> Iterator[_Meant]:
    """Two signs in the wrong order."""
    right = signs[at + 1] + signs[at]
    if not is_usual(right) or is_usual(signs[at : at + 2]):
        return
    pairs = [
        pair
        for pair in (signs[at - 1 : at] + right[0] if at else "", right[1] + signs[at + 2 : at + 3])
        if len(pair) > 1
    ]
    if all(map(is_told, [*pairs, right])):
        first, last = max(0, at - _SIDE), min(len(signs), at + 2 + _SIDE)
        meant = signs[first:at] + right + signs[at + 2 : last]
        gain = words_within(signs[first:last])[0] - words_within(meant)[0] - _TURNED + 3 * is_word(right)
        yield _Meant(start + at, start + at + 2, (signs[at : at + 2],), right, _pieces(signs, at, at + 2, right), gain)


def _doubled(signs: str, start: int, at: int) -> Iterator[_Meant]:
    """A sign twice that is no pair, but where one word ends and the next begins with it."""
    sign, first, last = signs[at], max(0, at - _SIDE), at + 2 + _SIDE
    words = [part for part in words_within(signs[first:last])[1] if part[1] - part[0] > 1]
    meets = at + 1 - first
    both = any(stop == meets for _, stop in words) and any(begin == meets for begin, _ in words)
    pairs = (signs[max(0, at - 1) : at + 1], signs[at + 1 : at + 3])
    both = both or all(map(is_known, pairs))
    if not is_usual(sign * 2) and sign not in STANDING_ALONE and not both:
        gain = _ENOUGH if any(meets in part for part in words) else 0
        yield _Meant(start + at, start + at + 2, (sign * 2,), sign, _pieces(signs, at, at + 2, sign), gain)


def _pieces(signs: str, start: int, stop: int, meant: str) -> tuple[str, ...]:
    """The rows of three signs that hold all the signs meant."""
    before, behind = signs[max(0, start - 2) : start], signs[stop : stop + 2]
    around_it = before + meant + behind
    least, most = max(0, len(before) + len(meant) - _PIECE), len(before)
    return tuple(around_it[at : at + _PIECE] for at in range(least, most + 1) if len(around_it) >= at + _PIECE)
