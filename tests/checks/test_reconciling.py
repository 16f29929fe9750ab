"""Figures are compared with what their display may stand for; what follows from another finding is dropped."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.checks.check_cases import COVER, LEDGER, SECTIONS, book, found, one, rules, with_cell
from zpj.checks.reading.reconcile import Amount, amount_of, apart, rate_range
from zpj.checks.run import check_workbook
from zpj.domain.findings import Severity
from zpj.domain.model import Entry, Section, Workbook

D = Decimal


def entry(text: str, number: str | None = None) -> Entry:
    return Entry(text, Decimal(number or text), "自评表!A1")


def said(text: str) -> Workbook:
    return book(sections=(Section("道路养护", "", "概况", text, "报告素材!D2"),))


def test_an_amount_shown_with_decimals_stands_for_what_rounds_to_it() -> None:
    amount = amount_of(entry("6.25"))
    assert amount
    assert (amount.low, amount.high) == (D("6.245"), D("6.255"))


def test_an_amount_whose_digits_the_file_knows_is_exact() -> None:
    assert amount_of(entry("6.25", "6.25025")) == Amount(D("6.25025"), D(0))


def test_a_whole_amount_is_exact() -> None:
    assert amount_of(entry("30")) == Amount(D(30), D(0))


def test_trailing_zeros_lost_on_display_do_not_widen_an_amount() -> None:
    assert amount_of(entry("2.4"), places=2) == Amount(D("2.4"), D("0.005"))


def test_a_difference_that_rounding_explains_is_none() -> None:
    assert apart(Amount(D("6.25"), D("0.005")), Amount(D("6.25025"), D(0))) is None
    assert apart(Amount(D(33), D(0)), Amount(D(30), D(0))) == D(3)


def test_a_rate_of_rounded_amounts_is_a_range() -> None:
    reach = rate_range(Amount(D("6.25"), D("0.005")), Amount(D("8.65"), D("0.005")))
    assert reach
    assert reach[0] < D("0.7226") < reach[1]


def test_the_published_rate_of_a_rounded_amount_is_no_error() -> None:
    assert "ZPJ201" not in rules({"F6": D("6.25"), "I6": "72.26%"})


@pytest.mark.parametrize(
    ("rate", "level"),
    [("0.7226", Severity.WARNING), ("0.72", Severity.WARNING), ("0.7326", Severity.ERROR), ("73.26", Severity.ERROR)],
)
def test_a_rate_told_as_a_fraction_is_no_wrong_number(rate: str, level: Severity) -> None:
    assert one("ZPJ201", book({"F6": D("6.25"), "I6": D(rate)})).severity is level


def test_the_ledger_finding_is_that_of_the_contract() -> None:
    rows = tuple((str(number), "道路养护", "", amount) for number, amount in enumerate(("3", "10", "10", "7"), 1))
    rows = (*rows, ("合计", "合计", "合计", "33"))
    ledger = replace(LEDGER, rows=rows, row_numbers=(2, 3, 4, 5, 12))
    finding = one("ZPJ204", book(tables=(ledger,)))
    assert (finding.found, finding.expected, finding.difference, finding.tolerance) == ("33", "30", "3", "0.005")
    assert (finding.quote, finding.basis) == ("合计 33", "3+10+10+7 = 30")
    assert finding.location == "支出明细!D12"


def test_the_ledger_may_be_in_another_unit() -> None:
    rows = (("1", "道路养护", "", "82,000"), ("合计", "合计", "合计", "82,000"))
    yuan = replace(LEDGER, header=("序号", "项目名称", "用途", "支付金额（元）"), rows=rows, row_numbers=())
    assert found(book(tables=(yuan,))) == []


def test_prose_may_use_another_unit_or_fewer_decimals() -> None:
    assert found(said("2023年项目预算86500元，实际执行8.20万元。")) == []


def test_the_balance_written_as_executed_amount_is_named() -> None:
    finding = one("ZPJ501", said("2023年项目预算8.65万元，实际执行0.45万元。"))
    assert (finding.found, finding.expected) == ("0.45万元", "8.2万元")
    assert "结余" in finding.message
    assert finding.severity is Severity.ERROR


def test_a_lone_amount_in_prose_is_only_a_doubt() -> None:
    assert one("ZPJ501", said("全年支出3万元用于材料。")).severity is Severity.WARNING


def test_the_same_slip_in_several_places_is_one_finding() -> None:
    slip = "2023年项目预算8.65万元，实际执行0.45万元。"
    twice = book(sections=tuple(Section("道路养护", "", "概况", slip, f"报告素材!D{row}") for row in (2, 3)))
    assert "报告素材!D3" in (one("ZPJ501", twice).basis or "")


def test_a_project_named_by_a_longer_name_is_not_taken_for_a_shorter_one() -> None:
    other = Section("", "市级道路养护大修绩效自评报告", "结论", "自评得90分。", "报告素材!D4")
    assert "ZPJ503" in rules(sections=(*SECTIONS, other))
    assert "ZPJ503" not in rules(sections=(*SECTIONS, replace(other, report="桥梁大修绩效自评报告")))


@pytest.mark.parametrize(
    ("edits", "kept", "dropped"),
    [
        ({"G13": 30, "H13": 30, "G19": 100, "H19": D("104.27")}, "ZPJ301", "ZPJ302"),
        ({"H14": 11}, "ZPJ402", "ZPJ408"),
        ({"F13": "40公里"}, "ZPJ406", "ZPJ408"),
        ({"F13": "40公里"}, "ZPJ406", "ZPJ549"),
        ({f"G{row}": None for row in range(13, 19)}, "ZPJ101", "ZPJ301"),
        ({"H14": "#NAME?"}, "ZPJ401", "ZPJ403"),
        ({"H13": 24}, "ZPJ413", "ZPJ409"),
        ({"H19": 89}, "ZPJ403", "ZPJ404"),
    ],
)
def test_what_follows_from_another_finding_is_dropped(edits: dict[str, object], kept: str, dropped: str) -> None:
    fired = rules(edits)  # type: ignore[arg-type]
    assert kept in fired
    assert dropped not in fired


def test_a_consequence_is_dropped_only_for_its_own_row() -> None:
    fired = found(book({"F13": "40公里", "H18": D("9.95"), "H19": D("99.43")}, sections=(), tables=()))
    assert {finding.rule for finding in fired} == {"ZPJ406", "ZPJ408"}


@pytest.mark.parametrize(
    ("reason", "told"), [(None, "应按比例扣分，原因一栏是空的，请补写"), ("雨季较长", "应按比例扣分并说明原因")]
)
def test_full_points_though_unmet_tell_of_an_empty_reason_in_one_finding(reason: str | None, told: str) -> None:
    (one,) = (item for item in found(book({"F13": "40公里", "I13": reason}, sections=(), tables=()))
              if item.rule in ("ZPJ406", "ZPJ549"))  # fmt: skip
    assert (one.rule, one.message.endswith(told)) == ("ZPJ406", True)


def test_errors_come_first_within_a_project() -> None:
    ranks = [finding.severity.rank for finding in found(book({"H19": 90, "F14": "≥97%", "I19": "优秀"}))]
    assert ranks == sorted(ranks)


def test_a_ledger_in_order_within_each_project_is_fine() -> None:
    rows = (("1", "道路养护", "", "8.2"), ("1", "桥梁", "", "5"), ("合计", "", "", "13.2"))
    assert "ZPJ218" not in rules(tables=(replace(LEDGER, rows=rows),))
    assert "ZPJ218" in rules(tables=with_cell(LEDGER, 1, 0, "3"))


@pytest.mark.undisturbed
def test_four_times_as_many_indicators_take_no_more_than_eight_times_as_long() -> None:
    clean = book()
    form = clean.evaluations[0]
    few, many = (replace(clean, evaluations=(replace(form, indicators=form.indicators * times),)) for times in (5, 20))
    times = []
    for checked in (few, many):
        taken = []
        for _ in range(7):
            start = time.process_time()
            check_workbook(checked)
            taken.append(time.process_time() - start)
        times.append(min(taken))
    assert times[1] <= 8 * times[0], times


@pytest.mark.parametrize(
    "text",
    [
        "2023年项目预算8.65万元，2022年项目预算5万元，执行4万元。",
        "上年项目预算5万元，执行4万元。",
        "产出指标自评得分50分，效益指标自评得分30分。",
        "自评总分100分，得99.27分。",
        "项目总分100分，自评得99.27分，等级为“优秀”。",
        "预算执行情况得分9.48分，总得分99.27分。",
        "每起案件最高奖励10万元。",
    ],
)
def test_figures_that_mean_something_else_are_left_alone(text: str) -> None:
    assert found(said(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "其中：一期项目预算5万元，执行4万元。",
        "截至6月底，项目预算8.65万元，执行4万元。",
        "子项目预算3万元，执行3万元。",
    ],
)
def test_figures_that_may_be_a_part_are_only_a_doubt(text: str) -> None:
    assert {finding.severity for finding in found(said(text))} <= {Severity.WARNING}


def test_a_form_whose_indicators_hold_the_execution_rate_adds_up() -> None:
    edits = {"B17": "预算执行率", "C17": "预算执行率", "G17": 40, "H17": D("39.48"), "H6": None, "J6": None}
    assert not {"ZPJ301", "ZPJ302", "ZPJ403"} & set(rules(edits))  # type: ignore[arg-type]


def test_a_form_without_a_weight_for_the_execution_rate_may_mean_the_indicators_alone() -> None:
    finding = one("ZPJ301", book({"H6": None, "G17": 40}))
    assert finding.severity is Severity.WARNING


def test_a_year_or_a_code_in_a_name_is_no_other_name() -> None:
    cover = with_cell(COVER, 0, 1, "2023年道路养护项目")
    assert found(book(tables=cover)) == []
