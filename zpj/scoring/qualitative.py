"""Qualitative indicators (S-40 … S-42): which band an actual value falls into, and what may be given there."""

from __future__ import annotations

from decimal import Decimal

from zpj.domain import clauses
from zpj.domain.amounts import plain
from zpj.domain.model import Score
from zpj.domain.scheme import Band, Scheme
from zpj.domain.targets import Kind, Value
from zpj.scoring.bands import band_of
from zpj.scoring.grade import standard_grade
from zpj.scoring.points import percent, points_of

RULE = "qualitative"
_CLOSING = "。.;,、!"


def score_qualitative(target: Value, actual: Value, weight: Decimal, scheme: Scheme) -> Score:
    """Score words against words.

    Full points where the actual text repeats the target; a person may still give less within the upper band.
    Otherwise the band the words fall into; inside a band a person decides, unless the scheme has a default share.
    None with the reason where no band can be read.
    """
    wanted, written = target.text.rstrip(_CLOSING), actual.text.rstrip(_CLOSING)
    if scheme.match_is_met.value and target.kind is Kind.QUALITATIVE and written == wanted:
        basis = f"完成值与指标值相同（{written}），完成，得满分 {plain(weight)}"
        least = points_of(scheme.band("met").low, weight, scheme)
        return Score(weight, RULE, basis, scheme.match_is_met.clause, low=least, high=weight)
    band_id = _band_by_grade_word(wanted, written, scheme) or band_of(written)
    if band_id is None:
        basis = f"“{written}”属于哪一档不能由程序判断，请按达成、部分达成、未达成评定"
        return Score(None, RULE, basis, str(clauses.QUALITATIVE))
    return _in_band(scheme.band(band_id), written, weight, scheme)


def _band_by_grade_word(target: str, actual: str, scheme: Scheme) -> str | None:
    """优/良/中/差 as a target: the same or better is met, one step down partly, further down unmet."""
    grades = sorted(scheme.grades.value, key=lambda band: band.start, reverse=True)
    words = [band.word for band in grades]
    wanted, reached = standard_grade(target, scheme), standard_grade(actual, scheme)
    if wanted not in words or reached not in words:
        return None
    steps = words.index(reached) - words.index(wanted)
    return "met" if steps <= 0 else "partly" if steps == 1 else "unmet"


def _in_band(band: Band, written: str, weight: Decimal, scheme: Scheme) -> Score:
    low, high = points_of(band.low, weight, scheme), points_of(band.high, weight, scheme)
    reach = f"{percent(band.low)}—{percent(band.high)}，即 {plain(low)}—{plain(high)} 分"
    clause = scheme.bands.clause
    if band.default is None:
        basis = f"“{written}”属“{band.title}”（{reach}），请在档内评定"
        return Score(None, RULE, basis, clause, low=low, high=high)
    value = points_of(band.default, weight, scheme)
    basis = f"“{written}”属“{band.title}”（{reach}），按方案记 {plain(value)}"
    return Score(value, RULE, basis, clause, low=low, high=high)
