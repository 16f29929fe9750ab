"""Signs in rows of three that no reports have, where others that sound or look like them make rows that reports have.

Good words in a wrong place show so: “项目指出”, “实训项目开除率”, “和计” in a cell of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from zpj.checks.words.likely_words import alike
from zpj.checks.words.odd_signs import PLACES, STANDING_ALONE, put_right
from zpj.domain.frequencies import words_within
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.triples import EDGE, FIGURE, known, thirds, weight
from zpj.domain.words import is_known, is_told, is_usual, is_word, sounding_like, told_behind, words_behind

_RUN = regex("[\u4e00-\u9fff]{2,}")
_EDGES = EDGE + FIGURE
_ENOUGH = 5
"""What the rows meant must weigh, all told, for what is written to be a slip."""
_UNKNOWN, _OF_THE_FILE, _MOST_OF_THE_FILE = 3, 2, 4
"""What a row meant that nobody has costs, and what those that the file has elsewhere count, each and at most."""
_TURNED, _DOUBLED, _TWO, _ALONE = 2, 1, 2, 1
"""What it costs to take two signs for turned, for one, for two others; a sign that stands by itself."""
_SIDE, _SHARE, _MOST_BITS = 4, 5, 20
"""How many signs beside are read as words, and how many bits they must be cheaper by to count for one."""
_ROW, _APART = 3, 2
_AS_GOOD = frozenset({"节余", "其它", "陕西", "山西"})
"""Words as good as the like ones that are more usual."""


@record
class _Meant:
    """Where a text may have a slip, the signs meant, what they weigh, and the rows without edges they make.

    `written` has the rows that are odd; `unknown` those meant that no reports have.
    """

    start: int
    stop: int
    signs: str
    weight: int
    written: tuple[str, ...]
    rows: tuple[str, ...]
    unknown: frozenset[str]


def odd_rows(text: str, whole: str) -> Iterator[tuple[str, str]]:
    """What is written and what is likely meant, with a sign or two around; the likeliest of each place.

    What the file has twice is no slip; rows meant that it has elsewhere count.
    """
    best: dict[int, tuple[int, _Meant]] = {}
    for meant in _at_all(text):
        heavy = meant.weight + _of_the_file(meant, whole)
        if heavy >= _ENOUGH and heavy > best.get(meant.start, (0, meant))[0] and _is_once(meant.written, whole):
            best[meant.start] = heavy, meant
    told = -_SIDE
    for start, (_, meant) in sorted(best.items()):
        if start - told >= _APART:
            told = start
            yield put_right(text, start, meant.stop, meant.signs)


def has_odd_rows(text: str) -> bool:
    """Whether a text may have some, whatever else stands in the file."""
    return bool(_at_all(text))


def edged(text: str) -> Iterator[tuple[int, str]]:
    """The runs of signs of a text between their edges, and where each begins, its edge counted."""
    for run in _RUN.finditer(text):
        begin, end = run.span()
        yield begin - 1, _edge(text[begin - 1 : begin] if begin else "") + run.group() + _edge(text[end : end + 1])


@lru_cache(maxsize=2048)
def runs_not_known(text: str) -> tuple[tuple[int, str, list[bool]], ...]:
    """The runs of signs in which not all rows of three are known, where each begins, and which of its rows are."""
    runs = ((begin, signs, known(signs)) for begin, signs in edged(text))
    return tuple(run for run in runs if not all(run[2]))


def _edge(beside: str) -> str:
    return FIGURE if beside.isdigit() else EDGE


def _of_the_file(meant: _Meant, whole: str) -> int:
    """What the rows meant count that the file has elsewhere."""
    there = [row for row in meant.rows if row in whole]
    return min(len(there) * _OF_THE_FILE, _MOST_OF_THE_FILE) + _UNKNOWN * len(meant.unknown.intersection(there))


def _is_once(written: tuple[str, ...], whole: str) -> bool:
    """Whether the file has what is written but once; two signs by themselves may begin other words there."""
    return len(written[0]) < _ROW or all(whole.count(row) == 1 for row in written)


@lru_cache(maxsize=2048)
def _at_all(text: str) -> tuple[_Meant, ...]:
    """What may be meant at all places of a text; what only the file can make heavy enough, too."""
    found: list[_Meant] = []
    for begin, signs, told in runs_not_known(text):
        for at in range(1, len(signs) - 1):
            if not any(told[max(0, at - 2) : at + 1]):
                found += _weighed(begin, signs, at, at + 1, _others(signs, at))
            if at + 2 < len(signs) and not any(told[at - 1 : at + 1]):
                found += _weighed(begin, signs, at, at + 2, _two_others(signs, at))
    return tuple(found)


def _others(signs: str, at: int) -> Iterator[tuple[str, int]]:
    """The signs that may be meant for one and go with both its neighbours, and what that costs.

    Also where reports have the row of the three, or the sign makes a word with one neighbour and the next word begins
    or ends beside it: 康复, 训练.
    """
    before, behind, alone = signs[at - 1], signs[at + 1], signs[at] in STANDING_ALONE
    told, ends = told_behind(), words_behind(before)
    follow = None if before in _EDGES else told.get(before, "")
    word_ahead, word_next = is_word(signs[max(0, at - 2) : at]), is_word(signs[at + 1 : at + 3])
    for other, cost in alike(signs[at]).items():
        goes = (follow is None or other in follow) and (behind in _EDGES or behind in told.get(other, ""))
        if not goes:
            makes = word_next if other in ends else word_ahead and behind in words_behind(other)
            goes = makes or behind in thirds(before, other)
        if goes:
            yield other, cost + _ALONE * (alone + (other in STANDING_ALONE))


def _two_others(signs: str, at: int) -> Iterator[tuple[str, int]]:
    """What may be meant for two signs: one of them, both turned round, or another word of the same sound."""
    one, two, before, behind = signs[at], signs[at + 1], signs[at - 1], signs[at + 2]
    if one == two:
        if one not in PLACES and not (is_known(before + one) and is_known(two + behind)):  # not 落实|实施, 县|县域
            yield one, _DOUBLED
        return
    if _goes(before, two) and is_told(two + one) and _goes(one, behind):
        yield two + one, _TURNED
    if is_usual(one + two):
        firsts = [other for other in _sounding_as(one) if _goes(before, other)]
        seconds = [other for other in _sounding_as(two) if _goes(other, behind)] if firsts else []
        for other in firsts:
            yield from ((other + second, _TWO) for second in seconds if is_told(other + second))


@cache
def _sounding_as(sign: str) -> tuple[str, ...]:
    """The other signs that sound like one."""
    return tuple(other for other in dict.fromkeys(sounding_like(sign)) if other != sign)


def _goes(one: str, other: str) -> bool:
    """Whether reports have two signs one behind the other, or one of them is an edge."""
    return one in _EDGES or other in _EDGES or is_told(one + other)


def _weighed(begin: int, signs: str, at: int, stop: int, others: Iterator[tuple[str, int]]) -> Iterator[_Meant]:
    """Those of the signs that may be meant which are, or may be, heavy enough."""
    odd = (row for row in _plain(_rows(signs, at, stop)) if not weight(row))
    written = tuple(odd) or (signs.strip(_EDGES),)
    as_good = not _AS_GOOD.isdisjoint((signs[at : at + 2], signs[at - 1 : at + 1]))
    for other, cost in others if not as_good else ():
        meant = signs[:at] + other + signs[stop:]
        rows = _rows(meant, at, at + len(other))
        weights = [weight(row) for row in rows]
        plain = _plain(rows)
        unknown = frozenset(row for row, heavy in zip(rows, weights, strict=True) if not heavy)
        heavy = sum(weights) - cost - _UNKNOWN * len(unknown)
        in_file = min(_OF_THE_FILE * len(plain), _MOST_OF_THE_FILE) + _UNKNOWN * len(unknown.intersection(plain))
        if heavy + in_file + _MOST_BITS // _SHARE >= _ENOUGH:
            heavy += _cheaper(signs, meant, at, stop)
            if heavy + in_file >= _ENOUGH:
                yield _Meant(begin + at, begin + stop, other, heavy, written, plain, unknown)


def _rows(signs: str, at: int, stop: int) -> tuple[str, ...]:
    """The rows of three that have any of some signs."""
    return tuple(signs[place : place + _ROW] for place in range(max(0, at - 2), min(stop - 1, len(signs) - _ROW) + 1))


def _plain(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The rows without an edge."""
    return tuple(row for row in rows if row[0] not in _EDGES and row[-1] not in _EDGES)


def _cheaper(signs: str, meant: str, at: int, stop: int) -> int:
    """How much cheaper what is meant is than what is written, read as words."""
    first, behind = max(1, at - _SIDE), min(len(signs) - 1, stop + _SIDE)
    bits = words_within(signs[first:behind])[0] - words_within(meant[first : behind + len(meant) - len(signs)])[0]
    return max(-_MOST_BITS, min(bits, _MOST_BITS)) // _SHARE
