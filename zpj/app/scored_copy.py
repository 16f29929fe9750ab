"""`zpj score`: the scores and their reasons written into a copy of the clerk's workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from zpj.app.outputs import copy_path
from zpj.app.reading import require_forms, scores, understand
from zpj.domain.amounts import HUNDRED, parse_number
from zpj.domain.columns import column_letters
from zpj.domain.model import ScoreSheet, Workbook
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.forms.continuing import whole
from zpj.forms.frame import find_frames
from zpj.forms.writer import Write, at_home, score_writes
from zpj.grid.atomic import atomic_write
from zpj.grid.excel_file import workbook_of
from zpj.grid.grid import Grid
from zpj.grid.package import Package, open_package
from zpj.grid.patch import CellChange, patched
from zpj.grid.percent_styles import PercentStyles
from zpj.grid.recalculation import recalculated
from zpj.grid.workbook_parts import cell_formats, workbook_parts
from zpj.grid.zip_copy import copy_with

_PERCENT = regex(r"\d+(\.\d+)?%")
_Cells = dict[str, dict[tuple[int, int], CellChange]]


@record
class ScoredCopy:
    """The copy written, how many empty rates and scores of the forms were filled, what was read and computed for it."""

    path: Path
    rates: int
    points: int
    book: Workbook
    sheets: list[ScoreSheet]

    @property
    def filled(self) -> int:
        """How many cells were filled in all."""
        return self.rates + self.points


def write_scored_copy(source: Path, output: Path | None, scheme: str | None, force: bool) -> ScoredCopy:
    """Write the copy by patching cells; every other part of the file stays byte for byte.

    Formulas that depend on filled cells get their new results, and rows whose texts are cut off become higher.
    ZpjError where the file cannot be read, is no .xlsx/.xlsm, or the output exists.
    """
    target = copy_path(source, output, "_计分", "计分副本只能由 .xlsx 或 .xlsm 生成", force)
    package = open_package(source)
    grids = workbook_of(package).sheets
    book = require_forms(understand(source, grids, scheme))
    sheets = [scores(evaluation) for evaluation in book.evaluations]
    writes = writes_by_sheet(grids, book, sheets)
    changes = {
        sheet: {write.place: CellChange(write.value, style_like=write.style_like) for write in cells}
        for sheet, cells in writes.items()
    }
    filled = [write.rate for cells in writes.values() for write in cells if write.filled]
    numbers = {sheet: {write.place for write in cells if write.number} for sheet, cells in writes.items()}
    patched_package = _patched(package, changes, numbers)
    fit = {sheet: range(1, max(cells)[0] + 1) for sheet, cells in changes.items() if cells}
    atomic_write(target, recalculated(patched_package, fit=fit))
    return ScoredCopy(target, filled.count(True), filled.count(False), book, sheets)


def writes_by_sheet(
    grids: tuple[Grid, ...], book: Workbook, sheets: Sequence[ScoreSheet] | None = None
) -> dict[str, list[Write]]:
    """Every cell to write, by sheet, in the order of the sheets. `sheets`: the scores, where they are known."""
    by_sheet = defaultdict(list)
    for position, evaluation in enumerate(book.evaluations):
        by_sheet[evaluation.location].append((evaluation, sheets[position] if sheets else scores(evaluation)))
    found: dict[str, list[Write]] = {grid.name: [] for grid in grids}
    for grid in (grid for grid in whole(grids) if grid.name in by_sheet):
        for frame, (evaluation, sheet) in zip(find_frames(grid), by_sheet[grid.name], strict=True):
            for write in score_writes(frame, evaluation, sheet):
                name, home = at_home(grid, write)
                found[name].append(home)
    return {name: writes for name, writes in found.items() if writes or name in by_sheet}


def _patched(package: Package, changes: _Cells, numbers: Mapping[str, set[tuple[int, int]]]) -> Package:
    """The copy; a rate goes as a number (0.9) into a cell that shows percents, or is to (`numbers`), else as “90%”."""
    parts = workbook_parts(package)
    formats = cell_formats(package, parts.styles)
    styles = PercentStyles(package, parts.styles)
    changed: _Cells = {sheet: dict(cells) for sheet, cells in changes.items()}
    for part in parts.sheets:
        percents = {
            f"{column_letters(column)}{row}": (row, column)
            for (row, column), change in changed.get(part.name, {}).items()
            if isinstance(change.value, str) and _PERCENT.fullmatch(change.value)
        }
        for _, cell in package.elements(part.part, "c") if percents else ():
            place, style = percents.pop(cell.get("r", ""), None), int(cell.get("s") or 0)
            if place is None or style >= len(formats):
                continue
            is_percent = "%" in formats[style]
            if is_percent or place in numbers[part.name]:
                own = None if is_percent else styles.like(style)
                changed[part.name][place] = _as_number(changed[part.name][place], own)
        for place in numbers.get(part.name, set()) & set(percents.values()):
            changed[part.name][place] = _as_number(changed[part.name][place], styles.like(0))
    result = Package(package.path, patched(package, changed))
    added = styles.replaced()
    return Package(package.path, copy_with(result, added)) if added else result


def _as_number(change: CellChange, style: int | None) -> CellChange:
    number = parse_number(str(change.value).rstrip("%"))
    return replace(change, value=None if number is None else number / HUNDRED, style=style)
