"""Forms beside each other on one sheet: each is read by itself, and scored into columns of its own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl

from tests.forms.grids import NATIONAL, Content, grid_of
from zpj.app.scored_copy import write_scored_copy
from zpj.forms.reader import read_forms
from zpj.forms.side_by_side import panes
from zpj.grid.grid import Area

WIDTH = 10
Rows = list[list[Content]]


def twin(rows: Rows = NATIONAL, down: int = 0) -> Rows:
    """The form and another one right of it, some rows lower."""
    other: Rows = [["桥梁养护" if text == "道路养护" else text for text in row] for row in rows]
    height = len(rows) + down
    left: Rows = [*rows, *[[] for _ in range(down)]]
    right: Rows = [*[[] for _ in range(down)], *other]
    return [[*left[row], *[None] * (WIDTH - len(left[row])), *right[row]] for row in range(height)]


def test_two_forms_in_the_same_rows_are_two_projects() -> None:
    first, second = read_forms(grid_of(twin()))
    assert [first.name, second.name] == ["道路养护", "桥梁养护"]
    assert [len(form.indicators) for form in (first, second)] == [3, 3]
    assert second.indicators[0].location == "自评表!K14"
    assert [form.total.reported and form.total.reported.text for form in (first, second)] == ["84.23", "84.23"]


def test_the_second_form_may_begin_a_few_rows_lower() -> None:
    assert [form.name for form in read_forms(grid_of(twin(down=2)))] == ["道路养护", "桥梁养护"]


def test_a_title_over_both_forms_tells_both_their_year() -> None:
    rows = twin()
    rows[2][WIDTH] = None
    forms = read_forms(grid_of(rows, merges=[Area(3, 1, 3, 19)]))
    assert [form.text("year") for form in forms] == ["2023", "2023"]


def test_a_form_with_a_list_of_projects_beside_it_is_one_form() -> None:
    rows = [list(row) for row in NATIONAL]
    for row, texts in zip((3, 4), (["项目名称", "预算数"], ["桥梁养护", "12"]), strict=True):
        rows[row] += [None] * (12 - len(rows[row])) + texts
    assert len(panes(grid_of(rows))) == 1


def test_an_area_across_both_columns_keeps_a_sheet_whole() -> None:
    assert len(panes(grid_of(twin(), merges=[Area(12, 2, 12, 15)]))) == 1


def test_each_form_gets_its_scores_in_columns_of_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in twin():
        book.active.append([float(one) if isinstance(one, Decimal) else one for one in row])
    book.save(tmp_path / "并排.xlsx")
    copy = write_scored_copy(tmp_path / "并排.xlsx", tmp_path / "计分.xlsx", None, force=False)
    sheet = openpyxl.load_workbook(copy.path).active
    assert [sheet.cell(13, column).value for column in (21, 22, 24, 25)] == ["测算得分", "测算依据"] * 2
    assert sheet.cell(14, 21).value == sheet.cell(14, 24).value == 37
