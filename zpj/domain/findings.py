"""What a check found: one finding with its place, the figures behind it, its reason and its remedy."""

from __future__ import annotations

from enum import StrEnum

from zpj.domain.records import record


class Severity(StrEnum):
    """How sure a finding is: error is proved by the papers or the scheme, warning is a doubt, info is style."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def chinese(self) -> str:
        """The Chinese word."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]

    @property
    def rank(self) -> int:
        """The order of a list: errors first."""
        return ("error", "warning", "info").index(self.value)


@record
class Finding:
    """One finding (contract, section 3). Figures are printed exactly; what does not apply is None.

    `location` is a cell (“自评表!D8”), a cell of a Word table (“表3!D8”) or a place in a text. `basis` shows the
    calculation, `clause` the document it rests on.
    """

    rule: str
    severity: Severity
    project: str
    file: str
    location: str
    message: str
    found: str | None = None
    expected: str | None = None
    difference: str | None = None
    tolerance: str | None = None
    quote: str | None = None
    basis: str | None = None
    clause: str | None = None
    fix: str | None = None
