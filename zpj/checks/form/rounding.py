"""How far points may be from the computed ones: by the decimals the scheme keeps, or those the form's rows keep."""

from __future__ import annotations

from decimal import Decimal

from zpj.checks.case import FormCase
from zpj.checks.reading.reconcile import HALF_CENT, half_unit, places_shown
from zpj.domain.amounts import plain
from zpj.domain.model import Entry
from zpj.scoring.points import rounded


def tolerance_of(form: FormCase) -> Decimal:
    """Half a unit of the last decimal the scheme keeps."""
    return HALF_CENT.scaleb(2 - form.scheme.places.value)


def as_rounded_here(form: FormCase, points: Decimal, computed: Decimal, *more: Entry) -> bool:
    """Whether points are the computed ones rounded to the decimals the form's rows, and `more`, keep: fewer than the
    scheme's.
    """
    kept = _places_kept(form, *more)
    return kept < form.scheme.places.value and _rounds_to(points, computed, kept)


def is_full_by_rounding(form: FormCase, points: Decimal, computed: Decimal) -> bool:
    """Whether full points are those of a goal just missed, rounded to the decimals the form's rows keep.

    “9.97” is 10.0 with one decimal.
    """
    kept = _places_kept(form)
    return kept > 0 and _rounds_to(points, computed, kept)


def _places_kept(form: FormCase, *more: Entry) -> int:
    entries = [*more, *(entry for row in form.rows if (entry := row.indicator.reported_score))]
    return max((places_shown(entry.text) for entry in entries), default=form.scheme.places.value)


def _rounds_to(points: Decimal, computed: Decimal, kept: int) -> bool:
    near = abs(points - computed) < half_unit(kept) or points == rounded(computed, kept)
    return near and places_shown(plain(points)) <= kept
