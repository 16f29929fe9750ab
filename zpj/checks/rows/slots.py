"""Over a filed report: what a row of a table has left, or was planned, told in the text as what was spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.columns.row_figures import LEFT_OF, SPENT_OF, Spending, names_in, rows_of_spending
from zpj.checks.reading.figures import MONEY, Quantity, Sentence, said
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.amounts import ZERO
from zpj.domain.regex import regex

_LEAST_DIGITS, _LEAST_NAME = 3, 4
_OTHERWISE = regex("上年|去年|季度|上半年|截至[0-9]{1,2}月|其中|分别|调[减增整]|追加|核减|收回|合计|共计|总")
_NOT_SPENT = regex(
    "(?:少|节约|节省|压[减缩降]|未|没有|尚|拟|预计|计划|应|将|目标|控制)[^,。;0-9]{0,4}(?:支出|支付|使用|执行)(?:资金|金额|数|了|共|为|:)*$"
)


@another_way("ZPJ281", WARNING, follows=("ZPJ281", "ZPJ501", "ZPJ597", "ZPJ502", "ZPJ560", "ZPJ591"))
def amounts_in_the_wrong_slot(case: PaperCase) -> Iterator[Hit]:
    """“项目预算64.00万元，实际支出12.80万元” where that row has 51.20 spent and 12.80 left; the plan told as spent."""
    rows = [*(row for row in rows_of_spending(case) if row.texts), *_groups(case)]
    names = sorted({row.name for row in rows}, key=len, reverse=True)
    for sentence in said(case) if rows else ():
        for figure in sentence.quantities:
            if figure.unit != MONEY or (figure.significant < _LEAST_DIGITS and not names_in(figure.before, names)):
                continue
            is_spent, is_left = (each.search(figure.before) is not None for each in (SPENT_OF, LEFT_OF))
            own = _own(sentence, figure, rows, names) if is_spent or is_left else None
            if own is None:
                continue
            left = own.budget - own.spent
            right, others = (left, (own.spent, own.budget)) if is_left else (own.spent, (left, own.budget))
            if right and not figure.shows(right) and any(other and figure.shows(other) for other in others):
                shown = figure.as_printed(right)
                yield sentence.hit(figure.text, shown, quote=sentence.clause_to(figure), basis=own.place,
                                   words={"name": own.name})  # fmt: skip


def _own(sentence: Sentence, figure: Quantity, rows: Sequence[Spending], names: list[str]) -> Spending | None:
    """The one row a figure is of: the one its sentence names, else its heading, else the sentence before."""
    before = sentence.text[: figure.start]
    named = _only(before, names) or _only(figure.before, names)
    if _OTHERWISE.search(before.rpartition(named)[2] if named else before) or _NOT_SPENT.search(before):
        return None
    path = sentence.paragraph.path
    named = named or _only(squeezed(path[-1].title) if path else "", names)
    if not named and not any(name in sentence.text for name in names):
        budgets = {each.value for each in sentence.quantities if each.end <= figure.start and each.unit == MONEY}
        own = {row.name for row in rows if row.budget in budgets}
        named = _only(squeezed(sentence.paragraph.text), [name for name in names if name in own])
    found = [row for row in rows if row.name == named] if named else []
    return found[0] if found and len({(row.budget, row.spent) for row in found}) == 1 else None


def _only(text: str, names: Sequence[str]) -> str:
    """The one of some names, the longest first, that a text has; "" where it has none or several."""
    found = names_in(text, names)
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=4)
def _groups(case: PaperCase) -> tuple[Spending, ...]:
    """What the rows of a table with one word in a column, its purpose or its place, had and spent together."""
    tables: dict[str, list[Spending]] = {}
    for row in rows_of_spending(case):
        if row.texts:
            tables.setdefault(row.place.partition("第")[0], []).append(row)
    return tuple(group for table, rows in tables.items() for group in _of_one(table, rows))


def _of_one(table: str, rows: Sequence[Spending]) -> Iterator[Spending]:
    own = {row.name for row in rows}
    for column in range(min(len(row.texts) for row in rows)):
        words = [squeezed(row.texts[column]) for row in rows]
        for word in dict.fromkeys(words):
            if words.count(word) > 1 and len(word) >= _LEAST_NAME and number_in(word) is None and word not in own:
                some = [row for row, each in zip(rows, words, strict=True) if each == word]
                budget, spent = sum((row.budget for row in some), ZERO), sum((row.spent for row in some), ZERO)
                yield Spending(word, budget, spent, f"{table}各行合计")
