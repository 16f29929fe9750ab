"""Scores a whole self-evaluation: execution, every indicator, total and grade."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from zpj.domain.amounts import ZERO
from zpj.domain.model import Entry, FundLine, Indicator, Score, ScoreSheet, SelfEvaluation
from zpj.domain.scheme import Scheme
from zpj.scoring.choice import score_indicator
from zpj.scoring.execution import execution_rate, printed_rate, score_execution
from zpj.scoring.grade import grade_of, sum_scores


def score_sheet(evaluation: SelfEvaluation, scheme: Scheme) -> ScoreSheet:
    """Score one form. The grade belongs to the computed total, or to the reported one where there is none."""
    line = evaluation.total_funds
    weight = _printed(line.weight) if line else None
    execution = _execution(evaluation, scheme, weight)
    indicators = tuple(_score(row, scheme) for row in evaluation.indicators)
    total = sum_scores(
        [execution.value, *(score.value for score in _counted(evaluation, indicators))], execution.rate, scheme
    )
    total = total if evaluation.complete else None
    reported = _printed(evaluation.total.reported)
    return ScoreSheet(
        scheme=scheme.id,
        execution=execution,
        rates=tuple(_rate(_budget(line, evaluation), line.executed, scheme) for line in evaluation.funds),
        indicators=indicators,
        weight=_total_weight(evaluation, scheme.execution_weight.value if weight is None else weight),
        total=total,
        grade=grade_of(reported if total is None else total, scheme),
        filed_grade=grade_of(reported, scheme),
    )


def _execution(evaluation: SelfEvaluation, scheme: Scheme, weight: Decimal | None) -> Score:
    line = evaluation.total_funds
    if line is None:
        return score_execution(None, None, scheme, weight)
    score = score_execution(_exact(_budget(line, evaluation)), _exact(line.executed), scheme, weight)
    if not _plans_once(evaluation):
        return score
    note = "表上没有全年预算数一栏，按年初预算数计算"
    return replace(score, basis=f"{score.basis}；{note}", notes=(*score.notes, note))


def _budget(line: FundLine, evaluation: SelfEvaluation) -> Entry | None:
    """The denominator of the rate: the initial budget only on forms that have no full-year column (S-06)."""
    return line.initial_budget if _plans_once(evaluation) else line.full_year_budget


def _plans_once(evaluation: SelfEvaluation) -> bool:
    return "funds.initial_budget" in evaluation.columns and "funds.full_year_budget" not in evaluation.columns


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
