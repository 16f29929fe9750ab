"""Finds tags in the text of a paragraph, also those typed with full-width brackets or never closed, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.domain.records import record
from zpj.domain.regex import regex

_TOKEN = regex("[{｛][{｛%％#]|[}｝%％#][}｝]")
_HALF_WIDTH = str.maketrans("｛｝％", "{}%")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}


@record
class Found:
    """A piece of text that is a tag, or meant to be one.

    `tag` is the piece with half-width brackets, "" for a bracket without its partner; `bracket` is the offending
    bracket as typed, "" for a sound tag.
    """

    start: int
    end: int
    tag: str
    bracket: str = ""


def find_tags(text: str) -> Iterator[Found]:
    """Give every tag and every stray bracket of a text, in order. A lone ％} may close a brace of prose: {90％}."""
    opening: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        kind = _kind(token)
        wanted = "" if opening is None else _CLOSERS[_kind(opening)]
        if opening is not None and kind == wanted:
            yield _whole(text, opening, token)
            opening = None
        elif wanted == "#}":
            continue
        elif kind in _CLOSERS:
            if opening is not None:
                yield _stray(opening)
            opening = token
        elif wanted == "" and kind != "#}" and "％" not in token[0]:
            yield _stray(token)
    if opening is not None:
        yield _stray(opening)


def _stray(token: re.Match[str]) -> Found:
    return Found(token.start(), token.end(), "", token[0])


def _whole(text: str, opening: re.Match[str], closing: re.Match[str]) -> Found:
    body = text[opening.end() : closing.start()]
    tag = f"{_kind(opening)}{body}{closing[0].translate(_HALF_WIDTH)}"
    bracket = next((typed[0] for typed in (opening, closing) if typed[0] != typed[0].translate(_HALF_WIDTH)), "")
    return Found(opening.start(), closing.end(), tag, bracket)


def _kind(token: re.Match[str]) -> str:
    return token[0].translate(_HALF_WIDTH)
