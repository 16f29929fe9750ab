"""The rows of 结果.xlsx: one for each project of a file, or one that says why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.app.standard_content import converted
from zpj.domain.findings import Finding, Severity
from zpj.domain.model import Entry, ScoreSheet, SelfEvaluation, Workbook
from zpj.forms.result_row import ResultRow

UNIT = "万元"


def rows_of(
    file: str, book: Workbook, sheets: Sequence[ScoreSheet], findings: Sequence[Finding]
) -> Iterator[ResultRow]:
    """One row per project, its reports not yet named. Amounts in 万元.

    A finding on the whole file counts with its first project, one on a name that stands twice where its cell is.
    """
    names = Counter(map(_name, book.evaluations))
    for place, (evaluation, sheet) in enumerate(zip(book.evaluations, sheets, strict=True)):
        own = [
            item.severity
            for item in findings
            if _is_on(item, evaluation, is_alone=names[_name(evaluation)] == 1) or (place == 0 and not item.project)
        ]
        yield _row(file, evaluation, sheet, own)


def _row(file: str, evaluation: SelfEvaluation, sheet: ScoreSheet, found: Sequence[Severity]) -> ResultRow:
    budget, executed = total_amounts(evaluation)
    rates = (rate for line, rate in zip(evaluation.funds, sheet.rates, strict=True) if line.role == "total")
    reported = evaluation.total.reported.displayed_number if evaluation.total.reported else None
    waiting = sum(score.value is None for score in (sheet.execution, *sheet.indicators))
    return ResultRow(
        file=file,
        project=_name(evaluation),
        budget=budget,
        executed=executed,
        rate=next(rates, None),
        score=reported if sheet.total is None else sheet.total,
        grade=sheet.grade or "",
        errors=found.count(Severity.ERROR),
        warnings=found.count(Severity.WARNING),
        note=_note(sheet, reported, waiting),
    )


def _note(sheet: ScoreSheet, reported: Decimal | None, waiting: int) -> str:
    """Whose score it is where zpj could not give one."""
    if sheet.total is not None:
        return ""
    why = f"有 {waiting} 项要由人评定" if waiting else "表不完整，没有测算总分"
    return f"得分为表上所填（{why}）" if reported is not None else f"没有得分（{why}）"


def total_amounts(evaluation: SelfEvaluation) -> tuple[Decimal | None, Decimal | None]:
    """Budget and executed amount of 年度资金总额 in 万元. A form without 全年预算数 has the initial budget (S-06)."""
    line = evaluation.total_funds
    if line is None:
        return None, None
    plans_once = "funds.full_year_budget" not in evaluation.columns
    entries: tuple[Entry | None, ...] = (line.initial_budget if plans_once else line.full_year_budget, line.executed)
    amounts = [entry.number if entry else None for entry in entries]
    budget, executed = (None if one is None else converted(one, evaluation.unit, UNIT) for one in amounts)
    return budget, executed


def _is_on(item: Finding, evaluation: SelfEvaluation, *, is_alone: bool) -> bool:
    at_home = is_alone or item.location.startswith(f"{evaluation.location}!")
    return item.project == _name(evaluation) and at_home


def _name(evaluation: SelfEvaluation) -> str:
    return evaluation.text("project_name").strip() or evaluation.location
