"""Over the tables of a filed report: totals of columns and rows, serial numbers, scores of scoring tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from zpj.checks.case import BookCase, column_of
from zpj.checks.form.accounts import ledger_tables
from zpj.checks.points.weights_below import weights_below, weights_elsewhere, weights_in
from zpj.checks.reading.column_means import is_mean
from zpj.checks.reading.ledger_totals import wrong_totals
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.row_or_total import row_or_total
from zpj.checks.reading.tables import Line, levels_of, lines, number_in, scores_column
from zpj.checks.reading.text import squeezed
from zpj.checks.reading.told_totals import told_otherwise
from zpj.checks.rule import ERROR, WARNING, Hit, book_check
from zpj.domain.amounts import ZERO, plain
from zpj.domain.columns import column_letters
from zpj.domain.model import SourceTable
from zpj.domain.records import replace
from zpj.domain.regex import regex

_ARITHMETIC = "表内勾稽：合计应等于各行之和"
_SERIAL = regex(r"序号|编号|\s*No\.?\s*", re.IGNORECASE)
_NOT_ADDED = regex("率|比例|占比|满意度|比重|单价|均|等级|序号|年度?$|日期|时间|编号|代码|电话|标准|指标值|完成值")
_POINTS = regex("(?:自评|评价|实际)?(?:分值|得分)(?:[(]分[)])?")
_WHOLE = regex("^(?:合计|总计|小计)(?:[(].*[)])?$")


def plain_tables(case: BookCase) -> Iterator[tuple[SourceTable, str]]:
    """The plain tables of a filed report with the project each is about."""
    for source in case.book.tables if case.book.paper else ():
        owner = case.owner(source.location)
        yield source, owner.project if owner else ""


@book_check(
    "ZPJ235",
    "报告里的表合计不等于各行之和",
    ERROR,
    reference="R-71",
    clause=_ARITHMETIC,
    message="“{title}”一栏的{row}填 {found}，{by} {expected}，请核对",
    fix="核对各行和合计，改到合计等于各行之和",
)
def column_totals(case: BookCase) -> Iterator[Hit]:
    """Every column of figures above a row 合计; a ledger's amounts belong to ZPJ204, scores to ZPJ431.

    Where the text tells the figure one row needs, the row is wrong; where it tells the total, too, that is a doubt.
    """
    known = {(source.location, amount) for source, amount in ledger_tables(case)}
    for source, project in plain_tables(case):
        if levels_of(source) or not _adds_up(source):
            continue
        whole = _whole_column(source)
        for number, heading in enumerate(source.header):
            bare = squeezed(heading)
            if (source.location, number) in known or _NOT_ADDED.search(bare) or not bare:
                continue
            is_share = any("%" in line.text(number) or "％" in line.text(number) for line in lines(source))
            parts = (line for line in lines(source) if not line.is_total)
            across = number == whole and any(_across(source, line, whole) for line in parts)
            of_points = _POINTS.fullmatch(bare) is not None
            for hit in (
                () if is_share or across or is_mean(source, number)
                else wrong_totals(source, number, of_points=of_points)
            ):  # fmt: skip
                words = {"title": heading.strip(), "row": "合计", "by": "各行之和为"}
                yield row_or_total(case, source, number, replace(hit, project=project, words=words))


@book_check(
    "ZPJ239",
    "报告里的表一行的合计不等于各栏之和",
    ERROR,
    reference="R-54 R-71",
    clause=_ARITHMETIC,
    message="“{name}”的合计填 {found}，各栏之和为 {expected}，请核对",
    fix="核对各栏，合计改为各栏之和",
)
def row_totals(case: BookCase) -> Iterator[Hit]:
    """The column 合计 of a table against the columns before it, where most rows add up."""
    for source, project in plain_tables(case):
        whole = _whole_column(source)
        rows = list(lines(source)) if whole is not None else []
        wrong = [(line, difference) for line in rows
                 if not _RATE.search(line.text(0)) and (difference := _across(source, line, whole))]  # fmt: skip
        for line, (found, right) in wrong if len(wrong) * 2 < len(rows) else ():
            yield Hit(line.place(whole or 0), plain(found), plain(right), plain(abs(found - right)), "0",
                      line.text(whole), project=project, words={"name": line.text(0)})  # fmt: skip


_RATE = regex("率$|比例$|占比$|比重$")


def _whole_column(source: SourceTable) -> int | None:
    """The last column of figures, where its heading is 合计 and two columns or more of one unit stand before it."""
    place = next((number for number in range(len(source.header) - 1, 1, -1)
                  if _WHOLE.match(squeezed(source.header[number]))), None)  # fmt: skip
    return place if place is not None and len(_parts_of(source, place)) > 1 else None


def _parts_of(source: SourceTable, whole: int) -> list[int]:
    return [number for number in range(1, whole)
            if not _NOT_ADDED.search(squeezed(source.header[number])) and not _SERIAL.fullmatch(source.header[number])
            and any(number_in(line.text(number)) is not None for line in lines(source))]  # fmt: skip


def _across(source: SourceTable, line: Line, whole: int | None) -> tuple[Decimal, Decimal] | None:
    """The total of a row and what its columns add up to, where they differ."""
    stated = number_in(line.text(whole))
    figures = [number_in(line.text(number)) for number in _parts_of(source, whole)] if whole is not None else []
    known = [figure for figure in figures if figure is not None]
    summed = sum(known, ZERO)
    return (stated, summed) if stated is not None and len(known) > 1 and abs(summed - stated) > HALF_CENT else None


def _adds_up(source: SourceTable) -> bool:
    """Whether the rows above 合计 are its parts: no subtotals and no 其中 among them."""
    rows = list(lines(source))
    parts = [line for line in rows if not line.is_total]
    totals = [number for number, line in enumerate(rows) if line.is_total]
    labels = [squeezed(line.text(0) or line.text(1)) for line in parts]
    nested = any(re.match("其中|.*小计|.*合计$|(?:[(]?[一二三四五六七八九十]+[)、])", label) for label in labels)
    return totals == [len(rows) - 1] and len(parts) > 1 and not nested and not _counts_twice(source, rows)


def _counts_twice(source: SourceTable, rows: list[Line]) -> bool:
    """Whether the rows above 合计 make just twice of it: groups stand among their own parts."""
    for number in range(1, len(source.header)):
        figures = [number_in(line.text(number)) or ZERO for line in rows]
        if figures[-1] and sum(figures, ZERO) == figures[-1] * 3:
            return True
    return False


@book_check(
    "ZPJ237",
    "报告里的表序号重复或不连续",
    WARNING,
    reference="R-55",
    clause="序号应从 1 起连续编排",
    message="序号为 {found}，应为 {expected}，请重排",
    fix="按顺序重排序号",
)
def serials_of_tables(case: BookCase) -> Iterator[Hit]:
    """A column 序号 of whole numbers; a count that starts anew at 1 is a new list. Ledgers belong to ZPJ218."""
    known = {source.location for source, _ in ledger_tables(case)}
    for source, project in plain_tables(case):
        place = next(
            (number for number, heading in enumerate(source.header) if _SERIAL.fullmatch(squeezed(heading))), None
        )
        rows = [line for line in lines(source) if place is not None and line.text(place).isdecimal()]
        if place is None or source.location in known or len(rows) < 2:
            continue
        last = 0
        for line in rows:
            number = int(line.text(place))
            if number not in (last + 1, 1) or (number == last == 1):
                shown = "、".join(row.text(place) for row in rows)[:60]
                yield Hit(line.place(place), shown, f"1—{len(rows)}", quote=line.text(place), project=project)
                break
            last = number


@book_check(
    "ZPJ431",
    "评分表的分值或得分对不上",
    ERROR,
    reference="R-01 R-02 R-06",
    clause="总分为各项得分之和，上级指标的分值为下级之和",
    message="{what} {found}，按各行应为 {expected}，请核对",
    fix="核对各行的分值和得分",
)
def scoring_tables(case: BookCase) -> Iterator[Hit]:
    """Weights of each level, the scores, and the row 总计 of a table of evaluation scores; a sum that is wrong because
    of a part found wrong is not told again.
    """
    tables = list(plain_tables(case))
    for source, project in tables:
        levels, score = levels_of(source), scores_column(source)
        rows = [line for line in lines(source) if not line.is_total]
        if not levels or not rows:
            continue
        total = next((line for line in lines(source) if line.is_total), None)
        known = partial(weights_elsewhere, case, [other for other, _ in tables if other is not source])
        wrong = [
            hit
            for number in range(1, len(levels))
            for hit in weights_below(rows, levels[number - 1 :], project, total, known)
        ]
        yield from wrong
        told_of = {column_of(hit.location) for hit in wrong}
        for place, (names, weights) in enumerate(levels):
            if told_of & {column_letters(own + 1) for _, own in levels[max(0, place - 1) : place + 1]}:
                continue
            what = f"{source.header[names]}分值合计"
            yield from _sum_hit(total, weights, weights_in(rows, names, weights), what, project)
        if score is not None:
            parts = [number for line in rows if (number := number_in(line.text(score))) is not None]
            yield from _sum_hit(total, score, parts, "得分合计", project)
            told = {line.number for line in rows for hit in wrong if line.place(levels[-1][1]) == hit.location}
            yield from _above([line for line in rows if line.number not in told], levels[-1][1], score, project)
            yield from told_otherwise(case, source, total, score, project)


def _sum_hit(total: Line | None, place: int, parts: list[Decimal], what: str, project: str) -> Iterator[Hit]:
    stated = number_in(total.text(place)) if total else None
    if total is None or stated is None or len(parts) < 2:
        return
    summed = sum(parts, ZERO)
    if abs(summed - stated) > HALF_CENT:
        yield Hit(total.place(place), plain(stated), plain(summed), plain(abs(summed - stated)), plain(HALF_CENT),
                  total.text(place), "+".join(map(plain, parts)), project=project, words={"what": what})  # fmt: skip


def _above(rows: list[Line], weight: int, score: int, project: str) -> Iterator[Hit]:
    for line in rows:
        points, most = number_in(line.text(score)), number_in(line.text(weight))
        if points is not None and most is not None and points > most:
            right, words = f"不超过 {plain(most)}", {"what": "得分"}
            yield Hit(line.place(score), plain(points), right, quote=line.text(score), project=project, words=words)
