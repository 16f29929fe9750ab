"""Of a report tied to its workbook: what other rules make of figures that are told wrong already.

A figure that equals its cell is right, the one that does not is the slip; so of a sum, a rate or a comparison with a
wrong figure in it only that figure is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.consequences import Found
from zpj.checks.plain_patterns import NUMBER
from zpj.checks.rule import Hit
from zpj.checks.tie_figures import Kind, figures, spelt
from zpj.domain.amounts import without_noughts
from zpj.domain.findings import Severity
from zpj.domain.regex import regex

_TIED = frozenset({"ZPJ467", "ZPJ501", "ZPJ502", "ZPJ503", "ZPJ560", "ZPJ561", "ZPJ562", "ZPJ563", "ZPJ566", "ZPJ567"})
"""What is told by comparing with the workbook; without ZPJ568, which only asks."""
_DAY = regex(r"(\d{1,2})[月/.-](\d{1,2})日?$")
_KNOWN_ANYWHERE, _KNOWN_NEAR = 3, 2
"""The fewest digits that make a number the same one in the whole paper, and at one place."""


def without_computed(found: list[Found], case: PaperCase) -> list[Found]:
    """Drop what only follows from figures a comparison with the workbook tells wrong.

    That is: the same figure called wrong again at its place; a figure that would be wrong because of one of those.
    """
    if case.book is None or case.book.path == case.paper.path:
        return found
    near: dict[str, set[str]] = {}
    for rule, _, hit, _ in found:
        if rule.id in _TIED and (hit.level or rule.severity) is not Severity.INFO:
            near.setdefault(hit.location, set()).update(_told(hit))
    anywhere = frozenset(one for told in near.values() for one in told if _digits(one) >= _KNOWN_ANYWHERE)

    def follows(hit: Hit) -> bool:
        here = near.get(hit.location, set())
        own = _tokens(hit.found)
        if own and set(own) <= here:
            return True
        grounds = {*_tokens(hit.expected), *_tokens(hit.basis or hit.quote)}
        return not grounds.isdisjoint(anywhere) or any(_digits(one) >= _KNOWN_NEAR for one in grounds & here)

    return [item for item in found if item[0].id in _TIED or not near or not follows(item[2])]


def _told(hit: Hit) -> Iterator[str]:
    """The figures a comparison tells wrong: as it gives them, and as they are written where that is in another unit."""
    yield from _tokens(hit.found)
    if (hit.quote or "").endswith("元"):
        yield from _tokens(hit.quote)[-1:]


def _tokens(text: str | None) -> list[str]:
    """The figures of a text by their digits; a day by month and day, no bare year."""
    return [token for figure in figures(spelt(text or "")) if (token := _token(figure.text, figure.kind))]


def _token(text: str, kind: Kind) -> str:
    if kind is Kind.DATE:
        day = _DAY.search(text)
        return "-".join(str(int(part)) for part in day.groups()) if day else text
    match = NUMBER.search(text) if kind not in (Kind.YEAR, Kind.ORDINAL, Kind.REFERENCE, Kind.GRADE) else None
    return without_noughts(match.group()) if match else ""


def _digits(token: str) -> int:
    return len(re.sub(r"\D", "", token))
