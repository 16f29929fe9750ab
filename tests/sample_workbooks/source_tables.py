"""The plain tables a transcription holds, as sheets of the sample workbook."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from zpj.forms.content import PlainTable, Typed

Raw = dict[str, Any]
WIDE = {
    "项目名称": 28.0,
    "指标名称": 40.0,
    "指标内容": 40.0,
    "偏差原因分析及改进措施": 40.0,
    "用途": 40.0,
    "原文": 60.0,
    "内容": 40.0,
}

TABLE_A = {
    "资金来源": "source",
    "年初预算数：目标申报(元)": "requested",
    "年初预算数：预算编制(元)": "initial",
    "全年预算数(元)": "full_year",
    "全年执行数(元)": "executed",
    "资金结(转)余(元)": "balance",
    "执行率": "rate",
    "得分": "score",
}
TABLE_B = {
    "一级指标": "level1",
    "二级指标": "level2",
    "指标名称": "name",
    "年初指标": "initial_target",
    "调整后指标": "target",
    "实际完成值": "actual",
    "权重": "weight",
    "得分": "score",
    "偏差原因分析及改进措施": "deviation_reason",
}
EVALUATION = {
    "一级指标": "level1",
    "一级分值": "weight1",
    "二级指标": "level2",
    "二级分值": "weight2",
    "三级指标": "level3",
    "三级分值": "weight3",
    "得分": "score",
}
COMPLETION = {
    "一级指标": "level1",
    "二级指标": "level2",
    "指标内容": "content",
    "年度指标值": "target",
    "全年完成值": "actual",
    "未完成因原和改进措施": "reason",
}
SIGNATURE = {"unit": "单位", "text": "签章", "date": "日期"}


def source_tables(raw: Raw) -> Iterator[PlainTable]:
    """All tables of one transcription."""
    projects = raw["project"]
    for name, key, columns in (("预算执行情况表", "table_a", TABLE_A), ("绩效指标完成情况表", "table_b", TABLE_B)):
        rows = [(project["project_name"], row) for project in projects for row in project.get(key, [])]
        if rows:
            body = tuple((project, *_row(row, columns)) for project, row in rows)
            yield _table(name, ("项目名称", *columns), body)
    for name, key in (("部门整体", "department_figures"), ("报告数据", "report_facts")):
        if key in raw:
            facts = tuple((title, fact["value"], fact.get("text", "")) for title, fact in raw[key].items())
            yield _table(name, ("项目", "数值", "原文"), facts)
    if "evaluation_indicators" in raw:
        body = tuple(_row(row, EVALUATION) for row in raw["evaluation_indicators"])
        total = raw["evaluation_total"]
        last = ("总计", *(str(total.get(key, "")) for key in ("weight1", "", "weight2", "", "weight3", "score")))
        yield _table("评价指标体系", tuple(EVALUATION), (*body, last))
    if "completion" in raw:
        yield from _completion(raw["completion"])
    if "cover" in raw:
        yield _table("封面", ("项目", "内容"), (("标题", raw["cover_title"]), *raw["cover"].items()))
    if "signature" in raw:
        yield _table("落款", ("项目", "内容"), tuple((SIGNATURE[key], text) for key, text in raw["signature"].items()))
    yield from _own_sheets(raw)


def _own_sheets(raw: Raw) -> Iterator[PlainTable]:
    project = raw["project"][0]["project_name"]
    if "ledger" in raw:
        rows = tuple(
            (_number(row["序号"]), project, row["支付日期"], row["资金性质"], row["用途"], _number(row["支付金额"]))
            for row in raw["ledger"]
        )
        total = {"支付金额（万元）": _number(raw["ledger_total"]["支付金额"])}
        yield PlainTable("支出明细", (), rows, total=total)
    if "team" in raw:
        keys = ("姓名", "职称/职务", "单位", "签字")
        yield PlainTable("自评小组", (), tuple((project, *(row[key] for key in keys)) for row in raw["team"]))


def _completion(completion: Raw) -> Iterator[PlainTable]:
    head = [
        ("标题", completion["title"]),
        ("项目名称", completion["project_name"]),
        ("主管部门", completion["supervising_department"]),
        *((fund["label"], fund["amount"]) for fund in completion["funds"]),
        ("年度目标（预期）", completion["goal"]["expected"]),
        ("年度目标（完成）", completion["goal"]["achieved"]),
    ]
    yield _table("绩效完成表表头", ("栏目", "内容"), tuple(head))
    yield _table("绩效完成表", tuple(COMPLETION), tuple(_row(row, COMPLETION) for row in completion["indicators"]))


def _row(row: Raw, columns: dict[str, str]) -> tuple[str, ...]:
    return tuple(str(row.get(key, "")) for key in columns.values())


def _number(text: str) -> Typed:
    return Decimal(text)


def _table(name: str, header: tuple[str, ...], rows: tuple[tuple[Typed, ...], ...]) -> PlainTable:
    return PlainTable(name, header, rows, tuple(WIDE.get(title, 16.0) for title in header))
