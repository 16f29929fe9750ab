"""The columns of a form that compare each result with its target: 完成率, 完成程度, 偏差率."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import FormCase, Row
from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.rule import WARNING, Hit, form_check
from zpj.domain.amounts import HUNDRED, ONE, ZERO, parse_number, plain, round_half_up
from zpj.domain.model import Entry
from zpj.domain.targets import Direction
from zpj.domain.units import comparable

_KEPT_FOR_EACH, _SLACK, _PLACES = 3, ONE * 6 / 100, 2
_TITLES = {"completion": "完成率", "deviation": "偏差率"}


@form_check(
    "ZPJ337",
    "指标表的完成率、得分系数与同一行的数不符",
    WARNING,
    reference="R-13 R-09",
    clause="完成率为完成值除以指标值，得分为分值乘得分系数",
    message="“{name}”的{title}填 {found}，按同一行的 {basis} 应为 {expected}，请核对",
    fix="核对完成值、系数和得分",
)
def shares_of_rows(form: FormCase) -> Iterator[Hit]:
    """完成程度 106.67% beside 7 of 6, 偏差率 16.67% beside 640 of 600, where the other rows have it right.

    Rows with an upper limit tell nothing: offices count them in several ways. Nor does a share that is that of the
    points.
    """
    for field, title in _TITLES.items():
        told = [
            (row, entry, ways) for row in form.rows if (entry := _entry(row, field)) and (ways := _ways(row, field))
        ]
        odd = [(row, entry, ways) for row, entry, ways in told if not _fits(entry, ways)]
        enough = len(told) - len(odd) >= max(len(odd), 1) * _KEPT_FOR_EACH
        for row, entry, ways in odd if enough else ():
            target, actual = comparable(row.target, row.actual) or (ZERO, ZERO)
            counted = plain(actual) if field == "completion" else f"({plain(actual)}-{plain(target)})"
            expected = f"{plain(round_half_up(ways[0], _PLACES))}%"
            words = {"name": row.name, "title": title}
            yield Hit(entry.location, entry.text.strip(), expected, basis=f"{counted}÷{plain(target)}",
                      quote=entry.text.strip(), row=row.place, words=words)  # fmt: skip


def _entry(row: Row, field: str) -> Entry | None:
    entry: Entry | None = getattr(row.indicator, field)
    return entry if entry and _number(entry) is not None else None


def _number(entry: Entry) -> Decimal | None:
    return parse_number(entry.text.strip().rstrip("%％"))


def _ways(row: Row, field: str) -> tuple[Decimal, ...]:
    """What the share may be in percent, the plain one first; none where the row does not tell."""
    pair = comparable(row.target, row.actual)
    if pair is None or not pair[0] or row.target.direction is Direction.AT_MOST:
        return ()
    share = pair[1] / pair[0] * HUNDRED
    if field == "deviation":
        over = share - HUNDRED
        return (over, -over, max(over, ZERO), min(over, ZERO), -min(over, ZERO))
    scored = (row.points / row.weight * HUNDRED,) if row.points is not None and row.weight else ()
    return (share, min(share, HUNDRED), *(each for each in scored if each < HUNDRED))


def _fits(entry: Entry, ways: tuple[Decimal, ...]) -> bool:
    """Whether a share is one of those, printed in percent (106.67) or as a plain number (1.07)."""
    number = _number(entry) or ZERO
    places = places_shown(plain(number))
    shares = [(number, half_unit(places) + _SLACK)]
    if not entry.text.strip().endswith(("%", "％")):
        shares.append((number * HUNDRED, half_unit(places) * HUNDRED if places else _SLACK))
    return any(abs(way - share) <= slack for way in ways for share, slack in shares)
