"""The buttons of the ribbon: each a function over the open workbook, which tells the clerk what it did."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

import xlwings as xw

from zpj import __version__
from zpj.app.catalogue import catalogue
from zpj.app.fixing import Fixed
from zpj.app.freezing import freeze_copy
from zpj.app.making import new_workbook
from zpj.app.marking import sheet_states
from zpj.app.on_screen import RESULTS, ScreenFixes, check_on_screen, fixes_on_screen, scores_on_screen
from zpj.app.outputs import free_name
from zpj.app.reporting import ReportRun, run_reports
from zpj.app.settings_sheet import SETTINGS, settings_rows
from zpj.domain.errors import ZpjError
from zpj.excel.asking import agreed, ask, tell, working
from zpj.excel.blocks import Entered, Place, Typed, as_text
from zpj.excel.memory import filled_earlier, log_file, remember_filled
from zpj.excel.result_sheet import added_sheet, structure_locked, write_results
from zpj.excel.screen import (
    folder_for_name,
    folder_of,
    full_name,
    identity,
    open_file,
    open_workbook,
    place_note,
    read_only_note,
    saved_copy,
    sheet_named,
)
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
        note = open_workbook(book, path)
    tell(book, f"已新建：{path}\n共 {max(1, len(projects))} 张自评表。{note}")


def score(book: xw.Book) -> None:
    """计算得分: fills empty score cells, writes the basis of every score, leaves what the clerk typed."""
    name = full_name(book)
    with working(book, "正在计算得分…"):
        with saved_copy(book, name) as copy:
            known_by = identity(book, name)
            found = scores_on_screen(copy, filled_earlier(known_by), functions_work=sys.platform != "darwin")
            states = sheet_states(copy, RESULTS)
        hint = write_step(book, known_by, "计算得分", found.cells, states)
        if found.rates or found.points:
            remember_filled(known_by, found.filled)
    counts = (("执行率", found.rates), ("得分", found.points))
    filled = "、".join(f"{name} {count} 格" for name, count in counts if count)
    told = f"填写了{filled}。" if filled else "没有需要填写的执行率和得分。"
    waiting = f"\n还有 {found.waiting} 项要由人评定，原因见“测算依据”一栏。" if found.waiting else ""
    bare = f"\n有 {found.unweighted} 项指标没有填分值，不能计分，也没有测算总分。" if found.unweighted else ""
    tell(book, f"{told}您填的内容没有改动。{hint}{waiting}{bare}{read_only_note(name)}")


def check(book: xw.Book) -> None:
    """数据校验: every finding on the sheet 校验结果 with a link to its cell, and the cells marked."""
    with working(book, "正在校验…"), saved_copy(book) as copy:
        found = check_on_screen(copy)
        states = sheet_states(copy, RESULTS)
        write_results(book, found, states)
    locked = "、".join(name for name in found.sheets if states and name in states.locked)
    note = f"\n受保护的工作表没有标色：{locked}。" if locked else ""
    listed = f"\n各条见“{RESULTS}”表，点“位置”一栏到那一格。" if found.checked.findings else ""
    tell(book, f"{found.checked.verdict}{listed}{note}")


def fix(book: xw.Book) -> None:
    """一键修正: shows the safe fixes, and makes them where the clerk agrees."""
    name = full_name(book)
    with working(book, "正在修正…"):
        with saved_copy(book, name) as copy:
            found, states = fixes_on_screen(copy), sheet_states(copy, RESULTS)
        if not found.changes:
            tell(book, "没有可以自动修正的内容。其余差错请看“数据校验”，由填报人改。")
            return
        if not agreed(book, _list_of(found.changes)):
            return
        hint = write_step(book, identity(book, name), "一键修正", _writes(found), states)
    tell(book, f"修正了 {len(found.changes)} 处。{hint}{read_only_note(name)}")


def _writes(found: ScreenFixes) -> dict[str, dict[Place, Typed]]:
    """What to enter: a restored formula as such, and a text so that it stays one."""
    writes: dict[str, dict[Place, Typed]] = {}
    for sheet, cells in found.cells.items():
        entered: dict[Place, Typed] = {
            place: as_text(value) if isinstance(value, str) else value for place, value in cells.items()
        }
        formulas = found.formulas.get(sheet, {})
        writes[sheet] = entered | {place: Entered(f"={text}") for place, text in formulas.items()}
    return writes


def _list_of(changes: Sequence[Fixed]) -> str:
    lines = [f"{change.location}　{change.old or '（空）'} → {change.new}" for change in changes]
    rest = [f"……另有 {len(lines) - _MOST_LISTED} 处"] if len(lines) > _MOST_LISTED else []
    question = f"可以修正 {len(lines)} 处，都是能由表内其他内容推出来的："
    return "\n".join((question, *lines[:_MOST_LISTED], *rest, "", "现在修正吗？"))


def report(book: xw.Book) -> None:
    """生成报告: checks first and asks where there are errors; every report saved beside the workbook and opened."""
    name = full_name(book)
    folder = folder_for_name(name)
    with working(book, "正在生成报告…"), saved_copy(book, name) as copy:
        checked = check_on_screen(copy).checked
        question = f"{checked.verdict}。\n有错误的表生成的报告也会有错误。仍然生成吗？"
        if not checked.passes and not agreed(book, question):
            return
        made = run_reports(copy, None, None, folder, force=False)
    lines = [f"已生成 {len(made.written)} 份报告：", *_told_of(made)]
    for item in made.written:
        open_file(item.path)
    tell(book, "\n".join(lines) + place_note(name, folder))


def _told_of(made: ReportRun) -> Iterator[str]:
    for item in made.written:
        yield str(item.path)
        yield f"  模板：{item.template}"
        yield from item.told()
    yield from made.told()
    here = f"模板按“{SETTINGS}”表“报告”一行" if made.chosen else f"模板按表样；要换模板请在“{SETTINGS}”表“报告”一行填写"
    yield f"{here}。"


def freeze(book: xw.Book) -> None:
    """固化: a copy for submission beside the workbook, with values in place of formulas."""
    name = full_name(book)
    folder = folder_for_name(name)
    with working(book, "正在固化…"), saved_copy(book, name) as copy:
        frozen = freeze_copy(copy, folder)
    told = f"已另存报送副本：{frozen.path}\n其中 {frozen.formulas} 个公式换成了数值，没有链接和宏。原工作簿没有改动。"
    results = f"\n“{RESULTS}”表没有放进副本。" if frozen.results_left_out else ""
    tell(book, f"{told}{results}{place_note(name, folder)}")


def undo(book: xw.Book) -> None:
    """撤销上次操作: takes back the cells the last button wrote, unless one of them changed since."""
    with working(book, "正在撤销…"):
        step = take_back(book)
    tell(book, f"已撤销“{step.button}”写入的 {step.count} 个格。")


def settings(book: xw.Book) -> None:
    """设置: shows the sheet of that name; a workbook that has none gets one."""
    known = sheet_named(book, SETTINGS)
    if known is not None:
        known.activate()
        return
    rows = settings_rows()
    sheet = added_sheet(book, SETTINGS, len(book.sheets) - 1, structure_locked(book))
    sheet.range((1, 1), (len(rows), 3)).options("raw").value = [list(row) for row in rows]
    tell(book, f"已在末尾增加“{SETTINGS}”表。请在“选择”一栏填写，空着的按自评表自动判断。")


def help_page(book: xw.Book) -> None:
    """帮助: what every button does, the version, and where the log file is."""
    ribbon = ElementTree.parse(add_in_folder() / "ribbon.xml")
    lines = [f"{item.get('label')}：{item.get('supertip')}" for item in ribbon.iter(f"{_SPACE}button")]
    tell(book, "\n".join((f"绩效自评 {__version__}", "", *lines, "", f"日志文件：{log_file()}")))
