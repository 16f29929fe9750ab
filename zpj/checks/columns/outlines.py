"""Over the tables of a filed report: rows that are parts of another by the numbers before their names."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.grid_figures import FEWEST, TOLD, Cell, Rows, figures_of, hit_at, with_project
from zpj.checks.reading.reconcile import adds_up, one_slip_off, total
from zpj.checks.reading.text import squeezed, whole_number
from zpj.checks.rule import ERROR, Hit, another_way
from zpj.domain.paper import PaperTable
from zpj.domain.records import replace
from zpj.domain.regex import regex

_MARKS = (
    regex(r"(?P<number>[一二三四五六七八九十]{1,2})、"),
    regex(r"[(](?P<number>[一二三四五六七八九十]{1,2})[)]"),
    regex(r"(?P<number>[1-9]\d?)[.、](?!\d+(?:\.\d+)?$)"),
    regex(r"[(](?P<number>[1-9]\d?)[)]"),
)
_PLAIN = -1
_Key = tuple[int, tuple[int, ...]]
"""A row and the rows it is made of, from 0."""


@another_way("ZPJ248", ERROR, follows=("ZPJ248", "ZPJ204", "ZPJ235"))
def rows_by_their_numbers(case: PaperCase) -> Iterator[Hit]:
    """“三公”经费 5.81 over 1. 3.26, 2. 0 and 3. 1.92, where the columns of other years add up: 5.18.

    A doubt where no slip of the pen explains it.
    """
    for table in case.paper.tables:
        rows = figures_of(table)
        for key in _outlined(table, rows):
            columns = [own for column in rows[key[0]] if (own := _column(rows, key, column))]
            wrong = [own for own in columns if not adds_up(own[0], own[1:])]
            if not wrong or len(wrong) * 2 > len(columns) or any(cell.is_share for own in columns for cell in own):
                continue
            for own in wrong:
                yield with_project(case, table, _hit(table, own))


def _column(rows: Rows, key: _Key, column: int) -> list[Cell]:
    """The figure of a row in a column and those of all its parts; none where one has no figure, or all but one is 0."""
    cells = [rows[row].get(column) for row in (key[0], *key[1])]
    known = [cell for cell in cells if cell]
    told = known and known[0].length >= TOLD and sum(1 for cell in known[1:] if cell.value) >= FEWEST
    return known if told and len(known) == len(cells) else []


def _hit(table: PaperTable, own: list[Cell]) -> Hit:
    whole, parts = own[0], own[1:]
    slips = [each for each in one_slip_off(whole, parts) if each[0] is whole or each[0].length >= TOLD]
    of_whole = bool(slips) and slips[0][0] is whole
    if of_whole or len(slips) != 1:
        basis = "+".join(cell.digits for cell in parts)
        hit = hit_at(table, whole, total(parts).value, basis, proved=of_whole)
    else:
        hit = hit_at(table, *slips[0], f"上级一行 {whole.digits}")
    return replace(hit, words={"title": _title(table, whole)})


def _title(table: PaperTable, cell: Cell) -> str:
    """What stands above a figure: a table may have several rows of headings."""
    above = (squeezed(row[cell.column]) for row in reversed(table.rows[: cell.row]) if cell.column < len(row))
    title = next((text for text in above if any("\u4e00" <= sign <= "\u9fff" for sign in text)), "")
    return f"“{title}”" if title else ""


def _outlined(table: PaperTable, rows: Rows) -> Iterator[_Key]:
    """Each row (from 0) with the numbered rows under it; a row of the parent's own kind of number ends them."""
    marks = {row: _mark(table, row) for row in sorted(rows)}
    order = list(marks)
    for place, parent in enumerate(order[:-1]):
        style, first = marks[order[place + 1]]
        if style == _PLAIN or first != 1 or marks[parent][0] == style:
            continue
        own, _ = marks[parent]
        run: list[int] = []
        for row in order[place + 1 :]:
            kind, number = marks[row]
            if kind == style and number == len(run) + 1:
                run.append(row)
            elif kind == style or (kind == own and own != _PLAIN):
                break
        if len(run) >= FEWEST:
            yield parent, tuple(run)


def _mark(table: PaperTable, row: int) -> tuple[int, int]:
    """The kind of number before the name of a row and the number; no kind and 0 where it has none."""
    name = next((squeezed(text) for text in table.rows[row] if text.strip()), "")
    for kind, mark in enumerate(_MARKS):
        if match := mark.match(name):
            return kind, whole_number(match["number"]) or 0
    return _PLAIN, 0
