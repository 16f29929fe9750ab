"""Quantities in prose beside an indicator's name: what was done, against the indicator's actual value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import FormCase, Row
from zpj.checks.reconcile import HALF_CENT
from zpj.checks.tie_claims import Claim, compared
from zpj.checks.tie_figures import Figure, Kind, figures, spelt
from zpj.checks.tie_passages import PARTIAL, Passage, elsewhere, sentences_of
from zpj.domain.model import Entry
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

_CLAUSE = regex("[^。;,\n]+")
_PLANNED = regex("目标|计划|预期|应|指标值|年初|要求|不少于|不低于|不超过|≥|≤|大于|小于|分值|得分|上年|去年|同比|较")
_PARTIAL = regex("其中|分别|季度|上半年|[1-9]月")
_KINDS = (Kind.QUANTITY, Kind.PERCENT)
_LEAST_NAME = 4
_NEAR = 10
_CLAUSE_MARK = regex("[。;,:、(\n]")
_EACH = regex("每|人均|平均|户均|超过|低于|高于|提高|增长|下降|增加|减少|不足|近|余|约|占")
_TAIL = regex("(?P<before>[\u4e00-\u9fff]*?)(?P<tail>[\u4e00-\u9fff]{2}[率度])(?:为|是|达到?|:|实际)*$")
_ENDED = regex("完成|完工|竣工|结束|通过验收")
_DONE = regex("完成|实际|已|共|达到")
_COMMON = {
    "人数",
    "数量",
    "次数",
    "场次",
    "完成",
    "项目",
    "工作",
    "情况",
    "服务",
    "指标",
    "资金",
    "建设",
    "个数",
    "实施",
}

_Counted = tuple[Row, bool, str]


def quantity_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """One figure in the clause that names the indicator, in the unit of its actual value; planned ones are left."""
    text = spelt(passage.text)
    rows = [row for row in passage.form.rows if len(_name(row)) >= _LEAST_NAME and _single(row.indicator.actual)]
    told: set[int] = set()
    for row in rows if text else ():
        start = text.find(_name(row))
        if start < 0:
            continue
        for clause in _CLAUSE.finditer(text):
            if clause.start() <= start < clause.end():
                if not _PLANNED.search(text[clause.start() : start]):
                    for claim in _in_clause(passage, row, text, start + len(_name(row)), clause.end()):
                        told.add(claim.start)
                        yield claim
                break
    if not passage.planned:
        loose = (*_by_noun(passage, text), *_by_date(passage, text))
        yield from (claim for claim in loose if claim.start not in told)


def _by_noun(passage: Passage, text: str) -> Iterator[Claim]:
    """“合格率97%” for 培训合格率; “培训学员480人” where one row alone counts in 人: the last is a doubt."""
    counted: list[_Counted] = []
    for start, sentence in sentences_of(passage):
        position = 0
        for figure in figures(sentence):
            before, position = sentence[position : figure.start], figure.end
            clause = _CLAUSE_MARK.split(before)[-1]
            if figure.kind not in _KINDS or not clause or _PLANNED.search(clause) or _EACH.search(clause):
                continue
            counted = counted or _counted(passage.form)
            found = _row_of(counted, figure, clause)
            if found is None or PARTIAL.search(sentence[: figure.start]) or _is_named(passage.form, clause):
                continue
            if not elsewhere(passage, sentence[: figure.start]):
                yield from _loose(passage, found[0], figure, (start, clause), found[1])


def _loose(passage: Passage, row: Row, figure: Figure, place: tuple[int, str], proved: bool) -> Iterator[Claim]:
    actual, target = _single(row.indicator.actual), _single(row.indicator.target)
    if actual is None or actual.amount is None or figure.amount is None or row.indicator.actual is None:
        return
    if target and target.amount and figure.amount.value == target.amount.value != actual.amount.value:
        return
    start, clause = place
    half = actual.amount.half + figure.amount.half
    moved = Figure(figure.start + start, figure.end + start, figure.text, figure.kind, figure.unit, figure.amount)
    yield compared(
        passage, moved, actual.amount.value, half or HALF_CENT, f"“{row.name}”的完成值", clause[-_NEAR:] + figure.text,
        row.indicator.actual.location, proved,
    )  # fmt: skip


def _is_named(form: FormCase, clause: str) -> bool:
    return any(len(_name(row)) >= _LEAST_NAME and _name(row) in clause for row in form.rows)


def _row_of(counted: Sequence[_Counted], figure: Figure, clause: str) -> tuple[Row, bool] | None:
    """The only row a clause before a figure may mean, and whether its words leave no doubt."""
    alike = [(row, done) for row, done, unit in counted if unit == figure.unit]
    if figure.kind is Kind.PERCENT:
        match = _TAIL.search(clause)
        tail = [row for row, done in alike if done and match and _name(row).endswith(match["tail"])]
        if match is None or len(tail) != 1:
            return None
        return (tail[0], True) if match["before"] == "" or match["before"][-2:] in _name(tail[0]) else None
    if len(alike) != 1 or not alike[0][1]:
        return None
    row, near = alike[0][0], clause[-_NEAR:]
    words = {_name(row)[at : at + 2] for at in range(len(_name(row)) - 1)} - _COMMON
    return (row, False) if any(word in near for word in words) else None


def _counted(form: FormCase) -> list[_Counted]:
    """Each row with one figure, whether that is its actual value, and the unit."""
    found = []
    for row in form.rows:
        actual = _single(row.indicator.actual)
        figure = actual or _single(row.indicator.target)
        found += [(row, actual is not None, figure.unit)] if figure else []
    return found


def _by_date(passage: Passage, text: str) -> Iterator[Claim]:
    """“12月5日完成” beside the one row of the form that has a date: a doubt."""
    dated = [(row, day) for row in passage.form.rows if (day := day_of(row.indicator.actual))]
    if len(dated) != 1:
        return
    (row, day), target = dated[0], day_of(dated[0][0].indicator.target)
    for clause in _CLAUSE.finditer(text):
        found = [figure for figure in figures(clause.group()) if figure.kind is Kind.DATE]
        own = digits_of(found[0].text) if len(found) == 1 else ()
        done = _ENDED.search(clause.group()) and not _PLANNED.search(clause.group())
        if not done or len(own) != 3 or own == target or row.indicator.actual is None:
            continue
        yield Claim(
            passage, clause.group()[:40], passage.offset + clause.start() + found[0].start, found[0].text,
            row.indicator.actual.text, None, None, f"“{row.name}”的完成值", agrees=own == day, proved=False,
            source=row.indicator.actual.location,
        )  # fmt: skip


def day_of(entry: Entry | None) -> tuple[int, ...]:
    """Year, month and day of a cell with one date and nothing else counted; () where it has none."""
    found = [figure for figure in figures(spelt(entry.text)) if figure.kind is Kind.DATE] if entry else []
    own = digits_of(found[0].text) if len(found) == 1 else ()
    return own if len(own) == 3 else ()


def digits_of(date: str) -> tuple[int, ...]:
    """The numbers of a date: “2024年11月30日” and “2024-11-30” are (2024, 11, 30)."""
    return tuple(map(int, re.findall(r"\d+", date)))


def _name(row: Row) -> str:
    return _bare(row.indicator.name)


@lru_cache(maxsize=512)
def _bare(name: str) -> str:
    return normalise(name).rstrip("。;,")


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
    proved = True
    if figure.amount and target and target.amount and figure.amount.value == target.amount.value != wanted:
        clause_start = max(text.rfind(mark, 0, start) for mark in "。;\n") + 1
        if passage.planned or not _DONE.search(text[clause_start:end]):
            return
        proved = False
    half = actual.amount.half + (figure.amount.half if figure.amount else actual.amount.half)
    quote = text[start - len(_name(row)) : figure.end]
    place = row.indicator.actual.location
    yield compared(passage, figure, wanted, half or HALF_CENT, f"“{row.name}”的完成值", quote, place, proved)
