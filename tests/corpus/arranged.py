"""Forms without points (transfers), scoring tables with points beside each level, and forms that stand beside each
other or go on in the next sheet or table.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from tests.corpus.contents import Content, Row
from tests.corpus.layouts import LEVELS, Layout
from tests.corpus.sheet import Piece, Table

TRANSFER = Layout(
    "transfer",
    "转移支付区域（项目）绩效目标自评表",
    (
        (("转移支付（项目）名称", "project_name"),),
        (("中央主管部门", "农业农村部"),),
        (("地方主管部门", "supervising_department"), ("资金使用单位", "implementing_unit")),
    ),
    "资金投入情况（万元）",
    (
        ("全年预算数（A）", "full_year_budget"),
        ("全年执行数（B）", "executed"),
        ("预算执行率（B/A×100%）", "reported_rate"),
    ),
    (("年度资金总额", "total"), ("其中：中央财政资金", "detail"), ("地方资金", "detail"), ("其他资金", "other")),
    (
        *LEVELS,
        ("指标值", "target"),
        ("全年实际完成值", "actual"),
        ("未完成原因和改进措施", "deviation_reason"),
    ),
    goal=("总体目标完成情况", "总体目标", "全年实际完成情况"),
    total=(),
    total_place="none",
    below=(("说明", "请简要说明中央巡视、各级审计和财政监督中发现的问题及其所涉及的金额，如没有请填无。"),),
    notes=(
        "注：1.资金使用单位按项目绩效目标填报，主管部门汇总时按区域绩效目标填报。",
        "2.其他资金包括以前年度的结转结余资金等。",
    ),
    management=("分配科学性", "下达及时性", "拨付合规性", "使用规范性", "执行准确性", "预算绩效管理情况"),
)

PROVINCIAL = replace(
    TRANSFER,
    id="provincial",
    title="{year}年省级专项资金绩效自评表",
    head=(
        (("专项资金名称", "project_name"),),
        (("市县主管部门", "supervising_department"), ("具体实施单位", "implementing_unit")),
    ),
    funds=(
        ("年初预算数", "initial_budget"),
        ("全年预算数", "full_year_budget"),
        ("全年执行数", "executed"),
        ("分值", "weight"),
        ("执行率", "reported_rate"),
        ("得分", "reported_score"),
    ),
    columns=(
        *LEVELS,
        ("指标值", "target"),
        ("全年完成值", "actual"),
        ("分值", "weight"),
        ("得分", "reported_score"),
        ("未完成原因和改进措施", "deviation_reason"),
    ),
    total=("weight", "score"),
    total_place="row",
)

POINTED = Layout(
    "pointed",
    "财政支出项目绩效自评表",
    (
        (("项目名称", "project_name"), ("项目单位", "implementing_unit")),
        (("项目负责人", "responsible_person"), ("联系电话", "phone")),
    ),
    "",
    (("预算安排（万元）", "full_year_budget"), ("实际支出（万元）", "executed"), ("支出率", "reported_rate")),
    (("年度资金总额", "total"),),
    (
        ("一级指标", "level1"),
        ("权重（%）", "level1_points"),
        ("二级指标", "level2"),
        ("权重（%）", "level2_points"),
        ("三级指标", "name"),
        ("权重（%）", "weight"),
        ("评分标准", ""),
        ("自评得分", "reported_score"),
        ("扣分原因", "deviation_reason"),
    ),
    goal=None,
    funds_shape="labels",
    total_label="合计",
    level_points="stacked",
)

BESIDE = replace(
    POINTED,
    id="beside",
    title="{year}年度项目绩效自评评分表",
    year_line="",
    columns=tuple((heading.replace("权重（%）", "分值"), name) for heading, name in POINTED.columns),
    level_points="beside",
)

ARRANGED = (TRANSFER, PROVINCIAL, POINTED, BESIDE)
_STACKED_ROWS, _POINTS_COLUMNS = 3, 6


def management(table: Table, layout: Layout, width: int, row: int) -> int:
    """资金管理情况: a text and a remark for each point."""
    table.put(row, 1, "资金管理情况", "block", rows=len(layout.management) + 1)
    half = 3 + (width - 3) // 2
    table.put(row, 4, "情况说明", columns=half - 3)
    table.put(row, half + 1, "存在问题和改进措施", columns=width - half)
    for line, label in enumerate(layout.management, row + 1):
        table.put(line, 2, label, columns=2)
        table.put(line, 4, "收到指标后30日内完成", columns=half - 3)
        table.put(line, half + 1, "无", columns=width - half)
    return row + len(layout.management) + 1


def pointed_headings(table: Table, layout: Layout, content: Content, row: int) -> int:
    """The headings of a scoring table and the points of its levels; the row of the last heading is given back."""
    stacked = layout.level_points == "stacked"
    bottom = row + _STACKED_ROWS - 1 if stacked else row
    if stacked:
        table.put(row, 2, "评价指标", columns=_POINTS_COLUMNS)
    for position, (heading, name) in enumerate(layout.columns, 2):
        if not stacked or position > _POINTS_COLUMNS + 1:
            table.put(row, position, heading, "heading", rows=bottom - row + 1)
            continue
        is_level = position % 2 == 0
        if is_level:
            table.put(row + 1, position, heading, "heading", columns=2)
        table.put(bottom, position, "名称" if is_level else heading, "heading")
        assert name
    _points_of_levels(table, layout, content, bottom)
    return bottom


def _points_of_levels(table: Table, layout: Layout, content: Content, bottom: int) -> None:
    for depth, field in ((1, "level1_points"), (2, "level2_points")):
        column = next(place for place, (_, name) in enumerate(layout.columns, 2) if name == field)
        line = bottom + 1
        for _, group in groupby(content.rows, key=lambda item: _levels(item)[:depth]):
            members = list(group)
            points = sum(item.weight for item in members)
            assert not isinstance(points, int)
            table.put(line, column, points, "level_points", rows=len(members))
            line += len(members)


def _levels(row: Row) -> tuple[str, str]:
    return row.level1, row.level2


def beside(tables: list[Table], gap: int) -> Table:
    """Forms next to each other on one sheet."""
    whole = Table(heading_row=tables[0].heading_row, merged=tables[0].merged)
    for table in tables:
        left = whole.columns + gap if whole.pieces else 0
        whole.pieces += [replace(piece, column=piece.column + left) for piece in table.pieces]
    return whole


def continued(table: Table, title: str, headings: bool) -> tuple[Table, Table]:
    """A form cut in two between its indicators; the second part begins with a title and, if asked, the headings."""
    names = sorted(piece.row for piece in table.pieces if piece.kind == "name")
    cut = names[len(names) // 2]
    first = Table(merged=table.merged, heading_row=table.heading_row)
    second = Table(merged=table.merged)
    heads = _headings(table) if headings else []
    top = min((piece.row for piece in heads), default=table.heading_row + 1)
    above = (1 if title else 0) + table.heading_row + 1 - top
    for piece in table.pieces:
        parts = _cut(piece, cut)
        first.pieces += parts[:1] if piece.row < cut else []
        second.pieces += [replace(part, row=part.row - cut + 1 + above) for part in parts if part.row >= cut]
    if title:
        second.put(1, 1, title, "title", columns=table.columns)
    second.pieces += [replace(piece, row=piece.row - top + (2 if title else 1)) for piece in heads]
    return first, second


def _headings(table: Table) -> list[Piece]:
    """All heading rows of the indicators."""
    top = min(piece.row for piece in table.pieces if table.heads(piece) and piece.kind == "heading")
    return [p for p in table.pieces if top <= p.row and p.row + p.rows - 1 <= table.heading_row]


def _cut(piece: Piece, row: int) -> list[Piece]:
    """A piece, or its two parts; the content stays with the first."""
    if piece.row >= row or piece.row + piece.rows <= row:
        return [piece]
    rest = piece.row + piece.rows - row
    return [replace(piece, rows=row - piece.row), replace(piece, row=row, rows=rest, content="")]
