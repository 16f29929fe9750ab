"""Workbooks as they come: unsaved, in the cloud, read-only, protected, filtered, two at once, Excel not answering."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import engine
import openpyxl
import pytest
import xlwings as xw
from engine import Calls
from test_buttons import SAMPLES, cells_of, one_form, opened, press

from zpj.excel import asking, ribbon, screen
from zpj.excel.busy import EDITING, is_busy
from zpj.excel.memory import log_file

ROOT = Path(__file__).resolve().parents[2]
FIXABLE = ROOT / "sample_workbooks" / "zizhou_2023.xlsx"
CLOUD = "https://contoso-my.sharepoint.com/personal/li_si/Documents/自评.xlsx"


def unsaved(excel: xw.App, source: Path) -> xw.Book:
    """A workbook that was never saved."""
    book = excel.books.add()
    book.impl.workbook = openpyxl.load_workbook(source)
    book.set_mock_caller()
    return book


def not_synchronised() -> str:
    raise xw.XlwingsError("Couldn't find your local OneDrive file")


PLACES: dict[str, Callable[[], str]] = {
    "unsaved": lambda: "工作簿1",
    "sharepoint": lambda: CLOUD,
    "onedrive": not_synchronised,
}


@pytest.mark.parametrize("place", PLACES)
def test_what_has_no_folder_of_its_own_is_written_into_the_documents(excel: xw.App, tmp_path: Path, place: str) -> None:
    book = unsaved(excel, FIXABLE)
    book.impl.known_as = PLACES[place]
    (tmp_path / "home" / "Documents").mkdir()
    for button, pattern in (("zpjReport", "*.docx"), ("zpjFreeze", "*_报送.xlsx")):
        mode, told = press(book, button)[-1]
        (written,) = (tmp_path / "home" / "Documents").glob(pattern)
        assert (mode, str(written) in told, "存到了“文档”文件夹" in told) == ("info", True, True)


@pytest.mark.parametrize("place", PLACES)
def test_every_writing_button_works_on_what_has_no_folder(excel: xw.App, tmp_path: Path, place: str) -> None:
    book = unsaved(excel, one_form(tmp_path, 4))
    book.impl.known_as = PLACES[place]
    before = cells_of(book.impl.workbook)
    told = press(book, "zpjScore")
    assert "填写了得分 2 格" in told[-1][1]
    assert cells_of(book.impl.workbook) != before
    assert "已撤销" in press(book, "zpjUndo")[-1][1]
    assert cells_of(book.impl.workbook) == before
    press(book, "zpjCheck")
    assert "校验结果" in book.impl.workbook.sheetnames


def test_another_unsaved_workbook_of_the_same_name_does_not_inherit_what_was_filled(
    excel: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = one_form(tmp_path, 4)
    press(unsaved(excel, source), "zpjScore")
    later = engine.start()
    monkeypatch.setattr(engine.App, "pid", property(lambda _: 2))
    book = unsaved(later, source)
    assert "没有可以撤销的操作" in press(book, "zpjUndo")[-1][1]


def test_chinese_blanks_and_brackets_in_a_path_do_no_harm(excel: xw.App, tmp_path: Path) -> None:
    folder = tmp_path / "张 三（科室）" / "2023 年 [终稿] #1"
    folder.mkdir(parents=True)
    book = opened(excel, FIXABLE, folder)
    for button in ("zpjScore", "zpjFix", "zpjCheck", "zpjReport", "zpjFreeze"):
        assert press(book, button)[-1][0] == "info"
    assert {path.suffix for path in folder.iterdir()} == {".xlsx", ".docx"}


@pytest.mark.parametrize("button", ["zpjScore", "zpjFix"])
def test_a_read_only_workbook_is_to_be_saved_under_another_name(
    excel: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    assert "只读" not in press(book, button)[-1][1]
    press(book, "zpjUndo")
    monkeypatch.setattr(screen.os, "access", lambda path, mode: str(path) != book.fullname)
    assert "请另存为别的名字" in press(book, button)[-1][1]


@pytest.mark.parametrize("button", ["zpjScore", "zpjFix", "zpjUndo"])
def test_a_protected_sheet_is_named_and_nothing_is_written(excel: xw.App, tmp_path: Path, button: str) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    if button == "zpjUndo":
        press(book, "zpjFix")
    book.impl.workbook.worksheets[0].protection.sheet = True
    before = cells_of(book.impl.workbook)
    mode, told = press(book, button)[-1]
    assert (mode, f"“{book.impl.workbook.sheetnames[0]}”：受保护" in told) == ("critical", True)
    assert cells_of(book.impl.workbook) == before


def test_a_locked_workbook_gets_no_settings_sheet(excel: xw.App, tmp_path: Path) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    del book.impl.workbook["设置"]
    book.impl.workbook.security.lockStructure = True
    mode, told = press(book, "zpjSettings")[-1]
    assert (mode, "结构受保护" in told) == ("critical", True)


@pytest.mark.parametrize("filtered", [False, True], ids=["hidden", "filtered"])
@pytest.mark.parametrize("button", ["zpjScore", "zpjFix"])
def test_hidden_and_filtered_rows_get_what_belongs_to_them(
    excel: xw.App, tmp_path: Path, button: str, filtered: bool
) -> None:
    source = one_form(tmp_path, 12)
    workbook = openpyxl.load_workbook(source)
    for row in workbook["自评表"].iter_rows(min_col=7, max_col=8):
        for cell in row:
            if cell.value == 1:
                cell.value = "1分"
    workbook.save(source)
    plain = opened(excel, source, tmp_path)
    press(plain, button)
    for row in range(14, 22):
        workbook["自评表"].row_dimensions[row].hidden = row % 3 != 0
    if filtered:
        workbook["自评表"].auto_filter.ref = "A12:I30"
    workbook.save(tmp_path / "藏行.xlsx")
    book = opened(excel, tmp_path / "藏行.xlsx", tmp_path)
    before = cells_of(book.impl.workbook)
    assert press(book, button)[-1][0] == "info"
    assert cells_of(book.impl.workbook) == cells_of(plain.impl.workbook) != before
    assert press(book, "zpjUndo")[-1][0] == "info"
    assert cells_of(book.impl.workbook) == before


def test_of_two_workbooks_the_one_in_front_when_the_button_was_pressed_changes(excel: xw.App, tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
    first = opened(excel, SAMPLES[-1], tmp_path / "甲")
    second = opened(excel, SAMPLES[-2], tmp_path / "乙")
    before = cells_of(second.impl.workbook)
    first.set_mock_caller()
    for button in ("zpjCheck", "zpjFix", "zpjReport", "zpjFreeze", "zpjSettings"):
        press(first, button)
    assert cells_of(second.impl.workbook) == before != cells_of(first.impl.workbook)
    assert [path.name for path in (tmp_path / "乙").iterdir()] == [second.name]
    second.set_mock_caller()
    assert "没有可以撤销的操作" in press(second, "zpjUndo")[-1][1]


@pytest.mark.parametrize("button", ["zpjScore", "zpjCheck", "zpjFix", "zpjReport", "zpjUndo", "zpjSettings"])
def test_while_a_cell_is_edited_the_clerk_is_told_to_finish(
    excel: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    boxes: list[str] = []
    monkeypatch.setattr(asking, "system_box", lambda text, failed: boxes.append(text))
    for refused_from in (1, 2, 3):
        opened(excel, FIXABLE, tmp_path)
        Calls.count, Calls.refused_from = 0, refused_from
        try:
            ribbon.run(button)
        finally:
            Calls.refused_from = None
    assert set(boxes) == {EDITING}
    assert "Esc" in EDITING
    assert "Rejected" in log_file().read_text("utf-8")


def test_excels_refusal_is_told_from_other_failures() -> None:
    assert is_busy(engine.Rejected())
    assert is_busy(Exception(-2147352567, "发生意外。", (0, None, None, None, 0, -2146777998), None))
    assert not is_busy(Exception(-2147352567, "发生意外。", (0, None, None, None, 0, -2146827284), None))
    assert not is_busy(ValueError("甲"))


def test_what_was_written_before_excel_stopped_answering_can_be_taken_back(
    excel: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "system_box", lambda text, failed: None)
    book = opened(excel, one_form(tmp_path, 4), tmp_path)
    before = cells_of(book.impl.workbook)
    press(book, "zpjScore")
    calls = Calls.count
    press(book, "zpjUndo")
    assert cells_of(book.impl.workbook) == before
    for refused_from in range(calls - 3, calls + 1):
        Calls.refused_from = refused_from
        press(book, "zpjScore")
        Calls.refused_from = None
        written = cells_of(book.impl.workbook) != before
        told = press(book, "zpjUndo")[-1][1]
        assert cells_of(book.impl.workbook) == before or "没有可以撤销" in told
        assert written


def test_a_copy_that_excel_will_not_save_is_one_sentence(
    excel: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: str) -> None:
        raise RuntimeError("Document not saved")

    book = opened(excel, FIXABLE, tmp_path)
    monkeypatch.setattr(book.impl.workbook, "save", refuse)
    mode, told = press(book, "zpjCheck")[-1]
    assert (mode, "启用编辑" in told, "Document not saved" in log_file().read_text("utf-8")) == ("critical", True, True)


@pytest.mark.parametrize("button", ["zpjReport", "zpjFreeze"])
def test_a_folder_that_cannot_be_written_is_one_sentence(
    excel: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    book = opened(excel, FIXABLE, tmp_path)
    replace = os.replace

    def refused(path: Path, target: Path) -> None:
        if target.parent == tmp_path:
            raise PermissionError(errno.EACCES, "Permission denied")
        replace(path, target)

    monkeypatch.setattr(os, "replace", refused)
    mode, told = press(book, button)[-1]
    assert (mode, "无法写入" in told, "检查文件夹权限" in told) == ("critical", True, True)
    assert book.app.impl.status is False


def test_without_a_temporary_folder_the_clerk_learns_why(
    excel: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = opened(excel, FIXABLE, tmp_path)

    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(screen.tempfile, "TemporaryDirectory", full)
    mode, told = press(book, "zpjCheck")[-1]
    assert (mode, "临时文件夹" in told) == ("critical", True)
