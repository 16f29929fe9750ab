"""All ten published reports, made from their sample workbooks: titles, outlines, figures, layout."""

from __future__ import annotations

import re

import pytest

from tests.report.published_reports import ANALYSIS_OUTLINE, FIGURE, Produced, parts, produced, source, styled_headings
from zpj import resources
from zpj.report.layout import load_layout
from zpj.report.layout_check import check_layout

SAMPLES = ("chaoyang_2023", "fengtai_2023", "nanchang_2022", "xinzhou_2022", "zizhou_2023")
TITLES = {
    "chaoyang_2023": ["医疗服务与保障能力提升补助资金（医疗保障服务能力建设部分）项目支出绩效自评报告"],
    "fengtai_2023": [
        "北京市丰台区医疗保障局整体绩效评价报告",
        "北京市丰台区医疗保障局2023年中央医疗服务与保障能力提升补助资金项目支出绩效评价报告",
    ],
    "nanchang_2022": ["2022年度项目支出绩效自评总报告"],
    "xinzhou_2022": [
        "2022年度医药招采与基金监管工作经费绩效自评分析报告",
        "2022年度待遇保障与医药服务工作经费绩效自评分析报告",
        "2022年度资产购置经费绩效自评分析报告",
        "2022年度欺诈骗取医疗保障基金行为举报奖励经费绩效自评分析报告",
        "2022年度医保信息系统建设资金绩效自评分析报告",
    ],
    "zizhou_2023": ["医疗保障经办和服务能力提升项目2023年绩效自评报告"],
}
ALL = [(sample, number) for sample in SAMPLES for number in range(len(TITLES[sample]))]


@pytest.fixture(params=ALL, ids=lambda case: f"{case[0]}-{case[1] + 1}")
def report(request: pytest.FixtureRequest) -> Produced:
    sample, number = request.param
    return produced(sample)[number]


def test_there_are_ten_reports_with_their_published_titles() -> None:
    assert {sample: [report.title for report in produced(sample)] for sample in SAMPLES} == TITLES
    assert len(ALL) == 10


def test_nothing_of_a_template_or_a_missing_value_is_left(report: Produced) -> None:
    everything = "\n".join(report.texts) + "\n".join(cell for table in report.tables for row in table for cell in row)
    assert not re.search(r"\{\{|\}\}|\{%|None|nan|待补", everything)
    assert report.missing == ()


def test_every_report_keeps_the_official_layout(report: Produced) -> None:
    profile = load_layout(resources.templates() / "layouts" / "gbt9704.toml")
    assert check_layout(report.data, profile) == []


@pytest.mark.parametrize("number", range(5))
def test_the_five_analysis_reports_have_the_published_outline(number: int) -> None:
    report = produced("xinzhou_2022")[number]
    assert [heading for heading in styled_headings(report) if heading in ANALYSIS_OUTLINE] == ANALYSIS_OUTLINE


@pytest.mark.parametrize("number", range(5))
def test_every_figure_of_a_section_stands_in_that_section(number: int) -> None:
    report, project = produced("xinzhou_2022")[number], source("xinzhou_2022")["project"][number]
    below = dict(zip(ANALYSIS_OUTLINE, parts(report, ANALYSIS_OUTLINE), strict=True))
    bare = {re.sub(r"^(（.+?）|[一二三四五六]、|\d\.)", "", heading): text for heading, text in below.items()}
    in_overview = {"立项依据", "项目设立的必要性", "保证项目实施的措施与制度"}
    for section in project["sections"]:
        if section["title"] == "引言":
            continue
        text = bare["项目概况"] if section["title"] in in_overview else bare[section["title"]]
        assert set(FIGURE.findall(section["text"])) <= set(FIGURE.findall(text)), section["title"]


@pytest.mark.parametrize("number", range(5))
def test_both_tables_and_the_form_are_complete(number: int) -> None:
    report, project = produced("xinzhou_2022")[number], source("xinzhou_2022")["project"][number]
    funds, indicators, form = report.tables
    for line in project["table_a"]:
        wanted = [line[key] for key in ("source", "requested", "initial", "full_year", "executed", "balance")]
        assert wanted in [row[:6] for row in funds]
    for line in project["table_b"]:
        wanted = [line[key] for key in ("name", "initial_target", "target", "actual", "weight", "score")]
        assert wanted in [row[2:8] for row in indicators]
    cells = {cell for row in form for cell in row}
    for line in project["indicators"]:
        assert {line["name"], line["target"], line["actual"], line["weight"], line["score"]} <= cells
    assert {project["total"]["score"], project["total"]["grade"], project["goal"]["expected"]} <= cells
