"""数据校验, 一键修正, 撤销上次操作 and the question before 生成报告, on a stand-in for Excel."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import engine
import openpyxl
import pytest
import xlwings as xw
from engine import Calls
from test_buttons import MOST_CALLS, cells_of, one_form, opened, press

from zpj.app.checking import check_files
from zpj.app.fixing import fix_file
from zpj.app.marking import sheet_states
from zpj.app.undoing import CellStep, Step
from zpj.excel import ribbon
from zpj.excel.memory import last_step, own_folder, remember_step
from zpj.excel.result_sheet import mark_formula
from zpj.excel.steps import take_back, write_step

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
FIXABLE = ROOT / "sample_workbooks" / "zizhou_2023.xlsx"
FAULTY = ROOT / "sample_workbooks" / "fengtai_2023.xlsx"


def results(book: xw.Book) -> list[tuple[object, ...]]:
    return list(book.impl.workbook["校验结果"].iter_rows(values_only=True))


def marks(book: xw.Book) -> dict[str, list[str]]:
    """The formulas of the conditional formats that look into 校验结果, by sheet."""
    found: dict[str, list[str]] = {}
    for sheet in book.impl.workbook.worksheets:
        rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
        formulas = [formula for rule in rules for formula in rule.formula if "校验结果" in formula]
        if formulas:
            found[sheet.title] = formulas
    return found


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.stem)
def test_the_check_button_lists_what_the_command_finds(excel: xw.App, tmp_path: Path, source: Path) -> None:
    book = opened(excel, source, tmp_path)
    before = cells_of(book.impl.workbook)
    ((mode, told),) = press(book, "zpjCheck")
    checked = check_files([source])
    listed = results(book)
    assert (mode, told.startswith(checked.verdict)) == ("info", True)
    assert listed[0][0] == checked.verdict
    assert listed[1] == ("级别", "规则", "位置", "问题", "处理", "现值", "应为")
    facts = [(row[0], row[1], row[3] or "", row[4] or "", row[5] or "", row[6] or "") for row in listed[2:]]
    assert facts == [
        (item.severity.chinese, item.rule, item.message, item.fix or "", item.found or "", item.expected or "")
        for item in checked.findings
    ]
    after = cells_of(book.impl.workbook)
    assert {place: after[place] for place in after if place[0] != "校验结果"} == before


def test_a_finding_leads_to_its_cell_and_the_cell_is_marked(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    press(book, "zpjCheck")
    sheet = "医疗保障经办和服务能力提升"
    links = [str(row[2]) for row in results(book)[2:]]
    assert f'=HYPERLINK("#\'{sheet}\'!C6","{sheet}!C6")' in links
    assert marks(book)[sheet] == [mark_formula(sheet).removeprefix("=")]


def test_checking_again_writes_over_the_sheet_and_marks_once(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    press(book, "zpjCheck")
    first, marked, sheets = results(book), marks(book), book.sheet_names
    book.impl.workbook["校验结果"]["A60"] = "旧的一行"
    press(book, "zpjCheck")
    assert [row for row in results(book) if any(row)] == [row for row in first if any(row)]
    assert (marks(book), book.sheet_names) == (marked, sheets)


@pytest.mark.parametrize("button", ribbon.BUTTONS)
def test_a_button_calls_excel_a_few_times_however_many_indicators(excel: xw.App, tmp_path: Path, button: str) -> None:
    few, many = (calls_of(engine.start(), tmp_path, button, indicators) for indicators in (10, 200))
    assert 0 < few == many < MOST_CALLS


def calls_of(excel: xw.App, folder: Path, button: str, indicators: int) -> int:
    """Press a button in a form of so many indicators; gives how often it called Excel, reading included."""
    tmp_path = folder / str(indicators)
    tmp_path.mkdir()
    source = one_form(tmp_path, indicators)
    workbook = openpyxl.load_workbook(source)
    fixed = button in ("zpjFix", "zpjUndo")
    for row in workbook["自评表"].iter_rows(min_col=7, max_col=8):
        for cell in row:
            if fixed and cell.value == 1:
                cell.value = "1分"
    workbook.save(source)
    book = opened(excel, source, tmp_path)
    excel.impl.answers = [None, "甲"]
    excel.impl.chosen = tmp_path if button == "zpjSummary" else str(source)
    if button == "zpjUndo":
        press(book, "zpjFix")
    press(book, button)
    assert [mode for mode, _ in book.app.impl.told] == ["info"] * len(book.app.impl.told)
    return Calls.count


def test_a_sheet_of_that_name_that_is_the_clerks_own_is_left_alone(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    book.impl.workbook.create_sheet("校验结果")["A1"] = "科室自己的记录"
    ((mode, told),) = press(book, "zpjCheck")
    assert (mode, "不是本程序写的" in told) == ("critical", True)
    assert results(book) == [("科室自己的记录",)]


def test_a_locked_workbook_gets_no_sheet_and_a_locked_form_no_mark(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    book.impl.workbook.worksheets[0].protection.sheet = True
    press(book, "zpjCheck")
    assert "受保护的工作表没有标色：医疗保障经办和服务能力提升" in book.app.impl.told[-1][1]
    assert "医疗保障经办和服务能力提升" not in marks(book)
    del book.impl.workbook["校验结果"]
    book.impl.workbook.security.lockStructure = True
    mode, told = press(book, "zpjCheck")[-1]
    assert (mode, "结构受保护" in told) == ("critical", True)


def test_an_old_xls_cannot_be_marked(tmp_path: Path) -> None:
    path = tmp_path / "旧.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert sheet_states(path, "校验结果") is None


def test_the_fix_button_shows_the_fixes_first_and_writes_what_the_command_writes(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    before = cells_of(book.impl.workbook)
    ((mode, told),) = press(book, "zpjFix")
    fixed = fix_file(FIXABLE, tmp_path / "修正.xlsx", (), None, force=False)
    (asked,) = book.app.impl.asked
    missing = [item for item in fixed.changes if f"{item.location}　{item.old} → {item.new}" not in asked]
    assert len(missing) == len(fixed.changes) - 20
    assert f"……另有 {len(missing)} 处" in asked
    assert (mode, f"修正了 {len(fixed.changes)} 处" in told) == ("info", True)
    after, expected = cells_of(book.impl.workbook), cells_of(openpyxl.load_workbook(fixed.path))
    changed = {place for place in after if after[place] != before.get(place)}
    assert {place: after[place] for place in changed} == {place: expected[place] for place in changed}
    assert len(changed) == len(fixed.changes)


def test_nothing_is_fixed_unless_the_clerk_agrees(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    before = cells_of(book.impl.workbook)
    excel.impl.agrees = False
    assert press(book, "zpjFix") == []
    assert cells_of(book.impl.workbook) == before
    assert excel.impl.asked


def test_where_nothing_can_be_fixed_the_button_says_so(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, ROOT / "sample_workbooks" / "chaoyang_2023.xlsx", tmp_path)
    ((_, told),) = press(book, "zpjFix")
    assert "没有可以自动修正的内容" in told
    assert not excel.impl.asked


@pytest.mark.parametrize("button", ["zpjScore", "zpjFix"])
@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.stem)
def test_the_undo_button_brings_everything_back(excel: xw.App, tmp_path: Path, source: Path, button: str) -> None:
    book = opened(excel, source, tmp_path)
    before = cells_of(book.impl.workbook)
    press(book, button)
    changed = cells_of(book.impl.workbook) != before
    mode, told = press(book, "zpjUndo")[-1]
    assert cells_of(book.impl.workbook) == before
    assert mode == ("info" if changed or "已撤销" in told else "critical")
    mode, told = press(book, "zpjUndo")[-1]
    assert (mode, "没有可以撤销的操作" in told) == ("critical", True)


def test_texts_and_formulas_come_back_as_they_were(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, one_form(tmp_path, 4), tmp_path)
    press(book, "zpjScore")
    sheet = book.sheets["自评表"]
    contents = {(30, 20): "01", (31, 20): "=1+1", (32, 20): 3.5, (33, 20): None, (34, 20): "'=甲", (35, 20): "96%"}
    for (row, column), content in contents.items():
        sheet.impl.content.cell(row, column).value = content
    write_step(book, book.fullname, "一键修正", {"自评表": {place: Decimal(7) for place in contents}})
    assert [sheet.impl.content.cell(*place).value for place in contents] == [7.0] * len(contents)
    take_back(book)
    assert [sheet.impl.content.cell(*place).value for place in contents] == list(contents.values())


def test_undo_refuses_where_a_cell_changed_since(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    press(book, "zpjFix")
    book.impl.workbook.worksheets[0]["C6"] = 31
    before = cells_of(book.impl.workbook)
    mode, told = press(book, "zpjUndo")[-1]
    assert (mode, "又改过 1 个格（医疗保障经办和服务能力提升!C6）" in told) == ("critical", True)
    assert cells_of(book.impl.workbook) == before


def test_undo_refuses_where_the_sheet_is_gone_or_locked(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    press(book, "zpjFix")
    sheet = book.impl.workbook.worksheets[0]
    sheet.protection.sheet = True
    assert "受保护" in press(book, "zpjUndo")[-1][1]
    sheet.title = "改了名"
    assert "已删除或改名" in press(book, "zpjUndo")[-1][1]


def test_a_step_is_kept_for_its_own_workbook(excel: xw.App) -> None:
    step = Step("计算得分", {"自评表": {(3, 4): CellStep("", "20"), (4, 4): CellStep(2.5, "9")}})
    assert remember_step("甲.xlsx", step)
    assert last_step("甲.xlsx") == step
    assert last_step("乙.xlsx") is None
    remember_step("甲.xlsx", None)
    assert last_step("甲.xlsx") is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"甲": 3}', '{"甲": {"button": "x", "sheets": {"s": [[1]]}}}'])
def test_a_damaged_step_is_forgotten(excel: xw.App, content: str) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "undo.json").write_text(content, encoding="utf-8")
    assert last_step("甲") is None


def test_the_report_button_asks_where_the_form_has_errors(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, FAULTY, tmp_path)
    excel.impl.agrees = False
    assert press(book, "zpjReport") == []
    assert "不可报送" in excel.impl.asked[0]
    assert not list(tmp_path.glob("*.docx"))
    excel.impl.agrees = True
    press(book, "zpjReport")
    assert list(tmp_path.glob("*.docx"))
