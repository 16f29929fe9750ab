"""A press on the ribbon, all the way: VBA callback, xlwings' own RunPython, the command it would send, its effect."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xlwings as xw
from addin_twin import write_twin
from engine import start
from office_session import Book, Office

from zpj.app.reading import read_workbook
from zpj.excel import ribbon
from zpj.excel.xlam.builder import add_in_folder, text_sheets, vba_modules
from zpj.excel.xlam.wrappers import Wrappers, make_wrappers

SAMPLE = Path(__file__).resolve().parents[2] / "sample_workbooks" / "xinzhou_2022.xlsx"
SPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
BUTTONS = {
    str(item.get("id")): str(item.get("onAction"))
    for item in ElementTree.parse(add_in_folder() / "ribbon.xml").iter(f"{SPACE}button")
}


@pytest.fixture(scope="module")
def wrappers() -> Wrappers:
    return make_wrappers()


@pytest.fixture(scope="module")
def add_in(macro_office: Office, wrappers: Wrappers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The add-in's twin, open in LibreOffice, talking to the Python server."""
    with macro_office.book(write_twin(tmp_path_factory.mktemp("twin") / "zpj.xlsm", wrappers, {})) as book:
        yield book


@pytest.fixture
def excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.App]:
    """The stand-in for Excel with the sample open, as Book.caller() will give it."""
    before = xw.engines.active
    monkeypatch.setenv("ZPJ_HOME", str(tmp_path / "own"))
    app = start()
    app.books.open(str(shutil.copy(SAMPLE, tmp_path / "自评.xlsx"))).set_mock_caller()
    yield app
    del xw.Book._mock_caller
    xw.engines.active = before


def run(book: Book, procedure: str, *arguments: Any) -> Any:
    return book.office.call("run", book.number, procedure, *arguments)


def press(book: Book, button: str) -> list[str]:
    """Press a button; gives what the stand-ins for the system recorded."""
    run(book, "ZpjSystem.ZpjTakeLog")
    run(book, "ZpjSystem.ZpjPress", button)
    return str(run(book, "ZpjSystem.ZpjTakeLog")).splitlines()


def test_libreoffice_finds_every_module_in_the_file_that_is_shipped(macro_office: Office, wrappers: Wrappers) -> None:
    with macro_office.book(add_in_folder() / "zpj.xlam") as book:
        found = macro_office.call("modules", book.number)
        sheets = book.sheets()
    assert set(found) == {module.name for module in vba_modules(wrappers, text_sheets(wrappers))}
    assert sheets == ["zpj.conf", "zpj.texts", "zpj.functions"]


def test_the_add_in_compiles_and_finds_its_texts(add_in: Book) -> None:
    assert run(add_in, "ZpjButtons.ZpjSelfTest") == "zpj 0.37.8 绩效自评"


@pytest.mark.parametrize("button", BUTTONS)
def test_a_press_sends_the_command_of_the_contract(add_in: Book, button: str) -> None:
    assert BUTTONS[button] == "ZpjButtons.ZpjRibbon"
    log = press(add_in, button)
    sent = [line.removeprefix("EXEC ") for line in log if line.startswith("EXEC ")]
    assert sent == [f"import zpj.excel.ribbon; zpj.excel.ribbon.run('{button}')"]
    assert "SETATTR xlwings._xlwindows.BOOK_CALLER" in log
    assert all("xlwings64-0.37.8.dll" in line for line in log if line.startswith("LOADLIBRARY"))


def execute(add_in: Book, button: str) -> None:
    """Run in Python what a press sends."""
    (command,) = [line.removeprefix("EXEC ") for line in press(add_in, button) if line.startswith("EXEC ")]
    exec(command, {})


def test_the_score_button_fills_the_workbook(add_in: Book, excel: xw.App) -> None:
    sheet = excel.books.active.impl.workbook.worksheets[0]
    rows = [row for row in range(12, sheet.max_row) if isinstance(sheet.cell(row, 9).value, int | float)]
    sheet.cell(rows[0], 9).value = None
    execute(add_in, "zpjScore")
    assert sheet.cell(rows[0], 9).value == sheet.cell(rows[0], 8).value
    ((mode, told),) = excel.impl.told
    assert (mode, "填写了得分 1 格" in told) == ("info", True)


def test_the_new_button_opens_a_new_workbook(add_in: Book, excel: xw.App) -> None:
    excel.impl.answers = [None, "新项目"]
    execute(add_in, "zpjNew")
    assert excel.impl.opened[-1].workbook.sheetnames[0] == "新项目"


def test_the_report_button_writes_beside_the_workbook(add_in: Book, excel: xw.App, tmp_path: Path) -> None:
    execute(add_in, "zpjReport")
    assert list(tmp_path.glob("*.docx"))


def test_the_check_button_adds_the_sheet_of_results(add_in: Book, excel: xw.App) -> None:
    execute(add_in, "zpjCheck")
    results = excel.books.active.impl.workbook["校验结果"]
    assert results["A2"].value == "级别"
    assert str(results["A1"].value) in excel.impl.told[0][1]


def test_the_fix_button_fixes_what_the_undo_button_takes_back(add_in: Book, excel: xw.App) -> None:
    sheet = excel.books.active.impl.workbook["报告素材"]
    before = sheet["D83"].value
    execute(add_in, "zpjFix")
    assert "〔2020〕45号" in sheet["D83"].value != before
    execute(add_in, "zpjUndo")
    assert sheet["D83"].value == before


def test_the_freeze_button_writes_a_copy_without_formulas(add_in: Book, excel: xw.App, tmp_path: Path) -> None:
    execute(add_in, "zpjFreeze")
    assert (tmp_path / "自评_报送.xlsx").exists()


def test_the_marks_of_a_check_are_on_exactly_the_cells_it_names(
    macro_office: Office, excel: xw.App, tmp_path: Path
) -> None:
    """The formula of the conditional format, computed for cell after cell by a real spreadsheet program."""
    ribbon.run("zpjCheck")
    workbook = excel.books.active.impl.workbook
    form = workbook.worksheets[0]
    (rule,) = [rule for area in form.conditional_formatting for rule in area.rules if "校验结果" in rule.formula[0]]
    scratch = workbook.create_sheet("试算")
    for row in range(1, 41):
        for column in range(1, 16):
            formula = rule.formula[0].replace("ADDRESS(ROW(),COLUMN(),4)", f"ADDRESS({row},{column},4)")
            scratch.cell(row, column).value = f"=IF({formula},1,0)"
    listed = workbook["校验结果"].iter_rows(min_row=3, max_col=3, values_only=True)
    named = {
        str(link)[:-2].rpartition("!")[2] for level, _, link in listed if level != "提示" and form.title in str(link)
    }
    workbook.save(tmp_path / "标色.xlsx")
    with macro_office.book(tmp_path / "标色.xlsx") as book:
        book.recalculate()
        marked = {address for address, cell in book.cells("试算").items() if cell.value == 1}
    assert named
    assert marked == named


def test_the_import_button_makes_a_standard_workbook_and_opens_it(add_in: Book, excel: xw.App, tmp_path: Path) -> None:
    excel.impl.chosen = (str(shutil.copy(SAMPLE, tmp_path / "旧 表.xlsx")),)
    execute(add_in, "zpjImport")
    assert excel.impl.opened[-1].file == tmp_path / "旧 表_标准表.xlsx"
    assert "导入说明" in excel.impl.opened[-1].workbook.sheetnames


def test_the_summary_button_sums_up_a_folder(add_in: Book, excel: xw.App, tmp_path: Path) -> None:
    excel.impl.chosen = tmp_path
    execute(add_in, "zpjSummary")
    summary = excel.impl.opened[-1]
    assert summary.file == tmp_path / "绩效自评汇总表.xlsx"
    named = {str(cell.value) for row in summary.workbook.worksheets[0] for cell in row}
    assert {evaluation.text("project_name") for evaluation in read_workbook(SAMPLE).evaluations} <= named


def test_every_button_is_executed_in_this_file() -> None:
    source = Path(__file__).read_text("utf-8")
    assert set(re.findall(r'execute\(add_in, "(\w+)"\)', source)) == set(BUTTONS)


def test_the_settings_button_shows_the_settings(add_in: Book, excel: xw.App) -> None:
    execute(add_in, "zpjSettings")
    assert excel.books.active.impl.workbook.active.title == "设置"


def test_the_help_button_shows_help(add_in: Book, excel: xw.App) -> None:
    execute(add_in, "zpjHelp")
    assert "计算得分" in excel.impl.told[0][1]


def test_without_the_server_a_press_starts_python_with_the_same_command(
    macro_office: Office, wrappers: Wrappers, tmp_path: Path
) -> None:
    conf = {"Use UDF Server": "FALSE", "Interpreter_Win": "python", "PYTHONPATH": "C:\\程序 目录\\lib"}
    with macro_office.book(write_twin(tmp_path / "zpj.xlsm", wrappers, conf)) as book:
        assert run(book, "ZpjButtons.ZpjSelfTest")
        shell = [line for line in press(book, "zpjScore") if line.startswith("SHELL ")]
    assert len(shell) == 1
    assert re.search(r"cmd\.exe /C .*python -B -c \"import xlwings\.utils;", shell[0])
    assert "; import zpj.excel.ribbon; zpj.excel.ribbon.run('zpjScore')\"" in shell[0]
    assert "C:\\\\程序 目录\\\\lib" in shell[0]


LINKS = {
    "=ZPJ_SCORE(A1)": "=ZPJ_SCORE(A1)",
    "=zpj.xlam!ZPJ_SCORE(A1)": "=ZPJ_SCORE(A1)",
    "='C:\\Users\\李 四\\XLSTART\\zpj.xlam'!ZPJ_SCORE(A1)+1": "=ZPJ_SCORE(A1)+1",
    "=IFERROR('C:\\O''Brien\\zpj.xlam'!ZPJ_SCORE(IF(F12=\"\",E12,F12)),\"\")": (
        '=IFERROR(ZPJ_SCORE(IF(F12="",E12,F12)),"")'
    ),
    "=zpj.xlam!ZPJ_RATE(A1,B1)*'D:\\a\\zpj.xlam'!zpj_total(C1:C9)": "=ZPJ_RATE(A1,B1)*zpj_total(C1:C9)",
    "=自评表!A1": "=自评表!A1",
}


@pytest.mark.parametrize("formula", LINKS)
def test_a_formula_loses_its_link_to_another_copy_of_the_add_in(add_in: Book, formula: str) -> None:
    assert run(add_in, "ZpjFormulas.ZpjBare", formula) == LINKS[formula]
