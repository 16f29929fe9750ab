"""One batch at a time in a folder: a lock of the system, which goes with the process that holds it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zpj.domain.errors import ZpjError
from zpj.grid.atomic import cannot_write

_NAME = ".zpj.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder. ZpjError where another run holds it, or nothing can be written there."""
    path = folder / _NAME
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except PermissionError as error:
        raise ZpjError(str(folder), "没有权限往这个文件夹里写", "请检查文件夹的权限，或换一个文件夹") from error
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        subject = folder.name or str(folder)
        raise ZpjError(subject, "另一个 zpj batch 正在往这个文件夹里写", "请等它做完，或换一个文件夹") from error
    try:
        yield
    finally:
        os.close(handle)
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
