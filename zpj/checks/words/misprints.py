"""Over a filed report: a word with one sign else than everywhere else in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from zpj.checks.case import PaperCase
from zpj.checks.reading.plain_patterns import HAN_WORDS
from zpj.checks.reading.text import pairs_of_signs, signs_between, starts_of, texts_of_paper, whole_text
from zpj.checks.rule import INFO, WARNING, Hit, another_way, paper_check
from zpj.checks.touched import touched
from zpj.domain.regex import regex
from zpj.domain.words import TAKEN_FOR, is_word, sounding_like, sounds_like

_WINDOWS = ((0, 3, 2), (1, 2, 2), (2, 1, 2), (0, 2, 3), (3, 0, 3))
"""How many signs before one and behind it are looked at, and how often they must stand elsewhere."""
_APART, _LONG, _TWICE = 4, 4, 2
_TITLES = regex("《[^《》]*》")
_LABEL = regex("[\u4e00-\u9fff]{6,16}(?=$|[(])")
_TELLS = frozenset(
    "一二三四五六七八九十东西南北上下大小新老省市县区镇乡村甲乙丙丁的和及与等为由在后前中数率量额值施项局委厅部院表书费"
)


@paper_check(
    "ZPJ172",
    "一处的用字与别处不同",
    INFO,
    reference="R-69",
    clause="文字应当规范",
    message="这里写“{found}”，别处 {times} 次写“{expected}”，疑似错字，请核对",
    fix="核对后改正",
    follows=("ZPJ539", "ZPJ123", "ZPJ525", "ZPJ528", "ZPJ130", "ZPJ131", "ZPJ132", "ZPJ140", "ZPJ150"),
)
def one_sign_else(case: PaperCase) -> Iterator[Hit]:
    """“稳患点治理” once, where the file says 隐患点治理 elsewhere; “交公验收” beside 交工验收.

    The pairs of signs the odd one makes stand nowhere else, and the words around it do twice with another sign that
    sounds or looks alike.
    """
    places = texts_of_paper(case)
    whole, pairs = whole_text(case), pairs_of_signs(case)
    starts = [0, *accumulate(len(text) + 1 for _, text, _ in places)]
    likely = (one + other for (one, other), times in pairs.items()
              if times == 1 and (sounding_like(one) or one in TAKEN_FOR))  # fmt: skip
    new = whole_text(touched(case))
    told = -_APART
    for start in sorted(whole.index(pair) for pair in likely if pair in new):
        number = bisect_right(starts, start) - 1
        place, text, section = places[number]
        at = start - starts[number]
        is_alone = at + 1 < len(text) and (not at or pairs[text[at - 1], text[at]] == 1)
        found = _usual(text, at, whole, pairs) if is_alone and not starts[number] <= told > start - _APART else None
        if found:
            told = start
            yield spelt(case, (place, section), *found)


def spelt(case: PaperCase, at: tuple[str, int], wrong: str, right: str, times: int) -> Hit:
    """The finding on words in a place of a section that are told otherwise elsewhere so many times."""
    return Hit(at[0], wrong, right, quote=wrong, project=case.project(at[1]), words={"times": str(times)})


def _usual(text: str, at: int, whole: str, pairs: Counter[tuple[str, str]]) -> tuple[str, str, int] | None:
    """The words around a sign, not at their end, those words with another sign, and how often they stand elsewhere."""
    for ahead, behind, least in _WINDOWS:
        start, stop = at - ahead, at + 1 + behind
        if start < 0 or stop > len(text) or not HAN_WORDS.fullmatch(text, start, stop):
            continue
        left, right = text[start:at], text[at + 1 : stop]
        anchor = right if behind > 1 else left
        if pairs[anchor[0], anchor[1]] <= least or pairs[anchor[-2], anchor[-1]] <= least:
            continue
        signs = signs_between(left, right, whole)
        others = [sign for sign in signs if sign != text[at]]
        other = others[0] if len(others) == 1 and signs[text[at]] == 1 else ""
        if other and (sounds_like(text[at], other) or other in TAKEN_FOR.get(text[at], "")) and signs[other] >= least:
            return text[start:stop], left + other + right, signs[other]
    return None


MISPRINTS_TOLD = (
    "ZPJ539", "ZPJ123", "ZPJ172", "ZPJ113", "ZPJ119", "ZPJ525", "ZPJ528", "ZPJ130", "ZPJ131", "ZPJ132",
)  # fmt: skip
"""What every further way of ZPJ172 gives way to."""


@another_way(
    "ZPJ172",
    WARNING,
    follows=(*MISPRINTS_TOLD, "ZPJ106"),
)
def odd_pair(case: PaperCase) -> Iterator[Hit]:
    """“净水消毒设务” beside 净水消毒设备, the end of an indicator's name: the four signs before it always go on with
    the same sign elsewhere, and the pairs the odd one makes stand nowhere else.
    """
    places = texts_of_paper(case)
    whole = whole_text(case)
    labels = {match.group() for _, text, _ in places[len(case.paper.paragraphs) :] if (match := _LABEL.match(text))}
    told: set[str] = set()
    for label in sorted(each for each in labels if whole.count(each[-_LONG - 1 :]) >= _TWICE):
        head, sign = label[-_LONG - 1 : -1], label[-1]
        odd = {whole[start + _LONG : start + _LONG + _TWICE] for start in starts_of(whole, head)}
        odd = {each for each in odd if each[:1] != sign}
        other = next(iter(odd), "")
        if len(odd) != 1 or not HAN_WORDS.match(other) or {sign, other[0]} & _TELLS or head + other[0] in told:
            continue
        titled = any(head + other[0] in title for title in _TITLES.findall(whole))  # 《殡葬管理条例》, 殡葬管理所
        if titled or (is_word(head[-1] + other[0]) and not sounds_like(sign, other[0])):
            continue  # 防疫员补充 beside 防疫员补助: another word
        if whole.count(head[-1] + other[0]) == 1 and (not HAN_WORDS.fullmatch(other) or whole.count(other) == 1):
            told.add(head + other[0])
            for place, text, section in places:
                if head + other[0] in text:
                    yield spelt(case, (place, section), head + other[0], head + sign, whole.count(head + sign))
