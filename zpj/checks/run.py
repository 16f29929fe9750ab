"""Runs every check over a workbook or a filed report in one pass and drops what follows from another finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial
from importlib import import_module
from types import ModuleType

from zpj.checks.case import BookCase, FormCase, PaperCase, book_case, paper_case
from zpj.checks.consequences import Found, without_consequences
from zpj.checks.families import families
from zpj.checks.material import material_cases
from zpj.checks.rule import IN_PAPERS, RULES, WAYS, PaperFinder, Rule
from zpj.checks.touched import read_by
from zpj.domain.findings import Finding, Severity
from zpj.domain.model import Workbook
from zpj.domain.paper import Paper
from zpj.domain.records import replace

_ARITHMETIC = ("ZPJ204", "ZPJ218", "ZPJ235", "ZPJ236", "ZPJ237", "ZPJ238", "ZPJ239", "ZPJ431")


def all_families() -> tuple[ModuleType, ...]:
    """Every family; imported, it has registered its rules."""
    return families("workbooks", "tables", "reported", "papers")


def check_workbook(book: Workbook, paper: PaperCase | None = None) -> list[Finding]:
    """All findings of a workbook: by project in the order of its forms, errors first.

    `paper` is the case of the report the file is, where more is known than its own file says.
    """
    return findings_of(book_case(book), paper)


def findings_of(case: BookCase, paper: PaperCase | None = None) -> list[Finding]:
    """The findings of a workbook already read and scored, and of the report it is."""
    report = paper or paper_case(case)
    of_paper = _paper_hits(report) if report else _hits_of_forms(case)
    found = [*_form_hits(case), *_book_hits(case), *_material_hits(case), *of_paper]
    if report:
        from zpj.checks.own_scoring import by_own_scoring

        found = by_own_scoring(found, report)
    return _sorted(found, case.forms, case.book.path)


def check_paper(case: PaperCase, rules: frozenset[str] = frozenset()) -> list[Finding]:
    """The findings of a filed report alone, read against the forms it is about; of some rules only, where named."""
    return _sorted(_tied_hits(case, rules)[0], case.forms, case.paper.path)


def check_report(case: PaperCase, report: Workbook) -> tuple[list[Finding], list[Finding]]:
    """The findings of a filed report, and those of its own tables, without what follows from the former's figures."""
    found, right = _tied_hits(case)
    tables = _table_hits(report, case.forms)
    if right and tables:
        from zpj.checks.tie.consequences import with_tables, without_followers

        tables = without_followers(tables, _table_hits(with_tables(report, right), case.forms))
    return _sorted(found, case.forms, case.paper.path), _sorted(tables, case.forms, report.path)


def check_tables(report: Workbook, forms: tuple[FormCase, ...]) -> list[Finding]:
    """What a filed report's own tables prove by themselves: totals, products, rates, serial numbers, scores."""
    return _sorted(_table_hits(report, forms), forms, report.path)


def _table_hits(report: Workbook, forms: tuple[FormCase, ...]) -> list[Found]:
    case = BookCase(report, forms)
    rules = [rule for rule in _rules("book", "tables", "reported") if rule.id in _ARITHMETIC]
    return [(rule, hit.project, hit, -1) for rule in rules for hit in rule.find(case)]


def _tied_hits(case: PaperCase, rules: frozenset[str] = frozenset()) -> tuple[list[Found], Paper | None]:
    """What is found in a report, without what follows from figures that differ from the workbook's; and the report with
    these as they should be, None where there are none."""
    from zpj.checks.tie.consequences import asked_again, mended, without_followers

    found = list(_paper_hits(case, rules))
    right, others = mended(found, case), asked_again(found)
    if right and others:
        found = without_followers(found, _paper_hits(replace(case, paper=right), others))
    return found, right


def _sorted(found: list[Found], forms: Sequence[FormCase], file: str) -> list[Finding]:
    causes = without_consequences(found)
    order = {form.project: position for position, form in enumerate(reversed(forms))}
    kept = {(item.rule, item.location, item.message): item for item in map(partial(_finding, file=file), causes)}
    return sorted(kept.values(), key=lambda item: (-order.get(item.project, -1), item.severity.rank))


@cache
def _rules(over: str, *more: str) -> tuple[Rule, ...]:
    """The rules over a form, or over a workbook and more kinds of things in it, in the order of their families."""
    asked = families("workbooks", *more)
    found = [rule for rule in RULES.values() if rule.over == over]
    return tuple(rule for family in asked for rule in found if rule.find.__module__ == family.__name__)


def _form_hits(case: BookCase) -> Iterable[Found]:
    for position, form in enumerate(case.forms):
        for rule in _rules("form"):
            yield from ((rule, form.project, hit, position) for hit in rule.find(form))


def _book_hits(case: BookCase) -> Iterable[Found]:
    tables = ("tables", "reported") if case.book.paper else ("tables",)
    for rule in _rules("book", *(tables if case.book.tables else ())):
        for hit in rule.find(case):
            in_table = case.book.paper is not None and not hit.row
            yield rule, hit.project, replace(hit, row=hit.location) if in_table else hit, -1


def _hits_of_forms(case: BookCase) -> Iterable[Found]:
    """What the rules of papers say of the forms of a workbook, beside which there is no paper."""
    paper = PaperCase(Paper(case.book.path), case.forms, case.book)
    for rule in _rules_of_forms(several=len(case.forms) > 1):
        yield from _in_paper(rule, rule.find, paper)


@cache
def _rules_of_forms(*, several: bool) -> tuple[Rule, ...]:
    asked = {family.__name__ for family in (*families("forms"), *(families("between") if several else ()))}
    return tuple(rule for rule in _own_of_papers() if rule.find.__module__ in asked)


def _material_hits(case: BookCase) -> Iterable[Found]:
    """What the rules of papers say of the clerk's texts for the reports."""
    for number, paper in enumerate(material_cases(case)):
        for rule in _rules_of_prose(sections=bool(paper.paper.titles)):
            for hit in rule.find(paper):
                yield rule, hit.project or paper.project(0), replace(hit, row=hit.row or hit.location), -3 - number


@cache
def _rules_of_prose(*, sections: bool) -> tuple[Rule, ...]:
    """The rules that read the words of a paper, and the one that finds what was left open."""
    asked = {family.__name__ for family in (*families("prose"), *(families("sections") if sections else ()))}
    left_open = import_module("zpj.checks.headings.numbering").placeholders
    return tuple(rule for rule in _own_of_papers() if rule.find.__module__ in asked or rule.find is left_open)


def _paper_hits(case: PaperCase, rules: frozenset[str] = frozenset()) -> Iterable[Found]:
    """`rules` are those wanted, none for all."""
    for rule, find in _paper_finders():
        if not rules or rule.id in rules:
            yield from _in_paper(rule, find, read_by(find, case))


def _in_paper(rule: Rule, find: PaperFinder, case: PaperCase) -> Iterable[Found]:
    for hit in find(case):
        yield rule, hit.project, replace(hit, row=hit.row or hit.location), -2


def _own_of_papers() -> tuple[Rule, ...]:
    """The rules over papers, and once more with each other way of finding."""
    return (*(rule for rule in RULES.values() if rule.over == "paper"), *(way.as_rule() for way in WAYS))


@cache
def _paper_finders() -> tuple[tuple[Rule, PaperFinder], ...]:
    """What looks at filed reports, by the families: their own rules, then those of workbooks."""
    place = {family.__name__: number for number, family in enumerate(all_families())}
    own = [(rule, rule.find) for rule in _own_of_papers()]
    of_books = [(RULES[name], find) for name, find in IN_PAPERS.items()]
    return tuple(
        item for finders in (own, of_books) for item in sorted(finders, key=lambda item: place[item[1].__module__])
    )


def _finding(item: Found, file: str) -> Finding:
    rule, project, hit, _ = item
    words = {
        "found": hit.found or "",
        "expected": hit.expected or "",
        "difference": hit.difference or "",
        "quote": hit.quote or "",
        "basis": hit.basis or "",
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
