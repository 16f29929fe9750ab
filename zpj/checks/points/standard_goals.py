"""Rows of a scoring table whose standard is their goal alone, where others or the text tell what a missed one gets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.points.standards import result_in
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.scoring_tables import ScoredRow
from zpj.checks.reading.text import texts_of_paper
from zpj.domain.amounts import ONE, ZERO
from zpj.domain.regex import regex

_GOAL = regex(r"^(?:≥|>|=|不低于|不少于|达到)?\d[^,;。≤<]{0,12}$")
_AS_TEXT = regex("^按照?(?:上述)?(?:定量|量化)指标(?:的)?(?:标准|办法|规则|方法)?(?:计|评|打|赋)分")
_GOAL_TOLD = regex(r"目标值?(?:为|是|:)?(?P<goal>(?:≥|>|=|不低于|不少于|达到)?\d[^,;。≤<]{0,12})(?=$|[,;。])")
_IN_RATIO = regex("定量指标[^。;]{0,30}得满分[,;][^。;]{0,24}(?:之比|比例|比率|占)[^。;]{0,16}(?:计|得|记|打|赋)分")
"""What a text says of all rows with a goal in figures."""
_BY_SHARE = "得满分,未达到按比例得分"


def bare_goals(rows: Sequence[ScoredRow]) -> list[tuple[ScoredRow, str]]:
    """The rows with a bare goal, each with the standard the rest of the table shows.

    That is the part that was reached: most of those that missed it and were docked have just so many points.
    """
    judged = [(row, goal, share) for row in rows
              if (goal := _bare(row)) and (share := _share(goal, row.done)) is not None]  # fmt: skip
    docked, kept = 0, 0
    for row, _, share in judged:
        weight, points = row.weight, row.points
        if weight and points is not None and ZERO < points < weight and share < ONE:
            docked += 1
            kept += abs(weight * share - points) <= HALF_CENT * 2
    return [(row, f"{goal}{_BY_SHARE}") for row, goal, _ in judged] if kept * 2 > docked else []


def goals_by_the_text(case: PaperCase, rows: Sequence[ScoredRow]) -> list[tuple[ScoredRow, str]]:
    """The rows scored “按定量指标计分”, each with its goal and what the text says of such rows.

    None where the text does not say that a missed goal gets the part that was reached.
    """
    goals = [(row, goal["goal"]) for row in rows
             if any(_AS_TEXT.search(row.text(place)) for place in row.heads.standards)
             and (goal := next(filter(None, map(_GOAL_TOLD.match, row.cells)), None))]  # fmt: skip
    told = any(_IN_RATIO.search(text) for _, text, _ in texts_of_paper(case)) if goals else False
    return [(row, f"{goal}{_BY_SHARE}") for row, goal in goals] if told else []


def _bare(row: ScoredRow) -> str:
    """The goal that stands where the standard should, "" where there is none."""
    goals = (row.text(place) for place in row.heads.standards)
    return next(filter(_GOAL.match, goals), "") if row.done and not row.standard else ""


def _share(goal: str, done: str) -> Decimal | None:
    """What part of a goal was reached, all of it where it was passed; None where nothing was done."""
    aim = result_in(goal.lstrip("≥>="))
    own = result_in(done, aim.unit) if aim else None
    return min(ONE, own.value / aim.value) if aim and own and own.value > ZERO and aim.value else None
