"""The open workbook: what is on the screen saved to a copy, its name and folder, what stands in the way of writing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import xlwings as xw

from zpj.app.marking import SheetStates
from zpj.domain.errors import ZpjError
from zpj.excel.busy import is_busy
from zpj.excel.memory import log_failure

IN_DOCUMENTS = "\n工作簿没有存在本机（未存盘，或在网盘上），文件存到了“文档”文件夹。"
READ_ONLY = "\n工作簿的文件是只读的，请另存为别的名字。"


@contextmanager
def saved_copy(book: xw.Book, known_as: str = "") -> Iterator[Path]:
    """The workbook as it is on the screen, saved or not, as a temporary file of the same name.

    `known_as` is its full name, where that was asked for already.
    """
    with _own_folder() as folder:
        name = Path(known_as).name or book.name
        path = folder / (name if Path(name).suffix else f"{name}.xlsx")
        if sys.platform == "darwin":
            path.write_bytes(_file_on_disk(book).read_bytes())
        else:
            _save_copy(book, path)
        yield path


@contextmanager
def _own_folder() -> Iterator[Path]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="zpj-", ignore_cleanup_errors=True)
    except OSError as error:
        reason, remedy = "不能写入，无法另存副本", "请清理磁盘，或检查系统的临时文件夹"
        raise ZpjError(f"临时文件夹 {tempfile.gettempdir()}", reason, remedy) from error
    with folder as name:
        yield Path(name)


def _save_copy(book: xw.Book, path: Path) -> None:
    try:
        book.api.SaveCopyAs(str(path))
    except Exception as problem:
        if is_busy(problem):
            raise
        log_failure("SaveCopyAs")
        remedy = "窗口上方有“启用编辑”的请先点它，或把工作簿保存到本机，再点这个按钮"
        raise ZpjError(book.name, "Excel 不能另存副本，内容读不出来", remedy) from problem


def _file_on_disk(book: xw.Book) -> Path:
    """Excel for Mac cannot save a copy: the file as it was saved last."""
    path = Path(book.fullname)
    if not path.is_file():
        raise ZpjError(book.name, "工作簿还没有保存", "请先保存，再点这个按钮")
    return path


def full_name(book: xw.Book) -> str:
    """The path of a workbook; only its name where xlwings cannot tell (a cloud folder that is not synchronised)."""
    try:
        return str(book.fullname)
    except (xw.XlwingsError, OSError):
        return str(book.name)


def identity(book: xw.Book, name: str) -> str:
    """What a workbook is remembered by: its path; without one (工作簿1) only this day's running Excel knows it."""
    return name if Path(name).is_absolute() else f"{name}|{book.app.pid}|{date.today()}"


def require_unprotected(sheets: Mapping[str, xw.Sheet], states: SheetStates | None = None) -> None:
    """ZpjError where somebody protected one of the sheets: nothing is written then, not even on the others."""
    for title, sheet in sheets.items():
        if title in states.locked if states else sys.platform != "darwin" and sheet.api.ProtectContents:
            raise ZpjError(f"工作表“{title}”", "受保护，不能写入", "请先在“审阅”里撤消工作表保护，再点这个按钮")


def is_filtered(title: str, sheet: xw.Sheet, states: SheetStates | None = None) -> bool:
    """Whether a filter hides rows: Excel then spreads a block over the rows it shows."""
    return title in states.filtered if states else sys.platform != "darwin" and bool(sheet.api.FilterMode)


def read_only_note(name: str) -> str:
    """What to tell after writing into a workbook whose file (by its full name) cannot be written."""
    return READ_ONLY if Path(name).is_file() and not os.access(name, os.W_OK) else ""


def sheet_named(book: xw.Book, title: str) -> xw.Sheet | None:
    """A sheet by name; None where there is none. Asking for all names would be a call for each sheet."""
    try:
        return book.sheets[title]
    except Exception as problem:
        if is_busy(problem):
            raise
        return None


def folder_of(book: xw.Book) -> Path:
    """The folder beside the workbook; for an unsaved one, or one in the cloud, the clerk's 文档."""
    return folder_for_name(full_name(book))


def folder_for_name(name: str) -> Path:
    """The same for a full name."""
    folder = Path(name).parent
    if folder.is_absolute() and folder.is_dir():
        return folder
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def place_note(name: str, folder: Path) -> str:
    """What to tell where a file could not be saved beside the workbook."""
    return "" if Path(name).parent == folder else IN_DOCUMENTS


def open_workbook(book: xw.Book, path: Path) -> str:
    """Open a workbook in Excel; says so where one of the same name is open, which Excel forbids."""
    try:
        book.app.books.open(str(path))
    except ValueError:
        return "\n已经开着一个同名的工作簿，所以没有自动打开。"
    return ""


def open_file(path: Path) -> None:
    """Open a file in its own program; does nothing where the system has none."""
    if sys.platform == "win32":
        os.startfile(path)
    elif sys.platform == "darwin":
        subprocess.run(["open", str(path)], check=False)
