"""Every button on a stand-in for Excel: what it writes, what it says, how often it calls Excel."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
import xlwings as xw
from engine import Calls

from zpj.app.making import new_workbook, write_workbook
from zpj.app.on_screen import scores_on_screen
from zpj.app.reading import read_workbook, scores
from zpj.app.reporting import run_reports
from zpj.app.scored_copy import write_scored_copy
from zpj.excel import ribbon
from zpj.excel.memory import log_file
from zpj.excel.xlam.builder import add_in_folder
from zpj.forms.content import FormContent, FundRow, IndicatorRow, Shown, WorkbookContent

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "sample_workbooks").glob("*.xlsx"))
SPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
MOST_CALLS = 15


def opened(excel: xw.App, source: Path, folder: Path) -> xw.Book:
    """A copy of a workbook, open in front, as Book.caller() gives it."""
    book = excel.books.open(str(shutil.copy(source, folder / f"自评 （{source.stem}）.xlsx")))
    book.set_mock_caller()
    return book


def press(book: xw.Book, button: str) -> list[tuple[str, str]]:
    """Press a button; gives the messages shown."""
    Calls.count = 0
    ribbon.run(button)
    return list(book.app.impl.told)


def one_form(folder: Path, indicators: int) -> Path:
    """A workbook with one form of so many indicators, every second one scored by the clerk."""
    facts = {"target": "≥2次", "actual": "1次", "weight": Decimal(1)}
    typed = {**facts, "reported_score": Decimal(1)}
    rows = tuple(
        IndicatorRow("产出指标", "数量指标", f"指标{number}", typed if number % 2 else facts)
        for number in range(indicators)
    )
    funds = (FundRow("年度资金总额", {"full_year_budget": Shown(Decimal(10)), "executed": Shown(Decimal(8))}),)
    content = FormContent(sheet="自评表", fields={"project_name": "甲"}, funds=funds, indicators=rows)
    path = folder / f"表{indicators}.xlsx"
    write_workbook(WorkbookContent("mof", (content,)), path)
    return path


def ribbon_buttons() -> list[ElementTree.Element]:
    return list(ElementTree.parse(add_in_folder() / "ribbon.xml").iter(f"{SPACE}button"))


def test_every_button_of_the_ribbon_has_a_handler_and_the_other_way_round() -> None:
    assert [button.get("id") for button in ribbon_buttons()] == list(ribbon.BUTTONS)


def test_a_press_takes_over_what_the_presses_before_it_kept(
    excel: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: list[str] = []
    monkeypatch.setattr(ribbon, "warm", lambda kind: nullcontext(kinds.append(kind)))
    press(opened(excel, SAMPLES[0], tmp_path), "zpjScore")
    assert kinds == ["buttons"]


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: path.stem)
def test_the_score_button_fills_what_the_command_fills(excel: xw.App, tmp_path: Path, source: Path) -> None:
    book = opened(excel, source, tmp_path)
    before = cells_of(book.impl.workbook)
    ((mode, told),) = press(book, "zpjScore")
    after = cells_of(book.impl.workbook)
    copy = write_scored_copy(source, tmp_path / "计分.xlsx", None, force=False)
    expected = cells_of(openpyxl.load_workbook(copy.path))
    assert mode == "info"
    changed = {place for place in after if after[place] != before.get(place)}
    assert {place: after[place] for place in changed} == pytest.approx({place: expected[place] for place in changed})
    assert not [place for place in changed if before.get(place) is not None and place[2] < 10]
    alive = {place for place in before if "ZPJ_" in str(before[place])}
    assert {place for place in expected if expected[place] != before.get(place)} - changed <= alive
    assert all(f"{name} {count} 格" in told for name, count in (("执行率", copy.rates), ("得分", copy.points)) if count)


def cells_of(workbook: openpyxl.Workbook) -> dict[tuple[str, int, int], object]:
    return {
        (sheet.title, cell.row, cell.column): cell.value
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


@pytest.mark.parametrize("indicators", [4, 60])
def test_the_score_button_calls_excel_a_few_times_however_many_indicators(
    excel: xw.App, tmp_path: Path, indicators: int
) -> None:
    book = opened(excel, one_form(tmp_path, indicators), tmp_path)
    ((_, told),) = press(book, "zpjScore")
    assert f"得分 {indicators // 2} 格" in told
    assert Calls.count < MOST_CALLS


def test_the_score_button_leaves_what_the_clerk_typed_and_follows_its_own_scores(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, one_form(tmp_path, 6), tmp_path)
    press(book, "zpjScore")
    (evaluation,) = read_workbook(saved(book, tmp_path)).evaluations
    rows = [int(row.location.rpartition("!")[2][1:]) for row in evaluation.indicators]
    sheet = book.impl.workbook["自评表"]
    assert [sheet[f"H{row}"].value for row in rows] == [0.5, 1, 0.5, 1, 0.5, 1]
    sheet[f"F{rows[0]}"].value = "2次"
    sheet[f"H{rows[2]}"].value = 0.75
    press(book, "zpjScore")
    assert [sheet[f"H{row}"].value for row in rows] == [1, 1, 0.75, 1, 0.5, 1]


def test_a_rate_that_was_filled_follows_the_amounts(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, one_form(tmp_path, 3), tmp_path)
    sheet = book.impl.workbook["自评表"]
    sheet["H6"].value = None
    press(book, "zpjScore")
    assert (sheet["H6"].value, sheet["H6"].number_format) == (0.8, "0.00%")
    sheet["F6"].value = 9
    press(book, "zpjScore")
    assert sheet["H6"].value == 0.9


def test_where_the_functions_do_not_work_the_reasons_are_written_as_text(tmp_path: Path) -> None:
    source = one_form(tmp_path, 3)
    alive, texts = scores_on_screen(source, {}), scores_on_screen(source, {}, functions_work=False)
    assert {place for cells in texts.cells.values() for place in cells if place[1] > 11} > {
        place for cells in alive.cells.values() for place in cells if place[1] > 11
    }


def saved(book: xw.Book, folder: Path) -> Path:
    path = folder / "存盘.xlsx"
    book.impl.workbook.save(path)
    return path


def test_a_workbook_without_a_form_gets_one_sentence(excel: xw.App) -> None:
    book = excel.books.add()
    book.set_mock_caller()
    ((mode, told),) = press(book, "zpjScore")
    assert mode == "critical"
    assert "没有找到项目支出绩效自评表" in told
    assert book.app.impl.status is False


def test_a_protected_sheet_is_named_and_nothing_is_written(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, one_form(tmp_path, 4), tmp_path)
    book.impl.workbook["自评表"].protection.sheet = True
    before = cells_of(book.impl.workbook)
    ((mode, told),) = press(book, "zpjScore")
    assert (mode, "“自评表”：受保护" in told) == ("critical", True)
    assert cells_of(book.impl.workbook) == before


def test_an_unexpected_failure_is_one_sentence_with_the_details_in_the_log(
    excel: xw.App, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: xw.Book) -> None:
        raise RuntimeError("Excel 没有回答")

    book = excel.books.add()
    book.set_mock_caller()
    monkeypatch.setattr(ribbon, "BUTTONS", {"zpjScore": fail})
    ((mode, told),) = press(book, "zpjScore")
    assert (mode, str(log_file()) in told) == ("critical", True)
    assert "Excel 没有回答" in log_file().read_text("utf-8")


def test_the_new_button_asks_for_form_and_names_and_opens_the_workbook(excel: xw.App, tmp_path: Path) -> None:
    book = excel.books.add()
    book.set_mock_caller()
    excel.impl.answers = [None, "医保监管、信息系统，"]
    ((_, told),) = press(book, "zpjNew")
    made = excel.impl.opened[-1]
    assert made.workbook.sheetnames[:2] == ["医保监管", "信息系统"]
    assert made.file.parent == tmp_path / "home"
    assert "2 张自评表" in told
    assert read_workbook(made.file).evaluations[0].form == "mof"
    assert Calls.count < MOST_CALLS


@pytest.mark.parametrize(("answers", "messages"), [([False], 0), ([None, False], 0), (["9"], 1), (["二"], 1)])
def test_the_new_button_can_be_cancelled_and_refuses_an_unknown_number(
    excel: xw.App, answers: list[object], messages: int
) -> None:
    book = excel.books.add()
    book.set_mock_caller()
    excel.impl.answers = list(answers)
    assert len(press(book, "zpjNew")) == messages
    assert len(excel.impl.opened) == 1


def test_the_report_button_writes_the_reports_beside_the_workbook(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, ROOT / "sample_workbooks" / "xinzhou_2022.xlsx", tmp_path)
    ((mode, told),) = press(book, "zpjReport")
    written = sorted(tmp_path.glob("*.docx"))
    assert mode == "info"
    assert written
    assert all(str(path) in told and docx.Document(str(path)).paragraphs for path in written)
    assert Calls.count < MOST_CALLS


def test_the_report_button_tells_what_the_command_tells(excel: xw.App, tmp_path: Path) -> None:
    source = tmp_path / "原.xlsx"
    workbook = openpyxl.load_workbook(ROOT / "sample_workbooks" / "xinzhou_2022.xlsx")
    material = workbook["报告素材"]
    material.append([material.cell(2, 1).value, None, "没有这一章", "这一段没有地方放。"])
    workbook.save(source)
    ((_, told),) = press(opened(excel, source, tmp_path), "zpjReport")
    assert "没有找到位置" in told
    lines = [*run_reports(source, None, None, tmp_path / "令", force=False).told()]
    assert lines
    assert all(line in told.splitlines() for line in lines)


def test_the_settings_button_shows_the_sheet_or_adds_it(excel: xw.App, tmp_path: Path) -> None:
    new_workbook(tmp_path / "新.xlsx", "mof", (), force=False)
    book = opened(excel, tmp_path / "新.xlsx", tmp_path)
    assert press(book, "zpjSettings") == []
    assert book.impl.workbook.active.title == "设置"
    del book.impl.workbook["设置"]
    ((_, told),) = press(book, "zpjSettings")
    assert "设置" in told
    sheet = book.impl.workbook["设置"]
    assert "shanxi-analysis" in "".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    choose(sheet, "计分方案", "shanxi")
    assert read_workbook(saved(book, tmp_path)).evaluations[0].scheme == "shanxi"
    assert Calls.count < MOST_CALLS + len(book.impl.workbook.sheetnames)


def choose(sheet: openpyxl.worksheet.worksheet.Worksheet, name: str, value: str) -> None:
    (row,) = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == name]
    sheet.cell(row, 2).value = value


def test_the_help_button_tells_every_button_and_where_the_log_is(excel: xw.App) -> None:
    book = excel.books.add()
    book.set_mock_caller()
    ((_, told),) = press(book, "zpjHelp")
    assert all(str(button.get("label")) in told for button in ribbon_buttons())
    assert str(log_file()) in told


def test_scores_are_those_of_the_command_after_a_press(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, one_form(tmp_path, 5), tmp_path)
    press(book, "zpjScore")
    (evaluation,) = read_workbook(saved(book, tmp_path)).evaluations
    sheet = scores(evaluation)
    assert sheet.total == Decimal("8") + Decimal("0.5") * 5
