"""The open workbook: what is on the screen saved to a copy, its folder, questions to the clerk, files to open."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings as xw

from zpj.domain.errors import ZpjError

TITLE = "绩效自评"

_LONGEST_PROMPT = 250


@contextmanager
def saved_copy(book: xw.Book, known_as: str = "") -> Iterator[Path]:
    """The workbook as it is on the screen, saved or not, as a temporary file of the same name.

    `known_as` is its full name, where that was asked for already.
    """
    with tempfile.TemporaryDirectory(prefix="zpj-") as folder:
        name = Path(known_as).name or book.name
        path = Path(folder) / (name if Path(name).suffix else f"{name}.xlsx")
        if sys.platform == "darwin":
            path.write_bytes(_file_on_disk(book).read_bytes())
        else:
            book.api.SaveCopyAs(str(path))
        yield path


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


def require_unprotected(sheets: Iterable[xw.Sheet]) -> None:
    """ZpjError where somebody protected one of the sheets: nothing is written then, not even on the others."""
    if sys.platform == "darwin":
        return
    for sheet in sheets:
        if sheet.api.ProtectContents:
            raise ZpjError(f"工作表“{sheet.name}”", "受保护，不能写入", "请先在“审阅”里撤消工作表保护，再点这个按钮")


def folder_of(book: xw.Book) -> Path:
    """The folder beside the workbook; for an unsaved one, or one in the cloud, the clerk's 文档."""
    folder = Path(full_name(book)).parent
    if folder.is_absolute() and folder.is_dir():
        return folder
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def tell(book: xw.Book, text: str, failed: bool = False) -> None:
    """Show a message box."""
    book.app.alert(text, TITLE, mode="critical" if failed else "info")


def ask(book: xw.Book, prompt: str, default: str = "") -> str | None:
    """Ask for a line of text; None where the clerk cancels."""
    if sys.platform == "darwin":
        raise ZpjError("新建自评表", "Excel for Mac 里不能提问", "请在终端运行 zpj new")
    answer = book.app.api.InputBox(prompt[:_LONGEST_PROMPT], TITLE, default)
    return answer.strip() if isinstance(answer, str) else None


def agreed(book: xw.Book, question: str) -> bool:
    """Ask a question that is answered by 是 or 否."""
    return book.app.alert(question, TITLE, buttons="yes_no", mode="info") == "yes"


@contextmanager
def working(book: xw.Book, text: str) -> Iterator[None]:
    """Show in the status bar what is going on."""
    book.app.status_bar = text
    try:
        yield
    finally:
        book.app.status_bar = False


def open_file(path: Path) -> None:
    """Open a file in its own program; does nothing where the system has none."""
    if sys.platform == "win32":
        os.startfile(path)
    elif sys.platform == "darwin":
        subprocess.run(["open", str(path)], check=False)
