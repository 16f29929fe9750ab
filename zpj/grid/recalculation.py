"""Gives formula cells their right cached values without Excel."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from zpj.grid.atomic import atomic_write
from zpj.grid.excel_file import workbook_of
from zpj.grid.formula_text import LAST_ROW
from zpj.grid.grid import Cell, Grid
from zpj.grid.package import Package, open_package
from zpj.grid.patch import CellChange, patched
from zpj.grid.row_heights import RowHeight, row_heights
from zpj.grid.workbook_parts import workbook_parts

_ADD_IN_FUNCTION = "ZPJ_"
_ALL_ROWS = range(1, LAST_ROW + 1)


def recalculate(source: Path, target: Path) -> None:
    """Write a workbook of zpj's own to `target` with every formula result computed anew where it can be.

    Its rows are as high as their texts and, where no merged cell hinders it, grow with what is typed.
    """
    package = open_package(source)
    atomic_write(target, recalculated(package, with_add_in_cells=True))


def recalculated(
    package: Package, *, with_add_in_cells: bool = False, fit: Mapping[str, Container[int]] | None = None
) -> bytes:
    """The package with new results in all formula cells whose result changed.

    A formula that cannot be computed here, or comes to an error value, keeps what it had. Cells of the add-in's own
    functions keep their live results unless asked for: without the add-in they would come out empty. `fit`: by sheet,
    the rows to be as high as their texts (of zpj's own workbook all).
    """
    before, after = workbook_of(package), workbook_of(package, recompute=True)
    changes: dict[str, dict[tuple[int, int], CellChange]] = {}
    for old, new in zip(before.sheets, after.sheets, strict=True):
        changed = {
            place: CellChange(_stored(cell), keep_formula=True)
            for place, cell in new.cells.items()
            if cell.formula is not None
            and cell.unresolved is None
            and not cell.error
            and (with_add_in_cells or _ADD_IN_FUNCTION not in cell.formula)
            and (with_add_in_cells or _differs(old.cells.get(place), cell))
        }
        if changed:
            changes[new.name] = changed
    return patched(package, changes, _heights(package, after.sheets, with_add_in_cells, fit or {}))


def _heights(
    package: Package, grids: Iterable[Grid], is_own: bool, fit: Mapping[str, Container[int]]
) -> dict[str, dict[int, RowHeight]]:
    if not (is_own or fit):
        return {}
    parts = workbook_parts(package)
    by_name = {sheet.name: sheet.part for sheet in parts.sheets}
    return {
        grid.name: row_heights(
            package, by_name[grid.name], parts.styles, grid, _ALL_ROWS if is_own else fit[grid.name], is_own
        )
        for grid in grids
        if is_own or grid.name in fit
    }


def _stored(cell: Cell) -> Decimal | str:
    return cell.text if cell.number is None else cell.number


def _differs(old: Cell | None, new: Cell) -> bool:
    return old is None or not old.cached or (old.number, old.text, old.error) != (new.number, new.text, new.error)
