"""How often words are used, and what a row of signs costs as words: the rarer its words, the dearer.

The words stand in frequencies.txt, by their first sign; tests/papers/count_pairs.py writes it from jieba's list.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from zpj.domain.words import looked_up, of_usual_sound

CHEAPEST, UNKNOWN, LONGEST = ord("a"), 27, 4
"""The letter of what costs nothing; what a sign costs that no list has, in bits; the signs of the longest words."""
_ALONE, _CLEARLY = ".", 2


@cache
def _sections() -> list[bytes]:
    """Words by their first sign, and first signs of groups of one sound with those of groups that sound nearly so."""
    return Path(__file__).with_name("frequencies.txt").read_bytes().replace(b"\r", b"").split(b"\n\n")


@cache
def _words_from(sign: str) -> dict[str, int]:
    """The words that begin with a sign, and what each costs in bits.

    A line has the sign and, for each cost as a letter, the second signs of words of two or, behind a capital, what
    follows the first sign in longer ones; a full stop is the sign by itself.
    """
    costs: dict[str, int] = {}
    for token in looked_up(_sections()[0], sign).split():
        cost = ord(token[0].lower()) - CHEAPEST
        tails = token[1:].split(",") if token[0].isupper() else token[1:]
        costs.update(dict.fromkeys(tails, cost))
    return costs


@lru_cache(maxsize=4096)
def words_within(signs: str) -> tuple[int, tuple[tuple[int, int], ...]]:
    """The cheapest way to read signs as words: its cost in bits, and where each word begins and ends."""
    least, begun = [0, *(UNKNOWN * (at + 1) for at in range(len(signs)))], list(range(-1, len(signs)))
    for start, sign in enumerate(signs):
        words = _words_from(sign)
        for stop in range(start + 1, min(len(signs), start + LONGEST) + 1):
            cost = words.get(signs[start + 1 : stop] or _ALONE, UNKNOWN if stop == start + 1 else None)
            if cost is not None and least[start] + cost < least[stop]:
                least[stop], begun[stop] = least[start] + cost, start
    parts, stop = [], len(signs)
    while stop > 0:
        parts.append((begun[stop], stop))
        stop = begun[stop]
    return least[-1], tuple(parts)


def is_likelier(one: str, other: str) -> bool:
    """Whether signs are words that are used clearly more often than those of other signs."""
    return words_within(other)[0] - words_within(one)[0] >= _CLEARLY


@cache
def nearly_sounding_like(sign: str) -> str:
    """The signs that sound nearly like one: z for zh, l for n, in for ing."""
    first = of_usual_sound(sign)[:1]
    return "".join(map(of_usual_sound, looked_up(_sections()[1], first))) if first else ""
