"""The stream of an old workbook, and its formulas, which xlrd reads as the values they gave."""

from __future__ import annotations

import io
from collections.abc import Iterator
from struct import error as StructError
from struct import unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlrd.book import Book

Formulas = dict[tuple[int, int], str]
"""Row and column from 1 -> what stands after "="; "" where nobody needs to read it, or xlrd cannot."""

_NAMES = ("Workbook", "Book")
_BOUNDSHEET = 0x85
_END = 0x0A
_STARTS = (0x09, 0x209, 0x409, 0x809)
_FORMULAS = (0x06, 0x206, 0x406)
_HEAD = 4
_WORKSHEET = 0
_RESULT, _LENGTH, _TOKENS = 6, 20, 22
_ZERO = bytes(8)
_SHARED = 0x01


def workbook_stream(data: bytes) -> bytes:
    """The workbook inside an .xls. Raises what xlrd and struct raise for damage.

    A chain of short sectors that comes back to itself is damage too: xlrd would follow it until no memory is left.
    """
    from xlrd.compdoc import CompDoc, CompDocError

    container = CompDoc(data, logfile=io.StringIO())
    sectors = container.SSAT
    for entry in container.dirlist:
        sector, left = entry.first_SID, len(sectors)
        while entry.name in _NAMES and 0 <= sector < len(sectors):
            sector, left = sectors[sector], left - 1
            if left < 0:
                raise CompDocError(f"{entry.name}: sectors in a circle")
    streams = (container.locate_named_stream(name) for name in _NAMES)
    stream, start, length = next((found for found in streams if found[0]), (None, 0, 0))
    if not stream:
        raise CompDocError("no workbook")
    return stream[start : start + length]


def formulas_of(book: Book, stream: bytes) -> list[Formulas]:
    """All formulas, by worksheet in the order of the tabs; read are those whose result is stored as the number 0.

    LibreOffice stores 0 for a text in a cell with a number format. Empty where the file is older than Excel 5, whose
    sheets stand elsewhere. Raises what struct raises for damage.
    """
    records = memoryview(stream)
    tabs = [unpack_from("<IBB", records, at) for kind, at in _records(records, 0) if kind == _BOUNDSHEET]
    return [dict(_formulas(book, records, start)) for start, _, sheet in tabs if sheet == _WORKSHEET]


def _formulas(book: Book, records: memoryview, start: int) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, at in _records(records, start):
        if kind in _FORMULAS:
            row, column = unpack_from("<HH", records, at)
            is_zero = records[at + _RESULT : at + _RESULT + len(_ZERO)] == _ZERO
            yield (row + 1, column + 1), _text(book, records[at:], row, column) if is_zero else ""


def _text(book: Book, record: memoryview, row: int, column: int) -> str:
    from xlrd.biffh import XLRDError
    from xlrd.formula import FMLA_TYPE_CELL, decompile_formula

    (length,) = unpack_from("<H", record, _LENGTH)
    written = bytes(record[_TOKENS : _TOKENS + length])
    if written[:1] == bytes([_SHARED]):
        return ""
    try:
        return decompile_formula(book, written, length, FMLA_TYPE_CELL, row, column) or ""
    except (XLRDError, StructError, ArithmeticError, AssertionError, LookupError, TypeError, ValueError):
        # Written with what xlrd does not know: the stored result stands.
        return ""


def _records(records: memoryview, start: int) -> Iterator[tuple[int, int]]:
    """The kind and the content's place of every record from a start to its end; charts within are passed over."""
    depth = 0
    while start + _HEAD <= len(records):
        kind, length = unpack_from("<HH", records, start)
        depth += (kind in _STARTS) - (kind == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, start + _HEAD
        start += _HEAD + length
