"""Signs left out: rows of three that no reports have, where one sign put in between makes rows that reports have.

“资金专款用”, “社会效指标”, “进步增强” show so, and “管部门” in a cell of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.reading.text import signs_between, starts_of
from zpj.checks.words.likely_words import alike
from zpj.checks.words.odd_rows import runs_not_known
from zpj.checks.words.odd_signs import STANDING_ALONE, is_sign, put_right
from zpj.domain.frequencies import words_within
from zpj.domain.records import record
from zpj.domain.triples import EDGE, FIGURE, between, weight
from zpj.domain.words import is_known, is_told, is_usual, is_word

_EDGES = EDGE + FIGURE
MAY_LACK = frozenset("的了和与及等地得也将于在为已并不")
"""Signs that a sentence may have or not."""
SHORT_FOR = frozenset(
    "量额费部单价数率法管机展计科组室站员线款期付年局处源自分各新未全每省市县区镇乡据护较超件如本详见均评季项办"
)
"""Signs that stand for a word of two signs by themselves: 采购量, 保管部, 据项目区."""
_NOT_CUT = STANDING_ALONE | SHORT_FOR
_ENOUGH = 12
"""What the grounds for a sign left out must count, all told."""
_LEAST, _IN_FILE, _MOST_IN_FILE, _NO_PAIR, _LEFT_ALONE, _BEFORE_ALONE = 3, 3, 6, 4, 4, 2
"""What the least row meant counts by its weight, each row that the file has elsewhere and those at most, two signs
that no report has side by side, a sign left alone behind the place or before it."""
_A_WORD, _PARTICLE, _TWO_WORDS, _SHORT, _NO_WORD = 2, 2, 2, 8, 4
"""What counts against it: a word that ends or begins there, signs that stand by
themselves, two words that meet there, signs that stand for words, or are in none."""
_AT_EDGE = (4, 1)
"""What counts against a sign at the beginning or the end of words, within a text and where they are all of it."""
_SIDE, _BITS, _ROW, _NUMBERING = 5, 3, 3, 5
_TOLD, _OFTEN, _DEAR = 2, 8, 6
"""How often a file must have the sign behind or before two others, and how often it shows that more is a word of its
own, dearer by some bits."""
_YEARS, _NAME_OF_NUMBERS = frozenset("〔[［【"), 7
"""What a document number goes on with, and how many signs of its short name may stand before: 市路发〔2023〕5号."""


@record
class _Lost:
    """Where a text may lack a sign, the sign, what its grounds count, what is written there, the rows meant."""

    place: int
    sign: str
    weight: int
    written: str
    rows: tuple[str, ...]


@record
class _Alone:
    """Where a text may lack a sign, the two signs before or behind the place of which the nearer stands alone between
    words, whether they are behind it, and all signs of a few on each side."""

    place: int
    pair: str
    is_behind: bool
    before: str
    behind: str


def lost_signs(text: str, whole: str) -> Iterator[tuple[str, str]]:
    """What is written and what is likely meant, with a sign or two around; the likeliest of each place.

    What the file has twice is no slip; rows meant that it has elsewhere count.
    """
    best: dict[int, tuple[int, _Lost]] = {}
    for lost in _at_all(text):
        heavy = lost.weight + min(_MOST_IN_FILE, _IN_FILE * sum(row in whole for row in lost.rows))
        if heavy >= _ENOUGH and heavy > best.get(lost.place, (0, lost))[0] and _is_once(lost.written, whole):
            best[lost.place] = heavy, lost
    told = -_SIDE
    for place, (_, lost) in sorted(best.items()):
        if place - told > 1:
            told = place
            yield put_right(text, place, place, lost.sign)


def has_lost_signs(text: str) -> bool:
    """Whether a text may lack some, whatever else stands in the file."""
    return bool(_at_all(text) or _left_alone(text))


def lost_of_the_file(text: str, whole: str) -> Iterator[tuple[str, str]]:
    """“残疾童提供”, where the file has 儿 before all other 童提: what is left of a word that lacks a sign stands alone.

    The rows need not be known: names and terms of the file's own show so. A sign like the next is written for it.
    """
    told = -_SIDE
    for alone in _left_alone(text):
        place, pair = alone.place, alone.pair
        if place - told <= 1 or whole.count(pair) < _TOLD or whole.count(text[place - 1 : place + 1]) != 1:
            continue
        signs = signs_between("", pair, whole) if alone.is_behind else signs_between(pair, "", whole)
        signs -= Counter(text[place - alone.is_behind : place - alone.is_behind + 1])
        sign, times = signs.popitem() if len(signs) == 1 else ("", 0)
        may_be = times >= _TOLD and is_sign(sign) and sign not in MAY_LACK
        if may_be and _makes_word(alone, sign, times):
            told = place
            yield put_right(text, place, place, sign)


def _makes_word(alone: _Alone, sign: str, times: int) -> bool:
    """Whether a sign makes a word of one left alone, which is hardly dearer to read than what is written."""
    word = sign + alone.behind[0] if alone.is_behind else alone.before[-1] + sign
    next_to = alone.before[-1:] if alone.is_behind else alone.behind[:1]
    if not is_word(word) or next_to == sign or (next_to and next_to in alike(sign)):
        return False
    cost, parts = words_within(alone.before + sign + alone.behind)
    at = len(alone.before) - 1 if alone.is_behind else len(alone.before) + 1
    if next_to and next_to not in _NOT_CUT and (at, at + 1) in parts:
        return False
    return cost - words_within(alone.before + alone.behind)[0] <= (_DEAR if times >= _OFTEN else 1)


@lru_cache(maxsize=2048)
def _left_alone(text: str) -> tuple[_Alone, ...]:
    """The places between signs of unknown rows where the one before or behind stands alone between words."""
    found: list[_Alone] = []
    for begin, signs, told in runs_not_known(text):
        for at in range(len(signs) - 1):
            if any(told[max(0, at - 1) : at + 1]) or is_usual(signs[at : at + 2]):
                continue
            first, last, place = max(1, at + 1 - _SIDE), min(len(signs) - 1, at + 1 + _SIDE), begin + at + 1
            before, behind, gap = signs[first : at + 1], signs[at + 1 : last], at + 1 - first
            sides = ((before[-2:], before[-1:], (gap - 1, gap), False), (behind[:2], behind[:1], (gap, gap + 1), True))
            for pair, sign, part, is_behind in sides:
                cut = len(pair) > 1 and sign not in _NOT_CUT and not is_known(pair)
                if cut and part in words_within(before + behind)[1]:
                    found.append(_Alone(place, pair, is_behind, before, behind))
    return tuple(found)


def _is_once(written: str, whole: str) -> bool:
    """Whether the file has signs but once, with the edges they have."""
    signs = written.strip(_EDGES)
    left, right = written[0] in _EDGES, written[-1] in _EDGES
    places = (
        at for at in starts_of(whole, signs)
        if not (left and is_sign(whole[at - 1 : at])) and not (right and is_sign(whole[at + len(signs) :][:1]))
    )  # fmt: skip
    return next(places, None) is not None and next(places, None) is None


@lru_cache(maxsize=2048)
def _at_all(text: str) -> tuple[_Lost, ...]:
    """What may be left out at all places of a text; what only the file can make likely enough, too."""
    found: list[_Lost] = []
    for begin, signs, told in runs_not_known(text):
        end = begin + len(signs) - 1
        is_all = begin < _NUMBERING and end + 1 >= len(text)
        for at in range(len(signs) - 1 - _NAME_OF_NUMBERS * (text[end : end + 1] in _YEARS)):
            if not any(told[max(0, at - 1) : at + 1]) and not is_known(signs[at : at + 2]):
                found += _between(begin, signs, at, is_all=is_all)
    return tuple(found)


def _between(begin: int, signs: str, at: int, *, is_all: bool) -> Iterator[_Lost]:
    """The signs that make rows reports have, with two signs on each side, put between a sign and the next."""
    beside = signs[at : at + 2] + _EDGES
    for sign in between(signs[max(0, at - 1) : at + 1], signs[at + 1 : at + 3]):
        if sign in beside or sign in MAY_LACK:
            continue
        meant = signs[: at + 1] + sign + signs[at + 1 :]
        rows = tuple(meant[place : place + _ROW] for place in range(max(0, at - 1), min(at + 1, len(meant) - _ROW) + 1))
        plain = tuple(row for row in rows if row[0] not in _EDGES and row[-1] not in _EDGES)
        heavy = _LEAST * min(map(weight, rows)) + _grounds(signs, at, sign)
        heavy -= 0 if len(rows) == _ROW else _AT_EDGE[is_all]
        if heavy + min(_MOST_IN_FILE, _IN_FILE * len(plain)) >= _ENOUGH:
            yield _Lost(begin + at + 1, sign, heavy, signs[max(0, at - 1) : at + 3], plain)


def _grounds(signs: str, at: int, sign: str) -> int:
    """What counts for a sign left out at a place, and against it, beside the rows."""
    before, behind = signs[at], signs[at + 1]
    first, last = max(1, at + 1 - _SIDE), min(len(signs) - 1, at + 1 + _SIDE)
    cost, parts = words_within(signs[first:last])
    gain = cost - words_within(signs[first : at + 1] + sign + signs[at + 1 : last])[0]
    ends, begins = is_known(signs[max(0, at - 1) : at + 1]), is_known(signs[at + 1 : at + 3])
    gap, inner = at + 1 - first, before not in _EDGES and behind not in _EDGES
    left, right = is_word(before + sign) and before not in _EDGES, is_word(sign + behind) and behind not in _EDGES
    short = (left and before in SHORT_FOR) or (right and behind in SHORT_FOR)
    return (
        _NO_PAIR * (inner and not is_told(before + behind))
        + _LEFT_ALONE * ((gap, gap + 1) in parts)
        + _BEFORE_ALONE * ((gap - 1, gap) in parts)
        - _A_WORD * (ends + begins)
        - _TWO_WORDS * (ends and begins)
        - _PARTICLE * ((before in STANDING_ALONE) + (behind in STANDING_ALONE) + (sign in STANDING_ALONE))
        - _SHORT * short
        - _NO_WORD * (not left and not right)
        + round(gain / _BITS)
    )
