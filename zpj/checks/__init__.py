"""What a reviewer would object to: one function per check, grouped in families, all in one catalogue.

`rule` says what a check is, `families` lists the modules that hold them, `run` runs them, `consequences` drops what
only follows. What many checks read is read in one place each:

- `case`: forms with their rows read and scored; `paper_text`: the sections, sentences and all texts of a report
- `paper_figures`: the quantities of its sentences; `written_dates`: its dates; `paper_subjects`: whose they are
- `clauses_around`: the clause a place stands in; `word_else`: a name told with another word in it
- `tables`: plain tables, rows that sum up; `scoring_tables`: columns and rows of tables of scores; `grid_figures`: the
  figures of any table; `paper_copied_rows`: the rows of forms given a second time
- `tie_passages` and `tie_figures`: prose as it is compared with a form; `reconcile`: what rounding may hide
- `plain_patterns`: Chinese words, numbers, years, brackets
"""
