"""A form whose execution rate is one of its indicators, or that plans once: its points and amounts count once."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from tests.checks.check_cases import CLEAN, D, found, grid
from tests.forms.grids import Content
from zpj.app.previewing import outliers, preview_of
from zpj.app.table_rows import total_amounts
from zpj.checks.case import form_case
from zpj.checks.run import check_workbook
from zpj.domain.model import SelfEvaluation, Workbook
from zpj.forms.frame import find_frames
from zpj.forms.reader import read_forms
from zpj.forms.summary_sheet import SummaryRow
from zpj.forms.writer import score_writes
from zpj.report.department_overview import amounts_of
from zpj.schemes import load_scheme
from zpj.scoring.sheet import score_sheet

ROWS = [
    ("预算执行率", "预算执行率", "预算执行率"),
    ("产出指标", "时效指标", "预算执行率"),
    ("产出指标", "数量指标", "指标1：财政资金执行率"),
    ("管理指标", "资金管理", "预算 执行率（10分）"),
]


def with_row(levels: tuple[str, str, str], points_above: Content = None, weight: int = 10) -> list[list[Content]]:
    """The clean form with the rate as an indicator; `points_above` stands as 分值 and 得分 in its funds block."""
    rows = copy.deepcopy(CLEAN)
    rows[5][7], rows[5][9] = points_above, D("9.48") if isinstance(points_above, int) else points_above
    reason = "部分工程款按合同留待验收后支付，下年一季度付清。"
    rows.insert(18, [None, *levels, "100%", "94.8%", weight, D("9.48"), reason])
    return rows


def read(rows: list[list[Content]]) -> SelfEvaluation:
    (form,) = read_forms(grid(rows=rows), "mof", "mof-2020")
    return form


@pytest.mark.parametrize("above", [None, "—", 10])
@pytest.mark.parametrize("levels", ROWS)
def test_a_rate_that_is_an_indicator_is_counted_once(levels: tuple[str, str, str], above: Content) -> None:
    form = read(with_row(levels, above))
    sheet = score_sheet(form, load_scheme("mof-2020"))
    assert (sheet.total, sheet.weight, sheet.execution.value) == (D("99.27"), D(100), D("9.48"))
    rules = {item.rule for item in found(Workbook("表.xlsx", (form,)))}
    assert not rules & {"ZPJ202", "ZPJ301", "ZPJ302", "ZPJ403"}
    assert preview_of(form_case(form), ()).by_rule == D("99.27")


def test_a_rate_beside_the_points_of_the_funds_block_is_an_indicator_like_others() -> None:
    rows = with_row(("产出指标", "时效指标", "预算执行率"), 10)
    rows[12][6] = rows[12][7] = 15
    form = read(rows)
    assert score_sheet(form, load_scheme("mof-2020")).weight == 100
    assert "ZPJ301" not in {item.rule for item in found(Workbook("表.xlsx", (form,)))}


def test_weights_that_are_wrong_beside_such_an_indicator_are_still_found() -> None:
    rows = with_row(("产出指标", "时效指标", "预算执行率"))
    rows[12][6] = 27
    (hit,) = (item for item in check_workbook(Workbook("表.xlsx", (read(rows),))) if item.rule == "ZPJ301")
    assert (hit.severity.value, hit.found) == ("error", "102")


def test_the_points_of_such_an_indicator_are_not_written_into_the_funds_block_too() -> None:
    table = grid(rows=with_row(("产出指标", "时效指标", "预算执行率")))
    (frame,), (form,) = find_frames(table), read_forms(table, "mof", "mof-2020")
    writes = score_writes(frame, form, score_sheet(form, load_scheme("mof-2020")))
    assert (6, 10) not in {write.place for write in writes}
    total = next(str(write.value) for write in writes if "等级" in str(write.value))
    assert total.startswith("25 + 10 + 5 + 10 + 30 + 9.79 + 9.48 = 99.27")


@pytest.mark.parametrize(
    ("columns", "budget"),
    [
        ({"funds.initial_budget"}, "8"),
        ({"funds.initial_budget", "funds.full_year_budget"}, "9"),
        ({"funds.full_year_budget"}, "9"),
    ],
)
def test_every_part_takes_the_same_budget_of_a_form(columns: set[str], budget: str) -> None:
    form = read(CLEAN)
    amounts = {"initial_budget": "8", "full_year_budget": "9"}
    line = form.total_funds
    assert line is not None
    assert line.full_year_budget is not None
    entries = {name: replace(line.full_year_budget, text=text, number=D(text)) for name, text in amounts.items()}
    form = replace(form, columns=frozenset(columns), funds=(replace(line, **entries),))  # type: ignore[arg-type]
    case = form_case(form)
    assert case.total is not None
    entry = case.budget(case.total)
    assert entry is not None
    assert entry.number == D(budget)
    assert total_amounts(form)[0] == amounts_of(form)[0] == D(budget)


def summary_row(rate: str, low: str) -> SummaryRow:
    return SummaryRow(
        file="表.xlsx", location="表", project="甲", unit="", year="2023", budget=D(100), executed=D(rate) * 100,
        rate=D(rate), weight=D(100), score=D(95), source="填报", grade="优", problems=0, low_rate=D(low),
    )  # fmt: skip


def test_what_rate_is_low_is_what_the_scheme_says() -> None:
    assert [one.why for one in outliers([summary_row("0.85", "0.9")])] == ["执行率低于90%而得分在90分以上"]
    assert outliers([summary_row("0.85", "0.8")]) == ()
