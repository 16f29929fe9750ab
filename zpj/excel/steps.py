"""Writing into the open workbook so that one step can be taken back."""

from __future__ import annotations

from collections.abc import Mapping

import xlwings as xw

from zpj.app.undoing import CellStep, Step, require_unchanged
from zpj.domain.errors import ZpjError
from zpj.excel.blocks import Entered, Place, Typed, look, look_again, write_cells
from zpj.excel.memory import last_step, remember_step
from zpj.excel.screen import full_name, require_unprotected

_HINT = "如需改回，请点“撤销上次操作”。"


def write_step(book: xw.Book, name: str, button: str, writes: Mapping[str, Mapping[Place, Typed]]) -> str:
    """Write cells by sheet and keep what stood there, by the workbook's full name; gives the sentence on how to undo.

    ZpjError, with nothing written, where one of the sheets is protected. What was written before a failure in the
    middle can be taken back too.
    """
    to_write = [(book.sheets[sheet], sheet, cells) for sheet, cells in writes.items() if cells]
    require_unprotected(sheet for sheet, _, _ in to_write)
    done: dict[str, dict[Place, CellStep]] = {}
    kept = False
    try:
        for sheet, title, cells in to_write:
            before = look(sheet, cells)
            write_cells(sheet, cells, before)
            after = look_again(before)
            done[title] = {place: CellStep(before.typed_again(*place), after.formula(*place)) for place in cells}
    finally:
        if done:
            kept = remember_step(name, Step(button, done))
    return _HINT if kept else ""


def take_back(book: xw.Book) -> Step:
    """Take the last step back; ZpjError, with nothing written, where that is not possible."""
    name = full_name(book)
    step = last_step(name)
    if step is None:
        raise ZpjError(book.name, "没有可以撤销的操作", "只能撤销“计算得分”和“一键修正”最近一次写入的内容")
    sheets = {title: sheet for title in step.sheets if (sheet := _sheet(book, title)) is not None}
    seen = {title: look(sheet, step.sheets[title]) for title, sheet in sheets.items()}
    now = {title: {place: found.formula(*place) for place in step.sheets[title]} for title, found in seen.items()}
    require_unchanged(step, now)
    require_unprotected(sheets.values())
    for title, cells in step.sheets.items():
        write_cells(sheets[title], {place: _again(cell.before) for place, cell in cells.items()}, seen[title])
    remember_step(name, None)
    return step


def _sheet(book: xw.Book, title: str) -> xw.Sheet | None:
    """A sheet by name; None where it is gone. Asking for all names would be a call for each sheet."""
    try:
        return book.sheets[title]
    except Exception:  # noqa: BLE001 - pywin32's com_error exists on Windows only
        return None


def _again(before: str | float) -> Typed:
    return Entered(before) if isinstance(before, str) else before
