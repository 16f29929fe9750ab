"""Headings no wording is known for: told by the words in them, or named so that the clerk is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zpj.domain.amounts import parse_number
from zpj.forms import labels
from zpj.forms.stacked_headings import is_filled
from zpj.grid.grid import Area, Cell, Grid

_ROWS_LOOKED_AT = 4

Span = tuple[int, int]


def budgets_apart(grid: Grid, rows: set[int], columns: dict[str, Span], doubts: list[str]) -> dict[str, Span]:
    """Where 预算数 stands beside 调整预算数, the plain one is the initial budget; one alone is that of the year."""
    if "full_year_budget" not in columns:
        return _only_budget(grid, rows, columns, doubts)
    if "initial_budget" in columns:
        return columns
    title = grid.text(heading_row(grid, rows, columns["full_year_budget"]), columns["full_year_budget"][0])
    if labels.section("funds_like").resembled(title) == "full_year_budget":
        return columns
    plain, others = columns["full_year_budget"], {name: columns[name] for name in columns if name != "full_year_budget"}
    for row in sorted(rows):
        like = resembled(grid, row, "funds", {**others, "initial_budget": plain})
        if "full_year_budget" in like:
            doubts.append(guess("full_year_budget", grid.text(row, like["full_year_budget"][0]), "funds"))
            return {**others, "initial_budget": plain, "full_year_budget": like["full_year_budget"]}
    return columns


def _only_budget(grid: Grid, rows: set[int], columns: dict[str, Span], doubts: list[str]) -> dict[str, Span]:
    """The only budget of a form is what the execution is measured by, unless it is said to be that of 年初."""
    if "initial_budget" not in columns:
        return columns
    title = grid.text(heading_row(grid, rows, columns["initial_budget"]), columns["initial_budget"][0])
    if labels.section("funds").field(title) == "initial_budget" or "年初" in title:
        return _with_adjusted(grid, rows, columns, doubts)
    told = guess("initial_budget", title, "funds")
    doubts[:] = [guess("full_year_budget", title, "funds") if doubt == told else doubt for doubt in doubts]
    return {("full_year_budget" if name == "initial_budget" else name): span for name, span in columns.items()}


def _with_adjusted(grid: Grid, rows: set[int], columns: dict[str, Span], doubts: list[str]) -> dict[str, Span]:
    """预算调整数 beside 年初预算数 alone: the budget of the year, where its first amount is no mere change."""
    if "executed" not in columns:
        return columns
    for row in sorted(rows):
        for cell, span in _unnamed(grid, row, "funds", columns):
            if labels.section("funds_adjusted").field(cell.text) and _is_whole(grid, max(rows), span[0], columns):
                doubts.append(guess("full_year_budget", cell.text, "funds"))
                return {**columns, "full_year_budget": span}
    return columns


def _is_whole(grid: Grid, heading: int, adjusted: int, columns: Mapping[str, Span]) -> bool:
    for row in range(heading + 1, heading + 1 + _ROWS_LOOKED_AT):
        new, initial, spent = (
            parse_number(grid.text(row, column))
            for column in (adjusted, columns["initial_budget"][0], columns["executed"][0])
        )
        if new is not None and initial is not None and spent is not None:
            return new > 0 and new * 2 >= initial and new >= spent
    return False


def heading_row(grid: Grid, rows: set[int], span: Span) -> int:
    """The row of some heading rows that heads a column."""
    return next(row for row in sorted(rows) if grid.text(row, span[0]))


def resembled(grid: Grid, row: int, section: str, columns: Mapping[str, Span]) -> dict[str, Span]:
    """Fields without a known heading, by the words in headings without a known field."""
    like, ignored = labels.section(f"{section}_like"), labels.section("ignored")
    found: dict[str, Span] = {}
    for cell, span in _unnamed(grid, row, section, columns):
        misspelt = labels.section(section).slipped(cell.text, {**columns, **found}) is not None
        skipped = grid.is_hidden(cell.column) or (not misspelt and ignored.resembled(cell.text))
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


def unknown(grid: Grid, rows: set[int], section: str, columns: Mapping[str, Span]) -> Iterator[str]:
    """Headings nobody knows, up to the first empty column behind the last known one."""
    ignored = labels.section("ignored")
    first, last = (pick(column for span in columns.values() for column in span) for pick in (min, max))
    top = min(rows)
    while grid.text(top, last + 1).strip():
        last = grid.area(top, last + 1).right
    for row in sorted(rows):
        for cell, (left, right) in _unnamed(grid, row, section, columns):
            covered = any(left <= span[0] and span[1] <= right for span in columns.values())
            covered = covered or (is_filled(cell) and any(span[1] + 1 == left for span in columns.values()))
            known = covered or ignored.resembled(cell.text) or labels.is_label(cell.text)
            if first < left <= last and not known and not grid.is_hidden(left):
                yield "".join(cell.text.split())


def guess(field: str, title: str, section: str) -> str:
    """The question about a heading that was told by its words."""
    heading = labels.section(section).title(field)
    return f"“{''.join(title.split())}”一栏按“{heading}”读，请确认"
