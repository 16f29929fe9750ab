"""Over the tables of a filed report: totals of columns and shares of them, by what other columns and rows show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.columns.grids import rows_off
from zpj.checks.reading.column_means import means
from zpj.checks.reading.grid_figures import (
    FEWEST,
    SURE,
    TOLD,
    Cell,
    Rows,
    figures_of,
    heading_of,
    hit_at,
    with_project,
)
from zpj.checks.reading.reconcile import adds_up, one_slip_off, total
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, Hit, paper_check
from zpj.domain.amounts import ZERO
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex

_NOT_ADDED = regex("率|比例|占比|比重|单价|均|标准|等级|序号|时间|日期|年份|编号|满意度|权重")
TOTAL = regex("^(?:合计|总计|小计|共计|总分|.{0,8}(?:合计|小计|总计))$")
_MEAN = regex("^.{0,3}(?:平均|均值).{0,3}$")


@paper_check(
    "ZPJ248",
    "表里一栏的合计、平均与别的栏的算法不同",
    ERROR,
    reference="R-54 R-71",
    clause="同一行合计在各栏的算法应当一致",
    message="这一行{title}填 {found}，按上下各行（{basis}）应为 {expected}，请核对",
    fix="核对各行，改正合计或写错的一行",
    follows=("ZPJ204", "ZPJ235", "ZPJ431", "ZPJ247"),
)
def columns_by_their_kin(case: PaperCase) -> Iterator[Hit]:
    """小计, 合计, groups and means: rows that make another in one column, and in the next but for a slip of the pen."""
    for table in case.paper.tables:
        rows = figures_of(table)
        columns: dict[int, dict[int, Cell]] = {}
        for number, cells in rows.items():
            for column, cell in cells.items():
                columns.setdefault(column, {})[number] = cell
        columns = {number: cells for number, cells in columns.items()
                   if len(cells) > FEWEST and _adds(table, number, cells)}  # fmt: skip
        kept: dict[tuple[int, tuple[int, ...]], int] = {}
        for cells in columns.values():
            for key in _sums(cells):
                if not _is_numbered(table, key):
                    kept[key] = kept.get(key, 0) + 1
        named = list(_labelled(table, rows))
        sure = [key for key in sorted(kept, key=lambda each: -kept[each]) if kept[key] > 1 or key in named]
        doubted = [key for key in kept if key not in sure and all(
            cells[key[0]].length >= SURE for cells in columns.values() if key[0] in cells)]  # fmt: skip
        told = {(hit.location, hit.found) for hit in rows_off(case) if hit.location.startswith(f"{table.name}!")}
        for key in (*sure, *(key for key in named if key not in sure), *doubted):
            for cells in columns.values():
                hits = list(_off(table, cells, key, sure=key in sure)) if key[0] in cells else []
                is_told = bool(told & {(hit.location, hit.found) for hit in hits})
                if hits and not is_told and not _holds(table, cells, key[0], kept):
                    told |= {(hit.location, hit.found) for hit in hits}
                    yield with_project(case, table, hits[0])
        yield from (with_project(case, table, hit) for hit in (*_means(table, rows), *_means_of_rows(table, rows)))


def _means(table: PaperTable, rows: Rows) -> Iterator[Hit]:
    """The row 平均 whose figure is a slip of the pen from the mean of the rows above."""
    for row in rows:
        if not has_label(table, row, _MEAN):
            continue
        for column, own in rows[row].items():
            above = [cells[column] for each, cells in rows.items()
                     if each < row and column in cells and not has_label(table, each, TOTAL)]  # fmt: skip
            if len(above) < FEWEST:
                continue
            weights = ([cells[other].value if other in (cells := rows[cell.row]) else None for cell in above]
                       for other in rows[row] if other != column)  # fmt: skip
            fair = list(means([cell.value for cell in above], weights))
            mean = fair[0]
            if all(abs(each - own.value) > own.half * 2 for each in fair) and own.slips_to(mean):
                yield hit_at(table, own, mean, f"({'+'.join(cell.digits for cell in above)})÷{len(above)}")


def _means_of_rows(table: PaperTable, rows: Rows) -> Iterator[Hit]:
    """The column 平均分 whose figure is a slip of the pen from the mean of its row, as other rows show it to be."""
    for column in {column for cells in rows.values() for column in cells}:
        if not _MEAN.match(heading_of(table, column)):
            continue
        told = [(cells[column], [cell for each, cell in sorted(cells.items()) if each < column])
                for cells in rows.values() if column in cells]  # fmt: skip
        told = [(own, left) for own, left in told if len(left) >= FEWEST]
        means = [(own, left, sum((cell.value for cell in left), ZERO) / len(left)) for own, left in told]
        fair = [own for own, _, mean in means if abs(mean - own.value) <= own.half * 2]
        for own, left, mean in means if len(fair) * 2 >= len(means) and fair else ():
            if own not in fair and own.slips_to(mean):
                yield hit_at(table, own, mean, f"({'+'.join(cell.digits for cell in left)})÷{len(left)}")


def _is_numbered(table: PaperTable, key: tuple[int, tuple[int, ...]]) -> bool:
    """Whether a row and those it may be made of are numbered alike, 1, 2, 3: then it is one of them, and no total."""
    return all(squeezed(table.rows[row][0]).isdecimal() for row in (key[0], *key[1]))


def _adds(table: PaperTable, column: int, cells: dict[int, Cell]) -> bool:
    """Whether the figures of a column may be added."""
    return not _NOT_ADDED.search(heading_of(table, column)) and not any(cell.is_share for cell in cells.values())


def _sums(cells: dict[int, Cell]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Rows of a column whose figure is the sum of the two or more right above or right below it, but for rounding."""
    order = sorted(cells)
    for place, row in enumerate(order):
        for step in (1, -1):
            summed, run, filled = ZERO, [], 0
            for other in order[place + 1 :] if step == 1 else reversed(order[:place]):
                summed += cells[other].value
                run.append(other)
                filled += bool(cells[other].value)
                if filled > 1 and summed == cells[row].value and cells[row].length >= TOLD:
                    yield row, tuple(run)
                if summed > cells[row].value:
                    break


def _labelled(table: PaperTable, rows: Rows) -> Iterator[tuple[int, tuple[int, ...]]]:
    """What a row called 合计 or 小计 is made of by its name: the rows since the last one, all rows, or all 小计."""
    totals = [row for row in sorted(rows) if has_label(table, row, TOTAL)]
    parts = [row for row in sorted(rows) if row not in totals and not has_label(table, row, _MEAN)]
    for number, row in enumerate(totals):
        last = totals[number - 1] if number else -1
        since = tuple(each for each in parts if last < each < row)
        subtotals = tuple(each for each in totals if each < row)
        following = totals[number + 1] if number + 1 < len(totals) else len(table.rows)
        behind = tuple(each for each in parts if row < each < following)
        for run in (since, tuple(each for each in parts if each < row), subtotals, behind):
            if len(run) >= FEWEST:
                yield row, run


def has_label(table: PaperTable, row: int, pattern: re.Pattern[str]) -> bool:
    """Whether one of the first cells of a row is such a word."""
    return _called(table.rows[row][:3], pattern)


@lru_cache(maxsize=512)
def _called(texts: tuple[str, ...], pattern: re.Pattern[str]) -> bool:
    return any(pattern.match(squeezed(text)) for text in texts)


def _holds(table: PaperTable, cells: dict[int, Cell], row: int, kept: Iterable[tuple[int, tuple[int, ...]]]) -> bool:
    """Whether any of the sums known for a row holds in this column."""
    keys = [run for whole, run in kept if whole == row]
    keys += [run for whole, run in _labelled(table, {each: {} for each in cells}) if whole == row]
    return any(adds_up(cells[row], [cells[each] for each in run if each in cells]) for run in keys)


def _off(table: PaperTable, cells: dict[int, Cell], key: tuple[int, tuple[int, ...]], *, sure: bool) -> Iterator[Hit]:
    """The total and the parts of which one may have slipped, first the likeliest; none where no slip explains it."""
    row, run = key
    known = [cells[each] for each in run if each in cells]
    own = cells[row]
    if len(known) < FEWEST or adds_up(own, known):
        return
    slips = [each for each in one_slip_off(own, known) if each[0].length >= TOLD]
    parts = [each for each in slips if each[0] is not own]
    basis = "+".join(each.digits for each in known)
    if len(slips) > len(parts):
        yield hit_at(table, *slips[0], basis, proved=sure or has_label(table, row, TOTAL))
    elif len(parts) == 1:
        yield hit_at(table, *parts[0], f"合计{own.digits}", proved=sure)
    elif parts:
        yield hit_at(table, own, total(known).value, basis, proved=sure)
    for cell, value in parts:
        yield hit_at(table, cell, value, basis)
