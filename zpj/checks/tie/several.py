"""Which amounts of a filed report's prose are told of several projects together, and not of the one form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.reconcile import amount_of, half_shown
from zpj.checks.reading.tables import is_total_row, number_in, zeros_of
from zpj.checks.tie.belonging import lists_projects
from zpj.checks.tie.claims import Claim
from zpj.checks.tie.figures import spelt
from zpj.checks.tie.names import bare_name
from zpj.domain.amounts import HUNDRED, ZERO, parse_number
from zpj.domain.paper import Paragraph
from zpj.domain.records import record, replace
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS

_INITIAL, _FULL, _SPENT, _LEFT = range(4)
_AMOUNTS = {
    "项目预算": (_INITIAL, _FULL), "全年预算": (_FULL,), "年初预算": (_INITIAL,),
    "财政拨款": (_INITIAL, _FULL, _SPENT), "执行数": (_SPENT,), "结余": (_LEFT,),
}  # fmt: skip
_RATE = "执行率"
_NUMBER = regex(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>万元|亿元|元|%)")
_DIGIT = regex(r"(?<!\d)\d+(?:\.\d+)?(?!\d|年)")
_MOST_FORMS = 8
"""Of more forms only the sums of neighbours are built, not those of any of them."""


@record
class _Told:
    """What a paper tells of several projects: sums of each role and amounts of one in 元, rates in percent."""

    sums: tuple[frozenset[Decimal], ...]
    listed: frozenset[Decimal]
    rates: frozenset[Decimal]


def of_the_form(claim: Claim, paragraph: Paragraph, case: PaperCase) -> Claim | None:
    """A claim about a form, None where its figure is the sum over several projects (or that of another in the table).

    Under a heading that names the form's project such a figure is only a doubt, and that of another project under a
    title that does; right behind that name it is judged.
    """
    if claim.agrees or (claim.what != _RATE and claim.what not in _AMOUNTS):
        return claim
    of_all, of_one = _is_told(claim, case)
    if not of_all and not of_one:
        return claim
    name = bare_name(claim.passage.form.project)
    before = claim.passage.text[: max(0, claim.start - claim.passage.offset)]
    clause = clause_before(before, marks=",。;:(\n")
    if name and name in clause and not _DIGIT.search(clause.rpartition(name)[2]):
        return claim
    deepest = spelt(paragraph.path[-1].title) if paragraph.path else ""
    titled = not of_all and case.titled(paragraph.section) is claim.passage.form
    its_own = (name and name in deepest) or titled
    return replace(claim, proved=False) if its_own else None


def is_rate_of_all(case: PaperCase, rate: Decimal, half: Decimal) -> bool:
    """Whether a rate, in percent, is that of all projects of a paper together."""
    return any(abs(each - rate) <= half for each in _told(case).rates)


def _is_told(claim: Claim, case: PaperCase) -> tuple[bool, bool]:
    """Whether a figure is that of several projects together, or of another in the tables."""
    match = _NUMBER.search(claim.found)
    number = parse_number(match["number"]) if match else None
    if match is None or number is None:
        return False, False
    half, told = half_shown(match["number"]), _told(case)
    if match["unit"] == "%":
        return any(abs(rate - number) <= half for rate in told.rates), False
    shift = MONEY_ZEROS[match["unit"]]
    sums = frozenset[Decimal]().union(*(told.sums[role] for role in _AMOUNTS[claim.what]))
    of_all, of_one = (
        any(abs(amount - number.scaleb(shift)) <= half.scaleb(shift) for amount in amounts)
        for amounts in (sums, told.listed)
    )
    return of_all, of_one


@lru_cache(maxsize=4)
def _told(case: PaperCase) -> _Told:
    columns = [_values(form) for form in case.forms]
    roles = [[each for each in role if each] for role in zip(*columns, strict=True)]
    sums = tuple(frozenset(sum(some, ZERO) for some in _groups(role)) for role in roles) or (frozenset[Decimal](),) * 4
    whole = sum((each[_FULL] for each in columns), ZERO)
    rates = {sum((each[_SPENT] for each in columns), ZERO) / whole * HUNDRED} if whole and len(columns) > 1 else set()
    listed = list(_in_tables(case))
    amounts, totals, of_tables = (frozenset[Decimal]().union(*(each[kind] for each in listed)) for kind in range(3))
    return _Told(tuple(role | totals for role in sums), amounts, of_tables.union(rates))


def _groups(amounts: Sequence[Decimal]) -> Iterator[Sequence[Decimal]]:
    """The amounts of two projects or more: any of a few, neighbours of many."""
    for size in range(2, len(amounts) + 1):
        if len(amounts) <= _MOST_FORMS:
            yield from combinations(amounts, size)
        else:
            yield from (amounts[at : at + size] for at in range(len(amounts) - size + 1))


def _values(form: FormCase) -> tuple[Decimal, ...]:
    """Initial and full-year budget, spending and what is left, in 元."""
    line, zeros = form.total, (form.zeros or 0)
    entries = (line.initial_budget, line.full_year_budget, line.executed) if line else (None,) * 3
    known = [amount.value if entry and (amount := amount_of(entry)) else None for entry in entries]
    full = known[1] if known[1] is not None else known[0] or ZERO
    first, spent = known[0] if known[0] is not None else full, known[2] or ZERO
    return tuple(each.scaleb(zeros) for each in (first, full, spent, full - spent))


def _in_tables(case: PaperCase) -> Iterator[tuple[set[Decimal], set[Decimal], set[Decimal]]]:
    """The figures of the tables that list projects, but for the rows of the paper's own forms: amounts of one project,
    of all of them, rates.
    """
    own = {bare_name(form.project) for form in case.forms}
    for table in case.paper.tables if case.forms else ():
        if table.form or not any(lists_projects(table, form) for form in case.forms):
            continue
        heads = [spelt(text) for text in table.rows[0]]
        scale = next((each for head in (*heads, spelt(table.caption)) if (each := zeros_of(head)) is not None), 4)
        amounts, totals, rates = set[Decimal](), set[Decimal](), set[Decimal]()
        for texts in table.rows[1:]:
            if any(bare_name(text) in own for text in texts if text):
                continue
            for text in map(spelt, texts):
                number = number_in(re.sub(",", "", text))
                if number and text.endswith("%"):
                    rates.add(number)
                elif number:
                    (totals if is_total_row(texts) else amounts).add(number.scaleb(scale))
        yield amounts, totals, rates
