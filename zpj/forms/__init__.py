"""Self-evaluation forms: found on a Grid by their labels, and written as standard workbooks."""
