"""Where results go: free names, no silent overwriting, never over an input by accident."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count
from pathlib import Path

from zpj.domain.errors import ZpjError
from zpj.grid.atomic import atomic_write
from zpj.grid.container import Kind, kind_of, load, refusal
from zpj.grid.package import package_of

_WRITABLE = (".xlsx", ".xlsm")
_WORD = "word/document.xml"
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
_LONGEST_NAME = 200
"""Bytes of UTF-8, so that with an extension and a number it fits every file system."""


def free_name(wanted: Path, taken: Collection[Path] = (), force: bool = False) -> Path:
    """The wanted path, or …_2, …_3 where it is there already (unless forced) or among those taken."""

    def is_free(path: Path) -> bool:
        return path not in taken and (force or not path.exists())

    if is_free(wanted):
        return wanted
    return next(path for number in count(2) if is_free(path := wanted.with_stem(f"{wanted.stem}_{number}")))


def output_path(chosen: Path | None, default: Path, force: bool) -> Path:
    """The chosen output (refused where it exists, unless forced), or a free name like the default."""
    if chosen is None:
        return default if force else free_name(default)
    if chosen.is_dir():
        raise ZpjError(chosen.name, "这是一个文件夹，不能写成文件", "请给出带扩展名的文件名")
    if chosen.exists() and not force:
        raise ZpjError(chosen.name, "文件已经存在", "请换一个名字，或加 --force 覆盖")
    return chosen


def copy_path(source: Path, output: Path | None, ending: str, refused: str, force: bool) -> Path:
    """Where the copy of a workbook goes: the chosen output, or the name of the source with the ending.

    ZpjError where the source is no .xlsx or .xlsm (`refused` says what cannot be done with it), or the output is
    refused or has another extension.
    """
    if source.suffix.lower() not in _WRITABLE:
        raise ZpjError(source.name, refused, _way_to_a_workbook(source))
    target = output_path(output, source.with_stem(f"{source.stem}{ending}"), force)
    if target.suffix.lower() != source.suffix.lower():
        raise ZpjError(target.name, f"副本的扩展名应为 {source.suffix}", "请改用相同的扩展名")
    return target


def _way_to_a_workbook(source: Path) -> str:
    """How the form of a file becomes a workbook; ZpjError where it is no file that could hold one."""
    data = load(source)
    kind = kind_of(data)
    if kind is Kind.PDF or (kind is Kind.ZIP and _WORD in package_of(source, data)):
        return "请先用 zpj import 把里面的自评表导入成 .xlsx"
    if kind in (Kind.ZIP, Kind.XLS):
        return "请先在 Excel 里另存为 .xlsx"
    raise refusal(source.name, kind)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, with its folder."""
    atomic_write(path, data)


def safe_file_name(text: str) -> str:
    """A title as a file name: what Windows forbids becomes “_”."""
    cleaned = "".join("_" if char in '\\/:*?"<>|' or ord(char) < 32 else char for char in text).strip(" .")
    if cleaned.partition(".")[0].strip().upper() in _DEVICES:
        cleaned = f"_{cleaned}"
    return cleaned.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(" .") or "报告"
