"""The clause or sentence a place of a text (in one spelling) stands in: before the place, behind it, on both sides."""

from __future__ import annotations

CLAUSE, SENTENCE, LINE = ",;。", ";。", ";。\n"
"""The marks that end a clause; a sentence or an item; the same in a text of several lines."""


def clause_start(text: str, at: int | None = None, marks: str = CLAUSE) -> int:
    """Where the clause begins that holds a place (or ends the text): behind the last of the marks before it."""
    return max(text.rfind(mark, 0, at) for mark in marks) + 1


def clause_end(text: str, at: int, marks: str = CLAUSE) -> int:
    """Where the clause ends that holds a place: at the first of the marks from there on."""
    return min((end for mark in marks if (end := text.find(mark, at)) >= 0), default=len(text))


def clause_before(text: str, at: int | None = None, marks: str = CLAUSE) -> str:
    """The words of a clause before a place."""
    return text[clause_start(text, at, marks) : at]


def clause_behind(text: str, at: int, marks: str = CLAUSE, until: int | None = None) -> str:
    """The words of a clause from a place on, or up to another place where that comes first."""
    end = clause_end(text, at, marks)
    return text[at : end if until is None else min(end, until)]


def clause_around(text: str, start: int, end: int, marks: str = CLAUSE) -> str:
    """The clause that holds a piece of a text, whole."""
    return text[clause_start(text, start, marks) : clause_end(text, end, marks)]
