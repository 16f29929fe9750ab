"""Numbers that a sheet keeps as text (“10”, “１０”, “30万元”): SUM and COUNT pass over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from zpj.domain.model import Entry
from zpj.grid.formula_tree import Unresolved, Value
from zpj.grid.formulas import SheetValues, compute
from zpj.grid.grid import Grid

_ADD_IN_FUNCTION = "ZPJ_"
Place = tuple[int, int]


def change_the_sums(grid: Grid, right: int, numbers: Sequence[Entry]) -> bool:
    """Whether a form's own formulas (up to column `right`) come to something else once these texts are numbers."""
    formulas = {
        place: cell.formula
        for place, cell in grid.cells.items()
        if cell.formula is not None and cell.column <= right and _ADD_IN_FUNCTION not in cell.formula
    }
    if not numbers or not formulas or grid.continued:
        return False
    as_text: dict[Place, Value] = {
        place: cell.text if cell.number is None else cell.number
        for place, cell in grid.cells.items()
        if place not in formulas and not cell.error and (cell.text or cell.number is not None)
    }
    known = {entry.location: entry.number for entry in numbers}
    as_number = {place: known.get(grid.location(*place)) or value for place, value in as_text.items()}
    return _results(grid, as_text, formulas) != _results(grid, as_number, formulas)


def _results(grid: Grid, values: Mapping[Place, Value], formulas: Mapping[Place, str]) -> dict[object, object]:
    computed = compute([SheetValues(grid.name, dict(values), dict(formulas))])
    return {place: None if isinstance(result, Unresolved) else result for place, result in computed.items()}


def is_typed_text(grid: Grid, row: int, column: int, number: Decimal | None) -> bool:
    """Whether a clerk typed a text that reads as this number; the tables of a document hold nothing else."""
    cell = grid.at(row, column)
    if cell is None or grid.in_document or number is None:
        return False
    return cell.formula is None and cell.number is None and not cell.text.strip().endswith(("%", "％"))
