"""A form reads back to the same values however it is moved, stretched or rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms.grids import Content, grid_of
from zpj.domain.model import SelfEvaluation
from zpj.forms.reader import read_forms

Rows = list[list[Content]]
WIDTH = 9

amounts = st.decimals(min_value=0, max_value=10**6, places=4).map(lambda number: number.normalize() + 0)
words = st.text("项目道路养护桥梁检测服务群众里程经费次数质量甲乙丙", min_size=2, max_size=8)
targets = st.sampled_from(["≥2次", "=100%", "≤12个月", "≤300万元", "持续推进", "12月底前", "约45家", "50公里"])
actuals = st.sampled_from(["2次", "100%", "12个月", "299.5万元", "达成预期指标", "11月", "44家", "37公里"])
weights = st.integers(min_value=1, max_value=50)


@dataclass(frozen=True)
class Row:
    level1: str
    level2: str
    name: str
    target: str
    actual: str
    weight: int
    score: int
    reason: str | None


@st.composite
def indicator_rows(draw: st.DrawFn) -> list[Row]:
    rows = []
    for level1, kinds in (
        ("产出指标", ("数量指标", "成本指标")),
        ("效益指标", ("社会效益指标",)),
        ("满意度指标", ("服务对象满意度指标",)),
    ):
        for level2 in kinds:
            for _ in range(draw(st.integers(1, 3))):
                weight = draw(weights)
                score = draw(st.integers(0, weight))
                reason = draw(st.none() | words)
                rows.append(Row(level1, level2, draw(words), draw(targets), draw(actuals), weight, score, reason))
    return rows


@st.composite
def forms(draw: st.DrawFn) -> tuple[str, list[Decimal], list[Row]]:
    return draw(words), [draw(amounts) for _ in range(3)], draw(indicator_rows())


@dataclass(frozen=True)
class Changes:
    above: int
    left: int
    blank_rows: frozenset[int]
    broken_lines: bool
    yuan: bool
    repeat_levels: bool
    column_order: tuple[int, ...]
    new_column: int
    spaces: bool


changes = st.builds(
    Changes,
    above=st.integers(0, 4),
    left=st.integers(0, 3),
    blank_rows=st.frozensets(st.integers(3, 14), max_size=4),
    broken_lines=st.booleans(),
    yuan=st.booleans(),
    repeat_levels=st.booleans(),
    column_order=st.permutations(range(4, 9)).map(tuple),
    new_column=st.integers(0, 9),
    spaces=st.booleans(),
)


def label(text: str, change: Changes) -> str:
    text = text.replace("数", "\n数", 1) if change.broken_lines and len(text) > 3 else text
    return " ".join(text) + "：" if change.spaces else text


def written(form: tuple[str, list[Decimal], list[Row]], change: Changes) -> Rows:
    name, money, indicators = form
    factor = 10000 if change.yuan else 1
    shown: list[Content] = [amount * factor for amount in money]
    rows: Rows = [
        ["项目支出绩效自评表"],
        ["（2023年度）"],
        [label("项目名称", change), None, name],
        [label("主管部门", change), None, "市交通局", None, None, label("实施单位", change), "市公路中心"],
        [
            f"{label('项目资金', change)}（{'元' if change.yuan else '万元'}）", None, None,
            *(label(text, change) for text in ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")),
        ],
        [None, None, label("年度资金总额", change), *shown, 10],
        [label("年度总体目标", change), label("预期目标", change), None, None, None, label("实际完成情况", change)],
        [None, "目标", None, None, None, "完成"],
    ]  # fmt: skip
    titles = ("年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    heads: list[Content] = [None, *(label(text, change) for text in ("一级指标", "二级指标", "三级指标"))]
    rows.append([*heads, *(label(titles[index - 4], change) for index in change.column_order)])
    previous = ("", "")
    for row in indicators:
        same = [row.level1 == previous[0], (row.level1, row.level2) == previous]
        levels: list[Content] = [
            None if repeated and not change.repeat_levels else text
            for text, repeated in zip((row.level1, row.level2), same, strict=True)
        ]
        values: list[Content] = [row.target, row.actual, row.weight, row.score, row.reason]
        rows.append([None, *levels, row.name, *(values[index - 4] for index in change.column_order)])
        previous = (row.level1, row.level2)
    rows.append([label("总分", change)])
    return moved(rows, change)


def moved(rows: Rows, change: Changes) -> Rows:
    result: Rows = [[] for _ in range(change.above)]
    for position, row in enumerate(rows):
        if position in change.blank_rows and not (6 < position < 9):
            result.append([])
        position = min(change.new_column, len(row))
        result.append([*[None] * change.left, *row[:position], None, *row[position:]])
    return result


def facts(form: SelfEvaluation) -> list[object]:
    line = form.total_funds
    assert line is not None
    size = 10000 if form.unit == "元" else 1
    funds = [
        entry.number / size
        for entry in (line.initial_budget, line.full_year_budget, line.executed)
        if entry and entry.number is not None
    ]
    rows = [
        (
            row.level1, row.level2, row.name, row.target and row.target.text, row.actual and row.actual.text,
            row.weight and row.weight.number, row.reported_score and row.reported_score.number,
            row.deviation_reason and row.deviation_reason.text,
        )
        for row in form.indicators
    ]  # fmt: skip
    return [form.text("project_name"), form.text("year"), form.text("supervising_department"), funds, rows]


@settings(max_examples=150, deadline=None)
@given(forms(), changes)
def test_moving_stretching_and_rewriting_changes_nothing(
    form: tuple[str, list[Decimal], list[Row]], change: Changes
) -> None:
    name, money, indicators = form
    (read,) = read_forms(grid_of(written(form, change)))
    rows = [
        (row.level1, row.level2, row.name, row.target, row.actual, row.weight, row.score, row.reason)
        for row in indicators
    ]
    assert facts(read) == [name, "2023", "市交通局", money, rows]
    assert read.not_understood == ()
