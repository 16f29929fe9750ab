"""Amounts over several projects are no slip of one form; what stands beside other figures is not taken for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.check_cases import book, found, grid
from tests.checks.paper_cases import LINES as REPORT
from tests.checks.paper_cases import Block, clean_form, findings_in
from tests.checks.paper_slips import own_form
from tests.checks.test_tie import OTHER, paper
from zpj.checks.case import PaperCase, book_case
from zpj.checks.form.documents import names_several
from zpj.checks.run import check_paper
from zpj.domain.findings import Finding
from zpj.domain.paper import PaperTable

OF_AMOUNTS = {"ZPJ501", "ZPJ502", "ZPJ531", "ZPJ560"}


def of_two(line: str, *tables: PaperTable) -> list[Finding]:
    """What is said of the amounts of a paragraph in a report over 道路养护 (8.65, 8.2) and 桥梁检测 (30, 20)."""
    both = book_case(book(None, grid(OTHER, name="另一表"), sections=(), tables=()))
    found = check_paper(PaperCase(paper(line, tables=tables), both.forms, both.book))
    return [one for one in found if one.rule in OF_AMOUNTS]


@pytest.mark.parametrize(
    "line",
    [
        "2023年9月，“桥梁检测”项目内容有调整，全年预算38.65万元，全年执行28.20万元，执行率72.96%。",
        "年中桥梁检测项目追加一处桥梁，全年预算38.65万元；实际支出28.2万元，结余10.45万元。",
        "道路养护项目按期完成。2个项目全年预算合计38.65万元，实际支出28.2万元。",
        "道路养护项目按期完成。两个项目实际支出28.2万元，资金结余10.45万元。",
        "道路养护项目全年预算8.65万元，实际支出8.2万元。",
        "道路养护项目年中调减财政拨款1.2万元。",
    ],
)
def test_a_sum_over_several_projects_is_no_slip_of_one_form(line: str) -> None:
    assert [(one.rule, one.found) for one in of_two(line)] == []


@pytest.mark.parametrize(
    ("line", "rule", "wrong"),
    [
        ("道路养护项目全年预算38.65万元。", "ZPJ501", "38.65万元"),
        ("道路养护项目全年预算8.95万元，实际支出8.2万元。", "ZPJ501", "8.95万元"),
        ("桥梁检测项目全年预算30万元，实际支出10万元。", "ZPJ501", "10万元"),
        ("道路养护项目资金结余0.54万元。", "ZPJ560", "0.54万元"),
        ("道路养护项目预算执行率94.6%。", "ZPJ531", "94.6%"),
    ],
)
def test_a_slip_of_one_form_is_still_found_among_several(line: str, rule: str, wrong: str) -> None:
    assert (rule, wrong) in [(one.rule, one.found) for one in of_two(line)]


@pytest.mark.parametrize("head", ["项目名称", "项目\n名称"])
def test_a_row_of_the_papers_own_table_of_projects_is_no_slip_of_a_form(head: str) -> None:
    rows = (
        ("序号", head, "全年预算数（万元）", "全年执行数（万元）"),
        ("1", "道路养护", "8.65", "8.20"),
        ("2", "桥梁检测", "30.00", "20.00"),
        ("3", "路灯更新", "12.50", "12.10"),
        ("", "合计", "51.15", "40.30"),
    )
    line = "道路养护项目按期完成，全年预算51.15万元，全年执行40.30万元。"
    assert of_two(line, PaperTable("表1", rows)) == []
    assert {one.found for one in of_two(line)} == {"51.15万元", "40.3万元"}


PLANNED: Block = [
    ("序号", "支出内容", "计划金额（万元）", "实际支出（万元）"),
    ("1", "路面修补", "6.00", "5.70"),
    ("2", "边沟清理", "2.65", "2.50"),
    ("合计", "", "8.65", "8.20"),
]
PAID_OTHERWISE: Block = [*PLANNED[:2], ("2", "边沟清理", "2.65", "2.40"), ("合计", "", "8.65", "8.10")]
_RUN = "上路巡查3458人次，其中春季812人次、夏季905人次、秋季893人次、冬季848人次，比2022年的3050人次增长"


def rules_beside(tmp_path: Path, *blocks: Block) -> set[str]:
    """The rules that speak of a report with some blocks more, and not without them."""
    before = {(one.rule, one.location) for one in findings_in(tmp_path / "原文.docx", REPORT, clean_form())}
    after = findings_in(tmp_path / "报告.docx", [*REPORT[:11], *blocks, *REPORT[11:]], clean_form())
    return {one.rule for one in after if (one.rule, one.location) not in before}


def test_the_planned_amounts_of_a_list_are_not_taken_for_the_payments(tmp_path: Path) -> None:
    assert "ZPJ205" not in rules_beside(tmp_path, PLANNED)
    assert "ZPJ205" in rules_beside(tmp_path, PAID_OTHERWISE)


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("ZPJ341", ("1.8名养护工因病未参加培训。", "2.3台机械未到场。")),
        ("ZPJ241", ("设置警示点26处，其中新设5处。", "设警示点26处，占53处路口中的38处。")),
        ("ZPJ375", (f"{_RUN}13.38%。",)),
        ("ZPJ592", (f"{_RUN}13.38%。",)),
        ("ZPJ254", ("养护工人为68人。", "聘用巡查人员和养护工人为420人。")),
        ("ZPJ196", ("养护单位按合同要求，资金的使用合法合规。", "汛期过后，各养护站按要求对样品及时补采。")),
        ("ZPJ520", ("一是先查后修。定人定岗。二是“双检”把关。自检互检。三是边修边通。2023年5月起分段放行。",)),
        ("ZPJ562", ("年末清查，养护县道完好48公里，完好率96.0%。",)),
    ],
)  # fmt: skip
def test_what_is_right_beside_other_figures_is_let_pass(rule: str, lines: tuple[str, ...], tmp_path: Path) -> None:
    assert rule not in rules_beside(tmp_path, *lines)


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("ZPJ341", ("向沿线群众发送提示短信4.82条。",)),
        ("ZPJ592", (f"{_RUN}18.33%。",)),
        ("ZPJ196", ("沿线养护站还需加强汛期的上路巡查力度以及。",)),
        ("ZPJ520", ("一是先查后修。定人定岗。三是边修边通。2023年5月起分段放行。",)),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_same_words_is_still_found(rule: str, lines: tuple[str, ...], tmp_path: Path) -> None:
    assert rule in rules_beside(tmp_path, *lines)


def test_a_cover_over_several_projects_names_none_of_them_wrongly() -> None:
    known = ["养老机构运营补贴", "老年人助餐补贴"]
    assert names_several("2023年养老服务专项资金（2个项目）", known)
    assert names_several("老年人助餐补贴等项目", known)
    assert not names_several("老年人助餐补帖", known)
    assert not names_several("养老服务专项资金（2个项目）", known[:1])


@pytest.mark.parametrize(("actual", "told"), [("每季度结束后18日内", False), ("15日以内", True), ("≤15日", True)])
def test_a_time_limit_told_as_a_result_is_no_bound_to_be_filled_in(actual: str, *, told: bool) -> None:
    rules = {one.rule for one in found(book({"D16": "季度报告提交时间", "E16": "每季度结束后20日内", "F16": actual}))}
    assert ("ZPJ308" in rules) is told


@pytest.mark.parametrize("line", ["另有上年结转资金1万元，转入本项目使用。", "2023年8月动用上年结余1万元。"])
def test_a_carryover_told_in_the_report_explains_the_larger_budget(line: str, tmp_path: Path) -> None:
    form = book({"D6": "7.65"}, tables=(), sections=())
    silent = {one.rule for one in findings_in(tmp_path / "原文.docx", REPORT, form)}
    told = {one.rule for one in findings_in(tmp_path / "报告.docx", [*REPORT[:11], line, *REPORT[11:]], form)}
    assert "ZPJ209" in silent | {one.rule for one in found(form)}
    assert "ZPJ209" not in told


@pytest.mark.parametrize(("goal", "told"), [("≥45公里", True), ("≥50公里", False)])
def test_a_section_is_of_the_project_whose_rows_its_table_has(goal: str, told: bool, tmp_path: Path) -> None:
    """Its title names 公路养护, the form 道路养护: the rows tell whose they are."""
    rows = [(row[1], row[3], row[4], row[5], row[6], row[7]) for row in own_form(E13=goal)[11:18]]
    table: Block = [("一级指标", "指标名称", "年度指标值", "实际完成值", "权重", "得分"), *rows[1:]]
    lights = own_form(C3="城区路灯改造", D13="路灯数量", D14="亮灯率", D15="完工时间", D16="单灯成本", D17="夜间出行")
    blocks = ["公路养护项目支出绩效自评报告", *REPORT[4:17], table, *REPORT[19:], own_form(), lights]
    found = findings_in(tmp_path / "报告.docx", blocks)
    assert ("≥45公里" in {item.found for item in found if item.rule == "ZPJ514"}) is told
