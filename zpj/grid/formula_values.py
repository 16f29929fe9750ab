"""How Excel turns values into numbers, texts and truth, and compares them."""

from __future__ import annotations

from decimal import Decimal, DecimalException

from zpj.domain.amounts import HUNDRED, ONE, ZERO, from_stored, parse_number
from zpj.domain.regex import regex
from zpj.grid.formula_tree import ErrorValue, Unresolved, Value
from zpj.grid.number_format import general

DIVISION = ErrorValue("#DIV/0!")
VALUE = ErrorValue("#VALUE!")
NUMBER = ErrorValue("#NUM!")
REFERENCE = ErrorValue("#REF!")

LONGEST_TEXT = 32_767
_LARGEST_SIZE = 300
_MAY_BE_A_NUMBER = regex(r"(?=.*\d)[\d\s.,:/\-+%$¥￥()eE年月日时分秒apmAPM上下午]+")


class Failed(Exception):
    """An error value on its way up to the cell or to IFERROR."""

    def __init__(self, value: ErrorValue) -> None:
        super().__init__(value.code)
        self.value = value


def number_of(value: Value) -> Decimal:
    """Give the number an operator sees: blank is 0, TRUE is 1, text is read as a number or fails with #VALUE!."""
    if isinstance(value, ErrorValue):
        raise Failed(value)
    if isinstance(value, bool):
        return ONE if value else ZERO
    if value is None:
        return ZERO
    return value if isinstance(value, Decimal) else _number_in(value)


def _number_in(text: str) -> Decimal:
    bare = text.strip()
    number = parse_number(bare.removesuffix("%")) if bare.isascii() else None
    if number is not None:
        return number / HUNDRED if bare.endswith("%") else number
    if _MAY_BE_A_NUMBER.fullmatch(bare):
        raise Unresolved("用文字参与计算")
    raise Failed(VALUE)


def text_of(value: Value) -> str:
    """Give the text & and LEN see."""
    if isinstance(value, ErrorValue):
        raise Failed(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if value is None:
        return ""
    return value if isinstance(value, str) else general(value)


def truth_of(value: Value) -> bool:
    """Give the truth IF sees: a number other than 0 is true, text is #VALUE! unless it says TRUE or FALSE."""
    if isinstance(value, str):
        if value.upper() not in ("TRUE", "FALSE"):
            raise Failed(VALUE)
        return value.upper() == "TRUE"
    return number_of(value) != ZERO


def compare(left: Value, right: Value) -> int:
    """Order two values as Excel does: numbers < texts < truth values; a blank takes the type of the other side."""
    left, right = _filled(left, right), _filled(right, left)
    a, b = (_rank(left), _comparable(left)), (_rank(right), _comparable(right))
    if a[0] != b[0]:
        return -1 if a[0] < b[0] else 1
    return (a[1] > b[1]) - (a[1] < b[1])  # type: ignore[operator]


def _filled(value: Value, other: Value) -> Value:
    for side in (value, other):
        if isinstance(side, ErrorValue):
            raise Failed(side)
    if value is not None:
        return value
    if isinstance(other, bool):
        return False
    return "" if isinstance(other, str) else ZERO


def _rank(value: Value) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def _comparable(value: Value) -> Decimal | str | bool:
    if isinstance(value, Decimal):
        return rounded(value)
    return value.lower() if isinstance(value, str) else bool(value)


def rounded(number: Decimal) -> Decimal:
    """Give a result with the 15 significant digits Excel keeps, so that 1/3*3 is 1."""
    stored = from_stored(str(number))
    if stored is None:
        raise Unresolved("数值超出可计算范围")
    return stored


def arithmetic(operator: str, left: Decimal, right: Decimal) -> Decimal:
    """Compute + - * / ^ on exact numbers; fails with #DIV/0! or #NUM! as Excel does."""
    try:
        result = _calculated(operator, left, right)
    except DecimalException as error:
        raise Failed(NUMBER) from error
    if abs(result.adjusted()) > _LARGEST_SIZE:
        raise Failed(NUMBER) if result.adjusted() > 0 else Unresolved("数值超出可计算范围")
    return result


def _calculated(operator: str, left: Decimal, right: Decimal) -> Decimal:
    if operator == "+":
        return left + right
    if operator == "-":
        return left - right
    if operator == "*":
        return left * right
    if operator == "/":
        if not right:
            raise Failed(DIVISION)
        return left / right
    return _power(left, right)


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if not base:
        if exponent > ZERO:
            return ZERO
        raise Failed(DIVISION if exponent else NUMBER)
    if abs(exponent) > _LARGEST_SIZE * 10:
        raise Unresolved("数值超出可计算范围")
    return base**exponent
