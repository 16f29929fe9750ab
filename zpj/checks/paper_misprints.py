"""1xx over a filed report: a word with one sign else than everywhere else in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.paper_units import texts_of_paper
from zpj.checks.rule import INFO, WARNING, Hit, paper_check
from zpj.domain.regex import regex
from zpj.domain.same_sounds import has_sound, sounds_like
from zpj.domain.usual_pairs import TAKEN_FOR

_HAN = regex("[\u4e00-\u9fff]+")
_WINDOWS = ((0, 3, 2), (1, 2, 2), (2, 1, 2), (0, 2, 3))
"""How many signs before one and behind it are looked at, and how often they must stand elsewhere."""
_APART, _SPLIT, _LONG, _THRICE, _BOUND = 4, "\n", 4, 3, 0.7
_TELLS = frozenset("一二三四五六七八九十东西南北上下大小新老省市县区镇乡村甲乙丙丁")
_Pairs = dict[tuple[str, str], list[int]]


@paper_check(
    "ZPJ172",
    "一处的用字与别处不同",
    INFO,
    reference="R-69",
    clause="文字应当规范",
    message="这里写“{found}”，别处 {times} 次写“{expected}”，疑似错字，请核对",
    fix="核对后改正",
    follows=("ZPJ539", "ZPJ525", "ZPJ528", "ZPJ130", "ZPJ131", "ZPJ132", "ZPJ140", "ZPJ150", "ZPJ171"),
)
def one_sign_else(case: PaperCase) -> Iterator[Hit]:
    """“稳患点治理” once, where the file says 隐患点治理 elsewhere; “交公验收” beside 交工验收.

    The pairs of signs the odd one makes stand nowhere else, and the words around it do twice with another sign that
    sounds or looks alike.
    """
    places = texts_of_paper(case)
    whole = _SPLIT.join(text for _, text, _ in places)
    pairs: _Pairs = {}
    for at, pair in enumerate(pairwise(whole)):
        pairs.setdefault(pair, []).append(at)
    for place, text, section in places:
        told = -_APART
        for at, pair in enumerate(pairwise(text)):
            if len(pairs[pair]) > 1 or (at and len(pairs[text[at - 1], pair[0]]) > 1) or at < told + _APART:
                continue
            found = _usual(text, at, whole, pairs) if has_sound(pair[0]) or pair[0] in TAKEN_FOR else None
            if found:
                told = at
                yield Hit(place, found[0], found[1], quote=found[0], project=case.project(section),
                          words={"times": str(found[2])})  # fmt: skip


def _usual(text: str, at: int, whole: str, pairs: _Pairs) -> tuple[str, str, int] | None:
    """The words around a sign, not at their end, those words with another sign, and how often they stand elsewhere."""
    for ahead, behind, least in _WINDOWS:
        start, stop = at - ahead, at + 1 + behind
        if start < 0 or stop > len(text) or not _HAN.fullmatch(text, start, stop):
            continue
        left, right = text[start:at], text[at + 1 : stop]
        signs = _between(left, right, whole, pairs)
        others = [sign for sign in signs if sign != text[at]]
        other = others[0] if len(others) == 1 and signs[text[at]] == 1 else ""
        if other and (sounds_like(text[at], other) or other in TAKEN_FOR.get(text[at], "")) and signs[other] >= least:
            return text[start:stop], left + other + right, signs[other]
    return None


def _between(left: str, right: str, whole: str, pairs: _Pairs) -> Counter[str]:
    """The signs that stand between two pieces of text, of which one has two signs, and how often each."""
    behind = len(right) > 1
    anchor = right if behind else left
    found: Counter[str] = Counter()
    for place in pairs[anchor[0], anchor[1]]:
        at = place - 1 if behind else place + len(left)
        if at >= len(left) and whole.startswith(right, at + 1) and whole.startswith(left, at - len(left)):
            found[whole[at : at + 1]] += 1
    return found


@paper_check(
    "ZPJ198",
    "词语里一个字与别处不同",
    WARNING,
    reference="R-69",
    clause="文字应当规范",
    message="这里写“{found}”，别处 {times} 次写“{expected}”，疑似错字，请核对",
    fix="核对后改正",
    follows=("ZPJ539", "ZPJ172", "ZPJ113", "ZPJ119", "ZPJ525", "ZPJ528", "ZPJ130", "ZPJ131", "ZPJ132", "ZPJ106"),
)
def odd_pair(case: PaperCase) -> Iterator[Hit]:
    """“净水消毒设务” beside 净水消毒设备: the four signs before it stand elsewhere with one other sign only, which
    nearly always goes with the sign next to it, and the pairs the odd sign makes stand nowhere else.
    """
    places = texts_of_paper(case)
    whole = _SPLIT.join(text for _, text, _ in places)
    signs, pairs = Counter(whole), Counter(map("".join, pairwise(whole)))
    for place, text, section in places:
        alone = [pairs[pair] == 1 or not _HAN.fullmatch(pair) for pair in map("".join, pairwise(text))]
        ends = zip((True, *alone), (*alone, True), strict=True) if len(text) > _LONG else ()
        for at, (left, right) in enumerate(ends):
            if left and right and text[at] not in _TELLS and _HAN.match(text[at]):
                found = next(_usually(text, at, whole, signs, pairs), None)
                if found:
                    yield Hit(place, found[0], found[1], quote=found[0], project=case.project(section),
                              words={"times": str(found[2])})  # fmt: skip


def _usually(
    text: str, at: int, whole: str, signs: Counter[str], pairs: Counter[str]
) -> Iterator[tuple[str, str, int]]:
    """The four signs before (or behind) a sign with it, those with their usual sign, and how often they have that."""
    for ahead, words in ((True, text[max(0, at - _LONG) : at]), (False, text[at + 1 : at + 1 + _LONG])):
        if len(words) < _LONG or not _HAN.fullmatch(words):
            continue
        starts = list(_starts(whole, words))
        around = [whole[start + _LONG : start + _LONG + 1] if ahead else whole[start - 1 : start] for start in starts]
        usual = Counter(around).most_common(2)
        if len(starts) < _THRICE or len(set(around)) != 2:
            continue
        other, times = usual[0]
        beside = words[-1] if ahead else words[0]
        bound = pairs[beside + other if ahead else other + beside] >= signs[beside] * _BOUND
        if bound and times == len(starts) - 1 and other != text[at] and other not in _TELLS and _HAN.match(other):
            yield (words + text[at], words + other, times) if ahead else (text[at] + words, other + words, times)


def _starts(whole: str, words: str) -> Iterator[int]:
    at = whole.find(words)
    while at >= 0:
        yield at
        at = whole.find(words, at + 1)
