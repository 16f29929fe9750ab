"""Quantities in prose beside an indicator's name: what was done, against the indicator's actual value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zpj.checks.case import FormCase, Row
from zpj.checks.reconcile import HALF_CENT
from zpj.checks.tie_claims import Claim, compared
from zpj.checks.tie_figures import Figure, Kind, figures, spelt
from zpj.checks.tie_passages import Passage
from zpj.domain.model import Entry
from zpj.domain.wording import normalise

_CLAUSE = re.compile("[^。;,\n]+")
_PLANNED = re.compile(
    "目标|计划|预期|应|指标值|年初|要求|不少于|不低于|不超过|≥|≤|大于|小于|分值|得分|上年|去年|同比|较"
)
_PARTIAL = re.compile("其中|分别|季度|上半年|[1-9]月")
_KINDS = (Kind.QUANTITY, Kind.PERCENT)
_LEAST_NAME = 4
_NEAR = 10


def quantity_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """One figure in the clause that names the indicator, in the unit of its actual value; planned ones are left."""
    text = spelt(passage.text)
    rows = [row for row in passage.form.rows if len(_name(row)) >= _LEAST_NAME and _single(row.indicator.actual)]
    for row in rows if text else ():
        start = text.find(_name(row))
        if start < 0:
            continue
        for clause in _CLAUSE.finditer(text):
            if clause.start() <= start < clause.end():
                if not _PLANNED.search(text[clause.start() : start]):
                    yield from _in_clause(passage, row, text, start + len(_name(row)), clause.end())
                break


def _name(row: Row) -> str:
    return normalise(row.indicator.name).rstrip("。;,")


def _single(entry: Entry | None) -> Figure | None:
    """The one figure of a cell, with its unit."""
    found = figures(spelt(entry.text)) if entry else ()
    return found[0] if len(found) == 1 and found[0].kind in _KINDS else None


def _in_clause(passage: Passage, row: Row, text: str, start: int, end: int) -> Iterator[Claim]:
    actual, target = _single(row.indicator.actual), _single(row.indicator.target)
    named = [figure for figure in figures(text) if start <= figure.start < end and figure.kind in _KINDS]
    if actual is None or actual.amount is None or len(named) != 1 or row.indicator.actual is None:
        return
    figure = named[0]
    before = text[start : figure.start]
    if figure.unit != actual.unit or len(before) > _NEAR or _PLANNED.search(before) or _PARTIAL.search(before):
        return
    wanted = actual.amount.value
    if figure.amount and target and target.amount and figure.amount.value == target.amount.value:
        return
    half = actual.amount.half + (figure.amount.half if figure.amount else actual.amount.half)
    quote = text[start - len(_name(row)) : figure.end]
    place = row.indicator.actual.location
    yield compared(passage, figure, wanted, half or HALF_CENT, f"“{row.name}”的完成值", quote, place, proved=True)
