"""Total and grade (S-50 … S-53)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from zpj.domain.amounts import ZERO, round_half_up
from zpj.domain.scheme import Scheme


def grade_of(total: Decimal | None, scheme: Scheme) -> str | None:
    """The grade word of a total, judged after rounding on half-open bands (89.995 rounds to 90: 优).

    None for an empty total and for a total below the lowest band (a negative one).
    """
    if total is None:
        return None
    rounded = round_half_up(total, scheme.places.value)
    return next((band.word for band in scheme.grades.value if rounded >= band.start), None)


def standard_grade(word: str, scheme: Scheme) -> str:
    """Bring another wording of a grade to the scheme's: 优秀 -> 优. Unknown words stay as they are."""
    return dict(scheme.grade_words.value).get(word.strip(), word.strip())


def sum_scores(scores: Iterable[Decimal | None], rate: Decimal | None, scheme: Scheme) -> Decimal | None:
    """Add rounded scores; None as soon as one of them is None.

    `rate` is the execution rate, for schemes that cap the total when it is low.
    """
    total = ZERO
    for score in scores:
        if score is None:
            return None
        total += score
    if rate is not None:
        caps = [tier.value for tier in scheme.total_caps.value if rate < tier.start]
        total = min([total, *caps])
    return total
