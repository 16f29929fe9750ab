"""The rows of 结果.xlsx: one for each project of a file, or one that says why there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.app.reading import scheme_of
from zpj.app.table_rows import filed_score, score_remark, total_amounts
from zpj.domain.findings import Finding, Severity
from zpj.domain.model import ScoreSheet, SelfEvaluation, Workbook
from zpj.forms.result_row import ResultRow
from zpj.scoring.grade import grade_of


def rows_of(
    file: str, book: Workbook, sheets: Sequence[ScoreSheet], findings: Sequence[Finding]
) -> Iterator[ResultRow]:
    """One row per project, its reports not yet named. Amounts in 万元.

    A finding on the whole file counts with its first project, one on a name that stands twice where its cell is.
    """
    names = Counter(evaluation.name for evaluation in book.evaluations)
    for place, (evaluation, sheet) in enumerate(zip(book.evaluations, sheets, strict=True)):
        own = [
            item.severity
            for item in findings
            if _is_on(item, evaluation, is_alone=names[evaluation.name] == 1) or (place == 0 and not item.project)
        ]
        yield _row(file, evaluation, sheet, own)


def _row(file: str, evaluation: SelfEvaluation, sheet: ScoreSheet, found: Sequence[Severity]) -> ResultRow:
    budget, executed = total_amounts(evaluation)
    rates = (rate for line, rate in zip(evaluation.funds, sheet.rates, strict=True) if line.role == "total")
    filed = filed_score(evaluation)
    score = sheet.total if filed is None else filed
    return ResultRow(
        file=file,
        project=evaluation.name,
        budget=budget,
        executed=executed,
        rate=next(rates, None),
        score=score,
        grade=grade_of(score, scheme_of(evaluation)) or "",
        errors=found.count(Severity.ERROR),
        warnings=found.count(Severity.WARNING),
        note=_note(sheet, filed),
        computed=sheet.total,
        implementing_unit=evaluation.text("implementing_unit").strip(),
        year=evaluation.text("year").strip(),
    )


def _note(sheet: ScoreSheet, filed: Decimal | None) -> str:
    """Whose score it is, where it is not both the form's and zpj's."""
    if sheet.total is not None:
        return "表上没有填总分，得分为测算" if filed is None else score_remark(filed, sheet.total)
    why = sheet.open_for or "表不完整，没有测算总分"
    return f"没有得分（{why}）" if filed is None else f"得分为表上所填（{why}）"


def _is_on(item: Finding, evaluation: SelfEvaluation, *, is_alone: bool) -> bool:
    at_home = is_alone or item.location.startswith(f"{evaluation.location}!")
    return item.project == evaluation.name and at_home
