"""Headings whose lines stand in rows of their own, as in a table copied from a print."""

from __future__ import annotations

import pytest

from tests.forms.grids import NATIONAL, grid_of
from tests.forms.rows import HEAD, form_of, row_of, said, sheet
from zpj.forms.broken_lines import with_whole_headings
from zpj.forms.reader import read_forms

FUNDS = """项目|资金来源|年初|全年|全年|预算|分|得
资金||预算数|预算数|执行数|执行率|值|分
（万元）||（A）|（B）|（C）|（C/B）||
|年度资金总额|100|90|81|90%|10|9
"""
INDICATORS = """一级|二级|三级|年度指标|实际完成|分|得|偏差原因
指标|指标|指标|值|值|值|分|分析及改进
|||||||措施
产出指标|数量指标|养护里程|≥10公里|11公里|50|50|
满意度指标|服务对象满意度指标|群众满意度|≥90%|95%|40|39|等候较久
总分|||||100|98
"""


def test_headings_of_two_and_three_lines_are_read_as_one_row() -> None:
    form = form_of(HEAD + FUNDS + INDICATORS)
    (line,) = form.funds
    amounts = said(line.initial_budget, line.full_year_budget, line.executed, line.weight, line.reported_score)
    assert amounts == ["100", "90", "81", "10", "9"]
    assert [row_of(row) for row in form.indicators] == [
        ["产出指标", "数量指标", "养护里程", "≥10公里", "11公里", "50", "50"],
        ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", "40", "39"],
    ]
    assert said(form.indicators[1].deviation_reason, form.total.weight, form.total.reported) == [
        "等候较久",
        "100",
        "98",
    ]


def test_a_heading_over_others_is_no_first_line_of_them() -> None:
    grid = sheet(
        "|||年度|偏差原因分析\n一级指标|二级指标|三级指标|指标值|经费保障|制度保障\n产出指标|数量指标|里程|1\n"
    )
    assert with_whole_headings(grid) is grid


def test_rows_of_words_are_left_alone() -> None:
    grid = sheet("一级指标|二级指标|三级指标|年度指标值\n产出指标|数量指标|里程|较好\n效益指标|社会效益|出行|明显\n")
    assert with_whole_headings(grid) is grid


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("道路\n养护", "道路养护"),
        ("县乡道路养护项目\n（二期）", "县乡道路养护项目（二期）"),
        ("GIS\nServer 升级", "GIS Server 升级"),
        ("1.道路养护\n2.桥梁检测", "1.道路养护\n2.桥梁检测"),
        ("道路养护项目\n桥梁检测项目", "道路养护项目\n桥梁检测项目"),
    ],
)
def test_a_name_broken_to_fit_its_cell_is_one_name(written: str, read: str) -> None:
    rows = [*NATIONAL[:3], ["项目名称", None, written], *NATIONAL[4:]]
    assert [form.text("project_name") for form in read_forms(grid_of(rows))] == [read]
