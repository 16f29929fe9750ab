"""The totals of a column of amounts: of the rows above, of groups with their 小计, of both."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from zpj.checks.reading.reconcile import Amount, tolerance, total, usual_width
from zpj.checks.reading.tables import Line, amount_in, lines
from zpj.checks.rule import WARNING, Hit
from zpj.domain.amounts import plain
from zpj.domain.model import SourceTable
from zpj.domain.regex import regex

_SUBTOTAL = regex("^.{1,12}(?:小计|合计)$")


def wrong_totals(source: SourceTable, amount: int, *, of_points: bool = False) -> Iterator[Hit]:
    """The rows 合计 whose figure in a column is not the sum of the rows above (since the last 合计, or with the 小计).

    A difference that rounding could make, but hardly ever does, is a warning; points are added as they are printed.
    """
    subtotals = subtotals_of(source, amount)
    groups: list[Amount] = []
    above: list[Amount] = []
    for line in lines(source):
        figure = amount_in(line.text(amount))
        if line.number in subtotals:
            groups, above = [*groups, subtotals[line.number]], []
        elif not line.is_total:
            above += [figure] if figure else []
        else:
            ways = [parts for parts in (above, [*groups, *above]) if parts and (above or len(parts) > 1)]
            if figure is not None and ways:
                yield from _off(line, amount, figure, min(ways, key=partial(_apart, figure)), of_points=of_points)
            is_group = figure is not None and bool(above) and any("小" in text for text in line.texts[:2])
            groups, above = [*groups, figure] if figure is not None and is_group else [], []


def _apart(figure: Amount, parts: list[Amount]) -> Decimal:
    return abs(figure.value - total(parts).value)


def _off(line: Line, amount: int, figure: Amount, parts: list[Amount], *, of_points: bool) -> Iterator[Hit]:
    """A total that is not the sum of its parts."""
    summed = total(parts)
    gap, most = abs(figure.value - summed.value), tolerance(figure, summed)
    if gap > most or gap > usual_width((*parts, figure)) > 0 or (of_points and gap):
        yield Hit(
            line.place(amount),
            found=plain(figure.value),
            expected=plain(summed.value),
            difference=plain(gap),
            tolerance=plain(most),
            quote=f"合计 {line.text(amount)}",
            level=None if gap > most else WARNING,
            basis="+".join(plain(part.value) for part in parts) + f" = {plain(summed.value)}",
        )


def subtotals_of(source: SourceTable, amount: int) -> dict[int, Amount]:
    """The rows such as 工程费小计 by number, with what they come to: the sum of the rows since the one before."""
    found: dict[int, Amount] = {}
    above: list[Amount] = []
    for line in lines(source):
        figure = amount_in(line.text(amount))
        named = any(_SUBTOTAL.match("".join(text.split())) for text in line.texts[:2])
        if line.is_total:
            above = []
        elif figure and named and above and _apart(figure, above) <= tolerance(figure, total(above)):
            found[line.number], above = figure, []
        else:
            above += [figure] if figure else []
    return found
