"""The 部门整体绩效评价报告 as 北京丰台 publishes it: one report on all spending of a department."""

from __future__ import annotations

from zpj.report.fields import REPORT_TITLE
from zpj.report.layout import Layout
from zpj.report.official import OfficialDocument
from zpj.report.pieces import section
from zpj.report.wordml import LEVEL1, LEVEL2, LEVEL3, TITLE

ID = "fengtai-department"

_BUDGET = (
    '{{ 年度 }}年全年预算数{{ 部门["全年预算数"] }}万元，其中，基本支出预算数{{ 部门["基本支出预算数"] }}万元，'
    '项目支出预算数{{ 部门["项目支出预算数"] }}万元，其他支出预算数{{ 部门["其他支出预算数"] }}万元。'
)
_SPENDING = (
    '资金总体支出{{ 部门["总体支出"] }}万元，其中，基本支出{{ 部门["基本支出"] }}万元，'
    '项目支出{{ 部门["项目支出"] }}万元，其他支出{{ 部门["其他支出"] }}万元。'
)
_RATE = '预算执行率为{{ 部门["预算执行率"] }}。'


def build(layout: Layout) -> bytes:
    """The template; what sheet 部门整体 gives is written where the clerk wrote nothing."""
    document = OfficialDocument(layout)
    document.paragraph(f"{{{{ {REPORT_TITLE} }}}}", TITLE)
    document.paragraph()
    document.paragraph("一、部门概况", LEVEL1)
    _headed(document, "（一）机构设置及职责工作任务情况")
    _headed(document, "（二）部门整体绩效目标设立情况")
    document.paragraph("二、当年预算执行情况", LEVEL1)
    _or_figures(document, "二、当年预算执行情况", _BUDGET + _SPENDING + _RATE)
    _goals(document)
    _management(document)
    document.paragraph("五、总体评价结论", LEVEL1)
    document.paragraph("（一）评价得分情况", LEVEL2)
    _or_figures(document, "（一）评价得分情况", '{{ 年度 }}年部门整体绩效评价分数为{{ 部门["评价得分"] }}分。')
    _headed(document, "（二）存在的问题及原因分析")
    document.paragraph("六、措施建议", LEVEL1)
    section(document, "六、措施建议")
    return document.to_bytes()


def _goals(document: OfficialDocument) -> None:
    document.paragraph("三、整体绩效目标实现情况", LEVEL1)
    document.paragraph("（一）产出完成情况分析", LEVEL2)
    for title in ("1.产出数量", "2.产出质量", "3.产出进度"):
        _headed(document, title, LEVEL3)
    document.paragraph("4.产出成本", LEVEL3)
    _or_figures(document, "4.产出成本", _SPENDING)
    _headed(document, "（二）效果实现情况分析")


def _management(document: OfficialDocument) -> None:
    document.paragraph("四、预算管理情况分析", LEVEL1)
    document.paragraph("（一）财务管理", LEVEL2)
    for title in ("1.财务管理制度健全性", "2.资金使用合规性和安全性", "3.会计基础信息完善性"):
        _headed(document, title, LEVEL3)
    for title in ("（二）资产管理", "（三）绩效管理"):
        _headed(document, title)
    document.paragraph("（四）结转结余率", LEVEL2)
    _or_figures(document, "（四）结转结余率", '{{ 年度 }}年度结转结余率为{{ 部门["结转结余率"] }}。')
    document.paragraph("（五）部门预决算差异率", LEVEL2)
    _or_figures(document, "（五）部门预决算差异率", '部门预决算差异率为{{ 部门["部门预决算差异率"] }}。')


def _headed(document: OfficialDocument, title: str, level: str = LEVEL2) -> None:
    document.paragraph(title, level)
    section(document, title)


def _or_figures(document: OfficialDocument, key: str, sentence: str) -> None:
    """A section as the clerk wrote it, else a sentence of the figures, else 【待补：…】 where the sheet is missing."""
    document.paragraph(f'{{% if 已写["{key}"] or not 表["部门整体"] %}}')
    section(document, key)
    document.paragraph("{% else %}")
    document.paragraph(sentence)
    document.paragraph("{% endif %}")
