"""总分、等级和整张表（S-06、S-50 … S-58）。"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from zpj.domain.amounts import parse_number
from zpj.domain.model import Entry, FundLine, Indicator, SelfEvaluation, Total
from zpj.domain.scheme import GradeBand, Scheme, Tier
from zpj.scoring.grade import grade_of, standard_grade, sum_scores, weighted_mean
from zpj.scoring.sheet import score_sheet

D = Decimal


def entry(text: str | None, number: str | None = None) -> Entry | None:
    return None if text is None else Entry(text, parse_number(number or text), "表!A1")


def row(target: str, actual: str, weight: str | None, number: str | None = None) -> Indicator:
    return Indicator("表!A9", "产出指标", "数量指标", "次数", entry(target), None, entry(actual), entry(weight, number))


FUNDS = FundLine("表!A6", "年度资金总额", "total", None, entry("8.65"), entry("8.65"), entry("6.25", "6.25025"))
FORM = SelfEvaluation(
    "表", "mof", "mof-2020", "万元", funds=(FUNDS,), indicators=(row("≥2次", "5次", "50"), row("≥4次", "3次", "40"))
)


def test_the_total_is_the_sum_of_the_rounded_scores(scheme: Scheme) -> None:
    sheet = score_sheet(FORM, scheme)
    assert [score.value for score in (sheet.execution, *sheet.indicators)] == [D("7.23"), D(50), D(30)]
    assert (sheet.total, sheet.grade, sheet.weight) == (D("87.23"), "良", D(100))
    assert sheet.rates == (D("0.7226"),)


def test_one_missing_score_leaves_the_total_open_and_the_grade_to_the_reported_one(scheme: Scheme) -> None:
    form = replace(FORM, indicators=(*FORM.indicators, row("≥2次", "", "10")), total=Total(None, entry("91")))
    sheet = score_sheet(form, scheme)
    assert (sheet.total, sheet.grade) == (None, "优")


@pytest.mark.parametrize("weight", ["/", "—", None])
def test_rows_without_weight_take_no_part(scheme: Scheme, weight: str | None) -> None:
    form = replace(FORM, indicators=(*FORM.indicators, row("/", "/", weight)))
    sheet = score_sheet(form, scheme)
    assert (sheet.total, sheet.weight) == (D("87.23"), D(100))
    assert sheet.indicators[-1].value is None


def test_there_is_no_total_where_no_row_has_points(scheme: Scheme) -> None:
    rows = (row("≥2次", "5次", None), row("≥4次", "3次", None), row("≥4次", "", None))
    sheet = score_sheet(replace(FORM, indicators=rows, total=Total(None, entry("97"))), scheme)
    assert (sheet.execution.value, sheet.weight, sheet.total) == (D("7.23"), None, None)
    assert (sheet.grade, sheet.filed_grade) == ("优", "优")
    assert (sheet.unweighted, sheet.waiting, sheet.open_for) == (2, 0, "有 2 项指标没有填分值")
    assert score_sheet(replace(FORM, indicators=()), scheme).total is None


def test_a_row_with_a_result_and_no_points_leaves_the_total_open(scheme: Scheme) -> None:
    rows = (FORM.indicators[0], row("≥4次", "4次", None))
    sheet = score_sheet(replace(FORM, indicators=rows), scheme)
    assert (sheet.weight, sheet.total, sheet.grade, sheet.unweighted) == (D(60), None, None, 1)


@pytest.mark.parametrize("weight", ["/", "—", None])
def test_a_row_with_a_result_takes_no_part_where_the_others_make_up_a_hundred(
    scheme: Scheme, weight: str | None
) -> None:
    sheet = score_sheet(replace(FORM, indicators=(*FORM.indicators, row("≥4次", "4次", weight))), scheme)
    assert (sheet.weight, sheet.total, sheet.unweighted, sheet.open_for) == (D(100), D("87.23"), 0, "")


def test_what_waits_for_a_person_and_what_has_no_points_are_told_apart(scheme: Scheme) -> None:
    rows = (*FORM.indicators[:1], row("≥2次", "", "10"), row("≥4次", "4次", None))
    assert score_sheet(replace(FORM, indicators=rows), scheme).open_for == "有 1 项要由人评定，有 1 项指标没有填分值"


def test_a_weight_written_with_its_unit_takes_part(scheme: Scheme) -> None:
    form = replace(FORM, indicators=(row("≥2次", "5次", "50 分", "50"), row("≥4次", "3次", "40")))
    assert score_sheet(form, scheme).total == D("87.23")


def test_a_form_without_full_year_column_counts_from_the_initial_budget_and_says_so(scheme: Scheme) -> None:
    line = replace(FUNDS, full_year_budget=None)
    form = replace(FORM, funds=(line,), columns=frozenset({"funds.initial_budget", "funds.executed"}))
    sheet = score_sheet(form, scheme)
    assert (sheet.execution.value, sheet.rates) == (D("7.23"), (D("0.7226"),))
    assert "按年初预算数计算" in sheet.execution.basis


def test_an_empty_full_year_budget_is_not_replaced_where_the_form_has_the_column(scheme: Scheme) -> None:
    line = replace(FUNDS, full_year_budget=None)
    form = replace(
        FORM, funds=(line,), columns=frozenset({"funds.initial_budget", "funds.full_year_budget", "funds.executed"})
    )
    sheet = score_sheet(form, scheme)
    assert (sheet.execution.value, sheet.rates, sheet.total) == (None, (None,), None)


def test_a_form_without_funds_has_no_total(scheme: Scheme) -> None:
    assert score_sheet(replace(FORM, funds=()), scheme).total is None


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"), ("90", "优"), ("89.995", "优"), ("89.994", "良"), ("80", "良"), ("79.995", "良"),
        ("79.994", "中"), ("60", "中"), ("59.99", "差"), ("0", "差"), ("-1", None), ("9E+26", "优"),
    ],
)  # fmt: skip
def test_grades_are_half_open_bands_of_the_rounded_total(scheme: Scheme, total: str, grade: str | None) -> None:
    assert grade_of(D(total), scheme) == grade


def test_no_total_no_grade(scheme: Scheme) -> None:
    assert grade_of(None, scheme) is None


def test_the_bands_of_the_grades_are_the_schemes_in_any_order(changed: Any) -> None:
    other = changed(grades=(GradeBand(D(0), "不合格"), GradeBand(D(70), "合格")))
    assert [grade_of(D(total), other) for total in (69, 70)] == ["不合格", "合格"]


@pytest.mark.parametrize(
    ("written", "grade"), [("优秀", "优"), (" 良好 ", "良"), ("中等", "中"), ("较差", "差"), ("优", "优"), ("？", "？")]
)
def test_other_words_for_a_grade_are_known(scheme: Scheme, written: str, grade: str) -> None:
    assert standard_grade(written, scheme) == grade


def test_other_words_for_a_grade_are_the_schemes(changed: Any) -> None:
    assert standard_grade("甲", changed(grade_words=(("甲", "优"),))) == "优"


@pytest.mark.parametrize(("rate", "total"), [("0.8", "95"), ("0.79", "89"), ("0.69", "79"), ("0.4", "59")])
def test_a_scheme_may_cap_the_total_at_a_low_execution_rate(changed: Any, rate: str, total: str) -> None:
    caps = tuple(Tier(D(below), D(cap)) for below, cap in (("0.8", "89"), ("0.7", "79"), ("0.6", "69"), ("0.5", "59")))
    assert sum_scores([D(5), D(90)], D(rate), changed(total_caps=caps)) == D(total)
    assert sum_scores([D(5), D(90)], None, changed(total_caps=caps)) == D(95)


def test_the_cap_reaches_the_sheet(changed: Any) -> None:
    assert score_sheet(FORM, changed(total_caps=(Tier(D("0.8"), D(79)),))).grade == "中"


def test_a_department_counts_its_projects_by_their_budgets(scheme: Scheme) -> None:
    assert weighted_mean([(D(90), D(300)), (D(60), D(100))], scheme) == D("82.5")
    assert weighted_mean([(D(90), D(1)), (D(60), D(1))], scheme) == D(75)
    assert weighted_mean([(D(90), D(0))], scheme) is None
