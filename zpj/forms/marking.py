"""Marks cells of a workbook just written: a colour and a comment for the clerk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from zpj.domain.records import record

_TINT = PatternFill("solid", fgColor="FFFFD8A8")
_AUTHOR = "zpj"


@record
class Mark:
    """A cell (自评表!D8), the text it holds and what the clerk should do about it."""

    location: str
    text: str
    note: str


def mark_cells(path: Path, marks: Sequence[Mark]) -> None:
    """Colour the cells and add a comment to each. Only for workbooks zpj has just made."""
    book = openpyxl.load_workbook(path)
    for mark in marks:
        name, _, place = mark.location.rpartition("!")
        cell = book[name][place]
        cell.fill = _TINT
        cell.comment = Comment(mark.note, _AUTHOR, height=60, width=260)
    book.save(path)
