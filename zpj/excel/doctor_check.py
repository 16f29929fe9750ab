"""One line of the doctor's page."""

from __future__ import annotations

from dataclasses import dataclass

GOOD = "正常"
BAD = "异常"
UNKNOWN = "不能查"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and what to do where it is not well."""

    state: str
    subject: str
    finding: str
    remedy: str = ""

    @property
    def line(self) -> str:
        """The line of the page."""
        return f"{self.state}　{self.subject}：{self.finding}" + (f"　→ {self.remedy}" if self.remedy else "")


def good(subject: str, finding: str, remark: str = "") -> Check:
    return Check(GOOD, subject, finding, remark)


def bad(subject: str, finding: str, remedy: str) -> Check:
    return Check(BAD, subject, finding, remedy)


def unknown(subject: str, why: str) -> Check:
    return Check(UNKNOWN, subject, why)
