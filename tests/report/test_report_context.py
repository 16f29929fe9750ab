"""What a report says, from the form as filed, the computed scores and the clerk's sections."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from report_cases import (
    PROJECT,
    PUBLISHED,
    SECTIONS,
    entry,
    fund_line,
    indicator,
    published_evaluation,
    published_scores,
    score,
)

from zpj.domain.model import SourceTable, Total
from zpj.report.context import missing_sections, report_context
from zpj.report.fields import ANALYSIS_SECTIONS, FIELD_NOTES, FUND_FIELDS, INDICATOR_FIELDS, LEFT_AS_TYPED
from zpj.report.shown import bare_value, yuan_text


def context_of(**changes: object) -> dict[str, object]:
    return report_context(published_evaluation(**changes), published_scores(), SECTIONS)


def test_the_head_of_the_form_becomes_fields() -> None:
    context = report_context(published_evaluation(), published_scores(), SECTIONS, attachment="附件1")
    assert context["附件号"] == "附件1"
    assert context["年度"] == "2022"
    assert context["主管部门"] == context["实施单位"] == "忻州市医疗保障局"
    assert context["报告标题"] == "2022年度医药招采与基金监管工作经费绩效自评分析报告"


def test_every_documented_field_is_there_and_every_field_is_documented() -> None:
    assert set(context_of()) - {LEFT_AS_TYPED} == set(FIELD_NOTES)


def test_amounts_are_as_on_the_form_and_in_yuan_in_the_table() -> None:
    context = context_of()
    assert [context[name] for name in ("全年预算数", "全年执行数", "资金结余", "执行率")] == [
        "8.65",
        "6.25",
        "2.4",
        "72.26",
    ]
    total, detail = context["资金"]
    assert list(total.values()) == ["合计", *["86,500"] * 3, "62,502.5", "23,997.5", "72.26", "7.23"]
    assert list(detail.values()) == ["市县区财政资金", *["86,500"] * 3, "62,502.5", "23,997.5", "", ""]
    assert tuple(total) == FUND_FIELDS


@pytest.mark.parametrize(
    ("unit", "text", "number", "printed"),
    [
        ("万元", "6.25", "6.25025", "62,502.5"),
        ("元", "62,502.50", "62502.5", "62,502.5"),
        ("", "300", "300", "3,000,000"),
        ("万元", "0", "0", "0"),
        ("美元", "5", "5", "5美元"),
    ],
)
def test_an_amount_is_printed_in_yuan_without_losing_a_cent(unit: str, text: str, number: str, printed: str) -> None:
    assert yuan_text(entry(text, number), unit) == printed


def test_an_amount_that_is_no_number_stays_as_filed() -> None:
    assert yuan_text(entry("详见附件"), "万元") == "详见附件"
    assert yuan_text(None, "万元") == ""


def test_a_balance_the_form_does_not_ask_for_is_budget_less_execution() -> None:
    context = context_of(funds=(replace(fund_line("年度资金总额", "total"), balance=None),))
    assert context["资金结余"] == "2.39975"
    assert context["资金"][0]["资金结余"] == "23,997.5"


@pytest.mark.parametrize(
    ("filed", "printed"),
    [
        ("≥2次", "2"),
        ("=100%", "100"),
        ("≤12个月", "12"),
        ("≤300万元", "300"),
        ("≥18台(套)", "18"),
        ("≥ 95 ％", "95"),
        ("1,000人", "1,000"),
        ("=1年", "1"),
        ("2", "2"),
        ("达成预期指标", "达成预期指标"),
        ("2023年12月31日前完成", "2023年12月31日前完成"),
        ("12月底前", "12月底前"),
        ("2023年", "2023年"),
        ("5月", "5月"),
        ("25万参保居民医保待遇", "25万参保居民医保待遇"),
        ("", ""),
    ],
)
def test_quantities_are_printed_bare_and_words_and_dates_as_filed(filed: str, printed: str) -> None:
    assert bare_value(filed) == printed


def test_indicator_rows_follow_the_form() -> None:
    rows = context_of()["指标"]
    assert set(rows[0]) == set(INDICATOR_FIELDS)
    assert list(rows[0].values())[:3] == ["产出指标", "数量指标", "开展打击欺诈骗保专项行动，对定点机构监督检查的数量"]
    assert list(rows[0].values())[3:9] == ["2", "≥2次", "≥2次", "20", "20", ""]
    assert (rows[0]["完成数"], rows[0]["分值"], rows[0]["三级指标"]) == ("2", "20", rows[0]["指标名称"])
    assert [row["指标名称"] for row in context_of()["满意度指标"]] == [rows[-1]["指标名称"]]
    assert [row["得分"] for row in rows] == ["20", "10", "10", "10", "14", "14", "10"]
    assert rows[4]["偏差原因"].startswith("全面落实国家、省基金监管工作安排部署")


def test_a_form_with_one_target_column_is_printed_as_filed_and_as_not_adjusted() -> None:
    row = replace(indicator("产出指标", "数量指标", "检查", "", "≥2次", "5次", "20", "20", ""), initial_target=None)
    context = report_context(
        published_evaluation(indicators=(row,)), published_scores(indicators=(score("20"),)), SECTIONS
    )
    shown = context["指标"][0]
    assert (shown["年初指标"], shown["调整后指标"], shown["年度指标值"]) == ("≥2次", "", "≥2次")
    assert (shown["实际完成值"], shown["完成数"]) == ("5次", "5次")


def test_a_source_of_money_is_named_without_the_words_before_the_first() -> None:
    lines = (fund_line("年度资金总额", "total"), fund_line("其中：当年财政拨款", "appropriation"))
    context = report_context(published_evaluation(funds=lines), published_scores(), SECTIONS)
    assert [row["资金来源"] for row in context["资金"]] == ["合计", "当年财政拨款"]


def test_the_conclusion_left_blank_is_the_published_sentence() -> None:
    assert context_of()["项目自评得分和结论"] == [PUBLISHED["conclusion"]]


def test_the_conclusion_a_clerk_wrote_is_used_as_it_is() -> None:
    context = report_context(published_evaluation(), published_scores(), {"1. 项目自评得分和结论": "自写。"})
    assert context["项目自评得分和结论"] == ["自写。"]


def test_a_project_name_ending_with_the_word_is_not_doubled() -> None:
    fields = {**published_evaluation().fields, "project_name": entry("医保信息化项目")}
    assert "：医保信息化项目绩效自评价结果为：" in context_of(fields=fields)["项目自评得分和结论"][0]


def test_scores_are_those_of_the_form_even_where_zpj_computes_others() -> None:
    scores = published_scores(execution=score("7.5"), total=Decimal("96"), grade="优")
    context = report_context(published_evaluation(), scores, {})
    assert [context[name] for name in ("预算得分", "指标得分", "总得分", "等级")] == ["7.23", "88", "95.23", "优"]


def test_scores_the_form_leaves_blank_are_the_computed_ones() -> None:
    blank = [replace(row, reported_score=None) for row in published_evaluation().indicators]
    evaluation = published_evaluation(
        funds=(replace(fund_line("资金总额:", "total"), reported_score=None, reported_rate=None),),
        indicators=tuple(blank),
        total=Total(),
    )
    values = ("20", "10", "10", "10", "14", "14", "10")
    scores = published_scores(indicators=tuple(score(value) for value in values), total=Decimal("95.23"))
    context = report_context(evaluation, scores, {})
    assert [context[name] for name in ("执行率", "预算得分", "指标得分", "总得分", "等级")] == [
        "72.26",
        "7.23",
        "88",
        "95.23",
        "优",
    ]


def test_a_score_only_a_person_can_give_is_asked_for() -> None:
    evaluation = published_evaluation(
        indicators=(indicator("产出指标", "质量指标", "效果", "好", "好", "好", "10", "", ""),), total=Total()
    )
    scores = published_scores(indicators=(score(None),), total=None, grade=None, filed_grade=None)
    context = report_context(evaluation, scores, SECTIONS)
    assert context["指标得分"] == "【待补：指标得分】"
    assert missing_sections(context) == ["指标得分", "总得分", "等级"]


def test_beside_the_total_of_the_form_stands_the_grade_of_that_total() -> None:
    evaluation = published_evaluation(total=Total(reported=entry("89")))
    scores = published_scores(total=Decimal("91"), grade="优", filed_grade="良")
    context = report_context(evaluation, scores, SECTIONS)
    assert (context["总得分"], context["等级"]) == ("89", "良")


def test_sections_are_lists_of_paragraphs() -> None:
    assert len(context_of()["产出情况及分析"]) == 2
    assert context_of()["项目年度目标"] == [SECTIONS["项目年度目标"]]


def test_section_titles_are_found_with_their_numbering() -> None:
    sections = {"四、项目主要经验做法 ": "甲", "（三）项目实施计划：": "乙", "4. 产出情况 及分析": "丙"}
    context = report_context(published_evaluation(), published_scores(), sections)
    assert [context[title] for title in ("项目主要经验做法", "项目实施计划", "产出情况及分析")] == [
        ["甲"],
        ["乙"],
        ["丙"],
    ]


def test_a_blank_section_is_marked_and_listed() -> None:
    context = report_context(published_evaluation(), published_scores(), {"项目概况": " \n"})
    assert context["项目概况"] == ["【待补：项目概况】"]
    assert missing_sections(context) == [title for title in ANALYSIS_SECTIONS if title != "项目自评得分和结论"]
    assert missing_sections(context_of()) == []


def test_a_section_of_another_report_is_a_field_too() -> None:
    context = report_context(published_evaluation(), published_scores(), {"资产管理情况": "好", "1 2": "甲"})
    assert context["资产管理情况"] == ["好"]
    assert "1 2" not in context


def test_the_workbooks_own_tables_are_used_as_they_are() -> None:
    funds = SourceTable(
        "预算执行情况表",
        (
            "项目名称",
            "资金来源",
            "目标申报（元）",
            "预算编制（元）",
            "全年预算数(元)",
            "全年执行数(元)",
            "资金结(转)余(元)",
            "执行率",
            "得分",
        ),
        (
            ("其他项目", "合计", "1", "1", "1", "1", "0", "100", "10"),
            (PROJECT, "合计", "86,500", "86,500", "86,500", "62,502.5", "23,997.5", "72.26", "7.23"),
            ("", "市县级财政资金", "86,500", "86,500", "86,500", "62,502.5", "23,997.5", "", ""),
        ),
        "预算执行情况表!A1",
    )
    indicators = SourceTable(
        "绩效指标完成情况表",
        (
            "项目名称",
            "一级指标",
            "二级指标",
            "指标名称",
            "年初指标",
            "调整后指标",
            "实际完成值",
            "权重",
            "得分",
            "偏差原因分析及改进措施",
        ),
        ((PROJECT, "产出指标", "时效指标", "政策落实", "=12个月", "=12个月", "12", "10", "10", "无"),),
        "绩效指标完成情况表!A1",
    )
    context = report_context(published_evaluation(), published_scores(), SECTIONS, (funds, indicators))
    assert [row["资金来源"] for row in context["资金"]] == ["合计", "市县级财政资金"]
    assert context["资金"][1]["资金结余"] == "23,997.5"
    assert [list(row.values())[:9] for row in context["指标"]] == [
        ["产出指标", "时效指标", "政策落实", "=12个月", "=12个月", "12", "10", "10", "无"]
    ]


def test_tables_of_other_projects_leave_the_form_in_charge() -> None:
    other = SourceTable("预算执行情况表", ("项目名称", "资金来源"), (("其他项目", "合计"),), "A1")
    context = report_context(published_evaluation(), published_scores(), SECTIONS, (other,))
    assert context["资金"][0]["预算编制"] == "86,500"


def test_an_empty_form_gives_a_report_full_of_questions_and_no_error() -> None:
    evaluation = published_evaluation(fields={}, funds=(), indicators=(), total=Total())
    scores = published_scores(execution=score(None), rates=(), indicators=(), total=None, grade=None)
    context = report_context(evaluation, scores, {})
    assert {"项目名称", "年度", "全年预算数", "预算得分", "总得分", "等级"} <= set(missing_sections(context))
