"""Finds the heading rows of a form: which column holds which field.

Known wordings come first. Where a row is certainly a heading row, a wording zpj does not know is told by the words in
it (sections …_like of labels.toml); that is noted in the header, and the clerk is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zpj.domain.records import record
from zpj.forms import labels
from zpj.grid.grid import Area, Cell, Grid

_INDICATOR_LEVELS = {"level1", "level2", "name"}
_INDICATOR_VALUES = {"target", "initial_target", "actual", "weight", "reported_score"}
_FUND_CORE = {"full_year_budget", "executed"}
_FEWEST_VALUES_WITHOUT_LEVELS = 3
_ROWS_LOOKED_AT = 4

Span = tuple[int, int]


@record
class Header:
    """A header row (or rows): `columns` maps a field to its columns (first, last).

    `doubts` are questions (Chinese) about headings told by
    their words, twice there or hidden.
    """

    top: int
    bottom: int
    columns: Mapping[str, Span]
    doubts: tuple[str, ...] = ()

    def first(self, field: str) -> int | None:
        """The first column of a field."""
        span = self.columns.get(field)
        return span[0] if span else None

    @property
    def values_from(self) -> int:
        """The first column of all."""
        return min(left for left, _ in self.columns.values())


def columns_of(grid: Grid, row: int, section: str) -> dict[str, Span]:
    """The fields whose known headings start in a row; the first one where several do, a visible one before a hidden."""
    found: dict[str, Span] = {}
    for cell, field in _known(grid, row, section):
        if field not in found or (grid.is_hidden(found[field][0]) and not grid.is_hidden(cell.column)):
            area = grid.area(cell.row, cell.column)
            found[field] = (area.left, area.right)
    return found


def _known(grid: Grid, row: int, section: str) -> list[tuple[Cell, str]]:
    known = labels.section(section)
    pairs = ((cell, known.field(cell.text)) for cell in grid.row_cells(row))
    return [(cell, field) for cell, field in pairs if field and grid.area(cell.row, cell.column).top == row]


def indicator_columns(grid: Grid, row: int) -> dict[str, Span]:
    """The columns of an indicator heading; empty where the row is none."""
    found = columns_of(grid, row, "indicators")
    levels = len(_INDICATOR_LEVELS & found.keys())
    values = len(_INDICATOR_VALUES & found.keys())
    if levels == 0 or levels + values < len(_INDICATOR_LEVELS) - 1:
        return {}
    if levels == 1 or not values:
        columns = {**_resembled(grid, row, "indicators", found), **found}
        levels, values = (len(some & columns.keys()) for some in (_INDICATOR_LEVELS, _INDICATOR_VALUES))
    enough = values >= (1 if levels > 1 else _FEWEST_VALUES_WITHOUT_LEVELS)
    return found if enough else {}


def indicator_header(grid: Grid, row: int) -> Header | None:
    """The heading row(s) of the indicator block that start here."""
    columns = indicator_columns(grid, row)
    return _header(grid, row, columns, "indicators") if columns else None


def fund_header(grid: Grid, row: int) -> Header | None:
    """The heading row(s) of the funds block that start here."""
    columns = columns_of(grid, row, "funds")
    if len(columns) < 2:
        return None
    header = _header(grid, row, columns, "funds")
    return header if _FUND_CORE & header.columns.keys() else None


def _header(grid: Grid, row: int, columns: Mapping[str, Span], section: str) -> Header:
    """A heading may span several columns that the next row names one by one (年初预算数: 目标申报数, 预算编制数)."""
    bottom = _bottom(grid, row, columns)
    rows = {row}
    for below in range(row + 1, bottom + 2):
        second = columns_of(grid, below, section)
        if second and not any(_is_filled(cell) for cell in grid.row_cells(below)):
            columns = {**columns, **second}
            bottom = max(bottom, below)
            rows.add(below)
    doubts = [doubt for each in sorted(rows) for doubt in _doubts(grid, each, section, columns)]
    visible = {field: span for field, span in columns.items() if not grid.is_hidden(span[0])}
    guessed: dict[str, Span] = {}
    for each in sorted(rows):
        guessed |= _resembled(grid, each, section, {**visible, **guessed})
    for field, span in guessed.items():
        doubts.append(_guess(field, grid.text(_heading_row(grid, rows, span), span[0]), section))
    found = {**columns, **guessed, **visible}
    if section == "funds":
        found = _with_adjusted(grid, rows, found, doubts)
    doubts += [f"“{title}”一栏不认识，没有读，请确认" for title in _unknown(grid, rows, section, found)]
    return Header(row, bottom, found, tuple(doubts))


def _with_adjusted(grid: Grid, rows: set[int], columns: dict[str, Span], doubts: list[str]) -> dict[str, Span]:
    """Where 预算数 stands beside 调整预算数, the plain one is the initial budget."""
    if "initial_budget" in columns or "full_year_budget" not in columns:
        return columns
    title = grid.text(_heading_row(grid, rows, columns["full_year_budget"]), columns["full_year_budget"][0])
    if labels.section("funds_like").resembled(title) == "full_year_budget":
        return columns
    plain, others = columns["full_year_budget"], {name: columns[name] for name in columns if name != "full_year_budget"}
    for row in sorted(rows):
        like = _resembled(grid, row, "funds", {**others, "initial_budget": plain})
        if "full_year_budget" in like:
            doubts.append(_guess("full_year_budget", grid.text(row, like["full_year_budget"][0]), "funds"))
            return {**others, "initial_budget": plain, "full_year_budget": like["full_year_budget"]}
    return columns


def _is_filled(cell: Cell) -> bool:
    """A cell of a row of values: a number, alone or with its unit."""
    return cell.number is not None or any(char.isdigit() for char in labels.bare_label(cell.text))


def _bottom(grid: Grid, row: int, columns: Mapping[str, Span]) -> int:
    return max(grid.area(row, left).bottom for left, _ in columns.values())


def _heading_row(grid: Grid, rows: set[int], span: Span) -> int:
    return next(row for row in sorted(rows) if grid.text(row, span[0]))


def _resembled(grid: Grid, row: int, section: str, columns: Mapping[str, Span]) -> dict[str, Span]:
    """Fields without a known heading, by the words in headings without a known field."""
    like, ignored = labels.section(f"{section}_like"), labels.section("ignored")
    found: dict[str, Span] = {}
    for cell, span in _unnamed(grid, row, section, columns):
        skipped = grid.is_hidden(cell.column) or ignored.resembled(cell.text)
        field = None if skipped else like.resembled(cell.text, {**columns, **found})
        if field:
            found[field] = span
    return found


def _unnamed(grid: Grid, row: int, section: str, columns: Mapping[str, Span]) -> Iterator[tuple[Cell, Span]]:
    """Heading cells without a known field and outside the columns found."""
    exact, spans = labels.section(section), set(columns.values())
    first = min(left for left, _ in spans)
    for cell in grid.row_cells(row):
        area = grid.area(cell.row, cell.column)
        is_block = labels.section("block").field(cell.text) or (
            area.right < first and _stands_apart(grid, area, first, section)
        )
        is_new = (area.left, area.right) not in spans and exact.field(cell.text) is None and cell.number is None
        if area.top == row and is_new and not is_block:
            yield cell, (area.left, area.right)


def _stands_apart(grid: Grid, area: Area, first: int, section: str) -> bool:
    """The name of a block under a wording of its own: it goes down beside the rows, or no amounts stand below it."""
    bottom = grid.area(area.top, first).bottom
    below = (grid.text(row, area.left) for row in range(bottom + 1, bottom + 1 + _ROWS_LOOKED_AT))
    return area.bottom > bottom or (section == "funds" and not any(char.isdigit() for text in below for char in text))


def _unknown(grid: Grid, rows: set[int], section: str, columns: Mapping[str, Span]) -> Iterator[str]:
    """Headings nobody knows, up to the first empty column behind the last known one."""
    ignored = labels.section("ignored")
    first, last = (pick(column for span in columns.values() for column in span) for pick in (min, max))
    top = min(rows)
    while grid.text(top, last + 1).strip():
        last = grid.area(top, last + 1).right
    for row in sorted(rows):
        for cell, (left, right) in _unnamed(grid, row, section, columns):
            covered = any(left <= span[0] and span[1] <= right for span in columns.values())
            covered = covered or (_is_filled(cell) and any(span[1] + 1 == left for span in columns.values()))
            known = covered or ignored.resembled(cell.text) or labels.is_label(cell.text)
            if first < left <= last and not known and not grid.is_hidden(left):
                yield "".join(cell.text.split())


def _guess(field: str, title: str, section: str) -> str:
    heading = labels.section(section).title(field)
    return f"“{''.join(title.split())}”一栏按“{heading}”读，请确认"


def _doubts(grid: Grid, row: int, section: str, columns: Mapping[str, Span]) -> list[str]:
    """Questions about headings that stand there twice or in a hidden column."""
    places: dict[str, list[Cell]] = {}
    for cell, field in _known(grid, row, section):
        places.setdefault(field, []).append(cell)
    doubts = []
    for field, cells in places.items():
        chosen = columns[field][0]
        place = grid.location(row, chosen)
        if len([cell for cell in cells if not grid.is_hidden(cell.column)]) > 1:
            doubts.append(f"“{''.join(cells[0].text.split())}”有{len(cells)}栏，取了 {place} 这一栏，请确认")
        elif grid.is_hidden(chosen):
            doubts.append(f"“{''.join(cells[0].text.split())}”一栏（{place}）是隐藏的，照样读了，请确认")
    return doubts


def right_of(header: Header) -> int:
    """The last column of a header."""
    return max(right for _, right in header.columns.values())
