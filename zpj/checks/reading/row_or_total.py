"""A total that is not the sum of its rows: whether it is wrong itself or one of the rows, by what the text says."""

from __future__ import annotations

import re

from zpj.checks.case import BookCase
from zpj.checks.reading.tables import Line, lines, number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit
from zpj.domain.amounts import parse_number, plain
from zpj.domain.model import SourceTable
from zpj.domain.records import replace
from zpj.domain.regex import regex

_NAME, _TELLING = regex("[^0-9]{2,20}"), 3


def row_or_total(case: BookCase, source: SourceTable, number: int, hit: Hit) -> Hit:
    """A wrong total as what it is: one row written wrong, where the text tells that row otherwise, and the total.

    Where the text tells the total and of no row that, it is a doubt. A hit without plain numbers stays as it is.
    """
    found, summed = parse_number(hit.found or ""), parse_number(hit.expected or "")
    texts = [squeezed(line.text) for line in case.book.paper.paragraphs] if case.book.paper else []
    if found is None or summed is None or len(plain(found)) < _TELLING or not _is_told(plain(found), texts):
        return hit
    rows = [line for line in lines(source) if not line.is_total]
    wrong = [(line, value, name) for line in rows if (value := number_in(line.text(number))) is not None
             and (name := _name_of(line, number)) and _is_told(plain(value + found - summed), texts, name)]  # fmt: skip
    if len(wrong) != 1:
        return replace(hit, level=WARNING)
    line, value, name = wrong[0]
    words = {**hit.words, "row": f"“{name}”", "by": "按合计和正文应为"}
    return replace(hit, location=line.place(number), found=plain(value), expected=plain(value + found - summed),
                   quote=line.text(number), words=words)  # fmt: skip


def _name_of(line: Line, number: int) -> str:
    return next((name for text in line.texts[:number] if _NAME.fullmatch(name := squeezed(text))), "")


def _is_told(figure: str, texts: list[str], name: str = "") -> bool:
    """Whether a text tells a figure, of a name right before it where one is given."""
    ahead = f"{re.escape(name)}[^0-9,。;、]{{0,8}}" if name else ""
    told = re.compile(rf"{ahead}(?<![0-9.]){re.escape(figure)}(?:[.]0+)?(?![0-9.])")
    return any(figure in text and told.search(text) for text in texts)
