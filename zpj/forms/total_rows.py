"""Finds the row of a form that tells its total."""

from __future__ import annotations

from zpj.domain.amounts import parse_number
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.headers import Header
from zpj.forms.total_words import told_totals
from zpj.grid.grid import Grid

_SUMS, _WHOLE = ("合计", "总计"), "总分"
_BESIDE = regex(r"\s*(?:优秀?|良好?|中等?|合格|较?差|[-—–－/]+)\s*")
"""What may stand beside the figures: a grade, a dash."""


def total_row(grid: Grid, indicators: Header, bottom: int) -> int | None:
    """The first row that tells the total; 总分 or 自评得分 further down where that one is the sum of the indicators."""
    below = range(indicators.bottom + 1, bottom + 1)
    rows = [row for row in below if _tells_total(grid, row)] or [row for row in below if _resembles_total(grid, row)][
        -1:
    ]
    first = next((cell.text for cell in grid.row_cells(rows[0])), "") if rows else ""
    is_sum = labels.bare_label(first) in _SUMS
    whole = (row for row in rows[1:] if any(_is_whole(cell.text) for cell in grid.row_cells(row))) if is_sum else ()
    return next(iter(whole), rows[0] if rows else None)


def _is_whole(text: str) -> bool:
    return _WHOLE in "".join(text.split())


def _tells_total(grid: Grid, row: int) -> bool:
    known = labels.section("total")
    for cell in grid.row_cells(row):
        told = known.field(cell.text) or next((field for field, _ in labels.joint(cell.text, "total")), None)
        says = told == "total" or ("分" in cell.text and "reported" in told_totals(cell.text))
        if says and grid.area(row, cell.column).top == row:
            return True
    return False


def _resembles_total(grid: Grid, row: int) -> bool:
    """A label like 合计得分 with nothing but figures, and perhaps a grade, behind it."""
    cells = list(grid.row_cells(row))
    like = labels.section("total_like").resembled(cells[0].text) if cells else None
    told = [cell.text for cell in cells[1:] if not _BESIDE.fullmatch(cell.text)]
    figures = [parse_number(text.strip().removesuffix("分")) for text in told]
    return bool(like) and bool(figures) and None not in figures
