"""The modules that hold the rules, and what each looks at.

workbooks: forms and workbooks. tables: plain tables of workbooks and reports; reported: those of filed reports alone.
papers: filed reports. Of a workbook's
own texts some of these read, too, prose: the goals, results and reasons of its forms and the sections written for a
report; sections: the latter alone; forms: its forms, as a report has them; between: several forms, for what belongs
into another. A module is imported when there is something for it to look at. The order is that of the findings: of
two rules that say the same of a place, the first is told.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType

_TABLE = """
form.funds                  workbooks
form.indicators             workbooks
form.budgets                workbooks
form.completeness           workbooks
form.number_cells           workbooks
form.row_labels             workbooks
form.costs                  workbooks
form.formulas               workbooks
rows.facts                  workbooks
tie.nouns                   workbooks
rows.plans                  workbooks prose
sums.rates                  workbooks prose
claims.results              workbooks prose
reasons.given               workbooks
points.totals_told          workbooks
words.slips                 workbooks prose
form.text                   workbooks
form.scores                 workbooks
form.row_scores             workbooks
form.row_shares             workbooks
form.vague_reasons          workbooks
form.values                 workbooks
form.prose                  workbooks
form.accounts               tables
form.department             tables
form.documents              tables
columns.ledgers             reported
columns.prices              reported
columns.ranks               reported
tie.summary                 tables
claims.all_and_none         papers sections forms
claims.all_done             papers prose
claims.alls                 papers
claims.denials              papers
claims.directions           papers sections forms
claims.nones                papers
claims.shortfalls           papers
claims.trends               papers
columns.empty_cells         papers
columns.even_prices         papers
columns.grid_shares         papers
columns.grid_sums           papers
columns.grids               papers
columns.head_units          papers
columns.outlines            papers
columns.row_figures         papers
columns.same_columns        papers
columns.series              papers
columns.total_rates         papers
counts.contradictions       papers prose
counts.counted_lists        papers
counts.identity             papers
counts.levels               papers
counts.listed               papers prose
counts.table_counts         papers
counts.things               papers
counts.wholes               papers sections
dates.adjusted_years        papers
dates.afterwards            papers
dates.chronology            papers
dates.cover_dates           papers
dates.dated_rows            papers
dates.days                  papers
dates.event_order           papers
dates.event_twice           papers
dates.next_steps            papers
dates.schedules             papers sections
dates.stages                papers sections
dates.timing                papers
dates.turnabouts            papers
dates.work_spans            papers
dates.year_echoes           papers
dates.year_places           papers
dates.year_turns            papers
dates.years                 papers
headings.attachments        papers
headings.form_labels        papers
headings.numbering          papers
headings.section_kinds      papers
names.bearers               papers
names.covers                papers
names.form_names            papers
names.kin                   papers
names.labels                papers
names.listed_names          papers
names.namesakes             papers
names.near_names            papers
names.office_slots          papers
names.offices               papers
names.offices_and_projects  papers
names.other_kinds           papers
names.other_words           papers
names.own_names             papers
names.own_office            papers
names.paired_names          papers
names.renamed_offices       papers
names.repeats               papers
names.roles                 papers
names.slots                 papers
names.speakers              papers
names.spellings             papers
names.twin_offices          papers
names.unit_slots            papers
names.word_more             papers
points.frames               papers
points.late_points          papers
points.level_weights        papers
points.marks                papers
points.points_told          papers prose
points.row_points_told     papers
points.row_standards        papers
points.score_columns        papers
points.score_tables         papers
points.score_words          papers forms
points.told_degrees         papers
points.told_faults          papers
points.verdicts             papers
projects.cells_again        papers
projects.foreign_clauses    papers
projects.left_over          papers
projects.leftovers          papers between
projects.other_sections     papers
projects.outsiders          papers between
projects.project_slots      papers
projects.project_sums       papers
projects.project_tables     papers
projects.sequels            papers forms
projects.strays             papers
projects.topics             papers between
projects.voices             papers
projects.wrong_sections     papers
reasons.gaps                papers forms
reasons.low_rates           papers
reasons.row_comments        papers
reasons.unexplained         papers
rows.copies                 papers
rows.echoes                 papers
rows.far_figures            papers
rows.framework              papers
rows.goals                  papers
rows.goals_as_results       papers
rows.kinds                  papers forms
rows.names_and_figures      papers
rows.names_with_a_word_else papers
rows.places                 papers forms
rows.renames                papers
rows.rows_told              papers forms
rows.slots                  papers
rows.standard_goals         papers
rows.swaps                  papers forms
rows.targets                papers forms
rows.told_otherwise         papers
rows.told_rows              papers
rows.told_twice             papers
rows.twofold                papers
sources.declared            papers
sources.money_kinds         papers
sources.money_levels        papers
sources.source_lists        papers
sources.whose_money         papers
sums.added_up               papers
sums.arithmetic             papers prose
sums.averages               papers sections
sums.balances               papers sections
sums.formulas               papers sections
sums.listed_amounts         papers
sums.lone_slips             papers
sums.means                  papers
sums.measures               papers
sums.money                  papers sections
sums.moves                  papers sections
sums.orphans                papers
sums.part_lists             papers
sums.parts                  papers
sums.periods                papers sections
sums.products               papers sections
sums.ratio_parts            papers
sums.ratios                 papers
sums.relations              papers sections
sums.runs                   papers sections
sums.scales                 papers
sums.shares                 papers sections
sums.spans                  papers sections
sums.spent_rates            papers
sums.sums_and_rates         papers prose
sums.tallies                papers
sums.usual_ratios           papers
tie.belonging               papers
tie.department              papers
tie.figures_tied            papers
tie.items                   papers
tie.tables                  papers
words.cut_texts             papers
words.endings               papers prose
words.fewer_signs           papers
words.inline                papers
words.misprints             papers
words.odd_pairs             papers
words.typos                 papers prose
words.wording               papers prose
"""


@cache
def families(*wanted: str) -> tuple[ModuleType, ...]:
    """The modules that look at things of some kinds; imported, they have registered their rules."""
    listed = (line.split() for line in _TABLE.split("\n") if line)
    return tuple(
        import_module(f"zpj.checks.{name}") for name, *kinds in listed if any(kind in kinds for kind in wanted)
    )
