"""A Grid: one sheet or one Word table as displayed, with exact numbers kept and merged areas followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from zpj.domain.columns import column_letters
from zpj.domain.model import Entry
from zpj.domain.records import changeable, field, record


@record
class Cell:
    """A filled cell. Rows and columns count from 1.

    `text` is what the clerk sees; `number` the exact number behind it, None for text; `error` is true for #DIV/0!
    and the like; `formula` the text after "=" where there is one; `unresolved` says (Chinese) why a formula without
    a cached value could not be computed: such a cell has no text and no number. `cached` is false where the result
    of a formula was computed here.
    """

    row: int
    column: int
    text: str
    number: Decimal | None = None
    formula: str | None = None
    error: bool = False
    unresolved: str | None = None
    cached: bool = field(default=True, compare=False)


@record
class Area:
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: object) -> bool:
        if not isinstance(place, tuple):
            return False
        row, column = place
        return bool(self.top <= row <= self.bottom and self.left <= column <= self.right)


@record
class Part:
    """A sheet or table that a grid took in below its own: the first row there, its name, how many of its rows were left
    out, and which column each of the moved columns has in it.
    """

    first: int
    name: str
    skipped: int = 0
    columns: Mapping[int, int] = field(default_factory=dict)


@changeable
class Grid:
    """One sheet (or Word table). `cells` holds the filled cells only, keyed by (row, column), those that a merged area
    covers included; the rows show none of these.

    `in_document` is true for a table of a document; `preceding` holds the paragraphs before it, `following` the first
    ones after it. A column of width 0 is hidden. `continued`: the tables a page break cut off, and the sheets that go
    on with a form, which this one took in. A grid of some columns of a sheet begins at column `left`; `taken` is the
    last column that the forms beside it need.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Area, ...] = ()
    widths: Mapping[int, float] = field(default_factory=dict)
    hidden: bool = False
    preceding: tuple[str, ...] = ()
    following: tuple[str, ...] = ()
    in_document: bool = False
    continued: tuple[Part, ...] = ()
    left: int = 1
    taken: int = 0

    def __post_init__(self) -> None:
        self._areas = {
            (row, column): area
            for area in self.merges
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }
        self.rows = max((row for row, _ in self.cells), default=0)
        self.columns = max((column for _, column in self.cells), default=0)
        self._by_row: dict[int, list[Cell]] = {}
        for place in sorted(self.cells):
            area = self._areas.get(place)
            if area is None or (area.top, area.left) == place:
                self._by_row.setdefault(place[0], []).append(self.cells[place])

    def area(self, row: int, column: int) -> Area:
        """The merged area a place belongs to, or the place alone."""
        return self._areas.get((row, column)) or Area(row, column, row, column)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell shown at a place: inside a merged area, that of its top left corner."""
        area = self._areas.get((row, column))
        return self.cells.get((area.top, area.left)) if area else self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The text shown at a place, "" where it is empty."""
        cell = self.at(row, column)
        return cell.text if cell else ""

    def first_column(self, row: int) -> int:
        """The first column in which a row shows something; that the grid begins with, where it shows nothing."""
        columns = range(self.left, self.columns + 1)
        return next((column for column in columns if self.text(row, column).strip()), self.left)

    def goes_on(self, row: int, columns: Iterable[int]) -> bool:
        """Whether what a row shows in these columns, if anything, began in a row above it."""
        areas = [self.area(row, column) for column in columns]
        return any(area.top < row for area in areas) and all(
            area.top < row or not self.text(row, area.left).strip() for area in areas
        )

    def row_cells(self, row: int) -> Iterator[Cell]:
        """The filled cells that start in a row, left to right."""
        return iter(self._by_row.get(row, ()))

    def location(self, row: int, column: int) -> str:
        """Name a place as the clerk does: 自评表!D8."""
        name, row, column = self.home(row, column)
        return f"{name}!{column_letters(column)}{row}"

    def home(self, row: int, column: int) -> tuple[str, int, int]:
        """The sheet or table a place comes from, and its row and column there."""
        for part in reversed(self.continued):
            if row >= part.first:
                return part.name, row - part.first + 1 + part.skipped, part.columns.get(column, column)
        return self.name, row, column

    def row_of(self, location: str) -> int:
        """The row of this grid that a location (自评表!A14) names."""
        name, _, place = location.rpartition("!")
        row = int("".join(char for char in place if char.isdigit()))
        return next((part.first + row - 1 - part.skipped for part in self.continued if part.name == name), row)

    def is_hidden(self, column: int) -> bool:
        """Whether a column is hidden."""
        return self.widths.get(column) == 0

    def entry(self, row: int, column: int) -> Entry | None:
        """The filled value at a place with its location; None where nothing stands."""
        cell = self.at(row, column)
        if cell is None or (not cell.text.strip() and cell.unresolved is None):
            return None
        return Entry(cell.text, cell.number, self.location(cell.row, cell.column))
