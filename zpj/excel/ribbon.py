"""The ribbon's door: VBA passes the id of the pressed button, and the handler gets the open workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import xlwings as xw

from zpj.domain.errors import ZpjError
from zpj.excel import buttons, gathering
from zpj.excel.asking import tell
from zpj.excel.busy import EDITING, do_not_wait_for_ever, is_busy
from zpj.excel.memory import log_failure, log_file
from zpj.warm import warm

BUTTONS: Mapping[str, Callable[[xw.Book], None]] = {
    "zpjNew": buttons.new,
    "zpjImport": gathering.bring_in,
    "zpjScore": buttons.score,
    "zpjCheck": buttons.check,
    "zpjFix": buttons.fix,
    "zpjReport": buttons.report,
    "zpjSummary": gathering.summarise,
    "zpjFreeze": buttons.freeze,
    "zpjUndo": buttons.undo,
    "zpjSettings": buttons.settings,
    "zpjHelp": buttons.help_page,
}


def run(button: str) -> None:
    """Do what a button says. Whatever fails becomes one Chinese message; the details go to the log file.

    Every press is a Python of its own, so it takes over what the presses before it kept (`zpj.warm`).
    """
    do_not_wait_for_ever()
    book = xw.Book.caller()
    try:
        with warm("buttons"):
            BUTTONS[button](book)
    except ZpjError as problem:
        tell(book, str(problem), failed=True)
    except Exception as problem:  # noqa: BLE001 - the clerk must see a sentence, not VBA's error window
        log_failure(button)
        tell(book, EDITING if is_busy(problem) else _unexpected(problem), failed=True)


def _unexpected(problem: Exception) -> str:
    detail = f"（{type(problem).__name__}）"
    return f"没有完成，出现意外情况{detail}。请保存后重试；仍不行时请把日志文件发给维护人员：{log_file()}"
