"""Makes grids for tests from rows of text and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zpj.domain.amounts import plain
from zpj.grid.grid import Area, Cell, Grid

Content = str | int | Decimal | None


def grid_of(rows: Sequence[Sequence[Content]], merges: Sequence[Area] = (), name: str = "自评表") -> Grid:
    """A grid whose first row and column are 1; None leaves a place empty."""
    cells = {}
    for row, contents in enumerate(rows, 1):
        for column, content in enumerate(contents, 1):
            if content is None:
                continue
            number = None if isinstance(content, str) else Decimal(content)
            text = content if isinstance(content, str) else plain(Decimal(content))
            cells[row, column] = Cell(row, column, text, number)
    return Grid(name, cells, tuple(merges))


NATIONAL: list[list[Content]] = [
    ["附件1"],
    ["项目支出绩效自评表"],
    ["（2023年度）"],
    ["项目名称", None, "道路养护"],
    ["主管部门", None, "市交通局", None, None, "实施单位", "市公路中心"],
    ["项目资金（万元）", None, None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    [None, None, "年度资金总额", Decimal("8.65"), Decimal("8.65"), Decimal("6.25025"), 10, "72.26%", Decimal("7.23")],
    [None, None, "其中：当年财政拨款", Decimal("8.65"), Decimal("8.65"), Decimal("6.25025"), "—", None, "—"],
    [None, None, "上年结转资金", None, None, None, "—", None, "—"],
    [None, None, "其他资金", None, None, None, "—", None, "—"],
    ["年度总体目标", "预期目标", None, None, None, "实际完成情况"],
    [None, "养护50公里", None, None, None, "养护37公里"],
    [
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ],
    [None, "产出指标", "数量指标", "养护里程", "≥50公里", "37公里", 50, 37, "雨季较长"],
    [None, None, "成本指标", "经费", "≤8.65万元", "6.25025万元", 30, 30],
    [None, "满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", "95%", 10, 10],
    ["总分", None, None, None, None, None, 100, Decimal("84.23")],
]
