"""The 项目绩效自评分析报告 of 山西忻州: text, tables A and B, and the form attached on wide pages."""

from __future__ import annotations

from zpj.report.fields import CONCLUSION, INTRODUCTION, REPORT_TITLE
from zpj.report.layout import Layout
from zpj.report.official import OfficialDocument
from zpj.report.pieces import double_head, loop, repeated, tall
from zpj.report.wordml import (
    ATTACHMENT,
    BODY,
    LEVEL1,
    LEVEL2,
    LEVEL3,
    SMALL_TABLE_TEXT,
    TABLE_TEXT,
    TITLE,
    TableCell,
    TableRow,
    table,
)

ID = "shanxi-analysis"

_OVERVIEW = ("项目概况", "立项依据", "项目设立的必要性", "保证项目实施的措施与制度")
_RESULTS = (
    CONCLUSION,
    "全年目标实际完成情况",
    "项目实施和预算执行情况分析",
    "产出情况及分析",
    "效益情况及分析",
    "满意度情况及分析",
)
_CLOSING = (
    ("四", "项目主要经验做法"),
    ("五", "项目管理中存在的主要问题及原因分析"),
    ("六", "下一步改进措施及管理建议"),
)
_FUND_WIDTHS = (994, 1340, 1340, 1340, 1340, 1340, 575, 575)  # in small type: 12,345,678.90 stays on one line
_INDICATOR_WIDTHS = (580, 760, 1700, 1000, 760, 960, 560, 660, 1864)


def build(layout: Layout) -> bytes:
    """The 项目绩效自评分析报告 as 忻州 publishes it: text, two tables, and the form attached on wide pages."""
    document = OfficialDocument(layout)
    for text, style in (("{% if 附件号 %}", BODY), ("{{ 附件号 }}", ATTACHMENT), ("", BODY), ("{% endif %}", BODY)):
        document.paragraph(text, style)
    document.paragraph(f"{{{{ {REPORT_TITLE} }}}}", TITLE)
    document.paragraph()
    loop(document, INTRODUCTION)
    _basic_information(document)
    _completion(document)
    document.paragraph("三、项目自评结果", LEVEL1)
    for number, title in enumerate(_RESULTS, start=1):
        document.paragraph(f"{number}.{title}", LEVEL3)
        loop(document, title)
    for numeral, title in _CLOSING:
        document.paragraph(f"{numeral}、{title}", LEVEL1)
        loop(document, title)
    document.landscape()
    for text in ("{% if 自评表 %}", "{{ 自评表|表格 }}"):
        document.paragraph(text, TABLE_TEXT)
    document.closing_line()
    document.paragraph("{% endif %}", TABLE_TEXT)
    return document.to_bytes()


def _basic_information(document: OfficialDocument) -> None:
    document.paragraph("一、项目基本信息", LEVEL1)
    document.paragraph("（一）项目概况", LEVEL2)
    for title in _OVERVIEW:
        loop(document, title, label=f"{title}：")
    document.paragraph("（二）项目绩效目标", LEVEL2)
    document.paragraph("（1）项目实施期绩效目标", LEVEL3)
    loop(document, "项目实施期绩效目标")
    document.paragraph("（2）项目年度目标", LEVEL3)
    loop(document, "项目年度目标")
    document.paragraph("（三）项目实施计划", LEVEL2)
    loop(document, "项目实施计划")


def _completion(document: OfficialDocument) -> None:
    table_layout = document.layout.table
    document.paragraph("二、项目绩效完成情况", LEVEL1)
    document.paragraph("（一）预算执行情况", LEVEL2)
    document.table(table(_fund_table(), _FUND_WIDTHS, table_layout, SMALL_TABLE_TEXT))
    document.paragraph("（二）绩效指标完成情况", LEVEL2)
    document.table(table(_indicator_table(), _INDICATOR_WIDTHS, table_layout, TABLE_TEXT))


def _fund_table() -> list[TableRow]:
    """Table A, in 元."""
    head = (
        tall("资金来源"),
        TableCell("年初预算数", 2),
        *(tall(text) for text in ("全年预算数(元)", "全年执行数(元)", "资金结(转)余(元)", "执行率", "得分")),
    )
    second = ("", "目标申报(元)", "预算编制(元)", *[""] * 5)
    fields = ("资金来源", "目标申报", "预算编制", "全年预算数", "全年执行数", "资金结余", "执行率", "得分")
    cells = tuple(TableCell(f"{{{{ 行.{field} }}}}") for field in fields)
    return [*double_head(head, second), *repeated("资金", cells)]


def _indicator_table() -> list[TableRow]:
    """Table B; the cells of a level that several indicators share are merged."""
    head = (
        *(tall(text) for text in ("一级指标", "二级指标", "指标名称")),
        TableCell("年度指标", 2),
        *(tall(text) for text in ("实际完成值", "权重", "得分", "偏差原因分析及改进措施")),
    )
    second = ("", "", "", "年初指标", "调整后指标", *[""] * 4)
    fields = ("一级指标|合并", "二级指标|合并", "指标名称", "年初指标", "调整后指标", "完成数", "权重", "得分")
    cells = (
        *(TableCell(f"{{{{ 行.{f} }}}}", align="left" if f == "指标名称" else "center") for f in fields),
        TableCell("{{ 行.偏差原因 }}", align="left"),
    )
    return [*double_head(head, second), *repeated("指标", cells)]
