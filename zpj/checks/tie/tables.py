"""The tables of a filed report against the workbook: cell by cell, or by the name of the indicator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from zpj.checks.case import BookCase, FormCase, PaperCase
from zpj.checks.form import documents
from zpj.checks.reading.other_totals import weighs_otherwise
from zpj.checks.reading.reconcile import HALF_CENT, amount_of
from zpj.checks.reading.tables import amount_in, in_its_unit, number_in
from zpj.checks.rule import ERROR, WARNING, Hit, Slip, in_papers, paper_check
from zpj.checks.tie.align import aligned, changed
from zpj.checks.tie.belonging import form_of_table, forms_in, gives_rows, lists_projects
from zpj.checks.tie.figures import Kind, gap_of, spelt
from zpj.checks.tie.sources import is_put_right, is_text_put_right, of_cell
from zpj.domain.amounts import plain
from zpj.domain.likeness import matcher
from zpj.domain.model import Entry, SourceTable, Workbook
from zpj.domain.paper import PaperTable
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS

_LONGEST_WORDS = 30
_MOST_KEY = 200
_FEW = 6
_HEADINGS = regex("^(?:三级指标|指标名称|指标内容|年度指标值|指标值|全年?完成值|实际完成值|分值|权重|得分)")
_FUND_HEADINGS = (
    ("initial_budget", regex("^年初预算数?(?![\u4e00-\u9fff])|^预算编制")),
    ("full_year_budget", regex("^全年预算数?")),
    ("executed", regex("^全年执行数|^实际执行数")),
    ("balance", regex("^资金结")),
)
_FUND_TOTAL = regex("^(?:年度)?资金总额|^合计$|^总计$")
_GRADE = regex("优秀?|良好?|中等?|合格|较?差")
_TOTAL = regex("^(?:总分|合计|总计|总得分)$")
_UNIT = regex("(亿元|万元|(?<![万亿])元)")
_MESSAGE = "{name}写“{found}”，工作簿为“{expected}”，请改成一致"


@paper_check(
    "ZPJ567",
    "报告的表与工作簿不一致",
    ERROR,
    reference="R-52",
    clause="报告所附的表应当与工作簿一致",
    message=_MESSAGE,
    fix="核对后改报告或改工作簿，再生成一次",
)
def changed_cells(case: PaperCase) -> Iterator[Hit]:
    """Each cell of a table against the same table of the report the workbook gives; else total and funds by label."""
    for table, origin in _pairs(case):
        yield from _cells(case, table, origin)
    for table in foreign(case):
        form = form_of_table(case, table)
        if form is not None:
            if not lists_projects(table, form):
                yield from _funds(table, form)
            yield from _totals(table, form)


@lru_cache(maxsize=4)
def _pairs(case: PaperCase) -> tuple[tuple[PaperTable, PaperTable], ...]:
    ours, theirs = case.paper.tables, case.origin.tables if case.origin else ()
    found = aligned([_key(table) for table in ours], [_key(table) for table in theirs])
    return tuple((ours[one], theirs[other]) for one, other in found if _is_same(ours[one], theirs[other]))


def _is_same(table: PaperTable, origin: PaperTable) -> bool:
    """Whether most cells are as they were; else it is another table, and is compared by its labels."""
    if table.rows == origin.rows:
        return True
    filled = sum(bool(cell) for row in origin.rows for cell in row)
    differing = sum(1 for _ in _differing(table, origin))
    return differing < _FEW or 2 * differing <= filled


def _key(table: PaperTable) -> str:
    """What a table is known by: its first rows and its first columns."""
    head = "|".join("|".join(row) for row in table.rows[:2])[:_MOST_KEY]
    return head + "\n" + "|".join(row[0] for row in table.rows if row)[:_MOST_KEY]


def _cells(case: PaperCase, table: PaperTable, origin: PaperTable) -> Iterator[Hit]:
    if table.rows == origin.rows:
        return
    form = form_of_table(case, table)
    for row, column, new, old in _differing(table, origin):
        place = table.cell(row + 1, column + 1)
        own = form or next(iter(forms_in(case, table.rows[row : row + 1])), None)
        yield from _cell(case, place, new, old, table.rows[row], own)


def _differing(table: PaperTable, origin: PaperTable) -> Iterator[tuple[int, int, str, str]]:
    """The cells that differ: row and column (from 0), new text, old text."""
    rows = aligned(
        ["|".join(filter(None, row)) for row in table.rows], ["|".join(filter(None, row)) for row in origin.rows]
    )
    for one, other in rows:
        ours, theirs = table.rows[one], origin.rows[other]
        pairs = _by_column(ours, theirs) if len(ours) == len(theirs) else _in_order(ours, theirs)
        yield from ((one, column, new, old) for column, new, old in pairs if _flat(new) != _flat(old))


def _by_column(ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """Cells on the same column grid; where a grid of equal width is another one, in their order."""
    moved = sum(bool(new) is not bool(old) for new, old in zip(ours, theirs, strict=True))
    if moved > 1:
        return _in_order(ours, theirs)
    return [(column, new, old) for column, (new, old) in enumerate(zip(ours, theirs, strict=True))]


def _in_order(ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """The filled cells one after another; those left out or added have no partner."""
    new = [(column, cell) for column, cell in enumerate(ours) if cell]
    old = [cell for cell in theirs if cell]
    pairs: list[tuple[int, str, str]] = []
    compared = matcher([_flat(cell) for _, cell in new], [_flat(cell) for cell in old])
    for kind, a1, a2, b1, b2 in compared.get_opcodes():
        if kind == "replace" and a2 - a1 == b2 - b1:
            pairs += [(column, cell, was) for (column, cell), was in zip(new[a1:a2], old[b1:b2], strict=True)]
    return pairs


def _flat(text: str) -> str:
    return spelt(text).replace("\n", "")


def _cell(
    case: PaperCase, place: str, new: str, old: str, row: tuple[str, ...], form: FormCase | None
) -> Iterator[Hit]:
    project, words = form.project if form else "", {"name": _row_name(row, new, form)}
    beside = [each for each in row if each != new]
    found = [pair for pair in changed(new, old) if Kind.ORDINAL not in (pair[0].kind, pair[1].kind)]
    short = len(old) <= _LONGEST_WORDS
    for one, other in found:
        source = of_cell(case, form, beside, old, other)
        if not is_put_right(case, source, one, other):
            yield Hit(
                place, new if short else one.text, old if short else other.text, gap_of(one, other), "0", new[:60],
                f"工作簿里的 {other.text} 见 {source}" if source else None, row=f"{place} {one.start}",
                project=project, words=words, slips=(Slip(place, one.start, one.end, other.text),),
            )  # fmt: skip
    if found or (len(new) > _LONGEST_WORDS and not short):
        return
    if not is_text_put_right(case.known, of_cell(case, form, beside, old, None), new, old):
        here, there = new[:_LONGEST_WORDS] or "（空）", old[:_LONGEST_WORDS] or "（空）"
        level, slips = (
            None if _GRADE.fullmatch(new) and _GRADE.fullmatch(old) else WARNING,
            (Slip(place, 0, None, old),),
        )
        yield Hit(place, here, there, quote=new[:60], level=level, row=place, project=project, words=words, slips=slips)


def _row_name(row: tuple[str, ...], new: str, form: FormCase | None) -> str:
    """The indicator a row is about, 总分, else its first words; the changed cell apart."""
    names = {spelt(each.name) for each in form.rows} if form else set()
    cells = [cell for cell in row if cell and cell != new]
    named = next((cell for cell in cells if spelt(cell) in names or _TOTAL.match(re.sub(r"\s", "", cell))), None)
    words = named or next((cell for cell in cells if len(cell) > 3), None)
    return f"“{words[:20]}”一行" if words else "表里"


def foreign(case: PaperCase) -> list[PaperTable]:
    """The tables no generated report accounts for; a form the file itself is judged by is not among them."""
    known = {table.name for table, _ in _pairs(case)}
    own = case.book is not None and case.book.path == case.paper.path
    return [table for table in case.paper.tables if table.name not in known and not (own and table.form)]


def _columns(table: PaperTable, patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> tuple[int, dict[str, int]]:
    """The first row with at least two such headings, and their columns; 年初预算数 may be told apart below it."""
    for number, row in enumerate(table.rows):
        cells = [re.sub(r"\s|[(（].*", "", cell) for cell in row]
        found = {
            field: column for field, pattern in patterns for column, cell in enumerate(cells) if pattern.match(cell)
        }
        if len(found) > 1:
            below = table.rows[number + 1] if number + 1 < len(table.rows) else ()
            own = next((column for column, cell in enumerate(below) if cell.strip().startswith("预算编制")), None)
            return number, found if own is None else {**found, "initial_budget": own}
    return -1, {}


def _funds(table: PaperTable, form: FormCase) -> Iterator[Hit]:
    """The line 资金总额 of a table of funds, in the unit its heading names."""
    header, columns = _columns(table, _FUND_HEADINGS)
    if form.total is None or header < 0:
        return
    number, row = next(
        ((number, row) for number, row in enumerate(table.rows[header + 1 :], header + 2)
         if any(_FUND_TOTAL.match(re.sub(r"[\s:：]", "", cell)) for cell in row[:3])), (0, ()),
    )  # fmt: skip
    heads, below = ("".join(map("".join, rows)) for rows in (table.rows[: header + 1], table.rows[header + 1 :][:1]))
    above = heads + table.caption + below
    unit = next(iter(_UNIT.findall(above)), "")
    for field, column in columns.items() if row and unit else ():
        entry: Entry | None = getattr(form.total, field)
        known, found = amount_of(entry), amount_in(row[column])
        own = form.zeros
        if entry is None or known is None or found is None or own is None:
            continue
        told = in_its_unit(row[column], found, known, own - MONEY_ZEROS[unit])
        if told:
            yield Hit(
                table.cell(number, column + 1),
                *told,
                quote=row[column],
                basis=f"工作簿的值在 {entry.location}",
                project=form.project,
                words={"name": "资金总额"},
            )


def _totals(table: PaperTable, form: FormCase) -> Iterator[Hit]:
    """The row 总分 of a table of indicators."""
    entry = form.evaluation.total.reported
    header = _header(table)
    if entry is None or entry.displayed_number is None or header is None:
        return
    if not gives_rows(table, form) or weighs_otherwise(table, form):
        return
    place = next((column for column, cell in enumerate(table.rows[header]) if re.match("得分", cell.strip())), None)
    for number, row in enumerate(table.rows[header + 1 :], header + 2):
        if place is None or not _is_total(row):
            continue
        found = number_in(row[place])
        if found is not None and abs(found - entry.displayed_number) > HALF_CENT:
            gap = plain(abs(found - entry.displayed_number))
            yield Hit(
                table.cell(number, place + 1), plain(found), plain(entry.displayed_number), gap,
                plain(HALF_CENT), row[place], f"工作簿的值在 {entry.location}", project=form.project,
                words={"name": "总分"},
            )  # fmt: skip


def _is_total(row: tuple[str, ...]) -> bool:
    return any(_TOTAL.match(re.sub(r"\s", "", cell)) for cell in row[:2])


def _header(table: PaperTable) -> int | None:
    """The last row of the heading of a table of indicators: the one with most known headings."""
    counts = [
        sum(bool(_HEADINGS.match(re.sub(r"\s", "", cell))) for cell in dict.fromkeys(row)) for row in table.rows[:40]
    ]
    best = max(counts, default=0)
    return counts.index(best) if best >= 3 else None


def _as_sources(table: PaperTable) -> Iterator[SourceTable]:
    """A table as the rules for a workbook's tables read it: one row of headings and the rows below."""
    header = _header(table)
    if header is not None:
        below = [(number, row) for number, row in enumerate(table.rows[header + 1 :], header + 2) if not _is_total(row)]
        rows, numbers = tuple(row for _, row in below), tuple(number for number, _ in below)
        yield SourceTable(table.name, table.rows[header], rows, f"{table.name}!A{header + 1}", numbers)
    elif table.rows:
        numbers = tuple(range(2, len(table.rows) + 1))
        yield SourceTable(table.name, table.rows[0], table.rows[1:], f"{table.name}!A1", numbers)


def _by_name(case: PaperCase, find: Callable[[BookCase], Iterator[Hit]]) -> Iterator[Hit]:
    """A rule for the tables of a workbook, over those tables of a report no generated one accounts for."""
    for table in foreign(case):
        form = form_of_table(case, table)
        if form is not None:
            book = Workbook(case.paper.path, (form.evaluation,), tables=tuple(_as_sources(table)))
            yield from find(BookCase(book, (form,)))


@in_papers("ZPJ513")
def scores_in_tables(case: PaperCase) -> Iterator[Hit]:
    """Weight and score of each indicator in a table of the report."""
    yield from _by_name(case, documents.indicator_scores)


@in_papers("ZPJ514")
def values_in_tables(case: PaperCase) -> Iterator[Hit]:
    """Targets and actual values in a table of the report."""
    yield from _by_name(case, documents.indicator_values)


@in_papers("ZPJ517")
def funds_in_tables(case: PaperCase) -> Iterator[Hit]:
    """The row 合计 of a table of funds in the report."""
    yield from _by_name(case, documents.funds_table)


@in_papers("ZPJ518")
def sources_in_tables(case: PaperCase) -> Iterator[Hit]:
    """The names of the sources of funds in a table of the report."""
    yield from _by_name(case, documents.source_names)
