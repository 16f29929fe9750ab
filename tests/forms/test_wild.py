"""Forms as they come: wordings nobody listed, values behind their labels, marks, parents, hidden columns."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.forms.grids import NATIONAL, Content, grid_of
from zpj.domain.model import SelfEvaluation
from zpj.forms.labels import bare_label, joint
from zpj.forms.reader import read_forms
from zpj.forms.values import marked_choices
from zpj.grid.grid import Area, Grid

Rows = list[list[Content]]


def changed(*changes: tuple[int, int, Content]) -> Rows:
    rows = [list(row) + [None] * (9 - len(row)) for row in NATIONAL]
    for row, column, content in changes:
        rows[row - 1][column - 1] = content
    return rows


def read(rows: Rows, *merges: Area) -> SelfEvaluation:
    (evaluation,) = read_forms(grid_of(rows, merges))
    return evaluation


def asked(form: SelfEvaluation, *words: str) -> bool:
    return any(all(word in question for word in words) for question in form.questions)


def texts(form: SelfEvaluation, field: str) -> list[str | None]:
    return [entry.text if (entry := getattr(row, field)) else None for row in form.indicators]


def test_a_clean_form_is_read_with_full_confidence_and_no_question() -> None:
    form = read(changed((17, 8, Decimal("84.23"))))
    assert (form.confidence, form.sureness, form.questions) == (1, "高", ())


@pytest.mark.parametrize(
    ("column", "heading", "field"),
    [
        (6, "年末实际完成值", "actual"),
        (5, "绩效目标值", "target"),
        (8, "单位自评得分", "reported_score"),
        (7, "指标权重", "weight"),
    ],
)
def test_a_heading_told_by_its_words_is_read_and_asked_about(column: int, heading: str, field: str) -> None:
    form = read(changed((13, column, heading)))
    assert texts(form, field) == texts(read(changed()), field)
    assert asked(form, heading, "请确认")
    assert form.confidence < 1


def test_a_heading_nobody_knows_is_asked_about_and_not_read() -> None:
    form = read(changed((13, 5, "天气")))
    assert texts(form, "target") == [None, None, None]
    assert asked(form, "“天气”一栏不认识")


def test_of_two_columns_with_one_heading_the_first_is_taken_and_asked_about() -> None:
    rows = [[*row, None] for row in changed()]
    rows[12][9] = "得分"
    rows[13][9] = 1
    form = read(rows)
    assert texts(form, "reported_score")[0] == "37"
    assert asked(form, "“得分”有2栏", "H13")


def test_a_hidden_twin_of_a_column_does_not_count_and_a_hidden_only_one_is_asked_about() -> None:
    rows = changed()
    for position, row in enumerate(rows):
        row.insert(7, {12: "得分", 13: 1, 14: 1, 15: 1}.get(position))
    hidden = replace(grid_of(rows), widths={8: 0.0})
    (form,) = read_forms(hidden)
    assert texts(form, "reported_score") == ["37", "30", "10"]
    assert not asked(form, "有2栏")
    (form,) = read_forms(replace(grid_of(changed()), widths={8: 0.0}))
    assert texts(form, "reported_score") == ["37", "30", "10"]
    assert asked(form, "是隐藏的")


def test_label_and_value_may_share_a_cell() -> None:
    rows = changed((4, 1, "项目名称：道路养护"), (4, 3, None), (5, 1, "主管部门:市交通局  实施单位：市公路中心"))
    rows[4][2:] = [None] * 7
    form = read(rows)
    assert [form.text(name) for name in ("project_name", "supervising_department", "implementing_unit")] == [
        "道路养护",
        "市交通局",
        "市公路中心",
    ]
    assert joint("3：2", "head") == []
    assert joint("总分：95.5", "total") == [("total", "95.5")]


def test_a_total_behind_its_label_is_read() -> None:
    form = read(changed((17, 1, "总分：84.23"), (17, 7, None), (17, 8, None), (17, 9, "等级：良")))
    assert form.total.reported
    assert form.total.reported.number == Decimal("84.23")
    assert form.total.reported_grade
    assert form.total.reported_grade.text == "良"


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("☑优 □良 □中 □差", ["优"]),
        ("优□ 良√ 中□ 差□", ["良"]),
        ("□优 □良", []),
        ("√甲 ☑乙 □丙", ["甲", "乙"]),
        ("达成预期指标", None),
        ("√", None),
    ],
)
def test_the_marked_option_of_a_choice_is_the_value(text: str, options: list[str] | None) -> None:
    assert marked_choices(text) == options


def test_a_choice_without_or_with_several_marks_is_not_understood() -> None:
    form = read(changed((14, 6, "□达成 □未达成"), (15, 6, "√达成 √未达成 □其他")))
    assert texts(form, "actual")[:2] == [None, None]
    assert [item.why for item in form.not_understood] == ["应当勾选一项", "勾选了不止一项"]


def test_a_row_that_repeats_the_sum_of_the_rows_below_is_no_indicator() -> None:
    rows = changed()
    rows[13:13] = [[None, "产出指标", None, None, None, None, 80, None, None]]
    form = read(rows)
    assert [row.name for row in form.indicators] == ["养护里程", "经费", "群众满意度"]
    assert asked(form, "产出指标", "小计行")
    rows[13][6] = 70
    form = read(rows)
    assert len(form.indicators) == 4
    assert "请核对是不是小计" in form.not_understood[0].why


def test_subtotals_and_repeated_headings_are_no_indicators() -> None:
    rows = changed()
    rows[15:15] = [[None, None, "小计", None, None, None, 80, 67, None], list(rows[12])]
    assert [row.name for row in read(rows).indicators] == ["养护里程", "经费", "群众满意度"]


def test_a_column_in_another_unit_is_converted_and_asked_about() -> None:
    form = read(changed((6, 6, "全年执行数（元）"), (7, 6, Decimal("62502.5"))))
    assert form.unit == "万元"
    assert form.total_funds
    assert form.total_funds.executed
    assert form.total_funds.executed.number == Decimal("6.25025")
    assert asked(form, "全年执行数（元）", "已换算为万元")


def test_the_unit_may_stand_in_row_names_or_behind_every_amount() -> None:
    named = read(changed((6, 1, "项目资金"), (7, 3, "年度资金总额（元）"), (7, 5, 86500)))
    assert (named.unit, named.not_understood) == ("元", ())
    amounts = {(row, column): "8.65万元" for row in (7, 8) for column in (4, 5, 6)}
    cells = [(row, column, text) for (row, column), text in amounts.items()]
    behind = read(changed((6, 1, "项目资金"), *cells))
    assert (behind.unit, behind.not_understood) == ("万元", ())


def test_labels_and_values_side_by_side_below_their_headings_are_read() -> None:
    rows = changed()
    rows[5:10] = [
        ["项目资金（万元）"],
        ["预算安排情况（调整后）", None, "资金到位情况", None, "资金执行情况", None, "预算执行进度"],
        ["预算数：", 30, "到位数：", 30, "执行数：", 15, "50%"],
        ["其中：财政资金", 30, "其中：财政资金", 30, "其中：财政资金", 15, "50%"],
        ["其他", None, "其他", None, "其他", None, None],
    ]
    form = read(rows)
    found = [(line.role, line.full_year_budget and line.full_year_budget.text, line.executed and line.executed.text)
             for line in form.funds]  # fmt: skip
    assert found == [("total", "30", "15"), ("appropriation", "30", "15"), ("other", None, None)]
    assert form.not_understood == ()


def test_a_date_of_filling_in_is_not_the_year_of_the_form() -> None:
    rows = changed((1, 1, "填报日期：2024年3月1日"), (2, 1, "2022年度项目支出绩效自评表"), (3, 1, None))
    assert read(rows).text("year") == "2022"


def test_numbers_and_letters_around_a_label_do_not_matter() -> None:
    assert bare_label("二、项目资金（万元）") == "项目资金"
    assert bare_label("全年执行数B") == "全年执行数"
    assert bare_label("执行率B/A") == "执行率"


def test_sums_that_do_not_tie_lower_the_confidence() -> None:
    good, bad = read(changed((17, 8, Decimal("84.23")))), read(changed((17, 8, 99)))
    assert bad.confidence < good.confidence
    assert asked(bad, "得分", "与总分行不符")


def test_a_form_cut_in_two_tables_is_whole_again_where_nothing_stands_between() -> None:
    from zpj.grid.joining import joined

    whole = grid_of(changed())
    parts = [
        Grid(name, cells, widths=dict.fromkeys(range(1, 10), 5.0), in_document=True)
        for name, cells in (
            ("表1", {place: cell for place, cell in whole.cells.items() if place[0] < 15}),
            (
                "表2",
                {
                    (row - 14, column): replace(cell, row=row - 14)
                    for (row, column), cell in whole.cells.items()
                    if row > 14
                },
            ),
        )
    ]
    (grid,) = joined(parts)
    (form,) = read_forms(grid)
    assert [row.name for row in form.indicators] == ["养护里程", "经费", "群众满意度"]
    assert [row.location for row in form.indicators] == ["表1!A14", "表2!A1", "表2!A2"]
    assert form.complete
    assert len(joined([parts[0], replace(parts[1], preceding=("另一张表",))])) == 2
    assert len(joined([parts[0], replace(parts[0], name="表2")])) == 2
