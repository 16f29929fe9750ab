"""Signs in a form no report should have, look-alikes among them: 支岀, 31曰, 以內, 農戶."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zpj.checks.case import PaperCase
from zpj.checks.rule import WARNING, Hit
from zpj.checks.words.odd_signs import around, is_sign
from zpj.domain.words import is_known, is_usual

_MOST = 6
"""More forms than these are no slips: the paper is written so, which is told once."""
_BEHIND_FIGURES = frozenset("日万元户个")
_NEVER_RIGHT = frozenset("岀亊囗囯叧吿卽毎")
_RIGHT_BESIDE = {"巳": frozenset("上乙丁己辛癸时蛇")}
"""Good signs of few words, and what stands beside them there: 乙巳年, 上巳节."""


def forms_of_signs(case: PaperCase, written: Sequence[tuple[str, str, int]], forms: dict[str, str]) -> Iterator[Hit]:
    """Each form once, where the plain sign makes a word or stands behind a figure."""
    as_plain = str.maketrans(forms)
    told = 0
    for form in forms:
        hit = next((hit for place, text, section in written if form in text
                    for hit in _first(case, place, text, section, form, text.translate(as_plain))), None)  # fmt: skip
        if hit and told < (_MOST if len(forms) <= _MOST else 1):
            told += 1
            yield hit


def _first(case: PaperCase, place: str, text: str, section: int, form: str, plain: str) -> Iterator[Hit]:
    for at, sign in enumerate(text):
        if sign == form and _is_sure(text, at, plain):
            found, right = around(text, at, at + 1), around(plain, at, at + 1)
            yield Hit(place, found, quote=found, project=case.project(section), level=WARNING,
                      words={"what": f"应为“{right}”"})  # fmt: skip


def _is_sure(text: str, at: int, plain: str) -> bool:
    """Whether a plain sign makes a word with a neighbour, where what is written makes none."""
    form, before, behind = text[at], plain[at - 1 : at] if at else "", plain[at + 1 : at + 2]
    if form in _NEVER_RIGHT:
        return True
    if form in _RIGHT_BESIDE:
        return not _RIGHT_BESIDE[form].intersection(before + behind)
    if before.isdecimal() and before.isascii() and plain[at] in _BEHIND_FIGURES:
        return True
    if is_known(before + form) or is_known(form + behind):
        return False
    pairs = [before + plain[at]] if is_sign(before) else []
    pairs += [plain[at] + behind] if is_sign(behind) else []
    return any(map(is_known, pairs)) or bool(pairs and all(map(is_usual, pairs)))
