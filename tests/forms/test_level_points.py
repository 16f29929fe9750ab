"""Scoring tables: a name and points for each level, side by side or below one heading; sums of all levels below."""

from __future__ import annotations

import pytest

from tests.forms.grids import Content, grid_of
from zpj.domain.model import SelfEvaluation
from zpj.forms.reader import read_forms
from zpj.grid.grid import Area

HEAD: list[list[Content]] = [
    ["财政支出项目绩效自评表（2022年度）"],
    ["项目名称", None, "智慧停车", None, "项目单位", "市公安局"],
    ["预算安排（万元）", 50, "实际支出（万元）", 48, "支出率", "96%"],
]
BODY: list[list[Content]] = [
    ["投入", 40, "项目立项", 40, "论证决策", 15, "见标准", 15, None],
    [None, None, None, None, "目标设置", 25, "见标准", 20, "目标未量化"],
    ["产出", 60, "效率性", 60, "完成进度", 60, "见标准", 58, None],
    ["合计", 100, None, 100, None, 100, None, 93],
]
GRADE: list[list[Content]] = [["自评等级", None, "☑优（90-100分） □良（80-89分）"]]
BESIDE: list[list[Content]] = [
    ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "评分标准", "自评得分", "扣分原因"]
]
NAMED: list[list[Content]] = [
    ["一级指标", "一级权重", "二级指标", "二级权重", "三级指标", "三级权重", "评分标准", "自评得分", "扣分原因"]
]
STACKED: list[list[Content]] = [
    ["评价指标", None, None, None, None, None, "评分标准", "自评得分", "扣分原因"],
    ["一级指标", None, "二级指标", None, "三级指标"],
    ["名称", "权重（%）", "名称", "权重（%）", "名称", "权重（%）"],
]
MERGED = [Area(5, 1, 5, 2), Area(5, 3, 5, 4), Area(5, 5, 5, 6), *[Area(4, column, 6, column) for column in (7, 8, 9)]]


def read(headings: list[list[Content]], merges: list[Area], below: list[list[Content]] = GRADE) -> SelfEvaluation:
    (form,) = read_forms(grid_of([*HEAD, *headings, *BODY, *below], merges=merges))
    return form


@pytest.mark.parametrize(
    ("headings", "merges"),
    [(BESIDE, []), (NAMED, []), (STACKED, []), (STACKED, MERGED)],
    ids=["beside", "named", "stacked", "stacked and merged"],
)
def test_the_points_of_a_row_are_those_of_its_last_level(headings: list[list[Content]], merges: list[Area]) -> None:
    form = read(headings, merges)
    assert [(row.level1, row.level2, row.name) for row in form.indicators] == [
        ("投入", "项目立项", "论证决策"), ("投入", "项目立项", "目标设置"), ("产出", "效率性", "完成进度"),
    ]  # fmt: skip
    assert [row.weight and row.weight.text for row in form.indicators] == ["15", "25", "60"]
    assert [row.reported_score and row.reported_score.text for row in form.indicators] == ["15", "20", "58"]
    assert form.indicators[1].deviation_reason is not None


def test_the_total_is_that_of_the_scores_not_of_a_level() -> None:
    total = read(STACKED, MERGED).total
    assert [entry and entry.text for entry in (total.weight, total.reported)] == ["100", "93"]


def test_the_grade_may_stand_in_a_row_of_its_own_with_its_range() -> None:
    grade = read(BESIDE, []).total.reported_grade
    assert grade is not None
    assert grade.text == "优"


def test_headings_repeated_after_a_page_break_are_no_rows() -> None:
    (form,) = read_forms(grid_of([*HEAD, *STACKED, *BODY[:2], *STACKED, *BODY[2:]]))
    assert [row.name for row in form.indicators] == ["论证决策", "目标设置", "完成进度"]
