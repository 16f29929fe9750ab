"""Files are written whole or not at all: a temporary file in the same folder, then a rename."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zpj.domain.errors import ZpjError


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to; it takes the place of `path` once the block ends without an exception.

    The temporary file has the same extension and folder. ZpjError when the system refuses.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".zpj-{secrets.token_hex(8)}{target.suffix}")
    try:
        yield temporary
        _replace(temporary, target)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        _discard(temporary)


def atomic_write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    with written(path) as temporary:
        temporary.write_bytes(data)


def cannot_write(path: Path, error: OSError) -> ZpjError:
    """Put a system error into words a clerk can act on."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ZpjError(path.name, "保存位置的文件夹不存在", "请先建立文件夹，或换一个位置")
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return ZpjError(path.name, "保存位置是一个文件夹", "请换一个文件名")
    if isinstance(error, PermissionError):
        return ZpjError(path.name, "无法写入", "文件可能已在 Excel 或 Word 中打开，请关闭后重试；或检查文件夹权限")
    if error.errno == errno.ENOSPC:
        return ZpjError(path.name, "磁盘空间不足", "请清理磁盘后重试")
    if error.errno == errno.ENAMETOOLONG:
        return ZpjError(path.name, "文件名或路径过长", "请换一个较短的名称")
    return ZpjError(path.name, "无法写入", "请检查磁盘或网络位置后重试")


def _replace(temporary: Path, target: Path) -> None:
    if target.is_file():
        shutil.copymode(target, temporary)
    with open(temporary, "rb+") as stream:
        os.fsync(stream.fileno())
    os.replace(temporary, target)


def _discard(temporary: Path) -> None:
    if temporary.exists():
        temporary.unlink()
