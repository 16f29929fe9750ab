"""Rows of the blank that the clerk did not use are left out of the attached form."""

from __future__ import annotations

import pytest
from report_cases import PUBLISHED_AREA, grid_of, published_grid

from zpj.grid.grid import Area
from zpj.report.form_rows import without_unused_rows

HEAD = [
    ["A1", "绩效指标"],
    ["B1", "一级指标"],
    ["C1", "二级指标"],
    ["D1", "三级指标"],
    ["E1", "指标值"],
    ["F1", "分值"],
]
LEVELS = [["A2:A7", ""], ["B2:B5", "产出指标"], ["C2:C3", "数量指标"], ["C4:C5", "质量指标"], ["B6:B7", "效益指标"]]
TOTAL = [["A8", "总分"], ["F8", "100"]]
AREA = Area(1, 1, 8, 6)


def left(*filled: list[str], levels: list[list[str]] = LEVELS) -> tuple[list[list[str]], tuple[Area, ...]]:
    """What the name and weight columns show below the heading, and the merged cells."""
    grid, area = without_unused_rows(grid_of([*HEAD, *levels, *filled, *TOTAL]), AREA)
    rows = range(area.top + 1, area.bottom)
    return [[grid.text(row, column) for column in (2, 3, 4, 6)] for row in rows], grid.merges


def test_rows_with_nothing_but_the_blank_s_prompt_go_and_level_cells_shrink() -> None:
    rows, merges = left(
        ["D2", "里程"], ["F2", "15"], ["D3", "指标2："], ["D4", "指标 1："], ["D5", "……"], ["D6", "..."],
        ["D7", "受益"], ["F7", "10"], ["C6:C7", "社会效益指标"],
    )  # fmt: skip
    assert rows == [["产出指标", "数量指标", "里程", "15"], ["效益指标", "社会效益指标", "受益", "10"]]
    assert merges == (Area(2, 1, 3, 1),)


def test_the_first_row_of_a_level_may_go_without_its_name() -> None:
    rows, _ = left(["D2", "指标1："], ["D3", "里程"], ["D5", "合格率"])
    assert rows == [["产出指标", "数量指标", "里程", ""], ["产出指标", "质量指标", "合格率", ""]]


@pytest.mark.parametrize("place", ["E3", "F3"])
@pytest.mark.parametrize("typed", ["0", "—", "待定"])
def test_a_row_with_anything_typed_stays(place: str, typed: str) -> None:
    rows, _ = left(["D2", "里程"], ["D3", "指标2："], [place, typed])
    assert ["产出指标", "数量指标", "指标2：", typed if place == "F3" else ""] in rows


def test_a_level_written_once_and_not_merged_keeps_its_row_for_those_below() -> None:
    rows, _ = left(["D2", "指标1："], ["D3", "里程"], levels=[["B2", "产出指标"], ["C2", "数量指标"]])
    assert rows == [["产出指标", "数量指标", "指标1：", ""], ["", "", "里程", ""]]


def test_a_form_without_any_indicator_stays_as_it_is() -> None:
    grid = grid_of([*HEAD, *LEVELS, ["D2", "指标1："], ["D3", "……"], *TOTAL])
    assert without_unused_rows(grid, AREA) == (grid, AREA)


def test_a_line_for_names_below_the_indicators_stays() -> None:
    form = [*HEAD, ["B2", "产出指标"], ["C2", "数量指标"], ["D2", "里程"], ["B3", "填表人："], ["D4", "……"]]
    grid, area = without_unused_rows(grid_of(form), Area(1, 1, 4, 6))
    assert (grid.text(3, 2), area.bottom) == ("填表人：", 3)


def test_a_form_filled_in_throughout_is_not_touched() -> None:
    grid = published_grid()
    assert without_unused_rows(grid, PUBLISHED_AREA) == (grid, PUBLISHED_AREA)
