"""One heading over the cells of several levels, or one nobody knows beside the known ones; targets in three cells."""

from __future__ import annotations

import pytest

from tests.forms.grids import Content, grid_of
from zpj.domain.model import Indicator, SelfEvaluation
from zpj.forms.reader import read_forms
from zpj.grid.grid import Area

Rows = list[list[Content]]
HEAD: Rows = [["项目名称", "社区食堂补贴"]]
ROW: list[Content] = ["产出指标", "数量指标", "补贴人次", "≥100人次", "120人次", 100, 98]
VALUES: list[Content] = ["指标值", "完成值", "分值", "得分"]


def read(*rows: list[Content], merges: tuple[Area, ...] = ()) -> SelfEvaluation:
    (form,) = read_forms(grid_of([*HEAD, *rows, ["总分", None, None, None, None, 100, 98]], merges))
    return form


def levels(form: SelfEvaluation) -> list[tuple[str, str, str]]:
    return [(row.level1, row.level2, row.name) for row in form.indicators]


@pytest.mark.parametrize(
    ("headings", "merge"),
    [
        (["指标类型", None, "指标名称"], Area(2, 1, 2, 2)),
        (["指标名称", None, None], Area(2, 1, 2, 3)),
        (["指标", "二级指标", "三级指标"], Area(2, 1, 2, 1)),
    ],
)
def test_the_levels_below_a_heading_are_told_apart(headings: list[Content], merge: Area) -> None:
    form = read([*headings, *VALUES], ROW, merges=(merge,))
    assert levels(form) == [("产出指标", "数量指标", "补贴人次")]


def test_a_guessed_level_is_asked_about() -> None:
    assert any("指标" in question for question in read(["指标", "二级指标", "三级指标", *VALUES], ROW).questions)


def test_a_heading_over_a_name_of_several_columns_stays_one() -> None:
    wide: list[Content] = ["产出指标", "补贴人次", None, "≥100人次", "120人次", 100, 98]
    merges = (Area(2, 2, 2, 3), Area(3, 2, 3, 3))
    assert levels(read(["一级指标", "三级指标", None, *VALUES], wide, merges=merges)) == [("产出指标", "", "补贴人次")]


def targets(sign: str, value: str, unit: str | None) -> list[str]:
    form = read(
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "补贴人次", sign, value, unit, "120", 100, 98],
    )
    return [row.target.text for row in form.indicators if isinstance(row, Indicator) and row.target]


@pytest.mark.parametrize(
    ("sign", "value", "unit", "target"),
    [
        ("≥", "100", "人次", "≥100人次"), ("正向", "100", "人次", "≥100人次"), ("反向指标", "5", "%", "≤5%"),
        ("大于等于", "100", "人次", "≥100人次"), ("≥", "≥100人次", "人次", "≥100人次"), ("＝", "提高", "/", "＝提高"),
        ("定性", "提高", None, "提高"), ("定量", "100", "人次", "100人次"),
    ],
)  # fmt: skip
def test_sign_value_and_unit_make_one_target(sign: str, value: str, unit: str | None, target: str) -> None:
    assert targets(sign, value, unit) == [target]


@pytest.mark.parametrize(("sign_head", "value_head"), [("指标性质", "年初指标值"), ("指标行质", "指标值")])
def test_the_sign_beside_the_value_is_read_though_a_heading_is_odd(sign_head: str, value_head: str) -> None:
    form = read(
        ["一级指标", "二级指标", "三级指标", "计量单位", sign_head, value_head, "全年完成值", "分值", "得分"],
        ["产出指标", "时效指标", "减免办结时限", "个工作日", "≤", "3", "2", 100, 98],
    )
    assert [row.target.text for row in form.indicators if row.target] == ["≤3个工作日"]


def test_a_target_over_several_cells_is_one_target() -> None:
    merge = Area(2, 4, 2, 6)
    wide = ["一级指标", "二级指标", "三级指标", "年度指标值", None, None, "完成值", "分值", "得分"]
    form = read(
        wide,
        ["产出指标", "数量指标", "补贴人次", "≥", "100", "人次", "120", 60, 58],
        ["效益指标", "社会效益", "就餐便利", None, "提高", None, "提高", 40, 40],
        merges=(merge,),
    )
    assert [row.target.text for row in form.indicators if row.target] == ["≥100人次", "提高"]


def test_a_sign_under_the_heading_takes_the_value_from_the_column_without_one() -> None:
    form = read(
        ["一级指标", "二级指标", "三级指标", "指标值", None, "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "补贴人次", "≥", "100人次", "120", 100, 98],
    )
    assert [row.target.text for row in form.indicators if row.target] == ["≥100人次"]
