"""How alike two texts are, sign by sign, as `difflib` counts it; that is loaded only where lengths and signs leave it
open, for a run over one workbook seldom needs it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from difflib import Match, SequenceMatcher

_Item = TypeVar("_Item", bound=Hashable)


def matcher(one: Sequence[_Item], other: Sequence[_Item]) -> SequenceMatcher[_Item]:
    """What two texts or lists share, in order; what is frequent in them counts like all else."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False)


def likeness(one: str, other: str, least: float = 0) -> float:
    """Twice what two texts share in order, as a part of both their lengths: 1 where they are equal.

    Where it is less than `least` for certain, by their lengths and signs alone, it is given as 0.
    """
    if one == other:
        return 1.0
    enough = least * (len(one) + len(other)) / 2
    likely = min(len(one), len(other)) >= enough and (Counter(one) & Counter(other)).total() >= enough
    return matcher(one, other).ratio() if likely else 0.0


def is_like(one: str, other: str, least: float) -> bool:
    """Whether the likeness is `least` or more."""
    return likeness(one, other, least) >= least


def longest_shared(one: str, other: str) -> Match:
    """The longest piece two texts share: where it begins in the one (`a`) and the other (`b`), and its `size`."""
    return matcher(one, other).find_longest_match()


def bigrams(text: str) -> list[str]:
    """The signs of a text two and two, as they follow each other; none for a text of one sign."""
    return [text[at : at + 2] for at in range(len(text) - 1)]


def shared_start(one: str, other: str) -> int:
    """How many signs two texts share at their beginning."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def shared_ends(one: str, other: str) -> tuple[int, int]:
    """How many signs two texts share at their beginning, and how many of the rest at their end."""
    head = shared_start(one, other)
    return head, shared_start(one[head:][::-1], other[head:][::-1])


def signs_apart(one: str, other: str) -> list[tuple[int, str, str]]:
    """Where two texts of one length differ: each place with the sign of the one and of the other."""
    return [(at, *pair) for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
