"""Cells written in blocks: few calls, and everything between them stays exactly as it was."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
import xlwings as xw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zpj.excel.blocks import Block, Seen, blocks, write_cells

PLACES = st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 6)), st.just(Decimal(1)), min_size=1, max_size=60)
ROWS, COLUMNS = 41, 7


def seen(excel: xw.App, content: str) -> Seen:
    """A sheet with the same formula (or text) everywhere."""
    area = excel.books.add().sheets[0].range((1, 1), (ROWS, COLUMNS))
    table = [[content] * COLUMNS] * ROWS
    return Seen(area, 1, 1, table, table)


def test_neighbouring_columns_with_the_same_rows_are_one_block(excel: xw.App) -> None:
    cells = {(row, column): Decimal(row) for row in (3, 4, 5) for column in (6, 7)}
    assert blocks(cells, seen(excel, "")) == [Block(3, 6, tuple((Decimal(row),) * 2 for row in (3, 4, 5)))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLACES, st.sampled_from(["", "甲", "=A1"]))
def test_blocks_hold_every_cell_once_and_no_formula(
    excel: xw.App, cells: dict[tuple[int, int], Any], other: str
) -> None:
    made = blocks(cells, seen(excel, other))
    held = [
        (block.top + down, block.left + right)
        for block in made
        for down, row in enumerate(block.rows)
        for right, value in enumerate(row)
        if value == Decimal(1)
    ]
    assert sorted(held) == sorted(cells)
    assert not [value for block in made for row in block.rows for value in row if value == "=A1"]
    if other != "=A1":
        assert len(made) <= len({column for _, column in cells})


@pytest.mark.parametrize(("other", "count"), [("甲", 1), ("=A1", 3)])
def test_columns_with_different_rows_are_one_block_where_nothing_forbids(excel: xw.App, other: str, count: int) -> None:
    cells = {(row, 2): Decimal(1) for row in (3, 4, 5)} | {(row, 3): Decimal(1) for row in (3, 5)}
    assert len(blocks(cells, seen(excel, other))) == count


BETWEEN = [8.5, "待评定", "01", "1/2", "=A1", "'=A1", datetime(2023, 1, 5), "甲 乙", 0.1 + 0.2, True]


@pytest.mark.parametrize("typed", BETWEEN, ids=repr)
def test_what_a_clerk_typed_between_stays(excel: xw.App, typed: Any) -> None:
    sheet = excel.books.add().sheets[0]
    content = sheet.impl.content
    rows = range(1, 21, 2)
    for row in rows:
        content.cell(row, 3).value = typed
    before = [(content.cell(row, 3).value, content.cell(row, 3).data_type) for row in rows]
    write_cells(sheet, {(row + 1, 3): Decimal(row) for row in rows})
    assert [(content.cell(row, 3).value, content.cell(row, 3).data_type) for row in rows] == before
    assert [content.cell(row + 1, 3).value for row in rows] == [float(row) for row in rows]


def test_a_text_that_begins_like_a_formula_stays_a_text(excel: xw.App) -> None:
    sheet = excel.books.add().sheets[0]
    write_cells(sheet, {(1, 1): "=100%", (2, 1): "-5 低于"})
    assert [sheet.impl.content.cell(row, 1).data_type for row in (1, 2)] == ["s", "s"]
    assert sheet.impl.content["A1"].value == "=100%"
