"""导入旧表 and 汇总 on a stand-in for Excel: what they write, what they say, how often they call Excel."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import xlwings as xw
from engine import Calls
from test_buttons import MOST_CALLS, SAMPLES, opened, press

from zpj.app.reading import read_workbook
from zpj.excel import asking, ribbon

ROOT = Path(__file__).resolve().parents[2]
XINZHOU = ROOT / "sample_workbooks" / "xinzhou_2022.xlsx"
ZIZHOU = ROOT / "sample_workbooks" / "zizhou_2023.xlsx"


@pytest.fixture
def book(excel: xw.App) -> xw.Book:
    """An empty workbook, as VBA adds one where none is open."""
    empty = excel.books.add()
    empty.set_mock_caller()
    return empty


def old_files(folder: Path, *sources: Path) -> list[str]:
    folder.mkdir()
    return [str(shutil.copy(source, folder / f"旧 表（{source.stem}）.xlsx")) for source in sources]


def test_old_forms_become_a_standard_workbook_beside_the_first_of_them(book: xw.Book, tmp_path: Path) -> None:
    book.app.impl.chosen = tuple(old_files(tmp_path / "去 年", XINZHOU, ZIZHOU))
    ((mode, told),) = press(book, "zpjImport")
    target = tmp_path / "去 年" / "旧 表（xinzhou_2022）_标准表.xlsx"
    assert (mode, f"已导入 6 个项目：{target}" in told, "格已导入" in told) == ("info", True, True)
    before = [e.text("project_name") for path in (XINZHOU, ZIZHOU) for e in read_workbook(path).evaluations]
    assert [e.text("project_name") for e in read_workbook(target).evaluations] == before
    opened_book = book.app.impl.opened[-1]
    assert opened_book.file == target
    assert "导入说明" in opened_book.workbook.sheetnames
    assert Calls.count < MOST_CALLS


def test_a_file_without_a_form_is_named_and_the_rest_is_imported(book: xw.Book, tmp_path: Path) -> None:
    files = old_files(tmp_path / "旧", ZIZHOU)
    (tmp_path / "旧" / "通讯录.xlsx").write_bytes((ROOT / "zpj" / "__init__.py").read_bytes() or b" ")
    book.app.impl.chosen = (*files, str(tmp_path / "旧" / "通讯录.xlsx"))
    ((_, told),) = press(book, "zpjImport")
    assert "没有导入的文件：\n通讯录.xlsx" in told


def test_importing_can_be_cancelled_and_an_unreadable_file_is_one_sentence(book: xw.Book, tmp_path: Path) -> None:
    assert press(book, "zpjImport") == []
    book.app.impl.chosen = str(tmp_path / "没有.xlsx")
    ((mode, told),) = press(book, "zpjImport")
    assert (mode, "找不到文件" in told) == ("critical", True)
    assert len(book.app.impl.opened) == 1


def test_a_folder_is_summed_up_with_its_sub_folders(book: xw.Book, tmp_path: Path) -> None:
    old_files(tmp_path / "各 科室", *SAMPLES)
    (tmp_path / "各 科室" / "说明.txt").write_text("无关", encoding="utf-8")
    book.app.impl.chosen = tmp_path / "各 科室"
    ((mode, told),) = press(book, "zpjSummary")
    target = tmp_path / "各 科室" / "绩效自评汇总表.xlsx"
    projects = sum(len(read_workbook(path).evaluations) for path in SAMPLES)
    assert (mode, told.startswith(f"已汇总 {projects} 个项目：{target}")) == ("info", True)
    assert book.app.impl.opened[-1].file == target
    assert Calls.count < MOST_CALLS


def test_an_earlier_summary_is_not_summed_up_again(book: xw.Book, tmp_path: Path) -> None:
    old_files(tmp_path / "各科", ZIZHOU)
    book.app.impl.chosen = tmp_path / "各科"
    first, second = (press(book, "zpjSummary")[-1][1] for _ in range(2))
    assert second == first.replace("汇总表.xlsx", "汇总表_2.xlsx")


def test_a_folder_without_files_and_a_cancelled_choice(book: xw.Book, tmp_path: Path) -> None:
    assert press(book, "zpjSummary") == []
    (tmp_path / "空").mkdir()
    book.app.impl.chosen = tmp_path / "空"
    ((mode, told),) = press(book, "zpjSummary")
    assert (mode, "没有 Excel 或 Word 文件" in told) == ("critical", True)


@pytest.mark.parametrize("button", ["zpjNew", "zpjImport", "zpjHelp"])
def test_without_a_workbook_these_buttons_work_in_the_one_vba_adds(
    excel: xw.App, book: xw.Book, tmp_path: Path, button: str
) -> None:
    vba = (ROOT / "addin" / "vba" / "ZpjButtons.bas").read_text("ascii")
    assert f" {button} " in vba.partition("WITHOUT_BOOK As String = ")[2].partition("\n")[0]
    excel.impl.answers, excel.impl.chosen = [None, "甲"], tuple(old_files(tmp_path / "旧", ZIZHOU))
    assert [mode for mode, _ in press(book, button)] == ["info"]


@pytest.mark.parametrize(("button", "command"), [("zpjImport", "zpj import"), ("zpjSummary", "zpj summary")])
def test_on_a_mac_the_command_is_named(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch, button: str, command: str
) -> None:
    monkeypatch.setattr(asking.sys, "platform", "darwin")
    ((mode, told),) = press(book, button)
    assert (mode, command in told) == ("critical", True)


def test_a_choice_goes_through_an_open_workbook(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, ZIZHOU, tmp_path)
    excel.impl.chosen = str(book.impl.file)
    assert "已导入 1 个项目" in press(book, "zpjImport")[0][1]
    assert list(ribbon.BUTTONS).index("zpjImport") == 1
