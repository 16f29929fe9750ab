"""A copy of a workbook in which some cells changed and every other byte of content stayed as it was."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from zpj.domain.columns import column_letters
from zpj.domain.errors import ZpjError
from zpj.grid.atomic import atomic_write
from zpj.grid.calc_chain import without_formulas
from zpj.grid.formula_text import LAST_COLUMN, LAST_ROW
from zpj.grid.formula_values import LONGEST_TEXT
from zpj.grid.package import Package, open_package
from zpj.grid.row_heights import RowHeight
from zpj.grid.sheet_edit import CellChange, edit_sheet
from zpj.grid.sheet_scan import UnreadableSheet
from zpj.grid.workbook_parts import workbook_parts
from zpj.grid.zip_copy import copy_with

__all__ = ["CellChange", "patch_workbook", "patched"]

Changes = Mapping[str, Mapping[tuple[int, int], CellChange]]
Heights = Mapping[str, Mapping[int, RowHeight]]


def patch_workbook(source: Path, target: Path, changes: Changes, *, allow_same: bool = False) -> None:
    """Write `source` with the changes to `target`, whole or not at all.

    `changes`: sheet name -> (row, column) -> change. The results of other formulas are not recomputed. ZpjError where
    the source cannot be read, a sheet is missing, the target is the source (unless allowed) or cannot be written.
    """
    if not allow_same and os.path.realpath(source) == os.path.realpath(target):
        raise ZpjError(target.name, "保存位置就是原文件，为免覆盖不予写入", "请另取一个文件名")
    atomic_write(target, patched(open_package(source), changes))


def patched(package: Package, changes: Changes, heights: Heights | None = None) -> bytes:
    """Give the bytes of the package with the changes applied, and the heights of rows (sheet name -> row -> height)."""
    heights = heights or {}
    parts = workbook_parts(package)
    sheets = {sheet.name: sheet for sheet in parts.sheets}
    replaced: dict[str, bytes | None] = {}
    removed: dict[str, set[str]] = {}
    for name in dict.fromkeys([*changes, *heights]):
        cells = changes.get(name, {})
        if name not in sheets:
            raise ZpjError(package.path.name, f"没有名为“{name}”的工作表", "请检查工作表名称")
        _refuse_impossible(package.path.name, name, cells)
        sheet = sheets[name]
        try:
            edited = edit_sheet(package.safe_xml(sheet.part), cells, heights.get(name, {}))
        except UnreadableSheet as error:
            raise package.damaged() from error
        replaced[sheet.part] = edited.data
        removed[sheet.sheet_id] = {f"{column_letters(column)}{row}" for row, column in edited.formulas_removed}
    added = any(change.formula is not None for cells in changes.values() for change in cells.values())
    replaced |= without_formulas(package, parts, removed, added)
    return copy_with(package, replaced)


def _refuse_impossible(file: str, sheet: str, cells: Mapping[tuple[int, int], CellChange]) -> None:
    for (row, column), change in cells.items():
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise ValueError(f"no such cell: row {row}, column {column}")
        if isinstance(change.value, str) and len(change.value) > LONGEST_TEXT:
            place = f"{sheet}!{column_letters(column)}{row}"
            raise ZpjError(file, f"要写入 {place} 的文字超过 {LONGEST_TEXT} 字", "请缩短该处文字")
