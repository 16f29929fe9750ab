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
