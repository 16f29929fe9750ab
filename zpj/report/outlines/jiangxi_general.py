"""The 项目支出绩效自评总报告 as 江西南昌 publishes it: one report on all projects of a department."""

from __future__ import annotations

from zpj.report.fields import REPORT_TITLE
from zpj.report.layout import Layout
from zpj.report.official import OfficialDocument
from zpj.report.pieces import loop, or_nothing, section
from zpj.report.project_kinds import BENEFITS, OUTPUTS
from zpj.report.wordml import BODY, LEVEL1, LEVEL2, LEVEL3, SIGNATURE, TITLE

ID = "jiangxi-general"

_GROUP = "2.成立绩效评价工作组。"
_GOALS = "（二）项目年度绩效目标"
_SCORES = "（一）评分结果"
_EXECUTION = "（一）预算执行完成情况分析"
_SCORE_SENTENCE = (
    "根据项目支出绩效自评表，{% for 项 in 项目 %}{% if loop.first %}{{ 年度 }}年{% endif %}{{ 项.全称 }}绩效自评得分"
    "{{ 项.总得分 }}分，档次“{{ 项.等级 }}”{% if loop.last %}。{% else %}；{% endif %}{% endfor %}"
)
_SUM_SENTENCE = (
    "{{ 年度 }}年度项目资金安排总计{{ 全年预算合计 }}万元，实际支出{{ 全年执行合计 }}万元，"
    "资金执行率为{{ 执行率合计 }}%，各项目完成情况如下："
)
_PROJECT_SENTENCE = (
    "{{ 项.全称 }}资金安排总计{{ 项.全年预算数 }}{{ 项.金额单位 }}，实际支出{{ 项.全年执行数 }}{{ 项.金额单位 }}，"
    "项目资金执行率为{{ 项.执行率 }}%。"
)


def build(layout: Layout) -> bytes:
    """The template; 四（二） and 四（三） go through the projects, whatever their number."""
    document = OfficialDocument(layout)
    document.paragraph(f"{{{{ {REPORT_TITLE} }}}}", TITLE)
    document.paragraph()
    document.paragraph("一、本部门项目绩效目标情况", LEVEL1)
    document.paragraph("（一）项目绩效总体目标", LEVEL2)
    section(document, "（一）项目绩效总体目标")
    document.paragraph(_GOALS, LEVEL2)
    _of_each_project(document, _GOALS, "{{ 项.全称 }}的年度绩效目标是：{{ 项.预期目标 }}")
    _work(document)
    document.paragraph("三、综合评价结论", LEVEL1)
    document.paragraph(_SCORES, LEVEL2)
    or_nothing(document, _SCORES, _SCORE_SENTENCE)
    _headed(document, "（二）主要结论")
    _completion(document)
    document.paragraph("五、偏离绩效目标的原因和改进措施", LEVEL1)
    for title in ("（一）偏离绩效目标的原因分析", "（二）改进措施"):
        _headed(document, title)
    document.paragraph("六、绩效自评结果拟应用和公开情况", LEVEL1)
    section(document, "六、绩效自评结果拟应用和公开情况")
    for text, style in (("", BODY), ("", BODY), ("{{ 落款单位 }}", SIGNATURE), ("{{ 落款日期 }}", SIGNATURE)):
        document.paragraph(text, style)
    return document.to_bytes()


def _work(document: OfficialDocument) -> None:
    """How the department went about it; the headings of the first stage run into their text."""
    document.paragraph("二、部门自评工作开展情况", LEVEL1)
    document.paragraph("（一）前期准备阶段", LEVEL2)
    for title in ("1.确定绩效评价对象。", _GROUP):
        section(document, f"（一）前期准备阶段／{title}", label=title)
    document.paragraph(f'{{% for 节 in 下级["{_GROUP}"] %}}')
    loop(document, "节.段落", label="（{{ 节.序号 }}）{{ 节.标题 }}：")
    document.paragraph("{% endfor %}")
    for title in ("（二）数据采集和自评阶段", "（三）自评汇总阶段"):
        _headed(document, title)


def _completion(document: OfficialDocument) -> None:
    document.paragraph("四、绩效目标完成情况总体分析", LEVEL1)
    document.paragraph(_EXECUTION, LEVEL2)
    _of_each_project(document, _EXECUTION, _PROJECT_SENTENCE, before=_SUM_SENTENCE)
    for number, title, kinds in (("二", OUTPUTS, "产出"), ("三", BENEFITS, "效益")):
        document.paragraph(f"（{number}）{title}", LEVEL2)
        document.paragraph("{% for 项 in 项目 %}")
        document.paragraph("{{ 项.序号 }}.{{ 项.项目名称 }}", LEVEL3)
        document.paragraph(f"{{% for 类 in 项.{kinds} %}}")
        loop(document, "类.段落", label="（{{ 类.序号 }}）{{ 类.标题 }}：")
        document.paragraph("{% else %}")
        document.paragraph(f"【待补：{{{{ 项.项目名称 }}}}的{kinds}完成情况】")
        document.paragraph("{% endfor %}")
        document.paragraph("{% endfor %}")


def _of_each_project(document: OfficialDocument, key: str, sentence: str, before: str = "") -> None:
    """A section as the clerk wrote it, else a sentence for each project, after one about all of them."""
    document.paragraph(f'{{% if 已写["{key}"] %}}')
    section(document, key)
    document.paragraph("{% else %}")
    if before:
        document.paragraph(before)
    document.paragraph("{% for 项 in 项目 %}")
    document.paragraph(sentence)
    document.paragraph("{% endfor %}")
    document.paragraph("{% endif %}")


def _headed(document: OfficialDocument, title: str) -> None:
    document.paragraph(title, LEVEL2)
    section(document, title)
