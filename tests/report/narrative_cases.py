"""Forms for the narrative, written as a clerk would fill them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zpj.domain.amounts import parse_number
from zpj.domain.model import Entry, FundLine, Goal, Indicator, ScoreSheet, SelfEvaluation, Total
from zpj.report.narrative import Narrative, narrative
from zpj.schemes import load_scheme
from zpj.scoring.sheet import score_sheet

PROJECT = "试点项目"


def entry(text: str, number: str | None = None) -> Entry | None:
    if not text:
        return None
    return Entry(text, Decimal(number) if number else parse_number(text.rstrip("%分")), "自评表!A1")


def line(label: str = "年度资金总额", role: str = "total", **texts: str) -> FundLine:
    return FundLine("自评表!A6", label, role, **{name: entry(text) for name, text in texts.items()})


def total_line(budget: str = "100", executed: str = "100", **texts: str) -> FundLine:
    values = {"full_year_budget": budget, "executed": executed, "weight": "10", **texts}
    return line(**values)


def row(
    target: str = "",
    actual: str = "",
    level2: str = "数量指标",
    name: str = "培训次数",
    weight: str = "20",
    score: str = "",
    reason: str = "",
) -> Indicator:
    level1 = "满意度指标" if "满意" in level2 else "效益指标" if "效益" in level2 else "产出指标"
    values = {"target": target, "actual": actual, "weight": weight, "reported_score": score, "deviation_reason": reason}
    return Indicator("自评表!D12", level1, level2, name, **{key: entry(text) for key, text in values.items()})


def form(*rows: Indicator, **changes: Any) -> SelfEvaluation:
    values: dict[str, Any] = {
        "location": "自评表",
        "form": "mof",
        "scheme": "mof-2020",
        "unit": "万元",
        "fields": {"project_name": entry(PROJECT), "year": entry("2023年度")},
        "funds": (total_line(),),
        "indicators": rows,
    }
    return SelfEvaluation(**(values | changes))


def scored(evaluation: SelfEvaluation) -> ScoreSheet:
    return score_sheet(evaluation, load_scheme(evaluation.scheme))


def told(*rows: Indicator, seed: str | None = None, **changes: Any) -> Narrative:
    evaluation = form(*rows, **changes)
    return narrative(evaluation, scored(evaluation), seed=seed)


def filed_total(points: str, grade: str = "") -> Total:
    return Total(reported=entry(points), reported_grade=entry(grade))


def goals(expected: str, achieved: str = "") -> Goal:
    return Goal(entry(expected), entry(achieved))
