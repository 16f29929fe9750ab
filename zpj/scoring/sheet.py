"""Scores a whole self-evaluation: execution, every indicator, total and grade."""

from __future__ import annotations

from decimal import Decimal

from zpj.domain.amounts import ZERO
from zpj.domain.model import Entry, Indicator, Score, ScoreSheet, SelfEvaluation
from zpj.domain.scheme import Scheme
from zpj.scoring.choice import score_indicator
from zpj.scoring.execution import execution_rate, printed_rate, score_execution
from zpj.scoring.grade import grade_of, sum_scores


def score_sheet(evaluation: SelfEvaluation, scheme: Scheme) -> ScoreSheet:
    """Score one form. The grade belongs to the computed total, or to the reported one where there is none."""
    line = evaluation.total_funds
    weight = _printed(line.weight) if line else None
    execution = score_execution(
        _exact(line.full_year_budget) if line else None, _exact(line.executed) if line else None, scheme, weight
    )
    indicators = tuple(_score(row, scheme) for row in evaluation.indicators)
    total = sum_scores(
        [execution.value, *(score.value for score in _counted(evaluation, indicators))], execution.rate, scheme
    )
    reported = _printed(evaluation.total.reported)
    return ScoreSheet(
        scheme=scheme.id,
        execution=execution,
        rates=tuple(_rate(line.full_year_budget, line.executed, scheme) for line in evaluation.funds),
        indicators=indicators,
        weight=_total_weight(evaluation, scheme.execution_weight.value if weight is None else weight),
        total=total,
        grade=grade_of(reported if total is None else total, scheme),
    )


def _score(row: Indicator, scheme: Scheme) -> Score:
    target = row.target.text if row.target else ""
    actual = row.actual.text if row.actual else ""
    return score_indicator(target, actual, _printed(row.weight), scheme, row.level2, row.name)


def _counted(evaluation: SelfEvaluation, scores: tuple[Score, ...]) -> list[Score]:
    """Rows without a weight (“/”, “—”, empty) take no part in the total (S-56)."""
    rows = zip(evaluation.indicators, scores, strict=True)
    return [score for row, score in rows if _printed(row.weight) is not None]


def _total_weight(evaluation: SelfEvaluation, execution_weight: Decimal) -> Decimal | None:
    weights = [_printed(row.weight) for row in evaluation.indicators]
    known = [weight for weight in weights if weight is not None]
    return sum(known, ZERO) + execution_weight if known else None


def _rate(budget: Entry | None, executed: Entry | None, scheme: Scheme) -> Decimal | None:
    rate = execution_rate(_exact(budget), _exact(executed))
    return None if rate is None else printed_rate(rate, scheme)


def _exact(entry: Entry | None) -> Decimal | None:
    return entry.number if entry else None


def _printed(entry: Entry | None) -> Decimal | None:
    return entry.displayed_number if entry else None
