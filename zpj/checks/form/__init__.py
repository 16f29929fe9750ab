"""Rules over a form and its workbook: what is filled in, funds, indicators, values, scores, the plain tables."""
