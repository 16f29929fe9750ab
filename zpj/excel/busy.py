"""Excel that refuses calls: the clerk is editing a cell, or one of Excel's own windows waits for an answer."""

from __future__ import annotations

import sys

EDITING = "Excel 正在编辑单元格，或有窗口没有关。请按 Esc 或回车结束编辑，关掉窗口，再点这个按钮。"

_REFUSALS = {
    -2147418111,  # RPC_E_CALL_REJECTED
    -2147417846,  # RPC_E_SERVERCALL_RETRYLATER
    -2146777998,  # VBA_E_IGNORE: Excel is in edit mode
}
_MOST_ATTEMPTS = 20_000


def is_busy(problem: BaseException) -> bool:
    """Whether a failure is Excel's refusal. pywin32's com_error: (hresult, text, (…, scode) or None, argument)."""
    numbers = {getattr(problem, "hresult", None)}
    for part in problem.args:
        numbers |= {part} if isinstance(part, int) else set(part[-1:]) if isinstance(part, tuple) else set()
    return bool(numbers & _REFUSALS)


def do_not_wait_for_ever() -> None:
    """xlwings repeats a refused call without end; after a few seconds the clerk shall be told why nothing happens."""
    if sys.platform == "win32":
        from xlwings import _xlwindows

        _xlwindows.N_COM_ATTEMPTS = _MOST_ATTEMPTS
