"""Total and grade (S-50 … S-53), and the mean over several projects (S-58)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from zpj.domain.amounts import ZERO
from zpj.domain.scheme import Scheme
from zpj.scoring.points import rounded


def grade_of(total: Decimal | None, scheme: Scheme) -> str | None:
    """The grade word of a total, judged after rounding on half-open bands (89.995 rounds to 90: 优).

    None for an empty total and for a total below the lowest band (a negative one).
    """
    if total is None:
        return None
    points = rounded(total, scheme.places.value)
    bands = sorted(scheme.grades.value, key=lambda band: band.start, reverse=True)
    return next((band.word for band in bands if points >= band.start), None)


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


def weighted_mean(totals: Iterable[tuple[Decimal, Decimal]], scheme: Scheme) -> Decimal | None:
    """The total of a department (S-58): the mean of (total, full-year budget) pairs, weighted by the budgets.

    Rounded half up to the scheme's places; None without a positive budget. Equal budgets give the simple mean.
    """
    pairs = [(total, budget) for total, budget in totals if budget > ZERO]
    budgets = sum((budget for _, budget in pairs), ZERO)
    if not budgets:
        return None
    return rounded(sum((total * budget for total, budget in pairs), ZERO) / budgets, scheme.places.value)
