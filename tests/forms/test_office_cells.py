"""Cells as offices leave them: numbers a format divides or adds the unit to, apostrophes, rows merged in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.forms.grids import NATIONAL, Content, grid_of
from tests.forms.rows import said
from zpj.domain.model import Entry, SelfEvaluation
from zpj.domain.records import replace
from zpj.forms.continuing import whole
from zpj.forms.labels import section
from zpj.forms.material import read_sections, read_tables
from zpj.forms.reader import read_forms
from zpj.grid.grid import Area, Cell, Grid

TOTAL_ROW = 7
FULL_YEAR, EXECUTED = 5, 6


def form(*cells: Cell, grid: Grid | None = None) -> SelfEvaluation:
    """The national form with some cells as these show them."""
    grid = grid or grid_of(NATIONAL)
    (found,) = read_forms(replace(grid, cells={**grid.cells, **{(cell.row, cell.column): cell for cell in cells}}))
    return found


def executed(text: str, number: str | None, unit: str = "万元") -> Entry | None:
    """What is read of 全年执行数."""
    heading = Cell(6, 1, f"项目资金（{unit}）")
    return form(heading, Cell(TOTAL_ROW, EXECUTED, text, Decimal(number) if number else None)).funds[0].executed


@pytest.mark.parametrize(
    ("text", "number", "unit", "amount"),
    [
        ("6.25万元", "6.25025", "万元", "6.25025"),
        ("6.2503", "62502.5", "万元", "6.25025"),
        ("6.2503万元", "62502.5", "万元", "6.25025"),
        ("6.3", "62502.5", "万元", "6.25025"),
        ("62.5025", "62502.5", "万元", "62.5025"),
        ("62502.50元", "62502.5", "万元", "6.25025"),
        ("6.25万元", "6.25025", "元", "62502.5"),
        ("-", "0", "万元", "0"),
        ("6.", "6", "万元", "6"),
        ("7", "6.5", "万元", "6.5"),
    ],
)
def test_an_amount_is_read_as_its_cell_shows_it(text: str, number: str, unit: str, amount: str) -> None:
    entry = executed(text, number, unit)
    assert entry is not None
    assert entry.number == Decimal(amount)


@pytest.mark.parametrize("text", ["¥6.25", "￥ 6.25", "6.25（万元）", "6.25 (万元)", "人民币6.25万元", "6.25万"])
def test_an_amount_may_be_typed_with_its_currency(text: str) -> None:
    entry = executed(text, None)
    assert entry is not None
    assert (entry.text, entry.number) == (
        text.replace("（", "(").replace("）", ")").replace("￥", "¥"),
        Decimal("6.25"),
    )


def test_amounts_with_currency_behind_labels_of_their_own_are_the_funds() -> None:
    beside: list[list[Content]] = [["项目资金（万元）", "预算数", "¥8.65", "执行数", "￥6.25", "执行率", "72.25%"]]
    (read,) = read_forms(grid_of([*NATIONAL[:5], *beside, *NATIONAL[10:]]))
    assert [each.executed and each.executed.number for each in read.funds] == [Decimal("6.25")]


def test_what_a_merged_area_covers_is_not_seen() -> None:
    grid = grid_of(NATIONAL)
    covered = {(row, 2): Cell(row, 2, "旧表") for row in (4, 5, 7)} | {(13, 1): Cell(13, 1, "旧表")}
    merges = (*(Area(row, 1, row, 2) for row in (4, 5, 7)), Area(12, 1, 13, 1))
    stale = replace(grid, cells={**grid.cells, **covered}, merges=merges)
    bare = replace(grid, cells={place: cell for place, cell in grid.cells.items() if place != (13, 1)}, merges=merges)
    assert form(grid=stale) == form(grid=bare)
    assert stale.cells[4, 2].text == "旧表"


def test_a_unit_that_only_the_format_adds_is_no_text_in_the_cell() -> None:
    assert said(executed("6.25万元", "6.25")) == ["6.25"]
    assert said(executed("6.25万元", None)) == ["6.25万元"]
    assert said(form(Cell(TOTAL_ROW, 9, "7.23分", Decimal("7.23"))).funds[0].reported_score) == ["7.23"]


def test_a_point_that_the_format_leaves_behind_is_none() -> None:
    read = form(Cell(16, 6, "100.%", Decimal(1)))
    assert said(read.indicators[2].actual) == ["100%"]
    broken = form(Cell(14, 8, "14. 8", Decimal("14.8")))
    assert said(broken.indicators[0].reported_score) == ["14. 8"]


def doubled(row: int, columns: Sequence[int]) -> Grid:
    """The national form with a row of two rows, each of these cells merged down over both."""
    grid = grid_of(NATIONAL)
    moved = {(at + (at > row), column): replace(cell, row=at + (at > row)) for (at, column), cell in grid.cells.items()}
    return replace(grid, cells=moved, merges=tuple(Area(row, column, row + 1, column) for column in columns))


def test_an_indicator_whose_cells_go_down_over_two_rows_is_one() -> None:
    read = form(grid=doubled(14, range(1, 10)))
    assert [row.name for row in read.indicators] == ["养护里程", "经费", "群众满意度"]
    assert form(grid=doubled(14, (4, 5, 6, 7, 8))).indicators == read.indicators


def test_two_results_beside_one_name_stay_two_rows() -> None:
    read = form(Cell(15, 5, "≥60公里"), Cell(15, 6, "61公里"), grid=doubled(14, (2, 3, 4, 7, 8, 9)))
    assert [(row.name, *said(row.actual)) for row in read.indicators[:2]] == [
        ("养护里程", "37公里"),
        ("养护里程", "61公里"),
    ]


@pytest.mark.parametrize("blank", [[], [[]], [[], []]])
def test_the_only_line_of_the_funds_is_the_total_with_blank_rows_around_it(blank: list[list[Content]]) -> None:
    line: list[Content] = [None, None, "市级财政资金", 10, 10, 9, 10, "90%", 9]
    (read,) = read_forms(grid_of([*NATIONAL[:6], *blank, line, *blank, *NATIONAL[10:]]))
    assert [(each.role, *said(each.executed)) for each in read.funds] == [("total", "9")]


def test_a_line_of_funds_that_goes_down_over_two_rows_is_one() -> None:
    lines = form(grid=doubled(TOTAL_ROW, range(1, 10))).funds
    assert [line.role for line in lines] == ["total", "appropriation", "carryover", "other"]


@pytest.mark.parametrize("label", ["年初预算数①", "①年初预算数", "年初预算数 ⑫"])
def test_the_number_of_a_column_is_no_part_of_its_label(label: str) -> None:
    assert section("funds").field(label) == "initial_budget"


@pytest.mark.parametrize("own", ["（2023年度）", "( 2023 年 )", "2023年项目支出绩效自评表"])
def test_the_year_is_that_of_the_form_and_not_of_the_papers_it_is_filed_with(own: str) -> None:
    above: list[list[Content]] = [["2024年度部门决算公开附表"], [own]]
    (read,) = read_forms(grid_of([*above, *NATIONAL[3:]]))
    assert said(read.fields["year"]) == ["2023"]


def test_a_sheet_that_explains_the_labels_is_no_head_of_a_form() -> None:
    guide = grid_of([["填表说明"], ["1.项目名称：填写预算批复的全称。"]], name="填表说明")
    bare = grid_of([NATIONAL[1], *NATIONAL[5:]])
    assert whole((guide, bare)) == (guide, bare)


@pytest.mark.parametrize("above", [[], [[]], [["附件3"], ["支出明细表"]], [["支出明细表"], [], []]])
def test_a_table_may_begin_below_its_title(above: list[list[Content]]) -> None:
    rows: list[list[Content]] = [["序号", "事项", "金额"], [1, "材料", 3]]
    (table,) = read_tables([grid_of([*above, *rows], name="支出明细")], set())
    assert (table.header, table.rows) == (("序号", "事项", "金额"), (("1", "材料", "3"),))
    assert table.location == f"支出明细!A{len(above) + 1}"


def test_the_report_material_may_begin_below_its_title() -> None:
    rows: list[list[Content]] = [["报告素材"], ["项目名称", "报告", "章节", "内容"], ["甲", "乙", "概况", "丙"]]
    (found,) = read_sections([grid_of(rows, name="报告素材")])
    assert (found.title, found.location) == ("概况", "报告素材!D3")


def test_a_heading_below_the_total_is_told_without_the_breaks_that_a_narrow_cell_forces() -> None:
    (read,) = read_forms(grid_of([*NATIONAL, ["主要经\n验 做法", "坚持每月巡查，及时修补。"]]))
    assert list(read.analysis) == ["主要经验做法"]


@pytest.mark.parametrize("number", ["一、", "（一）", "1.", "1、", "①"])
def test_the_number_of_a_level_is_no_part_of_its_name(number: str) -> None:
    read = form(Cell(14, 2, f"{number}产出指标"), Cell(14, 3, f"{number}数量指标（50分）"), Cell(16, 2, "1号线满意度"))
    assert (read.indicators[0].level1, read.indicators[0].level2) == ("产出指标", "数量指标（50分）")
    assert read.indicators[2].level1 == "1号线满意度"
