"""The list of the year's tasks of a department: only its last line tells the funds."""

from __future__ import annotations

from tests.forms.rows import form_of, said
from zpj.grid.grid import Area

GOALS = "年度总体目标|预期目标||目标实际完成情况\n|保障档案工作正常开展||已完成全部档案工作\n"
INDICATORS = """一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|扫描页数|≥10万页|11万页|90|90
总分|||||100|99.33
"""
TASKS = """部门名称|市档案局
年度主要任务|任务名称|主要内容|预算数（万元）|执行数（万元）|执行率|得分
|档案数字化|扫描|100|90|90%|—
|机构运转|人员|200|190|95%|—
"""


def test_the_line_of_sums_is_the_total() -> None:
    form = form_of(TASKS + "|金额合计||300|280|93.33%|9.33\n" + GOALS + INDICATORS)
    (line,) = form.funds
    found = said(line.full_year_budget, line.executed, line.reported_rate, line.reported_score)
    assert (line.role, found) == ("total", ["300", "280", "93.33%", "9.33"])
    assert form.goal.expected is not None


def test_without_sums_no_task_is_taken_for_the_total() -> None:
    form = form_of(TASKS + GOALS + INDICATORS)
    assert form.funds == ()
    assert any("没有找到项目资金的表头" in question for question in form.questions)


def test_sums_stand_below_总额_where_the_sources_are_told_apart() -> None:
    text = """部门名称|市农业局
年度主要任务|任务名称|完成情况|预算数（万元）||执行数（万元）||执行率|得分
|||总额|财政拨款|总额|财政拨款||
|保障粮食|完成|2310.4|2310.4|2298.6|2298.6|99.49%|—
|合计||5758.42|5638.42|5593.76|5497.26|97.14%|9.71
"""
    form = form_of(text + GOALS + INDICATORS, Area(2, 4, 2, 5), Area(2, 6, 2, 7))
    (line,) = form.funds
    assert said(line.full_year_budget, line.executed, line.reported_score) == ["5758.42", "5593.76", "9.71"]
