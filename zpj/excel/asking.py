"""What the clerk is told and asked: message boxes, input boxes, choosing files, the status bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings as xw

from zpj.domain.errors import ZpjError
from zpj.excel.busy import is_busy

TITLE = "绩效自评"

_LONGEST_PROMPT = 250
_FOLDER_PICKER = 4
_CHOSEN = -1
_INFORMATION, _WARNING, _IN_FRONT = 0x40, 0x30, 0x1000


def tell(book: xw.Book, text: str, failed: bool = False) -> None:
    """Show a message box; where Excel does not answer, one of the system's own."""
    try:
        book.app.alert(text, TITLE, mode="critical" if failed else "info")
    except Exception as problem:
        if not is_busy(problem):
            raise
        system_box(text, failed)


def system_box(text: str, failed: bool) -> None:
    """A message box that needs no Excel; there is one on Windows only."""
    if sys.platform == "win32":
        import ctypes

        style = (_WARNING if failed else _INFORMATION) | _IN_FRONT
        ctypes.windll.user32.MessageBoxW(0, text, TITLE, style)


def ask(book: xw.Book, prompt: str, default: str = "") -> str | None:
    """Ask for a line of text; None where the clerk cancels."""
    _require_windows("新建自评表", "zpj new")
    answer = book.app.api.InputBox(prompt[:_LONGEST_PROMPT], TITLE, default)
    return answer.strip() if isinstance(answer, str) else None


def agreed(book: xw.Book, question: str) -> bool:
    """Ask a question that is answered by 是 or 否."""
    return book.app.alert(question, TITLE, buttons="yes_no", mode="info") == "yes"


def choose_files(book: xw.Book, title: str, kinds: str) -> list[Path]:
    """Let the clerk choose files in Excel's own window; [] where that is cancelled."""
    _require_windows("导入旧表", "zpj import")
    chosen = book.app.api.GetOpenFilename(FileFilter=kinds, Title=title, MultiSelect=True)
    names = [chosen] if isinstance(chosen, str) else chosen or ()
    return [Path(name) for name in names]


def choose_folder(book: xw.Book, title: str, start: Path) -> Path | None:
    """Let the clerk choose a folder; None where that is cancelled."""
    _require_windows("汇总", "zpj summary")
    dialog = book.app.api.FileDialog(_FOLDER_PICKER)
    dialog.Title = title
    dialog.InitialFileName = f"{start}\\" if sys.platform == "win32" else f"{start}/"
    return Path(dialog.SelectedItems.Item(1)) if dialog.Show() == _CHOSEN else None


def _require_windows(subject: str, command: str) -> None:
    if sys.platform == "darwin":
        raise ZpjError(subject, "Excel for Mac 里不能提问", f"请在终端运行 {command}")


@contextmanager
def working(book: xw.Book, text: str) -> Iterator[None]:
    """Show in the status bar what is going on."""
    book.app.status_bar = text
    try:
        yield
    finally:
        book.app.status_bar = False
