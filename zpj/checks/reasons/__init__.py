"""Rules over the reasons a filed report gives for deductions: missing, misplaced, or of another row."""
