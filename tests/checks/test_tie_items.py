"""A report beside its workbook: rows of 支出明细, sources, swapped digits, changes of the budget, and what follows."""

from __future__ import annotations

import pytest

from tests.checks.check_cases import Edits, book, found
from tests.checks.test_tie import paper
from zpj.checks.case import PaperCase, book_case
from zpj.checks.run import check_paper
from zpj.domain.findings import Finding
from zpj.domain.model import SourceTable, Workbook
from zpj.domain.paper import Heading, Paper, Paragraph

SPENT = SourceTable(
    "支出明细",
    ("项目名称", "支付日期", "用途", "支付金额（万元）"),
    (
        ("道路养护", "2023-05-20", "材料款", "4.35"),
        ("道路养护", "2023-09-12", "工程款", "3.1"),
        ("道路养护", "2023-12-03", "监理费", "0.75"),
        ("桥梁检测", "2023-12-03", "检测费", "7.6"),
        ("合计", "合计", "合计", "8.2"),
    ),
    "支出明细!A1",
)
MORE: Edits = {"D6": 10.25}
"""The budget was 10.25 and is 8.65: less by 1.6."""


def told(*lines: str, edits: Edits | None = None) -> list[tuple[str, str | None, str | None, str]]:
    """The rules on figures, what they say is written and should be, and how sure they are."""
    return [(one.rule, one.found, one.expected, one.severity.value) for one in listed(*lines, edits=edits)]


def listed(*lines: str, edits: Edits | None = None) -> list[Finding]:
    return of(paper(*lines), book(edits, sections=(), tables=(SPENT,)))


def of(report: Paper, workbook: Workbook) -> list[Finding]:
    checked = book_case(workbook)
    said = check_paper(PaperCase(report, checked.forms, checked.book))
    return [one for one in said if any(map(str.isdigit, one.found or ""))]


@pytest.mark.parametrize(
    ("text", "wrong", "right", "severity"),
    [
        ("支出中材料款3.45万元、工程款3.1万元、监理费0.75万元。", "3.45万元", "4.35万元", "error"),
        ("其中：工程款支出共2.6万元。", "2.6万元", "3.1万元", "warning"),
        ("监理费7500元，工程款13000元。", "13000元", "31000元", "error"),
        ("本项目2023年度投入8.56万元。", "8.56万元", "8.65万元", "warning"),
        ("本项目共投入86.5万元。", "86.5万元", "8.65万元", "warning"),
        ("结余资金占预算的2.5%，占比为5.02%。", "5.02%", "5.2%", "warning"),
    ],
)
def test_a_figure_the_workbook_has_otherwise_is_told_with_what_it_should_be(
    text: str, wrong: str, right: str, severity: str
) -> None:
    assert ("ZPJ467", wrong, right, severity) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "支出中材料款4.35万元、工程款3.1万元、监理费0.75万元。",
        "材料款43500元，工程款31000元。",
        "上年材料款3.45万元。",
        "每公里养护投入0.865万元。",
        "检测费9.1万元由其他项目承担。",
        "另有捐赠12.34万元。",
    ],
)
def test_what_agrees_or_is_of_another_thing_is_left_alone(text: str) -> None:
    assert [one for one in told(text) if one[0] == "ZPJ467"] == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("年初预算10.25万元，年中追加1.6万元。", "追加1.6万元", "调减1.6万元"),
        ("年中预算调增16000元，全年预算8.65万元。", "调增1.6万元", "调减1.6万元"),
        ("年初预算10.25万元，年中调减6.1万元。", "调减6.1万元", "调减1.6万元"),
    ],
)
def test_a_change_of_the_budget_in_the_other_direction_is_told(text: str, wrong: str, right: str) -> None:
    assert [(one[1], one[2]) for one in told(text, edits=MORE) if one[0] == "ZPJ501"] == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "年初预算10.25万元，年中调减1.6万元，全年预算8.65万元。",
        "年中预算核减16000元。",
        "年中预算追加3万元，年末调减4.6万元。",
        "2022年预算追加1.6万元。",
        "追加处罚1.6万元。",
    ],
)
def test_a_change_of_the_budget_that_is_right_or_another_is_left_alone(text: str) -> None:
    assert [one for one in told(text, edits=MORE) if one[0] == "ZPJ501"] == []


def test_text_behind_a_heading_in_its_line_is_read_as_text() -> None:
    heading = Heading(3, 2, "评价对象", "2.评价对象")
    lines = (
        Paragraph(0, "道路养护项目支出绩效自评报告", is_title=True),
        Paragraph(1, "2.评价对象：道路养护项目2023年度资金8.56万元，受益群众1234人。", (heading,), 1, heading),
    )
    said = of(Paper("报告.docx", lines), book(sections=(), tables=()))
    assert [(one.rule, one.found) for one in said] == [("ZPJ467", "8.56万元"), ("ZPJ568", "1234人")]


def test_of_figures_computed_from_a_wrong_one_only_that_one_is_told() -> None:
    text = "全年预算8.65万元，实际支出8.02万元，预算执行率为94.8%，资金结余0.45万元。"
    assert [(one[0], one[1]) for one in told(text)] == [("ZPJ501", "8.02万元")]
    text = "全年预算8.56万元，实际支出8.02万元，预算执行率为49.8%。"
    assert sorted(one[0] for one in told(text)) == ["ZPJ501", "ZPJ501", "ZPJ502"]


def test_a_wrong_sum_of_right_figures_is_still_told() -> None:
    text = "宣传活动共30次，其中：集中宣传12次、入户宣传13次。全年预算8.56万元。"
    rules = [one[0] for one in told(text)]
    assert "ZPJ501" in rules
    assert len([rule for rule in rules if rule not in ("ZPJ501", "ZPJ568")]) == 1


def test_a_total_beyond_a_hundred_that_is_no_sum_is_told_once() -> None:
    rules = [one.rule for one in found(book({"H19": 109.27}))]
    assert "ZPJ403" in rules
    assert "ZPJ402" not in rules


def test_the_unit_in_charge_or_at_work_is_compared_in_a_sentence() -> None:
    checked = book_case(book(sections=(), tables=()))
    said = check_paper(PaperCase(paper("本项目实施单位为市公路管理局。"), checked.forms, checked.book))
    assert [(one.rule, one.found) for one in said if one.found == "市公路管理局"] == [("ZPJ583", "市公路管理局")]
    right = check_paper(PaperCase(paper("本项目实施单位为市公路中心。"), checked.forms, checked.book))
    assert [one for one in right if one.rule == "ZPJ583"] == []


def test_a_changed_figure_names_what_it_is_about_and_how_far_it_is_off_in_its_own_unit() -> None:
    checked = book_case(book(sections=(), tables=()))
    now, before = "养护里程完成50公里，投入资金63.5万元。", "养护里程完成50公里，投入资金36.5万元。"
    origin = paper(before)
    case = PaperCase(paper(now), checked.forms, checked.book, (), origin)
    (said,) = (one for one in check_paper(case) if one.rule == "ZPJ566")
    assert (said.found, said.difference, "“投入资金63.5万元”" in said.message) == ("63.5万元", "27", True)
