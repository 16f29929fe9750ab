"""Of a figure that differs from the workbook's only that is told, not what other rules make of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.checks.tie_faults import is_told, spoilt
from tests.checks.tie_filed import checked, draw, sample, told
from zpj.domain.findings import Severity

BIDDING, HANDLING = "医药招采与基金监管", "医疗保障经办和服务能力提升"


@pytest.mark.parametrize(
    ("name", "change", "rules", "expected"),
    [
        (BIDDING, ("62,502.5", "62,052.5"), {"ZPJ567"}, "62,502.5"),
        (HANDLING, ("得7分，扣3分", "得8分，扣3分"), {"ZPJ561"}, "7"),
        (HANDLING, ("自评得97分", "自评得79分"), {"ZPJ503"}, "97"),
    ],
)
def test_what_is_reckoned_from_a_wrong_figure_is_not_told(
    name: str, change: tuple[str, str], rules: set[str], expected: str, tmp_path: Path
) -> None:
    found = told(sample(name), tmp_path, change)
    assert {one.rule for one in found} == rules
    assert {one.expected for one in found} == {expected}


def test_nothing_is_told_of_a_fault_but_the_fault(tmp_path: Path) -> None:
    random = Random(77)
    for _ in range(60):
        report, fault = draw(random)
        found = [one for one in checked(report, spoilt(report.data, fault), tmp_path)
                 if one.rule != "ZPJ522" and one.severity is not Severity.INFO]  # fmt: skip
        assert [one for one in found if not is_told(fault, [one])] == [], (report.title, fault)


def test_what_does_not_follow_from_a_wrong_figure_is_told_beside_it(tmp_path: Path) -> None:
    alone = told(sample(HANDLING), tmp_path, ("（二）项目资金调整情况", "（四）项目资金调整情况"))
    both = told(
        sample(HANDLING), tmp_path, ("自评得97分", "自评得79分"), ("（二）项目资金调整情况", "（四）项目资金调整情况")
    )
    assert alone
    assert [one for one in both if one.rule != "ZPJ503"] == alone
