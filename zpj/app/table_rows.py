"""What the tables over many projects (汇总表, 结果.xlsx) say of one of them."""

from __future__ import annotations

from decimal import Decimal

from zpj.app.standard_content import converted
from zpj.domain.amounts import plain
from zpj.domain.model import SelfEvaluation

UNIT = "万元"


def total_amounts(evaluation: SelfEvaluation) -> tuple[Decimal | None, Decimal | None]:
    """Budget and executed amount of 年度资金总额 in 万元. A form without 全年预算数 has the initial budget (S-06)."""
    line = evaluation.total_funds
    if line is None:
        return None, None
    amounts = [entry.number if entry else None for entry in (evaluation.budget(line), line.executed)]
    budget, executed = (None if one is None else converted(one, evaluation.unit, UNIT) for one in amounts)
    return budget, executed


def filed_score(evaluation: SelfEvaluation) -> Decimal | None:
    """The total the form reports, as displayed."""
    return evaluation.total.reported.displayed_number if evaluation.total.reported else None


def score_remark(filed: Decimal | None, computed: Decimal | None) -> str:
    """Both scores where they differ; empty otherwise."""
    if filed is None or computed is None or filed == computed:
        return ""
    return f"填报{plain(filed)}分，测算{plain(computed)}分"
