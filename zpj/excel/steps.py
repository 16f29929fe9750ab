"""Writing into the open workbook so that one step can be taken back."""

from __future__ import annotations

from collections.abc import Mapping

import xlwings as xw

from zpj.app.marking import SheetStates
from zpj.app.undoing import CellStep, Step, require_unchanged
from zpj.domain.errors import ZpjError
from zpj.excel.blocks import Entered, Place, Typed, entered, look, look_again, write_cells
from zpj.excel.memory import last_step, remember_step
from zpj.excel.screen import full_name, identity, is_filtered, require_unprotected, sheet_named

_HINT = "如需改回，请点“撤销上次操作”。"


def write_step(
    book: xw.Book,
    known_by: str,
    button: str,
    writes: Mapping[str, Mapping[Place, Typed]],
    states: SheetStates | None = None,
) -> str:
    """Write cells by sheet and keep what stood there, by the workbook's identity; gives the sentence on how to undo.

    `states`: what a saved copy told of the sheets already. ZpjError, with nothing written, where one of the sheets is
    protected. What was written before a failure in the middle can be taken back too.
    """
    sheets = {title: book.sheets[title] for title, cells in writes.items() if cells}
    require_unprotected(sheets, states)
    done: dict[str, dict[Place, CellStep]] = {}
    kept = False
    try:
        for title, sheet in sheets.items():
            cells, before = writes[title], look(sheet, writes[title])
            done[title] = {place: CellStep(before.typed_again(*place), entered(cells[place])) for place in cells}
            write_cells(sheet, cells, before, in_blocks=not is_filtered(title, sheet, states))
            after = look_again(before)
            done[title] = {place: CellStep(before.typed_again(*place), after.formula(*place)) for place in cells}
    finally:
        if done:
            kept = remember_step(known_by, Step(button, done))
    return _HINT if kept else ""


def take_back(book: xw.Book) -> Step:
    """Take the last step back; ZpjError, with nothing written, where that is not possible."""
    known_by = identity(book, full_name(book))
    step = last_step(known_by)
    if step is None:
        raise ZpjError(book.name, "没有可以撤销的操作", "只能撤销“计算得分”和“一键修正”最近一次写入的内容")
    sheets = {title: sheet for title in step.sheets if (sheet := sheet_named(book, title)) is not None}
    seen = {title: look(sheet, step.sheets[title]) for title, sheet in sheets.items()}
    now = {title: {place: found.formula(*place) for place in step.sheets[title]} for title, found in seen.items()}
    require_unchanged(step, now)
    require_unprotected(sheets)
    for title, cells in step.sheets.items():
        sheet, former = sheets[title], {place: _again(cell.before) for place, cell in cells.items()}
        write_cells(sheet, former, seen[title], in_blocks=not is_filtered(title, sheet))
    remember_step(known_by, None)
    return step


def _again(before: str | float) -> Typed:
    return Entered(before) if isinstance(before, str) else before
