"""Over a filed report: a figure told once, a slip of the pen away from that told of the same thing elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from string import ascii_uppercase

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.figures import PERCENT, POINTS, Quantity, Sentence, Told, quantities, said, slipped
from zpj.checks.reading.reconcile import places_shown
from zpj.checks.reading.tables import number_in, zeros_of
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.touched import is_new
from zpj.domain.amounts import plain
from zpj.domain.likeness import bigrams, longest_shared
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_ASIDE = regex("比|较|增|减|由|从|目标|计划|预期|预算|年初|原|至|到$|余|剩|差|不足|超|节|调|合同|其中")
_OTHER = regex("上年|去年|同期|每|均|占|季度|上半年|下半年|[0-9]月|[一二三四五]期|标段|第[一二三四五]|分别")
_YEAR = regex("(20[0-9]{2})年")
_YEAR_END = regex("(?<=年)12月(?:31日|底)")
"""截至2023年12月31日 is of the whole year, no month of it."""
_NOUN = regex("[\u4e00-\u9fff]+$")
_VERBS = regex("(?:为|是|达到?|约|共计?|合计|累计|完成|实际|了|有)+$")
_UNIT = regex("[(（](?:单位:?)?(万元|亿元|元|%|[\u4e00-\u9fff]{1,3})(?:/[^()（）]*)?[)）]")
_TOTALS = frozenset(("合计", "总计", "小计", "总额", "年度资金总额", "资金总额", "合计:", "总计:"))
_PARTS_OF_NAMES = frozenset("的和与及等个情况工作项目资金数量完成支出金额")
_ENOUGH_DIGITS, _FEW_DIGITS, _LONG, _SHARED, _LEAST_LABEL = 4, 3, 4, 3, 2


@record
class _Cell:
    """A figure of a table: its unit, the label of its row and the heading of its column."""

    place: str
    value: Decimal
    unit: str
    label: str
    heading: str
    text: str

    @property
    def row(self) -> str:
        """Its table and row: 表2 5."""
        table, _, cell = self.place.rpartition("!")
        return f"{table} {cell.lstrip(ascii_uppercase)}"


@paper_check(
    "ZPJ324",
    "同一个数两处写的不同",
    WARNING,
    reference="R-51 R-52",
    clause="同一个数在全文应当一致",
    message="这里写“{found}”，{where}写“{expected}”，疑似有一处写错，请核对",
    fix="核对两处，改成一致",
)
def lonely_figures(case: PaperCase) -> Iterator[Hit]:
    """“支出1978.15万元” once, beside 1987.15 in the table; “服务138.6万人次” beside 183.6 in another paragraph."""
    told = [(sentence, figure) for sentence in said(case) for figure in sentence.quantities
            if figure.unit not in (PERCENT, POINTS) and len(figure.digits.replace(".", "")) >= _FEW_DIGITS]  # fmt: skip
    cells = [cell for table in case.paper.tables for cell in _cells(table)] if told else []
    by_unit: dict[str, list[_Cell]] = {}
    for cell in cells:
        by_unit.setdefault(cell.unit, []).append(cell)
    company: dict[str, set[tuple[Decimal, str]]] = {}
    for cell in cells:
        company.setdefault(cell.row, set()).add((cell.value, cell.unit))
    year, earlier = main_year(case), _Earlier(told)
    times = Counter((figure.value, figure.unit) for _, figure in told)
    in_tables = {cell.value for cell in cells}
    for number, (sentence, figure) in enumerate(told):
        if times[figure.value, figure.unit] > 1 or figure.value in in_tables:
            continue
        near, likely = earlier.a_slip_away(number), by_unit.get(figure.unit, ())
        if not (near or likely):
            continue
        places = (sentence.paragraph.location, *(other.paragraph.location for other, _ in near))
        likely = likely if is_new(case, places[0]) else [cell for cell in likely if is_new(case, cell.place)]
        if not (likely or any(is_new(case, place) for place in places)) or _is_of_other(figure, year):
            continue
        there = {each.value for each in sentence.quantities}
        told_of_own = [one for one in near if not _is_of_other(one[1], year)]
        found = list(_in_tables(sentence, figure, likely, company)) if likely else []
        found += _in_prose(told_of_own, sentence, figure) if told_of_own and figure.significant >= _FEW_DIGITS else ()
        others = {value: (shown, where) for value, shown, where in found if value not in there}
        if len(others) == 1:
            shown, where = next(iter(others.values()))
            quote = figure.with_words(10)
            words = {"where": where}
            yield sentence.hit(figure.text, shown, quote=quote, words=words)


def _is_of_other(figure: Quantity, year: int | None) -> bool:
    """Whether a figure is a share, a price, or one of another year."""
    return _is_other(figure.before, year)


@lru_cache(maxsize=2048)
def _is_other(before: str, year: int | None) -> bool:
    before = _YEAR_END.sub("", before)
    return _OTHER.search(before) is not None or any(int(found) != year for found in _YEAR.findall(before))


class _Earlier:
    """The figures of a paper, by what of their digits stays where one digit is another, or two are swapped."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self._at: dict[tuple[Decimal, str], list[int]] = {}
        for number, (_, figure) in enumerate(told):
            self._at.setdefault((figure.value, figure.unit), []).append(number)
        shown = {own: plain(own[0]) for own in self._at}
        places = max(map(places_shown, shown.values()), default=0)
        self._keys = {own: keys_of(shown[own], own[1], places) for own in self._at}
        self._alike: dict[str, list[tuple[Decimal, str]]] = {}
        for own, keys in self._keys.items():
            for key in keys:
                self._alike.setdefault(key, []).append(own)

    def a_slip_away(self, number: int) -> list[Told]:
        """What is told before a figure in the same unit and may be it with a slip of the pen."""
        own = (self._told[number][1].value, self._told[number][1].unit)
        others = {other for key in self._keys[own] for other in self._alike[key] if other != own}
        return [self._told[at] for at in sorted(at for other in others for at in self._at[other] if at < number)]


@lru_cache(maxsize=2048)
def keys_of(number: str, unit: str, places: int) -> tuple[str, ...]:
    """What a number with so many places has in common with each that is a slip of the pen away; one key at least."""
    whole, _, decimals = number.partition(".")
    digits = whole + decimals.ljust(places, "0")
    head = f"{unit}{len(digits)}"
    same, bare = f"{head}all{''.join(sorted(digits))}", f"{unit}bare{digits.strip('0')}"
    return f"{head}even{digits[::2]}", f"{head}odd{digits[1::2]}", same, bare


def _in_prose(before: Sequence[Told], sentence: Sentence, figure: Quantity) -> Iterator[tuple[Decimal, str, str]]:
    """The figures told before of the same noun in the same unit that differ by a slip."""
    noun, own = _noun(figure.before), plain(figure.value)
    for other, one in before if len(noun) >= _SHARED and not _ASIDE.search(figure.before) else ():
        is_same = one.value == figure.value or other.paragraph is sentence.paragraph
        if is_same or not slipped(plain(one.value), own) or _ASIDE.search(one.before):
            continue
        shared = longest_shared(noun, _noun(one.before))
        ends = shared.a + shared.size == len(noun) and shared.size >= (
            _SHARED if figure.significant >= _ENOUGH_DIGITS else _LONG
        )
        if ends:
            yield one.value, one.text, other.paragraph.location


@lru_cache(maxsize=2048)
def _noun(before: str) -> str:
    match = _NOUN.search(_VERBS.sub("", before))
    return match.group()[-12:] if match else ""


def _in_tables(
    sentence: Sentence, figure: Quantity, cells: Sequence[_Cell], company: Mapping[str, set[tuple[Decimal, str]]]
) -> Iterator[tuple[Decimal, str, str]]:
    """The cells whose row the sentence names, or the totals whose heading the figure's noun shares, a slip away.

    A short figure is known by the count right before it, too: 一次性抚慰金16户23.00万元 beside a row of 16户 and 32.00.
    """
    clause = sentence.text[: figure.end].rpartition(";")[2]
    noun, is_long = _noun(figure.before), figure.significant >= _ENOUGH_DIGITS
    ahead = [each for each in sentence.quantities if each.end <= figure.start][-1:]
    for cell in cells:
        if figure.is_near(cell.value) or not slipped(plain(cell.value), plain(figure.value)):
            continue
        in_row = len(cell.label) >= _LEAST_LABEL and cell.label in clause
        near = is_long and (in_row or (cell.label in _TOTALS and _shares(noun, cell.heading)))
        if near or any(_is_of_row(each, figure, cell, company[cell.row]) for each in ahead):
            yield cell.value, cell.text, f"{cell.place}（“{cell.label}”的{cell.heading.split('(')[0]}）"


def _is_of_row(ahead: Quantity, figure: Quantity, cell: _Cell, row: set[tuple[Decimal, str]]) -> bool:
    """Whether the figure before another is of a row that the words around it name."""
    words = (ahead.before + figure.before).rpartition(";")[2]
    known = ahead.unit != figure.unit and (ahead.value, ahead.unit) in row
    return known and longest_shared(cell.label, words).size >= _LONG


def _shares(noun: str, heading: str) -> bool:
    pieces = set(bigrams(noun))
    return any(piece in heading for piece in pieces if not set(piece) <= _PARTS_OF_NAMES)


def _cells(table: PaperTable) -> Iterator[_Cell]:
    """The figures of a table with four digits or more."""
    heads: list[str] = []
    unit_above = _UNIT.search(table.caption) or re.search("单位:?(亿元|万元|元)", squeezed(table.caption))
    for number, row in enumerate(table.rows, 1):
        values = [number_in(cell) for cell in row]
        if not any(value is not None for value in values):
            heads = [squeezed(cell) for cell in row]
            continue
        label = next((squeezed(cell) for cell, value in zip(row, values, strict=True)
                      if value is None and cell.strip() and len(cell) < 24), "")  # fmt: skip
        for column, (cell, value) in enumerate(zip(row, values, strict=True)):
            heading = heads[column] if column < len(heads) else ""
            place = table.cell(number, column + 1)
            own = quantities(squeezed(cell))
            if len(own) == 1 and len(squeezed(cell)) <= len(own[0].text) + 2:
                yield _Cell(place, own[0].value, own[0].unit, label, heading, cell.strip())
            elif value is not None and heading:
                yield from _bare(place, value, (label, heading, cell.strip()), unit_above)


def _bare(place: str, value: Decimal, texts: tuple[str, str, str], above: re.Match[str] | None) -> Iterator[_Cell]:
    """A figure without its unit takes that of its heading, else, as an amount, that of the line above the table."""
    label, heading, text = texts
    match = _UNIT.search(heading)
    name = match.group(1) if match else above.group(1) if above else ""
    zeros = zeros_of(name) if name else None
    if zeros is not None:
        yield _Cell(place, value.scaleb(zeros), "元", label, heading, text)
    elif name and name != PERCENT:
        yield _Cell(place, value, name, label, heading, text)
