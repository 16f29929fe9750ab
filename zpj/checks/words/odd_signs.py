"""Signs that stand in no pair any report has, where a sign that sounds or looks like them makes a word reports use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from zpj.domain.regex import regex
from zpj.domain.words import (
    is_listed,
    is_told,
    is_usual,
    is_word,
    looking_like,
    sounding_like,
    told_behind,
    usual_behind,
)

_RUN = regex("[\u4e00-\u9fff]{2,}")
BEFORE_A_VERB = frozenset("未不已可须应将需再均都没拟欲仍也又并共曾正")
STANDING_ALONE = frozenset(
    "的了是在和及与等为由对将按其已未各每被有不也都就到以并或且从向至于所该此个我你他她它这那哪后前上下中内外里间"
    "次期级组项名户家人台套件只份批处座辆头吨亩场省市县区镇乡村街道局委办厅部院站馆室科会店月日年元万共约含超"
    "自占但又则因如若即仍再还使让把被给才能可会应须需要更最较很均仅只同"
)
"""Signs that stand by themselves: particles, measure words, what follows a place's name."""
PLACES = frozenset("省市县区镇乡村旗河山〔[")
"""What stands behind names of places and behind the offices of a document number."""
_SHOWN = 2
_Meant = tuple[str, str, bool, bool]
"""A sign, the pair it makes, whether that is a word of reports, and whether what is written may be a word, too."""


def odd_signs(text: str, whole: str) -> Iterator[tuple[str, str]]:
    """“指标核订”: what is written and what is likely meant, with a sign or two around.

    A pair that stands in the file elsewhere is none, unless the word meant is as frequent. Two signs in the wrong
    order count only where the file has the word elsewhere.
    """
    for at, meant in _likely(text):
        written = whole.count(_pair(text, at))
        for other, pair, sure, within_words in meant:
            times = whole.count(pair)
            if written > 1 and (within_words or times < written):
                continue
            if (sure and (written == 1 or times)) or (times > 1 and not STANDING_ALONE.intersection(pair)):
                yield put_right(text, at, at + 1, other)
                break
    for at in _out_of_order(text):
        turned = text[at + 1] + text[at]
        if whole.count(turned) > 1:
            yield put_right(text, at, at + 2, turned)


def has_odd_signs(text: str) -> bool:
    """Whether a text may have some, whatever else stands in the file."""
    return bool(_likely(text) or _out_of_order(text))


def around(text: str, start: int, stop: int) -> str:
    """A piece of a text with a sign or two on each side."""
    return text[max(0, start - _SHOWN) : stop + _SHOWN]


def put_right(text: str, start: int, stop: int, signs: str) -> tuple[str, str]:
    """What is written in a place and what is meant, with a sign or two on each side."""
    right = text[:start] + signs + text[stop:]
    return around(text, start, stop), around(right, start, start + len(signs))


def _pair(text: str, at: int) -> str:
    return text[at - 1 : at + 1] if at and is_sign(text[at - 1]) else text[at : at + 2]


@lru_cache(maxsize=2048)
def _likely(text: str) -> tuple[tuple[int, tuple[_Meant, ...]], ...]:
    """Where signs stand that go with none of their neighbours, and what is likely meant."""
    found = []
    for at, unknown in _in_no_pair(text):
        pairs = ((other, _word(text, at, other)) for other in _fitting(text, at))
        like = looking_like(text[at]) if unknown and _is_within(text, at) else ""
        meant = tuple(
            (other, pair, is_word(pair) or (other in like and is_listed(pair)), not unknown) for other, pair in pairs
            if pair and (unknown or (is_word(pair) and _told_on_both_sides(text, at, other)))
        )  # fmt: skip
        if meant:
            found.append((at, meant))
    return tuple(found)


def _fitting(text: str, at: int) -> Iterator[str]:
    """The signs that sound or look like one and go with a neighbour of it."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    follow = usual_behind(before) if before else ""
    for other in dict.fromkeys(looking_like(text[at]) + sounding_like(text[at])):
        if other not in (before, behind) and (other in follow or (behind and behind in usual_behind(other))):
            yield other


def _is_within(text: str, at: int) -> bool:
    """Whether signs stand on both sides of a place, none behind a name of a place."""
    behind = text[at + 1 : at + 3]
    return at > 0 and is_sign(text[at - 1]) and is_sign(behind[:1]) and not PLACES.intersection(behind)


def _told_on_both_sides(text: str, at: int, other: str) -> bool:
    pairs = (text[at - 1 : at] + other, other + text[at + 1 : at + 2])
    return all(len(pair) > 1 and is_told(pair) for pair in pairs)


@lru_cache(maxsize=2048)
def untold(text: str) -> tuple[tuple[str, int, tuple[int, ...]], ...]:
    """The runs of signs of a text with their place, and where in them pairs of signs stand that no report has."""
    told, found = told_behind(), []
    for run in _RUN.finditer(text):
        signs = run.group()
        odd = tuple(at for at, (one, other) in enumerate(pairwise(signs)) if other not in told.get(one, ""))
        if odd:
            found.append((signs, run.start(), odd))
    return tuple(found)


def _in_no_pair(text: str) -> Iterator[tuple[int, bool]]:
    """Where signs stand between others with none of which reports have them in a pair, and whether no word does."""
    for signs, start, odd in untold(text):
        last = len(signs) - 1
        for at in sorted({*odd, *(place + 1 for place in odd)}):
            beside = [place for place in (at - 1, at) if 0 <= place < last]
            if signs[at] in STANDING_ALONE or any(place not in odd for place in beside):
                continue
            known = sum(is_usual(signs[place : place + 2]) for place in beside)
            if known < min(last, 2) or not known:
                yield start + at, not known


@lru_cache(maxsize=2048)
def _out_of_order(text: str) -> tuple[int, ...]:
    """Where two signs stand that are no pair, and are a word the other way round; the second goes with none behind."""
    return tuple(start + at for signs, start, odd in untold(text) for at in odd if _turned(signs, at))


def _turned(signs: str, at: int) -> bool:
    one, other, behind = signs[at], signs[at + 1], signs[at + 2 : at + 3]
    return (
        is_word(other + one) and not is_usual(one + other) and not {one, other} & STANDING_ALONE
        and not (behind and is_usual(other + behind)) and (not at or is_usual(signs[at - 1] + other))
    )  # fmt: skip


def _word(text: str, at: int, other: str) -> str:
    """The pair another sign makes in a place, where what stands on its other side goes with it or goes on alone.

    A word of reports rather than another pair.
    """
    left = text[at - 1] if at and is_sign(text[at - 1]) else ""
    right = text[at + 1] if at + 1 < len(text) and is_sign(text[at + 1]) else ""
    ends = not right or is_usual(other + right) or _goes_on(right, text[at + 2 : at + 3])
    begins = not left or is_usual(left + other) or _goes_on(left, text[max(0, at - 2) : at - 1], back=True)
    ahead = left + other if left and ends and is_usual(left + other) else ""
    behind = other + right if right and begins and is_usual(other + right) else ""
    return behind if behind and not (ahead and is_word(ahead)) else ahead


def _goes_on(sign: str, next_one: str, *, back: bool = False) -> bool:
    pair = next_one + sign if back else sign + next_one
    return sign in STANDING_ALONE or (is_sign(next_one) and is_usual(pair))


def is_sign(sign: str) -> bool:
    """Whether a character is a Chinese sign; "" is none."""
    return "\u4e00" <= sign <= "\u9fff"
