"""The 项目支出绩效自评报告 in the seven parts of 财预〔2020〕10号 annex 3, as 北京朝阳 publishes it."""

from __future__ import annotations

from zpj.report.fields import REPORT_TITLE, SUM_SENTENCE
from zpj.report.layout import Layout
from zpj.report.official import OfficialDocument
from zpj.report.pieces import headed, loop, or_nothing, section, written
from zpj.report.wordml import BODY, LEVEL1, LEVEL2, LEVEL3, TITLE

ID = "mof-self"

_SCORE = "项目绩效自评综合得分{{ 总得分 }}分，绩效自评等级为“{{ 等级 }}”。"


def build(layout: Layout) -> bytes:
    """The template; sub-projects below （一）项目概况 and kinds of indicators follow what is written."""
    document = OfficialDocument(layout)
    document.paragraph(f"{{{{ {REPORT_TITLE} }}}}", TITLE)
    document.paragraph()
    section(document, "引言")
    _basics(document)
    _evaluation_work(document)
    document.paragraph("三、综合评价情况及评价结论", LEVEL1)
    or_nothing(document, "三、综合评价情况及评价结论", _SCORE)
    _analysis(document)
    document.paragraph("五、主要经验及做法、存在的问题及原因分析", LEVEL1)
    for title in ("（一）主要经验及做法", "（二）存在的问题及原因分析"):
        headed(document, title)
    for title in ("六、有关建议", "七、其他需要说明的问题"):
        document.paragraph(title, LEVEL1)
        or_nothing(document, title)
    return document.to_bytes()


def _basics(document: OfficialDocument) -> None:
    document.paragraph("一、基本情况", LEVEL1)
    document.paragraph("（一）项目概况", LEVEL2)
    or_nothing(
        document,
        "（一）项目概况",
        "项目名称：{{ 项目名称 }}",
        "实施部门：{{ 实施单位 }}",
        '{{ 章节["（一）项目概况"][0] }}',
    )
    _children(document, "（一）项目概况", "{{ 节.序号 }}、{{ 节.标题 }}", LEVEL3)
    for text in (f"{{% if {SUM_SENTENCE} %}}", f"{{{{ {SUM_SENTENCE} }}}}", "{% endif %}"):
        document.paragraph(text)
    headed(document, "（二）项目绩效目标")


def _evaluation_work(document: OfficialDocument) -> None:
    document.paragraph("二、绩效评价工作开展情况", LEVEL1)
    document.paragraph("（一）绩效评价目的、对象和范围。", LEVEL2)
    section(document, "1.评价目的", label="1.评价目的：")
    section(document, "2.评价对象", label="2.评价对象：")
    document.paragraph("3.评价范围：", keep_with_next=True)
    section(document, "3.评价范围")
    document.paragraph("（二）绩效评价原则、评价指标体系、评价方法、评价标准。", LEVEL2)
    document.paragraph("1、绩效评价原则：", LEVEL3)
    _principles(document, "1、绩效评价原则")
    document.paragraph("2、评价指标体系：", LEVEL3)
    section(document, "2、评价指标体系")
    section(document, "3、评价方法和标准", label="3、评价方法和标准：")
    headed(document, "（三）绩效评价工作过程。")


def _principles(document: OfficialDocument, key: str) -> None:
    """Each principle begins with its own name; the section itself where the clerk wrote no single ones."""
    document.paragraph(f'{{% if 下级["{key}"] %}}')
    written(document, key)
    document.paragraph(f'{{% for 节 in 下级["{key}"] %}}')
    loop(document, "节.段落", label="（{{ 节.序号 }}）{{ 节.标题 }}。")
    document.paragraph("{% endfor %}")
    document.paragraph("{% else %}")
    section(document, key)
    document.paragraph("{% endif %}")


def _analysis(document: OfficialDocument) -> None:
    document.paragraph("四、绩效评价指标分析", LEVEL1)
    for title in ("（一）项目决策情况。", "（二）项目过程情况。"):
        headed(document, title)
    for title in ("（三）项目产出情况。", "（四）项目效益情况。"):
        document.paragraph(title, LEVEL2)
        document.paragraph(f'{{% if 下级["{title}"] %}}')
        written(document, title)
        _children(document, title, "{{ 节.标题 }}：", BODY)
        document.paragraph("{% else %}")
        section(document, title)
        document.paragraph("{% endif %}")


def _children(document: OfficialDocument, key: str, heading: str, style: str) -> None:
    """The sections below a heading, each with its own."""
    document.paragraph(f'{{% for 节 in 下级["{key}"] %}}')
    document.paragraph(heading, style, keep_with_next=True)
    loop(document, "节.段落")
    document.paragraph("{% endfor %}")
