"""Layouts of several provinces: shares of completion, totals under their labels, budgets under other headings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.forms.grids import Content, grid_of
from zpj.checks.run import check_workbook
from zpj.domain.findings import Severity
from zpj.domain.model import SelfEvaluation, Workbook
from zpj.forms.reader import read_forms
from zpj.grid.grid import Area

Rows = list[list[Content]]

HEAD: Rows = [
    ["项目支出绩效自评表"],
    ["（2023年度）"],
    ["项目名称", "技能培训"],
    ["主管部门", "市人社局", None, "实施单位", "市就业中心"],
]
FUNDS: Rows = [
    ["项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    [None, "年度资金总额", 120, 120, 114, 10, "95%", Decimal("9.5")],
]
LEVEL_NAMES = ("一级指标", "二级指标", "三级指标")
REASONS = ("两家合作企业年内停产，用工岗位比计划少", "与新企业签订用工协议，增加招聘会场次")
ADJUSTED: list[Content] = ["项目资金（万元）", "项目", "年初预算", "预算调整数", "决算数", "得分"]
SIGNS: Rows = [
    [*LEVEL_NAMES, "运算符号", "内容", "度量单位", "权重", "完成值", "完成程度", "得分", "偏差原因", "改进措施"],
    ["产出指标", "数量指标", "培训期数", ">=", "6", "期", 20, "6", "100%", 20],
    [None, None, "培训人次", ">=", "600", "人次", 10, "640", "106.67%", 10],
    [None, "质量指标", "培训合格率", ">=", "95", "%", 10, "97", "102.11%", 10],
    [None, "时效指标", "培训完成时间", "<=", "11", "月", 10, "11", "100%", 10],
    ["效益指标", "社会效益指标", "带动就业人数", ">=", "200", "人", 30, "180", "90%", 27, *REASONS],
    ["满意度指标", "服务对象满意度指标", "学员满意度", ">=", "90", "%", 10, "93", "103.33%", 10],
    ["合计", None, None, None, None, None, 100, None, None, Decimal("96.5")],
]  # fmt: skip
LEVELS: Rows = [
    ["一级指标", "二级指标", "三级指标", "预期指标值", "实际完成值", "自评得分"],
    ["产出指标（50分）", "数量指标", "培训期数", "6期", "6期", 25],
    [None, "质量指标", "培训合格率", "≥95%", "97%", 25],
    ["效益指标（30分）", "社会效益指标", "带动就业人数", "≥200人", "200人", 30],
    ["满意度指标（10分）", "服务对象满意度指标", "学员满意度", "≥90%", "93%", 10],
    ["自评总分", None, None, None, None, Decimal("99.5")],
]


def read(*blocks: Rows, merges: tuple[Area, ...] = ()) -> SelfEvaluation:
    (form,) = read_forms(grid_of([row for block in (HEAD, *blocks) for row in block], merges=merges))
    return form


def found(form: SelfEvaluation) -> list[str]:
    told = check_workbook(Workbook("自评.xlsx", (form,)))
    return [f"{item.rule} {item.location}" for item in told if item.severity is not Severity.INFO]


def with_cell(rows: Rows, row: int, column: int, content: Content) -> Rows:
    return [[content if (at, place) == (row, column) else each for place, each in enumerate(line)]
            for at, line in enumerate(rows)]  # fmt: skip


def test_the_signs_units_and_shares_of_a_form_are_read_and_right() -> None:
    form = read(FUNDS, SIGNS)
    row = form.indicators[1]
    assert (row.target and row.target.text, row.completion and row.completion.location) == (">=600人次", "自评表!I9")
    assert found(form) == []


@pytest.mark.parametrize("share", ["116.67%", "160.67%", "1.17"])
def test_a_share_that_is_not_result_by_target_is_found(share: str) -> None:
    assert found(read(FUNDS, with_cell(SIGNS, 2, 8, share))) == ["ZPJ337 自评表!I9"]


@pytest.mark.parametrize("share", ["107%", "106.7%", "100%", "1.07"])
def test_a_rounded_capped_or_plain_share_is_right(share: str) -> None:
    assert found(read(FUNDS, with_cell(SIGNS, 2, 8, share))) == []


def test_deviations_are_measured_from_the_target() -> None:
    shares = ("偏差率", "0%", "6.67%", "2.11%", "0%", "-10%", "3.33%", None)
    rows = SIGNS
    for row, share in enumerate(shares[:-1]):
        rows = with_cell(rows, row, 8, share)
    assert found(read(FUNDS, rows)) == []
    assert found(read(FUNDS, with_cell(rows, 2, 8, "16.67%"))) == ["ZPJ337 自评表!I9"]


def test_the_total_stands_below_its_labels() -> None:
    labels: Rows = [
        ["总分", None, None, None, None, None, "总分值", None, "总得分", "自评等级"],
        [None, None, None, None, None, None, 100, None, Decimal("96.5"), "优"],
    ]
    total = read(FUNDS, SIGNS[:-1], labels, merges=(Area(14, 1, 15, 6),)).total
    assert [entry and entry.text for entry in (total.weight, total.reported, total.reported_grade)] == [
        "100", "96.5", "优",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("funds", "budget"),
    [
        ([ADJUSTED, [None, "总额", 120, 119, 114, 10]], "119"),
        ([ADJUSTED, [None, "总额", 120, -1, 114, 10]], None),
        ([["项目资金", "预算数（调整后）", "执行数", "权重"], [None, "120.00万元", "114.00万元", 10]], "120.00万元"),
        (
            [["项目资金（万元）", None, "全年预算数", "全年执行数", "得分"], [None, "全年预算安排", 120, 114, 10],
             [None, "其中：财政拨款", 120, 114]],
            "120",
        ),
    ],
    ids=["adjusted", "change", "amounts with their unit", "the only row with points"],
)  # fmt: skip
def test_the_budget_of_the_year_is_found_under_other_headings(funds: Rows, budget: str | None) -> None:
    line = read(funds, SIGNS).total_funds
    assert line is not None
    assert (line.full_year_budget.text if line.full_year_budget else None) == budget


def test_points_of_the_first_levels_are_shared_by_their_rows() -> None:
    form = read(FUNDS, LEVELS)
    assert [row.weight and row.weight.text for row in form.indicators] == ["25", "25", "30", "10"]
    uneven = read(FUNDS, with_cell(LEVELS, 1, 5, 30))
    assert [row.weight and row.weight.text for row in uneven.indicators] == [None, None, "30", "10"]
    assert not any(item.startswith("ZPJ301") for item in found(uneven))
