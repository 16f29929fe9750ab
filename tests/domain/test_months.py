"""Months are as long as the calendar says."""

from __future__ import annotations

from calendar import monthrange

from zpj.domain.months import days_of


def test_every_month_of_four_centuries_has_its_days() -> None:
    for year in range(1800, 2201):
        for month in range(1, 13):
            assert days_of(year, month) == monthrange(year, month)[1]
