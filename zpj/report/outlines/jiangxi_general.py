"""The 项目支出绩效自评总报告 as 江西南昌 publishes it: one report on all projects of a department."""

from __future__ import annotations

from zpj.report.fields import REPORT_TITLE
from zpj.report.layout import Layout
from zpj.report.official import OfficialDocument
from zpj.report.pieces import headed, loop, or_nothing, section
from zpj.report.project_kinds import BENEFITS, OUTPUTS
from zpj.report.wordml import BODY, LEVEL1, LEVEL2, LEVEL3, SIGNATURE, TITLE

ID = "jiangxi-general"

_GROUP = "2.成立绩效评价工作组。"
_GOALS = "（二）项目年度绩效目标"
_SCORES = "（一）评分结果"
_EXECUTION = "（一）预算执行完成情况分析"
_SCORE_SENTENCE = (
    "根据各项目绩效自评结果，{% for 项 in 项目 %}{% if loop.first %}{{ 年度 }}年{% endif %}{{ 项.全称 }}绩效自评得分"
    "{{ 项.总得分 }}分，档次“{{ 项.等级 }}”{% if loop.last %}。{% else %}；{% endif %}{% endfor %}"
)
_SCORES_OF_MANY = (
    "根据各项目绩效自评结果，{{ 年度 }}年度共自评项目{{ 项目数 }}个，按档次分：{{ 总况.等级分布 }}；"
    "平均得分{{ 平均得分 }}分，按预算加权平均{{ 加权平均得分 }}分。"
    "{% if 总况.最高分 == 总况.最低分 %}各项目得分均为{{ 总况.最高分 }}分。{% else %}"
    "得分最高的为{{ 总况.最高分 }}分（{{ 总况.最高项目 }}），"
    "最低的为{{ 总况.最低分 }}分（{{ 总况.最低项目 }}）。{% endif %}"
)
_GOALS_OF_MANY = "{{ 年度 }}年度共有项目{{ 项目数 }}个，年度绩效目标以各项目的自评表为准，其中预算较大的项目："
_RATES_OF_MANY = (
    "执行率达到100%的项目{{ 总况.足额 }}个，低于80%的项目{{ 总况.偏低 }}个"
    "{% if 总况.偏低项目 %}：{{ 总况.偏低项目 }}{% endif %}。"
)
_SUM_SENTENCE = (
    "{{ 年度 }}年度项目资金安排总计{{ 全年预算合计 }}万元，实际支出{{ 全年执行合计 }}万元，"
    "资金执行率为{{ 执行率合计 }}%{% if 项目多 %}。{% else %}，各项目完成情况如下：{% endif %}"
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
    _of_each_project(
        document, _GOALS, "{{ 项.全称 }}的年度绩效目标是：{{ 项.预期目标 }}", of_many=_GOALS_OF_MANY, told="主要项目"
    )
    _work(document)
    document.paragraph("三、综合评价结论", LEVEL1)
    document.paragraph(_SCORES, LEVEL2)
    _scores(document)
    headed(document, "（二）主要结论")
    _completion(document)
    document.paragraph("五、偏离绩效目标的原因和改进措施", LEVEL1)
    for title in ("（一）偏离绩效目标的原因分析", "（二）改进措施"):
        headed(document, title)
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
        headed(document, title)


def _completion(document: OfficialDocument) -> None:
    document.paragraph("四、绩效目标完成情况总体分析", LEVEL1)
    document.paragraph(_EXECUTION, LEVEL2)
    _of_each_project(document, _EXECUTION, _PROJECT_SENTENCE, before=_SUM_SENTENCE, of_many=_RATES_OF_MANY)
    _block(document, "执行图")
    for number, title, kinds in (("二", OUTPUTS, "产出"), ("三", BENEFITS, "效益")):
        document.paragraph(f"（{number}）{title}", LEVEL2)
        document.paragraph("{% if 项目多 %}")
        document.paragraph(f"{{% for 类 in 总况.{kinds} %}}")
        loop(document, "类.段落", label="{{ 类.序号 }}.{{ 类.标题 }}：")
        document.paragraph("{% else %}")
        document.paragraph(f"【待补：{kinds}完成情况】")
        document.paragraph("{% endfor %}")
        document.paragraph("{% else %}")
        document.paragraph("{% for 项 in 项目 %}")
        document.paragraph("{{ 项.序号 }}.{{ 项.项目名称 }}", LEVEL3)
        document.paragraph(f"{{% for 类 in 项.{kinds} %}}")
        loop(document, "类.段落", label="（{{ 类.序号 }}）{{ 类.标题 }}：")
        document.paragraph("{% else %}")
        document.paragraph(f"【待补：{{{{ 项.项目名称 }}}}的{kinds}完成情况】")
        document.paragraph("{% endfor %}")
        document.paragraph("{% endfor %}")
        document.paragraph("{% endif %}")


def _scores(document: OfficialDocument) -> None:
    """The scores in a sentence; of three projects and more in a table, of many with a chart."""
    document.paragraph(f'{{% if 已写["{_SCORES}"] or not 项目多 %}}')
    or_nothing(document, _SCORES, _SCORE_SENTENCE)
    document.paragraph("{% else %}")
    document.paragraph(_SCORES_OF_MANY)
    document.paragraph("{% endif %}")
    for text in ("{% if 项目多 and 总况.缺分项目 %}", "【待补：总得分（{{ 总况.缺分项目 }}）】", "{% endif %}"):
        document.paragraph(text)
    for name in ("项目表", "等级图"):
        _block(document, name)


def _block(document: OfficialDocument, name: str) -> None:
    """A table or chart where there is one."""
    for text in (f"{{% if {name} %}}", f"{{{{ {name}|表格 }}}}", "{% endif %}"):
        document.paragraph(text)


def _of_each_project(
    document: OfficialDocument, key: str, sentence: str, before: str = "", of_many: str = "", told: str = ""
) -> None:
    """A section as the clerk wrote it, else a sentence for each project, after one about all of them.

    Of many projects only those in `told` get a sentence, after `of_many`.
    """
    document.paragraph(f'{{% if 已写["{key}"] %}}')
    section(document, key)
    document.paragraph("{% else %}")
    if before:
        document.paragraph(before)
    document.paragraph("{% if 项目多 %}")
    document.paragraph(of_many)
    if told:
        _each(document, told, sentence)
    document.paragraph("{% else %}")
    _each(document, "项目", sentence)
    document.paragraph("{% endif %}")
    document.paragraph("{% endif %}")


def _each(document: OfficialDocument, projects: str, sentence: str) -> None:
    for text in (f"{{% for 项 in {projects} %}}", sentence, "{% endfor %}"):
        document.paragraph(text)
