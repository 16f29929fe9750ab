"""The script a competent user writes for the same job: openpyxl reads the workbook, docxtpl writes the report.

    python bench/peer_script.py TEMPLATE.docx OUTPUT_FOLDER FILE.xlsx …

One file after the other, in one process, as such scripts are written. It knows the layout of the one form by heart
(fixed cells), computes no scores and checks nothing. The form at the end of the report is copied cell by cell with
python-docx, merged areas included, as the sheet has them; where the template has the form laid out in it (`自评表.C3`),
it is filled instead, and cells that are merged downwards stay apart.
"""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
from docxtpl import DocxTemplate

FUNDS = ("资金来源", "目标申报", "预算编制", "全年预算数", "全年执行数", "资金结余", "执行率", "得分")
COLUMNS = "ABCDEFGHIJ"
FIRST_INDICATOR = 12
SECTIONS = (
    "引言", "项目概况", "立项依据", "项目设立的必要性", "保证项目实施的措施与制度", "项目实施期绩效目标",
    "项目年度目标", "项目实施计划", "项目自评得分和结论", "全年目标实际完成情况", "项目实施和预算执行情况分析",
    "产出情况及分析", "效益情况及分析", "满意度情况及分析", "项目主要经验做法",
    "项目管理中存在的主要问题及原因分析", "下一步改进措施及管理建议",
)  # fmt: skip


def shown(value):
    """A cell as text."""
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value).strip()


def yuan(value):
    """An amount in 万元 as the report prints it, in 元."""
    return f"{round(value * 10000, 6):,.10g}" if isinstance(value, (int, float)) else shown(value)


def rate(value):
    """A rate with its sign."""
    return f"{value:.15g}%" if isinstance(value, (int, float)) else shown(value)


def fund_row(sheet, row):
    """A line of the first table; only the total has a rate and a score."""
    total = row == 7
    values = [sheet.cell(row, column).value for column in range(2, 10)]
    label = "合计" if total else shown(values[0]).rstrip(":：")
    amounts = [yuan(value) for value in values[1:6]]
    last = [rate(values[6]), shown(values[7])] if total else ["", ""]
    return dict(zip(FUNDS, [label, *amounts, *last], strict=True))


def indicator_row(sheet, row, levels):
    """A line of the second table; a merged level is repeated."""
    values = [shown(sheet.cell(row, column).value) for column in range(1, 11)]
    levels[0], levels[1] = values[1] or levels[0], values[2] or levels[1]
    return {
        "一级指标": levels[0], "二级指标": levels[1], "指标名称": values[3], "年初指标": values[4].lstrip("≥=≤"),
        "调整后指标": values[5], "完成数": values[6].lstrip("≥=≤"), "权重": values[7], "得分": values[8],
        "偏差原因": values[9], "格": values,
    }  # fmt: skip


def context(book):
    """Everything the template asks for."""
    sheet = book.worksheets[0]
    total = next(row for row in range(1, 60) if "".join(shown(sheet.cell(row, 1).value).split()) == "总分")
    texts = {row[2]: shown(row[3]) for row in book["报告素材"].iter_rows(min_row=2, values_only=True) if row[2]}
    levels = ["", ""]
    cells = {}
    for row in (*range(1, FIRST_INDICATOR), *range(total, sheet.max_row + 1)):
        for number, letter in enumerate(COLUMNS, 1):
            place = f"{letter}{row}" if row < total else f"{letter}t{row - total}"
            cells[place] = shown(sheet.cell(row, number).value)
    return {
        **{title: [text for text in texts.get(title, "").splitlines() if text] for title in SECTIONS},
        "附件号": texts.get("附件号", ""),
        "报告标题": texts["报告标题"],
        "资金合计句": "",
        "资金": [fund_row(sheet, row) for row in (7, 8)],
        "指标": [indicator_row(sheet, row, levels) for row in range(FIRST_INDICATOR, total)],
        "自评表": cells,
    }


def copy_form(sheet, document):
    """Put the form in the place of the paragraph 【自评表】, if the report has one."""
    place = next((one for one in document.paragraphs if one.text == "【自评表】"), None)
    if place is None:
        return
    rows = sheet.max_row
    table = document.add_table(rows, len(COLUMNS))
    cells = table._cells  # every table.cell() would count all cells anew
    for row in range(rows):
        for column in range(len(COLUMNS)):
            text = shown(sheet.cell(row + 1, column + 1).value)
            if text:
                cells[row * len(COLUMNS) + column].text = text
    for area in sheet.merged_cells.ranges:
        first = cells[(area.min_row - 1) * len(COLUMNS) + area.min_col - 1]
        first.merge(cells[(area.max_row - 1) * len(COLUMNS) + min(area.max_col, len(COLUMNS)) - 1])
    place._p.addnext(table._tbl)
    place._p.getparent().remove(place._p)


def main(template, folder, *files):
    """Write a report for each file."""
    for file in files:
        book = openpyxl.load_workbook(file, data_only=True)
        values = context(book)
        report = DocxTemplate(template)
        report.render(values, autoescape=True)
        copy_form(book.worksheets[0], report.docx)
        report.save(Path(folder) / f"{values['报告标题']}.docx")


if __name__ == "__main__":
    main(*sys.argv[1:])
