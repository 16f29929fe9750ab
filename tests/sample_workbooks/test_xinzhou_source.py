"""The transcript of the five published self-evaluations of 忻州 agrees with itself and with its expected values."""

from __future__ import annotations

import re
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "sample_workbooks"
AMOUNTS = ("requested_budget", "initial_budget", "full_year_budget", "executed", "balance")
# key of the form's fund row -> key of the report's 元 table
YUAN = dict(zip(AMOUNTS, ("requested", "initial", "full_year", "executed", "balance"), strict=True))
INDICATOR_TEXTS = ("level1", "level2", "name", "initial_target", "target", "actual", "weight")
TABLE_COLUMNS = {*INDICATOR_TEXTS, "score", "deviation_reason"}
ANALYSIS = [
    "项目实施和预算执行情况及分析",
    "产出情况及分析",
    "效益情况及分析",
    "满意度情况及分析",
    "主要经验做法",
    "项目管理中存在的主要问题及原因分析",
    "下一步改进措施及管理建议",
]
SECTIONS = [
    "引言",
    "项目概况",
    "立项依据",
    "项目设立的必要性",
    "保证项目实施的措施与制度",
    "项目实施期绩效目标",
    "项目年度目标",
    "项目实施计划",
    "项目自评得分和结论",
    "全年目标实际完成情况",
    "项目实施和预算执行情况分析",
    "产出情况及分析",
    "效益情况及分析",
    "满意度情况及分析",
    "项目主要经验做法",
    "项目管理中存在的主要问题及原因分析",
    "下一步改进措施及管理建议",
]
# What the written rule gives for each indicator in form order; None where a person must judge.
RULE_SCORES = [
    ["20", None, "10", None, None, None, None],
    ["20", "10", "10", None, None, None, None],
    ["20", "10", None, None, None, "10"],
    ["20", "10", "10", "10", None, None, "10"],
    ["0", "10", "0", "0", "10", None, None, "10"],
]

Project = dict[str, Any]


def _load(name: str) -> list[Project]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["project"]


SOURCE = _load("sources/xinzhou_2022.toml")
EXPECTED = _load("xinzhou_2022.expected.toml")

each_project = pytest.mark.parametrize("project", SOURCE, ids=[project["sheet"] for project in SOURCE])
each_pair = pytest.mark.parametrize(
    ("project", "expected"), list(zip(SOURCE, EXPECTED, strict=True)), ids=[project["sheet"] for project in SOURCE]
)


def _rounded_like(number: Decimal, shown: str) -> Decimal:
    return number.quantize(Decimal(shown), rounding=ROUND_HALF_UP)


def _grade(total: Decimal) -> str:
    return next(word for floor, word in ((90, "优"), (80, "良"), (60, "中"), (0, "差")) if total >= floor)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


def test_five_projects() -> None:
    assert [project["attachment"] for project in SOURCE] == ["附件1", "附件2", "附件3", "附件4", "附件5"]
    assert len({project["sheet"] for project in SOURCE}) == 5


@each_project
def test_head(project: Project) -> None:
    assert 0 < len(project["sheet"]) <= 31
    assert project["form_title"] == f"{project['project_name']}项目支出绩效自评表"
    assert project["report_title"].startswith(f"{project['year']}年度{project['project_name']}")
    assert project["report_title"].endswith("绩效自评分析报告")
    assert len(project["notes"]) == 4


@each_project
def test_funds_add_up(project: Project) -> None:
    for row in project["funds"]:
        exact = {key: Decimal(row[key]["exact"]) for key in AMOUNTS}
        assert exact["balance"] == exact["full_year_budget"] - exact["executed"]
        for key in AMOUNTS:
            assert _rounded_like(exact[key], row[key]["shown"]) == Decimal(row[key]["shown"])
        rate = exact["executed"] / exact["full_year_budget"]
        assert _rounded_like(rate * 100, "0.01") == Decimal(row["rate"])
        assert _rounded_like(rate * 10, "0.01") == Decimal(row["score"])


@each_project
def test_yuan_table_is_the_form_times_ten_thousand(project: Project) -> None:
    total, detail = project["table_a"]
    assert total["source"] == "合计"
    assert (total["rate"], total["score"]) == (project["funds"][0]["rate"], project["funds"][0]["score"])
    assert (detail["rate"], detail["score"]) == ("", "")
    for row, fund_row in zip(project["table_a"], project["funds"], strict=True):
        for key, yuan in YUAN.items():
            assert Decimal(row[yuan].replace(",", "")) == Decimal(fund_row[key]["exact"]) * 10000


@each_project
def test_scores_add_up(project: Project) -> None:
    rows = project["indicators"]
    assert sum(Decimal(row["weight"]) for row in rows) == 90
    assert all(0 <= Decimal(row["score"]) <= Decimal(row["weight"]) for row in rows)
    indicator_scores = sum(Decimal(row["score"]) for row in rows)
    total = Decimal(project["total"]["score"])
    assert indicator_scores + Decimal(project["funds"][0]["score"]) == total
    assert project["total"]["grade"] == _grade(total)
    conclusion = next(part["text"] for part in project["sections"] if part["title"] == "项目自评得分和结论")
    assert f"预算执行情况得分{project['funds'][0]['score']}分" in conclusion
    assert f"指标完成情况得分{indicator_scores}分" in conclusion
    assert f"总得分{total}分，属于“{project['total']['grade']}”" in conclusion


@each_project
def test_indicators_of_form_and_report_run_in_step(project: Project) -> None:
    for row, in_report in zip(project["indicators"], project["table_b"], strict=True):
        assert set(row) == TABLE_COLUMNS
        assert set(in_report) - {"repaired"} == TABLE_COLUMNS
        for key in ("level1", "level2", "weight", "score"):
            assert row[key] == in_report[key]
        for key in TABLE_COLUMNS - {"deviation_reason"}:
            assert row[key]
            assert in_report[key]


@each_project
def test_texts_are_complete(project: Project) -> None:
    assert [part["title"] for part in project["sections"]] == SECTIONS
    assert all(part["text"].strip() for part in project["sections"])
    assert list(project["analysis"]) == ANALYSIS
    assert all(project["analysis"].values())
    assert project["goal"]["expected"]
    assert project["goal"]["achieved"]


@each_project
def test_no_conversion_damage_is_left(project: Project) -> None:
    prose = [part["text"] for part in project["sections"]] + _texts(project["table_b"]) + _texts(project["goal"])
    for text in prose:
        assert not re.search(r"(?<=[一-鿿，。；：、“”（）《》]) (?=[0-9A-Za-z≥≤=])", text), text
        assert not re.search(r"(?<=[0-9A-Za-z%,]) (?=[一-鿿])(?!医保局|转发)", text), text
    for text in _texts(project):
        assert text == text.strip()
        assert not re.search(r"\t|  |\n\n", text), text


@each_pair
def test_expected_head_and_funds(project: Project, expected: Project) -> None:
    assert expected["location"] == project["sheet"]
    assert (expected["form"], expected["scheme"], expected["unit"]) == ("shanxi", "shanxi", "万元")
    assert expected["fields"] == {key: project[key] for key in expected["fields"]}
    assert set(expected["fields"]) == {"project_name", "year", "supervising_department", "implementing_unit"}
    for row, fund_row in zip(project["funds"], expected["funds"], strict=True):
        assert fund_row["label"] == row["label"]
        assert [fund_row[key] for key in AMOUNTS] == [row[key]["exact"] for key in AMOUNTS]
        assert (fund_row["reported_rate"], fund_row["reported_score"]) == (row["rate"], row["score"])
        rate = Decimal(fund_row["executed"]) / Decimal(fund_row["full_year_budget"])
        assert Decimal(fund_row["rate"]) == _rounded_like(rate, "0.0001")
        assert expected["execution"]["rate"] == fund_row["rate"]
        assert Decimal(expected["execution"]["score"]) == _rounded_like(rate * 10, "0.01")


@each_pair
def test_expected_goal_indicators_and_total(project: Project, expected: Project) -> None:
    assert expected["goal"] == project["goal"]
    for row, indicator in zip(project["indicators"], expected["indicators"], strict=True):
        assert [indicator[key] for key in INDICATOR_TEXTS] == [row[key] for key in INDICATOR_TEXTS]
        assert indicator["reported_score"] == row["score"]
        assert indicator.get("deviation_reason", "") == row["deviation_reason"]
        assert indicator.get("deviation_reason") != ""
    total = project["total"]
    assert expected["total"] == {
        "reported": total["score"],
        "reported_grade": total["grade"],
        "grade": _grade(Decimal(total["score"])),
    }


@pytest.mark.parametrize(("expected", "scores"), list(zip(EXPECTED, RULE_SCORES, strict=True)))
def test_expected_scores_follow_the_rule(expected: Project, scores: list[str | None]) -> None:
    assert [indicator["score"] for indicator in expected["indicators"]] == [score or "judgement" for score in scores]
    for indicator in expected["indicators"]:
        in_numbers = re.match(r"[≥≤=]\d", indicator["target"]) is not None
        assert (indicator["score"] != "judgement") == in_numbers
