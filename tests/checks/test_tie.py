"""Figures of prose and reports tied to the form: what each rule says, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.check_cases import Edits, book, grid, rules
from zpj.checks.case import PaperCase, book_case
from zpj.checks.run import check_paper
from zpj.checks.tie.align import aligned, changed
from zpj.checks.tie.figures import Kind, figures, masked, same, spelt
from zpj.domain.findings import Finding
from zpj.domain.model import Section, Workbook
from zpj.domain.paper import Heading, Paper, PaperTable, Paragraph

TITLE = "道路养护项目支出绩效自评报告"
LINES = (
    "2023年全年预算8.65万元，实际支出8.2万元，预算执行率为94.8%，资金结余0.45万元。",
    "自评得99.27分，等级为“优”。",
    "数量指标方面共25分，得25分；满意度指标方面共10分，得9.79分，扣0.21分。",
    "全年养护里程50公里，一级指标3个，三级指标6个。",
)
OTHER: Edits = {
    "C3": "桥梁检测",
    "D6": 30,
    "E6": 30,
    "F6": 20,
    "G6": 10,
    "I6": "66.67%",
    "J6": 6,
    "H19": 80,
    "I19": "良",
}


def paper(*lines: str, tables: tuple[PaperTable, ...] = ()) -> Paper:
    """A report with its title and some paragraphs under one heading."""
    heading = Heading(1, 1, "绩效情况", "一、绩效情况")
    body = (Paragraph(number, line, (heading,), number) for number, line in enumerate(lines, 2))
    return Paper(
        "报告.docx",
        (Paragraph(0, TITLE, is_title=True), Paragraph(1, heading.text, (heading,), 1, heading), *body),
        tables,
    )


def findings(*lines: str, origin: tuple[str, ...] | None = None, workbook: Workbook | None = None) -> list[Finding]:
    """What the tie-out says of some paragraphs; `origin` is what the workbook would print."""
    checked = book_case(workbook or book(sections=(), tables=()))
    printed = paper(*origin) if origin is not None else None
    texts = tuple(line.text for line in printed.paragraphs) if printed else ()
    case = PaperCase(paper(*lines), checked.forms, checked.book, texts, printed)
    return [one for one in check_paper(case) if one.rule in OWN]


OWN = ("ZPJ501", "ZPJ502", "ZPJ503", "ZPJ560", "ZPJ561", "ZPJ562", "ZPJ563", "ZPJ566", "ZPJ567", "ZPJ568")


def told(*lines: str, **more: object) -> list[tuple[str, str | None, str | None]]:
    return [(one.rule, one.found, one.expected) for one in findings(*lines, **more)]  # type: ignore[arg-type]


# figures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("执行6.25万元", Kind.MONEY, "62500"),
        ("合计1.2亿元", Kind.MONEY, "120000000"),
        ("执行62,502.5元", Kind.MONEY, "62502.5"),
        ("完成率百分之九十五", Kind.PERCENT, "95"),
        ("得二十分", Kind.POINTS, "20"),
        ("惠及858.49万人次", Kind.QUANTITY, "8584900"),
        ("共三个子项目", Kind.QUANTITY, "3"),
    ],
)
def test_a_figure_is_read_with_its_unit(text: str, kind: Kind, value: str) -> None:
    (figure,) = figures(spelt(text))
    assert figure.kind is kind
    assert figure.amount is not None
    assert f"{figure.amount.value:f}".rstrip("0").rstrip(".") in (value, value.rstrip("0"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("（京财绩效〔2019〕485号）", Kind.REFERENCE),
        ("《关于开展2023年度自评的通知》", Kind.REFERENCE),
        ("2023年度", Kind.YEAR),
        ("2023年12月31日", Kind.DATE),
        ("等级为“优”", Kind.GRADE),
        ("1、项目概况", Kind.ORDINAL),
    ],
)
def test_what_is_no_quantity_is_told_apart(text: str, kind: Kind) -> None:
    (figure,) = figures(spelt(text))
    assert figure.kind is kind
    assert figure.amount is None


def test_texts_that_differ_in_figures_alone_are_equal_when_masked() -> None:
    assert masked(spelt("执行6.25万元，等级“优”")) == masked(spelt("执行625元，等级“良”"))


def test_the_same_amount_in_another_unit_is_the_same() -> None:
    (one,), (other,) = figures("6.25万元"), figures("62500元")
    assert same(one, other)
    assert not same(one, figures("62500万元")[0])


def test_an_edited_text_finds_its_origin_and_what_was_changed() -> None:
    origin = ["项目概况。", "全年预算8.65万元，执行8.2万元。", "自评得99.27分。"]
    filed = ["新写的一段完全不同的话。", "全年的预算是8.65万元，实际执行2.8万元。", "自评得99.27分。"]
    assert aligned(filed, origin) == [(1, 1), (2, 2)]
    assert [(new.text, old.text) for new, old in changed(filed[1], origin[1])] == [("2.8万元", "8.2万元")]


# roles -----------------------------------------------------------------------------------------------------------


def test_what_agrees_with_the_form_is_no_finding() -> None:
    assert told(*LINES) == []


@pytest.mark.parametrize(
    ("line", "rule", "found", "expected"),
    [
        ("2023年全年预算86500万元，实际支出8.2万元。", "ZPJ501", "86500万元", "8.65万元"),
        ("2023年全年预算8.65万元，实际支出82000万元。", "ZPJ501", "82000万元", "8.2万元"),
        ("预算执行率为84.8%。", "ZPJ502", "84.8%", "94.8%"),
        ("自评得92.97分。", "ZPJ503", "92.97", "99.27"),
        ("自评等级为“良”。", "ZPJ503", "良", "优"),
        ("年末资金结余0.54万元。", "ZPJ560", "0.54万元", "0.45万元"),
        ("满意度指标方面扣1.21分。", "ZPJ561", "1.21", "0.21"),
        ("满意度指标方面得九分。", "ZPJ561", "9", "9.79"),
        ("全年养护里程55公里。", "ZPJ562", "55", "50"),
        ("指标体系里一级指标5个。", "ZPJ563", "5", "3"),
    ],
)
def test_a_figure_with_a_role_that_disagrees_is_told(line: str, rule: str, found: str, expected: str) -> None:
    assert (rule, found, expected) in told(line)


@pytest.mark.parametrize(
    "line",
    [
        "2023年全年预算86500元，支出8.2万元。",
        "预算执行率为百分之九十五左右。",
        "其中一期支出3万元。",
        "2022年全年预算7万元，支出6万元。",
        "计划养护里程60公里。",
        "满分100分。",
    ],
)
def test_other_units_other_years_parts_and_plans_are_left_alone(line: str) -> None:
    assert [one for one in told(line) if one[0] != "ZPJ568"] == []


def test_the_workbooks_own_text_is_read_by_the_same_rules() -> None:
    sections = (Section("道路养护", "", "概况", "年末资金结余0.54万元。", "报告素材!D2"),)
    assert "ZPJ560" in rules(sections=sections)


def test_another_projects_number_is_named_as_such() -> None:
    both = book(None, grid(OTHER, name="另一表"), sections=(), tables=())
    (one,) = findings("道路养护项目2023年全年预算30万元，实际支出8.2万元。", workbook=both)
    assert (one.rule, one.found, one.expected, one.project) == ("ZPJ501", "30万元", "8.65万元", "道路养护")
    assert "这是另一项目“桥梁检测”的数" in one.message


def test_each_sentence_is_read_against_the_project_it_names() -> None:
    both = book(None, grid(OTHER, name="另一表"), sections=(), tables=())
    assert told("道路养护项目自评得99.27分；桥梁检测项目自评得80分。", workbook=both) == []
    swapped = told("道路养护项目自评得80分；桥梁检测项目自评得99.27分。", workbook=both)
    assert [(found, expected) for _, found, expected in swapped] == [("80", "99.27"), ("99.27", "80")]


def test_the_sums_and_the_number_of_all_projects_are_those_of_the_forms() -> None:
    both = book(None, grid(OTHER, name="另一表"), sections=(), tables=())
    right = "2023年度共有2个项目，项目资金安排总计38.65万元，实际支出28.2万元。"
    assert department(right, both) == []
    wrong = "2023年度共有3个项目，项目资金安排总计36.85万元，实际支出28.2万元。"
    assert department(wrong, both) == [("36.85万元", "38.65万元"), ("3", "2")]


def department(line: str, workbook: Workbook) -> list[tuple[str | None, str | None]]:
    """What ZPJ564 says of a report that names no project in its title."""
    checked = book_case(workbook)
    title = Paragraph(0, "2023年度项目支出绩效自评总报告", is_title=True)
    filed = Paper("报告.docx", (title, Paragraph(1, line)))
    found = check_paper(PaperCase(filed, checked.forms, checked.book))
    return [(one.found, one.expected) for one in found if one.rule == "ZPJ564"]


# against the report the workbook gives -------------------------------------------------------------------------------


def test_a_changed_figure_is_proved_by_the_report_the_workbook_gives() -> None:
    origin = ("全市参保25万人，投诉处理及时。",)
    (one,) = findings("全市参保52万人，投诉处理及时。", origin=origin)
    assert (one.rule, one.severity, one.found, one.expected) == ("ZPJ566", "error", "52", "25")
    assert "52万人" in (one.quote or "")


def test_a_figure_only_the_clerks_text_has_is_a_doubt() -> None:
    line = "全市参保25万人，投诉处理及时。"
    workbook = book(sections=(Section("道路养护", "", "概况", line, "报告素材!D2"),), tables=())
    (one,) = findings("全市参保52万人，投诉处理及时。", origin=(line,), workbook=workbook)
    assert (one.rule, one.severity) == ("ZPJ566", "warning")
    assert one.basis == "工作簿里的 25万人 见 报告素材!D2"


def test_a_slip_the_workbooks_text_has_too_is_not_told_again_and_mending_it_is_right() -> None:
    wrong, right = "预算执行率为84.8%。", "预算执行率为94.8%。"
    assert told(wrong, origin=(wrong,)) == []
    assert told(right, origin=(wrong,)) == []


def test_one_finding_for_one_slip() -> None:
    changed_line = LINES[0].replace("8.2万元", "8.5万元")
    assert told(changed_line, *LINES[1:], origin=LINES) == [("ZPJ501", "8.5万元", "8.2万元")]


def test_text_that_was_added_is_tied_like_any_other() -> None:
    assert told(*LINES, "预算执行率为90%。", origin=LINES) == [("ZPJ502", "90%", "94.8%")]


def test_what_no_cell_gives_is_listed_once_a_paragraph() -> None:
    (one,) = findings("全年出动车辆328台次，发放材料4500份，覆盖率71.5%，依据交财发〔2020〕10号。")
    assert (one.rule, one.severity) == ("ZPJ568", "info")
    assert one.found == "328台、4500份、71.5%"


# tables ----------------------------------------------------------------------------------------------------------

ROWS = (("三级指标", "年度指标值", "实际完成值", "分值", "得分"), ("养护里程", "≥50公里", "50公里", "25", "25"))


def table_findings(table: PaperTable, origin: PaperTable | None) -> list[Finding]:
    checked = book_case(book(sections=(), tables=()))
    printed = paper(tables=(origin,)) if origin else None
    case = PaperCase(paper(tables=(table,)), checked.forms, checked.book, (), printed)
    return [one for one in check_paper(case) if one.rule in (*OWN, "ZPJ513", "ZPJ514")]


def test_a_table_is_compared_cell_by_cell_with_the_one_the_workbook_gives() -> None:
    origin = PaperTable("表1", ROWS)
    spoilt = replace(origin, rows=(ROWS[0], ("养护里程", "≥50公里", "50公里", "25", "24")))
    assert table_findings(origin, origin) == []
    (one,) = table_findings(spoilt, origin)
    assert (one.rule, one.location, one.found, one.expected) == ("ZPJ567", "表1!E2", "24", "25")


def test_a_foreign_table_of_indicators_is_compared_by_name_and_its_total_too() -> None:
    form = book(sections=(), tables=()).evaluations[0]
    rows: list[tuple[str, ...]] = [ROWS[0]]
    for row in form.indicators:
        cells = (row.target, row.actual, row.weight, row.reported_score)
        rows.append((row.name, *(cell.text if cell else "" for cell in cells)))
    total = ("总分", "", "", "100", "99.27")
    clean = PaperTable("表2", (*rows, total))
    assert table_findings(clean, None) == []
    rows[1] = (*rows[1][:4], "20")
    spoilt = PaperTable("表2", (*rows, (*total[:4], "94.27")))
    assert {(one.rule, one.location, one.expected) for one in table_findings(spoilt, None)} == {
        ("ZPJ513", "表2!E2", "25"),
        ("ZPJ567", "表2!E8", "99.27"),
    }


def test_a_foreign_table_of_funds_is_compared_in_its_own_unit() -> None:
    rows = (
        ("项目资金（元）", "年初预算数", "全年预算数", "全年执行数"),
        ("年度资金总额", "86,500", "86,500", "28,000"),
    )
    (one,) = table_findings(PaperTable("表1", rows), None)
    assert (one.rule, one.location, one.found, one.expected) == ("ZPJ567", "表1!D2", "28,000", "82,000")
    assert one.difference == "54000"


def test_a_grade_is_no_other_year() -> None:
    assert changed("评价年度为2022年，自评工作已完成。", "评价等级为优，自评工作完成。") == ()
    assert [(new.text, old.text) for new, old in changed("等级为良，2022年。", "等级为优，2022年。")] == [("良", "优")]
