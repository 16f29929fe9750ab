"""The one exception of zpj: something that cannot be read or written."""

from __future__ import annotations


class ZpjError(Exception):
    """A file or request zpj cannot work with.

    A mistake inside a form is never a ZpjError: it is a value in the result. The three parts make the one
    Chinese line that the clerk sees: which file, what is wrong, what to do.
    """

    def __init__(self, subject: str, reason: str, remedy: str) -> None:
        super().__init__(f"{subject}：{reason}。{remedy}。")
        self.subject = subject
        self.reason = reason
        self.remedy = remedy
