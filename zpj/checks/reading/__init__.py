"""How the rules read papers and tables: texts, figures, dates, tables of scores, columns, each in one place."""
