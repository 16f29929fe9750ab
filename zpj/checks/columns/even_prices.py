"""Over the tables of a filed report: two columns with one price in all rows, and a row or two that break it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.grid_figures import Cell, Rows, figures_of, heading_of, hit_at, with_project
from zpj.checks.reading.reconcile import places_shown
from zpj.checks.reading.tables import is_total_row
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.amounts import ZERO, plain
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex

_NO_COUNT = regex("序号|年|率|比|得分|分值|自评|评分|权重|季度|月份|日期|累计")
_FEWEST, _KEPT_FOR_ONE, _LEAST_DIGITS, _MOST_COLUMNS, _MOST_OFF = 3, 3, 2, 12, 2


@another_way("ZPJ247", WARNING, follows=("ZPJ247", "ZPJ236", "ZPJ238", "ZPJ239", "ZPJ246", "ZPJ241"))
def rows_off_the_common_price(case: PaperCase) -> Iterator[Hit]:
    """“15名 15.3万元” and “17名 13.5万元” in a table whose other rows all have 0.9万元 a head: two rows turned round.

    A single row is a slip of the pen from the common price; of two rows each has what the other must have.
    """
    for table in case.paper.tables:
        rows = {} if table.form else _rows(table)
        for hit in _off(table, rows) if len(rows) > _FEWEST else ():
            yield with_project(case, table, hit)


def _rows(table: PaperTable) -> Rows:
    """The figures of the rows that are no totals."""
    found = figures_of(table)
    return {
        number: {column: cell for column, cell in cells.items() if not cell.is_share and cell.value > ZERO}
        for number, cells in found.items()
        if number and not is_total_row(table.rows[number][:2])
    }


def _off(table: PaperTable, rows: Rows) -> Iterator[Hit]:
    """The rows that break the price of two columns that most others keep, each cell told once."""
    columns = sorted({column for cells in rows.values() for column in cells if _is_counted(table, column)})
    told: set[tuple[int, int]] = set()
    for one in columns[:_MOST_COLUMNS]:
        for other in columns[:_MOST_COLUMNS]:
            pairs = [(cells[one], cells[other]) for cells in rows.values() if one in cells and other in cells]
            if one == other or len(pairs) <= _FEWEST or not all(count.value == int(count.value) for count, _ in pairs):
                continue
            for right, wrong in _breaks(pairs):
                if not told & {(wrong.row, one), (wrong.row, other)}:
                    told |= {(wrong.row, one), (wrong.row, other)}
                    basis = f"按其他各行，“{heading_of(table, other)}”为“{heading_of(table, one)}”的固定倍数"
                    yield hit_at(table, wrong, right, basis, proved=False)


def _is_counted(table: PaperTable, column: int) -> bool:
    title = heading_of(table, column)
    return bool(title) and not _NO_COUNT.search(title)


def _breaks(pairs: list[tuple[Cell, Cell]]) -> list[tuple[Decimal, Cell]]:
    """What some amounts should be by the price the other rows have, none where too few rows have one."""
    prices = Counter((amount.value / count.value).normalize() for count, amount in pairs)
    price, kept = prices.most_common(1)[0]
    several = len({count.value for count, amount in pairs if count.value * price == amount.value}) >= _FEWEST
    short = len(plain(price).replace(".", "").strip("0")) <= _FEWEST and price != 1
    if kept < _KEPT_FOR_ONE or len(pairs) - kept > _MOST_OFF or not several or not short:
        return []
    off = [(count.value * price, amount) for count, amount in pairs if count.value * price != amount.value]
    if len(off) == 1:
        right, amount = off[0]
        exact = places_shown(plain(right)) <= max(places_shown(each.digits) for _, each in pairs)
        return off if exact and amount.length >= _LEAST_DIGITS and amount.slips_to(right) else []
    turned = sorted(right for right, _ in off) == sorted(amount.value for _, amount in off)
    return off if turned else []
