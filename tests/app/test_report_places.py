"""Where a clerk's text goes in reports of other outlines, what has no place there, and whom a report names."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from zpj.app.checking import check_files
from zpj.app.making import write_workbook
from zpj.app.reporting import ReportRun, run_reports
from zpj.forms.content import FormContent, FundRow, IndicatorRow, Material, PlainTable, Shown, WorkbookContent
from zpj.report.context import plain_text

ROAD, SCHOOL = "城区道路养护", "学校食堂改造"
OVERVIEW = Material(ROAD, "（一）项目概况", "道路三月开工。")
PROBLEMS = Material(ROAD, "（二）存在的问题及原因分析", "征地没有完成。")


def form(name: str, department: str = "某县交通局", score: str = "8") -> FormContent:
    fields = {"project_name": name, "year": "2024", "supervising_department": department, "implementing_unit": "某中心"}
    values = {"target": "≥10处", "actual": "8处", "weight": Decimal(10), "reported_score": Decimal(score)}
    row = IndicatorRow("产出指标", "数量指标", f"{name}数量", values)
    money = {"full_year_budget": Shown(Decimal(150)), "executed": Shown(Decimal(120))}
    return FormContent(sheet=name, fields=fields, funds=(FundRow("年度资金总额", money),), indicators=(row,))


def workbook(folder: Path, *forms: FormContent, material: tuple[Material, ...] = (OVERVIEW, PROBLEMS)) -> Path:
    path = folder / "工作簿.xlsx"
    write_workbook(WorkbookContent("mof", forms, material), path)
    return path


def made(path: Path, **choices: str) -> tuple[ReportRun, list[str]]:
    """A run, and the text of each of its reports."""
    run = run_reports(path, choices.get("template"), choices.get("project"), path.parent, force=False)
    return run, [plain_text(item.path.read_bytes()) for item in run.written]


def test_an_evaluation_report_of_a_workbook_with_one_project_is_about_it(tmp_path: Path) -> None:
    run, (text,) = made(workbook(tmp_path, form(ROAD)), template="fengtai-evaluation")
    assert run.written[0].title == f"某县交通局2024年{ROAD}项目支出绩效评价报告"
    assert {"项目概况", "项目产出情况", "单位", "项目名称"}.isdisjoint(run.written[0].missing)
    assert "道路三月开工。" in text
    assert f"“{ROAD}数量”" in text


@pytest.mark.parametrize("choices", [{}, {"project": SCHOOL}])
def test_of_several_projects_each_or_the_chosen_one_gets_an_evaluation_report(
    tmp_path: Path, choices: dict[str, str]
) -> None:
    path = workbook(tmp_path, form(ROAD), form(SCHOOL))
    run, texts = made(path, template="fengtai-evaluation", **choices)
    names = [SCHOOL] if choices else [ROAD, SCHOOL]
    assert [item.title for item in run.written] == [f"某县交通局2024年{name}项目支出绩效评价报告" for name in names]
    assert ROAD not in texts[-1]


def test_an_evaluation_report_takes_its_conclusion_from_the_evaluation_where_there_is_one(tmp_path: Path) -> None:
    header = ("一级指标", "一级分值", "二级指标", "二级分值", "三级指标", "三级分值", "得分")
    scored = PlainTable("评价指标体系", header, (("决策", "100", "立项", "100", "依据", "100", "87"),))
    write_workbook(WorkbookContent("mof", (form(ROAD),), (), (scored,)), tmp_path / "表.xlsx")
    _, (text,) = made(tmp_path / "表.xlsx", template="fengtai-evaluation")
    assert "项目绩效评价综合得分87分" in text


def test_a_project_s_text_without_a_place_in_the_general_report_is_told_and_not_put_anywhere(tmp_path: Path) -> None:
    path = workbook(tmp_path, form(ROAD), form(SCHOOL), material=(OVERVIEW, PROBLEMS))
    run, (text,) = made(path, template="jiangxi-general")
    assert [section for _, section in run.unplaced] == [OVERVIEW.section, PROBLEMS.section]
    assert OVERVIEW.text not in text
    assert PROBLEMS.text not in text


def test_a_project_s_text_on_a_kind_of_indicator_goes_into_its_part_once(tmp_path: Path) -> None:
    kinds = (Material(ROAD, "数量指标", "修了八处。"), Material(ROAD, "（2）社会效益指标方面：", "出行方便。"))
    run, (text,) = made(workbook(tmp_path, form(ROAD), material=kinds), template="jiangxi-general")
    assert run.unplaced == []
    outputs, benefits = text.split("（三）项目效益完成情况分析")
    assert ("修了八处。" in outputs, "修了八处。" in benefits) == (True, False)
    assert ("出行方便。" in outputs, "出行方便。" in benefits) == (False, True)


def test_a_project_s_problems_are_not_those_of_its_department(tmp_path: Path) -> None:
    own = Material("", "（二）存在的问题及原因分析", "部门目标不够量化。")
    path = workbook(tmp_path, form(ROAD), form(SCHOOL), material=(own, PROBLEMS))
    run, (text,) = made(path, template="fengtai-department")
    assert own.text in text
    assert PROBLEMS.text not in text
    assert [section for _, section in run.unplaced] == [PROBLEMS.section]


def test_a_report_over_the_forms_of_two_departments_says_whom_it_names(tmp_path: Path) -> None:
    path = workbook(tmp_path, form(ROAD), form(SCHOOL, "某县教育局"), material=())
    run, _ = made(path, template="fengtai-department")
    assert run.notes == [
        "各表的主管部门不同（某县交通局 1 张、某县教育局 1 张），报告写的是某县交通局，请核对标题和部门名称"
    ]
    assert made(path, template="mof-self")[0].notes == []


@pytest.mark.parametrize("template", ["jiangxi-general", "shanxi-analysis"])
def test_the_check_finds_no_fault_in_zpj_s_own_sentences(tmp_path: Path, template: str) -> None:
    path = workbook(tmp_path, form(ROAD), form(SCHOOL, score="7"), material=())
    run, _ = made(path, template=template)
    findings = [item for one in run.written for item in check_files([one.path]).findings]
    assert {item.rule for item in findings} & {"ZPJ254", "ZPJ514", "ZPJ518", "ZPJ529", "ZPJ537"} == set()
