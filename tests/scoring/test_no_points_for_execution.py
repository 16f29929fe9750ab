"""Forms whose rows make up 100 and whose funds have no points (上海, scoring tables): the rate is not added on top."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zpj.domain.model import Entry, FundLine, Indicator, SelfEvaluation
from zpj.schemes import load_scheme
from zpj.scoring.sheet import score_sheet


def entry(text: str) -> Entry:
    return Entry(text, None if text.startswith("≥") else Decimal(text), "自评表!A1")


def form(weights: list[str], columns: frozenset[str]) -> SelfEvaluation:
    funds = FundLine("自评表!A5", "资金总额", "total", full_year_budget=entry("100"), executed=entry("90"))
    rows = tuple(
        Indicator("自评表!A9", "产出", "数量", "次数", entry("≥5"), None, entry("5"), entry(weight))
        for weight in weights
    )
    return SelfEvaluation("自评表", "unknown", "mof-2020", "万元", funds=(funds,), indicators=rows, columns=columns)


def test_the_rate_has_no_points_where_the_rows_make_up_a_hundred() -> None:
    sheet = score_sheet(form(["60", "40"], frozenset({"funds.executed"})), load_scheme("mof-2020"))
    assert (sheet.total, sheet.weight, sheet.execution.value) == (100, 100, None)
    assert "90%；各行指标的分值合计已是 100" in sheet.execution.basis


@pytest.mark.parametrize(
    ("weights", "columns"), [(["60", "30"], frozenset()), (["60", "40"], frozenset({"funds.weight"}))]
)
def test_the_rate_keeps_the_points_of_the_scheme_otherwise(weights: list[str], columns: frozenset[str]) -> None:
    assert score_sheet(form(weights, columns), load_scheme("mof-2020")).execution.value == 9
