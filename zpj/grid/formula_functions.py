"""The worksheet functions zpj computes itself, with Excel's rules for blanks, texts and errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from zpj.domain.amounts import ONE, ZERO, normal, round_half_up
from zpj.domain.records import record
from zpj.grid.formula_tree import ErrorValue, Node, Range, Unresolved, Value
from zpj.grid.formula_values import DIVISION, REFERENCE, VALUE, Failed, number_of, rounded, text_of, truth_of
from zpj.grid.grid import Area

if TYPE_CHECKING:
    from zpj.grid.formula_book import Calculation

Arguments = tuple[Node, ...]

_MOST_ARGUMENTS = 255
_MOST_PLACES = 27


@record
class Function:
    """A worksheet function and how many arguments it takes."""

    compute: Callable[[Calculation, Arguments], Value | Range]
    least: int
    most: int


def _if(run: Calculation, arguments: Arguments) -> Value | Range:
    if truth_of(run.scalar(arguments[0])):
        return run.evaluate(arguments[1])
    return run.evaluate(arguments[2]) if len(arguments) > 2 else False


def _iferror(run: Calculation, arguments: Arguments) -> Value:
    try:
        return run.guarded(arguments[0])
    except Failed:
        return run.scalar(arguments[1])


def _round(run: Calculation, arguments: Arguments) -> Decimal:
    number = rounded(number_of(run.scalar(arguments[0])))
    places = int(number_of(run.scalar(arguments[1])))
    if not number or number.adjusted() + places >= _MOST_PLACES:
        return number
    return normal(round_half_up(number, places)) if number.adjusted() + places >= -1 else ZERO


def _numbers(run: Calculation, arguments: Arguments) -> Iterator[Decimal]:
    """All numbers of the arguments: in a range texts, blanks and truth values do not count, written out they do."""
    for argument in arguments:
        value = run.evaluate(argument)
        if not isinstance(value, Range):
            yield number_of(value)
            continue
        for cell in run.values(value):
            if isinstance(cell, ErrorValue):
                raise Failed(cell)
            if isinstance(cell, Decimal):
                yield cell


def _sum(run: Calculation, arguments: Arguments) -> Decimal:
    return sum(_numbers(run, arguments), ZERO)


def _min(run: Calculation, arguments: Arguments) -> Decimal:
    return min(_numbers(run, arguments), default=ZERO)


def _max(run: Calculation, arguments: Arguments) -> Decimal:
    return max(_numbers(run, arguments), default=ZERO)


def _average(run: Calculation, arguments: Arguments) -> Decimal:
    numbers = list(_numbers(run, arguments))
    if not numbers:
        raise Failed(DIVISION)
    return sum(numbers, ZERO) / len(numbers)


def _count(run: Calculation, arguments: Arguments) -> Decimal:
    return ONE * sum(_counted(run, argument) for argument in arguments)


def _counted(run: Calculation, argument: Node) -> int:
    try:
        value = run.evaluate(argument)
        if isinstance(value, Range):
            return sum(isinstance(cell, Decimal) for cell in run.values(value))
        number_of(value)
    except Failed:
        return 0
    return 1


def _counta(run: Calculation, arguments: Arguments) -> Decimal:
    return ONE * sum(_filled(run, argument) for argument in arguments)


def _filled(run: Calculation, argument: Node) -> int:
    try:
        value = run.evaluate(argument)
    except Failed:
        return 1
    return sum(cell is not None for cell in run.values(value)) if isinstance(value, Range) else 1


def _truths(run: Calculation, arguments: Arguments) -> list[bool]:
    truths: list[bool] = []
    for argument in arguments:
        value = run.evaluate(argument)
        if not isinstance(value, Range):
            truths.append(truth_of(value))
            continue
        cells = run.values(value)
        truths.extend(truth_of(cell) for cell in cells if cell is not None and not isinstance(cell, str))
    if not truths:
        raise Failed(VALUE)
    return truths


def _n(run: Calculation, arguments: Arguments) -> Decimal:
    value = run.evaluate(arguments[0])
    if isinstance(value, Range):
        top, left = value.area.top, value.area.left
        value = run.single(Range(value.sheet, Area(top, left, top, left)))
    return ZERO if isinstance(value, str) else number_of(value)


def _isnumber(run: Calculation, arguments: Arguments) -> bool:
    try:
        return isinstance(run.scalar(arguments[0]), Decimal)
    except Failed:
        return False


def _index(run: Calculation, arguments: Arguments) -> Range:
    """One cell of an area; in a single row the one index counts columns. Whole rows and columns are unresolved."""
    place = run.evaluate(arguments[0])
    if not isinstance(place, Range):
        raise Unresolved("INDEX 用于非区域")
    area = place.area
    first = int(number_of(run.scalar(arguments[1])))
    second = int(number_of(run.scalar(arguments[2]))) if len(arguments) > 2 else None
    if second is None:
        if area.left != area.right and area.top != area.bottom:
            raise Failed(REFERENCE)
        first, second = (1, first) if area.top == area.bottom and area.left != area.right else (first, 1)
    if first < 0 or second < 0:
        raise Failed(VALUE)
    if first == 0 or second == 0:
        raise Unresolved("INDEX 取整行或整列")
    row, column = area.top + first - 1, area.left + second - 1
    if (row, column) not in area:
        raise Failed(REFERENCE)
    return Range(place.sheet, Area(row, column, row, column))


def _row(run: Calculation, arguments: Arguments) -> Decimal:
    if not arguments:
        return ONE * run.row
    place = run.evaluate(arguments[0])
    if not isinstance(place, Range):
        raise Unresolved("ROW 用于非区域")
    return ONE * place.area.top


def _len(run: Calculation, arguments: Arguments) -> Decimal:
    return ONE * (len(text_of(run.scalar(arguments[0])).encode("utf-16-le")) // 2)


def _trim(run: Calculation, arguments: Arguments) -> str:
    return re.sub(" +", " ", text_of(run.scalar(arguments[0]))).strip(" ")


FUNCTIONS = {
    "IF": Function(_if, 2, 3),
    "IFERROR": Function(_iferror, 2, 2),
    "ROUND": Function(_round, 2, 2),
    "SUM": Function(_sum, 1, _MOST_ARGUMENTS),
    "MIN": Function(_min, 1, _MOST_ARGUMENTS),
    "MAX": Function(_max, 1, _MOST_ARGUMENTS),
    "AVERAGE": Function(_average, 1, _MOST_ARGUMENTS),
    "COUNT": Function(_count, 1, _MOST_ARGUMENTS),
    "COUNTA": Function(_counta, 1, _MOST_ARGUMENTS),
    "AND": Function(lambda run, arguments: all(_truths(run, arguments)), 1, _MOST_ARGUMENTS),
    "OR": Function(lambda run, arguments: any(_truths(run, arguments)), 1, _MOST_ARGUMENTS),
    "NOT": Function(lambda run, arguments: not truth_of(run.scalar(arguments[0])), 1, 1),
    "ABS": Function(lambda run, arguments: abs(number_of(run.scalar(arguments[0]))), 1, 1),
    "N": Function(_n, 1, 1),
    "ISNUMBER": Function(_isnumber, 1, 1),
    "INDEX": Function(_index, 2, 3),
    "ROW": Function(_row, 0, 1),
    "LEN": Function(_len, 1, 1),
    "TRIM": Function(_trim, 1, 1),
}
