"""A row of 结果.xlsx, the results table of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One project of a file: amounts in 万元, `rate` a fraction. Without a project the note says why there is none."""

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
