"""Totals and grades in the head, below the table, in one cell; head fields below the table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.forms.grids import Content, grid_of
from zpj.domain.model import SelfEvaluation
from zpj.forms.reader import read_forms
from zpj.forms.total_words import told_totals
from zpj.forms.values import marked_choices

Rows = list[list[Content]]
HEAD: Rows = [["2023年度项目支出绩效自评表"], ["项目名称", "公园绿化养护"]]
BLOCK: Rows = [
    ["项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "执行率"],
    [None, "年度资金总额", 50, 50, 48, "96%"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "养护面积", "4公顷", "4公顷", 90, 88],
]
TOTAL: Rows = [["总分", None, None, None, None, 100, "97.6"]]


def read(*parts: Rows, following: tuple[str, ...] = ()) -> SelfEvaluation:
    (form,) = read_forms(replace(grid_of([row for part in parts for row in part]), following=following))
    return form


def told(form: SelfEvaluation) -> list[str | None]:
    return [entry.text if entry else None for entry in (form.total.reported, form.total.reported_grade)]


@pytest.mark.parametrize(
    "row",
    [
        ["自评总分（分）", "97.6", "自评等级", "优"],
        ["自评得分：97.6　　等级：优"],
        ["自评得分", "97.6（优）"],
        ["自评得分及等级", "97.6分，优"],
    ],
)
def test_the_total_is_read_from_the_head_or_from_below(row: list[Content]) -> None:
    assert told(read(HEAD, [row], BLOCK)) == ["97.6", "优"]
    below = read(HEAD, BLOCK, [row])
    assert told(below) == ["97.6", "优"]
    assert len(below.indicators) == 1


def test_the_total_row_goes_before_what_stands_elsewhere() -> None:
    assert told(read(HEAD, [["自评得分", "90"]], BLOCK, TOTAL)) == ["97.6", None]


@pytest.mark.parametrize("total", ["总分", "总 分", "总\n分"])
def test_a_sum_of_the_indicators_is_not_the_total_that_follows_it(total: str) -> None:
    form = read(HEAD, BLOCK, [["合计", None, None, None, None, 90, 88]], [[total, "97.6", "等级", "优"]])
    assert told(form) == ["97.6", "优"]
    assert [row.name for row in form.indicators] == ["养护面积"]


def test_prose_tells_no_total() -> None:
    assert told(read(HEAD, BLOCK, [["评价结论", "项目自评总分93.42分，项目组织规范，总体完成较好"]])) == [None, None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("总分：100 得分：96.5", {"weight": "100", "reported": "96.5"}),
        ("总分100", {"weight": "100"}),
        ("（自评等级）优", {"grade": "优"}),
        ("自评得分（100分）：88，自评等级：良好", {"reported": "88", "grade": "良好"}),
        ("97.77", {}), ("优", {}), ("评分标准：1", {}), ("自评得分：    等级：", {}),
    ],
)  # fmt: skip
def test_a_cell_tells_what_it_says_and_nothing_else(text: str, found: dict[str, str]) -> None:
    assert told_totals(text) == found


@pytest.mark.parametrize("text", ["优（√）  良（  ）  中（  ）", "优□√  良□  中□", "☑优 □良 □中"])
def test_a_mark_may_stand_in_brackets_or_behind_its_box(text: str) -> None:
    assert marked_choices(text) == ["优"]


def test_brackets_without_a_choice_are_none() -> None:
    assert marked_choices("道路养护（二期）") is None
    assert marked_choices("良好（√）") is None


def test_person_and_phone_below_the_table_are_read() -> None:
    line = "填报人：王某某　项目负责人：张某某　联系电话：0310-0000000"
    for form in (read(HEAD, BLOCK, TOTAL, [[line]]), read(HEAD, BLOCK, TOTAL, following=(line,))):
        fields = {name: form.fields[name].text for name in ("responsible_person", "phone")}
        assert fields == {"responsible_person": "张某某", "phone": "0310-0000000"}


@pytest.mark.parametrize(
    "line", ["项目负责人（签字）：", "项目负责人：（签章）　联系电话：（略）", "单位负责人：李某某"]
)
def test_a_line_to_be_signed_names_nobody(line: str) -> None:
    assert not {"responsible_person", "phone"} & read(HEAD, BLOCK, TOTAL, [[line]]).fields.keys()


def test_person_and_phone_in_one_cell_are_told_apart() -> None:
    form = read(HEAD, [["项目负责人及联系电话", "张某某 0310-0000000"]], BLOCK, TOTAL)
    assert (form.fields["responsible_person"].text, form.fields["phone"].text) == ("张某某", "0310-0000000")


def test_the_unit_in_a_line_with_others_is_the_forms_unit() -> None:
    rows: Rows = [["填报单位：某县统计局    2022年度    金额单位：元"], *HEAD[1:]]
    bare = [[cell.replace("（万元）", "") if isinstance(cell, str) else cell for cell in row] for row in BLOCK]
    assert read(rows, bare, TOTAL).unit == "元"


def test_a_year_in_chinese_figures_is_read() -> None:
    assert read([["二〇二三年度项目支出绩效自评表"]], HEAD[1:], BLOCK, TOTAL).fields["year"].text == "2023"


def test_a_form_without_a_project_name_is_read_from_its_head_on() -> None:
    form = read([["部门整体支出绩效自评表"], ["部门（单位）名称", "某县档案局"]], BLOCK, TOTAL)
    assert form.fields["supervising_department"].text == "某县档案局"
    assert [line.role for line in form.funds] == ["total"]


def test_lines_between_the_title_and_the_table_of_a_document_belong_to_the_form() -> None:
    lines = ("项目负责人：前一张表的人", "2023年度项目支出绩效自评表", "项目名称：公园绿化养护　　实施单位：市公园中心")
    (form,) = read_forms(replace(grid_of(BLOCK), preceding=(*lines, "自评得分：97.6　自评等级：优"), in_document=True))
    assert {name: entry.text for name, entry in form.fields.items()} == {
        "project_name": "公园绿化养护",
        "implementing_unit": "市公园中心",
        "year": "2023",
    }
    assert (told(form), form.complete) == (["97.6", "优"], True)
