"""The JSON of `zpj show` and `zpj score` (contract, section 2): exact decimals as strings, empty as null."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from zpj.domain.amounts import exact, plain
from zpj.domain.model import Entry, FundLine, Indicator, Score, ScoreSheet, SelfEvaluation, Workbook

Json = dict[str, Any]
FIELDS = ("project_name", "year", "supervising_department", "implementing_unit", "responsible_person", "phone")


def workbooks_json(books: Iterable[tuple[Workbook, list[ScoreSheet]]]) -> Json:
    """The document for several files."""
    return {
        "files": [
            {
                "path": book.path,
                "projects": [
                    project_json(evaluation, sheet) for evaluation, sheet in zip(book.evaluations, sheets, strict=True)
                ],
            }
            for book, sheets in books
        ]
    }


def project_json(evaluation: SelfEvaluation, sheet: ScoreSheet) -> Json:
    """One self-evaluation with its scores."""
    goal, total = evaluation.goal, evaluation.total
    return {
        "location": evaluation.location,
        "form": evaluation.form,
        "scheme": sheet.scheme,
        "fields": {name: _text(evaluation.fields.get(name)) for name in FIELDS},
        "unit": evaluation.unit,
        "funds": [_fund(line, rate, sheet.execution) for line, rate in zip(evaluation.funds, sheet.rates, strict=True)],
        "goal": {"expected": _text(goal.expected), "achieved": _text(goal.achieved)},
        "indicators": [
            _indicator(row, score) for row, score in zip(evaluation.indicators, sheet.indicators, strict=True)
        ],
        "total": {
            "weight": _printed(total.weight) or _decimal(sheet.weight),
            "reported_weight": _printed(total.weight),
            "reported": _printed(total.reported),
            "score": _decimal(sheet.total),
            "reported_grade": _text(total.reported_grade),
            "grade": sheet.grade,
        },
        "analysis": {label: entry.text for label, entry in evaluation.analysis.items()},
        "not_understood": [
            {"location": item.location, "text": item.text, "why": item.why} for item in evaluation.not_understood
        ],
        "confidence": _decimal(evaluation.confidence),
        "questions": list(evaluation.questions),
    }


def _fund(line: FundLine, rate: Decimal | None, execution: Score) -> Json:
    scored = line.role == "total"
    return {
        "location": line.location,
        "label": line.label,
        "role": line.role,
        "requested_budget": _exact(line.requested_budget),
        "initial_budget": _exact(line.initial_budget),
        "full_year_budget": _exact(line.full_year_budget),
        "executed": _exact(line.executed),
        "balance": _exact(line.balance),
        "weight": _printed(line.weight),
        "reported_rate": _printed(line.reported_rate),
        "rate": _decimal(rate),
        "reported_score": _printed(line.reported_score),
        "score": _decimal(execution.value) if scored else None,
        "rule": execution.rule if scored else None,
        "basis": execution.basis if scored else None,
        "clause": execution.clause if scored else None,
    }


def _indicator(row: Indicator, score: Score) -> Json:
    return {
        "location": row.location,
        "level1": row.level1 or None,
        "level2": row.level2 or None,
        "name": row.name or None,
        "target": _text(row.target),
        "initial_target": _text(row.initial_target),
        "actual": _text(row.actual),
        "weight": _printed(row.weight),
        "reported_score": _printed(row.reported_score),
        "score": _decimal(score.value),
        "rule": score.rule,
        "basis": score.basis,
        "clause": score.clause,
        "lowest": _decimal(score.low),
        "highest": _decimal(score.high),
        "deviation_reason": _text(row.deviation_reason),
    }


def _text(entry: Entry | None) -> str | None:
    return entry.text.strip() if entry else None


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def _exact(entry: Entry | None) -> str | None:
    return None if entry is None else _decimal(entry.number)


def _printed(entry: Entry | None) -> str | None:
    """The number as printed on the form, decimals included ("20", "14.80"); “%” and “分” are dropped."""
    if entry is None:
        return None
    bare = unicodedata.normalize("NFKC", entry.text).strip().rstrip("%分").strip()
    return bare if exact(bare) is not None else _decimal(entry.displayed_number)
