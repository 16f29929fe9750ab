"""Funds told by the last line of a list of the year's tasks (部门整体支出): 金额合计 below 预算数 and 执行数."""

from __future__ import annotations

from collections.abc import Mapping

from zpj.forms import labels
from zpj.forms.spread_funds import AMOUNTS, NUMBERS, POINTS, Spread, SpreadLine, SpreadValue
from zpj.grid.grid import Cell, Grid


def lists_tasks(grid: Grid, row: int) -> bool:
    """Whether a row heads a list of the year's tasks with their amounts, which is not the funds block."""
    known = labels.section("task_list")
    return any(known.resembled(cell.text) for cell in grid.row_cells(row))


def task_funds(grid: Grid, top: int, end: int) -> Spread | None:
    """The total below the list headed in a row; `end`: the first row that cannot belong to it. None without a list or
    a total that names budget and execution.
    """
    if not lists_tasks(grid, top):
        return None
    headed = {field: cell for cell in grid.row_cells(top)
              if (field := labels.section("funds").field(cell.text)) in (*NUMBERS, *POINTS)}  # fmt: skip
    if not {"executed"} < headed.keys() & set(AMOUNTS):
        return None
    first = min(cell.column for cell in headed.values())
    rows = (cell for row in range(top + 1, end) for cell in grid.row_cells(row) if cell.column < first)
    label = next((cell for cell in rows if _says_total(cell)), None)
    if label is None:
        return None
    values = {field: SpreadValue(label.row, column, headed[field].text)
              for field, column in _columns(grid, top, headed).items()}  # fmt: skip
    return Spread(top, label.row, (SpreadLine(label.row, label.column, label.text.strip(), "total", values),))


def _says_total(cell: Cell) -> bool:
    like = labels.section("fund_rows_like").resembled(cell.text)
    return cell.number is None and "total" in (labels.section("fund_rows").field(cell.text), like)


def _columns(grid: Grid, top: int, headed: Mapping[str, Cell]) -> dict[str, int]:
    """The column of each value: the one that says 总额 or 合计 where a heading stands over the sources of money."""
    lefts = sorted(cell.column for cell in grid.row_cells(top))
    found = {}
    for field, cell in headed.items():
        right = next((left for left in lefts if left > cell.column), grid.columns + 1)
        sums = [below.column for below in grid.row_cells(top + 1) if cell.column <= below.column < right
                and labels.section("fund_rows").field(below.text) == "total"]  # fmt: skip
        found[field] = sums[0] if sums else cell.column
    return found
