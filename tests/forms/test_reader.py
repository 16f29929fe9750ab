"""A form is read by its labels, wherever they stand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.forms.grids import NATIONAL, Content, grid_of
from zpj.domain.model import Entry, SelfEvaluation
from zpj.forms.frame import find_frames
from zpj.forms.labels import bare_label
from zpj.forms.reader import form_area, read_forms
from zpj.grid.grid import Area, Cell, Grid

Rows = list[list[Content]]


def read(rows: Rows, *merges: Area) -> SelfEvaluation:
    (evaluation,) = read_forms(grid_of(rows, merges))
    return evaluation


def changed(*changes: tuple[int, int, Content]) -> Rows:
    rows = [list(row) + [None] * (9 - len(row)) for row in NATIONAL]
    for row, column, content in changes:
        rows[row - 1][column - 1] = content
    return rows


def numbers(evaluation: SelfEvaluation) -> list[Decimal | None]:
    line = evaluation.total_funds
    assert line is not None
    return [entry.number if entry else None for entry in (line.initial_budget, line.full_year_budget, line.executed)]


def test_the_national_form_is_read_whole() -> None:
    form = read(NATIONAL)
    assert (form.form, form.scheme, form.unit) == ("mof", "mof-2020", "万元")
    assert {name: entry.text for name, entry in form.fields.items()} == {
        "project_name": "道路养护",
        "year": "2023",
        "supervising_department": "市交通局",
        "implementing_unit": "市公路中心",
    }
    assert [line.role for line in form.funds] == ["total", "appropriation", "carryover", "other"]
    assert numbers(form) == [Decimal("8.65"), Decimal("8.65"), Decimal("6.25025")]
    assert [(row.level1, row.level2, row.name) for row in form.indicators] == [
        ("产出指标", "数量指标", "养护里程"),
        ("产出指标", "成本指标", "经费"),
        ("满意度指标", "服务对象满意度指标", "群众满意度"),
    ]
    assert form.total.reported == Entry("84.23", Decimal("84.23"), "自评表!H17")
    assert form.not_understood == ()


def test_blank_rows_and_columns_around_and_inside_do_not_matter() -> None:
    moved: Rows = [[None]] * 3
    for position, row in enumerate(NATIONAL):
        moved.append([None, None, *row])
        if position in (4, 9, 12):
            moved.append([None])
    form, original = read(moved), read(NATIONAL)
    assert [row.name for row in form.indicators] == [row.name for row in original.indicators]
    assert numbers(form) == numbers(original)
    assert form.goal.expected
    assert form.goal.expected.text == "养护50公里"


def test_weight_before_target_is_read_by_its_heading() -> None:
    order = [0, 1, 2, 3, 6, 4, 5, 7, 8]
    rows = changed()
    for position in range(12, 16):
        rows[position] = [rows[position][index] for index in order]
    form = read(rows)
    first = form.indicators[0]
    assert first.target
    assert first.actual
    assert first.weight
    assert (first.target.text, first.actual.text, first.weight.text) == ("≥50公里", "37公里", "50")


@pytest.mark.parametrize(
    "heading",
    [
        "全年预算数(A)",
        "全年\n预算数",
        "全 年 预 算 数",
        "全年预算数：",
        "全年预算数（万元）",
        "调整后预算数",
        "全年预算数（Ａ）",
    ],
)
def test_other_wordings_of_a_heading_are_known(heading: str) -> None:
    assert numbers(read(changed((6, 5, heading))))[1] == Decimal("8.65")


def test_labels_are_compared_without_blanks_colons_brackets_and_units() -> None:
    assert bare_label("项目资金\n（万元）：") == "项目资金"
    assert bare_label("资金结(转)余") == "资金结余"
    assert bare_label("产出指标(50分)") == "产出指标"
    assert bare_label("这一格是很长的文字" * 20) == ""


@pytest.mark.parametrize(
    ("written", "number"),
    [("8.65万元", "8.65"), ("８.６５", "8.65"), ("86,500元", "8.65"), ("8.65 万", "8.65"), ("1,234.5", "1234.5")],
)
def test_an_amount_with_its_unit_is_brought_to_the_form_s_unit(written: str, number: str) -> None:
    assert numbers(read(changed((7, 5, written))))[1] == Decimal(number)


@pytest.mark.parametrize("written", ["待定", "约8.65万元", "八万", "8.65万元左右", "8.65次", "见附表", "8.65/8.7"])
def test_text_that_is_no_amount_is_listed_and_never_guessed(written: str) -> None:
    form = read(changed((7, 5, written)))
    assert numbers(form)[1] is None
    assert [(item.location, item.text) for item in form.not_understood] == [("自评表!E7", written)]


@pytest.mark.parametrize("nothing", ["—", "-", "/", "", "  ", "无", None])
def test_a_dash_is_empty_and_no_question(nothing: str | None) -> None:
    form = read(changed((7, 5, nothing)))
    assert numbers(form)[1] is None
    assert form.not_understood == ()


def test_an_error_value_and_an_uncomputed_formula_are_listed() -> None:
    grid = grid_of(changed())
    cells = dict(grid.cells)
    cells[7, 5] = Cell(7, 5, "#DIV/0!", error=True, formula="A1/0")
    cells[14, 7] = Cell(14, 7, "", formula="VLOOKUP(1,A:B,2)", unresolved="公式没有缓存结果")
    (form,) = read_forms(Grid("自评表", cells))
    assert numbers(form)[1] is None
    assert form.indicators[0].weight is None
    assert {item.location for item in form.not_understood} == {"自评表!E7", "自评表!G14"}


def test_levels_carry_down_merged_or_not_and_end_with_the_next_level1() -> None:
    rows = changed((15, 3, None), (16, 3, None))
    plain_rows = read(rows)
    merged = read(rows, Area(14, 2, 15, 2), Area(14, 3, 15, 3))
    assert [row.level2 for row in plain_rows.indicators] == ["数量指标", "数量指标", ""]
    assert [row.level2 for row in merged.indicators] == ["数量指标", "数量指标", ""]
    assert [row.level1 for row in merged.indicators] == ["产出指标", "产出指标", "满意度指标"]


def test_placeholder_rows_of_a_blank_form_are_no_indicators() -> None:
    rows = changed()
    rows[14:14] = [[None, None, None, "指标2：", None, None, None, None, None], [None, None, None, "……", *[None] * 5]]
    assert [row.name for row in read(rows).indicators] == ["养护里程", "经费", "群众满意度"]


def test_the_adjusted_target_is_in_force_and_the_initial_one_where_it_is_empty() -> None:
    rows = changed()
    for position in range(12, 16):
        rows[position].insert(4, {12: "年初指标值", 13: "≥60公里", 14: "≤9万元"}.get(position))
    rows[12][5] = "调整后指标值"
    rows[14][5] = None
    first, second, third = read(rows).indicators
    assert first.target
    assert first.initial_target
    assert (first.target.text, first.initial_target.text) == ("≥50公里", "≥60公里")
    assert second.target
    assert second.target.text == "≤9万元"
    assert third.initial_target is None


def test_the_total_may_stand_in_one_merged_cell_with_the_grade_beside_it() -> None:
    rows = changed((17, 7, Decimal("84.23")), (17, 8, "良"))
    rows[12] = [*rows[12][:6], "分值", "得分", "偏差原因分析及改进措施"]
    total = read(rows, Area(17, 6, 17, 7)).total
    assert total.reported is None or total.reported.text == "84.23"
    assert total.reported_grade
    assert total.reported_grade.text == "良"


def test_two_forms_below_each_other_are_two() -> None:
    second = changed((4, 3, "桥梁养护"), (14, 4, "检测桥梁"))
    forms = read_forms(grid_of([*changed(), *second]))
    assert [form.text("project_name") for form in forms] == ["道路养护", "桥梁养护"]
    assert [form.text("year") for form in forms] == ["2023", "2023"]
    assert forms[1].indicators[0].name == "检测桥梁"


def test_a_list_of_projects_and_a_table_of_indicators_are_no_forms() -> None:
    listing: Rows = [["项目名称", "年初预算数", "全年预算数", "全年执行数"], ["甲", 1, 2, 3]]
    table: Rows = [
        ["项目名称", "一级指标", "二级指标", "指标名称", "实际完成值"],
        ["甲", "产出指标", "数量指标", "乙", "3"],
    ]
    assert read_forms(grid_of(listing)) == []
    assert read_forms(grid_of(table)) == []


def test_a_missing_unit_is_said_and_not_silent() -> None:
    form = read(changed((6, 1, "项目资金")))
    assert form.unit == "万元"
    assert "没有写金额单位" in form.not_understood[0].why


def test_amounts_in_yuan_stay_in_yuan() -> None:
    form = read(changed((6, 1, "项目资金（元）"), (7, 5, 86500), (7, 6, Decimal("62502.5"))))
    assert form.unit == "元"
    assert numbers(form)[1:] == [Decimal(86500), Decimal("62502.5")]


def test_the_form_s_own_rectangle_leaves_out_what_stands_beside_it() -> None:
    rows = changed()
    rows[12] = [*rows[12], None, None, "测算得分"]
    rows[13] = [*rows[13], None, None, "3.7"]
    (frame,) = find_frames(grid_of(rows))
    assert form_area(frame) == Area(1, 1, 17, 9)
