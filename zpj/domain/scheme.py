"""A scoring scheme (计分方案): the numbers of a rule, each with the document it comes from.

Shares and rates are fractions of one; weights and scores are points. `zpj.schemes` loads schemes from TOML.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Generic, TypeVar

from zpj.domain.records import record

T = TypeVar("T")
Weights = tuple[tuple[str, Decimal], ...]
"""Points by kind of 一级指标: (("产出", 50), ("效益", 30), ("满意度", 10))."""


@record
class Parameter(Generic[T]):
    """One number or choice of a scheme. `verified` is false where the official text was not seen."""

    value: T
    clause: str
    verified: bool


@record
class Tier:
    """From `start` (included) on, `value` applies; tiers are listed from the highest start down."""

    start: Decimal
    value: Decimal


@record
class Band:
    """A qualitative band: a person gives between `low` and `high` of the weight; `default` is None or zpj's share."""

    id: str
    title: str
    low: Decimal
    high: Decimal
    default: Decimal | None


@record
class GradeBand:
    """From `start` points (included) on, the grade is `word`."""

    start: Decimal
    word: str


@record
class Scheme:
    """All numbers of one scheme. The attribute names are the keys of the TOML file.

    execution_weight: points of the execution rate. execution_cap: the highest rate that counts.
    execution_tiers: rate -> share of the weight; empty for proportional scoring.
    zero_budget: score of a zero budget that was not spent: blank, full or zero.
    rate_places: decimals of the printed percent. places: decimals of every score.
    reverse: ratio (W×T/A) or linear (W×(1-(A-T)/T), nothing from 2T on).
    bare_cost: ceiling (a cost without comparator is an upper limit) or ratio (W×min/max).
    ratio_kinds: kinds of indicators (二级指标) scored as min(1, actual ÷ target) whatever their comparator says.
    satisfaction_tiers: satisfaction rate -> share of the weight, whatever the target; empty: like other targets.
    floor_rate: completion below this scores nothing and the rest is stretched over the weight (None: plain ratio).
    over_warn, over_strong: over-completion that needs a reason. over_cut: over-completion from which points are
    taken (None: never). approximate: half width of 约/左右 as a share. month_before: inclusive or exclusive.
    late_tiers: months late -> share of the weight (from the highest down, the first that applies).
    bands: met, partly, unmet. match_is_met: an actual text equal to the target scores in full.
    grades: points -> grade word. grade_words: other wordings of a grade. total_caps: execution rate below which
    the total is capped.
    low_rate: an execution rate below this must be explained. usual_weights: the points of the 一级指标 that are usual,
    one or more alternatives; empty where the scheme names none.
    """

    id: str
    title: str
    source: str
    execution_weight: Parameter[Decimal]
    execution_cap: Parameter[Decimal]
    execution_tiers: Parameter[tuple[Tier, ...]]
    zero_budget: Parameter[str]
    rate_places: Parameter[int]
    places: Parameter[int]
    reverse: Parameter[str]
    bare_cost: Parameter[str]
    ratio_kinds: Parameter[tuple[str, ...]]
    satisfaction_tiers: Parameter[tuple[Tier, ...]]
    floor_rate: Parameter[Decimal | None]
    over_warn: Parameter[Decimal]
    over_strong: Parameter[Decimal]
    over_cut: Parameter[Decimal | None]
    approximate: Parameter[Decimal]
    month_before: Parameter[str]
    late_tiers: Parameter[tuple[Tier, ...]]
    bands: Parameter[tuple[Band, ...]]
    match_is_met: Parameter[bool]
    grades: Parameter[tuple[GradeBand, ...]]
    grade_words: Parameter[tuple[tuple[str, str], ...]]
    total_caps: Parameter[tuple[Tier, ...]]
    low_rate: Parameter[Decimal]
    usual_weights: Parameter[tuple[Weights, ...]]

    def band(self, band_id: str) -> Band:
        """The qualitative band met, partly or unmet."""
        return next(band for band in self.bands.value if band.id == band_id)
