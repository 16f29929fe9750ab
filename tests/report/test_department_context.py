"""The fields of a report over several projects: sums, averages, kinds of indicators, the indicator table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from report_cases import entry, fund_line, indicator, published_evaluation, published_scores

from zpj.domain.model import Goal, Section, SelfEvaluation, SourceTable, Total, Workbook
from zpj.report.department import department_context, department_sections
from zpj.report.department_overview import distinct
from zpj.report.evaluation_table import EVALUATION_FIELDS, evaluation_fields
from zpj.report.meta import DEPARTMENT, ReportMeta

META = ReportMeta("试用", "试用", "{{ 年度 }}年度{{ 单位 }}总报告", DEPARTMENT, ())


def project(name: str, budget: str, executed: str, score: str, **changes: Any) -> SelfEvaluation:
    fields = dict(published_evaluation().fields) | {"project_name": entry(name)}
    line = replace(fund_line("资金总额", "total"), full_year_budget=entry(budget), executed=entry(executed))
    values: dict[str, Any] = {"fields": fields, "funds": (line,), "total": Total(reported=entry(score))}
    return published_evaluation(**(values | changes))


def context(
    *evaluations: SelfEvaluation, sections: dict[str, str] | None = None, tables: tuple[SourceTable, ...] = ()
) -> dict[str, Any]:
    book = Workbook("试用.xlsx", evaluations, tables=tables)
    scores = [
        published_scores(
            rates=published_scores().rates[: len(one.funds)],
            indicators=published_scores().indicators[: len(one.indicators)],
        )
        for one in evaluations
    ]
    return department_context(book, scores, sections or {}, META)


def table(name: str, header: tuple[str, ...], *rows: tuple[str, ...]) -> SourceTable:
    return SourceTable(name, header, rows, f"{name}!A1")


TWO = (project("甲", "100", "90", "96"), project("乙项目", "300", "297.5", "90"))


def test_sums_are_those_of_all_projects_in_wan_yuan() -> None:
    found = context(*TWO, project("丙", "1000000", "500000", "80", unit="元"))
    assert [found[field] for field in ("项目数", "全年预算合计", "全年执行合计", "执行率合计")] == [
        3,
        "500",
        "437.5",
        "87.5",
    ]


def test_scores_are_averaged_plainly_and_by_budget() -> None:
    found = context(*TWO)
    assert (found["平均得分"], found["加权平均得分"]) == ("93", "91.5")


def test_a_sum_is_over_the_projects_that_have_the_amount() -> None:
    found = context(*TWO, project("丙", "", "5", "80"))
    assert (found["全年预算合计"], found["执行率合计"]) == ("400", "98.13")
    assert found["全年执行合计"] == "392.5"


def test_year_and_department_are_those_most_forms_name() -> None:
    other = dict(TWO[0].fields) | {"year": entry("2021"), "supervising_department": entry("别的局")}
    found = context(replace(TWO[0], fields=other), *TWO)
    assert (found["年度"], found["单位"], found["报告标题"]) == (
        "2022",
        "忻州市医疗保障局",
        "2022年度忻州市医疗保障局总报告",
    )


def test_every_project_has_the_fields_of_its_own_report() -> None:
    first, second = context(*TWO)["项目"]
    assert [first[field] for field in ("序号", "项目名称", "全称", "全年预算数", "总得分")] == [
        "1",
        "甲",
        "甲项目",
        "100",
        "96",
    ]
    assert [second[field] for field in ("序号", "项目名称", "全称", "执行率")] == ["2", "乙项目", "乙项目", "72.26"]
    assert first["预期目标"] == "【待补：甲的年度绩效目标】"
    goal = context(replace(TWO[0], goal=Goal(entry("做好"), entry("做好了"))))["项目"][0]
    assert (goal["预期目标"], goal["完成情况"]) == ("做好", "做好了")


def test_kinds_of_indicators_come_in_the_usual_order_as_typed_else_told_from_the_form() -> None:
    rows = (
        indicator("产出指标", "时效指标", "完成时限", "", "≤12个月", "12个月", "10", "10", ""),
        indicator("产出指标", "数量指标", "检查次数", "", "≥2次", "5次", "10", "10", ""),
        indicator("产出指标", "社会效益指标", "群众知晓", "", "提高", "提高", "10", "10", ""),
    )
    sections = {
        "四、分析／（二）项目产出完成情况分析／1.甲／（1）质量指标：": "合格率达到100%。\n没有返工。",
        "四、分析／（二）项目产出完成情况分析／1.甲／（2）数量指标：": "检查了5次。",
    }
    found = context(replace(TWO[0], indicators=rows), replace(TWO[1], indicators=()), sections=sections)
    first, second = found["项目"]
    assert [(kind["序号"], kind["标题"]) for kind in first["产出"]] == [
        ("1", "数量指标"),
        ("2", "质量指标"),
        ("3", "时效指标"),
    ]
    assert first["产出"][0]["段落"] == ["检查了5次。"]
    assert first["产出"][1]["段落"] == ["合格率达到100%。", "没有返工。"]
    assert "12个月" in first["产出"][2]["段落"][0]
    assert not first["产出"][2]["段落"][0].startswith("时效指标")
    assert [kind["标题"] for kind in first["效益"]] == ["社会效益指标"]
    assert (second["产出"], second["效益"]) == ([], [])


def test_a_project_in_its_own_column_stands_before_the_last_heading() -> None:
    rows = [
        Section("甲", "", "（二）项目产出完成情况分析／数量指标", "检查了5次。", "报告素材!D2"),
        Section("甲", "", "（二）项目产出完成情况分析／1.甲／质量指标", "合格。", "报告素材!D3"),
        Section("", "", "六、措施建议", "继续。", "报告素材!D4"),
    ]
    assert department_sections(rows) == {
        "（二）项目产出完成情况分析／甲／数量指标": "检查了5次。",
        "（二）项目产出完成情况分析／1.甲／质量指标": "合格。",
        "六、措施建议": "继续。",
    }
    found = context(TWO[0], sections=department_sections(rows))
    assert [kind["段落"] for kind in found["项目"][0]["产出"]][:2] == [["检查了5次。"], ["合格。"]]


def test_figures_and_signature_come_from_their_sheets_and_are_asked_for_where_there_are_none() -> None:
    figures = table("部门整体", ("项目", "数值"), ("预算执行率：", "97.82%"), ("评价得分", ""))
    signed = table("落款", ("项目", "内容"), ("单位", "忻州市医疗保障局"), ("日期", "2023年3月1日"))
    found = context(*TWO, tables=(figures, signed))
    assert found["部门"]["预算执行率"] == "97.82%"
    assert found["部门"]["评价得分"] == "【待补：评价得分】"
    assert (found["落款单位"], found["落款日期"]) == ("忻州市医疗保障局", "2023年3月1日")
    assert context(*TWO)["落款单位"] == "【待补：落款单位】"


def test_blank_levels_of_the_indicator_table_repeat_the_ones_above_and_columns_are_added_up() -> None:
    rows = (
        ("决策", "40", "目标", "20", "内容", "20", "18"),
        ("", "", "依据", "20", "依据", "10", "9.5"),
        ("", "", "", "", "程序", "10", "10"),
        ("产出", "60", "", "60", "数量", "60", "55"),
    )
    found: dict[str, Any] = evaluation_fields([table("评价指标体系", EVALUATION_FIELDS, *rows)])
    assert [row["二级指标"] for row in found["评价指标"]] == ["目标", "依据", "依据", ""]
    assert [row["一级分值"] for row in found["评价指标"]] == ["40", "40", "40", "60"]
    assert list(found["评价合计"].values()) == ["总计", "100", "", "100", "", "100", "92.5"]


def test_the_typed_total_of_the_indicator_table_is_printed_as_typed() -> None:
    rows = (("决策", "40", "目标", "40", "内容", "40", "18"), ("合　计", "100", "", "100", "", "100", "87"))
    found: dict[str, Any] = evaluation_fields([table("评价指标体系", EVALUATION_FIELDS, *rows)])
    assert len(found["评价指标"]) == 1
    assert found["评价合计"]["得分"] == "87"


def test_without_the_sheet_there_is_no_indicator_and_no_score() -> None:
    found: dict[str, Any] = evaluation_fields([])
    assert found["评价指标"] == []
    assert found["评价合计"]["得分"] == ""


def test_a_workbook_without_a_form_has_no_sums_but_its_sections() -> None:
    found = context(sections={"六、措施建议": "继续。"})
    assert (found["项目数"], found["项目"], found["平均得分"]) == (0, [], "【待补：平均得分】")
    assert found["章节"]["六、措施建议"] == ["继续。"]


def test_projects_of_one_name_are_told_apart_and_counted_each() -> None:
    found = context(TWO[0], project("甲", "5", "5", "80"), *[project(f"项目{n}", "1", "1", "90") for n in range(9)])
    assert [one["项目名称"] for one in found["项目"]][:3] == ["甲（序号1）", "甲（序号2）", "项目0"]
    kinds = [kind["段落"][0] for kind in found["总况"]["产出"]]
    assert kinds
    assert all(text.startswith("11个项目共设") for text in kinds)


def test_two_of_one_name_in_two_offices_are_told_apart_by_the_office() -> None:
    assert distinct([("甲", "一局"), ("甲", "二局"), ("乙", "")]) == ["甲（一局）", "甲（二局）", "乙"]


def test_the_amounts_of_a_form_in_yuan_are_told_in_the_unit_of_the_sums() -> None:
    in_yuan = project("丙", "1250000", "1187500", "95", unit="元")
    first, second = context(in_yuan, TWO[0])["项目"]
    assert [first[field] for field in ("全年预算数", "全年执行数", "金额单位")] == ["125", "118.75", "万元"]
    assert [second[field] for field in ("全年预算数", "全年执行数", "金额单位")] == ["100", "90", "万元"]
