"""What a reviewer would object to: one function per check, grouped in families, all in one catalogue.

`rule` says what a check is, `families` lists the modules that hold them, `run` runs them, `consequences` drops what
only follows. `case` is what they look at: forms with their rows read and scored, and filed reports. What many checks
read of a report is read in one place each, in `reading`:

- `text`: its sections, sentences and all its texts; `figures`: the quantities of its sentences; `written_dates`: its
  dates; `events`: what was done on a day; `source_statements`: where its money is from
- `section_projects` and `subjects`: which project a section, a line, a cell is about
- `clauses_around`: the clause a place stands in; `word_else`: a name told with another word in it
- `tables`: plain tables, rows that sum up; `scoring_tables`: columns and rows of tables of scores; `grid_figures`: the
  figures of any table; `copied_rows`: the rows of forms given a second time
- `plain_patterns`: Chinese words, numbers, years, brackets; `reconcile`: what rounding may hide

The rules stand by what they are about:

- `form`: a form and its workbook by themselves; `points`, `reasons`, `claims`: what a report gives for a result, why
  points were lost, and what its words claim
- `sums`, `columns`, `counts`: arithmetic of sentences, of tables, and how many there are
- `rows`: the rows of a form against what the paper tells of them; `sources`: whose money it is; `names`; `dates`
- `projects`: several projects in one paper, and what another one left behind; `words`: slips of the pen; `headings`
- `tie`: a report against the workbooks beside it
"""
