"""The modules that hold the rules, and what each looks at.

workbooks: forms and workbooks, in the order of their findings. tables: plain tables of workbooks and reports.
papers: filed reports. Of a workbook's own texts some of these read, too, prose: the goals, results and reasons of its
forms and the sections written for a report; sections: the latter alone; forms: its forms, as a report has them;
between: several forms, for what belongs into another. A module is imported when there is something for it to look at.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType

_TABLE = """
funds                   workbooks
indicators              workbooks
budgets                 workbooks
completeness            workbooks
number_cells            workbooks
row_labels              workbooks
costs                   workbooks
formulas                workbooks
paper_facts             workbooks
tie_nouns               workbooks
paper_plans             workbooks prose
paper_rates             workbooks prose
paper_results           workbooks prose
paper_reasons           workbooks
paper_scores            workbooks
paper_slips             workbooks prose
text                    workbooks
scores                  workbooks
row_scores              workbooks
row_shares              workbooks
vague_reasons           workbooks
values                  workbooks
prose                   workbooks
accounts                tables
department              tables
documents               tables
paper_ledgers           tables
paper_prices            tables
paper_ranks             tables
tie_summary             tables
paper_added_up          papers
paper_adjusted_years    papers
paper_afterwards        papers
paper_all_done          papers prose
paper_alls              papers
paper_arithmetic        papers prose
paper_attachments       papers
paper_averages          papers sections
paper_balances          papers sections
paper_bearers           papers
paper_cells_again       papers
paper_chronology        papers
paper_claims            papers sections forms
paper_copies            papers
paper_counted_lists     papers
paper_counts            papers prose
paper_cover_dates       papers
paper_cut_texts         papers
paper_dated_rows        papers
paper_dates             papers
paper_declared          papers
paper_denials           papers
paper_directions        papers sections forms
paper_echoes            papers
paper_empty_cells       papers
paper_endings           papers prose
paper_even_prices       papers
paper_event_order       papers
paper_event_twice       papers
paper_far_figures       papers
paper_fewer_signs       papers
paper_foreign_clauses   papers
paper_form_labels       papers
paper_form_names        papers
paper_formulas          papers sections
paper_frames            papers
paper_framework         papers
paper_gaps_in_reasons   papers forms
paper_goals             papers
paper_goals_as_results  papers
paper_grid_shares       papers
paper_grid_sums         papers
paper_grids             papers
paper_head_units        papers
paper_headings          papers
paper_identity          papers
paper_inline            papers
paper_kin               papers
paper_labels            papers
paper_late_points       papers
paper_left_over         papers
paper_leftovers         papers between
paper_level_weights     papers
paper_listed            papers prose
paper_listed_amounts    papers
paper_listed_names      papers
paper_lone_slips        papers
paper_low_rates         papers
paper_marks             papers
paper_means             papers
paper_measures          papers
paper_misprints         papers
paper_money             papers sections
paper_money_kinds       papers
paper_money_levels      papers
paper_moves             papers sections
paper_name_slots        papers
paper_names             papers
paper_names_and_figures papers
paper_namesakes         papers
paper_near_names        papers
paper_next_steps        papers
paper_nones             papers
paper_odd_pairs         papers
paper_office_slots      papers
paper_offices           papers
paper_orphans           papers
paper_other_kinds       papers
paper_other_sections    papers
paper_other_words       papers
paper_outlines          papers
paper_outsiders         papers between
paper_own_office        papers
paper_paired_names      papers
paper_part_lists        papers
paper_parts             papers
paper_periods           papers sections
paper_places            papers forms
paper_points            papers prose
paper_products          papers sections
paper_project_slots     papers
paper_project_sums      papers
paper_project_tables    papers
paper_ratio_parts       papers
paper_ratios            papers
paper_relations         papers sections
paper_renamed_offices   papers
paper_repeats           papers
paper_roles             papers
paper_row_comments      papers
paper_row_figures       papers
paper_row_kinds         papers forms
paper_row_renames       papers
paper_row_slots         papers
paper_row_swaps         papers forms
paper_rows_told         papers forms
paper_runs              papers sections
paper_same_columns      papers
paper_same_rows         papers
paper_scales            papers
paper_schedules         papers sections
paper_score_columns     papers
paper_score_tables      papers
paper_score_words       papers forms
paper_section_kinds     papers
paper_sequels           papers forms
paper_series            papers
paper_shares            papers sections
paper_shortfalls        papers
paper_source_lists      papers
paper_sources           papers
paper_spans             papers sections
paper_speakers          papers
paper_spellings         papers
paper_spent_rates       papers
paper_stages            papers sections
paper_standard_goals    papers
paper_standards         papers
paper_strays            papers
paper_sums              papers prose
paper_table_counts      papers
paper_tallies           papers
paper_targets           papers forms
paper_things            papers
paper_timing            papers
paper_told_degrees      papers
paper_told_faults       papers
paper_told_otherwise    papers
paper_told_rows         papers
paper_topics            papers between
paper_total_rates       papers
paper_trends            papers
paper_turnabouts        papers
paper_twin_offices      papers
paper_unit_slots        papers
paper_twofold           papers
paper_typos             papers prose
paper_unexplained       papers
paper_units             papers
paper_usual_ratios      papers
paper_verdicts          papers
paper_voices            papers
paper_word_in_names     papers
paper_wholes            papers sections
paper_word_more         papers
paper_wording           papers prose
paper_work_spans        papers
paper_wrong_sections    papers
paper_year_echoes       papers
paper_year_places       papers
paper_year_turns        papers
paper_years             papers
tie_belonging           papers
tie_department          papers
tie_items               papers
tie_out                 papers
tie_tables              papers
"""


@cache
def families(kind: str) -> tuple[ModuleType, ...]:
    """The modules that look at a kind of thing; imported, they have registered their rules."""
    listed = (line.split() for line in _TABLE.split("\n") if line)
    return tuple(import_module(f"zpj.checks.{name}") for name, *kinds in listed if kind in kinds)
