"""Runs every check over a workbook in one pass and drops what follows from another finding."""

from __future__ import annotations

from collections.abc import Iterable

from zpj.checks import (
    accounts,
    budgets,
    completeness,
    costs,
    documents,
    funds,
    indicators,
    prose,
    row_scores,
    scores,
    text,
    values,
)
from zpj.checks.case import BookCase, book_case, row_of
from zpj.checks.rule import RULES, Hit, Rule
from zpj.domain.findings import Finding, Severity
from zpj.domain.model import Workbook

FAMILIES = (
    completeness,
    funds,
    budgets,
    accounts,
    indicators,
    values,
    costs,
    scores,
    row_scores,
    prose,
    text,
    documents,
)

_Found = tuple[Rule, str, Hit, int]


def check_workbook(book: Workbook) -> list[Finding]:
    """All findings of a workbook: by project in the order of its forms, errors first."""
    return findings_of(book_case(book))


def findings_of(case: BookCase) -> list[Finding]:
    """The findings of a workbook already read and scored."""
    found = [*_form_hits(case), *_book_hits(case)]
    order = {form.project: position for position, form in enumerate(reversed(case.forms))}
    kept = [_finding(item, case.book.path) for item in _without_consequences(found)]
    return sorted(kept, key=lambda item: (-order.get(item.project, -1), item.severity.rank))


def _form_hits(case: BookCase) -> Iterable[_Found]:
    for position, form in enumerate(case.forms):
        for rule in RULES.values():
            if rule.over == "form":
                yield from ((rule, form.project, hit, position) for hit in rule.find(form))


def _book_hits(case: BookCase) -> Iterable[_Found]:
    for rule in RULES.values():
        if rule.over == "book":
            yield from ((rule, hit.project, hit, -1) for hit in rule.find(case))


def _without_consequences(found: list[_Found]) -> list[_Found]:
    """Drop a finding whose cause is reported for the same row, or for the form where one of the two has no row."""
    rows: dict[tuple[str, int], set[str]] = {}
    for rule, _, hit, position in found:
        rows.setdefault((rule.id, position), set()).add(row_of(hit.row))

    def follows(rule: Rule, hit: Hit, position: int) -> bool:
        own = row_of(hit.row)
        causes = (rows.get((cause, position), set()) for cause in rule.follows)
        return any(known and (not own or own in known or "" in known) for known in causes)

    return [item for item in found if not follows(item[0], item[2], item[3])]


def _finding(item: _Found, file: str) -> Finding:
    rule, project, hit, _ = item
    words = {
        "found": hit.found or "",
        "expected": hit.expected or "",
        "difference": hit.difference or "",
        "quote": hit.quote or "",
        **hit.words,
    }
    return Finding(
        rule=rule.id,
        severity=hit.level or rule.severity,
        project=project,
        file=file,
        location=hit.location,
        message=rule.message.format(**words),
        found=hit.found,
        expected=hit.expected,
        difference=hit.difference,
        tolerance=hit.tolerance,
        quote=hit.quote,
        basis=hit.basis,
        clause=hit.clause or rule.clause,
        fix=rule.fix,
    )


def count(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each severity."""
    counts = {severity.value: 0 for severity in Severity}
    for finding in findings:
        counts[finding.severity.value] += 1
    return counts
