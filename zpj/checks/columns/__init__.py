"""Rules over the arithmetic of tables: totals, prices, shares, units of columns, figures of a row."""
