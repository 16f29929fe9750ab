"""A mapping a template looks things up in by wordings: every key has an answer, so no look-up is an error."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from zpj.domain.regex import regex

T = TypeVar("T")

_NUMBERING = regex(r"\s*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+、?[)）]|\d+[.．、](?!\d))")
_PATH = regex("[／/]")


class Lookup(Mapping[str, T]):
    """Answers every key by a function; `names` are the keys it lists."""

    def __init__(self, answer: Callable[[str], T], names: Sequence[str] = ()) -> None:
        self._answer = answer
        self._names = tuple(names)

    def __getitem__(self, key: str) -> T:
        return self._answer(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def squeezed(text: str) -> str:
    """A wording for comparing: without blanks, brackets of one kind, no closing 。 or ：."""
    return "".join(unicodedata.normalize("NFKC", text).split()).rstrip("。.:;,")


def bare_title(text: str) -> str:
    """A heading for comparing: squeezed and without its number."""
    return squeezed(_without_number(text))


def heading_text(text: str) -> str:
    """A heading as typed, without its number, closing 。 or ：."""
    return _without_number(text).strip().rstrip("。：:")


@lru_cache(maxsize=1024)
def heading_path(text: str) -> tuple[str, ...]:
    """A path of headings joined by ／, each for comparing."""
    return tuple(title for part in _PATH.split(text) if (title := bare_title(part)))


def last_heading(path: str) -> str:
    """The last heading of a path as typed."""
    return _PATH.split(path.strip().rstrip("／/"))[-1].strip()


def _without_number(text: str) -> str:
    match = _NUMBERING.match(text)
    return text[match.end() :] if match else text
