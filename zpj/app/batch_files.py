"""How the table of a batch calls its files, and in which order they are done."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from zpj.app.inputs import JOURNAL as JOURNAL
from zpj.app.inputs import choose
from zpj.domain.errors import ZpjError
from zpj.domain.records import record

TABLE = "结果.xlsx"


@record
class BatchFiles:
    """The files by the name the table gives them, in the order of the names; what kind each is; what is left out."""

    named: Mapping[str, Path]
    ranks: Mapping[str, int]
    left_out: tuple[tuple[str, str], ...]


def files_to_do(paths: Sequence[Path], output: Path, counted: Callable[[int], object] | None = None) -> BatchFiles:
    """The files under the paths (see `choose`), called by their way from what all the paths have in common.

    The order never depends on the file system. ZpjError where a path does not exist or nothing is found.
    """
    chosen = choose(paths, [output], counted)
    if not chosen.files:
        shown = "、".join(map(str, paths))
        raise ZpjError(shown, "里面没有自评表文件", "请给出放着 .xlsx、.xlsm、.xls、.docx 或 PDF 自评表的文件夹")
    top = _common(paths)
    named = dict(sorted((_name(file, top), file) for file in chosen.files))
    return BatchFiles(
        {name: Path(os.path.abspath(file)) for name, file in named.items()},
        {name: chosen.rank(file) for name, file in named.items()},
        tuple(sorted((_name(file, top), why) for file, why in chosen.left_out)),
    )


def _name(file: Path, top: str) -> str:
    return _shown(_relative(Path(os.path.abspath(file)), top))


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
