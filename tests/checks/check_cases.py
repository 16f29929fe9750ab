"""A form without a fault, and ways to spoil it cell by cell."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from tests.forms.grids import Content, grid_of
from zpj.checks.run import check_workbook
from zpj.domain.columns import column_number
from zpj.domain.findings import Finding
from zpj.domain.model import Section, SourceTable, Workbook
from zpj.forms.reader import read_forms
from zpj.grid.grid import Grid

D = Decimal
CLEAN: list[list[Content]] = [
    ["项目支出绩效自评表"],
    ["（2023年度）"],
    ["项目名称", None, "道路养护"],
    ["主管部门", None, "市交通局", None, None, "实施单位", "市公路中心"],
    ["项目资金（万元）", None, None, "年初预算数", "全年预算数", "全年执行数", "资金结余", "分值", "执行率", "得分"],
    [None, None, "年度资金总额", D("8.65"), D("8.65"), D("8.2"), D("0.45"), 10, "94.80%", D("9.48")],
    [None, None, "其中：当年财政拨款", 5, 5, 5, 0, "—", "100%", "—"],
    [None, None, "上年结转资金", D("3.65"), D("3.65"), D("3.2"), D("0.45"), "—", "87.67%", "—"],
    [None, None, "其他资金", None, None, None, None, "—", None, "—"],
    ["年度总体目标", "预期目标", None, None, None, "实际完成情况"],
    [
        None, "全年养护县道50公里，路面平整，出行更方便。", None, None, None,
        "完成县道养护50公里，路面平整，群众反映良好。",
    ],
    [
        "绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
        "偏差原因分析及改进措施",
    ],
    [None, "产出指标", "数量指标", "养护里程", "≥50公里", "50公里", 25, 25],
    [None, "产出指标", "质量指标", "验收合格率", "≥95%", "97%", 10, 10],
    [None, "产出指标", "时效指标", "完成时间", "2023年12月31日前", "2023年12月20日", 5, 5],
    [None, "产出指标", "成本指标", "项目总成本", "≤8.65万元", "8.2万元", 10, 10],
    [None, "效益指标", "社会效益指标", "通行能力", "明显提高", "明显提高", 30, 30],
    [None, "满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", "93%", 10, D("9.79"),
     "雨季较长，部分路段施工扰民，下年避开雨季并提前公告。"],
    ["总分", None, None, None, None, None, 100, D("99.27"), "优"],
    ["项目绩效分析", "项目实施和预算执行情况及分析", None, None,
     "全年项目预算8.65万元，实际执行8.2万元，预算执行率为94.8%。"],
]  # fmt: skip
LEDGER = SourceTable(
    "支出明细",
    ("序号", "项目名称", "用途", "支付金额（万元）"),
    (("1", "道路养护", "材料", "5"), ("2", "道路养护", "人工", "3.2"), ("合计", "合计", "合计", "8.2")),
    "支出明细!A1",
    (2, 3, 4),
)
DEPARTMENT = SourceTable(
    "部门整体",
    ("项目", "数值", "原文"),
    (
        ("全年预算数", "20", ""),
        ("基本支出预算数", "11.35", ""),
        ("项目支出预算数", "8.65", ""),
        ("总体支出", "19.2", ""),
        ("基本支出", "11", ""),
        ("项目支出", "8.2", ""),
        ("预算执行率", "96%", ""),
        ("结转结余率", "4%", ""),
    ),
    "部门整体!A1",
)
SYSTEM = SourceTable(
    "评价指标体系",
    ("一级指标", "一级分值", "二级指标"),
    (("项目决策", "20", ""), ("项目过程", "20", ""), ("项目产出", "30", ""), ("项目效益", "30", "")),
    "评价指标体系!A1",
)
COVER = SourceTable("封面", ("项目", "内容"), (("自评项目名称", "道路养护"), ("自评项目单位", "市公路中心")), "封面!A1")
FUNDS = SourceTable(
    "预算执行情况表",
    ("项目名称", "资金来源", "全年预算数(元)", "全年执行数(元)"),
    (("道路养护", "合计", "86,500", "82,000"), ("道路养护", "上年结转资金", "36,500", "32,000")),
    "预算执行情况表!A1",
)
INDICATORS = SourceTable(
    "绩效指标完成情况表",
    ("项目名称", "一级指标", "二级指标", "指标名称", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"),
    (
        ("道路养护", "产出指标", "数量指标", "养护里程", "≥50公里", "50公里", "25", "25", ""),
        ("道路养护", "产出指标", "质量指标", "验收合格率", "95%", "97%", "10", "10", ""),
        ("道路养护", "产出指标", "时效指标", "完成时间", "2023年12月31日前", "2023年12月20日", "5", "5", ""),
        ("道路养护", "产出指标", "成本指标", "项目总成本", "≤8.65万元", "82000元", "10", "10", ""),
        ("道路养护", "效益指标", "社会效益指标", "通行能力", "明显提高", "明显提高", "30", "30", ""),
        ("道路养护", "满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", "93%", "10", "9.79", "雨季较长"),
    ),
    "绩效指标完成情况表!A1",
)
TABLES = (LEDGER, DEPARTMENT, SYSTEM, COVER, FUNDS, INDICATORS)
SECTIONS = (
    Section("道路养护", "", "概况", "2023年项目预算8.65万元，执行8.2万元。依据交财发〔2020〕10号。", "报告素材!D2"),
    Section("", "道路养护绩效自评报告", "结论", "自评得99.27分，等级为“优”。", "报告素材!D3"),
)

Edits = Mapping[str, Content]


def grid(edits: Edits | None = None, rows: list[list[Content]] | None = None, name: str = "自评表") -> Grid:
    """The clean form with some cells changed ({"G13": 30})."""
    changed = copy.deepcopy(rows or CLEAN)
    for place, content in (edits or {}).items():
        letters = place.rstrip("0123456789")
        row, column = int(place.removeprefix(letters)) - 1, column_number(letters) - 1
        changed[row] += [None] * (column + 1 - len(changed[row]))
        changed[row][column] = content
    return grid_of(changed, name=name)


def book(
    edits: Edits | None = None,
    *more: Grid,
    scheme: str | None = "mof-2020",
    tables: tuple[SourceTable, ...] = TABLES,
    sections: tuple[Section, ...] = SECTIONS,
) -> Workbook:
    """A workbook with the (spoilt) form and what else it holds."""
    grids = (grid(edits), *more)
    forms = tuple(form for each in grids for form in read_forms(each, "mof", scheme))
    return Workbook("道路养护.xlsx", forms, sections=sections, tables=tables)


def found(checked: Workbook) -> list[Finding]:
    return check_workbook(checked)


def rules(edits: Edits | None = None, **more: object) -> list[str]:
    return [finding.rule for finding in found(book(edits, **more))]  # type: ignore[arg-type]


def one(rule: str, checked: Workbook) -> Finding:
    """The only finding of a rule."""
    (finding,) = (finding for finding in found(checked) if finding.rule == rule)
    return finding


def with_cell(table: SourceTable, row: int, column: int, text: str) -> tuple[SourceTable, ...]:
    """All tables, one of them with a cell changed (rows and columns from 0)."""
    rows = [list(texts) for texts in table.rows]
    rows[row][column] = text
    changed = replace(table, rows=tuple(tuple(texts) for texts in rows))
    return tuple(changed if each is table else each for each in TABLES)
