"""Which text an edited one comes from, and which of its figures were changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.tie.figures import HELD, Figure, Kind, figures, masked, same, spelt
from zpj.domain.likeness import likeness, matcher

_TIMES, _GRADES = frozenset({Kind.YEAR, Kind.DATE}), frozenset({Kind.GRADE})
_ALIKE_KINDS = (_TIMES, _GRADES, frozenset(Kind) - _TIMES - _GRADES)
_ALIKE = 0.6
_MUCH_ALIKE = 0.75
_SHORT = 4
_FAR = 40
_MANY = 3


def aligned(filed: Sequence[str], origin: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of positions of texts that belong together: equal but for their figures, else the most alike.

    The order of the texts is kept where it can be; a text moved elsewhere is found too. An edited text that has few
    of its origin's figures has no origin.
    """
    ours, theirs = ([spelt(text) for text in texts] for texts in (filed, origin))
    pairs: list[tuple[int, int]] = []
    for match in matcher(ours, theirs).get_matching_blocks():
        pairs += [(match.a + step, match.b + step) for step in range(match.size)]
    left = sorted(set(range(len(ours))) - {one for one, _ in pairs})
    free = sorted(set(range(len(theirs))) - {other for _, other in pairs})
    for one in left if free else ():
        low = max((other for mine, other in pairs if mine < one), default=-1)
        high = min((other for mine, other in pairs if mine > one), default=len(theirs))
        near = [other for other in free if low < other < high]
        far = [other for other in free if abs(other - one) <= _FAR]
        other = _origin(ours[one], theirs, near, _ALIKE)
        other = _origin(ours[one], theirs, far, _MUCH_ALIKE) if other is None else other
        if other is not None:
            free.remove(other)
            pairs = sorted([*pairs, (one, other)])
    return pairs


def _origin(text: str, texts: Sequence[str], free: Sequence[int], least: float) -> int | None:
    """The free text this one comes from: equal but for figures, else the most alike; None where none is alike."""
    hidden = masked(text)
    equal = [other for other in free if masked(texts[other]) == hidden]
    best, most = None, 0.0 if equal else least
    for other in equal or (free if len(text) >= _SHORT else ()):
        ratio = _likeness(texts[other], text, most)
        if ratio > most and (equal or _is_edited(text, texts[other])):
            best, most = other, ratio
    return equal[0] if best is None and equal else best


_likeness = lru_cache(maxsize=1024)(likeness)


def _is_edited(new: str, old: str) -> bool:
    """Whether one text may come of another that is worded otherwise: most of its figures are as they were."""
    differing = len(changed(new, old))
    return differing < _MANY or 2 * differing <= len(figures(old))


@lru_cache(maxsize=256)
def changed(filed: str, origin: str) -> tuple[tuple[Figure, Figure], ...]:
    """The figures of a text that differ from those of its origin: new and old."""
    return tuple(_changed(spelt(filed), spelt(origin)))


def _changed(new: str, old: str) -> Iterator[tuple[Figure, Figure]]:
    if new == old:
        return
    ours, theirs = figures(new), figures(old)
    if masked(new) == masked(old):
        pairs = [(number, number) for number in range(len(ours))]
    else:
        pairs = [pair for pair in _partners(_tokens(new), _tokens(old)) if _may_be_one(ours[pair[0]], theirs[pair[1]])]
    for one, other in pairs:
        if not same(ours[one], theirs[other]):
            yield ours[one], theirs[other]


def _may_be_one(new: Figure, old: Figure) -> bool:
    """Whether one figure may stand for another: a grade or a time stands for its like alone."""
    return any({new.kind, old.kind} <= kinds for kinds in _ALIKE_KINDS)


def _tokens(text: str) -> list[str]:
    """The characters of a text, each figure as one token."""
    tokens: list[str] = []
    position = 0
    for figure in figures(text):
        tokens += [*text[position : figure.start], HELD + figure.text]
        position = figure.end
    return [*tokens, *text[position:]]


def _partners(new: list[str], old: list[str]) -> Iterator[tuple[int, int]]:
    """The figures (by number) that stand in the same place of two texts, where their words differ too."""
    before_new, before_old = _counts(new), _counts(old)
    for _, a1, a2, b1, b2 in matcher(new, old).get_opcodes():
        ours = range(before_new[a1], before_new[a2])
        theirs = range(before_old[b1], before_old[b2])
        if len(ours) == len(theirs):
            yield from zip(ours, theirs, strict=True)


def _counts(tokens: list[str]) -> list[int]:
    """How many figures stand before each position."""
    counts = [0]
    for token in tokens:
        counts.append(counts[-1] + token.startswith(HELD))
    return counts
