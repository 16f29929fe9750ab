"""The buttons of the ribbon: each a function over the open workbook, which tells the clerk what it did."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from xml.etree import ElementTree

import xlwings as xw

from zpj import __version__
from zpj.app.catalogue import catalogue
from zpj.app.fixing import Fixed
from zpj.app.freezing import freeze_copy
from zpj.app.making import new_workbook
from zpj.app.marking import markable
from zpj.app.on_screen import RESULTS, check_on_screen, fixes_on_screen, scores_on_screen
from zpj.app.outputs import free_name
from zpj.app.reporting import write_reports
from zpj.app.settings_sheet import SETTINGS, settings_rows
from zpj.domain.errors import ZpjError
from zpj.excel.blocks import as_text
from zpj.excel.memory import filled_earlier, log_file, remember_filled
from zpj.excel.result_sheet import write_results
from zpj.excel.screen import agreed, ask, folder_of, full_name, open_file, saved_copy, tell, working
from zpj.excel.steps import take_back, write_step
from zpj.excel.xlam.builder import add_in_folder

_NEW_NAME = "项目支出绩效自评表.xlsx"
_MOST_LISTED = 20
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
        with saved_copy(book, name) as copy:
            found = scores_on_screen(copy, filled_earlier(name), functions_work=sys.platform != "darwin")
        hint = write_step(book, name, "计算得分", found.cells)
        if found.count:
            remember_filled(name, found.filled)
    told = f"填写了 {found.count} 个得分。" if found.count else "没有需要填写的得分格。"
    waiting = f"\n还有 {found.waiting} 项要由人评定，原因见“测算依据”一栏。" if found.waiting else ""
    tell(book, f"{told}您填的内容没有改动。{hint}{waiting}")


def check(book: xw.Book) -> None:
    """数据校验: every finding on the sheet 校验结果 with a link to its cell, and the cells marked."""
    with working(book, "正在校验…"), saved_copy(book) as copy:
        found = check_on_screen(copy)
        can = markable(copy, RESULTS)
        write_results(book, found, can)
    locked = "、".join(name for name in found.sheets if name in can.locked)
    note = f"\n受保护的工作表没有标色：{locked}。" if locked else ""
    listed = f"\n各条见“{RESULTS}”表，点“位置”一栏到那一格。" if found.checked.findings else ""
    tell(book, f"{found.checked.verdict}{listed}{note}")


def fix(book: xw.Book) -> None:
    """一键修正: shows the safe fixes, and makes them where the clerk agrees."""
    name = full_name(book)
    with working(book, "正在修正…"):
        with saved_copy(book, name) as copy:
            found = fixes_on_screen(copy)
        if not found.changes:
            tell(book, "没有可以自动修正的内容。其余差错请看“数据校验”，由填报人改。")
            return
        if not agreed(book, _list_of(found.changes)):
            return
        writes = {
            sheet: {place: as_text(value) if isinstance(value, str) else value for place, value in cells.items()}
            for sheet, cells in found.cells.items()
        }
        hint = write_step(book, name, "一键修正", writes)
    tell(book, f"修正了 {len(found.changes)} 处。{hint}")


def _list_of(changes: Sequence[Fixed]) -> str:
    lines = [f"{change.location}　{change.old or '（空）'} → {change.new}" for change in changes]
    rest = [f"……另有 {len(lines) - _MOST_LISTED} 处"] if len(lines) > _MOST_LISTED else []
    question = f"可以修正 {len(lines)} 处，都是能由表内其他内容推出来的："
    return "\n".join((question, *lines[:_MOST_LISTED], *rest, "", "现在修正吗？"))


def report(book: xw.Book) -> None:
    """生成报告: checks first and asks where there are errors; every report saved beside the workbook and opened."""
    with working(book, "正在生成报告…"), saved_copy(book) as copy:
        checked = check_on_screen(copy).checked
        question = f"{checked.verdict}。\n有错误的表生成的报告也会有错误。仍然生成吗？"
        if not checked.passes and not agreed(book, question):
            return
        written = write_reports(copy, None, None, folder_of(book), force=False)
    lines = [f"已生成 {len(written)} 份报告："]
    for item in written:
        lines.append(str(item.path))
        lines += [f"  待补：{section}" for section in item.missing]
        open_file(item.path)
    tell(book, "\n".join(lines))


def freeze(book: xw.Book) -> None:
    """固化: a copy for submission beside the workbook, with values in place of formulas."""
    with working(book, "正在固化…"), saved_copy(book) as copy:
        frozen = freeze_copy(copy, folder_of(book))
    told = f"已另存报送副本：{frozen.path}\n其中 {frozen.formulas} 个公式换成了数值，没有链接和宏。原工作簿没有改动。"
    results = f"\n副本里还有“{RESULTS}”表，报送前请把它删去。" if RESULTS in frozen.sheets else ""
    tell(book, f"{told}{results}")


def undo(book: xw.Book) -> None:
    """撤销上次操作: takes back the cells the last button wrote, unless one of them changed since."""
    with working(book, "正在撤销…"):
        step = take_back(book)
    tell(book, f"已撤销“{step.button}”写入的 {step.count} 个格。")


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
