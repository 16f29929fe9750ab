"""Runs every check over a workbook or a filed report in one pass and drops what follows from another finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial
from importlib import import_module
from types import ModuleType

from zpj.checks import (
    budgets,
    completeness,
    costs,
    formulas,
    funds,
    indicators,
    number_cells,
    paper_facts,
    paper_plans,
    paper_rates,
    paper_reasons,
    paper_results,
    paper_scores,
    paper_slips,
    prose,
    row_labels,
    row_scores,
    row_shares,
    scores,
    text,
    tie_nouns,
    vague_reasons,
    values,
)
from zpj.checks.case import BookCase, FormCase, PaperCase, book_case, paper_case
from zpj.checks.consequences import Found, without_consequences
from zpj.checks.material import material_cases
from zpj.checks.own_scoring import by_own_scoring
from zpj.checks.rule import IN_PAPERS, RULES, WAYS, PaperFinder, Rule
from zpj.checks.tie_consequences import without_computed
from zpj.checks.touched import read_by
from zpj.domain.findings import Finding, Severity
from zpj.domain.model import Workbook
from zpj.domain.paper import Paper
from zpj.domain.records import replace

_FAMILIES = (
    funds,
    indicators,
    budgets,
    completeness,
    number_cells,
    row_labels,
    costs,
    formulas,
    paper_facts,
    tie_nouns,
    paper_plans,
    paper_rates,
    paper_results,
    paper_reasons,
    paper_scores,
    paper_slips,
    text,
    scores,
    row_scores,
    row_shares,
    vague_reasons,
    values,
    prose,
)
"""What looks at forms, in the order of its findings."""
_ON_TABLES = ("accounts", "documents", "paper_ledgers", "paper_prices", "paper_ranks", "tie_summary")
"""What looks at the plain tables of workbooks and reports alone, imported when there are any."""

_ON_PAPERS = (
    "paper_added_up", "paper_afterwards", "paper_all_done", "paper_alls", "paper_arithmetic", "paper_attachments",
    "paper_averages", "paper_balances", "paper_bearers", "paper_cells_again", "paper_chronology", "paper_claims",
    "paper_copies", "paper_counts", "paper_dated_rows", "paper_dates", "paper_declared", "paper_denials",
    "paper_directions", "paper_echoes", "paper_empty_cells", "paper_endings", "paper_even_prices",
    "paper_event_order", "paper_event_twice", "paper_far_figures", "paper_foreign_clauses", "paper_form_labels",
    "paper_form_names", "paper_formulas", "paper_frames", "paper_gaps_in_reasons", "paper_goals",
    "paper_goals_as_results", "paper_grid_sums", "paper_grids", "paper_head_units", "paper_headings",
    "paper_identity", "paper_inline", "paper_kin", "paper_labels", "paper_late_points", "paper_leftovers",
    "paper_level_weights", "paper_listed", "paper_listed_amounts", "paper_listed_names", "paper_lone_slips",
    "paper_low_rates", "paper_marks", "paper_means", "paper_measures", "paper_misprints", "paper_money",
    "paper_moves", "paper_name_slots", "paper_names", "paper_names_and_figures", "paper_namesakes",
    "paper_near_names", "paper_next_steps", "paper_nones", "paper_odd_pairs", "paper_offices", "paper_orphans",
    "paper_other_kinds", "paper_other_sections", "paper_other_words", "paper_outlines", "paper_outsiders",
    "paper_own_office", "paper_paired_names", "paper_part_lists", "paper_parts", "paper_periods", "paper_places",
    "paper_points", "paper_products", "paper_project_slots", "paper_project_tables", "paper_ratio_parts",
    "paper_ratios", "paper_relations", "paper_renamed_offices", "paper_repeats", "paper_roles",
    "paper_row_comments", "paper_row_figures", "paper_row_kinds", "paper_row_renames", "paper_row_slots",
    "paper_row_swaps", "paper_rows_told", "paper_runs", "paper_same_columns", "paper_same_rows", "paper_scales",
    "paper_schedules", "paper_score_columns", "paper_score_tables", "paper_score_words", "paper_section_kinds",
    "paper_sequels", "paper_series", "paper_shares", "paper_shortfalls", "paper_spans", "paper_spellings",
    "paper_spent_rates", "paper_stages", "paper_standards", "paper_strays", "paper_sums", "paper_table_counts",
    "paper_tallies", "paper_targets", "paper_things", "paper_timing", "paper_told_otherwise", "paper_told_rows",
    "paper_topics", "paper_trends", "paper_turnabouts", "paper_twofold", "paper_typos", "paper_unexplained",
    "paper_units", "paper_verdicts", "paper_voices", "paper_wholes", "paper_word_more", "paper_wording",
    "paper_work_spans", "paper_year_echoes", "paper_year_places", "paper_year_turns", "paper_years",
    "tie_belonging", "tie_department", "tie_items", "tie_out", "tie_tables",
)  # fmt: skip
"""What looks at filed reports alone, imported when there is one."""
_ON_PROSE = (
    "paper_arithmetic", "paper_counts", "paper_endings", "paper_listed", "paper_plans", "paper_points",
    "paper_rates", "paper_results", "paper_slips", "paper_sums", "paper_typos", "paper_all_done",
    "paper_wording",
)  # fmt: skip
"""Of the families over papers, those that read the short texts of forms: goals, results, reasons."""
_ON_SECTIONS = (
    "paper_averages", "paper_balances", "paper_claims", "paper_directions", "paper_formulas", "paper_money",
    "paper_moves", "paper_periods", "paper_products", "paper_relations", "paper_runs", "paper_schedules",
    "paper_shares", "paper_spans", "paper_stages", "paper_wholes",
)  # fmt: skip
"""Those that read the sections written for a report, too: not headings, names on a cover, tables or attachments."""
_ON_FORMS = (
    "paper_claims", "paper_directions", "paper_gaps_in_reasons", "paper_places", "paper_row_kinds", "paper_row_swaps",
    "paper_rows_told", "paper_score_words", "paper_sequels", "paper_targets",
)  # fmt: skip
"""Those that find something in a form alone: workbooks get it, too."""
_BETWEEN_FORMS = ("paper_leftovers", "paper_outsiders", "paper_topics")
"""Those that find in one form what belongs into another."""

_ARITHMETIC = ("ZPJ204", "ZPJ218", "ZPJ235", "ZPJ236", "ZPJ237", "ZPJ238", "ZPJ239", "ZPJ431")


def all_families() -> tuple[ModuleType, ...]:
    """Every family; imported, it has registered its rules."""
    return (*_FAMILIES, *_families(_ON_TABLES), *_families(_ON_PAPERS))


def _families(names: tuple[str, ...]) -> tuple[ModuleType, ...]:
    return tuple(import_module(f"zpj.checks.{name}") for name in names)


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
    found = by_own_scoring(found, report) if report else found
    return _sorted(found, case.forms, case.book.path)


def check_paper(case: PaperCase, rules: frozenset[str] = frozenset()) -> list[Finding]:
    """The findings of a filed report alone, read against the forms it is about; of some rules only, where named."""
    found = without_computed(list(_paper_hits(case, rules)), case)
    return _sorted(found, case.forms, case.paper.path)


def check_tables(report: Workbook, forms: tuple[FormCase, ...]) -> list[Finding]:
    """What a filed report's own tables prove by themselves: totals, products, rates, serial numbers, scores."""
    case = BookCase(report, forms)
    rules = [rule for rule in _rules("book", tables=True) if rule.id in _ARITHMETIC]
    found = [(rule, hit.project, hit, -1) for rule in rules for hit in rule.find(case)]
    return _sorted(found, forms, report.path)


def _sorted(found: list[Found], forms: Sequence[FormCase], file: str) -> list[Finding]:
    causes = without_consequences(found)
    order = {form.project: position for position, form in enumerate(reversed(forms))}
    kept = {(item.rule, item.location, item.message): item for item in map(partial(_finding, file=file), causes)}
    return sorted(kept.values(), key=lambda item: (-order.get(item.project, -1), item.severity.rank))


@cache
def _rules(over: str, *, tables: bool = False) -> tuple[Rule, ...]:
    """The rules over a form, or over a workbook with or without plain tables, in the order of their families."""
    families = (*_FAMILIES, *_families(_ON_TABLES if tables else ()))
    found = [rule for rule in RULES.values() if rule.over == over]
    return tuple(rule for family in families for rule in found if rule.find.__module__ == family.__name__)


def _form_hits(case: BookCase) -> Iterable[Found]:
    for position, form in enumerate(case.forms):
        for rule in _rules("form"):
            yield from ((rule, form.project, hit, position) for hit in rule.find(form))


def _book_hits(case: BookCase) -> Iterable[Found]:
    for rule in _rules("book", tables=bool(case.book.tables)):
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
    families = {family.__name__ for family in _families(_ON_FORMS + (_BETWEEN_FORMS if several else ()))}
    return tuple(rule for rule in _own_of_papers() if rule.find.__module__ in families)


def _material_hits(case: BookCase) -> Iterable[Found]:
    """What the rules of papers say of the clerk's texts for the reports."""
    for number, paper in enumerate(material_cases(case)):
        for rule in _rules_of_prose(sections=bool(paper.paper.titles)):
            for hit in rule.find(paper):
                yield rule, hit.project or paper.project(0), replace(hit, row=hit.row or hit.location), -3 - number


@cache
def _rules_of_prose(*, sections: bool) -> tuple[Rule, ...]:
    """The rules that read the words of a paper, and the one that finds what was left open."""
    families = {family.__name__ for family in _families(_ON_PROSE + (_ON_SECTIONS if sections else ()))}
    left_open = import_module("zpj.checks.paper_headings").placeholders
    return tuple(rule for rule in _own_of_papers() if rule.find.__module__ in families or rule.find is left_open)


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
    all_families()
    own = [(rule, rule.find) for rule in _own_of_papers()]
    of_books = [(RULES[name], find) for name, find in IN_PAPERS.items()]
    return tuple(item for finders in (own, of_books) for item in sorted(finders, key=lambda item: item[1].__module__))


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
