"""Formulas that a file holds without their results, computed exactly where zpj knows every function they use.

A formula zpj cannot compute is unresolved and never read as 0; so is every formula that depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zpj.domain.records import changeable, field
from zpj.grid.formula_tree import Unresolved, Value

Place = tuple[str, int, int]


@changeable
class SheetValues:
    """What a sheet stores: its values, and the formulas (without "=") that have no cached result."""

    name: str
    values: dict[tuple[int, int], Value] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)


def compute(sheets: Iterable[SheetValues]) -> Mapping[Place, Value | Unresolved]:
    """Compute all formulas without a result: (sheet name, row, column) -> its value, or why it has none."""
    listed = list(sheets)
    if not any(sheet.formulas for sheet in listed):
        return {}
    from zpj.grid.formula_book import Book  # seldom needed: whoever saves a workbook saves the results

    book = Book(listed)
    return {
        (sheet.name, *cell): book.result((sheet.name.casefold(), *cell)) for sheet in listed for cell in sheet.formulas
    }
