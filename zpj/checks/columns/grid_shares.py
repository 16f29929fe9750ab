"""Over the tables of a filed report: shares, by the total that other rows show them to be of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.columns.grid_sums import TOTAL, has_label
from zpj.checks.reading.grid_figures import FEWEST, SURE, Cell, Rows, figures_of, heading_of, hit_at, with_project
from zpj.checks.reading.reconcile import half_unit, one_slip_off, places_shown, total
from zpj.checks.rule import ERROR, Hit, paper_check
from zpj.domain.amounts import HUNDRED, ZERO, plain
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_NAMED_SHARE = regex("占比|比重|比例|^占|占.{1,8}$")


@paper_check(
    "ZPJ249",
    "表里的占比与总数不符",
    ERROR,
    clause="占比为各行除以合计",
    message="这一行{title}填 {found}，按 {basis} 应为 {expected}，请核对",
    fix="核对这一行的数和占比",
    follows=("ZPJ247", "ZPJ238"),
)
def shares_in_tables(case: PaperCase) -> Iterator[Hit]:
    """“县道186.4公里，占比14.1%” of 1634.8 in all: the share another row shows to be of the total of a column."""
    for table in case.paper.tables:
        rows = figures_of(table)
        totals = [row for row in rows if has_label(table, row, TOTAL)]
        parts = [row for row in rows if row not in totals]
        for column in {cell.column for cells in rows.values() for cell in cells.values() if cell.is_share}:
            for base in {column for cells in rows.values() for column in cells} - {column}:
                known = [rows[row] for row in parts if {base, column} <= rows[row].keys()]
                told = [(cells[base], cells[column]) for cells in known]
                wholes = sorted(_wholes(rows, totals, base, column, told), key=lambda whole: whole.high - whole.low)
                best = max(wholes, key=lambda whole: sum(_is_share(each, whole) for each in told))
                yield from _shares(case, table, told, best)
        yield from _shares_alone(case, table, rows, parts, totals)


def _shares_alone(
    case: PaperCase, table: PaperTable, rows: Rows, parts: Sequence[int], totals: Sequence[int]
) -> Iterator[Hit]:
    """Shares with nothing to count them from, that do not make the 100 % of the total row: a slip of one is a doubt."""
    if any(not cell.is_share for cells in rows.values() for cell in cells.values()) or len(parts) <= FEWEST:
        return
    for column, whole in rows[totals[-1]].items() if totals else ():
        told = [rows[row][column] for row in parts if column in rows[row]]
        summed = total(told)
        slips = [each for each in one_slip_off(whole, told) if each[0] is not whole]
        apart = abs(whole.value - summed.value) > (summed.half + whole.half) * 2
        if whole.value == HUNDRED and apart and slips and len(told) == len(parts):
            basis = f"{'+'.join(cell.digits for cell in told)}，合计应为100%"
            yield with_project(case, table, hit_at(table, *slips[0], basis, proved=False))


_Share = tuple[Cell, Cell]


@record
class _Whole:
    """What shares may be of: its value, the least and the most rounding allows, and how it is shown.

    One that is worked out from the share a total has is no proof: what it makes of another share is a doubt.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    shown: str
    is_derived: bool = False


def _wholes(rows: Rows, totals: Sequence[int], base: int, column: int, told: Sequence[_Share]) -> Iterator[_Whole]:
    """The sum of a column, its last total, and what the share of a total makes of it."""
    summed = total([one for one, _ in told])
    yield _Whole(summed.value, summed.low, summed.high, plain(summed.value))
    own = rows[totals[-1]].get(base) if totals else None
    if own:
        yield _Whole(own.value, own.value - own.half, own.value + own.half, own.digits)
    for own, share in ((rows[row].get(base), rows[row].get(column)) for row in totals):
        half = _half(share) if share else ZERO
        if own and share and share.value > half:
            low, high = (own.value - own.half) / (share.value + half), (own.value + own.half) / (share.value - half)
            shown = own.digits if share.value == HUNDRED else f"({own.digits}÷{share.digits}%)"
            whole = own.value / share.value * HUNDRED
            yield _Whole(whole, low * HUNDRED, high * HUNDRED, shown, is_derived=share.value != HUNDRED)


def _half(share: Cell) -> Decimal:
    """What rounding may hide of a share; a whole of 100 % is exact."""
    return ZERO if share.value == HUNDRED else half_unit(places_shown(share.digits))


def _reach(one: Cell, whole: _Whole) -> tuple[Decimal, Decimal]:
    """The least and the most share of a whole a figure as printed can be."""
    return (one.value - one.half) / whole.high * HUNDRED, (one.value + one.half) / whole.low * HUNDRED


def _is_share(each: _Share, whole: _Whole) -> bool:
    low, high = _reach(each[0], whole) if whole.low > 0 else (HUNDRED, ZERO)
    slack = half_unit(places_shown(each[1].digits)) * 2
    return low - slack <= each[1].value <= high + slack


def _shares(case: PaperCase, table: PaperTable, told: Sequence[_Share], whole: _Whole) -> Iterator[Hit]:
    kept = [each for each in told if _is_share(each, whole) and each[1].value not in (ZERO, HUNDRED)]
    named = bool(told) and _NAMED_SHARE.search(heading_of(table, told[0][1].column)) is not None
    all_there = named and len(kept) > 1 and sum((one.value for one, _ in told), ZERO) == whole.value
    for one, share in told if kept and whole.low > 0 else ():
        right = one.value / whole.value * HUNDRED
        apart = abs(right - share.value) > share.half * len(told) * 2 and len(kept) == len(told) - 1
        near = not _is_share((one, share), whole) and (share.slips_to(right) or (all_there and apart))
        if near and (len(kept) > 1 or share.length >= SURE):
            basis = f"{one.digits}÷{whole.shown}"
            yield with_project(case, table, hit_at(table, share, right, basis, proved=not whole.is_derived))
