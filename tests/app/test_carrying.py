"""`zpj new --from`: plans stay, results go, the balance moves, and what names the old year is marked."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.app.test_importing import national
from zpj.app.carrying import carry_over
from zpj.app.reading import read_workbook
from zpj.domain.errors import ZpjError
from zpj.domain.model import SelfEvaluation

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.xlsx"))


def plan(one: SelfEvaluation) -> list[tuple[object, ...]]:
    return [
        (row.level1, row.level2, row.name, row.target and row.target.text, row.weight and row.weight.displayed_number)
        for row in one.indicators
    ]


@pytest.mark.parametrize("name", NAMES)
def test_plans_and_material_stay_and_results_are_cleared(name: str, tmp_path: Path) -> None:
    source = SAMPLES / f"{name}.xlsx"
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    result = carry_over(source, tmp_path / "新.xlsx")
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before
    old, new = read_workbook(source), read_workbook(result.path)
    assert [one.text("project_name") for one in new.evaluations] == [
        one.text("project_name") for one in old.evaluations
    ]
    for was, now in zip(old.evaluations, new.evaluations, strict=True):
        assert now.text("year") == str(int(was.text("year")) + 1)
        assert plan(now) == plan(was)
        assert (now.goal.expected and now.goal.expected.text) == (was.goal.expected and was.goal.expected.text)
        assert now.goal.achieved is None
        for row in now.indicators:
            assert (row.actual, row.reported_score, row.deviation_reason) == (None, None, None)
        for line in now.funds:
            assert (line.executed, line.reported_rate, line.reported_score, line.balance) == (None,) * 4
            assert line.role == "carryover" or (line.full_year_budget, line.initial_budget) == (None, None)
        assert now.total.reported is None
        assert (was.form, was.scheme) == (now.form, now.scheme)
    assert [(s.project, s.title, s.text) for s in new.sections] == [(s.project, s.title, s.text) for s in old.sections]


def test_the_balance_goes_into_the_carryover_row_where_there_is_one(tmp_path: Path) -> None:
    result = carry_over(national(tmp_path / "上年.xlsx"), tmp_path / "新.xlsx")
    evaluation = read_workbook(result.path).evaluations[0]
    line = next(line for line in evaluation.funds if line.role == "carryover")
    assert line.full_year_budget is not None
    assert line.full_year_budget.number == Decimal("2.39975")
    assert any("上年结余 2.39975万元，已填入" in note for note in result.notes)


def test_without_such_a_row_the_balance_is_listed(tmp_path: Path) -> None:
    result = carry_over(SAMPLES / "xinzhou_2022.xlsx", tmp_path / "新.xlsx")
    assert any("上年结余 2.39975万元，表上没有“上年结转”一行" in note for note in result.notes)


@pytest.mark.parametrize("name", NAMES)
def test_every_text_that_names_the_old_year_is_marked(name: str, tmp_path: Path) -> None:
    result = carry_over(SAMPLES / f"{name}.xlsx", tmp_path / "新.xlsx")
    old_year = name[-4:]
    book = openpyxl.load_workbook(result.path)
    marked = {mark.location for mark in result.marks}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                location = f"{sheet.title}!{cell.coordinate}"
                if location in marked:
                    assert cell.comment is not None
                    assert cell.fill.fgColor.rgb == "FFFFD8A8"
                names_it = isinstance(cell.value, str) and f"{old_year}年" in cell.value
                is_key = sheet.title in ("报告素材", "自评小组", "支出明细") and cell.column <= 3
                assert not names_it or location in marked or is_key, location


def test_the_year_can_be_chosen_and_must_be_one(tmp_path: Path) -> None:
    source = national(tmp_path / "上年.xlsx")
    result = carry_over(source, tmp_path / "新.xlsx", "2030")
    assert read_workbook(result.path).evaluations[0].text("year") == "2030"
    with pytest.raises(ZpjError, match="四位数"):
        carry_over(source, tmp_path / "又.xlsx", "明年")
    with pytest.raises(ZpjError, match="已经存在"):
        carry_over(source, result.path)
    with pytest.raises(ZpjError, match="上年的工作簿"):
        carry_over(source, source, force=True)


def test_only_the_projects_asked_for_are_carried_over_and_an_unknown_one_is_named(tmp_path: Path) -> None:
    source = SAMPLES / "xinzhou_2022.xlsx"
    done = carry_over(source, tmp_path / "新.xlsx", wanted=["资产购置经费"])
    assert done.projects == ("资产购置经费",)
    assert len(read_workbook(done.path).evaluations) == 1
    with pytest.raises(ZpjError, match="没有项目“别的”"):
        carry_over(source, tmp_path / "又.xlsx", wanted=["别的"])
    assert not (tmp_path / "又.xlsx").exists()
