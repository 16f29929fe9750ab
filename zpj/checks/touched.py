"""A filed report without the paragraphs its workbook's own report has word for word: for rules that read one alone."""

from __future__ import annotations

from functools import cache, lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.rule import PaperFinder
from zpj.domain.paper import Paragraph
from zpj.domain.records import replace

BY_THE_PARAGRAPH = frozenset((
    "paper_added_up.net_growth", "paper_arithmetic.changes", "paper_arithmetic.restatements",
    "paper_balances.balances", "paper_balances.mean_between", "paper_balances.shares_beside",
    "paper_claims.all_though_short", "paper_claims.no_balance", "paper_counts.bounds_as_results",
    "paper_counts.counts_of_periods", "paper_dates.impossible_dates", "paper_declared.scale_of_a_quantity",
    "paper_directions.beyond_goals", "paper_endings.left_off", "paper_inline.numbers_inside_a_paragraph",
    "paper_listed.sums_of_counts", "paper_marks.gaps_to_goals",
    "paper_measures.one_item_in_another_unit", "paper_measures.points_for_a_rate", "paper_moves.budget_moves",
    "paper_moves.points_and_percents", "paper_plans.goals_told_apart",
    "paper_products.parts_behind_totals", "paper_products.prices_in_prose",
    "paper_products.totals_behind_parts", "paper_rates.counts_of_parts", "paper_rates.ratios_in_sentences",
    "paper_repeats.named_twice", "paper_schedules.early_or_late", "paper_shares.shares",
    "paper_shortfalls.days_of_completion", "paper_shortfalls.gaps_by_name", "paper_shortfalls.undone_and_rows",
    "paper_slips.clipped_names", "paper_spans.beyond_all", "paper_spans.spans", "paper_spans.whole_in_another_unit",
    "paper_stages.out_of_order", "paper_sums.rates_in_paragraphs", "paper_sums.sums_in_sentences",
    "paper_targets.goals_and_targets", "paper_targets.reached_or_not",
    "paper_told_otherwise.sentences_but_for_a_word", "paper_typos.brackets",
    "paper_voices.former_names", "paper_wording.all_done", "paper_wording.document_numbers_of_paper",
    "paper_wording.grades_in_prose", "paper_wording.personal_data_of_paper", "paper_years.other_years",
    "paper_years.results_of_last_year",
))  # fmt: skip
"""The functions that judge a paragraph by itself, by its headings, the tables and the forms, not by another one."""


def read_by(find: PaperFinder, case: PaperCase) -> PaperCase:
    """What of a case a function needs to look at."""
    return touched(case) if _is_alone(find) else case


@cache
def _is_alone(find: PaperFinder) -> bool:
    return f"{find.__module__.rpartition('.')[2]}.{find.__name__}" in BY_THE_PARAGRAPH


@lru_cache(maxsize=4)
def touched(case: PaperCase) -> PaperCase:
    """The case with the titles, the headings and the paragraphs that are new, changed or under other headings.

    The whole case where no other report is known to compare with. What a rule says of a paragraph of the workbook's
    own report is no finding of the filed one, so that it need not look there.
    """
    if case.origin is None or case.origin is case.paper:
        return case
    known = set(map(_told, case.origin.paragraphs))
    lines = (line for line in case.paper.paragraphs if line.is_title or line.heading or _told(line) not in known)
    return replace(case, paper=replace(case.paper, paragraphs=tuple(lines)))


def _told(line: Paragraph) -> tuple[str, ...]:
    return (line.text, *(heading.title for heading in line.path))
