"""The 项目支出绩效评价报告 as 北京丰台 publishes it: seven parts, the indicator table twice."""

from __future__ import annotations

from dataclasses import replace

from zpj.report.evaluation_table import EVALUATION_FIELDS
from zpj.report.fields import REPORT_TITLE
from zpj.report.layout import Layout
from zpj.report.official import OfficialDocument
from zpj.report.pieces import headed, heads, loop, or_nothing, repeated, section, written
from zpj.report.wordml import LEVEL1, LEVEL2, LEVEL3, TABLE_TEXT, TITLE, TableCell, TableRow, table

ID = "fengtai-evaluation"

_COLUMNS = ("一级", "分值", "二级", "分值", "三级", "分值", "得分")
_WIDTHS = (1700, 800, 1700, 800, 2244, 800, 800)
_ROW = 400
_LEVELS = 4  # columns whose equal cells are merged
_CONCLUSION = "三、综合评价情况及评价结论"


def build(layout: Layout) -> bytes:
    """The template; 六 and 七 read 无。 where nobody wrote any."""
    document = OfficialDocument(layout)
    document.paragraph(f"{{{{ {REPORT_TITLE} }}}}", TITLE)
    document.paragraph()
    document.paragraph("一、基本情况", LEVEL1)
    for title in ("（一）项目概况。", "（二）项目绩效目标。"):
        headed(document, title)
    document.paragraph("二、绩效评价工作开展情况", LEVEL1)
    headed(document, "（一）绩效评价目的、对象和范围。")
    headed(document, "（二）绩效评价原则、评价指标体系、评价方法、评价标准等。")
    _indicators(document, scored=False)
    headed(document, "（三）绩效评价工作过程。")
    _conclusion(document)
    document.paragraph("四、绩效评价指标分析", LEVEL1)
    for title in ("（一）项目决策情况。", "（二）项目过程情况。"):
        headed(document, title)
    for title in ("（三）项目产出情况。", "（四）项目效益情况。"):
        _with_parts(document, title)
    document.paragraph("五、主要经验及做法、存在的问题及原因分析", LEVEL1)
    section(document, "五、主要经验及做法、存在的问题及原因分析")
    for title in ("六、有关建议", "七、其他需要说明的问题"):
        document.paragraph(title, LEVEL1)
        or_nothing(document, title)
    return document.to_bytes()


def _conclusion(document: OfficialDocument) -> None:
    """What the clerk wrote, else the score of the table; then the table with its scores."""
    document.paragraph(_CONCLUSION, LEVEL1)
    document.paragraph(f'{{% if 已写["{_CONCLUSION}"] or not 评价合计.得分 %}}')
    section(document, _CONCLUSION)
    document.paragraph("{% else %}")
    document.paragraph("项目绩效评价综合得分{{ 评价合计.得分 }}分，绩效评定等级“【待补：评定等级】”。")
    document.paragraph("{% endif %}")
    _indicators(document, scored=True)


def _indicators(document: OfficialDocument, *, scored: bool) -> None:
    """The indicator table, kept on one page; the cells of a level that several indicators share are merged."""
    fields = [f"行.{field}{'|合并' if place < _LEVELS else ''}" for place, field in enumerate(EVALUATION_FIELDS)]
    total = [f"评价合计.{field}" for field in EVALUATION_FIELDS]
    rows = [heads(*_COLUMNS), *repeated("评价指标", _cells(fields, scored=scored))]
    rows.append(TableRow(_cells(total, scored=scored)))
    document.paragraph("{% if 评价指标 %}")
    document.paragraph("", TABLE_TEXT)
    document.table(_kept_together(table(rows, _WIDTHS, replace(document.layout.table, row_height=_ROW), TABLE_TEXT)))
    document.paragraph("{% endif %}")


def _kept_together(xml: str) -> str:
    """A table whose rows stay with the next one: it goes to a new page whole, so that no merged cell is cut in two."""
    style = f'<w:pStyle w:val="{TABLE_TEXT}"/>'
    rows, end, last = xml.rpartition("<w:tr>")
    return rows.replace(style, f"{style}<w:keepNext/>") + end + last


def _cells(tags: list[str], *, scored: bool) -> tuple[TableCell, ...]:
    """A cell for each tag; the last, the score, stays blank in the table that only sets the indicators."""
    return tuple(TableCell(f"{{{{ {tag} }}}}" if scored or tag != tags[-1] else "") for tag in tags)


def _with_parts(document: OfficialDocument, title: str) -> None:
    """A section that has a heading of its own for each thing done, as far as the clerk wrote any."""
    document.paragraph(title, LEVEL2)
    document.paragraph(f'{{% if 下级["{title}"] %}}')
    written(document, title)
    document.paragraph(f'{{% for 节 in 下级["{title}"] %}}')
    document.paragraph("{{ 节.序号 }}.{{ 节.标题 }}", LEVEL3)
    loop(document, "节.段落")
    document.paragraph("{% endfor %}")
    document.paragraph("{% else %}")
    section(document, title)
    document.paragraph("{% endif %}")
