"""A row of 结果.xlsx, the results table of a batch."""

from __future__ import annotations

from decimal import Decimal

from zpj.domain.records import record


@record
class ResultRow:
    """One project of a file: amounts in 万元, `rate` a fraction. Without a project the note says why there is none.

    `score` is the one the form reports, zpj's own (`computed`) where it reports none; `grade` is that of `score`.
    """

    file: str
    project: str = ""
    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None
    score: Decimal | None = None
    grade: str = ""
    errors: int = 0
    warnings: int = 0
    reports: tuple[str, ...] = ()
    note: str = ""
    computed: Decimal | None = None
    implementing_unit: str = ""
    year: str = ""
