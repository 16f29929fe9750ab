"""Which files `zpj batch`, `zpj summary` and `zpj import` take from the paths they are given: one rule for all three.

Folders are taken with all that is in them, but for what is hidden, Office's lock files (~$…), what zpj made itself and
folders with the results of a batch. What is passed over is named with the reason.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape
from pathlib import Path

from zpj.domain.amounts import round_half_up
from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.domain.regex import regex

JOURNAL = "结果.jsonl"
KINDS = (".xlsx", ".xlsm", ".xls", ".docx", ".pdf")
DOCUMENTS = (".docx", ".pdf")
_COPY = regex(r"(?:_计分|_修正|_报送|_公开版|_审核意见)(?:_\d+)?$")
_SHEETS = regex(r'<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"')
_TEXTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet")
_OUTPUTS = (
    (("结果",), "报告文件", "是批量处理的结果表"),
    (("汇总表", "等级分布", "抽查预演"), "", "是汇总工作簿"),
    (("审核意见",), "允许误差", "是审核意见"),
)
"""The sheets of what zpj writes, a text that stands in them, and what it is."""
_IMPORT_NOTES = "导入说明"
_FEWEST_PLACES = 2
WORKBOOK, COPIED, DOCUMENT = range(3)
"""Where a form stands; of a project that stands in several files for the same figures, the first kind counts."""


@record
class Chosen:
    """The files to read in the order of their names, those of them `zpj import` made, and those left out with why."""

    files: tuple[Path, ...]
    imported: frozenset[Path]
    left_out: tuple[tuple[Path, str], ...]

    def rank(self, file: Path) -> int:
        """What kind of source a file is."""
        return COPIED if file in self.imported else rank_of(file)


@record
class Figures:
    """What tells a project from others, and the figures that tell whether two forms are one and the same table."""

    rank: int
    project: str
    unit: str
    year: str
    amounts: tuple[Decimal | None, ...]


@dataclass
class _Found:
    files: dict[Path, None] = field(default_factory=dict)
    left_out: list[tuple[Path, str]] = field(default_factory=list)


def choose(
    paths: Sequence[Path], outputs: Collection[Path] = (), counted: Callable[[int], object] | None = None
) -> Chosen:
    """Choose the files under the paths; `outputs` (files or folders) are those the command will write.

    `counted` hears how many there may be before the first is looked into. ZpjError where a path does not exist.
    """
    own = {os.path.realpath(path) for path in outputs}
    found = _Found()
    for path in paths:
        if path.is_dir():
            _walk(path, own, found)
        elif path.name.startswith("~$") or os.path.realpath(path) in own:
            continue
        elif path.exists():
            found.files[path] = None
        else:
            raise ZpjError(str(path), "找不到文件或文件夹", "请检查路径")
    files = set(found.files)
    kept = {os.path.abspath(file): file for file in found.files}
    imported = set()
    if counted:
        counted(len(kept))
    for place, file in list(kept.items()):
        why = _why_not(file, files)
        if why == _IMPORT_NOTES:
            imported.add(file)
        elif why:
            del kept[place]
            found.left_out.append((file, why))
    return Chosen(tuple(kept.values()), frozenset(imported), tuple(found.left_out))


def rank_of(file: Path) -> int:
    """What kind of source a file is by its name."""
    return DOCUMENT if file.suffix.lower() in DOCUMENTS else WORKBOOK


def repeats(form: Figures, others: Sequence[Figures]) -> int | None:
    """The place of the form of a better kind with the same project, unit, year and figures; None where there is none.

    A year, unit or figure that one of two forms does not give makes no difference; a Word table shows its figures
    rounded, so the finer one is compared at the places of the other.
    """
    return next((place for place, other in enumerate(others) if _is_twin(form, other)), None)


def _is_twin(form: Figures, other: Figures) -> bool:
    pairs = ((form.unit, other.unit), (form.year, other.year))
    return (
        other.rank < form.rank
        and other.project == form.project
        and all(not one or not two or one == two for one, two in pairs)
        and all(map(_is_same, form.amounts, other.amounts))
    )


def _is_same(one: Decimal | None, two: Decimal | None) -> bool:
    if one is None or two is None:
        return True
    places = max(_FEWEST_PLACES, min(_places(one), _places(two)))
    return round_half_up(one, places) == round_half_up(two, places)


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _walk(top: Path, own: Collection[str], found: _Found) -> None:
    for folder, folders, names in os.walk(top):
        if os.path.realpath(folder) in own:
            folders.clear()
            continue
        if JOURNAL in names and Path(folder) != top:
            folders.clear()
            found.left_out.append((Path(folder), "是批量处理的结果文件夹"))
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(folder, name) for name in sorted(names) if _is_wanted(name))
        found.files.update((file, None) for file in files if os.path.realpath(file) not in own)


def _is_wanted(name: str) -> bool:
    return Path(name).suffix.lower() in KINDS and not name.startswith(("~$", "."))


def _why_not(file: Path, files: Collection[Path]) -> str:
    """Why a file is not read; 导入说明 where `zpj import` made it; empty where it is a file like any other."""
    if _has_original(file, files):
        return "是同一文件夹里原文件的副本，按原文件计"
    if file.suffix.lower() not in (".xlsx", ".xlsm"):
        return ""
    sheets, texts = _inside(file)
    for names, text, what in _OUTPUTS:
        if (sheets == names if text else set(names) <= set(sheets)) and text in texts:
            return f"{what}，里面没有自评表"
    return _IMPORT_NOTES if _IMPORT_NOTES in sheets else ""


def _has_original(file: Path, files: Collection[Path]) -> bool:
    """Whether a file is a copy zpj made of another of the files (…_计分), or the PDF printed from one."""
    original = _COPY.sub("", file.stem)
    kinds = KINDS if original != file.stem else KINDS[:-1] if file.suffix.lower() == ".pdf" else ()
    endings = (ending for kind in kinds for ending in (kind, kind.upper()))
    return any(file.with_name(original + ending) in files for ending in endings)


def _inside(file: Path) -> tuple[tuple[str, ...], str]:
    """The names of a workbook's sheets, and the texts of a single one; nothing where its reader will refuse it."""
    from zpj.grid.package import open_package

    try:
        package = open_package(file)
        names = _SHEETS.findall(package.read("xl/workbook.xml").decode("utf-8", "replace"))
        parts = [part for part in package.names() if part.startswith(_TEXTS)] if len(names) == 1 else []
        texts = b"".join(map(package.read, parts)).decode("utf-8", "replace")
    except ZpjError:
        return (), ""
    return tuple(map(unescape, names)), unescape(texts)
