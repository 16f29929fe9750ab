"""Figures of a filed report that no cell gives, but that stand where the workbook has another: by label, by digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.form.prose import FINDERS
from zpj.checks.reading.clauses_around import LINE, clause_before
from zpj.checks.reading.figures import slipped
from zpj.checks.reading.reconcile import places_shown
from zpj.checks.rule import ERROR, Hit, paper_check
from zpj.checks.tie.changes import Edited, at, edited
from zpj.checks.tie.claims import Claim, once
from zpj.checks.tie.facts import MEASURED, Fact, facts_of, form_facts
from zpj.checks.tie.figures import Figure, Kind, figures, same, spelt, zeros_in
from zpj.checks.tie.names import bare_name
from zpj.checks.tie.paper_claims import claims_of
from zpj.checks.tie.passages import Passage, elsewhere, form_at
from zpj.domain.amounts import ZERO, parse_number, plain, round_half_up
from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS

_SMALL = 3
_A_DAY = regex("[0-9]{4}[年/.-][0-9]{1,2}[月/.-][0-9]{1,2}[日号]?")
_DONE_ON = regex("[^,。;]{0,8}(?:完成|完工|竣工|结束|验收|支付|下达|到位)")
_NO_LABEL = regex("[0-9]|合计|总计|小计|财政拨款|^(?:结转|资金|项目|支出|预算|金额|其他|一般公共预算)$")
_MONEY_COLUMN = regex("金额|支出|执行|预算|万元|元")
_UNIT = regex("亿元|万元|元")
_TAIL = "(?:资金|经费|费用|支出|执行|安排|预算|到位|使用|共|合计|计|为|了|数|:|约)*$"
_COMMON_OF_SOURCES = regex("^其中:?|资金|[(].*?[)]|[:、]")
_OF_FUNDS = frozenset({"结余", "执行率", "结余率", "预算调整", "调整幅度", "超出或未完成的比例"})
"""What follows from the amounts of a form, and how far a result is beyond its target."""
_CARRIED = regex("上一?年度?(?=结[转余])")
_BY_EACH = regex("每|均|单价|标准|/")
_LEAST_LABEL, _LEAST_DIGITS, _SHOWN = 2, 3, 12


@record
class _Item:
    """What the workbook has under a label: the amounts in 元, and the place of the first."""

    label: str
    values: tuple[Decimal, ...]
    location: str


@lru_cache(maxsize=4)
def loose_figures(case: PaperCase) -> tuple[tuple[Edited, tuple[Figure, ...]], ...]:
    """The figures of each new or changed paragraph that no cell gives and no other rule judges."""
    return tuple((one, found) for one in edited(case) if (found := tuple(_loose(one, case))))


def claims_at(pieces: Sequence[Passage], case: PaperCase) -> list[Claim]:
    """What the words of some passages claim of the form."""
    return [claim for find in FINDERS for piece in pieces for claim in claims_of(piece, case, find)]


def _loose(one: Edited, case: PaperCase) -> Iterator[Figure]:
    told = {new for new, _ in one.changes}
    given = figures(spelt(one.origin))
    measured = [
        figure for figure in _measured(one) if figure not in told and not any(same(figure, each) for each in given)
    ]
    loose = [figure for figure in measured if facts_of(case).find(figure) is None]
    claims = claims_at(one.pieces, case) if loose else []
    yield from (figure for figure in loose if not any(at(figure, claim.start) for claim in claims))


def _measured(one: Edited) -> Iterator[Figure]:
    """The figures that should stand somewhere: no titles (but what runs on behind a heading), list numbers, numerals,
    no “1个”, and of the dates only the days on which something was done."""
    if one.paragraph.is_title:
        return
    text = spelt(one.paragraph.text)
    title = len(spelt(one.paragraph.heading.text)) if one.paragraph.heading else 0
    for figure in figures(text):
        if figure.start < title:
            continue
        small = figure.kind is Kind.QUANTITY and figure.amount is not None and figure.amount.value <= _SMALL
        is_day = figure.kind is Kind.DATE and _A_DAY.fullmatch(figure.text) and _DONE_ON.match(text[figure.end :])
        if figure.text[0].isdigit() and (is_day or (figure.kind in MEASURED and not small)):
            yield figure


@paper_check(
    "ZPJ467",
    "叙述里的明细、来源、比例与工作簿里同一项不符",
    ERROR,
    reference="R-51",
    clause="报告里的数应当与自评表和支出明细一致",
    message="文字写{what} {found}，工作簿为 {expected}，请核对后改成一致",
    fix="核对后改报告或改工作簿，再生成一次",
)
def items_in_prose(case: PaperCase) -> Iterator[Hit]:
    """An amount behind the label of a row of the workbook (支出明细, a source of funds) that is not the row's.

    Also a figure no cell gives that is one the form has, with two of its digits swapped or the point moved.
    """
    yield from once(claim for claims in item_claims(case).values() for claim in claims)


@lru_cache(maxsize=4)
def item_claims(case: PaperCase) -> dict[int, list[Claim]]:
    """What the loose figures should be, by paragraph; nothing for a report without a workbook beside it."""
    claims: dict[int, list[Claim]] = {}
    for one, loose in loose_figures(case) if case.is_beside else ():
        for figure in loose:
            form = form_at(one.pieces, one.paragraph.index, figure.start)
            passage = next((piece for piece in one.pieces if piece.form is form), None)
            claim = _claim(case, passage, spelt(one.paragraph.text), figure) if passage else None
            if claim:
                claims.setdefault(one.paragraph.index, []).append(claim)
    return claims


def _claim(case: PaperCase, passage: Passage, text: str, figure: Figure) -> Claim | None:
    sentence = clause_before(text, figure.start, LINE)
    if figure.amount is None or elsewhere(passage, _CARRIED.sub("", sentence)):
        return None
    if figure.kind is Kind.MONEY:
        for item in _items(case, passage.form):
            match = re.search(re.escape(item.label) + _TAIL, sentence) if item.label in sentence else None
            if match:
                return _of_item(passage, figure, item, match.group())
    return _of_digits(passage, figure, sentence)


def _of_item(passage: Passage, figure: Figure, item: _Item, before: str) -> Claim:
    near = [value for value in item.values if _is_slip(figure, value)]
    expected = (near or list(item.values))[0]
    return _told(passage, figure, expected, f"“{item.label}”", before, item.location, bool(near))


def _is_slip(figure: Figure, value: Decimal) -> bool:
    return figure.amount is not None and slipped(plain(figure.amount.value), plain(value))


def _of_digits(passage: Passage, figure: Figure, sentence: str) -> Claim | None:
    """The one amount or percent of the form with the same digits in another order, or with the point elsewhere."""
    own = _digits(figure.amount.value) if figure.amount else ""
    signs = sorted(own.replace("0", ""))
    is_rate = figure.kind is Kind.PERCENT
    clause = clause_before(sentence, marks=",。;、(")
    if len(own) < _LEAST_DIGITS or figure.kind not in (Kind.MONEY, Kind.PERCENT) or _BY_EACH.search(clause):
        return None
    names = _OF_FUNDS | {line.label for line in passage.form.evaluation.funds}
    facts = (fact for fact in form_facts(passage.form) if fact.kind is figure.kind and fact.what in names)
    found: dict[Decimal, Fact] = {}
    for fact in (each for each in facts if each.value > ZERO):
        value = round_half_up(fact.value, places_shown(figure.text)) if is_rate else fact.value
        digits = _digits(value)
        shifted = digits == own and not is_rate
        if shifted or (digits != own and sorted(digits.replace("0", "")) == signs and _is_slip(figure, value)):
            found.setdefault(value, fact)
    if len(found) != 1:
        return None
    value, fact = next(iter(found.items()))
    before = clause[-_SHOWN:]
    return _told(passage, figure, value, f"“{before}”", before, fact.location, proved=False)


def _digits(value: Decimal) -> str:
    return plain(value).replace(".", "").strip("0")


def _told(passage: Passage, figure: Figure, value: Decimal, what: str, before: str, source: str, proved: bool) -> Claim:
    amount = figure.amount.value if figure.amount else value
    return Claim(passage, f"{before}{figure.text}", figure.start, figure.text, _in_unit(value, figure),
                 plain(abs(amount - value).scaleb(-zeros_in(figure.unit))), "0", what, proved=proved,
                 source=source)  # fmt: skip


def _in_unit(value: Decimal, figure: Figure) -> str:
    """A value as a figure's text would print it: money in its unit, a rate in percent."""
    if figure.kind is Kind.MONEY:
        unit = figure.unit if figure.unit in MONEY_ZEROS else "元"
        return f"{plain(value.scaleb(-MONEY_ZEROS[unit]))}{unit}"
    return f"{plain(value)}{'%' if figure.kind is Kind.PERCENT else ''}"


@lru_cache(maxsize=16)
def _items(case: PaperCase, form: FormCase) -> tuple[_Item, ...]:
    """What the workbook has under a label for a form, the longest labels first.

    Rows of a table under one label may be told by their sum; the lines of the form are no parts of each other.
    """
    funds, rows = _by_label(_of_funds(form)), _by_label(_of_tables(case, form))
    items = [_Item(label, (*values, *rows.get(label, ((), ""))[0]), place) for label, (values, place) in funds.items()]
    for label, (values, place) in rows.items():
        if label not in funds:
            items.append(_Item(label, tuple(dict.fromkeys((sum(values, ZERO), *values))), place))
    return tuple(sorted(items, key=lambda item: -len(item.label)))


def _by_label(told: Iterable[tuple[str, Decimal, str]]) -> dict[str, tuple[list[Decimal], str]]:
    """All amounts under each label, with the place of the first."""
    found: dict[str, tuple[list[Decimal], str]] = {}
    for label, value, place in told:
        found.setdefault(label, ([], place))[0].append(value)
    return found


def _of_funds(form: FormCase) -> Iterator[tuple[str, Decimal, str]]:
    """The amounts of the sources of funds, each under its label."""
    zeros = form.zeros or 0
    for line in form.evaluation.funds:
        label = _COMMON_OF_SOURCES.sub("", spelt(line.label)) if line.role == "carryover" else ""
        for entry in (line.full_year_budget, line.executed) if len(label) >= _LEAST_LABEL else ():
            if entry and entry.number:
                yield label, entry.number.scaleb(zeros), entry.location


def _of_tables(case: PaperCase, form: FormCase) -> Iterator[tuple[str, Decimal, str]]:
    """The amounts of the workbook's other tables, each under the labels of its row."""
    names = {bare_name(each.project) for each in case.forms}
    for table in case.book.tables if case.book else ():
        money = [at for at, head in enumerate(table.header) if _MONEY_COLUMN.search(head) and _UNIT.search(head)]
        unit = next(iter(_UNIT.findall(table.header[money[0]])), "") if len(money) == 1 else ""
        owner = next((at for at, head in enumerate(table.header) if "项目名称" in "".join(head.split())), None)
        for row in table.rows if unit else ():
            cells = [spelt(cell) for cell in row]
            value = parse_number(cells[money[0]].replace(",", "")) if money[0] < len(cells) else None
            is_other = owner is not None and owner < len(cells) and bare_name(cells[owner]) != bare_name(form.project)
            for cell in dict.fromkeys(cells) if not is_other else ():
                if value and len(cell) >= _LEAST_LABEL and bare_name(cell) not in names and not _NO_LABEL.search(cell):
                    yield cell, value.scaleb(MONEY_ZEROS[unit]), table.location
