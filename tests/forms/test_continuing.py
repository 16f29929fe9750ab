"""Forms that go on in another sheet or table: one form, with the places of the sheets its values stand in."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.forms.grids import NATIONAL, Content, grid_of
from zpj.app.reading import read_workbook
from zpj.app.scored_copy import write_scored_copy
from zpj.domain.model import SelfEvaluation
from zpj.domain.records import replace
from zpj.forms.continuing import whole
from zpj.forms.reader import read_forms
from zpj.grid.grid import Grid

HEADING = NATIONAL[12]
FIRST, REST, TOTAL = NATIONAL[:15], NATIONAL[15:16], NATIONAL[16:]
Rows = list[list[Content]]


def forms(*grids: Grid) -> list[SelfEvaluation]:
    return [form for grid in whole(grids) for form in read_forms(grid)]


def parts(second: Rows, name: str = "表2") -> tuple[Grid, Grid]:
    return grid_of(FIRST, name="表1"), grid_of(second, name=name)


@pytest.mark.parametrize("title", ["项目支出绩效自评表（续表）", "续表", "项目支出绩效自评表"])
def test_a_sheet_with_the_headings_again_goes_on_with_the_form(title: str) -> None:
    (form,) = forms(*parts([[title], HEADING, *REST, *TOTAL]))
    assert [row.name for row in form.indicators] == ["养护里程", "经费", "群众满意度"]
    assert (form.total.reported and form.total.reported.text, form.complete) == ("84.23", True)
    assert form.indicators[-1].location == "表2!A3"


def test_a_part_with_other_columns_is_put_under_the_headings_of_the_first() -> None:
    bare: Rows = [row[1:] for row in (HEADING, *REST)]
    (form,) = forms(*parts([["（续）"], *bare, ["总分", None, None, None, None, 100, 84]]))
    row = form.indicators[-1]
    assert (row.level1, row.name, row.actual and row.actual.location) == ("满意度指标", "群众满意度", "表2!E3")
    assert form.total.reported is not None
    assert form.total.reported.location == "表2!G4"


def test_a_level_cut_by_the_page_goes_on_in_the_next_part() -> None:
    rest: Rows = [[None, None, "质量指标", "验收合格率", "≥95%", "96%", 10, 10], *TOTAL]
    (form,) = forms(*parts([["续表"], HEADING, *rest]))
    assert (form.indicators[-1].level1, form.indicators[-1].level2) == ("产出指标", "质量指标")


@pytest.mark.parametrize(("title", "whole_again"), [("自评表（续）", True), ("自评表", False)])
def test_a_table_of_indicators_alone_goes_on_where_the_rest_is_marked(title: str, whole_again: bool) -> None:
    first = grid_of([HEADING, *NATIONAL[13:15]], name="表1")
    found = forms(first, grid_of([[title], HEADING, *REST, *TOTAL], name="表2"))
    names = ["养护里程", "经费", "群众满意度"] if whole_again else ["群众满意度"]
    assert [row.name for row in found[-1].indicators] == names
    assert len(found) == 1


def test_the_project_may_be_named_again_above_the_rest() -> None:
    (form,) = forms(*parts([["项目名称", None, "道路养护"], HEADING, *REST, *TOTAL]))
    assert len(form.indicators) == 3


def test_another_project_is_a_form_of_its_own() -> None:
    other = [["项目名称", None, "桥梁养护"], *NATIONAL[4:]]
    assert [form.name for form in forms(*parts(other))] == ["道路养护", "桥梁养护"]


def test_nothing_goes_on_behind_the_total_or_with_the_same_indicators() -> None:
    ended = grid_of(NATIONAL, name="表1")
    again = grid_of([HEADING, *REST, *TOTAL], name="表2")
    assert len(whole((ended, again))) == 2
    assert len(whole((grid_of(NATIONAL[:16], name="表1"), again))) == 2


def test_marked_rows_without_headings_stand_under_those_of_the_form() -> None:
    (form,) = forms(*parts([["（续表）"], *REST, *TOTAL], name="Sheet2"))
    assert form.indicators[-1].location == "Sheet2!A2"


def test_tables_of_a_document_that_hold_head_goals_and_indicators_are_one_form() -> None:
    cuts = (NATIONAL[3:5], NATIONAL[5:10], NATIONAL[10:12], NATIONAL[12:])
    captions = ((), ("一、资金情况",), ("二、绩效目标",), ("三、指标完成情况",))
    tables = [
        replace(grid_of(rows, name=f"表{number}"), in_document=True, preceding=caption)
        for number, (rows, caption) in enumerate(zip(cuts, captions, strict=True), 1)
    ]
    (form,) = forms(*tables)
    assert (form.name, len(form.funds), form.goal.achieved and form.goal.achieved.text) == ("道路养护", 4, "养护37公里")
    assert (len(form.indicators), form.indicators[0].location) == (3, "表4!A2")


def test_text_between_two_tables_keeps_them_apart() -> None:
    first, second = parts([HEADING, *REST, *TOTAL])
    text = ("下表是另一个项目的指标完成情况，数据由预算单位提供。",)
    tables = (replace(first, in_document=True), replace(second, in_document=True, preceding=text))
    assert len(whole(tables)) == 2


def test_scores_are_written_into_the_sheet_their_row_stands_in(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in FIRST:
        book.active.append(row)
    rest = book.create_sheet("续表")
    for row in (["（续表）"], HEADING, [*REST[0][:7], None], [*TOTAL[0][:6], 100]):
        rest.append(row)
    book.save(tmp_path / "两页.xlsx")
    assert len(read_workbook(tmp_path / "两页.xlsx").evaluations) == 1
    copy = write_scored_copy(tmp_path / "两页.xlsx", tmp_path / "计分.xlsx", None, force=False)
    written = openpyxl.load_workbook(copy.path)["续表"]
    assert (written["H3"].value, written["H4"].value) == (10, 84.23)
