"""How a figure that differs from the workbook's is told: as it is written, with the cell it should be read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import book, grid
from tests.checks.test_tie import LINES, OTHER, findings, paper
from tests.checks.tie_faults import Fault, spoilt
from tests.checks.tie_filed import checked, sample, told
from zpj.checks.case import PaperCase, book_case
from zpj.checks.run import check_paper
from zpj.domain.findings import Finding, Severity
from zpj.domain.paper import Heading, PaperTable, Paragraph
from zpj.domain.records import replace

BIDDING, TREATMENT = "医药招采与基金监管", "待遇保障与医药服务"
HANDLING, GENERAL = "医疗保障经办和服务能力提升", "项目支出绩效自评总报告"


def test_a_form_put_right_as_the_workbook_itself_is_told_to_be_is_no_fault(tmp_path: Path) -> None:
    assert told(sample(BIDDING), tmp_path, ("实际执行2.4万元", "实际执行6.25万元")) == []


def test_a_unit_left_out_is_not_put_right_by_what_is_told_of_the_workbooks_cell(tmp_path: Path) -> None:
    report = sample(HANDLING)
    units = [figure for figure in report.figures if (figure.text, figure.unit) == ("30", "万元")]
    faults = [Fault("元 for 万元", figure, "30") for figure in units]
    found = [checked(report, spoilt(report.data, fault), tmp_path) for fault in faults]
    in_cells = [one for each in found for one in each if one.location in ("表1!D4", "表1!D5")]
    assert {(one.rule, one.location, one.severity) for one in in_cells} == {
        ("ZPJ567", place, Severity.ERROR) for place in ("表1!D4", "表1!D5")
    }


def test_another_wrong_figure_in_its_place_is_told_once_a_place_and_never_by_the_figure_known_wrong_in_prose(
    tmp_path: Path,
) -> None:
    found = told(sample(BIDDING), tmp_path, ("实际执行2.4万元", "实际执行6.52万元"))
    assert [(one.rule, one.found, one.expected, one.difference) for one in found] == [
        ("ZPJ567", "6.52万元", "2.4万元", "4.12"),
        ("ZPJ501", "6.52万元", "6.25025万元", "0.26975"),
    ]
    assert found[0].basis == "工作簿里的 2.4万元 见 医药招采与基金监管工作经费!E20"


@pytest.mark.parametrize(
    ("name", "change", "message", "place"),
    [
        (HANDLING, ("2024年3月28日", "2024年3月8日"), "“五、自评小组”这一部分写“2024年3月8日”，", "落款!B3"),
        (BIDDING, ("2022年，我局", "2023年，我局"), "报告“2023年,我局认真贯彻落实《中共”写“2023年”，", "报告素材!D4"),
        (BIDDING, ("88分", "89分"), "报告“指标完成情况得分89分”写“89”，", "报告素材!D12"),
        (TREATMENT, ("88分", "89分"), "报告“指标完成情况得分89分”写“89”，", "报告素材!D31"),
    ],
)
def test_a_changed_figure_is_told_by_its_own_words_and_the_text_it_comes_from(
    name: str, change: tuple[str, str], message: str, place: str, tmp_path: Path
) -> None:
    (one,) = told(sample(name), tmp_path, change)
    assert one.rule == "ZPJ566"
    assert one.message.startswith(message)
    assert (one.basis or "").endswith(f"见 {place}")


def test_a_changed_cell_names_the_cell_of_the_row_it_was_printed_from(tmp_path: Path) -> None:
    found = told(sample(BIDDING), tmp_path, ("62,502.5", "62,052.5"))
    assert [(one.location, one.difference, one.basis) for one in found] == [
        ("表1!E3", "450", "工作簿里的 62502.5 见 预算执行情况表!F2"),
        ("表1!E4", "450", "工作簿里的 62502.5 见 预算执行情况表!F3"),
    ]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (("688.50", "688.05"), ("ZPJ562", "688.05万人次", "688.50万人次", "0.45", "0.01")),
        (
            ("实际支出182.45万元", "实际支出1825400元"),
            ("ZPJ501", "1825400元", "1824500元", "900", "50"),
        ),
    ],
)
def test_a_quantity_is_told_in_the_unit_it_is_written_with(
    change: tuple[str, str], wanted: tuple[str, ...], tmp_path: Path
) -> None:
    assert [shape(one) for one in told(sample(GENERAL), tmp_path, change)] == [wanted]


def shape(one: Finding) -> tuple[str | None, ...]:
    return one.rule, one.found, one.expected, one.difference, one.tolerance


def test_where_the_unit_is_the_slip_the_forms_amount_is_told_in_its_own() -> None:
    (one,) = findings("2023年全年预算8.65万元，实际支出8.2亿元。")
    assert (one.found, one.expected) == ("8.2亿元", "8.2万元")


def test_an_amount_of_a_table_is_told_as_it_is_written_there() -> None:
    rows = (
        ("资金来源", "年初预算数（元）", "全年预算数（元）", "全年执行数（元）"),
        ("财政拨款", "86,500", "86,500", "82,000"),
        ("合计", "86,500", "86,500", "82,900"),
    )
    checked = book_case(book(sections=(), tables=()))
    case = PaperCase(paper(tables=(PaperTable("表1", rows),)), checked.forms, checked.book)
    (one,) = (one for one in check_paper(case) if one.rule == "ZPJ517")
    assert shape(one) == ("ZPJ517", "82,900", "82,000", "900", "500")


def test_another_project_of_the_workbook_is_no_fault_of_this_ones_report() -> None:
    both = book_case(book(None, grid({**OTHER, "C3": "桥梁护栏检测"}, name="另一表"), sections=(), tables=()))
    filed = paper(*LINES)
    heads = (Heading(1, number, "情况", text) for number, text in ((2, "二、资金情况"), (3, "三、问题和建议")))
    more = tuple(Paragraph(90 + head.level, head.text, (head,), 1, head) for head in heads)
    whole = replace(filed, paragraphs=(*filed.paragraphs, *more))
    found = check_paper(PaperCase(whole, both.forms, both.book))
    assert [one for one in found if one.rule == "ZPJ161"] == []
