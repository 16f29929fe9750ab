"""The buttons' work on a copy saved from what is on the screen: which cells to write, what a check finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from zpj.app.checking import Checked, check_books
from zpj.app.fixing import Fixed, place_of, safely_fixed
from zpj.app.reading import require_forms, scores, understand
from zpj.app.scored_copy import writes_by_sheet
from zpj.checks.catalogue import fixable
from zpj.domain.amounts import plain
from zpj.domain.errors import ZpjError
from zpj.forms.writer import Write
from zpj.grid.excel_file import workbook_of
from zpj.grid.files import read_grids
from zpj.grid.grid import Cell, Grid
from zpj.grid.package import Package, open_package

Place = tuple[int, int]
Earlier = Mapping[str, Mapping[Place, str]]
"""Score cells filled earlier, by sheet and place, with the number written then."""

RESULTS = "校验结果"
"""The sheet that 数据校验 writes."""

_OWN_FUNCTION = "ZPJ_"


@dataclass(frozen=True, slots=True)
class ScreenScores:
    """What to write: `cells` by sheet; `filled` are the score cells among them. `waiting` scores need a person."""

    cells: Mapping[str, Mapping[Place, Decimal | str]]
    filled: Mapping[str, Mapping[Place, str]]
    waiting: int

    @property
    def count(self) -> int:
        """How many score cells are filled."""
        return sum(len(places) for places in self.filled.values())


def scores_on_screen(copy: Path, earlier: Earlier, functions_work: bool = True) -> ScreenScores:
    """Score every form of a saved copy.

    Cells filled earlier that still hold what was written then count as empty; what a person typed is never among the
    cells to write. Nor is a cell with a formula of the add-in: it shows the same and stays alive, unless the add-in's
    functions do not work here (macOS). ZpjError where the file cannot be read or holds no form.
    """
    grids = tuple(_without(grid, earlier.get(grid.name, {})) for grid in _forms_and_material(read_grids(copy)))
    book = require_forms(understand(copy, grids))
    writes = {
        grid.name: [write for write in found if not (functions_work and _is_alive(grid, write.place))]
        for grid in grids
        if (found := writes_by_sheet(grids, book).get(grid.name))
    }
    sheets = [scores(evaluation) for evaluation in book.evaluations]
    return ScreenScores(
        cells={sheet: {write.place: write.value for write in found} for sheet, found in writes.items()},
        filled={sheet: _filled(found) for sheet, found in writes.items()},
        waiting=sum(score.value is None for sheet in sheets for score in (sheet.execution, *sheet.indicators)),
    )


@dataclass(frozen=True, slots=True)
class ScreenCheck:
    """What a check finds; the sheets of the workbook in order, with 校验结果 among them where it is there already."""

    checked: Checked
    sheets: Mapping[str, Grid]


def check_on_screen(copy: Path) -> ScreenCheck:
    """Check every form of a saved copy; what an earlier check wrote is not looked at."""
    grids = read_grids(copy)
    book = require_forms(understand(copy, _forms_and_material(grids)))
    return ScreenCheck(check_books([book]), {grid.name: grid for grid in grids})


@dataclass(frozen=True, slots=True)
class ScreenFixes:
    """The safe fixes one by one, and the cells to write for them."""

    changes: tuple[Fixed, ...]
    cells: Mapping[str, Mapping[Place, Decimal | str]]


def fixes_on_screen(copy: Path) -> ScreenFixes:
    """The safe fixes of a saved copy; ZpjError where it is no .xlsx/.xlsm or holds no form."""
    package = open_package(copy)
    data, found = safely_fixed(package, frozenset(fixable()), None)
    fixed = {grid.name: grid for grid in workbook_of(Package(copy, data)).sheets}
    changes = tuple(change for change in found if place_of(change.location)[0] != RESULTS)
    cells: dict[str, dict[Place, Decimal | str]] = {}
    for change in changes:
        sheet, row, column = place_of(change.location)
        cell = fixed[sheet].cells.get((row, column))
        if cell is None:
            raise ZpjError(change.location, "修正后的内容读不出来", "请手工修改这一格")
        cells.setdefault(sheet, {})[row, column] = cell.text if cell.number is None else cell.number
    return ScreenFixes(changes, cells)


def _forms_and_material(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    return tuple(grid for grid in grids if grid.name != RESULTS)


def _filled(writes: list[Write]) -> dict[Place, str]:
    return {write.place: _remembered(write.value) for write in writes if write.filled}


def _remembered(value: Decimal | str) -> str:
    return value if isinstance(value, str) else plain(value)


def _without(grid: Grid, earlier: Mapping[Place, str]) -> Grid:
    """The grid as if the cells filled earlier were empty, where they are unchanged."""
    kept = {place: cell for place, cell in grid.cells.items() if not _is_unchanged(cell, earlier.get(place))}
    return grid if len(kept) == len(grid.cells) else replace(grid, cells=kept)


def _is_unchanged(cell: Cell, written: str | None) -> bool:
    if written is None or cell.formula is not None:
        return False
    return written in (cell.text, None if cell.number is None else plain(cell.number))


def _is_alive(grid: Grid, place: Place) -> bool:
    cell = grid.at(*place)
    return cell is not None and cell.formula is not None and _OWN_FUNCTION in cell.formula.upper()
