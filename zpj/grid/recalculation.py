"""Gives formula cells their right cached values without Excel."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from zpj.grid.atomic import atomic_write
from zpj.grid.excel_file import workbook_of
from zpj.grid.grid import Cell
from zpj.grid.package import Package, open_package
from zpj.grid.patch import CellChange, patched

_ADD_IN_FUNCTION = "ZPJ_"


def recalculate(source: Path, target: Path) -> None:
    """Write `source` to `target` with every formula result computed anew where it can be."""
    package = open_package(source)
    atomic_write(target, recalculated(package, with_add_in_cells=True))


def recalculated(package: Package, *, with_add_in_cells: bool = False) -> bytes:
    """The package with new results in all formula cells whose result changed.

    A formula that cannot be computed here, or comes to an error value, keeps what it had. Cells of the add-in's own
    functions keep their live results unless asked for: without the add-in they would come out empty.
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
    return patched(package, changes)


def _stored(cell: Cell) -> Decimal | str:
    return cell.text if cell.number is None else cell.number


def _differs(old: Cell | None, new: Cell) -> bool:
    return old is None or not old.cached or (old.number, old.text, old.error) != (new.number, new.text, new.error)
