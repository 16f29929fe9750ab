"""Over a filed report: the rate in the total of a table told otherwise; sources of funds beside a single total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import AS_GOAL, PERCENT, POINTS, Quantity, quantities, said, slipped
from zpj.checks.reading.reconcile import HALF_CENT, places_shown
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.amounts import HUNDRED, ZERO, plain, round_half_up
from zpj.domain.model import printed
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_TOTAL = regex("^(?:合计|总计|共计|平均|综合|总体|全部|总体?满意度|平均值)$")
_OF_RATE = regex("[率度比例]$")
_BRACKETS = regex("[(][^()]*[)]$")
_NAMED = regex("(?P<name>[\u4e00-\u9fff]{2,})$")
_BETWEEN = regex("(?:平均|综合|总体|达到?了?|实际|约|均|都|为|是|:)+$")
_ASIDE = regex("目标|计划|不低于|不少于|上年|去年|同期|比|较|至|20[0-9]{2}年(?!度)|以上")
_LONG, _LEAST = 3, 3


@record
class _Rate:
    """A rate in the row of a table's total."""

    place: str
    title: str
    digits: str


_TOLD_ELSE = ("ZPJ371", "ZPJ324", "ZPJ502", "ZPJ562", "ZPJ597", "ZPJ589", "ZPJ592", "ZPJ281")


@another_way("ZPJ371", WARNING, follows=_TOLD_ELSE)
def rates_of_totals_in_prose(case: PaperCase) -> Iterator[Hit]:
    """“师生满意度为94.24%” where the total of the table has 92.44 % under 满意度, and no table 94.24 %."""
    rates = [each for table in case.paper.tables if not table.form for each in _rates(table)]
    for sentence in said(case) if rates else ():
        for figure in sentence.quantities:
            if figure.unit != PERCENT or figure.significant < _LONG or _ASIDE.search(figure.before):
                continue
            near = [] if AS_GOAL.match(sentence.text, figure.end) else [r for r in rates if _is_of(r, figure)]
            one = len({each.digits for each in near}) == 1 and not _stands_in_tables(case, figure)
            if one and not _is_made(figure, sentence.paragraph.text):
                quote = figure.with_words(12)
                yield sentence.hit(figure.text, f"{near[0].digits}%", quote=quote, basis=near[0].place,
                                   words={"where": near[0].place})  # fmt: skip


def _rates(table: PaperTable) -> Iterator[_Rate]:
    heads = [_BRACKETS.sub("", squeezed(text)) for text in table.rows[0]] if table.rows else []
    places = [place for place, head in enumerate(heads) if _OF_RATE.search(head)]
    for number, row in enumerate(table.rows[1:], 2) if places else ():
        if any(_TOTAL.match(squeezed(cell)) for cell in row[:2]):
            for place in (each for each in places if each < len(row)):
                own = quantities(squeezed(row[place]))
                if len(own) == 1 and own[0].unit == PERCENT:
                    yield _Rate(table.cell(number, place + 1), heads[place], own[0].digits)


def _is_of(rate: _Rate, figure: Quantity) -> bool:
    """Whether the words before a figure name a rate, and the two numbers are one slip of the pen apart."""
    match = _NAMED.search(_BETWEEN.sub("", figure.before))
    name = match["name"] if match else ""
    if not name.endswith(rate.title) and (len(name) < _LEAST or not rate.title.endswith(name)):
        return False
    coarse = min(places_shown(figure.digits), places_shown(rate.digits))
    one, other = (round_half_up(number_in(digits) or ZERO, coarse) for digits in (figure.digits, rate.digits))
    return one != other and slipped(figure.digits, rate.digits)


def _is_made(figure: Quantity, text: str) -> bool:
    """Whether two figures of a paragraph make a rate: one of the other, or of both together."""
    told = [each for each in quantities(squeezed(text)) if each.unit not in (PERCENT, POINTS) and each.value]
    pairs = ((one, two) for one in told for two in told if one is not two and one.unit == two.unit)
    wholes = ((one.value, whole) for one, two in pairs for whole in (two.value, one.value + two.value))
    return any(abs(part / whole * HUNDRED - figure.value) <= figure.half + HALF_CENT for part, whole in wholes)


def _stands_in_tables(case: PaperCase, figure: Quantity) -> bool:
    return any(figure.text in squeezed(cell) for table in case.paper.tables for row in table.rows for cell in row
               if figure.digits in cell)  # fmt: skip


_WHOLE = regex("(?:资金|项目|投资|预算)[^,。;]{0,4}(?:总额|总投资|总计|合计):?$")
_FIRST = regex("^其中:?.*(?:拨款|资金|财政|补助)")
_SOURCE = regex("(?:拨款|资金|补助|结转|结余|自筹|收入|贷款):?$")
_OTHER, _MOST = regex("其[他它]|自筹|单位资金"), 6


@another_way("ZPJ206", WARNING, follows=("ZPJ206",))
def sources_beside_one_total(case: PaperCase) -> Iterator[Hit]:
    """A table with one amount for each source: 资金总额 86万元, 其中：财政拨款 82.56万元, 其他资金 0."""
    for table in case.paper.tables:
        for number, texts in enumerate(table.rows):
            whole = _labelled(texts)
            if whole is None or not _WHOLE.search(whole[0]):
                continue
            parts: list[tuple[int, str, int, Decimal]] = []
            for below, row in enumerate(table.rows[number + 1 : number + _MOST], number + 2):
                own = _labelled(row)
                if own is None or not (_SOURCE.search(own[0]) if parts else _FIRST.match(own[0])):
                    break
                parts.append((below, *own))
            listed = len(parts) > 1 and any(_OTHER.search(label) for _, label, _, _ in parts)
            summed = sum((value for *_, value in parts), ZERO)
            if not listed or summed == whole[2]:
                continue
            known = {printed(form.budget(form.total)) for form in case.forms if form.total}
            at = next((part for part in parts if part[3]), parts[0]) if whole[2] in known else (number + 1, *whole)
            yield Hit(table.cell(at[0], at[2] + 1), plain(whole[2]), plain(summed),
                      plain(abs(whole[2] - summed)), quote=at[1], project=case.project(table.section),
                      words={"title": "资金"})  # fmt: skip


def _labelled(row: tuple[str, ...]) -> tuple[str, int, Decimal] | None:
    """The label of a row, the place of its only amount and the amount; None where it has none or several."""
    if not any("资金" in text or "拨款" in text or "总" in text or "财政" in text for text in row):
        return None
    told = [(place, text) for place, text in enumerate(map(squeezed, row)) if text]
    values = [(place, value) for place, text in told if (value := _amount(text)) is not None]
    if len(values) != 1:
        return None
    labels = [text for place, text in told if place < values[0][0]]
    return (labels[-1], *values[0]) if labels else None


def _amount(text: str) -> Decimal | None:
    bare = text.removesuffix("元").removesuffix("万")
    return number_in(bare)
