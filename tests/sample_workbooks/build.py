"""Makes the sample workbooks from their transcriptions in sample_workbooks/sources (`make samples`).

What a formula of the form would fill with another figure than the published one is typed instead.
"""

from __future__ import annotations

import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from zpj.app.making import write_workbook
from zpj.forms.content import FormContent, FundRow, IndicatorRow, Material, PlainTable, Shown, WorkbookContent

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"

AMOUNTS = ("requested_budget", "initial_budget", "full_year_budget", "executed", "balance")
TABLE_A = (
    (
        "项目名称",
        "资金来源",
        "年初预算数：目标申报(元)",
        "年初预算数：预算编制(元)",
        "全年预算数(元)",
        "全年执行数(元)",
        "资金结(转)余(元)",
        "执行率",
        "得分",
    ),
    ("source", "requested", "initial", "full_year", "executed", "balance", "rate", "score"),
)
TABLE_B = (
    (
        "项目名称",
        "一级指标",
        "二级指标",
        "指标名称",
        "年初指标",
        "调整后指标",
        "实际完成值",
        "权重",
        "得分",
        "偏差原因分析及改进措施",
    ),
    ("level1", "level2", "name", "initial_target", "target", "actual", "weight", "score", "deviation_reason"),
)


def build(name: str) -> Path:
    """Make one sample workbook from its transcription."""
    raw = tomllib.loads((SAMPLES / "sources" / f"{name}.toml").read_text(encoding="utf-8"))
    projects = raw["project"]
    content = WorkbookContent(
        form=raw.get("form", "shanxi"),
        projects=tuple(_form(project) for project in projects),
        material=tuple(
            Material(project["project_name"], section["title"], section["text"])
            for project in projects
            for section in _sections(project)
        ),
        tables=tuple(
            PlainTable(title, header, tuple(_rows(projects, key, fields)), _widths(header))
            for title, key, (header, fields) in (
                ("预算执行情况表", "table_a", TABLE_A),
                ("绩效指标完成情况表", "table_b", TABLE_B),
            )
        ),
    )
    target = SAMPLES / f"{name}.xlsx"
    target.unlink(missing_ok=True)
    write_workbook(content, target)
    return target


def _sections(project: dict[str, Any]) -> list[dict[str, str]]:
    head = [
        {"title": "附件号", "text": project["attachment"]},
        {"title": "报告标题", "text": project["report_title"]},
    ]
    return head + list(project["sections"])


def _form(project: dict[str, Any]) -> FormContent:
    return FormContent(
        sheet=project["sheet"],
        title=project["form_title"],
        fields={
            field: project[field] for field in ("project_name", "year", "supervising_department", "implementing_unit")
        },
        funds=tuple(FundRow(fund["label"], _fund_values(fund)) for fund in project["funds"]),
        expected=project["goal"]["expected"],
        achieved=project["goal"]["achieved"],
        indicators=tuple(_indicator(row) for row in project["indicators"]),
        total=Decimal(project["total"]["score"]),
        grade=project["total"]["grade"],
        analysis=project["analysis"],
        notes=tuple(project["notes"]),
    )


def _fund_values(fund: dict[str, Any]) -> dict[str, Shown]:
    values = {field: _shown(fund[field]["exact"], fund[field]["shown"]) for field in AMOUNTS}
    values["reported_rate"] = _shown(fund["rate"], fund["rate"])
    values["reported_score"] = _shown(fund["score"], fund["score"])
    return values


def _shown(exact: str, shown: str) -> Shown:
    places = len(shown.partition(".")[2])
    same = Decimal(exact) == Decimal(shown) and not shown.endswith("0.00") and shown != "0.00"
    return Shown(Decimal(exact), None if same else places)


def _indicator(row: dict[str, str]) -> IndicatorRow:
    return IndicatorRow(
        row["level1"],
        row["level2"],
        row["name"],
        {
            "initial_target": row["initial_target"],
            "target": row["target"],
            "actual": row["actual"],
            "weight": row["weight"],
            "reported_score": row["score"],
            "deviation_reason": row["deviation_reason"],
        },
    )


def _rows(projects: list[dict[str, Any]], key: str, fields: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [
        (project["project_name"], *(row.get(field, "") for field in fields))
        for project in projects
        for row in project[key]
    ]


def _widths(header: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(
        {"项目名称": 28.0, "指标名称": 40.0, "偏差原因分析及改进措施": 40.0}.get(name, 16.0) for name in header
    )


if __name__ == "__main__":
    for sample in sys.argv[1:] or [path.stem for path in sorted((SAMPLES / "sources").glob("*.toml"))]:
        print(build(sample))
