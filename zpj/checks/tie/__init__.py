"""Rules that tie a report to the workbooks beside it, and how a figure of prose is known to be one of a form."""
