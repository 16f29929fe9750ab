"""Words told twice in one text: found by quick looks first, because the searches themselves are slow."""

from __future__ import annotations

from functools import lru_cache

from zpj.checks.reading.plain_patterns import DIGIT
from zpj.domain.regex import regex

LEAST_TWIN = 12
_PIECE = LEAST_TWIN // 2
_STOP, _INNER_STOP = regex("[,。;:、]"), regex("[,;][^,;]")
_TWICE = regex(r"(?P<words>[^。;,、]{8,}?[^。]{0,80}?)[。,;]?(?P=words)")


@lru_cache(maxsize=1024)
def twice_in_a_row(text: str) -> str:
    """Twelve characters or more told twice in a row; "" where there are none."""
    twice = _TWICE.search(text) if _has_piece_again(text) and _has_twin(text) else None
    if twice is None or len(twice["words"]) < LEAST_TWIN:
        return ""
    is_shifted = _INNER_STOP.search(twice["words"]) and not _at_a_stop(text, twice.start(), twice.end())
    return "" if is_shifted else twice["words"]  # 年初预算86万元，全年预算86万元，全年执行81.7万元


def _at_a_stop(text: str, start: int, end: int) -> bool:
    """Whether a piece begins or ends where a clause does."""
    return not start or end == len(text) or bool(_STOP.match(text, start - 1) or _STOP.match(text, end))


def _has_piece_again(text: str) -> bool:
    """Whether one of the pieces of 6 a text is cut into stands in it once more: 12 characters hold a whole piece."""
    starts = range(0, len(text) - 2 * LEAST_TWIN + _PIECE + 1, _PIECE)
    return any(text.find(text[start : start + _PIECE], start + _PIECE) >= 0 for start in starts)


def _has_twin(text: str) -> bool:
    """Whether any 12 characters stand twice in a text."""
    pieces = [text[start : start + LEAST_TWIN] for start in range(len(text) - LEAST_TWIN + 1)]
    return len(set(pieces)) < len(pieces)


def is_clause_again(sentence: str, text: str) -> bool:
    """Whether a sentence without figures stands in a text once more, as a clause of another sentence."""
    if DIGIT.search(sentence) or text.count(sentence) < 2:
        return False
    return _clauses(sentence, f"。{text}。") > 1


def _clauses(sentence: str, text: str) -> int:
    """How often a sentence stands between stops; a pattern of each sentence takes ten times as long to make."""
    times, at = 0, text.find(sentence)
    while at > 0:
        end = at + len(sentence)
        is_clause = text[at - 1] in ",。;:" and text[end : end + 1] in (",", "。", ";")
        times += is_clause
        at = text.find(sentence, end if is_clause else at + 1)
    return times
