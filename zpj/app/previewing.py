"""抽查预演: what a reviewer who scores by the scheme would get beside what was filed, and which projects stand out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import FormCase, Row
from zpj.checks.form.rounding import tolerance_of
from zpj.domain.amounts import ONE, ZERO, plain
from zpj.domain.findings import Finding
from zpj.domain.model import Score, printed
from zpj.forms.summary_preview import Outlier, Preview, PreviewRow
from zpj.forms.summary_sheet import SummaryRow
from zpj.scoring.grade import grade_of, sum_scores
from zpj.scoring.points import percent

HIGH_SCORE, FAR_FROM_MEDIAN = 90, 10
_NO_REASON, _OVER = "ZPJ411", "ZPJ316"
_ENOUGH = 5


def preview_of(form: FormCase, findings: Sequence[Finding]) -> Preview:
    """Score a form as a reviewer would.

    Where the scheme leaves a row to a person, the filed score stands as long as it lies in its band, else the nearer
    end of the band does. `by_rule` is None where a row has neither, or rows lack their weights. `findings` are those of
    this form.
    """
    evaluation = form.evaluation
    taken = [(row, _by_rule(row.score, row.points)) for row in form.rows]
    line = form.total
    filed_execution = printed(line.reported_score) if line else None
    execution = _by_rule(form.sheet.execution, filed_execution)
    counted = [value for row, value in taken if row.weight is not None]
    can_add = evaluation.complete and bool(counted) and not form.sheet.unweighted
    parts = counted if form.execution_row else [execution, *counted]
    total = sum_scores(parts, form.sheet.execution.rate, form.scheme) if can_add else None
    weighted = [row for row in form.rows if row.weight and row.points is not None]
    return Preview(
        filed=printed(evaluation.total.reported),
        by_rule=total,
        expected_grade=grade_of(total, form.scheme) or "",
        rows=tuple(_differences(form, taken, filed_execution)),
        full=sum(row.points == row.weight for row in weighted),
        scored=len(weighted),
        unexplained=sum(item.rule == _NO_REASON for item in findings),
        over=sum(item.rule == _OVER for item in findings),
        waiting=sum(row.score.value is None and row.weight is not None for row in form.rows),
        threshold=form.scheme.over_warn.value,
    )


def _by_rule(score: Score, filed: Decimal | None) -> Decimal | None:
    if score.value is not None or filed is None:
        return score.value
    low, high = score.low, score.high
    return filed if low is None or high is None else min(max(filed, low), high)


def _differences(
    form: FormCase, taken: Sequence[tuple[Row, Decimal | None]], execution: Decimal | None
) -> Iterator[PreviewRow]:
    """The rows where both scores are known and differ by more than the scheme's rounding, the farthest first."""
    own, line = form.sheet.execution, form.total
    rows = [
        PreviewRow(row.name, form.place(row, "reported_score"), row.points, value, row.score.basis)
        for row, value in taken
        if row.points is not None and value is not None and row.weight is not None
    ]
    if line and not form.execution_row and execution is not None and own.value is not None:
        place = form.fund_place(line, "reported_score")
        rows.append(PreviewRow("预算执行率", place, execution, own.value, own.basis))
    differing = [row for row in rows if abs(row.difference) > tolerance_of(form)]
    yield from sorted(differing, key=lambda row: -abs(row.difference))


def outliers(rows: Sequence[SummaryRow]) -> tuple[Outlier, ...]:
    """The projects whose figures do not fit together or lie far from the others."""
    middle = _median([row.score for row in rows if row.score is not None])
    return tuple(Outlier(row.shown, row.unit, row.rate, row.score, why) for row in rows for why in _why(row, middle))


def _why(row: SummaryRow, middle: Decimal | None) -> Iterator[str]:
    if row.rate is not None and row.rate > ONE:
        yield "执行率超过100%，执行数大于预算数"
    if row.rate is not None and row.rate < row.low_rate and row.score is not None and row.score >= HIGH_SCORE:
        yield f"执行率低于{percent(row.low_rate)}而得分在{HIGH_SCORE}分以上"
    if middle is not None and row.score is not None and abs(row.score - middle) >= FAR_FROM_MEDIAN:
        side = "高于" if row.score > middle else "低于"
        yield f"得分{side}中位数{plain(middle)}分{plain(abs(row.score - middle))}分"


def _median(scores: Sequence[Decimal]) -> Decimal | None:
    """The middle score; None where there are too few to speak of one."""
    if len(scores) < _ENOUGH:
        return None
    ordered, half = sorted(scores), len(scores) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half] + ZERO) / 2
