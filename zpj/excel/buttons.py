"""The buttons of the ribbon: each a function over the open workbook, which tells the clerk what it did."""

from __future__ import annotations

import sys
from xml.etree import ElementTree

import xlwings as xw

from zpj import __version__
from zpj.app.catalogue import catalogue
from zpj.app.making import new_workbook
from zpj.app.on_screen import scores_on_screen
from zpj.app.outputs import free_name
from zpj.app.reporting import write_reports
from zpj.app.settings_sheet import SETTINGS, settings_rows
from zpj.domain.errors import ZpjError
from zpj.excel.blocks import write_cells
from zpj.excel.memory import filled_earlier, log_file, remember_filled
from zpj.excel.screen import ask, folder_of, full_name, open_file, require_unprotected, saved_copy, tell, working
from zpj.excel.xlam.builder import add_in_folder

_NEW_NAME = "项目支出绩效自评表.xlsx"
_SPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"


def new(book: xw.Book) -> None:
    """新建自评表: asks for the form and the project names, and opens the new workbook."""
    forms = catalogue().forms
    listed = "\n".join(f"{number}  {title}" for number, (_, title) in enumerate(forms, 1))
    usual = str(next((number for number, (name, _) in enumerate(forms, 1) if name == "mof"), 1))
    answer = ask(book, f"请选择表样，填写序号：\n{listed}", usual)
    if answer is None:
        return
    if not answer.isdecimal() or not 1 <= int(answer) <= len(forms):
        raise ZpjError(f"表样序号“{answer}”", "没有这个序号", f"请重新点按钮，填写 1 到 {len(forms)} 中的一个数")
    names = ask(book, "请填写项目名称，多个项目用顿号“、”隔开（也可以空着，以后再填）：")
    if names is None:
        return
    projects = tuple(name.strip() for name in names.replace(",", "、").replace("，", "、").split("、") if name.strip())
    path = free_name(folder_of(book) / _NEW_NAME)
    with working(book, "正在新建自评表…"):
        new_workbook(path, forms[int(answer) - 1][0], projects, force=False)
        book.app.books.open(str(path))
    tell(book, f"已新建：{path}\n共 {max(1, len(projects))} 张自评表。")


def score(book: xw.Book) -> None:
    """计算得分: fills empty score cells, writes the basis of every score, leaves what the clerk typed."""
    name = full_name(book)
    with working(book, "正在计算得分…"):
        with saved_copy(book) as copy:
            found = scores_on_screen(copy, filled_earlier(name), functions_work=sys.platform != "darwin")
        to_write = [(book.sheets[sheet], cells) for sheet, cells in found.cells.items() if cells]
        require_unprotected(sheet for sheet, _ in to_write)
        for sheet, cells in to_write:
            write_cells(sheet, cells)
        if found.count:
            remember_filled(name, found.filled)
    told = f"填写了 {found.count} 个得分。" if found.count else "没有需要填写的得分格。"
    waiting = f"\n还有 {found.waiting} 项要由人评定，原因见“测算依据”一栏。" if found.waiting else ""
    tell(book, f"{told}您填的内容没有改动。{waiting}")


def report(book: xw.Book) -> None:
    """生成报告: every report the workbook asks for, saved beside it and opened."""
    with working(book, "正在生成报告…"), saved_copy(book) as copy:
        written = write_reports(copy, None, None, folder_of(book), force=False)
    lines = [f"已生成 {len(written)} 份报告："]
    for item in written:
        lines.append(str(item.path))
        lines += [f"  待补：{section}" for section in item.missing]
        open_file(item.path)
    tell(book, "\n".join(lines))


def settings(book: xw.Book) -> None:
    """设置: shows the sheet of that name; a workbook that has none gets one."""
    names = book.sheet_names
    if SETTINGS in names:
        book.sheets[SETTINGS].activate()
        return
    rows = settings_rows()
    sheet = book.sheets.add(SETTINGS, after=book.sheets[len(names) - 1])
    sheet.range((1, 1), (len(rows), 3)).options("raw").value = [list(row) for row in rows]
    tell(book, f"已在末尾增加“{SETTINGS}”表。请在“选择”一栏填写，空着的按自评表自动判断。")


def help_page(book: xw.Book) -> None:
    """帮助: what every button does, the version, and where the log file is."""
    ribbon = ElementTree.parse(add_in_folder() / "ribbon.xml")
    lines = [f"{item.get('label')}：{item.get('supertip')}" for item in ribbon.iter(f"{_SPACE}button")]
    tell(book, "\n".join((f"绩效自评 {__version__}", "", *lines, "", f"日志文件：{log_file()}")))
