"""The plain tables of a workbook as the checks see them: columns by heading, cells with their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import BookCase
from zpj.checks.reading.form_headings import misspelt_heading
from zpj.checks.reading.reconcile import Amount, half_unit, places_shown, tolerance
from zpj.checks.reading.text import squeezed
from zpj.domain.amounts import ZERO, grouped, parse_number, plain
from zpj.domain.columns import column_letters
from zpj.domain.model import SourceTable, Workbook
from zpj.domain.records import record
from zpj.domain.regex import pattern, regex
from zpj.domain.units import MONEY_ZEROS

NAMES = "^(?:三级指标|指标名称|指标内容)"
"""What heads the names of indicators in a plain table."""
WEIGHTS = "^(?:分值|权重)"
"""What heads the most points each can have."""
_DASHES = regex("[—–─－/／-]+")
_MONEY_UNIT = regex("亿元|万元|元")
_TOTAL = regex("^(?:合计|总计|小计)$")
_UNIT = regex("(?:万元|元|%|％|分|个)$")


@record
class Line:
    """One row of a table."""

    table: SourceTable
    number: int
    texts: tuple[str, ...]

    def text(self, column: int | None) -> str:
        """The text in a column (from 0), "" where there is none."""
        return self.texts[column].strip() if column is not None and column < len(self.texts) else ""

    def place(self, column: int) -> str:
        """The place of a cell: 支出明细!F6."""
        return f"{self.table.location.rpartition('!')[0]}!{column_letters(column + 1)}{self.number}"

    @property
    def is_total(self) -> bool:
        """Whether the row is 合计."""
        return any(_TOTAL.match(re.sub(r"\s", "", text)) for text in self.texts[:2])


def table(book: Workbook, name: str) -> SourceTable | None:
    """A table by the name of its sheet."""
    return next((table for table in book.tables if table.name == name), None)


def sheets(case: BookCase) -> tuple[SourceTable, ...]:
    """The tables of a workbook; those of a filed report are read against the forms by rules of their own."""
    return case.book.tables if case.book.paper is None else ()


def lines(source: SourceTable) -> Iterator[Line]:
    """Its rows with their numbers."""
    numbers = source.row_numbers or tuple(range(2, len(source.rows) + 2))
    for number, texts in zip(numbers, source.rows, strict=True):
        yield Line(source, number, texts)


def column(source: SourceTable, written: str) -> int | None:
    """The first column whose heading matches; where none does, the first misspelt one that is meant to."""
    title = pattern(written)
    headings = ["".join(heading.split()) for heading in source.header]
    found = next((number for number, heading in enumerate(headings) if title.search(heading)), None)
    if found is not None:
        return found
    meant = (misspelt_heading(heading) for heading in headings)
    return next((number for number, heading in enumerate(meant) if heading and title.search(heading)), None)


def number_in(text: str) -> Decimal | None:
    """A plain number, a percent or an amount with its unit: “30万元” is 30, “97.82%” is 97.82."""
    return parse_number(_UNIT.sub("", text.strip()))


def is_dash(text: str) -> bool:
    """Whether a cell holds nothing but dashes or strokes: nothing is told there."""
    return _DASHES.fullmatch(text.strip()) is not None


_TOTAL_ROW = regex("^(?:合计|总计|小计|共计|总分(?![馆校店行])|总得分|平均|其中)")


def is_total_row(cells: Sequence[str]) -> bool:
    """Whether a row sums up others (合计, 总分, 平均, 其中), by its first cells; 总分馆 is none."""
    return any(_TOTAL_ROW.match(squeezed(cell)) for cell in cells)


def amount_in(text: str, places: int = 0) -> Amount | None:
    """A displayed amount; whole numbers count as exact."""
    number = number_in(text)
    decimals = places_shown(text)
    if number is None:
        return None
    return Amount(number, half_unit(max(decimals, places)) if decimals else ZERO)


def in_its_unit(text: str, written: Amount, known: Amount, shift: int) -> tuple[str, str, str, str] | None:
    """An amount of a table that is not the form's: as it is written, as it should be, the difference and the tolerance,
    in the table's unit. `shift` is the power of ten from the form's unit to that; None where the two agree.
    """
    own = Amount(written.value.scaleb(-shift), written.half.scaleb(-shift))
    gap, most = abs(own.value - known.value), tolerance(own, known)
    if gap <= most:
        return None
    right = known.value.scaleb(shift)
    expected = grouped(right) if "," in text else plain(right)
    return text.strip(), expected, plain(gap.scaleb(shift)), plain(most.scaleb(shift))


def zeros_of(heading: str) -> int | None:
    """The power of ten of the money unit a heading names: 金额（万元） has 4, （元） 0; None where it names none."""
    match = _MONEY_UNIT.search(heading)
    return MONEY_ZEROS[match.group()] if match else None


_LEVEL = regex("^([一二三])级(?:指标)?(?:名称)?$")
_WEIGHT = regex("^(?:[一二三]级)?(?:指标)?(?:分值|权重|标准分)")
_SCORE = "^(?:评价|自评|实际)?得分$|^评分$"


def levels_of(source: SourceTable) -> list[tuple[int, int]]:
    """The columns of names and of weights of each level of a scoring table (一级 分值 二级 分值 三级 分值 得分)."""
    headings = [re.sub(r"\s", "", heading) for heading in source.header]
    found = []
    for number, heading in enumerate(headings[:-1]):
        if _LEVEL.match(heading) and _WEIGHT.match(headings[number + 1]):
            found.append((number, number + 1))
    return found


def scores_column(source: SourceTable) -> int | None:
    """The column of the scores given."""
    return column(source, _SCORE)
