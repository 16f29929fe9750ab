"""What the Explorer's 发送到 entries run: check or report for the chosen files, the result opened, no console.

This is the way for WPS, where the ribbon does not work. It runs under pythonw, which has neither stdout nor stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from zpj.app.checking import check_files, write_review
from zpj.app.outputs import free_name
from zpj.app.reporting import run_reports
from zpj.domain.errors import ZpjError
from zpj.excel.memory import log_failure, log_file

_ICON_ERROR = 0x10
_ICON_INFORMATION = 0x40
_MOST_OPENED = 5


class Desk(Protocol):
    """How the clerk is told something, and how a result is opened."""

    def tell(self, message: str, failed: bool) -> None: ...

    def open(self, path: Path) -> None: ...


class WindowsDesk:
    """A message box that shows Chinese, and the program Windows keeps for a file."""

    def tell(self, message: str, failed: bool) -> None:
        if sys.platform == "win32":
            import ctypes

            icon = _ICON_ERROR if failed else _ICON_INFORMATION
            ctypes.windll.user32.MessageBoxW(None, message, "绩效自评", icon)
        elif sys.stderr:
            print(message, file=sys.stderr)

    def open(self, path: Path) -> None:
        if sys.platform == "win32":
            os.startfile(path)


def check(files: Sequence[Path], desk: Desk) -> None:
    """Check the files together, as `zpj check` does, and open the review written beside the first of them."""
    checked = check_files(files)
    review = write_review(checked, free_name(files[0].with_name(f"{files[0].stem}_审核意见.xlsx")), force=False)
    desk.tell(f"{checked.verdict}\n\n审核意见：{review}", failed=False)
    desk.open(review)


def report(files: Sequence[Path], desk: Desk) -> None:
    """Write the reports of each file beside it, as `zpj report` does, and open them; a bad file stops no other."""
    written, remarks, problems = list[Path](), list[str](), list[ZpjError]()
    for path in files:
        try:
            done = run_reports(path, None, None, None, force=False)
        except ZpjError as problem:
            problems.append(problem)
            continue
        written += [one.path for one in done.written]
        remarks.append(f"{path.name}：{done.checked.verdict}")
    if not written and problems:
        raise problems[0]
    remarks += [str(problem) for problem in problems]
    listed = "\n".join(map(str, written))
    desk.tell(f"已生成 {len(written)} 份报告：\n{listed}\n\n{chr(10).join(remarks)}", failed=bool(problems))
    for path in written[:_MOST_OPENED]:
        desk.open(path)


TASKS: Mapping[str, Callable[[Sequence[Path], Desk], None]] = {"check": check, "report": report}


def run(arguments: Sequence[str], desk: Desk) -> int:
    """Do the task named first with the files named after it; whatever fails becomes one message."""
    task, files = TASKS.get(arguments[0] if arguments else ""), [Path(name) for name in arguments[1:]]
    try:
        if task is None or not files:
            raise ZpjError("绩效自评", "没有收到文件", "请在文件上按右键，选“发送到”里的“绩效自评”")
        task(files, desk)
    except ZpjError as problem:
        desk.tell(str(problem), failed=True)
        return 2
    except Exception as problem:  # noqa: BLE001 - pythonw has no console: without a message nobody would know
        log_failure("send_to")
        sentence = f"没有完成，出现意外情况（{type(problem).__name__}）。请把日志文件发给维护人员：{log_file()}"
        desk.tell(sentence, failed=True)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], WindowsDesk()))
