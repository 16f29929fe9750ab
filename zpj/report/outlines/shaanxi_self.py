"""The 财政支出项目绩效自评报告 of 陕西子洲: cover, form, report with completion table and ledger, team, signature."""

from __future__ import annotations

from zpj.report.fields import REPORT_TITLE
from zpj.report.layout import Layout
from zpj.report.official import OfficialDocument
from zpj.report.pieces import below, heads, repeated, section, tall, whole_table, written
from zpj.report.wordml import (
    BODY,
    LEVEL1,
    LEVEL2,
    SIGNATURE,
    TABLE_TEXT,
    TABLE_TITLE,
    TITLE,
    TableCell,
    TableRow,
    table,
)

ID = "shaanxi-self"

_COVER = (
    "评价项目类型", "自评项目名称", "自评项目单位", "项目主管部门", "项目单位法人代码", "评价工作组负责人", "联系人",
    "联系电话", "评价时间",
)  # fmt: skip
_COMPLETION = "绩效完成表表头"
_AMOUNT = "支付金额（万元）"
_COMPLETION_WIDTHS = (720, 1100, 1200, 1924, 1400, 1400, 1100)
_LEDGER_WIDTHS = (800, 1200, 2344, 3000, 1500)
_TEAM_WIDTHS = (1200, 1500, 1700, 3044, 1400)


def build(layout: Layout) -> bytes:
    """The template; the tables vanish where their sheets hold no rows."""
    document = OfficialDocument(layout)
    _cover(document)
    _form(document)
    document.paragraph(f"{{{{ {REPORT_TITLE} }}}}", TITLE)
    document.paragraph()
    _overview(document)
    _funds(document)
    _evaluation(document)
    document.paragraph("四、存在问题与改进措施", LEVEL1)
    for title in ("（一）存在问题", "（二）改进措施"):
        section(document, title, label=f"{title}：")
    _team(document)
    document.paragraph()
    document.paragraph("项目单位（中介机构）负责人（签字并盖章）：")
    document.paragraph()
    document.paragraph()
    document.paragraph('{{ 资料["落款"]["日期"] }}', SIGNATURE)
    return document.to_bytes()


def _cover(document: OfficialDocument) -> None:
    document.first_page_is_a_cover()
    for text, style in (*[("", BODY)] * 4, ("{{ 封面.标题 }}", TITLE), *[("", BODY)] * 5):
        document.paragraph(text, style)
    for field in _COVER:
        document.paragraph(f"{field}：{{{{ 封面.{field} }}}}")
    document.page_break()


def _form(document: OfficialDocument) -> None:
    document.paragraph("{% if 自评表 %}", TABLE_TEXT)
    document.paragraph("{{ 自评表|表格 }}", TABLE_TEXT)
    document.page_break()
    document.paragraph("{% endif %}", TABLE_TEXT)


def _overview(document: OfficialDocument) -> None:
    document.paragraph("一、项目概况", LEVEL1)
    document.paragraph("（一）项目基本情况、建设内容", LEVEL2)
    for title in ("1、项目基本情况", "2、项目建设内容"):
        section(document, title, label=f"{title}：")
    document.paragraph("（二）项目目标", LEVEL2)
    document.paragraph('{% if 表["绩效完成表"] %}')
    document.paragraph(f'{{{{ 资料["{_COMPLETION}"]["标题"] }}}}', TABLE_TITLE)
    whole_table(document, _completion_table(), _COMPLETION_WIDTHS)
    document.paragraph("{% endif %}")
    for title in ("1、总体目标", "2、年度目标"):
        section(document, f"（二）项目目标／{title}", label=f"{title}：")


def _completion_table() -> list[TableRow]:
    """项目名称, 主管部门, 资金金额, 年度目标 and the rows of sheet 绩效完成表, all in one grid of seven columns."""
    fields = ("一级指标|合并", "二级指标|合并", "指标内容", "年度指标值", "全年完成值")
    indicators = (
        below(),
        *(TableCell(f"{{{{ 行.{field} }}}}", align="left" if field == "指标内容" else "center") for field in fields),
        TableCell('{{ 行["未完成因原和改进措施"] }}', align="left"),
    )
    titles = ("一级指标", "二级指标", "指标内容", "年度指标值", "全年完成值", "未完成因原和改进措施")
    return [
        TableRow((TableCell("项目名称", 2), TableCell(_cell("项目名称"), 5))),
        TableRow((TableCell("主管部门", 2), TableCell(_cell("主管部门"), 5))),
        *_fund_rows(),
        TableRow(
            (
                TableCell("年度目标", 2),
                TableCell(_cell("年度目标（预期）"), 2, align="left"),
                TableCell(_cell("年度目标（完成）"), 3, align="left"),
            )
        ),
        TableRow((tall("年度绩效指标"), *(TableCell(title) for title in titles))),
        *repeated('表["绩效完成表"]', indicators),
    ]


def _fund_rows() -> list[TableRow]:
    labels = ("实施期资金总额：", "其中：财政拨款", "其他资金")
    starts = (TableCell("资金金额", 2, "restart"), below(2), below(2))
    return [
        TableRow((start, TableCell(label, 2, align="left"), TableCell(_cell(label), 3)))
        for start, label in zip(starts, labels, strict=True)
    ]


def _cell(name: str) -> str:
    return f'{{{{ 资料["{_COMPLETION}"]["{name}"] }}}}'


def _funds(document: OfficialDocument) -> None:
    document.paragraph("二、项目资金使用及管理情况", LEVEL1)
    for title in (
        "（一）项目资金（包括财政资金、自筹资金等）总投入情况分析。",
        "（二）财政资金实际使用情况分析。",
        "（三）资金实际执行、管理情况分析。",
    ):
        document.paragraph(title, LEVEL2)
        section(document, title)
    title = "（四）项目资金主要用于以下方面"
    document.paragraph(f'{{% if 表["支出明细"] or 已写["{title}"] %}}')
    document.paragraph(f"{title}：", LEVEL2)
    written(document, title)
    document.paragraph('{% if 表["支出明细"] %}')
    document.table(table(_ledger_table(), _LEDGER_WIDTHS, document.layout.table, TABLE_TEXT))
    document.paragraph("{% endif %}")
    document.paragraph("{% endif %}")


def _ledger_table() -> list[TableRow]:
    columns = ("序号", "支付日期", "资金性质", "用途", _AMOUNT)
    cells = [TableCell(f'{{{{ 行["{name}"] }}}}', align="left" if name == "用途" else "center") for name in columns]
    total = TableRow((TableCell("合计", 4), TableCell(f'{{{{ 表合计["支出明细"]["{_AMOUNT}"] }}}}')))
    return [heads(*columns), *repeated('表["支出明细"]', cells), total]


def _evaluation(document: OfficialDocument) -> None:
    document.paragraph("三、项目评价及绩效分析", LEVEL1)
    for title in ("（一）项目绩效目标完成情况及绩效结果分析。", "（二）项目资金调整情况。", "（三）项目管理情况。"):
        document.paragraph(title, LEVEL2)
        section(document, title)


def _team(document: OfficialDocument) -> None:
    columns = ("姓名", "职称/职务", "单位", "签字")
    cells = [TableCell('{{ "评价人员"|合并 }}'), *(TableCell(f'{{{{ 行["{name}"] }}}}') for name in columns)]
    rows = [heads("", *columns), *repeated('表["自评小组"]', cells)]
    document.paragraph('{% if 表["自评小组"] %}')
    document.paragraph("五、自评小组", LEVEL1)
    whole_table(document, rows, _TEAM_WIDTHS)
    document.paragraph("{% endif %}")
