"""Deadlines (S-30 … S-34): done in time, or late by months."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

from zpj.domain import clauses
from zpj.domain.amounts import ZERO, plain, round_half_up
from zpj.domain.model import Score
from zpj.domain.scheme import Scheme
from zpj.domain.targets import Deadline, Value

RULE = "deadline"
_ANY_YEAR = 2000


def score_deadline(target: Value, actual: Value, weight: Decimal, scheme: Scheme) -> Score:
    """Score a point in time against a deadline.

    The deadline day itself counts as in time; “N月前” includes month N or not, as the scheme says. A month without
    day ends on its last day. A year missing on one side is taken from the other. None where one side is no date.
    """
    if target.deadline is None or actual.deadline is None:
        basis = f"指标值“{target.text}”与完成值“{actual.text}”不能比较，请都写成日期或都写成时长"
        return Score(None, "not_comparable", basis, str(clauses.UNITS))
    limit = _day(target.deadline, actual.deadline.year, scheme.month_before.value == "exclusive")
    done = _day(actual.deadline, target.deadline.year, exclusive=False)
    if limit is None or done is None:
        return Score(None, RULE, f"“{target.text}”或“{actual.text}”不是有效日期，请核对", str(clauses.DEADLINE))
    if done <= limit:
        basis = f"“{actual.text}”不晚于“{target.text}”，按期完成，得满分 {plain(weight)}"
        return Score(weight, RULE, basis, str(clauses.DEADLINE))
    late = _months_late(limit, done)
    share = next((tier.value for tier in scheme.late_tiers.value if late > tier.start), ZERO)
    value = round_half_up(share * weight, scheme.places.value)
    basis = f"“{actual.text}”晚于“{target.text}”，逾期，按方案记 {plain(value)}"
    return Score(value, RULE, basis, scheme.late_tiers.clause)


def _day(deadline: Deadline, other_year: int | None, exclusive: bool) -> date | None:
    year = deadline.year or other_year or _ANY_YEAR
    month = deadline.month
    if exclusive and deadline.before and deadline.day is None and not deadline.end:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    try:
        last = calendar.monthrange(year, month)[1]
        return date(year, month, deadline.day or last)
    except ValueError:
        return None


def _months_late(limit: date, done: date) -> Decimal:
    """Months between two dates, a part of a month counting by its days."""
    months = (done.year - limit.year) * 12 + done.month - limit.month
    days = Decimal(min(done.day, 28) - min(limit.day, 28)) / Decimal(31)
    return Decimal(months) + days
