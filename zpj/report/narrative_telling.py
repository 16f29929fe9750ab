"""Says a situation in the words of the sentence bank, in the wording that belongs to the project."""

from __future__ import annotations

from zpj.domain.records import record
from zpj.report.narrative_bank import Bank
from zpj.report.narrative_text import after_because, ended, is_cause, listed_missing

REASON_OF_POINTS = "扣分原因"


@record
class Teller:
    """The bank with a project's seed; `year` is “2022年度” or ""."""

    bank: Bank
    seed: str
    year: str

    def tell(self, situation: str, /, **fields: str) -> str:
        """One situation in the project's wording."""
        return self.bank.sentence(situation, self.seed, fields)

    def reason(self, reason: str, name: str, what: str = REASON_OF_POINTS) -> str:
        """The clerk's own reason as a clause; without one, what is still to be written."""
        if not reason:
            return listed_missing([name], what)
        if is_cause(reason):
            return self.tell("原因", 原因=after_because(reason))
        return self.tell("原因和措施", 原因=reason)

    def reason_sentence(self, reason: str, name: str) -> str:
        """The same as a sentence of its own; a gap to fill has no full stop."""
        told = self.reason(reason, name)
        return ended(told) if reason else told
