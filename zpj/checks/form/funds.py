"""Amounts, execution rate, its score, sources."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from zpj.checks.case import FormCase
from zpj.checks.form.rounding import as_rounded_here
from zpj.checks.reading.reconcile import (
    Amount,
    amount_of,
    apart,
    half_unit,
    most_places,
    places_shown,
    rate_range,
    tolerance,
    total,
)
from zpj.checks.rule import ERROR, WARNING, Hit, form_check
from zpj.domain import clauses
from zpj.domain.amounts import HUNDRED, ZERO, plain, round_half_up
from zpj.domain.model import FundLine, printed
from zpj.domain.regex import regex
from zpj.scoring.execution import score_execution
from zpj.scoring.points import percent

_ARITHMETIC = "表内勾稽：同一张表上的数应当相互一致"
_DIVIDED = regex("按.{2,8}分(?:类|成|解)?[:：]")
_AMOUNTS = {
    "requested_budget": "目标申报数",
    "initial_budget": "年初预算数",
    "full_year_budget": "全年预算数",
    "executed": "全年执行数",
}
_TEN_THOUSAND = HUNDRED * HUNDRED


def _amounts(form: FormCase, line: FundLine) -> tuple[Amount, Amount] | None:
    """Executed amount and budget of a line."""
    places = places_of(form)
    executed, budget = amount_of(line.executed, places), amount_of(form.budget(line), places)
    return None if executed is None or budget is None else (executed, budget)


def places_of(form: FormCase) -> int:
    """The most decimals of the form's amounts."""
    return most_places(getattr(line, field) for line in form.evaluation.funds for field in (*_AMOUNTS, "balance"))


@form_check(
    "ZPJ201",
    "执行率与执行数、预算数不符",
    ERROR,
    reference="R-13",
    clause=str(clauses.EXECUTION),
    message="{label}的执行率填“{found}”，按执行数÷预算数应为 {expected}，请改正",
    fix="执行率改为 执行数÷预算数",
    safe_fix=True,
)
def rate(form: FormCase) -> Iterator[Hit]:
    """Every filled rate against its amounts, rounding of all three allowed for; 0.957 for 95.7% is no wrong number."""
    for line in form.evaluation.funds:
        entry, amounts = line.reported_rate, _amounts(form, line)
        reported = printed(entry)
        reach = rate_range(*amounts) if amounts else None
        if entry is None or reported is None or reach is None or amounts is None or amounts[1].value <= ZERO:
            continue
        half = half_unit(places_shown(entry.text))
        low, high = (end * HUNDRED for end in reach)
        if low - half <= reported <= high + half:
            continue
        exact = amounts[0].value / amounts[1].value
        digits = form.scheme.rate_places.value
        wanted = round_half_up(exact * HUNDRED, digits)
        yield Hit(
            entry.location,
            found=entry.text.strip(),
            expected=f"{plain(wanted)}%",
            difference=plain(abs(reported - wanted)),
            tolerance=plain(half),
            basis=f"{plain(amounts[0].value)} ÷ {plain(amounts[1].value)} = {percent(exact, digits)}",
            words={"label": line.label.strip("：: ")},
            level=WARNING if low - half * HUNDRED <= reported * HUNDRED <= high + half * HUNDRED else None,
        )


@form_check(
    "ZPJ202",
    "预算执行得分不对",
    ERROR,
    reference="R-15",
    clause=str(clauses.EXECUTION),
    message="预算执行得分填 {found}，按执行率计算应为 {expected}，请改正",
    fix="得分改为 执行率×分值（不超过分值）",
    safe_fix=True,
)
def execution_score(form: FormCase) -> Iterator[Hit]:
    """The score of the execution rate against the scheme, rounding of the amounts allowed for."""
    line, score = form.total, form.sheet.execution
    reported = printed(line.reported_score) if line else None
    amounts = _amounts(form, line) if line else None
    if line is None or line.reported_score is None or reported is None or amounts is None or score.value is None:
        return
    executed, budget = amounts
    weight = printed(line.weight)
    ends = [
        score_execution(*pair, form.scheme, weight).value
        for pair in ((budget.high, max(executed.low, ZERO)), (max(budget.low, ZERO), executed.high))
    ]
    known = [end for end in (*ends, score.value) if end is not None]
    half = half_unit(form.scheme.places.value)
    if places_shown(line.reported_score.text) and as_rounded_here(form, reported, score.value, line.reported_score):
        return
    fair = min(known) - half <= reported <= max(known) + half
    if fair and not _unlike_printed_rate(form, line, reported, score.value):
        return
    yield Hit(
        line.reported_score.location,
        found=plain(reported),
        expected=plain(score.value),
        difference=plain(abs(reported - score.value)),
        tolerance=plain(half),
        basis=score.basis,
        clause=score.clause,
        level=WARNING if fair else None,
    )


def _unlike_printed_rate(form: FormCase, line: FundLine, reported: Decimal, computed: Decimal) -> bool:
    """Whether a score is neither what the amounts as printed give nor what the printed rate gives, and these agree."""
    rate, weight = printed(line.reported_rate), printed(line.weight)
    shown = places_shown(line.reported_score.text) if line.reported_score else 0
    if rate is None or reported == computed or form.scheme.places.value != shown:
        return False
    return score_execution(HUNDRED, rate, form.scheme, weight).value == computed


@form_check(
    "ZPJ203",
    "全年执行数大于全年预算数",
    ERROR,
    reference="R-14 R-23",
    clause="支出不得超过批准的预算；全年预算数包括追加和结转",
    message="{label}的执行数 {found} 大于预算数 {budget}{hint}，请核实",
    fix="核对两个数和金额单位；有追加的，计入全年预算数",
)
def overspent(form: FormCase) -> Iterator[Hit]:
    """More spent than planned; ten thousand times as much hints at a wrong unit. A source is told where the total is
    not, or is over by less.
    """
    told = ZERO
    for line in sorted(form.evaluation.funds, key=lambda line: line.role != "total"):
        amounts = _amounts(form, line)
        if line.executed is None or amounts is None:
            continue
        difference = apart(*amounts)
        if difference is None or difference <= told or amounts[1].value < ZERO:
            continue
        told = difference if line.role == "total" else told
        executed, budget = amounts
        hint = "，相差上千倍，疑似把元写进了万元的格" if _in_another_unit(amounts) else ""
        yield Hit(
            line.executed.location,
            found=plain(executed.value),
            expected=f"不超过 {plain(budget.value)}",
            difference=plain(difference),
            tolerance=plain(tolerance(*amounts)),
            words={"label": line.label.strip("：: "), "hint": hint, "budget": plain(budget.value)},
        )


def _in_another_unit(amounts: tuple[Amount, Amount]) -> bool:
    executed, budget = amounts
    return budget.value > ZERO and executed.value / budget.value > _TEN_THOUSAND / 10


def executed_is_wrong(form: FormCase) -> bool:
    """Whether the executed amount itself is a slip (below zero, another unit): then nothing is compared with it."""
    amounts = _amounts(form, form.total) if form.total else None
    return amounts is not None and (amounts[0].value < ZERO or _in_another_unit(amounts))


@form_check(
    "ZPJ220",
    "预算数或执行数是负数",
    ERROR,
    reference="R-13 R-14",
    clause="预算数和执行数不小于 0；收回、核减的资金应从预算数中扣减",
    message="{label}的{title}填 {found}，不能是负数，请核对",
    fix="改为实际的金额；收回、核减的，从预算数中扣减",
)
def negative(form: FormCase) -> Iterator[Hit]:
    """An amount below zero. A balance may be: it is compared with the two amounts by ZPJ207."""
    for line in form.evaluation.funds:
        for field, title in _AMOUNTS.items():
            entry = getattr(line, field)
            if entry is not None and entry.number is not None and entry.number < ZERO:
                words = {"label": line.label.strip("：: "), "title": title}
                yield Hit(entry.location, found=plain(entry.number), expected="0 或以上", words=words)


@form_check(
    "ZPJ206",
    "资金来源合计与总额不符",
    ERROR,
    reference="R-16",
    clause=_ARITHMETIC,
    message="{title}的年度资金总额填 {found}，各来源合计 {expected}，请核对",
    fix="核对总额和各来源的数",
)
def sources(form: FormCase) -> Iterator[Hit]:
    """Total = 财政拨款 + 上年结转 + 其他, column by column; a doubt where the form lists no 其他 and may be partial.

    Rows of other names (单位资金) may be parts of those or sources of their own: the sum with them is right as well.
    """
    line = form.total
    parts = [part for part in form.evaluation.funds if part.role in ("appropriation", "carryover", "other")]
    details = [part for part in form.evaluation.funds if part.role == "detail"]
    if not any(part.role == "appropriation" for part in parts):
        parts, details = [*parts, *details], []
    if line is None or len({part.label for part in parts}) < len(parts):
        return
    for group in _by_kind(parts):
        yield from _sum_of(form, line, group, details)


def _by_kind(parts: list[FundLine]) -> list[list[FundLine]]:
    """The sources as they are divided: 按收入性质分：… and 按支出性质分：… each are the whole once."""
    heads = [number for number, part in enumerate(parts) if _DIVIDED.match(part.label.strip())]
    bounds = [0, *heads[1:], len(parts)] if len(heads) > 1 else [0, len(parts)]
    return [parts[start:end] for start, end in pairwise(bounds)]


def _sum_of(form: FormCase, line: FundLine, parts: list[FundLine], details: list[FundLine]) -> Iterator[Hit]:
    """The total against its sources, column by column."""
    whole_list = any(part.role == "other" for part in parts)
    for field, title in _AMOUNTS.items():
        if field == "executed" and executed_is_wrong(form):
            continue
        entries = [getattr(part, field) for part in parts]
        places = most_places([getattr(line, field), *entries])
        whole = amount_of(getattr(line, field), places)
        known = [amount for entry in entries if (amount := amount_of(entry, places))]
        if whole is None or not known:
            continue
        summed = total(known)
        difference = apart(whole, summed)
        further = [amount for part in details if (amount := amount_of(getattr(part, field), places))]
        if difference is not None and not (further and apart(whole, total([*known, *further])) is None):
            yield Hit(
                getattr(line, field).location,
                found=plain(whole.value),
                expected=plain(summed.value),
                difference=plain(abs(difference)),
                tolerance=plain(tolerance(whole, summed)),
                basis=" + ".join(plain(amount.value) for amount in known) + f" = {plain(summed.value)}",
                level=None if whole_list else WARNING,
                words={"title": title},
            )


@form_check(
    "ZPJ207",
    "资金结余不等于预算数减执行数",
    ERROR,
    reference="R-17",
    clause=_ARITHMETIC,
    message="{label}的资金结(转)余填 {found}，预算数减执行数为 {expected}，请改正",
    fix="结余改为 全年预算数−全年执行数",
    safe_fix=True,
)
def balance(form: FormCase) -> Iterator[Hit]:
    """Balance = full-year budget − executed."""
    for line in form.evaluation.funds:
        places = most_places([line.balance, line.executed, form.budget(line)])
        left, amounts = amount_of(line.balance, places), _amounts(form, line)
        if line.balance is None or left is None or amounts is None:
            continue
        executed, budget = amounts
        rest = budget.less(executed)
        if (difference := apart(left, rest)) is not None:
            yield Hit(
                line.balance.location,
                found=line.balance.text.strip(),
                expected=plain(rest.value),
                difference=plain(abs(difference)),
                tolerance=plain(tolerance(left, rest)),
                basis=f"{plain(budget.value)} − {plain(executed.value)} = {plain(rest.value)}",
                words={"label": line.label.strip("：: ")},
            )
