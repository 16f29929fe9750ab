"""Chooses and makes the mess of one form."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.corpus.mess import (
    blank_columns,
    blank_rows,
    broken_headings,
    check_marks,
    child_rows,
    hidden_column,
    joined_head,
    list_above,
    of_which,
    parent_row,
    placeholder_rows,
    points_with_unit,
    rate_numbers,
    repeated_header,
    side_table,
    spaced_labels,
    spaced_numbers,
    spaced_words,
    table_below,
    thousands,
    unit_in_names,
    units_in_cells,
    units_in_headings,
    unmerged,
    wide_characters,
    yuan_in_cells,
)
from tests.corpus.sheet import Table

Mess = Callable[[Table, random.Random], None]

ALL: tuple[Mess, ...] = (
    units_in_headings,
    unit_in_names,
    rate_numbers,
    joined_head,
    child_rows,
    parent_row,
    repeated_header,
    placeholder_rows,
    check_marks,
    of_which,
    hidden_column,
    thousands,
    units_in_cells,
    yuan_in_cells,
    points_with_unit,
    spaced_numbers,
    wide_characters,
    spaced_words,
    spaced_labels,
    broken_headings,
    side_table,
    table_below,
    list_above,
    blank_columns,
    blank_rows,
    unmerged,
)
"""In the order in which they are done: what looks at plain contents comes first."""

_ONE_OF = ((thousands, units_in_cells, yuan_in_cells, spaced_numbers), (units_in_headings, unit_in_names))
"""Of each of these a form gets one at most."""
_IN_DOCUMENTS_TOO = frozenset(ALL) - {rate_numbers, hidden_column, side_table, table_below, list_above}


def messed(table: Table, chance: random.Random, in_document: bool) -> list[str]:
    """Make a mess with a few of the changes; their names are given back."""
    chosen = {mess for mess in ALL if chance.random() < 0.25}
    for group in _ONE_OF:
        chosen -= set([mess for mess in group if mess in chosen][1:])
    done = [mess for mess in ALL if mess in chosen and (mess in _IN_DOCUMENTS_TOO or not in_document)]
    for mess in done:
        mess(table, chance)
    return [mess.__name__ for mess in done]
