"""Sentences on points: what was taken off and why, what each kind of indicator got, and the conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from zpj.domain.amounts import ZERO, plain
from zpj.domain.model import ScoreSheet, SelfEvaluation
from zpj.domain.records import record
from zpj.report.narrative_facts import Judged
from zpj.report.narrative_telling import Teller
from zpj.report.narrative_text import bare, ended, entry_text, is_cause, listed_missing, quoted
from zpj.report.shown import missing, number_of, printed_grade

EXECUTION = "预算执行率"
_EXECUTION_KIND = "预算执行"


@record
class Points:
    """Weight and score of one scored row, the score as filed, else as computed; None where unknown."""

    name: str
    kind: str
    weight: Decimal | None
    score: Decimal | None
    reason: str
    filed: bool

    @property
    def lost(self) -> Decimal | None:
        """Points lost; None where weight or score is unknown, never negative."""
        if self.weight is None or self.score is None:
            return None
        return max(self.weight - self.score, ZERO)


def execution_points(evaluation: SelfEvaluation, scores: ScoreSheet) -> Points:
    """The scored line of the funds; its weight as filed, else what the score sheet's 100 leaves for it."""
    line = evaluation.total_funds
    filed = number_of(line.reported_score) if line else None
    weight = number_of(line.weight) if line else None
    if weight is None and scores.weight is not None:
        known = [number_of(row.weight) for row in evaluation.indicators]
        weight = scores.weight - sum((number for number in known if number is not None), ZERO)
    reason = entry_text(line.reason) if line else ""
    return Points(
        EXECUTION,
        _EXECUTION_KIND,
        weight,
        scores.execution.value if filed is None else filed,
        reason,
        filed is not None,
    )


def indicator_points(rows: Iterable[Judged]) -> list[Points]:
    """The indicator rows that take part in the total."""
    found = []
    for judged in rows:
        weight, filed = number_of(judged.row.weight), number_of(judged.row.reported_score)
        if weight is not None or filed is not None:
            score = judged.score.value if filed is None else filed
            found.append(Points(judged.name, judged.kind, weight, score, judged.reason, filed is not None))
    return found


def deductions(execution: Points, indicators: Sequence[Points], teller: Teller) -> list[str]:
    """扣分: a line per row that lost points, with the clerk's own reason."""
    every = [execution, *indicators] if execution.weight is not None else list(indicators)
    unknown = [row.name for row in every if row.lost is None]
    if not indicators or len(unknown) == len(every):
        return [missing("各项指标的分值和得分")]
    lost = [row for row in every if row.lost]
    gaps = [listed_missing(unknown, "得分")] if unknown else []
    if not lost:
        return gaps or [teller.tell("没有扣分")]
    total = "" if unknown else plain(sum((row.lost or ZERO for row in lost), ZERO))
    opening = teller.tell("扣分开头", 项数=str(len(lost)), 合计=total)
    return [opening, *(ended(_deduction(row, teller)) for row in lost), *gaps]


def advice(execution: Points, indicators: Sequence[Points]) -> list[str]:
    """建议: what lost points wants advice, which only a person can give; where nothing was lost there may be none."""
    every = [execution, *indicators] if execution.weight is not None else list(indicators)
    return [] if every and all(row.lost == ZERO for row in every) else [missing("有关建议")]


def _deduction(row: Points, teller: Teller) -> str:
    weight, score, lost = (plain(number or ZERO) for number in (row.weight, row.score, row.lost))
    name = row.name if row.name == EXECUTION else quoted(row.name)
    return teller.tell("扣分", 名称=name, 分值=weight, 得分=score, 扣分=lost, 原因=teller.reason(row.reason, row.name))


def by_kind(execution: Points, indicators: Sequence[Points], teller: Teller) -> list[str]:
    """各方面得分: the points of every kind of indicator, as 子洲 publishes them."""
    every = [execution, *indicators] if execution.weight is not None else list(indicators)
    if not indicators or all(row.score is None for row in indicators):
        return [missing("各项指标的分值和得分")]
    kinds = list(dict.fromkeys(row.kind for row in every))
    opening = teller.tell("各方面开头", 各方面="、".join(kinds), 项数=str(len(kinds)))
    paragraphs: list[str] = []
    run: list[str] = []
    for kind in kinds:
        rows = [row for row in every if row.kind == kind]
        told = _one_kind(kind, rows, teller)
        if all(is_cause(row.reason) for row in rows if row.lost and row.reason):
            run.append(told)
        else:
            paragraphs += [ended("；".join(run)), ended(told)]
            run = []
    first, *others = [text for text in (*paragraphs, ended("；".join(run))) if text]
    return [opening + first, *others]


def _one_kind(kind: str, rows: Sequence[Points], teller: Teller) -> str:
    lost = [row for row in rows if row.lost]
    if len(lost) == 1:
        reason = teller.reason(lost[0].reason, lost[0].name)
    else:
        reason = "；".join(_part(row, teller) for row in lost)
    return teller.tell(
        "各方面",
        方面=kind,
        分值=_sum((row.weight for row in rows), f"{kind}的分值"),
        得分=_sum((row.score for row in rows), f"{kind}的得分"),
        扣分=plain(sum((row.lost or ZERO for row in lost), ZERO)) if lost else "",
        原因=reason,
    )


def _part(row: Points, teller: Teller) -> str:
    reason = teller.reason(row.reason, row.name)
    return teller.tell("各项扣分", 名称=quoted(row.name), 扣分=plain(row.lost or ZERO), 原因=reason)


def _sum(numbers: Iterable[Decimal | None], title: str) -> str:
    known = list(numbers)
    total = sum((number for number in known if number is not None), ZERO)
    return missing(title) if None in known else plain(total)


def conclusion(
    evaluation: SelfEvaluation,
    scores: ScoreSheet,
    indicators: Sequence[Points],
    families: Sequence[str],
    teller: Teller,
) -> list[str]:
    """结论: the published sentence. The parts are named only where they are filed or add up to the total."""
    execution = execution_points(evaluation, scores)
    filed = number_of(evaluation.total.reported)
    total = (scores.total if indicators else None) if filed is None else filed
    grade = entry_text(evaluation.total.reported_grade) if total is None else printed_grade(evaluation.total, scores)
    known = [row.score for row in indicators if row.score is not None]
    points = sum(known, ZERO) if known and len(known) == len(indicators) else None
    parts = execution.score, points
    if None not in parts and not execution.filed and sum((part for part in parts if part), ZERO) != total:
        parts = None, None
    project = bare(evaluation.text("project_name")).removesuffix("项目")
    return [
        teller.tell(
            "结论",
            项目=project or missing("项目名称"),
            各类="、".join(families) if len(families) > 1 else "",
            预算得分="" if None in parts or parts[0] is None else plain(parts[0]),
            指标得分="" if None in parts or parts[1] is None else plain(parts[1]),
            总得分=missing("总得分") if total is None else plain(total),
            等级=grade or missing("等级"),
        )
    ]
