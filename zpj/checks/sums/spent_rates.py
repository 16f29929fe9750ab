"""In the prose of a filed report: a rate told right behind an amount spent, and what its tables have of that amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, Quantity, Sentence, said
from zpj.checks.reading.reconcile import amount_of
from zpj.checks.reading.tables import amount_in, zeros_of
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.sums.arithmetic import wrong
from zpj.checks.sums.ratios import known_figures
from zpj.domain.amounts import HUNDRED, ONE, ZERO
from zpj.domain.paper import PaperTable
from zpj.domain.records import record, replace
from zpj.domain.regex import regex

_RATE = regex(
    "^[,、(]?(?:其)?(?:全年|年度|总体|整体|项目|资金|预算|财政|实际|总|的|综合)*(?:执行|支出|支付|使用|完成|兑付|发放)(?:率|进度|比例)"
    "(?:约|为|达到?|是|仅|:|到)*$"
)
_SPENT = regex(
    "(?:支出|执行|支付|使用|拨付|发放|兑付|兑现|列支|报销)(?:[^,。;、:\\d]{0,8}?(?:资金|金额|经费|补贴|补助|数|款))?"
    "(?:约|共|共计|合计|总额|了|为|达|:)*$"
)
_BESIDE = regex("^[,(、]?[^,。;]{0,6}(?:结余|结转|剩余|未支[出付]|约合|折合|合)(?:资金|金额|约|为|了)*$")
"""Before an amount that says the one before once more, or what is left of the budget."""
_PLANNED = regex("(?:预算|安排|下达|计划|批复|指标|到位)[^,。;、\\d]{0,8}$")
_OTHER = regex(
    "目标|不低于|不高于|上年|去年|同期|往年|若按|如按|如果|扣除|剔除|不含|[1-9]月底?[^\\d]{0,6}(?:支出|执行)|季度|上半年"
)
_CHANGED = regex("调[减增整]|追加|核减|压[减缩]|收回|结转")
_CARRIED = regex("上年度?(?:结转|结余|下达)")
_LESS = regex("(?:少|节约|节省|压[减缩]|未|没有|尚|拟|预计|应|比|较)[^,。;\\d]{0,8}$")
_BUDGETS = regex("预算|计划|安排|下达|批复|指标(?:数|金额)|到位|合同|资金总额|总投资|应[付发]|收入")
_SPENDING = regex("^(?!未|应|结)[^率比]*(?:执行|支出|支付|使用|拨付|发放|兑付)[^率比进]*$")
_NO_AMOUNT = regex("率|比例|进度|占比|单位|科目|内容|项目$|得分|分值|原因|时间|日期")
_MOST_HEADS, _LEAST_DIGITS = 4, 3
_FOLLOWS = ("ZPJ589", "ZPJ232", "ZPJ502", "ZPJ550", "ZPJ566", "ZPJ598", "ZPJ596", "ZPJ240")


@record
class _Paid:
    """An amount spent and those it may be a part of, in 元, as one row of a table or of a form has them."""

    spent: Decimal
    plans: tuple[Decimal, ...]


@another_way("ZPJ589", WARNING, follows=_FOLLOWS)
def rates_of_amounts_spent(case: PaperCase) -> Iterator[Hit]:
    """“县级资金支出58.14万元，执行率97.00%” where the row with 58.14 spent has 68.40 planned: 85.00 %.

    Without such a row, the plan told right before the amount spent is what it is of.
    """
    for sentence in said(case):
        for at, figure in enumerate(sentence.quantities):
            if not at or figure.unit != PERCENT or not _RATE.match(figure.before):
                continue
            money = _up_to_the_spent(sentence.quantities[:at])
            if not money or not _is_plainly_spent(sentence, money[-1]):
                continue
            rate = figure if figure.half else replace(figure, half=ONE / 2)
            hit = _against((sentence, rate), money, case)
            if hit:
                yield hit


def _up_to_the_spent(before: Sequence[Quantity]) -> list[Quantity]:
    """The amounts before a rate up to the last one, without what is left or the same amount in another unit."""
    while before and before[-1].unit == MONEY and _BESIDE.search(before[-1].before):
        before = before[:-1]
    return [each for each in before if each.unit == MONEY] if before and before[-1].unit == MONEY else []


def _is_plainly_spent(sentence: Sentence, spent: Quantity) -> bool:
    before = sentence.text[: spent.start]
    own = _CARRIED.sub("", before.rpartition(";")[2])
    return _SPENT.search(spent.before) is not None and not (_OTHER.search(own) or _LESS.search(spent.before))


def _against(told: tuple[Sentence, Quantity], money: Sequence[Quantity], case: PaperCase) -> Hit | None:
    """The finding on a rate that none of the amounts before it makes with anything the paper knows of it."""
    (sentence, rate), spent = told, money[-1]
    own = [row for row in _paid(case) if _is(spent, row.spent)]
    copied = any(each.unit == PERCENT and each.value == rate.value and each.end <= rate.start
                 for each in sentence.quantities)  # fmt: skip
    money = money[-1:] if own and copied else money  # the rate of the whole, told for a part as well
    rows = [row for each in money for row in _paid(case) if _is(each, row.spent)]
    here = [each.value for each in money[:-1] if each.value >= spent.value and _PLANNED.search(each.before)]
    if any(_makes(rate, row.spent, plan) for row in rows for plan in row.plans):
        return None
    if any(_makes(rate, spent.value, plan) for plan in here) or _is_of_something(rate, money, case):
        return None
    wholes = [row for row in rows if row not in own]
    if any(_is_slip_of_rate(rate, row.spent, plan) for row in wholes for plan in row.plans):
        return None  # “全年支出15894.66万元,其中项目支出6052.30万元,预算执行率97.19%”: of the whole, 97.91 %
    alone = len(here) == 1 and not _CHANGED.search(sentence.text)
    plans = [plan for row in own for plan in row.plans] or (here if alone else [])
    if not plans or (not own and (spent.significant < _LEAST_DIGITS or _is_slip_of(spent, plans[-1], rate))):
        return None
    right = spent.value / plans[-1] * HUNDRED
    basis = f"{spent.text}÷{spent.as_printed(plans[-1])}"
    return wrong(sentence, rate, rate.rounded(right), basis, proved=False)


def _is_slip_of(spent: Quantity, plan: Decimal, rate: Quantity) -> bool:
    """Whether the amount spent and not the rate is the slip: 224.81 for 224.18, at 93.21 % of 240.50."""
    rights = (spent.rounded(plan * (rate.value + side) / HUNDRED) for side in (-rate.half, ZERO, rate.half))
    return any(spent.slips_to(right) for right in rights)


def _is_slip_of_rate(rate: Quantity, spent: Decimal, plan: Decimal) -> bool:
    right = rate.rounded(spent / plan * HUNDRED) if plan else ZERO
    return rate.slips_to(right)


def _is_of_something(rate: Quantity, money: Sequence[Quantity], case: PaperCase) -> bool:
    """Whether a rate is that of an amount before it of any other amount of the paper."""
    known = known_figures(case)
    return rate.value != HUNDRED and any(known.has_whole(each, rate.value, rate.half) for each in money)


def _is(figure: Quantity, amount: Decimal) -> bool:
    return amount > ZERO and figure.shows(amount)


def _makes(rate: Quantity, spent: Decimal, plan: Decimal) -> bool:
    return plan > ZERO and abs(spent / plan * HUNDRED - rate.value) <= rate.half * 2


@lru_cache(maxsize=4)
def _paid(case: PaperCase) -> tuple[_Paid, ...]:
    """What the forms and tables of a paper have of amounts spent."""
    return (*_of_forms(case), *(row for table in case.paper.tables if not table.form for row in _of_table(table)))


def _of_forms(case: PaperCase) -> Iterator[_Paid]:
    for form in case.forms:
        zeros = form.zeros
        for line in form.evaluation.funds if zeros is not None else ():
            spent = amount_of(line.executed)
            cells = (line.requested_budget, line.initial_budget, line.full_year_budget)
            plans = [amount.value.scaleb(zeros or 0) for cell in cells if (amount := amount_of(cell)) and amount.value]
            if spent and plans:
                yield _Paid(spent.value.scaleb(zeros or 0), tuple(plans))


def _of_table(table: PaperTable) -> Iterator[_Paid]:
    found = next((each for row in range(min(_MOST_HEADS, len(table.rows))) if (each := _columns(table, row))), None)
    if found is None:
        return
    first, plans, spent = found
    scale = {place: zeros if (zeros := zeros_of(table.rows[first - 1][place])) is not None else 4
             for place in (*plans, *spent)}  # fmt: skip
    for texts in table.rows[first:]:
        cells = {place: amount.value.scaleb(scale[place]) for place in (*plans, *spent) if place < len(texts)
                 and (amount := amount_in(squeezed(texts[place]).replace(",", "")))}  # fmt: skip
        planned = tuple(cells[place] for place in plans if cells.get(place))
        for place in spent:
            if planned and cells.get(place):
                yield _Paid(cells[place], planned)


def _columns(table: PaperTable, row: int) -> tuple[int, list[int], list[int]] | None:
    """The row below the headings, the columns of amounts planned, and those of amounts spent."""
    heads = [squeezed(text) for text in table.rows[row]]
    spent = [place for place, head in enumerate(heads) if _SPENDING.search(head) and not _NO_AMOUNT.search(head)]
    plans = [place for place, head in enumerate(heads) if place not in spent and _BUDGETS.search(head)
             and not _NO_AMOUNT.search(head)]  # fmt: skip
    return (row + 1, plans, spent) if plans and spent else None
