"""What the schemes of single offices and of 2021 do differently."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zpj.schemes import load_scheme
from zpj.scoring.choice import score_indicator
from zpj.scoring.execution import score_execution


@pytest.mark.parametrize(
    ("target", "actual", "weight", "level2", "score"),
    [
        ("≤12万元", "9.1828", 10, "成本指标", "7.7"),
        ("15.5万元", "15.471万元", 18, "成本指标", "18"),
        ("≤2689.5万元", "2726万元", 20, "成本指标", "20"),
        ("≥45家", "44家", 15, "数量指标", "14.7"),
        ("50件次", "37", 20, "数量指标", "14.8"),
        ("≤7个单位", "7个单位", 20, "数量指标", "20"),
        ("≤6个月", "6个月", 20, "时效指标", "20"),
        ("≥45家", "44家", 15, "（一）数量指标", "14.7"),
        ("≤12万元", "9.1828", 10, "2.成本指标（10 分）", "7.7"),
        ("≤12万元", "9.1828", 10, "经济成本指标", "10"),
    ],
)
def test_fengtai_counts_quantity_and_cost_as_actual_over_target(
    target: str, actual: str, weight: int, level2: str, score: str
) -> None:
    result = score_indicator(target, actual, Decimal(weight), load_scheme("fengtai"), level2)
    assert result.value == Decimal(score), result.basis


@pytest.mark.parametrize(("rate", "score"), [("100", "10"), ("99.9", "7"), ("80", "7"), ("79.9", "5"), ("59.9", "0")])
def test_the_2021_guide_scores_execution_in_tiers(rate: str, score: str) -> None:
    assert score_execution(Decimal(100), Decimal(rate), load_scheme("mof-2021")).value == Decimal(score)


@pytest.mark.parametrize(("actual", "score"), [("92%", "10"), ("90%", "10"), ("85%", "8"), ("60%", "5"), ("59%", "0")])
def test_the_2021_guide_scores_satisfaction_in_tiers(actual: str, score: str) -> None:
    result = score_indicator("≥95%", actual, Decimal(10), load_scheme("mof-2021"), "服务对象满意度指标")
    assert result.value == Decimal(score)


def test_the_2021_guide_gives_nothing_below_sixty_percent_and_stretches_the_rest() -> None:
    scheme = load_scheme("mof-2021")
    assert score_indicator("≥100次", "59次", Decimal(10), scheme, "数量指标").value == 0
    assert score_indicator("≥100次", "80次", Decimal(10), scheme, "数量指标").value == Decimal(5)


def test_hubei_gives_execution_twenty_points_and_other_bands() -> None:
    scheme = load_scheme("hubei")
    assert score_execution(Decimal(100), Decimal(80), scheme).value == Decimal(16)
    partly = score_indicator("持续改善", "部分达成", Decimal(10), scheme, "社会效益指标")
    assert (partly.low, partly.high) == (Decimal(5), Decimal(8))
    assert score_indicator("≤10天", "15天", Decimal(10), scheme, "时效指标").value == Decimal("6.67")
