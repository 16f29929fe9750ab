"""A name told with another word in it: the head and the end of a name that a text has, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.reading.text import starts_of
from zpj.domain.records import record


@record
class WordElse:
    """What a text has for a name: where it stands, the word it has, the right one.

    `same` and `tail` are how many signs of the name stand before the word and behind it.
    """

    text: str
    at: int
    word: str
    right: str
    same: int
    tail: int

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.at + len(self.text)


def with_a_word_else(name: str, whole: str, *, head: int, most: int, least: int = 1) -> Iterator[WordElse]:
    """What a text has with the first `head` signs of a name and its end, `least` to `most` signs between for as many.

    The word begins where the two first differ; the name itself is none of these.
    """
    for at in starts_of(whole, name[:head]):
        same = next((n for n, sign in enumerate(name) if whole[at + n : at + n + 1] != sign), len(name))
        for left in range(least, min(most, len(name) - same) + 1) if same < len(name) else ():
            tail = name[same + left :]
            for size in range(least, most + 1):
                behind = at + same + size
                if whole.startswith(tail, behind):
                    yield WordElse(whole[at : behind + len(tail)], at, whole[at + same : behind],
                                   name[same : same + left], same, len(tail))  # fmt: skip
