"""How sure the reader is of a form (0 to 1), and what it asks the clerk: nothing is guessed silently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.domain.amounts import HUNDRED, ZERO, round_half_up
from zpj.domain.model import SelfEvaluation, printed
from zpj.domain.records import replace

_WANTED = (
    ("head.project_name",), ("head.supervising_department", "head.implementing_unit"),
    ("funds.full_year_budget", "funds.initial_budget"), ("funds.executed",),
    ("indicators.level1", "indicators.level2"), ("indicators.name",),
    ("indicators.target", "indicators.initial_target"),
    ("indicators.actual",), ("indicators.weight", "indicators.reported_score"),
)  # fmt: skip
"""Labels every form has, in groups of which one is enough."""

_PER_QUESTION, _MOST_FOR_QUESTIONS = 3, 30
_PER_SUM = 10
_TOLERANCE = 2
"""Percent taken off per question, at most, and per loose sum; hundredths by which two sums may differ."""


def assessed(evaluation: SelfEvaluation, questions: Sequence[str]) -> SelfEvaluation:
    """The form with its confidence and all questions: those given, what was not understood, sums that do not tie."""
    unread = (f"{item.location}“{_short(item.text)}”：{item.why}" for item in evaluation.not_understood)
    sums = tuple(_loose_sums(evaluation))
    asked = (*questions, *_without_level(evaluation), *sums, *unread)
    found = sum(any(name in evaluation.columns for name in group) for group in _WANTED)
    share = HUNDRED * (found + (evaluation.total.reported is not None)) / (len(_WANTED) + 1)
    taken = min(_PER_QUESTION * len(asked), _MOST_FOR_QUESTIONS) + _PER_SUM * len(sums)
    confidence = round_half_up(max(ZERO, share - taken) / HUNDRED, 2)
    return replace(evaluation, confidence=confidence, questions=asked)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 30 else f"{flat[:30]}…"


def _without_level(evaluation: SelfEvaluation) -> Iterator[str]:
    rows = [row for row in evaluation.indicators if not row.level1]
    if "indicators.level1" in evaluation.columns and rows:
        yield f"{rows[0].location} 起有 {len(rows)} 行指标没有一级指标，请核对"


def _loose_sums(evaluation: SelfEvaluation) -> Iterator[str]:
    """Points and scores that do not add up to the total row, neither with nor without the fund row.

    Of a column in which no indicator has anything yet nothing is said.
    """
    line, total = evaluation.total_funds, evaluation.total
    for title, field, own, whole in (
        ("分值", "weight", line.weight if line else None, total.weight),
        ("得分", "reported_score", line.reported_score if line else None, total.reported),
    ):
        parts = [getattr(row, field) for row in evaluation.indicators]
        given = [number for entry in (*parts, own) if (number := printed(entry)) is not None] if any(parts) else []
        wanted = printed(whole)
        found, missing = sum(given, ZERO), printed(own) is None
        if wanted is not None and given and not _tie(found, wanted, printed(own)) and not (missing and found < wanted):
            yield f"读出的各行{title}加起来与总分行不符，请核对{title}栏是否读对"


def _tie(found: Decimal, wanted: Decimal, own: Decimal | None) -> bool:
    """Equal to the printed sum, with or without the fund row."""
    return any(abs(found - part - wanted) * HUNDRED <= _TOLERANCE for part in (ZERO, own or ZERO))
