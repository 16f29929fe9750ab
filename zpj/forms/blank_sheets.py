"""The further sheets of a standard workbook: 填报说明, 设置, 支出明细, 报告素材, 自评小组."""

from __future__ import annotations

import tomllib

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from zpj import resources
from zpj.forms.blank_style import Look, choices, finish_page, label, value
from zpj.forms.recognise import ReportSheet, form_kind, form_kinds
from zpj.forms.sheet_names import EXPENSES, GUIDE, MATERIAL, SETTINGS, TEAM
from zpj.forms.tables import empty_rows
from zpj.schemes import load_scheme, scheme_ids

_BLANK_ROWS = 16
_LETTERS = "ABCDEFGHIJ"
_GUIDE_LINES = (
    "1．一个项目一张自评表。再加项目：复制自评表这张工作表，或用“新建”按项目名称生成。",
    "2．浅黄色格子由填报人填写；白色格子是公式（执行率、预算得分、总分、等级），不用填。浅蓝色两列是测算，不打印。",
    "3．金额单位见“项目资金”一栏；请填最细的数（例如6.25025万元），需要少显示几位时改单元格格式，不要改数。",
    "4．年度指标值写比较符、数和单位（≥2次、=100%、≤12个月、≤300万元）；定性指标直接写文字。",
    "5．实际完成值只写实际的数和单位（5次、95%），不写≥≤。",
    "6．得分由填报人评定。装有插件时，右侧“测算得分”“测算依据”会随填随算；没有插件时为空，不影响总分和等级。",
    "7．指标行可以插入、删除，总分自动包括全部指标行；不要删除表头行和总分行。"
    "删掉合并格的第一行后，请补写一级、二级指标名称；新插入的行没有测算公式，可从相邻行填充。",
    "8．“报告素材”每行是报告的一节，在“内容”里写这一节的文字；空着的，报告里由程序按表内数据写出或留出【待补】。",
    "9．“设置”里可以选表样、计分方案、版式和需要的报告；空着时按表的栏目自动判断。",
)


def add_further_sheets(book: Workbook, form_id: str) -> None:
    """Add all further sheets behind the form."""
    _guide(book.create_sheet(GUIDE))
    _settings(book.create_sheet(SETTINGS), form_id)
    _expenses(book.create_sheet(EXPENSES))
    _material(book.create_sheet(MATERIAL), form_id)
    _team(book.create_sheet(TEAM))
    for sheet in (sheet for report in form_kind(form_id).sections for sheet in report.sheets):
        _report_sheet(book.create_sheet(sheet.name), sheet)


def _guide(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 76
    sheet["A1"] = "填报说明"
    sheet["A1"].font = Font(name="宋体", size=16, bold=True)
    for row, text in enumerate(_GUIDE_LINES, 3):
        sheet[f"A{row}"] = text
        sheet[f"A{row}"].alignment = Alignment(wrap_text=True, vertical="top")
        sheet[f"A{row}"].font = Font(name="宋体", size=11)
        sheet.row_dimensions[row].height = 32
    finish_page(sheet, f"A1:A{len(_GUIDE_LINES) + 2}", landscape=False)


def _settings(sheet: Worksheet, form_id: str) -> None:
    _table_header(sheet, 1, (("项目", 16), ("选择", 40), ("说明", 42)))
    kind = form_kind(form_id)
    reports = "、".join(report.title for report in kind.sections)
    rows = (
        ("表样", kind.title, "自评表的样式。空着时按栏目自动判断。"),
        ("计分方案", load_scheme(kind.scheme).title, "各项分值、分档、取整和等级的规定。空着时用表样的默认方案。"),
        ("版式", _layouts()[0], "Word 报告的版式。"),
        (
            "报告",
            reports,
            "需要生成的报告，多份用顿号隔开。空着时用表样的默认报告。",
        ),
        ("出报告的项目", None, "只为部分项目出报告时，写项目名称，多个用顿号隔开。空着时为全部项目。"),
    )
    for row, (name, chosen, remark) in enumerate(rows, 2):
        label(sheet, f"A{row}", name)
        value(sheet, f"B{row}", chosen, Look(align="left"))
        value(sheet, f"C{row}", remark, Look(align="left", tint=False))
        sheet.row_dimensions[row].height = 32
    choices(sheet, "B2", [kind.title for kind in form_kinds()], "表样", "选择自评表的样式。")
    choices(sheet, "B3", [load_scheme(name).title for name in scheme_ids()], "计分方案", "选择计分方案。")
    choices(sheet, "B4", _layouts(), "版式", "选择 Word 报告的版式。")
    finish_page(sheet, "A1:C6", landscape=False)


def _layouts() -> list[str]:
    """The titles of the layout profiles."""
    paths = sorted((resources.templates() / "layouts").glob("*.toml"))
    return [str(tomllib.loads(path.read_text(encoding="utf-8"))["title"]) for path in paths]


def _expenses(sheet: Worksheet) -> None:
    columns = (
        ("序号", 7),
        ("项目名称", 30),
        ("支付日期", 14),
        ("资金性质", 20),
        ("用途", 40),
        ("支付金额（万元）", 20),
    )
    _table_header(sheet, 1, columns)
    _blank_rows(sheet, range(2, 12), "ABCDEF")
    label(sheet, "A12:E12", "合计")
    value(sheet, "F12", '=IF(COUNT(F$1:INDEX(F:F,ROW()-1))=0,"",SUM(F$1:INDEX(F:F,ROW()-1)))', Look(tint=False))
    finish_page(sheet, "A1:F12", landscape=True, repeat=1)


def _material(sheet: Worksheet, form_id: str) -> None:
    _table_header(sheet, 1, (("项目名称", 30), ("报告", 16), ("章节", 40), ("内容", 100)))
    sections = empty_rows(form_kind(form_id).sections, [""])
    for row, item in enumerate(sections, 2):
        value(sheet, f"A{row}", None, Look(align="left"))
        value(sheet, f"B{row}", item.report or None, Look(align="left"))
        label(sheet, f"C{row}", item.section, Look(align="left"))
        value(sheet, f"D{row}", None, Look(align="left"))
    sheet.freeze_panes = "D2"
    finish_page(sheet, f"A1:D{max(2, len(sections) + 1)}", landscape=True, repeat=1)


def _report_sheet(sheet: Worksheet, wanted: ReportSheet) -> None:
    """A plain table a report takes figures from, with its names and room to write."""
    _table_header(sheet, 1, tuple((title, 24) for title in wanted.header))
    rows = wanted.rows or ("",) * _BLANK_ROWS
    _blank_rows(sheet, range(2, len(rows) + 2), _LETTERS[: len(wanted.header)])
    for row, name in enumerate(rows, 2):
        sheet[f"A{row}"] = name or None
    finish_page(sheet, f"A1:{_LETTERS[len(wanted.header) - 1]}{len(rows) + 1}", landscape=True, repeat=1)


def _team(sheet: Worksheet) -> None:
    columns = (("项目名称", 30), ("姓名", 14), ("职称/职务", 18), ("单位", 36), ("签字", 16))
    _table_header(sheet, 1, columns)
    _blank_rows(sheet, range(2, 8), "ABCDE")
    finish_page(sheet, "A1:E7", landscape=True, repeat=1)


def _table_header(sheet: Worksheet, row: int, columns: tuple[tuple[str, int], ...]) -> None:
    for letter, (text, width) in zip(_LETTERS, columns, strict=False):
        sheet.column_dimensions[letter].width = width
        label(sheet, f"{letter}{row}", text)
    sheet.row_dimensions[row].height = 24


def _blank_rows(sheet: Worksheet, rows: range, letters: str) -> None:
    for row in rows:
        for letter in letters:
            value(sheet, f"{letter}{row}", None, Look(align="left"))
