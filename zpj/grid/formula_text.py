"""Formula text: its tokens, and the text a formula has after being copied to another cell."""

from __future__ import annotations

import re
from functools import lru_cache

from zpj.domain.columns import column_letters, column_number
from zpj.domain.records import record
from zpj.domain.regex import regex

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_TOKEN = regex(
    r"""(?P<text>"(?:[^"]|"")*")
      | (?P<sheet>'(?:[^']|'')+'!|(?:\[\d+\])?[^\W\d][\w.]*!|\[\d+\]!)
      | (?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!))
      | (?P<columns>(?a:\$?[A-Z]{1,3}:\$?[A-Z]{1,3})(?![\w.(!\[]))
      | (?P<rows>(?a:\$?\d{1,7}:\$?\d{1,7})(?![\w.(!\[]))
      | (?P<cell>(?a:\$?[A-Z]{1,3}\$?[1-9]\d{0,6})(?![\w.(!\[]))
      | (?P<number>(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)
      | (?P<function>[^\W\d][\w.]*\()
      | (?P<name>[^\W\d][\w.\\?]*)
      | (?P<bracket>\[(?:[^\[\]]|\[[^\[\]]*\])*\])
      | (?P<operator><>|<=|>=|[-+*/^&=<>%:])
      | (?P<mark>[(),;{}@!])
      | (?P<space>\s+)
      | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CELL = regex(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})", re.IGNORECASE | re.ASCII)
_COLUMN = regex(r"(\$?)([A-Z]{1,3})", re.IGNORECASE | re.ASCII)
_ROW = regex(r"(\$?)(\d{1,7})", re.ASCII)
_BAD_REFERENCE = "#REF!"


@record
class FormulaToken:
    """A piece of a formula.

    `kind`: text, sheet, error, columns, rows, cell, number, function, name, bracket, operator, mark, space, other.
    """

    kind: str
    text: str


def tokens(formula: str) -> tuple[FormulaToken, ...]:
    """Cut a formula (without "=") into tokens; joined, they give the formula back."""
    return tuple(FormulaToken(match.lastgroup or "other", match[0]) for match in _TOKEN.finditer(formula))


@lru_cache(maxsize=4096)
def translate(formula: str, rows: int, columns: int) -> str:
    """Give the formula as it reads when copied down by `rows` and right by `columns`; $ keeps a place fixed."""
    return "".join(_moved(token, rows, columns) for token in tokens(formula))


@lru_cache(maxsize=16384)
def cell_place(reference: str) -> tuple[int, int] | None:
    """Give (row, column) of A1 or $A$1; None where it names no cell of a sheet."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    row, column = int(match[4]), column_number(match[2])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def column_place(reference: str) -> int:
    """Give the number of A or $A."""
    return column_number(reference.lstrip("$"))


def _moved(token: FormulaToken, rows: int, columns: int) -> str:
    if token.kind == "cell":
        return _moved_cell(token.text, rows, columns)
    if token.kind == "columns":
        return _moved_pair([_moved_column(part, columns) for part in token.text.split(":")])
    if token.kind == "rows":
        return _moved_pair([_moved_row(part, rows) for part in token.text.split(":")])
    return token.text


def _moved_pair(parts: list[str]) -> str:
    return _BAD_REFERENCE if _BAD_REFERENCE in parts else ":".join(parts)


def _moved_cell(text: str, rows: int, columns: int) -> str:
    match = _CELL.fullmatch(text)
    if match is None:
        return text
    column = _moved_column(match[1] + match[2], columns)
    row = _moved_row(match[3] + match[4], rows)
    return _BAD_REFERENCE if _BAD_REFERENCE in (row, column) else column + row


def _moved_column(text: str, columns: int) -> str:
    match = _COLUMN.fullmatch(text)
    if match is None or match[1]:
        return text
    column = column_number(match[2]) + columns
    return column_letters(column) if 1 <= column <= LAST_COLUMN else _BAD_REFERENCE


def _moved_row(text: str, rows: int) -> str:
    match = _ROW.fullmatch(text)
    if match is None or match[1]:
        return text
    row = int(match[2]) + rows
    return str(row) if 1 <= row <= LAST_ROW else _BAD_REFERENCE
