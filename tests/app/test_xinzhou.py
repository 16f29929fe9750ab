"""忻州's five published forms, read from the sample workbook: every field, every score."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zpj.app.as_json import project_json
from zpj.app.reading import read_workbook, scores

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
EXPECTED: list[dict[str, Any]] = tomllib.loads((SAMPLES / "xinzhou_2022.expected.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def projects() -> list[dict[str, Any]]:
    book = read_workbook(SAMPLES / "xinzhou_2022.xlsx")
    return [project_json(evaluation, scores(evaluation)) for evaluation in book.evaluations]


@pytest.fixture(params=range(5), ids=[project["location"] for project in EXPECTED])
def pair(request: pytest.FixtureRequest, projects: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    return projects[request.param], EXPECTED[request.param]


Pair = tuple[dict[str, Any], dict[str, Any]]


def test_five_forms_are_found_and_nothing_else(projects: list[dict[str, Any]]) -> None:
    assert [project["location"] for project in projects] == [project["location"] for project in EXPECTED]


def test_form_scheme_unit_and_head_fields_are_as_published(pair: Pair) -> None:
    read, expected = pair
    assert {key: read[key] for key in ("form", "scheme", "unit")} == {
        key: expected[key] for key in ("form", "scheme", "unit")
    }
    assert {key: value for key, value in read["fields"].items() if value} == expected["fields"]


def test_funds_are_exact_and_rates_come_from_the_finest_amounts(pair: Pair) -> None:
    read, expected = pair
    assert len(read["funds"]) == len(expected["funds"])
    for line, wanted in zip(read["funds"], expected["funds"], strict=True):
        assert {key: line[key] for key in wanted} == wanted


def test_execution_score_is_the_published_one(pair: Pair) -> None:
    read, expected = pair
    assert read["funds"][0]["score"] == expected["execution"]["score"]
    assert Decimal(read["funds"][0]["score"]) == Decimal(read["funds"][0]["reported_score"])


def test_goal_and_analysis_texts_are_as_published(pair: Pair) -> None:
    read, expected = pair
    assert read["goal"] == expected["goal"]
    assert len(read["analysis"]) == 7


def test_every_field_of_every_indicator_is_as_published(pair: Pair) -> None:
    read, expected = pair
    assert len(read["indicators"]) == len(expected["indicators"])
    for row, wanted in zip(read["indicators"], expected["indicators"], strict=True):
        assert {key: row[key] for key in wanted if key != "score"} == {
            key: value for key, value in wanted.items() if key != "score"
        }


def test_a_written_rule_gives_its_score_and_judgement_stays_with_the_clerk(pair: Pair) -> None:
    read, expected = pair
    for row, wanted in zip(read["indicators"], expected["indicators"], strict=True):
        if wanted["score"] == "judgement":
            assert row["score"] is None
            assert "档内评定" in row["basis"]
        else:
            assert row["score"] == wanted["score"], row["name"]


def test_total_and_grade_are_as_published(pair: Pair) -> None:
    read, expected = pair
    assert {key: read["total"][key] for key in expected["total"]} == expected["total"]
    assert read["total"]["score"] is None
    assert read["total"]["weight"] == "100"


def test_everything_on_the_forms_is_understood(projects: list[dict[str, Any]]) -> None:
    assert [project["not_understood"] for project in projects] == [[]] * 5


def test_each_value_remembers_its_cell() -> None:
    first = read_workbook(SAMPLES / "xinzhou_2022.xlsx").evaluations[0]
    line = first.total_funds
    assert line is not None
    assert line.executed is not None
    assert line.executed.location == "医药招采与基金监管工作经费!F7"
    assert line.executed.text == "6.25"
    assert line.executed.number == Decimal("6.25025")
    assert first.indicators[0].location == "医药招采与基金监管工作经费!A12"


def test_the_workbook_carries_all_prose_and_both_tables() -> None:
    book = read_workbook(SAMPLES / "xinzhou_2022.xlsx")
    assert len([section for section in book.sections if section.title != "附件号"]) == 5 * 18
    tables = {table.name: table.rows for table in book.tables}
    assert (len(tables["预算执行情况表"]), len(tables["绩效指标完成情况表"])) == (10, 35)
    assert [row[4] for row in tables["绩效指标完成情况表"][:3]] == ["2", "按时间节点保质落实", "=12个月"]
