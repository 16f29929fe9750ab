"""Files are written whole or not at all: a temporary file in the same folder, then a rename."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from zpj.domain.errors import ZpjError

_MARK = ".zpj-"
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class _ReadOnly(PermissionError):
    """The target itself may not be written; a rename would replace it all the same on some systems."""


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to; it takes the place of `path` once the block ends without an exception.

    The temporary file has the same extension and folder; the folder is made where it is missing. ZpjError when the
    system refuses.
    """
    target = Path(os.path.realpath(path))
    make_folder(target.parent)
    temporary = temporary_beside(target)
    try:
        _refuse_read_only(target)
        yield temporary
        with open(temporary, "rb+") as stream:
            os.fsync(stream.fileno())
        _replace(temporary, target)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        _discard(temporary)


def make_folder(folder: Path) -> None:
    """Make a folder with all above it, if it is not there. ZpjError when the system refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ZpjError(str(folder), "文件夹不能建立", "请检查路径和写入权限") from error


def temporary_beside(target: Path) -> Path:
    """A name no other file has, in the folder and with the extension of the target."""
    return target.with_name(f"{_MARK}{os.urandom(8).hex()}{target.suffix}")


def remove_temporaries(folder: Path) -> None:
    """Remove what a killed run left half done in a folder. Only where no other run writes there."""
    for path in folder.glob(f"{_MARK}*"):
        if path.is_file():
            path.unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a file, if it is there. ZpjError when the system refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def put_in_place(temporary: Path, target: Path) -> None:
    """Give a temporary file, complete and on disk, its name.

    ZpjError when the system refuses; the temporary file is then removed.
    """
    try:
        _replace(temporary, target)
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        _discard(temporary)


def atomic_write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    with written(path) as temporary:
        temporary.write_bytes(data)


def write_together(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write several files: none gets its name before all are complete and on disk."""
    drafts: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            target = Path(os.path.realpath(path))
            make_folder(target.parent)
            _refuse_read_only(target)
            drafts.append((draft(target, data), target))
        for temporary, path in drafts:
            _replace(temporary, path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        for temporary, _ in drafts:
            _discard(temporary)


def draft(target: Path, data: bytes) -> Path:
    """A temporary file beside the target with some bytes, on disk. OSError when the system refuses; nothing is left."""
    temporary = temporary_beside(target)
    try:
        with open(temporary, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        _discard(temporary)
        raise
    return temporary


def cannot_write(path: Path, error: OSError) -> ZpjError:
    """Put a system error into words a clerk can act on."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ZpjError(path.name, "保存位置的文件夹不存在", "请先建立文件夹，或换一个位置")
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return ZpjError(path.name, "保存位置是一个文件夹", "请换一个文件名")
    if isinstance(error, _ReadOnly):
        return ZpjError(path.name, "文件是只读的，没有覆盖", "请换一个名字，或去掉文件的只读属性")
    if isinstance(error, PermissionError):
        return ZpjError(path.name, "无法写入", "文件可能已在 Excel 或 Word 中打开，请关闭后重试；或检查文件夹权限")
    if error.errno in _FULL:
        return ZpjError(path.name, "磁盘空间不足", "请清理磁盘后重试")
    if error.errno == errno.ENAMETOOLONG:
        return ZpjError(path.name, "文件名或路径过长", "请换一个较短的名称")
    return ZpjError(path.name, "无法写入", "请检查磁盘或网络位置后重试")


def _replace(temporary: Path, target: Path) -> None:
    _refuse_read_only(target)
    if target.is_file():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    os.replace(temporary, target)


def _refuse_read_only(target: Path) -> None:
    if target.is_file() and not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise _ReadOnly(errno.EACCES, "read-only", str(target))


def _discard(temporary: Path) -> None:
    temporary.unlink(missing_ok=True)
