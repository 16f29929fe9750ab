"""One slip in a filled standard workbook: one finding, at its own cell, that says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.standard_form import Content, findings, told, written
from zpj.app.as_json import project_json
from zpj.app.fixing import fix_file
from zpj.app.reading import read_workbook, scores
from zpj.checks.form.text import compares_years
from zpj.checks.run import check_workbook


def test_the_form_without_a_slip_has_no_finding(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"H13": "10"}, [("ZPJ109", "error", "H13")]),
        ({"H13": "１０"}, [("ZPJ109", "error", "H13")]),
        ({"F6": "95.5", "F7": "95.5"}, [("ZPJ109", "error", "F6")]),
        ({"F6": "95.5万元"}, [("ZPJ105", "error", "F6")]),
        ({"H40": None}, [("ZPJ102", "error", "H40")]),
        ({"M40": "良"}, [("ZPJ404", "error", "M40")]),
        ({"M40": "优"}, [("ZPJ417", "info", "M40")]),
        ({"G13": None}, [("ZPJ102", "error", "G13")]),
        ({"G6": 15}, [("ZPJ212", "error", "G6")]),
        ({"F6": 955000}, [("ZPJ203", "error", "F6")]),
        ({"F6": -5, "F7": -5}, [("ZPJ220", "error", "F6"), ("ZPJ220", "error", "F7")]),
        ({"F19": "2025年1月30日"}, [("ZPJ407", "error", "H19")]),
        ({"H13": 9, "F13": "9次", "I13": "疫情期间减少巡查，下年补足。"}, []),
        ({"H13": 9, "F13": "9次", "I13": "疫情影响"}, [("ZPJ506", "warning", "I13")]),
        ({"A2": None}, [("ZPJ110", "warning", "A2")]),
        ({"F11": "（请填写）"}, [("ZPJ522", "error", "F11")]),
        ({"C4": "某局（请填写）"}, [("ZPJ111", "warning", "C4")]),
        ({"G13": "10"}, [("ZPJ109", "error", "G13")]),
        ({"I28": None}, [("ZPJ411", "error", "I28")]),
        ({"B13": "产出指标（50分）"}, [("ZPJ108", "info", "B13")]),
        ({"C28": "数量指标"}, [("ZPJ304", "error", "C28")]),
        ({"B11": None}, [("ZPJ102", "error", "B11")]),
        ({"F11": None}, [("ZPJ102", "error", "F11")]),
        ({"C3": None}, [("ZPJ102", "error", "C3")]),
        ({"G4": None}, [("ZPJ102", "error", "G4")]),
    ],
)
def test_a_slip_is_told_once_at_its_cell(
    cells: dict[str, Content], expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert told(tmp_path, **cells) == expected


def test_more_spent_than_planned_is_told_of_the_total_alone(tmp_path: Path) -> None:
    (hit,) = [item for item in findings(tmp_path, F6=120, F7=120) if item.rule == "ZPJ203"]
    assert hit.location == "业务培训!F6"
    assert hit.message == "年度资金总额的执行数 120 大于预算数 100，请核实"


def test_a_budget_of_zero_asks_for_the_execution_score(tmp_path: Path) -> None:
    (hit,) = [item for item in findings(tmp_path, E6=0, E7=0, D6=0, D7=0, F6=0, F7=0) if item.rule == "ZPJ102"]
    assert hit.location == "业务培训!I6"
    assert hit.message.startswith("全年预算数为 0、算不出执行率，预算执行得分没有填")


def test_a_score_below_zero_is_compared_with_the_whole_range(tmp_path: Path) -> None:
    (hit,) = [item for item in findings(tmp_path, H13=-1) if item.rule == "ZPJ402"]
    assert (hit.found, hit.expected, hit.difference) == ("-1", "0—10", "1")


def test_the_same_indicator_twice_is_asked_about(tmp_path: Path) -> None:
    (hit,) = [item for item in findings(tmp_path, D14="培训场次") if item.rule == "ZPJ322"]
    assert hit.location == "业务培训!D14"
    assert "D13" in hit.message


@pytest.mark.parametrize("cells", [{"H13": "10", "H16": "１５"}, {"F6": "95.5", "F7": "95.5万元"}, {"M40": "良"}])
def test_the_fix_makes_numbers_of_texts_and_restores_the_grade(cells: dict[str, Content], tmp_path: Path) -> None:
    copy = fix_file(written(tmp_path / "自评.xlsx", **cells), tmp_path / "改.xlsx", (), None, force=False)
    assert {change.location.removeprefix("业务培训!") for change in copy.changes} == cells.keys()
    book = read_workbook(copy.path)
    total = book.evaluations[0].total.reported
    assert total is not None
    assert total.text == "95.55"
    assert check_workbook(book) == []


def test_full_width_digits_are_decimals_in_the_json(tmp_path: Path) -> None:
    form = read_workbook(written(tmp_path / "自评.xlsx", G13="１０", H13="１０")).evaluations[0]
    row = project_json(form, scores(form))["indicators"][0]
    assert (row["weight"], row["reported_score"]) == ("10", "10")


def test_a_typed_grade_beside_the_form_is_the_reported_one(tmp_path: Path) -> None:
    typed = read_workbook(written(tmp_path / "自评.xlsx", M40="良")).evaluations[0]
    assert project_json(typed, scores(typed))["total"]["reported_grade"] == "良"
    computed = read_workbook(written(tmp_path / "自评.xlsx")).evaluations[0]
    assert computed.total.reported_grade is None


def test_last_years_figure_beside_this_years_is_no_other_year() -> None:
    assert compares_years("与2023年相比,预算增长11.11%;2023年执行率为92%。", "2023", "2024")
    assert not compares_years("2023年执行率为92%。", "2023", "2024")
    assert not compares_years("与2021年相比,执行率为92%。", "2021", "2024")
