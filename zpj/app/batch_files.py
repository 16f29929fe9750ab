"""Which files a batch does, in which order, and how its table calls them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from zpj.domain.errors import ZpjError

JOURNAL, TABLE = "结果.jsonl", "结果.xlsx"
_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".docx")
_OWN_COPIES = ("_计分", "_修正", "_审核意见")


def files_to_do(paths: Sequence[Path], output: Path) -> dict[str, Path]:
    """The files by the name the table gives them: relative to what all the paths have in common.

    Folders are taken with all that is in them, but for hidden files, Office's lock files (~$…), copies zpj made
    (…_计分) and folders with the results of a batch. The order is that of the names, so that it never depends on the
    file system. ZpjError where a path does not exist or nothing is found.
    """
    for path in paths:
        if not path.exists():
            raise ZpjError(str(path), "找不到这个文件或文件夹", "请检查路径")
    own = os.path.realpath(output)
    found = {Path(os.path.abspath(file)) for path in paths for file in _files(path, own)}
    if not found:
        shown = "、".join(map(str, paths))
        raise ZpjError(shown, "里面没有自评表文件", "请给出放着 .xlsx、.xlsm、.xls 或 .docx 自评表的文件夹")
    top = _common(paths)
    named = {_shown(_relative(file, top)): file for file in found}
    return dict(sorted(named.items()))


def _files(path: Path, own: str) -> Iterator[Path]:
    if not path.is_dir():
        if not path.name.startswith("~$"):
            yield path
        return
    for folder, folders, names in os.walk(path):
        if os.path.realpath(folder) == own or (JOURNAL in names and Path(folder) != path):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        files = {Path(folder, name) for name in names if _is_wanted(name)}
        yield from (file for file in files if not _is_own_copy(file, files))


def _is_wanted(name: str) -> bool:
    return Path(name).suffix.lower() in _SUFFIXES and not name.startswith(("~$", "."))


def _is_own_copy(file: Path, files: set[Path]) -> bool:
    ending = next((ending for ending in _OWN_COPIES if file.stem.endswith(ending)), None)
    return ending is not None and file.with_stem(file.stem.removesuffix(ending)) in files


def _common(paths: Sequence[Path]) -> str:
    """The folder all paths lie in; of paths on several drives none."""
    folders = [os.path.abspath(path if path.is_dir() else path.parent) for path in paths]
    try:
        return os.path.commonpath(folders)
    except ValueError:
        return os.path.abspath(os.sep)


def _relative(file: Path, top: str) -> str:
    try:
        return Path(os.path.relpath(file, top)).as_posix()
    except ValueError:
        return file.as_posix()


def _shown(name: str) -> str:
    """A name that can be written anywhere, and no two alike."""
    return name.encode("utf-8", "backslashreplace").decode()
