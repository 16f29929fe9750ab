"""zpj: reads, scores and reports project-expenditure self-evaluations (项目支出绩效自评)."""

__version__ = "0.1.0"
