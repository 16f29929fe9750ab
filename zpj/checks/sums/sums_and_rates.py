"""In the prose of a filed report: sums and rates that can be worked out from the text alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.reconcile import (
    HALF_CENT,
    Amount,
    amount_of,
    half_shown,
    half_unit,
    places_shown,
    rate_range,
    tolerance,
    total,
)
from zpj.checks.reading.text import Part, parts, sentences, squeezed, whole_text
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_N = r"\d+(?:\.\d+)?"
_FIGURE = regex(_N)
_MONEY = rf"(?P<number>{_N})(?P<unit>亿元|万元|元)"
_ZEROS = {"元": -4, "万元": 0, "亿元": 4}
_ADDS = "(?:总计|合计|共计|总额|金额|资金|共|为|了|数|:)*"
_BUDGET = regex(rf"(?:预算(?:安排|批复|下达)?|资金安排|资金总额|(?<!预算)下达){_ADDS}{_MONEY}")
_CHANGED = regex("调[减增整]|核减|压减|追加|追减|收回|缩减|削减|增加(?:了)?预算")
_ADJUSTED = regex(rf"(?:调[减增整]|核减|压减|追加|追减|增加|减少)后?(?:的?(?:全年)?预算)?(?:为|至|到){_MONEY}")
_SPENT = regex(rf"(?:(?<!基本)(?<!项目)支出|(?<![预未])执行|支付|实际使用){_ADDS}{_MONEY}")
_CAME = regex(rf"到位(?:资金|金额)?{_ADDS}{_MONEY}")
_RATE = regex(rf"(?:执行率|支出率|支付率)(?:约|为|达到?|是|:)*(?P<rate>{_N})%")
_PART = regex(rf"(?P<label>[^0-9]{{1,24}}?)(?:为|共|计|:)?{_MONEY}")
_LESS = regex("减|收回|上缴")
_BY_HOW_MUCH = regex("(?:增加|增长|减少|下降|节约|压减|多|少|高|低)(?:了|支出|金额)*$")
_OTHER_ROLE = regex("执行|支付|已|占|剩余|结余|节约|到位|拨付|人均|每|标准")
_NEXT = regex("(?:全年|实际|累计|截至|共|总|本年|当年)(?:共|实际)?(?:支出|使用|支付|执行|完成)")
_FORMULA = regex(
    rf"(?<![0-9.×x*/÷-])(?P<sum>{_N}(?:万元|元|分|%)?(?:[+]{_N}(?:万元|元|分|%)?)+)=(?P<whole>{_N})(?![0-9.]*[+×x*/÷-])"
)
_SUB_PROJECTS = regex("(?:分为|包括|包含|共有|涉及)[^。]{0,8}?[0-9一二两三四五六七八九十]+个子?(?:项目|分项|部分)")
_SUB_BUDGET = regex(rf"(?:该|此|本)(?:子?项目?|分项)的?(?:预算|资金|金额){_ADDS}{_MONEY}")
_WHOLE_BUDGET = regex(
    rf"(?:项目)?(?:总预算|预算(?:总额|总数|合计|总计)|(?:总计|合计|共计)(?:预算|资金)?){_ADDS}{_MONEY}"
)
_MARK = regex("[0-9]{1,2}(?P<dot>[.、])|[(][0-9]{1,2}(?P<bracket>[)])|[一二三四五六七八九十]+(?P<stop>、)")
_LISTED_BELOW = regex("如下[:。]?$")


def _money(match: re.Match[str]) -> Amount | None:
    """An amount in 万元; a whole number counts as exact."""
    number = parse_number(match["number"])
    if number is None:
        return None
    return Amount(number, half_shown(match["number"])).scaled(_ZEROS[match["unit"]])


def _differs(one: Amount, other: Amount) -> bool:
    return abs(one.value - other.value) > max(tolerance(one, other), HALF_CENT / HUNDRED)


def _wrong_sum(paragraph: Paragraph, part: Part, found: Amount, right: list[Amount], quote: str, proved: bool) -> Hit:
    summed = total(right)
    return Hit(
        paragraph.location,
        found=plain(found.value),
        expected=plain(summed.value),
        difference=plain(abs(found.value - summed.value)),
        tolerance=plain(tolerance(found, summed)),
        quote=quote[:60],
        basis="+".join(plain(each.value) for each in right) + f" = {plain(summed.value)}",
        level=None if proved else WARNING,
        project=part.project,
    )


@paper_check(
    "ZPJ230",
    "文字里的合计与各项之和不符",
    ERROR,
    reference="R-71",
    clause="合计应等于各项之和",
    message="文字写合计 {found}，各项之和为 {expected}，请核对",
    fix="核对合计和各项",
    follows=("ZPJ240",),
)
@by_the_paragraph
def sums_in_sentences(case: PaperCase) -> Iterator[Hit]:
    """“100万元，其中：甲60万元，乙50万元”, “7.23+88=95.32”; parts that add up to less may be a selection: a doubt."""
    for part in parts(case):
        for paragraph in part.body:
            told = "其中" in paragraph.text or "=" in squeezed(paragraph.text)
            for sentence in sentences(paragraph.text) if told else ():
                yield from _of_which(part, paragraph, sentence)
                yield from _formulas(part, paragraph, sentence)


def _of_which(part: Part, paragraph: Paragraph, sentence: str) -> Iterator[Hit]:
    head, mark, tail = sentence.partition("其中")
    wholes = [each for each in re.finditer(_MONEY, head) if not _BY_HOW_MUCH.search(head[: each.start()])]
    whole = _money(wholes[-1]) if mark and wholes else None
    amounts: list[Amount] = []
    less: list[Amount] = []
    for clause in re.split("[,;、]", tail.lstrip(",:").rstrip("。;")):
        match = _PART.fullmatch(clause)
        amount = _money(match) if match else None
        if match is None or amount is None or _OTHER_ROLE.search(match["label"]) or _NEXT.match(match["label"]):
            break
        amounts.append(amount)
        less += [amount] if _LESS.search(match["label"]) else []
    if whole is None or len(amounts) < 2 or _OTHER_ROLE.search(clause_before(head, marks=",;").partition("支出")[0]):
        return
    sums = [total(amounts[:number]) for number in range(2, len(amounts) + 1)]
    adds_up = any(told and not _differs(told, summed) for told in map(_money, wholes) for summed in sums)
    net = abs(total(amounts).value - 2 * total(less).value) if less else None
    if not adds_up and (net is None or abs(net - abs(whole.value)) > tolerance(whole, total(amounts))):
        more = total(amounts).value > whole.value
        yield _wrong_sum(paragraph, part, whole, amounts, sentence, proved=more)


def _formulas(part: Part, paragraph: Paragraph, sentence: str) -> Iterator[Hit]:
    for match in _FORMULA.finditer(sentence):
        figures = [_plain_amount(text) for text in re.findall(_N, match["sum"])]
        found = _plain_amount(match["whole"])
        if _differs(found, total(figures)):
            yield _wrong_sum(paragraph, part, found, figures, match.group(), proved=True)


def _plain_amount(text: str) -> Amount:
    return Amount(parse_number(text) or ZERO, half_shown(text))


@paper_check(
    "ZPJ231",
    "各项目金额之和与总数不符",
    ERROR,
    reference="R-71",
    clause="合计应等于各项之和",
    message="总数写 {found} 万元，下面各项之和为 {expected} 万元，请核对",
    fix="核对总数和各项",
)
def sums_over_paragraphs(case: PaperCase) -> Iterator[Hit]:
    """A line “……总计848.7万元，实际支出804.54万元，情况如下：” and the lines below it, one amount of a kind in each."""
    for part in parts(case):
        for number, lead in enumerate(part.body):
            if not _LISTED_BELOW.search(squeezed(lead.text)):
                continue
            below = _without_siblings(lead, [line for line in part.body[number + 1 :] if line.path == lead.path])
            for pattern in (_BUDGET, _SPENT):
                whole = _only(pattern, lead)
                each = [amount for line in below if (amount := _only(pattern, line))]
                listed = whole and len(each) > 1 and len(each) == len(below) and _differs(whole, total(each))
                if whole and listed and not (_keeps_its_rate(lead) and any(map(_breaks_its_rate, below))):
                    yield _wrong_sum(lead, part, whole, each, lead.text.strip(), proved=True)


def _keeps_its_rate(line: Paragraph) -> bool:
    """Whether the one rate a line tells follows from its own amounts."""
    return _own_rate(line) is True


def _breaks_its_rate(line: Paragraph) -> bool:
    """Whether it does not: the slip is in that line (see `rates_in_paragraphs`), not in the total above it."""
    return _own_rate(line) is False


def _own_rate(line: Paragraph) -> bool | None:
    """Whether the rate of a line is that of its amounts; of several budgets (年初, 全年) one is enough."""
    rates = list(_RATE.finditer(squeezed(line.text)))
    spent, number = _only(_SPENT, line), parse_number(rates[0]["rate"]) if len(rates) == 1 else None
    budgets = [_money(found) for found in _BUDGET.finditer(_without_details(line.text))]
    reaches = [reach for budget in budgets if spent and budget and (reach := rate_range(spent, budget))]
    if number is None or not reaches:
        return None
    half = half_unit(places_shown(rates[0]["rate"]))
    fits = any(reach[0] * HUNDRED - half <= number <= reach[1] * HUNDRED + half for reach in reaches)
    return fits or (None if len(reaches) > 1 else False)


def _without_siblings(lead: Paragraph, below: list[Paragraph]) -> list[Paragraph]:
    """The lines a lead sums up; of a numbered lead (“1.……如下：”) not those from the next number (“2.……”) on."""
    marks = [match.lastgroup if (match := _MARK.match(squeezed(line.text))) else "" for line in (lead, *below)]
    ends = [at for at, mark in enumerate(marks[1:]) if mark == marks[0]] if marks[0] else []
    return below[: ends[0]] if ends else below


def _only(pattern: re.Pattern[str], paragraph: Paragraph) -> Amount | None:
    found = list(pattern.finditer(_without_details(paragraph.text)))
    return _money(found[0]) if len(found) == 1 else None


@lru_cache(maxsize=256)
def _without_details(text: str) -> str:
    """The text without what follows 其中 in each sentence."""
    return "".join(re.sub("其中.*", "。", sentence) for sentence in sentences(text))


@paper_check(
    "ZPJ232",
    "文字里的执行率与同一段的金额不符",
    ERROR,
    reference="R-51",
    clause="执行率为全年执行数与全年预算数之比",
    message="文字写执行率 {found}，按同一段的金额应为 {expected}，请改正",
    fix="核对金额和执行率",
    follows=("ZPJ531",),
)
@by_the_paragraph
def rates_in_paragraphs(case: PaperCase) -> Iterator[Hit]:
    """A paragraph with one budget, one amount spent and one rate that does not follow; a budget changed is the last."""
    for part in parts(case):
        form = case.form(part.project)
        known = amount_of(form.total.executed) if form and form.total else None
        for paragraph in part.body:
            rates = list(_RATE.finditer(squeezed(paragraph.text)))
            if len(rates) != 1 or _OF_ANOTHER_BASE.search(squeezed(paragraph.text), rates[0].end()):
                continue
            planned = _ADJUSTED if _CHANGED.search(paragraph.text) else _BUDGET
            budget, spent = (_only(each, paragraph) for each in (planned, _SPENT))
            reach = rate_range(spent, budget) if budget and spent else None
            if reach is None or budget is None or spent is None or (known and known.value == spent.value):
                continue  # the rate of a form's own amounts belongs to ZPJ502
            number, half = parse_number(rates[0]["rate"]), half_unit(places_shown(rates[0]["rate"]))
            if number is not None and not reach[0] * HUNDRED - half <= number <= reach[1] * HUNDRED + half:
                right = round_half_up(spent.value / budget.value * HUNDRED, 2)
                yield Hit(paragraph.location, f"{plain(number)}%", f"{plain(right)}%", plain(abs(number - right)),
                          plain(half), rates[0].group(), f"{plain(spent.value)}÷{plain(budget.value)}",
                          level=WARNING if _of_what_came(paragraph, spent, number, half) else None,
                          project=part.project)  # fmt: skip


def _of_what_came(paragraph: Paragraph, spent: Amount, number: Decimal, half: Decimal) -> bool:
    """Whether a rate is not of the budget but of what came of it, which the paragraph tells: then it is a doubt."""
    came = [amount for match in _CAME.finditer(squeezed(paragraph.text)) if (amount := _money(match))]
    reaches = [reach for amount in came if (reach := rate_range(spent, amount))]
    return any(low * HUNDRED - half <= number <= high * HUNDRED + half for low, high in reaches)


_OF_ANOTHER_BASE = regex("[^,。;]{0,4}[(]?(?:以|按)[^,。;()]{0,8}(?:到位|下达)[^,。;()]{0,8}(?:为基数|计算|口径)")


@paper_check(
    "ZPJ234",
    "子项目金额没有合计，或与合计不符",
    WARNING,
    reference="R-70",
    clause="各子项目的金额之和应等于项目预算",
    message="{count} 个子项目的金额之和为 {expected} 万元，{what}，请核对",
    fix="写明项目预算总额，并与各子项目之和核对",
)
def sub_projects(case: PaperCase) -> Iterator[Hit]:
    """Several “该项预算……万元” and no total, or another one (which is proved)."""
    for part in parts(case):
        lines = [(line, match) for line in part.body for match in _SUB_BUDGET.finditer(squeezed(line.text))]
        amounts = [amount for _, match in lines if (amount := _money(match))]
        if len(amounts) < 2 or not any(_SUB_PROJECTS.search(squeezed(line.text)) for line in part.body):
            continue
        summed = total(amounts)
        stated = [(line, match) for line in part.body for match in _WHOLE_BUDGET.finditer(squeezed(line.text))]
        known = [amount for _, match in stated if (amount := _money(match))]
        words = {"count": str(len(amounts)), "what": "报告没有写项目预算总额"}
        if not known and not _stands(summed, case):
            yield Hit(lines[0][0].location, "（没有合计）", plain(summed.value), project=part.project,
                      quote=lines[0][1].group(), words=words,
                      basis="+".join(plain(each.value) for each in amounts))  # fmt: skip
        elif known and all(_differs(amount, summed) for amount in known):
            words["what"] = f"报告写总额 {plain(known[0].value)} 万元"
            yield Hit(stated[0][0].location, plain(known[0].value), plain(summed.value), level=ERROR,
                      quote=stated[0][1].group(), project=part.project, words=words)  # fmt: skip


def _stands(amount: Amount, case: PaperCase) -> bool:
    """Whether a figure of the report is an amount: its total is told in another place."""
    return any(parse_number(figure) == amount.value for figure in _FIGURE.findall(whole_text(case)))
