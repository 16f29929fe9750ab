"""Over the tables of a filed report: price times quantity, row by row, and the units of their headings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import BookCase
from zpj.checks.columns.ledgers import plain_tables
from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.reading.tables import column, lines, number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, book_check
from zpj.domain.amounts import ZERO, parse_number, plain
from zpj.domain.columns import column_letters
from zpj.domain.model import SourceTable
from zpj.domain.regex import regex
from zpj.domain.units import COUNT_ZEROS

_COUNTED = regex("(?P<number>[0-9][0-9,]*(?:[.][0-9]+)?)(?P<tens>[万亿]?)(?:[\u4e00-\u9fff]{1,3}(?:[(].*[)])?)?")
_PRICE, _QUANTITY, _AMOUNT = "^单价", "^(?:数量|购置数量|采购数量)", "^(?:金额|总价|合计金额|小计|总金额)"
_FEWEST_SCALED = 2


@book_check(
    "ZPJ236",
    "单价乘数量不等于金额",
    ERROR,
    clause="金额为单价乘数量",
    message="{quote} 应为 {expected}，{where}填 {found}，请核对",
    fix="核对单价、数量和金额，或表头的单位",
)
def price_times_quantity(case: BookCase) -> Iterator[Hit]:
    """单价, 数量 and 金额 of a row, 元 and 万元 told apart by the headings.

    Where ten thousand times as much, or as little, is right in most rows, the unit of a heading is wrong, told once.
    """
    for source, project in plain_tables(case):
        price, quantity, amount = (column(source, pattern) for pattern in (_PRICE, _QUANTITY, _AMOUNT))
        if price is None or quantity is None or amount is None:
            continue
        tens = ["万" in source.header[place] for place in (price, quantity, amount)]
        shift = 4 * (tens[0] + tens[1] - tens[2])
        hits, scaled, rows = [], 0, 0
        for line in lines(source):
            one, whole = (number_in(line.text(place)) for place in (price, amount))
            count = _counted(line.text(quantity))
            if one is None or count is None or whole is None or line.is_total:
                continue
            in_cell = 4 * ("万元" in line.text(price) and "万元" not in source.header[price])
            rows += 1
            right = (one * count).scaleb(shift + in_cell)
            scaled += right != 0 and whole in (right.scaleb(4), right.scaleb(-4))
            rounding = half_unit(places_shown(line.text(amount)))
            allowed = max(
                rounding, (half_unit(places_shown(line.text(price))) * count).scaleb(shift) if shift else ZERO
            )
            if abs(right - whole) > allowed:
                hits.append(Hit(line.place(amount), plain(whole), plain(right), plain(abs(right - whole)),
                                plain(allowed), f"{plain(one)}×{plain(count)}", project=project,
                                words={"where": "金额"}))  # fmt: skip
        wrong_unit = scaled >= _FEWEST_SCALED and scaled * 2 > rows
        yield from [_unit_of_heading(source, price, amount, project)] if wrong_unit else hits


def _unit_of_heading(source: SourceTable, price: int, amount: int, project: str) -> Hit:
    """单价（元） over prices in 万元; a doubt where the headings name no unit."""
    one, whole = (squeezed(source.header[place]) for place in (price, amount))
    named = "元" in one and "元" in whole
    right = "元" if "万元" in one else "万元"
    quote = f"按各行的数，“{one}”的单位与“{whole}”"
    sheet, _, first = source.location.rpartition("!")
    row = "".join(sign for sign in first.partition(":")[0] if sign.isdecimal())
    return Hit(f"{sheet}!{column_letters(price + 1)}{row}", one, f"一致，疑似“{right}”", quote=quote, project=project,
               level=None if named else WARNING, words={"where": "表头"})  # fmt: skip


def _counted(text: str) -> Decimal | None:
    """A quantity with its unit or without: 560盏, 12台(套), 61.2万页."""
    match = _COUNTED.fullmatch(squeezed(text))
    number = parse_number(match["number"]) if match else None
    return number.scaleb(COUNT_ZEROS[match["tens"]]) if match and number is not None else None
