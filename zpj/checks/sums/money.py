"""Over a filed report: an amount whose unit slipped, 元 for 万元; how far the budget is from the first one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, Quantity, Sentence, said, with_figures
from zpj.checks.reading.reconcile import places_shown
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.sums.moves import both_budgets
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.regex import regex

_OF_FUNDS = regex("资金|预算|支出|到位|拨款|经费|投入|执行|下达|支付|结余|结转|配套|补助|追加|调减")
_OF_EACH = regex("每|均|单价|标准|价格|/|补贴|费用?为|租金|工资")
_MOST_IN_YUAN = HUNDRED * 100
"""An amount of funds below 10,000 元 is looked at; whole sums of a project are larger."""


@paper_check(
    "ZPJ240",
    "金额的单位疑似应为万元",
    ERROR,
    reference="R-23",
    clause="同一金额在全文用同一单位，数和单位对应",
    message="文字写“{found}”，别处同一个数是“{expected}”，请核对单位",
    fix="核对单位（元、万元）",
    follows=("ZPJ590", "ZPJ576"),
)
def yuan_for_ten_thousand(case: PaperCase) -> Iterator[Hit]:
    """“县级配套资金到位40.00元” where a table or a sentence has 40.00 in 万元; without that, 2 decimals are a doubt."""
    for sentence in said(case):
        for figure in sentence.quantities:
            if not _is_small(figure):
                continue
            of_funds = _OF_FUNDS.search(_own(figure)) is not None
            known = of_funds and figure.value in _in_ten_thousands(case)
            if known or ("." in figure.digits and (of_funds or _among_ten_thousands(sentence, figure))):
                yield sentence.hit(figure.text, f"{figure.digits}万元", quote=figure.text,
                                   level=None if known else WARNING)  # fmt: skip


def _is_small(figure: Quantity) -> bool:
    """Whether it is an amount of funds, told in 元, too small for one."""
    is_plain = figure.unit == MONEY and "万" not in figure.text and "亿" not in figure.text
    if not is_plain or not ZERO < figure.value < _MOST_IN_YUAN:
        return False
    return not _OF_EACH.search(_own(figure))


def _own(figure: Quantity) -> str:
    return figure.before.rpartition(",")[2][-12:]


def _among_ten_thousands(sentence: Sentence, figure: Quantity) -> bool:
    """Whether the other amounts of a sentence, two or more, are all in 万元 with as many decimals."""
    others = [each for each in sentence.quantities if each.unit == MONEY and each is not figure]
    others = [each for each in others if not _OF_EACH.search(_own(each))]
    places = places_shown(figure.digits)
    alike = [each for each in others if "万" in each.text and places_shown(each.digits) == places]
    return len(alike) == len(others) > 1


@lru_cache(maxsize=4)
def _in_ten_thousands(case: PaperCase) -> frozenset[Decimal]:
    """The figures the file gives in 万元, in sentences and in tables that say so, as printed."""
    told = {each.value.scaleb(-4) for sentence in said(case) for each in sentence.quantities
            if each.unit == MONEY and "万" in each.text}  # fmt: skip
    for table in case.paper.tables:
        texts = [squeezed(text) for row in table.rows for text in row]
        if table.form or any("万元" in text for text in texts) or _is_in_ten_thousands(case, table.section):
            told |= {number for text in texts if "." in text and (number := parse_number(text)) is not None}
    return frozenset(told)


def _is_in_ten_thousands(case: PaperCase, section: int) -> bool:
    return any("单位:万元" in squeezed(line.text) for line in case.paper.paragraphs if line.section == section)


_SINCE_FIRST = regex(
    "(?:比|较)年初(?:的)?(?:批复)?(?:预算)?(?:数|安排)?(?:净)?"
    "(?P<word>增加|增长|追加|调增|多|减少|下降|调减|压减|少)(?:了|约)*$"
)
_MORE_NOW = regex("增|追|多")


@paper_check(
    "ZPJ466",
    "全年预算比年初增减多少，与两个预算数不符",
    ERROR,
    reference="R-19",
    clause="增减数为全年预算数减年初预算数，增减比例为差除以年初预算数",
    message="“{quote}”，按自评表的 {basis} 应为{expected}，请核对",
    fix="核对年初预算数、全年预算数和增减",
    follows=("ZPJ592", "ZPJ242", "ZPJ375"),
)
@by_the_paragraph
def changes_since_first_budget(case: PaperCase) -> Iterator[Hit]:
    """“全年预算162万元，比年初增加9%” beside 150 and 162 on the form; of several projects, none has it."""
    for sentence, above in with_figures(case) if case.forms else ():
        for figure in sentence.quantities:
            match = _SINCE_FIRST.search(figure.before) if figure.unit in (MONEY, PERCENT) else None
            own = [form for form in case.forms if sentence.project in ("", form.project)]
            moves = [move for form in own if (move := _move_of(form))] if match else []
            told = {each.value for each in (*above, *sentence.quantities) if each.unit == MONEY}
            moves = [move for move in moves if told & set(move)]
            if match is None or not moves:
                continue
            up = _MORE_NOW.match(match["word"]) is not None
            if any(_tells(figure, first, last) and up == (last > first) for first, last in moves):
                continue
            first, last = next((move for move in moves if _tells(figure, *move)), moves[-1])
            if len(moves) == 1 or _tells(figure, first, last):
                yield sentence.hit(figure.text, _told_move(figure, first, last), quote=match.group() + figure.text,
                                   basis=f"{plain(first.scaleb(-4))}万元、{plain(last.scaleb(-4))}万元")  # fmt: skip


def _move_of(form: FormCase) -> tuple[Decimal, Decimal] | None:
    """The first and the last budget of a form in 元; None where it lacks one or the first is nothing."""
    budgets, zeros = both_budgets(form), form.zeros
    if budgets is None or zeros is None or not budgets[0].value:
        return None
    return budgets[0].value.scaleb(zeros), budgets[1].value.scaleb(zeros)


def _tells(figure: Quantity, first: Decimal, last: Decimal) -> bool:
    gap = abs(last - first)
    if figure.unit == MONEY:
        return figure.is_near(gap)
    return abs(gap / first * HUNDRED - figure.value) <= figure.half_place * 2


def _told_move(figure: Quantity, first: Decimal, last: Decimal) -> str:
    gap, word = abs(last - first), "增加" if last > first else "减少" if last < first else "没有增减"
    if first == last:
        return word
    shown = figure.digits_of(gap) if figure.unit == MONEY else plain(round_half_up(gap / first * HUNDRED, 2))
    return word + shown + figure.printed_unit
