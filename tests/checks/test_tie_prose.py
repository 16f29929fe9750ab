"""What the clerk writes in the form, on 报告素材 and in a report against the form: each role of a figure, each word."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.checks.check_cases import book, found, grid
from tests.checks.test_tie import LINES, OTHER, findings, paper, told
from zpj import checks
from zpj.checks.case import PaperCase, book_case
from zpj.checks.run import check_paper
from zpj.domain.findings import Finding
from zpj.domain.model import Section, Workbook
from zpj.domain.paper import Paper, PaperTable, Paragraph

SAID = [
    ("执行率为84.8%。", "ZPJ502", "84.8%", "94.8%", "error"),
    ("本项目执行率84.8%。", "ZPJ502", "84.8%", "94.8%", "error"),
    ("自评等级为良。", "ZPJ503", "良", "优", "error"),
    ("评定为良。", "ZPJ503", "良", "优", "error"),
    ("本项目得分98分。", "ZPJ503", "98", "99.27", "error"),
    ("年初预算9万元。", "ZPJ501", "9万元", "8.65万元", "warning"),
    ("当年财政拨款6万元。", "ZPJ501", "6万元", "5万元", "warning"),
    ("全年预算9万元，实际支出8.2万元。", "ZPJ501", "9万元", "8.65万元", "error"),
    ("结余0.54万元。", "ZPJ560", "0.54万元", "0.45万元", "error"),
    ("合格率98%。", "ZPJ562", "98", "97", "error"),
    ("全年完成县道里程的养护55公里。", "ZPJ562", "55", "50", "warning"),
    ("路面于2023年12月28日完工。", "ZPJ562", "2023年12月28日", "2023年12月20日", "warning"),
    ("群众满意度超额完成年度目标。", "ZPJ582", "超额完成", "93%（指标值≥95%）", "error"),
    ("项目总成本超出预算。", "ZPJ582", "超出预算", "8.2万元（指标值≤8.65万元）", "error"),
    ("养护里程未完成目标。", "ZPJ582", "未完成目标", "50公里（指标值≥50公里）", "error"),
    ("各项工作按期做完，没有扣分。", "ZPJ582", "没有扣分", "扣0.73分", "error"),
    ("2022年度，本项目由市公路中心组织实施。", "ZPJ583", "2022", "2023", "warning"),
    ("本项目由市文化馆组织实施。", "ZPJ583", "市文化馆", "市公路中心", "warning"),
    ("各项指标均已完成。", "ZPJ543", "各项指标均已完成", "群众满意度 9.79/10", "warning"),
]


def in_goal(text: str) -> list[Finding]:
    return found(book({"F11": text}, sections=(), tables=()))


def in_section(text: str) -> list[Finding]:
    return found(book(sections=(Section("道路养护", "", "概况", text, "报告素材!D2"),), tables=()))


def shown(listed: list[Finding], rule: str) -> list[tuple[str | None, str | None, str]]:
    return [(one.found, one.expected, one.severity.value) for one in listed if one.rule == rule]


@pytest.mark.parametrize(("text", "rule", "wrong", "right", "severity"), SAID)
def test_the_form_and_the_texts_for_the_report_are_judged_alike(
    text: str, rule: str, wrong: str, right: str, severity: str
) -> None:
    assert shown(in_goal(text), rule) == [(wrong, right, severity)]
    assert shown(in_section(text), rule) == [(wrong, right, severity)]


@pytest.mark.parametrize(
    "text",
    [
        "预算8.65万元，执行8.2万元，执行率94.8%，结余0.45万元，得分99.27分，等级为优。",
        "年初预算8.65万元，当年财政拨款5万元。",
        "2022年执行率为80%，上年结余1万元。",
        "按实际到位资金计算，执行率84.8%。",
        "水质等级为良，空气质量等级为良。",
        "90分以上等级为优，80分以上等级为良。",
        "合格率97%，群众满意度未达到目标，养护里程完成年度目标。",
        "其中一期养护30公里，每公里0.16万元。",
        "路面于2023年12月20日完工，计划2024年6月30日完成二期。",
        "数量指标共25分，得25分，没有扣分。",
        "本项目由市公路中心负责实施，2023年度，本项目按计划开展。",
    ],
)
def test_what_agrees_or_speaks_of_something_else_is_left_alone(text: str) -> None:
    own = {rule for _, rule, *_ in SAID}
    assert [(one.rule, one.found) for one in in_goal(text) if one.rule in own] == []


def test_two_slips_in_one_sentence_are_both_told_and_what_follows_is_not() -> None:
    assert shown(in_goal("自评得分98分，等级“良”。"), "ZPJ503") == [("98", "99.27", "error"), ("良", "优", "error")]
    assert shown(in_goal("自评得分85分，等级“良”。"), "ZPJ503") == [("85", "99.27", "error")]


def test_a_part_score_is_not_read_as_the_total() -> None:
    assert shown(in_goal("预算执行率共10分，自评得9.48分。"), "ZPJ503") == []


def test_a_place_left_open_is_told_in_the_form_in_the_texts_and_in_the_report() -> None:
    for text, quote in (("XXX年养护（请填写）。", "（请填写）"), ("【待补：项目概况】", "【待补：项目概况】")):
        for listed in (in_goal(text), in_section(text), in_report(text)):
            assert quote in [one.quote for one in listed if one.rule == "ZPJ522"]


def in_report(*lines: str) -> list[Finding]:
    """Everything said of a report beside its workbook."""
    checked = book_case(book(sections=(), tables=()))
    return check_paper(PaperCase(paper(*lines), checked.forms, checked.book))


def test_one_slip_in_a_deduction_is_told_once() -> None:
    text = "群众满意度共10分，得9.79分，扣1.21分。"
    for listed, rule in ((in_report(text), "ZPJ561"), (in_section(text), "ZPJ430")):
        assert [one.rule for one in listed if one.found == "1.21"] == [rule]


def test_scores_in_one_sentence_that_do_not_make_the_total_are_told_in_a_report_alone() -> None:
    text = "综合考虑预算执行情况得分9.48分，指标完成情况得分89.79分，总得分98.27分。"
    alone = check_paper(PaperCase(paper(text)))
    assert [(one.found, one.expected) for one in alone if one.rule == "ZPJ430"] == [("98.27", "99.27")]
    assert [one.rule for one in in_report(text) if one.found == "98.27"] == ["ZPJ503"]


def test_a_result_told_as_the_target_is_a_doubt_where_the_form_has_less() -> None:
    assert ("ZPJ562", "95", "93") in told("全年工作已完成，群众满意度为95%。")
    assert [one for one in told("群众满意度为95%。") if one[0] == "ZPJ562"] == []


def test_what_follows_from_the_form_is_not_listed_as_untied_but_a_foreign_date_is() -> None:
    assert told("全年共扣0.73分，执行率差5.2个百分点。") == []
    assert [one for one in told("合同款于2023年3月9日支付。") if one[0] == "ZPJ568"] == [
        ("ZPJ568", "2023年3月9日", None)
    ]
    assert told("2023年12月20日完成。") == []


def test_a_gap_is_no_part_of_a_ratio() -> None:
    text = "目标为500人，比指标值低50人，完成率为90%。"
    assert [one for one in in_report(text) if one.rule == "ZPJ589"] == []


# the report as a whole -----------------------------------------------------------------------------------------------


def titled(title: str, *lines: str) -> Paper:
    body = (Paragraph(number, line) for number, line in enumerate(lines, 1))
    return Paper("报告.docx", (Paragraph(0, title, is_title=True), *body))


def beside_its_book(filed: Paper, workbook: Workbook | None = None) -> list[tuple[str, str | None, str | None]]:
    checked = book_case(workbook or book(sections=(), tables=()))
    listed = check_paper(PaperCase(filed, checked.forms, checked.book))
    return [(one.rule, one.found, one.expected) for one in listed if one.rule in ("ZPJ569", "ZPJ584")]


def test_a_report_of_another_project_is_told_as_such() -> None:
    assert beside_its_book(titled("业务培训项目支出绩效自评报告")) == [("ZPJ569", "“业务培训”", "道路养护")]
    assert beside_its_book(titled("道路养护项目支出绩效自评报告")) == []
    assert beside_its_book(titled("市交通局2023年度项目支出绩效自评报告")) == []


def test_a_title_with_a_slip_of_the_pen_is_told_and_still_belongs() -> None:
    assert beside_its_book(titled("道路养户项目支出绩效自评报告")) == [("ZPJ584", "道路养户", "道路养护")]


def test_a_row_is_named_by_its_indicator_and_a_changed_grade_is_proved() -> None:
    rows = (
        ("一级指标", "三级指标", "分值", "得分"),
        ("产出指标", "养护里程", "25", "25"),
        ("总分", "优", "100", "99.27"),
    )
    spoilt = (rows[0], ("产出指标", "养护里程", "25", "24"), ("总分", "良", "100", "99.27"))
    checked = book_case(book(sections=(), tables=()))
    printed = paper(tables=(PaperTable("表1", rows),))
    filed = paper(tables=(PaperTable("表1", spoilt),))
    listed = [
        one for one in check_paper(PaperCase(filed, checked.forms, checked.book, (), printed)) if one.rule == "ZPJ567"
    ]
    assert [(one.found, one.severity.value) for one in listed] == [("24", "error"), ("良", "error")]
    assert "“养护里程”一行" in listed[0].message


def test_a_changed_figure_names_the_project_of_its_section() -> None:
    (one,) = findings("全市参保52万人，投诉处理及时。", origin=("全市参保25万人，投诉处理及时。",))
    assert one.project == "道路养护"


@pytest.mark.parametrize(
    "line",
    [
        "上年自评得分92.5分，等级为“良”，上年预算执行率为85%。",
        "本年自评得分99.27分，比上年自评得分92.5分提高6.77分。",
        "2022年度自评得分92.5分，等级为“良”；2023年自评得分99.27分。",
        "去年预算5万元，支出4万元，综合得分80分。",
        "较上年提高2分，自评得分99.27分。",
    ],
)
def test_the_score_of_last_year_is_not_taken_for_this_years(line: str) -> None:
    assert [one for one in findings(line) if one.rule in ("ZPJ502", "ZPJ503")] == []


@pytest.mark.parametrize(
    "line",
    [
        "上年自评得分92.5分，本年自评得分98.27分。",
        "较上年提高2分，自评得分98.27分。",
        "与上年相比自评得分98.27分，有所提高。",
        "2024年3月经核查，自评得分98.27分。",
        "根据《2020年绩效管理办法》，自评得分98.27分。",
    ],
)
def test_this_years_score_beside_another_year_is_still_compared(line: str) -> None:
    assert [(one.rule, one.found) for one in findings(line) if one.rule == "ZPJ503"] == [("ZPJ503", "98.27")]


OVER_SEVERAL = (
    ("序号", "项目名称", "全年预算数（万元）", "全年执行数（万元）"),
    ("1", "道路养护", "8.65", "8.20"),
    ("2", "桥梁检测", "30.00", "20.00"),
    ("", "合计", "38.65", "28.20"),
)
OF_ONE = (
    ("项目名称", "道路养护", "", ""),
    ("资金", "", "全年预算数（万元）", "全年执行数（万元）"),
    ("资金总额", "", "8.65", "2.80"),
)


@pytest.mark.parametrize(("rows", "expected"), [(OVER_SEVERAL, []), (OF_ONE, [("ZPJ567", "表1!D3", "2.80", "8.2")])])
def test_a_total_over_several_projects_is_not_compared_with_one_of_them(
    rows: tuple[tuple[str, ...], ...], expected: list[tuple[str, ...]]
) -> None:
    both = book_case(book(None, grid(OTHER, name="另一表"), sections=(), tables=()))
    filed = paper(*LINES, tables=(PaperTable("表1", rows),))
    found = check_paper(PaperCase(filed, both.forms, both.book))
    assert [(one.rule, one.location, one.found, one.expected) for one in found if one.location[:2] == "表1"] == expected


def test_no_check_compiles_its_patterns_when_it_is_imported() -> None:
    """A function may compile a pattern of a paper's own words, which is not to be kept."""
    for path in Path(checks.__file__).parent.rglob("*.py"):
        outside = [
            part for part in ast.parse(path.read_text(encoding="utf-8")).body if not isinstance(part, ast.FunctionDef)
        ]
        assert not any("re.compile(" in ast.unparse(part) for part in outside), path.name
