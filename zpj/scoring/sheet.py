"""Scores a whole self-evaluation: execution, every indicator, total and grade."""

from __future__ import annotations

import re
from decimal import Decimal

from zpj.domain.amounts import HUNDRED, ZERO
from zpj.domain.model import Entry, Indicator, Score, ScoreSheet, SelfEvaluation, printed
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.scheme import Scheme
from zpj.domain.targets import Kind, parse
from zpj.scoring.choice import score_indicator
from zpj.scoring.execution import execution_rate, printed_rate, score_execution
from zpj.scoring.grade import grade_of, sum_scores

_NO_POINTS = "各行指标的分值合计已是 100，执行率不另计分"
_LEVEL = regex("预算执行|执行率")
_NAME = regex(r"(?:指标\d*[:：]|\d+[.、])?(?:本|项目|部门|全年|年度|财政|专项)*(?:预算|资金)*执行率(?:[(（].*)?")


def score_sheet(evaluation: SelfEvaluation, scheme: Scheme) -> ScoreSheet:
    """Score one form. The grade belongs to the computed total, or to the reported one where there is none."""
    line = evaluation.total_funds
    row = execution_row(evaluation, scheme)
    weight = printed(line.weight) if line else None
    weight = printed(row.weight) if row and weight is None else weight
    counted_in_rows = row is not None or _has_no_points(evaluation)
    execution = _execution(evaluation, scheme, weight)
    if counted_in_rows and row is None:
        execution = replace(execution, value=None, basis=f"{execution.basis.split('，')[0]}；{_NO_POINTS}")
    indicators = tuple(_score(row, scheme) for row in evaluation.indicators)
    counted = [score.value for score in _counted(evaluation, indicators)]
    total = sum_scores(counted if counted_in_rows else [execution.value, *counted], execution.rate, scheme)
    reported = printed(evaluation.total.reported)
    own = scheme.execution_weight.value if weight is None else weight
    full = _total_weight(evaluation, ZERO if counted_in_rows else own)
    unweighted = _without_points(evaluation) if full != HUNDRED else 0
    if not evaluation.complete or full is None or unweighted:
        total = None
    return ScoreSheet(
        scheme=scheme.id,
        execution=execution,
        rates=tuple(_rate(evaluation.budget(line), line.executed, scheme) for line in evaluation.funds),
        indicators=indicators,
        weight=full,
        total=total,
        grade=grade_of(reported if total is None else total, scheme),
        filed_grade=grade_of(reported, scheme),
        execution_in_row=counted_in_rows,
        unweighted=unweighted,
    )


def execution_row(evaluation: SelfEvaluation, scheme: Scheme) -> Indicator | None:
    """The indicator the execution rate is scored by, where it is one of the rows.

    By its 一级指标 or 二级指标; by its own name only where the funds block has no points of its own, or the rows make
    up 100 without it.
    """
    rows = [row for row in evaluation.indicators if _LEVEL.search(row.level1 + row.level2)]
    if rows:
        return next((row for row in rows if "执行率" in row.name), rows[0])
    named = next(
        (row for row in evaluation.indicators if row.weight and _NAME.fullmatch(re.sub(r"\s", "", row.name))), None
    )
    line = evaluation.total_funds
    own = printed(line.weight) if line else None
    summed = _total_weight(evaluation, ZERO)
    is_left_out = own is None and summed != HUNDRED - scheme.execution_weight.value
    return named if summed == HUNDRED or is_left_out else None


def _has_no_points(evaluation: SelfEvaluation) -> bool:
    """Whether the form gives the execution rate no points: no such column, and the rows make up 100 by themselves."""
    columns = {"funds.weight", "funds.reported_score"} & evaluation.columns
    line = evaluation.total_funds
    return not columns and (line is None or line.weight is None) and _total_weight(evaluation, ZERO) == HUNDRED


def _execution(evaluation: SelfEvaluation, scheme: Scheme, weight: Decimal | None) -> Score:
    line = evaluation.total_funds
    if line is None:
        return score_execution(None, None, scheme, weight)
    score = score_execution(_exact(evaluation.budget(line)), _exact(line.executed), scheme, weight)
    if not evaluation.plans_once:
        return score
    note = "表上没有全年预算数一栏，按年初预算数计算"
    return replace(score, basis=f"{score.basis}；{note}", notes=(*score.notes, note))


def _score(row: Indicator, scheme: Scheme) -> Score:
    target = row.target.text if row.target else ""
    actual = row.actual.text if row.actual else ""
    return score_indicator(target, actual, printed(row.weight), scheme, row.level2, row.name)


def _counted(evaluation: SelfEvaluation, scores: tuple[Score, ...]) -> list[Score]:
    """Rows without a weight (“/”, “—”, empty) take no part in the total (S-56)."""
    rows = zip(evaluation.indicators, scores, strict=True)
    return [score for row, score in rows if printed(row.weight) is not None]


def _without_points(evaluation: SelfEvaluation) -> int:
    """How many rows with a result have no points, and so no score (S-55); not those that say so by “/” or “—”."""
    return sum(
        printed(row.weight) is None and (row.weight is None or not _is_dash(row.weight)) and not _is_empty(row.actual)
        for row in evaluation.indicators
    )


def _is_empty(entry: Entry | None) -> bool:
    return entry is None or _is_dash(entry)


def _is_dash(entry: Entry) -> bool:
    return parse(entry.text).kind is Kind.EMPTY


def _total_weight(evaluation: SelfEvaluation, execution_weight: Decimal) -> Decimal | None:
    weights = [printed(row.weight) for row in evaluation.indicators]
    known = [weight for weight in weights if weight is not None]
    return sum(known, ZERO) + execution_weight if known else None


def _rate(budget: Entry | None, executed: Entry | None, scheme: Scheme) -> Decimal | None:
    rate = execution_rate(_exact(budget), _exact(executed))
    return None if rate is None else printed_rate(rate, scheme)


def _exact(entry: Entry | None) -> Decimal | None:
    return entry.number if entry else None
