"""计算得分 in an open workbook: which cells to write, found in a copy saved from what is on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from zpj.app.reading import require_forms, scores, understand
from zpj.app.scored_copy import writes_by_sheet
from zpj.domain.amounts import plain
from zpj.forms.writer import Write
from zpj.grid.files import read_grids
from zpj.grid.grid import Cell, Grid

Place = tuple[int, int]
Earlier = Mapping[str, Mapping[Place, str]]
"""Score cells filled earlier, by sheet and place, with the number written then."""

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
    grids = tuple(_without(grid, earlier.get(grid.name, {})) for grid in read_grids(copy))
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
