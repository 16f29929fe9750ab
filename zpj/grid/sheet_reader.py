"""One worksheet part as stored: raw cells, formulas, merged areas and column widths. Nothing is displayed here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NoReturn

from zpj.domain.columns import column_letters
from zpj.domain.errors import ZpjError
from zpj.domain.records import changeable, field
from zpj.grid.formula_text import LAST_COLUMN, LAST_ROW, cell_place, translate
from zpj.grid.grid import Area
from zpj.grid.package import Package
from zpj.grid.workbook_parts import SheetPart, is_shown
from zpj.grid.xml_events import Attributes, Walk, local
from zpj.grid.xml_text import decode

MOST_CELLS = 100_000
FARTHEST_ROW = 100_000
FARTHEST_COLUMN = 1_000

_MOST_MERGES = 20_000
_MOST_MERGED_PLACES = 200_000
_MERGE_MARGIN = 20
_LONGEST_SHARED = 1_000_000
_DEFAULT_WIDTH = 8.43


@changeable
class RawCell:
    """A cell as stored.

    `kind` is its type code (n, s, str, inlineStr, b, e, d); `value` is None where no value is stored; `array` marks
    array formulas and data tables, whose text zpj does not compute.
    """

    row: int
    column: int
    kind: str
    style: int
    value: str | None = None
    formula: str | None = None
    shared: str | None = None
    array: bool = False


@changeable
class RawSheet:
    """A worksheet as stored."""

    cells: list[RawCell] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    columns: list[tuple[int, int, float]] = field(default_factory=list)
    default_width: float = _DEFAULT_WIDTH

    def merged_areas(self) -> tuple[Area, ...]:
        """Give the merged areas that matter."""
        rows = max((cell.row for cell in self.cells), default=0)
        return clipped(self.merges, rows, max((cell.column for cell in self.cells), default=0))

    def widths(self) -> dict[int, float]:
        """Give the width of every column up to the last filled one, in characters; 0 where it is hidden."""
        last = max((cell.column for cell in self.cells), default=0)
        widths = dict.fromkeys(range(1, last + 1), self.default_width)
        for first, final, width in self.columns:
            widths.update(dict.fromkeys(range(first, min(final, last) + 1), width))
        return widths


def clipped(merges: Iterable[Area], rows: int, columns: int) -> tuple[Area, ...]:
    """Cut merged areas to a little beyond the filled cells, so that hostile sizes cost nothing."""
    areas, places = [], 0
    for area in merges:
        bottom, right = min(area.bottom, rows + _MERGE_MARGIN), min(area.right, columns + _MERGE_MARGIN)
        size = max(0, bottom - area.top + 1) * max(0, right - area.left + 1)
        places += size
        if size > 1 and places <= _MOST_MERGED_PLACES:
            areas.append(Area(area.top, area.left, bottom, right))
    return tuple(areas)


class SheetReader(Walk):
    """Reads one worksheet part in a single pass."""

    def __init__(self, package: Package, sheet: SheetPart) -> None:
        super().__init__(package, sheet.part)
        self._sheet = sheet
        self._row = 0
        self._column = 0
        self._result = RawSheet()
        self._cell: RawCell | None = None
        self._inside: list[str] = []
        self._texts: list[str] = []
        self._formula: Attributes = {}

    def read(self) -> RawSheet:
        """Read it all; ZpjError where a limit is passed or the part is damaged."""
        try:
            self.run(self._start, self._end)
        except OverflowError as error:
            raise self._package.damaged() from error
        if not _spread_shared_formulas(self._result.cells):
            self._refuse_sheet("里的公式过长、过多")
        return self._result

    def _start(self, written: str, given: Attributes) -> None:
        name = local(written)
        if self._cell is not None:
            self._start_part(name, given)
        elif name == "c":
            self._cell = self._begun(given)
        elif name == "row":
            self._row, self._column = int(given.get("r") or self._row + 1), 0
        elif name == "col":
            self._take_column(given)
        elif name == "mergeCell":
            self._take_merge(given.get("ref", ""))
        elif name == "sheetFormatPr":
            base = float(given.get("baseColWidth") or 8) + 0.43
            self._result.default_width = float(given.get("defaultColWidth") or base)

    def _end(self, written: str) -> None:
        cell = self._cell
        if cell is None:
            return
        if self._inside:
            self._end_part(cell, self._inside.pop())
            return
        self._cell = None
        if cell.value is not None or cell.formula is not None or cell.shared is not None:
            self._refuse_excess(cell)
            self._result.cells.append(cell)

    def _take_column(self, given: Attributes) -> None:
        first, last = int(given.get("min", "1")), int(given.get("max", "0"))
        width = "0" if given.get("hidden") in ("1", "true") else given.get("width")
        if width is not None and first >= 1 and len(self._result.columns) < LAST_COLUMN:
            self._result.columns.append((first, last, float(width)))

    def _take_merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = cell_place(first), cell_place(last or first)
        if start and end and len(self._result.merges) < _MOST_MERGES:
            self._result.merges.append(Area(*start, *end))

    def _begun(self, given: Attributes) -> RawCell:
        reference = given.get("r")
        place = cell_place(reference) if reference else (self._row, self._column + 1)
        if place is None or not 1 <= place[0] <= LAST_ROW:
            raise self._package.damaged()
        self._row, self._column = place
        return RawCell(*place, given.get("t", "n"), int(given.get("s") or 0))

    def _start_part(self, name: str, given: Attributes) -> None:
        """The start of an element inside a cell."""
        if name == "t" or (not self._inside and name in ("v", "f")):
            self.collect()
        if not self._inside:
            self._texts, self._formula = [], given
        self._inside.append(name)

    def _end_part(self, cell: RawCell, name: str) -> None:
        if name == "t":
            text = self.text()
            if self._inside and self._inside[0] == "is" and is_shown(self._inside):
                self._texts.append(text)
        elif not self._inside and name == "v":
            text = self.text()
            cell.value = text if text or cell.kind == "str" else None
        elif not self._inside and name == "f":
            self._take_formula(cell, self.text())
        elif not self._inside and name == "is":
            cell.value = decode("".join(self._texts))

    def _take_formula(self, cell: RawCell, text: str) -> None:
        kind = self._formula.get("t", "normal")
        cell.formula = decode(text) if text else None
        cell.shared = self._formula.get("si") if kind == "shared" else None
        cell.array = kind in ("array", "dataTable")
        if cell.array and cell.formula is None:
            cell.formula = ""

    def _refuse_excess(self, cell: RawCell) -> None:
        if len(self._result.cells) >= MOST_CELLS:
            self._refuse_sheet(f"的内容超过 {MOST_CELLS // 10_000} 万格")
        if cell.row > FARTHEST_ROW or cell.column > FARTHEST_COLUMN:
            self._refuse_sheet(f"在很远的 {column_letters(cell.column)}{cell.row} 处还有内容")

    def _refuse_sheet(self, reason: str) -> NoReturn:
        subject = self._package.path.name
        raise ZpjError(subject, f"工作表“{self._sheet.name}”{reason}", "请删去与自评表无关的内容后重试")


def _spread_shared_formulas(cells: list[RawCell]) -> bool:
    """Give the dependents of a shared formula their own text; False where they would be too long altogether."""
    masters = {cell.shared: cell for cell in cells if cell.shared is not None and cell.formula is not None}
    length = 0
    for cell in _dependents(cells):
        master = masters.get(cell.shared or "")
        if master is None or master.formula is None:
            cell.formula, cell.array = "", True
            continue
        length += len(master.formula)
        if length > _LONGEST_SHARED:
            return False
        cell.formula = translate(master.formula, cell.row - master.row, cell.column - master.column)
    return True


def _dependents(cells: list[RawCell]) -> Iterator[RawCell]:
    return (cell for cell in cells if cell.shared is not None and cell.formula is None)
