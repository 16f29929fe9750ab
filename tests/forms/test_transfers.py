"""Forms of transfers (转移支付绩效目标自评表): no points, a block 资金管理情况, remarks below."""

from __future__ import annotations

import pytest

from tests.forms.grids import Content, grid_of
from zpj.domain.model import SelfEvaluation
from zpj.domain.records import replace
from zpj.forms.reader import read_forms
from zpj.grid.grid import Area
from zpj.schemes import load_scheme
from zpj.scoring.sheet import score_sheet

ROWS: list[list[Content]] = [
    ["转移支付区域（项目）绩效目标自评表"],
    ["（2022年度）"],
    ["转移支付（项目）名称", None, "农村饮水维修"],
    ["中央主管部门", None, "水利部", None, "地方主管部门", "市水利局"],
    ["资金使用单位", None, "供水站"],
    ["资金投入情况（万元）", None, None, "全年预算数（A）", "全年执行数（B）", "预算执行率（B/A×100%）"],
    [None, None, "年度资金总额：", 100, 90, "90%"],
    [None, None, "其中：中央财政资金", 60, 60, "100%"],
    ["资金管理情况", None, None, "情况说明", None, "存在问题和改进措施"],
    [None, None, "分配科学性", "按2022年因素法分配", None, "无"],
    ["总体目标", "年初设定目标", None, None, "全年实际完成情况"],
    [None, "维修管网58公里", None, None, "维修管网51.4公里"],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"],
    [None, "产出指标", "数量指标", "管网长度", "≥58公里", "51.4公里", "征地影响"],
    ["说明", "请简要说明审计和财政监督中发现的问题，如没有请填无。"],
    ["注：1.资金使用单位按项目绩效目标填报。"],
]
MERGES = [Area(10, 4, 10, 5), Area(15, 2, 15, 7), Area(16, 1, 16, 7)]


def transfer(document: bool = False) -> SelfEvaluation:
    (form,) = read_forms(replace(grid_of(ROWS, merges=MERGES), in_document=document))
    return form


def test_names_and_offices_have_their_own_labels() -> None:
    fields = {name: entry.text for name, entry in transfer().fields.items()}
    assert fields["project_name"] == "农村饮水维修"
    assert (fields["supervising_department"], fields["implementing_unit"]) == ("市水利局", "供水站")


def test_the_management_of_the_funds_is_no_fund() -> None:
    assert [line.role for line in transfer().funds] == ["total", "detail"]
    assert transfer().not_understood == ()


def test_remarks_below_are_no_indicators() -> None:
    assert [row.name for row in transfer().indicators] == ["管网长度"]


@pytest.mark.parametrize("document", [False, True])
def test_without_points_there_is_no_total_and_no_grade(document: bool) -> None:
    form = transfer(document)
    sheet = score_sheet(form, load_scheme(form.scheme))
    assert (sheet.total, sheet.grade, form.not_understood) == (None, None, ())
