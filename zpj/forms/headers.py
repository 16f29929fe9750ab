"""Finds the heading rows of a form: which column holds which field.

Known wordings come first. Where a row is certainly a heading row, a wording zpj does not know is told by the words in
it (sections …_like of labels.toml); that is noted in the header, and the clerk is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from zpj.domain.records import record, replace
from zpj.forms import labels
from zpj.forms.doubled_columns import further_columns
from zpj.forms.level_columns import levels_apart
from zpj.forms.like_headings import budgets_apart, guess, heading_row, resembled, unknown
from zpj.forms.spread_funds import Spread, SpreadLine, spread_funds
from zpj.forms.stacked_headings import headed_above, is_filled, points_beside_levels, points_of_levels
from zpj.forms.task_funds import lists_tasks, task_funds
from zpj.grid.grid import Cell, Grid

_INDICATOR_LEVELS = {"level1", "level2", "name"}
_INDICATOR_VALUES = {"target", "initial_target", "actual", "weight", "reported_score"}
_FUND_CORE = {"full_year_budget", "executed"}
_FEWEST_VALUES_WITHOUT_LEVELS = 3
_TWICE = "”有"

Span = tuple[int, int]


@record
class Header:
    """A header row (or rows): `columns` maps a field to its columns (first, last).

    `doubts` are questions (Chinese) about headings told by their words, twice there or hidden. `lines` are those of a
    funds block without a heading row: then the columns are those of the values of its first line. `further` are the
    columns of the second indicator of each row, where the headings stand twice; `left` the first one of such a part.
    """

    top: int
    bottom: int
    columns: Mapping[str, Span]
    doubts: tuple[str, ...] = ()
    lines: tuple[SpreadLine, ...] = ()
    further: tuple[Mapping[str, Span], ...] = ()
    left: int = 0

    def first(self, field: str) -> int | None:
        """The first column of a field."""
        span = self.columns.get(field)
        return span[0] if span else None

    @property
    def parts(self) -> tuple[Header, ...]:
        """The header, and one more for each further indicator of a row."""
        return (self, *(replace(self, columns=part, left=min(part.values())[0]) for part in self.further))

    def location(self, grid: Grid, row: int) -> str:
        """How a row is named: by its first cell in the table, or the first one of a further indicator."""
        return grid.location(row, grid.area(row, self.left or grid.first_column(self.top)).left)

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
    if levels > 1:
        above = {field: span for field, (_, span) in headed_above(grid, row).items()}
        shown = {field: span for field, span in found.items() if not grid.is_hidden(span[0])}
        found = {**found, **above, **shown, **_points_of_rows(grid, row, found)}
        values = len(_INDICATOR_VALUES & found.keys())
    if levels == 1 or not values:
        columns = {**resembled(grid, row, "indicators", found), **found}
        levels, values = (len(some & columns.keys()) for some in (_INDICATOR_LEVELS, _INDICATOR_VALUES))
    enough = values >= (1 if levels > 1 else _FEWEST_VALUES_WITHOUT_LEVELS)
    return found if enough else {}


def _points_of_rows(grid: Grid, row: int, found: Mapping[str, Span]) -> dict[str, Span]:
    """Where every level has points of its own beside it (一级指标 | 分值 | 二级指标 | 分值 …), those of the rows."""
    like, cells = labels.section("indicators_like"), list(grid.row_cells(row))
    points = [cell.column for cell in cells if like.resembled(cell.text) == "weight"]
    headings = [cell.column for cell in cells] if len(points) > 1 else []
    column = points_beside_levels(points, headings, found)
    area = grid.area(row, column) if column else None
    return {"weight": (area.left, area.right)} if area else {}


def indicator_header(grid: Grid, row: int) -> Header | None:
    """The heading row(s) of the indicator block that start here."""
    columns = indicator_columns(grid, row)
    if not columns:
        return None
    header = _header(grid, row, columns, "indicators")
    areas = ((field, grid.area(row, cell.column)) for cell, field in _known(grid, row, "indicators"))
    further = further_columns([(field, (area.left, area.right)) for field, area in areas])
    once = tuple(doubt for doubt in header.doubts if not further or _TWICE not in doubt)
    return replace(header, doubts=once, further=further) if further else header


def fund_header(grid: Grid, row: int, end: int | None = None) -> Header | None:
    """The heading row(s) of the funds block that start here, above row `end`."""
    if lists_tasks(grid, row):
        return None
    if spread := spread_funds(grid, row, end or grid.rows + 1):
        return Header(spread.top, spread.bottom, spread.columns, tuple(_spread_doubts(grid, spread)), spread.lines)
    columns = columns_of(grid, row, "funds")
    if len(columns) < 2:
        return None
    header = _header(grid, row, columns, "funds")
    return header if _FUND_CORE & header.columns.keys() else None


def task_header(grid: Grid, row: int, end: int) -> Header | None:
    """The list of tasks that starts in a row, where its last line tells the funds of a department."""
    spread = task_funds(grid, row, end)
    if spread is None:
        return None
    doubt = f"任务清单的“{''.join(spread.lines[0].label.split())}”一行按“年度资金总额”读，请确认"
    return Header(spread.top, spread.bottom, spread.columns, (doubt,), spread.lines)


def _spread_doubts(grid: Grid, spread: Spread) -> Iterator[str]:
    """Labels told by their words, and those of numbers that were not read."""
    values = [(field, value) for line in spread.lines for field, value in line.values.items()]
    for field, value in dict(values).items():
        if labels.section("funds").field(value.heading) != field:
            yield guess(field, value.heading, "funds")
    read, ignored = {(value.row, value.column) for _, value in values}, labels.section("ignored")
    for row in range(spread.top, spread.bottom + 1):
        for cell, number in pairwise(grid.row_cells(row)):
            is_open = number.number is not None and (row, number.column) not in read and cell.number is None
            if is_open and not labels.is_label(cell.text) and not ignored.resembled(cell.text):
                yield f"“{''.join(cell.text.split())}”一栏不认识，没有读，请确认"


def _header(grid: Grid, row: int, columns: Mapping[str, Span], section: str) -> Header:
    """A heading may span several columns that the next row names one by one (年初预算数: 目标申报数, 预算编制数)."""
    bottom = _bottom(grid, row, columns)
    rows = {row, *_rows_above(grid, row, columns)} if section == "indicators" else {row}
    split = points_of_levels(grid, row, columns) if section == "indicators" else None
    if split:
        columns, bottom = split[0], max(bottom, split[1])
    right = max(last for _, last in columns.values())
    has_values = any(is_filled(cell) for cell in grid.row_cells(row) if cell.column <= right)
    for below in range(row + 1, row + 1 if has_values else bottom + 2):
        second = columns_of(grid, below, section)
        if split and below == split[1]:
            second = {field: span for field, span in second.items() if field not in columns}
        if second and not any(is_filled(cell) for cell in grid.row_cells(below)):
            columns = {**columns, **second}
            bottom = max(bottom, below)
            rows.add(below)
    doubts = [doubt for each in sorted(rows) for doubt in _doubts(grid, each, section, columns)]
    visible = {field: span for field, span in columns.items() if not grid.is_hidden(span[0])}
    guessed: dict[str, Span] = {}
    for each in sorted(rows):
        guessed |= resembled(grid, each, section, {**visible, **guessed})
    for field, span in guessed.items():
        doubts.append(guess(field, grid.text(heading_row(grid, rows, span), span[0]), section))
    found = {**columns, **guessed, **visible}
    named = found.keys()
    found = budgets_apart(grid, rows, found, doubts) if section == "funds" else levels_apart(grid, bottom, found)
    if "level1" in named - found.keys():
        title = grid.text(heading_row(grid, rows, found["level2"]), found["level2"][0])
        doubts = [
            *(doubt for doubt in doubts if doubt != guess("level1", title, section)),
            guess("level2", title, section),
        ]
    if "level1" in found.keys() - named:
        doubts.append(guess("level1", grid.text(bottom, found["level1"][0]), section))
    doubts += [f"“{title}”一栏不认识，没有读，请确认" for title in unknown(grid, rows, section, found)]
    return Header(min(rows), bottom, found, tuple(doubts))


def _rows_above(grid: Grid, row: int, columns: Mapping[str, Span]) -> set[int]:
    """The rows above a heading row in which some of its columns are headed."""
    return {above for field, (above, span) in headed_above(grid, row).items() if columns.get(field) == span}


def _bottom(grid: Grid, row: int, columns: Mapping[str, Span]) -> int:
    return max(grid.area(row, left).bottom for left, _ in columns.values())


def _doubts(grid: Grid, row: int, section: str, columns: Mapping[str, Span]) -> list[str]:
    """Questions about headings that stand there twice or in a hidden column."""
    places: dict[str, list[Cell]] = {}
    for cell, field in _known(grid, row, section):
        places.setdefault(field, []).append(cell)
    doubts = []
    if len(places.get("weight", ())) > 1 and _points_of_rows(grid, row, columns):
        del places["weight"]
    for field, cells in ((field, cells) for field, cells in places.items() if field in columns):
        chosen = columns[field][0]
        place = grid.location(row, chosen)
        if len([cell for cell in cells if not grid.is_hidden(cell.column)]) > 1:
            doubts.append(f"“{''.join(cells[0].text.split())}{_TWICE}{len(cells)}栏，取了 {place} 这一栏，请确认")
        elif grid.is_hidden(chosen):
            doubts.append(f"“{''.join(cells[0].text.split())}”一栏（{place}）是隐藏的，照样读了，请确认")
    return doubts


def right_of(header: Header) -> int:
    """The last column of a header."""
    return max(right for columns in (header.columns, *header.further) for _, right in columns.values())
