"""Several projects in one file: forms of parts of a project, and reports titled in other words than their forms."""

from __future__ import annotations

from pathlib import Path

from tests.checks.paper_cases import LINES, Block, findings_in, write_paper
from tests.checks.paper_slips import own_form
from zpj.app.reading import read_workbook
from zpj.domain.findings import Finding

_REPORT = LINES[4:17]


def errors(folder: Path, *blocks: Block) -> list[Finding]:
    return [each for each in findings_in(folder / "报告.docx", blocks) if each.rule in ("ZPJ501", "ZPJ511")]


def part(name: str, sub: str, executed: str = "8.2") -> Block:
    return own_form(
        C3=name,
        F3="子项目名称",
        G3=sub,
        F6=executed,
        E16=f"≤{executed}万元",
        F16=f"{executed}万元",
        E20=f"全年项目预算8.65万元，实际执行{executed}万元。",
    )


def test_forms_of_one_project_go_by_their_parts(tmp_path: Path) -> None:
    path = write_paper(tmp_path / "表.docx", [part("道路养护", "县道养护"), "另表", part("道路养护", "乡道养护")])
    forms = read_workbook(path).evaluations
    assert [form.name for form in forms] == ["县道养护", "乡道养护"]
    assert {form.text("whole_project_name") for form in forms} == {"道路养护"}


def test_a_form_alone_keeps_the_name_of_its_project(tmp_path: Path) -> None:
    path = write_paper(tmp_path / "表.docx", [part("道路养护", "县道养护")])
    assert [form.name for form in read_workbook(path).evaluations] == ["道路养护"]


def test_a_text_is_tied_to_the_part_it_names(tmp_path: Path) -> None:
    forms = (part("道路养护", "县道养护"), "另表", part("道路养护", "乡道养护", "6.4"))
    title = "道路养护2023年度绩效自评报告"
    right = "县道养护全年支出8.2万元；乡道养护全年支出6.4万元。"
    cover = "项目名称：道路养护"
    assert errors(tmp_path, title, cover, "一、资金使用情况", right, *forms) == []
    found = errors(tmp_path, title, "一、资金使用情况", right.replace("6.4", "8.2"), *forms)
    assert [(each.found, each.project) for each in found] == [("8.2万元", "乡道养护")]


def test_a_report_titled_in_other_words_is_tied_to_its_form(tmp_path: Path) -> None:
    lamps: Block = own_form(C3="城区路灯维护及改造工作经费", F6="6.4")
    blocks = ("2023年度道路养护绩效自评报告", *_REPORT, own_form(), "城区路灯改造及维护经费2023年度绩效自评报告",
              *_REPORT, lamps)  # fmt: skip
    found = [each for each in errors(tmp_path, *blocks) if each.project == "城区路灯维护及改造工作经费"]
    assert ("8.2万元", "6.4万元") in {(each.found, each.expected) for each in found}


def test_parts_of_an_increase_are_no_sources(tmp_path: Path) -> None:
    form = own_form(C7="省级财政资金", C8="县级财政资金")
    line = "年中追加3万元（其中省级财政资金1万元、县级财政资金2万元），全年预算8.65万元。"
    assert errors(tmp_path, *LINES[:11], line, *LINES[11:], form) == []


_ROADS = (
    "加强施工现场的监督，沥青摊铺按工序验收。",
    "沥青摊铺、标线施划由施工单位负责，监理旁站。",
    "沥青和施工质量抽检合格。",
)
_MEALS = ("食堂按月公示食谱，陪餐教师留样登记。", "食谱由营养师编制，食堂按食谱采购。", "学生营养状况改善。")


def clauses(folder: Path, last: str) -> list[str | None]:
    meals = own_form(C3="学生营养餐", B11="为学生提供营养餐，食堂卫生达标。", F11="提供营养餐，食堂卫生达标。",
                     D13="供餐学校数量", E13="≥50所", F13="50所",
                     I18="个别学生口味不同；下年增加菜品。", E20="全年供餐。")  # fmt: skip
    blocks = ("2023年度道路养护绩效自评报告", *LINES[4:8], *_ROADS, own_form(), "2023年度学生营养餐绩效自评报告",
              "一、项目基本情况", *_MEALS, "二、主要经验做法", last, meals)  # fmt: skip
    return [each.quote for each in findings_in(folder / "报告.docx", blocks) if each.rule == "ZPJ118"]


def test_clauses_in_the_words_of_another_project_are_found(tmp_path: Path) -> None:
    found = clauses(tmp_path, "严把采购关，公示食谱，加强施工现场的监督，沥青摊铺按时完成。")
    assert any("沥青摊铺" in (quote or "") for quote in found), found


def test_clauses_in_words_of_both_projects_are_let_pass(tmp_path: Path) -> None:
    assert clauses(tmp_path, "严把采购关，公示食谱，食堂改造的施工按时完成。") == []
    assert clauses(tmp_path, "受道路沥青摊铺施工影响，部分学校供餐推迟。") == []


def test_a_cover_is_compared_with_the_titles_behind_it(tmp_path: Path) -> None:
    def found(name: str) -> list[str | None]:
        report = "2023年度农产品质量检测项目绩效评价报告"
        blocks = ("清江市财政支出项目绩效评价报告", f"项目名称：{name}", report, *_REPORT)
        return [each.found for each in findings_in(tmp_path / "报告.docx", blocks) if each.rule == "ZPJ524"]

    assert found("农畜产品质量检测项目") == ["农畜产品质量检测项目"]
    assert found("农产品质量检测项目") == []
