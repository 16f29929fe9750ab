"""Deadlines (S-30 … S-34): done in time, or late by months."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from zpj.domain import clauses
from zpj.domain.amounts import ONE
from zpj.domain.months import days_of
from zpj.domain.scheme import Scheme
from zpj.domain.targets import Comparator, Deadline, Value
from zpj.scoring.case import Outcome
from zpj.scoring.points import percent, share_from

RULE = "deadline"
_CLAUSE = str(clauses.DEADLINE)
_LEAP_YEAR = 2000
_MONTHS = 12
_DAYS_OF_A_PART = 30


def score_deadline(target: Value, actual: Value, scheme: Scheme) -> Outcome:
    """Score a point in time against a deadline.

    The deadline day itself counts as in time; “N月前” includes month N or not, as the scheme says. A month without
    day ends on its last day. A year missing on one side is taken from the other, with a note. Undecided where one
    side is no date or the target asks for “not before”.
    """
    if target.deadline is None or actual.deadline is None:
        reason = f"指标值“{target.text}”与完成值“{actual.text}”不能比较，请都写成日期或都写成时长"
        return Outcome(None, "not_comparable", reason, str(clauses.UNITS))
    if target.comparator in (Comparator.AT_LEAST, Comparator.MORE):
        return Outcome(None, RULE, f"期限“{target.text}”写了不早于的比较符，请核对指标值", _CLAUSE)
    limit = _day(target.deadline, actual.deadline.year, scheme)
    done = _day(actual.deadline, target.deadline.year, scheme)
    if limit is None or done is None:
        return Outcome(None, RULE, f"“{target.text}”或“{actual.text}”不是有效日期，请核对", _CLAUSE)
    notes = _assumed_year(target.deadline, actual.deadline)
    if done <= limit:
        return Outcome(ONE, RULE, f"“{actual.text}”不晚于“{target.text}”，按期完成", _CLAUSE, notes=notes)
    share = share_from(scheme.late_tiers.value, lambda months: done > _after(limit, months))
    reason = f"“{actual.text}”晚于“{target.text}”，逾期，按方案折算 {percent(share)}"
    return Outcome(share, RULE, reason, scheme.late_tiers.clause, notes=(*notes, "逾期请说明原因"))


def _assumed_year(target: Deadline, actual: Deadline) -> tuple[str, ...]:
    if target.year is None and actual.year is not None:
        return (f"指标值未写年份，按 {actual.year} 年比较",)
    if actual.year is None and target.year is not None:
        return (f"完成值未写年份，按 {target.year} 年比较",)
    return ()


def _day(deadline: Deadline, other_year: int | None, scheme: Scheme) -> date | None:
    """The last day a deadline allows; None for 29 February of a common year."""
    year, month = deadline.year or other_year or _LEAP_YEAR, deadline.month
    whole_month = deadline.day is None and not deadline.end
    if deadline.before and whole_month and scheme.month_before.value == "exclusive":
        year, month = (year, month - 1) if month > 1 else (year - 1, _MONTHS)
    last = days_of(year, month)
    return date(year, month, deadline.day or last) if (deadline.day or last) <= last else None


def _after(day: date, months: Decimal) -> date:
    """The same day some months on; a month's last day stays a last day, a part of a month counts in days."""
    years, month = divmod(day.month - 1 + int(months), _MONTHS)
    year, month = day.year + years, month + 1
    last = days_of(year, month)
    at_end = day.day == days_of(day.year, day.month)
    moved = date(year, month, last if at_end else min(day.day, last))
    return moved + timedelta(days=int(months % 1 * _DAYS_OF_A_PART))
