"""Computes the formulas of a workbook, each once and after those it depends on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from zpj.domain.amounts import HUNDRED, ZERO
from zpj.domain.columns import column_letters
from zpj.grid.formula_functions import FUNCTIONS
from zpj.grid.formula_tree import Constant, ErrorValue, Node, Operation, Range, Reference, Unresolved, Value, parse
from zpj.grid.formula_values import LONGEST_TEXT, VALUE, Failed, arithmetic, compare, number_of, rounded, text_of
from zpj.grid.formulas import Place, SheetValues
from zpj.grid.grid import Area

_MOST_STEPS = 2_000_000
_LONGEST_FORMULA = 8192
_NAME_ERROR = ErrorValue("#NAME?")
_COMPARISONS: Mapping[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}


class _Missing(Exception):
    """Cells that must be computed before this formula."""

    def __init__(self, places: list[Place]) -> None:
        super().__init__()
        self.places = places


class Book:
    """The values of a workbook, and the results computed so far."""

    def __init__(self, sheets: list[SheetValues]) -> None:
        self._sheets = {sheet.name.casefold(): sheet for sheet in sheets}
        self._results: dict[Place, Value | Unresolved] = {}
        self._steps = 0

    def has(self, sheet: str) -> bool:
        """Tell whether a sheet with this key exists."""
        return sheet in self._sheets

    def result(self, wanted: Place) -> Value | Unresolved:
        """Compute a cell and, before it, all it depends on, without recursion from cell to cell."""
        waiting, active = [wanted], set()
        while waiting:
            place = waiting[-1]
            if place in self._results:
                active.discard(waiting.pop())
                continue
            try:
                self._results[place] = self._computed(place)
            except _Missing as missing:
                active.add(place)
                if active.isdisjoint(missing.places):
                    waiting.extend(missing.places)
                else:
                    self._results[place] = Unresolved("公式循环引用")
            except Unresolved as unresolved:
                self._results[place] = unresolved
        return self._results[wanted]

    def _computed(self, place: Place) -> Value:
        sheet, row, column = place
        formula = self._sheets[sheet].formulas[row, column]
        if len(formula) > _LONGEST_FORMULA:
            raise Unresolved("公式过长")
        try:
            value = Calculation(self, place).scalar(parse(formula))
        except Failed as failed:
            return failed.value
        if isinstance(value, Decimal):
            return rounded(value)
        return ZERO if value is None else value

    def count(self, steps: int) -> None:
        """Spend some of the work one workbook may cost."""
        self._steps += steps
        if self._steps > _MOST_STEPS:
            raise Unresolved("公式计算量过大")

    def values(self, place: Range) -> list[Value]:
        """Give the filled cells of an area, row by row; error values stay values here."""
        sheet = self._sheets[place.sheet]
        cells = self._filled(sheet, place.area)
        missing = [
            (place.sheet, *cell)
            for cell in cells
            if cell in sheet.formulas and (place.sheet, *cell) not in self._results
        ]
        if missing:
            raise _Missing(missing)
        return [self._value(sheet, (place.sheet, *cell)) for cell in cells]

    def _filled(self, sheet: SheetValues, area: Area) -> list[tuple[int, int]]:
        size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        filled = len(sheet.values) + len(sheet.formulas)
        self.count(min(size, filled))
        if size > filled:
            return sorted(cell for cell in (*sheet.values, *sheet.formulas) if cell in area)
        return [
            (row, column)
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
            if (row, column) in sheet.values or (row, column) in sheet.formulas
        ]

    def _value(self, sheet: SheetValues, place: Place) -> Value:
        _, row, column = place
        if (row, column) not in sheet.formulas:
            return sheet.values[row, column]
        result = self._results[place]
        if isinstance(result, Unresolved):
            raise Unresolved(f"所引用的 {sheet.name}!{column_letters(column)}{row} 无法计算")
        return result


class Calculation:
    """The computation of one formula in its cell."""

    def __init__(self, book: Book, place: Place) -> None:
        self._book = book
        self._sheet, self.row, self._column = place
        self._guards = 0

    def evaluate(self, node: Node) -> Value | Range:
        """Give the value of a node, or the range it refers to."""
        self._book.count(1)
        if isinstance(node, Constant):
            return node.value
        if isinstance(node, Reference):
            return self._range(node)
        if node.is_call:
            return self._call(node)
        if node.name == ":":
            return self._span(node)
        return self._operate(node.name, [self.scalar(argument) for argument in node.arguments])

    def scalar(self, node: Node) -> Value:
        """Give one value; an error value fails, an area of several cells is unresolved."""
        value = self.evaluate(node)
        if isinstance(value, Range):
            value = self.single(value)
        if isinstance(value, ErrorValue):
            raise Failed(value)
        return value

    def single(self, place: Range) -> Value:
        """Give the value of a one-cell range."""
        if (place.area.top, place.area.left) != (place.area.bottom, place.area.right):
            raise Unresolved("整块区域用作单个值")
        values = self._book.values(place)
        return values[0] if values else None

    def values(self, place: Range) -> list[Value]:
        """Give the filled cells of a range."""
        return self._book.values(place)

    def guarded(self, node: Node) -> Value:
        """Give one value as IFERROR sees it: there an add-in function of zpj fails with #NAME?, as without add-in."""
        self._guards += 1
        try:
            return self.scalar(node)
        finally:
            self._guards -= 1

    def _range(self, node: Reference) -> Range:
        sheet = self._sheet if node.sheet is None else node.sheet.casefold()
        if not self._book.has(sheet):
            raise Unresolved(f"找不到工作表“{node.sheet}”")
        return Range(sheet, node.area)

    def _span(self, node: Operation) -> Range:
        first, last = (self.evaluate(argument) for argument in node.arguments)
        if not isinstance(first, Range) or not isinstance(last, Range) or first.sheet != last.sheet:
            raise Unresolved("公式写法不受支持")
        a, b = first.area, last.area
        area = Area(min(a.top, b.top), min(a.left, b.left), max(a.bottom, b.bottom), max(a.right, b.right))
        return Range(first.sheet, area)

    def _call(self, node: Operation) -> Value | Range:
        function = FUNCTIONS.get(node.name)
        if function is None:
            if node.name.startswith("ZPJ_") and self._guards:
                raise Failed(_NAME_ERROR)
            raise Unresolved(f"用到函数 {node.name[:30]}")
        if not function.least <= len(node.arguments) <= function.most:
            raise Unresolved(f"函数 {node.name} 的参数个数不对")
        return function.compute(self, node.arguments)

    def _operate(self, operator: str, values: list[Value]) -> Value:
        if operator in _COMPARISONS:
            return _COMPARISONS[operator](compare(values[0], values[1]))
        if operator == "&":
            text = text_of(values[0]) + text_of(values[1])
            if len(text) > LONGEST_TEXT:
                raise Failed(VALUE)
            return text
        numbers = [number_of(value) for value in values]
        if operator in ("u-", "u+"):
            return -numbers[0] if operator == "u-" else values[0]
        if operator == "%":
            return numbers[0] / HUNDRED
        return arithmetic(operator, numbers[0], numbers[1])
