"""The buttons' work on a copy saved from what is on the screen: which cells to write, what a check finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from zpj.app.checking import Checked, check_books
from zpj.app.fixing import Fixed, place_of, safely_fixed
from zpj.app.reading import require_forms, scores, understand
from zpj.app.scored_copy import writes_by_sheet
from zpj.checks.catalogue import fixable
from zpj.domain.amounts import HUNDRED, exact, plain
from zpj.domain.errors import ZpjError
from zpj.domain.records import record
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

RESULT_HEADINGS = ("级别", "规则", "位置", "问题", "处理", "现值", "应为")
HEADING_ROW = 2

_OWN_FUNCTION = "ZPJ_"


@record
class ScreenScores:
    """What to write: `cells` by sheet; `filled` are the empty rates and scores of the forms among them.

    `rates`, `points`: how many of these there are of each. `waiting` scores need a person, `unweighted` rows
    have a result but no points.
    """

    cells: Mapping[str, Mapping[Place, Decimal | str]]
    filled: Mapping[str, Mapping[Place, str]]
    rates: int
    points: int
    waiting: int
    unweighted: int = 0


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
    rates = [write.rate for found in writes.values() for write in found if write.filled]
    return ScreenScores(
        cells={sheet: {write.place: write.value for write in found} for sheet, found in writes.items()},
        filled={sheet: _filled(found) for sheet, found in writes.items()},
        rates=rates.count(True),
        points=rates.count(False),
        waiting=sum(sheet.waiting for sheet in sheets),
        unweighted=sum(sheet.unweighted for sheet in sheets),
    )


@record
class ScreenCheck:
    """What a check finds; the sheets of the workbook in order, with 校验结果 among them where it is there already."""

    checked: Checked
    sheets: Mapping[str, Grid]


def check_on_screen(copy: Path) -> ScreenCheck:
    """Check every form of a saved copy; what an earlier check wrote is not looked at."""
    grids = read_grids(copy)
    book = require_forms(understand(copy, _forms_and_material(grids)))
    return ScreenCheck(check_books([book]), {grid.name: grid for grid in grids})


@record
class ScreenFixes:
    """The safe fixes one by one, and the cells to write for them; `formulas` (without "=") come back in their place."""

    changes: tuple[Fixed, ...]
    cells: Mapping[str, Mapping[Place, Decimal | str]]
    formulas: Mapping[str, Mapping[Place, str]]


def fixes_on_screen(copy: Path) -> ScreenFixes:
    """The safe fixes of a saved copy; ZpjError where it is no .xlsx/.xlsm or holds no form."""
    package = open_package(copy)
    data, found = safely_fixed(package, frozenset(fixable()), None)
    fixed = {grid.name: grid for grid in workbook_of(Package(copy, data)).sheets}
    changes = tuple(change for change in found if place_of(change.location)[0] != RESULTS)
    cells: dict[str, dict[Place, Decimal | str]] = {}
    formulas: dict[str, dict[Place, str]] = {}
    for change in changes:
        sheet, row, column = place_of(change.location)
        cell = fixed[sheet].cells.get((row, column))
        if cell is None:
            raise ZpjError(change.location, "修正后的内容读不出来", "请手工修改这一格")
        cells.setdefault(sheet, {})[row, column] = cell.text if cell.number is None else cell.number
        if cell.formula is not None:
            formulas.setdefault(sheet, {})[row, column] = cell.formula
    return ScreenFixes(changes, cells, formulas)


def is_own_results(grid: Grid) -> bool:
    """Whether a sheet is the one 数据校验 wrote, and not the clerk's own of that name."""
    return grid.name == RESULTS and grid.text(HEADING_ROW, 1) == RESULT_HEADINGS[0]


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
    if cell.number is None:
        return written == cell.text
    percent = exact(written.removesuffix("%")) if written.endswith("%") else None
    return written == plain(cell.number) or (percent is not None and percent / HUNDRED == cell.number)


def _is_alive(grid: Grid, place: Place) -> bool:
    cell = grid.at(*place)
    return cell is not None and cell.formula is not None and _OWN_FUNCTION in cell.formula.upper()
