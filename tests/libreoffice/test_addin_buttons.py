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
    assert (mode, "填写了 1 个得分" in told) == ("info", True)


def test_the_new_button_opens_a_new_workbook(add_in: Book, excel: xw.App) -> None:
    excel.impl.answers = [None, "新项目"]
    execute(add_in, "zpjNew")
    assert excel.impl.opened[-1].workbook.sheetnames[0] == "新项目"


def test_the_report_button_writes_beside_the_workbook(add_in: Book, excel: xw.App, tmp_path: Path) -> None:
    execute(add_in, "zpjReport")
    assert list(tmp_path.glob("*.docx"))


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
