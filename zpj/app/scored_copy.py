"""`zpj score`: the scores and their reasons written into a copy of the clerk's workbook."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from zpj.app.outputs import output_path
from zpj.app.reading import require_forms, scores, understand
from zpj.domain.errors import ZpjError
from zpj.domain.model import Workbook
from zpj.forms.frame import find_frames
from zpj.forms.writer import Write, score_writes
from zpj.grid.atomic import atomic_write
from zpj.grid.excel_file import workbook_of
from zpj.grid.grid import Grid
from zpj.grid.package import Package, open_package
from zpj.grid.patch import CellChange, Changes, patched
from zpj.grid.recalculation import recalculated

_WRITABLE = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class ScoredCopy:
    """The copy written, and how many empty cells of the forms were filled."""

    path: Path
    filled: int


def write_scored_copy(source: Path, output: Path | None, scheme: str | None, force: bool) -> ScoredCopy:
    """Write the copy by patching cells; every other part of the file stays byte for byte.

    Formulas that depend on filled cells get their new results. ZpjError where the file cannot be read, is no
    .xlsx/.xlsm, or the output exists.
    """
    if source.suffix.lower() not in _WRITABLE:
        raise ZpjError(source.name, "计分副本只能由 .xlsx 或 .xlsm 生成", "请先在 Excel 里另存为 .xlsx")
    target = output_path(output, source.with_stem(f"{source.stem}_计分"), force)
    if target.suffix.lower() != source.suffix.lower():
        raise ZpjError(target.name, f"副本的扩展名应为 {source.suffix}", "请改用相同的扩展名")
    package = open_package(source)
    grids = workbook_of(package).sheets
    book = require_forms(understand(source, grids, scheme))
    changes, filled = _changes(grids, book)
    patched_package = Package(package.path, patched(package, changes))
    atomic_write(target, recalculated(patched_package))
    return ScoredCopy(target, filled)


def writes_by_sheet(grids: tuple[Grid, ...], book: Workbook) -> dict[str, list[Write]]:
    """Every cell to write, by sheet, in the order of the sheets."""
    by_sheet = defaultdict(list)
    for evaluation in book.evaluations:
        by_sheet[evaluation.location].append(evaluation)
    return {
        grid.name: [
            write
            for frame, evaluation in zip(find_frames(grid), by_sheet[grid.name], strict=True)
            for write in score_writes(frame, evaluation, scores(evaluation))
        ]
        for grid in grids
        if grid.name in by_sheet
    }


def _changes(grids: tuple[Grid, ...], book: Workbook) -> tuple[Changes, int]:
    writes = writes_by_sheet(grids, book)
    changes = {
        sheet: {write.place: CellChange(write.value, style_like=write.style_like) for write in cells}
        for sheet, cells in writes.items()
    }
    return changes, sum(write.filled for cells in writes.values() for write in cells)
