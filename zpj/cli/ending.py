"""How a command ends: its exit code, and every problem as exactly one Chinese line on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import PurePath

from zpj.domain.errors import ZpjError
from zpj.domain.regex import regex

UNREADABLE = 2
_CONTROLS = regex(r"[\x00-\x1f\x7f\u2028\u2029]+")


def ended(action: Callable[[], object]) -> int:
    """Run something to its end and give the exit code: what it returns, 0 for nothing, 2 where it cannot be done."""
    try:
        code = action()
        print(end="", flush=True)
    except ZpjError as problem:
        return refused(str(problem))
    except KeyboardInterrupt:
        return interrupted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python would try again at its end
        return 0
    except OSError as problem:
        name = PurePath(str(problem.filename or "文件")).name
        return refused(f"{name}：系统不能打开或保存。请检查名称是否过长、磁盘或网络是否可用，再重试。")
    return code if isinstance(code, int) else 0


def interrupted() -> int:
    """What is said when somebody presses Ctrl+C."""
    return refused("已中断：没有完成的文件不会留下。重新运行即可。")


def refused(line: str) -> int:
    """Say in one line why something cannot be done."""
    print(_CONTROLS.sub(" ", line), file=sys.stderr)
    return UNREADABLE
