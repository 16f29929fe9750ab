"""Headings that were once taken for another one: half a year, planned, last year, the auditor's."""

from __future__ import annotations

import pytest

from tests.forms.rows import FUNDS, HEAD, form_of, row_of, said

ROW = ["产出指标", "数量指标", "养护里程", "≥10公里", "11公里", "90", "88"]


@pytest.mark.parametrize(
    ("headings", "values"),
    [
        ("半年目标值|全年目标值|全年完成值|分值|得分", "≥5公里|≥10公里|11公里|90|88"),
        ("计划完成值|实际完成值|完成比例|应得分|实得分", "≥10公里|11公里|110%|90|88"),
        ("目标值|上年实际值|实际指标值|分值|自评得分", "≥10公里|8公里|11公里|90|88"),
        ("调整前目标值|调整后目标值|完成值|分值|自评分值", "≥12公里|≥10公里|11公里|90|88"),
        ("目标值|完成值|分值|单位自评得分|财政复核得分", "≥10公里|11公里|90|88|80"),
    ],
)
def test_the_right_one_of_two_like_headings_is_read(headings: str, values: str) -> None:
    text = f"一级指标|二级指标|三级指标|{headings}\n产出指标|数量指标|养护里程|{values}\n自评总分||||99\n"
    form = form_of(HEAD + FUNDS + text)
    assert [row_of(row) for row in form.indicators] == [ROW]


def test_kinds_of_indicators_under_a_heading_of_the_first_level_are_the_second() -> None:
    form = form_of(
        HEAD
        + FUNDS
        + """指标类型|指标名称|指标值|完成值|标准分|自评分
数量指标|养护里程|≥10公里|11公里|50|50
质量指标|合格率|100%|100%|30|30
成本指标|单价|≤5万元|5万元|10|9
合计得分||||100|98
自评结论|项目按计划完成
填报人：张某||审核人：李某||填报日期：2023年3月
"""
    )
    assert [(row.level1, row.level2) for row in form.indicators] == [
        ("", "数量指标"), ("", "质量指标"), ("", "成本指标"),
    ]  # fmt: skip
    assert said(form.total.weight, form.total.reported) == ["100", "98"]


def test_lines_to_sign_below_a_form_without_total_are_no_indicators() -> None:
    form = form_of(
        HEAD
        + FUNDS
        + """一级指标|二级指标|三级指标|指标值|完成值|分值|得分
产出指标|数量指标|养护里程|≥10公里|11公里|90|88
填报人：张某||审核人：李某||联系电话：0311-123456
填报日期：2023年3月|||单位负责人签字：
"""
    )
    assert [row_of(row) for row in form.indicators] == [ROW]


def test_the_unit_above_the_table_is_that_of_the_form_where_nothing_else_names_one() -> None:
    rows = "一级指标|二级指标|三级指标|指标值|完成值|分值|得分\n产出指标|数量指标|养护里程|≥10公里|11公里|90|88\n"
    form = form_of(
        "填报单位（盖章）：市公路中心||填报时间：2023年2月\n项目名称|道路养护||评价年度|2022年\n" + FUNDS + rows
    )
    assert said(form.fields["implementing_unit"], form.fields["year"]) == ["市公路中心", "2022"]
    assert any("填报单位" in question for question in form.questions)
    other = form_of("填报单位：市财政局\n" + HEAD + FUNDS + rows)
    assert said(other.fields["implementing_unit"]) == ["市公路中心"]


def test_a_form_without_indicators_is_asked_about() -> None:
    form = form_of(HEAD + FUNDS)
    assert any("没有找到绩效指标的表头" in question for question in form.questions)


def test_points_of_the_total_may_stand_below_those_of_the_first_level() -> None:
    form = form_of(
        HEAD
        + FUNDS
        + """一级指标|分值|二级指标|分值|三级指标|分值|年度指标值|实际完成值|得分
产出指标|90|数量指标|90|养护里程|90|≥10公里|11公里|88
总分|100|||||||97
"""
    )
    assert said(form.total.weight, form.total.reported) == ["100", "97"]


def test_amounts_told_in_a_sentence_are_the_funds() -> None:
    form = form_of(
        HEAD
        + """资金情况|年初预算100万元，调整后预算90万元，实际支出81万元，执行率90%。
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|养护里程|≥10公里|11公里|90|88
总分|||||100|97
"""
    )
    (line,) = form.funds
    found = said(line.initial_budget, line.full_year_budget, line.executed, line.reported_rate)
    assert found == ["100万元", "90万元", "81万元", "90%"]


def test_the_only_budget_of_a_form_is_that_of_the_year() -> None:
    form = form_of(
        HEAD
        + """资金（万元）|资金来源|预算批复数|支出金额|执行率
|合计|90|81|90%
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|养护里程|≥10公里|11公里|90|88
总分|||||100|97
"""
    )
    (line,) = form.funds
    assert said(line.initial_budget, line.full_year_budget, line.executed) == [None, "90", "81"]


def test_further_lines_of_a_goal_belong_to_it() -> None:
    form = form_of(
        HEAD
        + FUNDS
        + """年度总体目标|1.保障道路畅通|完成情况|1.道路畅通完成
|2.全年无安全事故||2.全年没有发生事故
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|养护里程|≥10公里|11公里|90|88
总分|||||100|97
"""
    )
    goals = ["1.保障道路畅通\n2.全年无安全事故", "1.道路畅通完成\n2.全年没有发生事故"]
    assert said(form.goal.expected, form.goal.achieved) == goals


def test_a_unit_or_a_number_is_no_label_of_a_fund_row() -> None:
    form = form_of(
        HEAD
        + """项目资金|年初预算|调整后预算|实际支出|执行率
（万元）|100|90|81|90%
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|养护里程|≥10公里|11公里|90|88
总分|||||100|97
"""
    )
    assert [(line.role, *said(line.full_year_budget)) for line in form.funds] == [("total", "90")]


def test_a_result_below_the_indicators_is_none_of_them() -> None:
    form = form_of(
        HEAD
        + FUNDS
        + """一级指标|二级指标|三级指标|指标值|完成值|分值|得分
产出指标|数量指标|养护里程|≥10公里|11公里|90|88
五、自评结果
自评得分|97|自评等级|优
"""
    )
    assert [row_of(row) for row in form.indicators] == [ROW]
    assert said(form.total.reported, form.total.reported_grade) == ["97", "优"]


def test_sums_of_a_level_are_no_indicators() -> None:
    form = form_of(
        HEAD
        + FUNDS
        + """一级指标|二级指标|三级指标|指标值|完成值|分值|得分
产出指标|数量指标|养护里程|≥10公里|11公里|90|88
产出指标合计|||||90|88
总得分合计|||||100|97
"""
    )
    assert [row_of(row) for row in form.indicators] == [ROW]
    assert said(form.total.reported) == ["97"]


def test_a_grade_marked_behind_its_label_in_one_cell_is_read() -> None:
    form = form_of(
        HEAD
        + FUNDS
        + """一级指标|二级指标|三级指标|指标值|完成值|分值|得分
产出指标|数量指标|养护里程|≥10公里|11公里|90|88
总分|||||100|97
自评等级：优（√） 良（） 中（） 差（）
"""
    )
    assert said(form.total.reported_grade) == ["优"]
