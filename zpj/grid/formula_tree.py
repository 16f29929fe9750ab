"""Formulas as trees: a small parser for Excel's operators, references and function calls."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from zpj.domain.amounts import exact
from zpj.domain.records import field, record
from zpj.grid.formula_text import LAST_COLUMN, LAST_ROW, FormulaToken, cell_place, column_place, tokens
from zpj.grid.grid import Area

DEEPEST = 60
TALLEST = 120


class Unresolved(Exception):
    """A formula that cannot be computed here; `reason` (Chinese) says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@record
class ErrorValue:
    """An error of the sheet, such as #DIV/0!."""

    code: str


Value = Decimal | str | bool | ErrorValue | None


@record
class Range:
    """A reference met in a formula: an area on the sheet with this key."""

    sheet: str
    area: Area


@record
class Constant:
    """A number, text, truth value or error written in the formula; None is an argument left out."""

    value: Value
    height: int = field(default=1, init=False)


@record
class Reference:
    """Cells of a sheet; `sheet` is None for the formula's own."""

    sheet: str | None
    area: Area
    height: int = field(default=1, init=False)


@record
class Operation:
    """An operator or a function call with its arguments. Unary operators are "u-", "u+" and "%"."""

    name: str
    arguments: tuple[Node, ...]
    is_call: bool = False
    height: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        height = 1 + max((node.height for node in self.arguments), default=0)
        if height > TALLEST:
            raise Unresolved("公式嵌套过深")
        object.__setattr__(self, "height", height)


Node = Constant | Reference | Operation

_BINDING = {
    "=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1,
    "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5, "%": 6, ":": 8,
}  # fmt: skip
_UNARY = 7


@lru_cache(maxsize=2048)
def parse(formula: str) -> Node:
    """Read a formula (without "="); Unresolved where it uses what zpj does not know."""
    return _Parser([token for token in tokens(formula) if token.kind != "space"]).whole()


class _Parser:
    def __init__(self, parts: list[FormulaToken]) -> None:
        self._parts = parts
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._expression(0)
        if self._next < len(self._parts):
            raise _unreadable()
        return node

    def _peek(self) -> FormulaToken:
        return self._parts[self._next] if self._next < len(self._parts) else FormulaToken("end", "")

    def _take(self) -> FormulaToken:
        token = self._peek()
        self._next += 1
        return token

    def _expression(self, least: int) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unresolved("公式嵌套过深")
        node = self._operand()
        while True:
            token = self._peek()
            binding = _BINDING.get(token.text, 0) if token.kind == "operator" else 0
            if binding <= least:
                break
            self._next += 1
            arguments = (node,) if token.text == "%" else (node, self._expression(binding))
            node = Operation(token.text, arguments)
        self._depth -= 1
        return node

    def _operand(self) -> Node:
        token = self._take()
        if token.kind == "operator" and token.text in ("-", "+"):
            return Operation(f"u{token.text}", (self._expression(_UNARY),))
        if token.text == "(":
            node = self._expression(0)
            self._close()
            return node
        if token.kind == "function":
            return Operation(token.text[:-1].upper(), self._arguments(), is_call=True)
        if token.kind == "sheet":
            return self._on_sheet(token.text[:-1])
        if token.kind in ("cell", "columns", "rows"):
            return _reference(None, token)
        return _constant(token)

    def _on_sheet(self, name: str) -> Node:
        token = self._take()
        if token.kind == "function" and token.text.upper().startswith("ZPJ_"):
            return Operation(token.text[:-1].upper(), self._arguments(), is_call=True)
        sheet = name[1:-1].replace("''", "'") if name.startswith("'") else name
        if "[" in sheet or "\\" in sheet or "/" in sheet:
            raise Unresolved("引用了其他文件")
        if ":" in sheet or token.kind not in ("cell", "columns", "rows"):
            raise _unreadable()
        node: Node = _reference(sheet, token)
        if self._peek().text == ":" and isinstance(node, Reference):
            self._next += 1
            node = Operation(":", (node, _reference(sheet, self._take())))
        return node

    def _arguments(self) -> tuple[Node, ...]:
        arguments: list[Node] = []
        if self._peek().text == ")":
            self._next += 1
            return ()
        while True:
            left_out = self._peek().text in (",", ")") and self._peek().kind == "mark"
            arguments.append(Constant(None) if left_out else self._expression(0))
            token = self._take()
            if token.text == ")":
                return tuple(arguments)
            if token.text != ",":
                raise _unreadable()

    def _close(self) -> None:
        if self._take().text != ")":
            raise _unreadable()


def _constant(token: FormulaToken) -> Constant:
    if token.kind == "text":
        return Constant(token.text[1:-1].replace('""', '"'))
    if token.kind == "error":
        return Constant(ErrorValue(token.text.upper()))
    if token.kind == "number" and (number := exact(token.text)) is not None:
        return Constant(number)
    if token.kind == "name" and token.text.upper() in ("TRUE", "FALSE"):
        return Constant(token.text.upper() == "TRUE")
    if token.kind in ("name", "bracket"):
        raise Unresolved(f"用到名称 {token.text[:30]}")
    raise _unreadable()


def _reference(sheet: str | None, token: FormulaToken) -> Reference:
    first, _, last = token.text.partition(":")
    if token.kind == "cell" and (place := cell_place(first)):
        return Reference(sheet, Area(*place, *place))
    if token.kind == "columns":
        left, right = sorted((column_place(first), column_place(last)))
        if right <= LAST_COLUMN:
            return Reference(sheet, Area(1, left, LAST_ROW, right))
    if token.kind == "rows":
        top, bottom = sorted(int(row.lstrip("$")) for row in (first, last))
        if top >= 1 and bottom <= LAST_ROW:
            return Reference(sheet, Area(top, 1, bottom, LAST_COLUMN))
    raise _unreadable()


def _unreadable() -> Unresolved:
    return Unresolved("公式写法不受支持")
