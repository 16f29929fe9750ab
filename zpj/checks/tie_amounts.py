"""Amounts in prose by the words before them: budget, executed, balance.

The patterns run over text in one spelling (`spelt`); each finds the figure of one role in any office's wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zpj.checks.case import FormCase
from zpj.checks.reconcile import Amount, amount_of, half_unit, places_shown, tolerance
from zpj.checks.tie_claims import ZEROS, Claim, agree, first_of
from zpj.checks.tie_passages import PARTIAL, Passage, elsewhere, sentences_of
from zpj.domain.amounts import ZERO, parse_number, plain
from zpj.domain.model import Entry, FundLine
from zpj.domain.regex import regex

_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_MONEY = rf"(?:为|了|共|共计|合计|总计|资金|金额|数|达|:)*{_NUMBER}(?P<unit>万元|亿元|元)"
_BUDGET = regex(
    rf"(?:(?:项目|全年|年度|资金)(?:总|资金|财政)*预算(?:数|安排|批复|下达|总额|总计)*|(?:项目|年度)资金(?:安排|总额)"
    rf"|(?:^|(?<=[,;。]))预算(?:安排|批复|总额)?){_MONEY}"
)
_INITIAL = regex(rf"年初(?:安排|批复|下达|申报|总)*预算(?:数|安排|批复|下达|总额)*{_MONEY}")
_APPROPRIATION = regex(rf"(?<![级央省市县区])财政(?:拨款|拨付)(?:资金|预算|收入|数)*{_MONEY}")
_EXECUTED = regex(
    rf"(?:实际执行|(?<![未可拟])执行数?|(?:全年|实际|累计|共计|资金总体|总)(?:共|资金|共计)*支出|(?:^|(?<=[,;。日底]))共?支出){_MONEY}"
)
_BALANCE = regex(rf"(?:^|资金|项目|年末|年底|预算|[,;。])(?:资金)?结(?:转|\(转\))?(?:余|结余)(?:资金|金额|数)?{_MONEY}")


def amount_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """Budget and executed amount; proved where one sentence names both, or where a slip is told by its size."""
    line = passage.form.total
    if line is None:
        return
    roles = _roles(passage.form, line)
    for start, sentence in sentences_of(passage):
        found = [
            [match for match in pattern.finditer(sentence) if not elsewhere(passage, sentence[: match.start()])]
            for _, pattern, _ in roles
        ]
        proved = bool(found[0] and found[-1]) and not PARTIAL.search(sentence)
        for (what, _, entries), matches in zip(roles, found, strict=True):
            if len(matches) == 1:
                yield from _amount(passage, start, matches[0], what, entries, proved, forms)


def _roles(form: FormCase, line: FundLine) -> list[tuple[str, re.Pattern[str], list[Entry | None]]]:
    """What prose may name, by which words, and the cells that may have it; the first is what is expected."""
    lines = [each for each in form.evaluation.funds if each.role == "appropriation"]
    given = [entry for each in lines for entry in (each.full_year_budget, each.initial_budget, each.executed)]
    return [
        ("项目预算", _BUDGET, [line.full_year_budget, line.initial_budget, line.requested_budget]),
        ("年初预算", _INITIAL, [line.initial_budget, line.requested_budget]),
        ("财政拨款", _APPROPRIATION, given if len(lines) == 1 else []),
        ("执行数", _EXECUTED, [line.executed]),
    ]


def balance_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """The unspent balance, where the form has it or the amounts give it."""
    line = passage.form.total
    wanted = _balance(passage.form) if line else None
    if line is None or wanted is None:
        return
    source = line.balance.location if line.balance else ""
    for start, sentence in sentences_of(passage):
        for match in _BALANCE.finditer(sentence):
            partial = PARTIAL.search(sentence) or elsewhere(passage, sentence[: match.start()])
            if not partial:
                yield from _money(passage, start, match, "结余", [wanted], source, proved=True)


def _amount(
    passage: Passage,
    start: int,
    match: re.Match[str],
    what: str,
    entries: list[Entry | None],
    proved: bool,
    forms: Sequence[FormCase],
) -> Iterator[Claim]:
    amounts, source = first_of(entries)
    for claim in _money(passage, start, match, what, amounts, source, proved):
        if claim.agrees:
            yield claim
            continue
        amount = _written(match, passage.form.evaluation.unit)
        hint = _slip(passage.form, what, amount, amounts[0]) if amount else ""
        hint = hint or _other_project(passage.form, forms, what, match)
        yield replace(claim, hint=hint, proved=claim.proved or bool(hint))


def _slip(form: FormCase, what: str, amount: Amount, wanted: Amount) -> str:
    """How the figure may have come about."""
    rest = _balance(form) if what == "执行数" else None
    if rest is not None and agree(amount, rest):
        return "（疑似把结余写成了执行数）"
    if wanted.value and amount.value in (wanted.value.scaleb(4), wanted.value.scaleb(-4)):
        return "（疑似金额单位写错）"
    return ""


def _other_project(form: FormCase, forms: Sequence[FormCase], what: str, match: re.Match[str]) -> str:
    """The hint that this is another project's amount."""
    for other in forms:
        line = other.total if other is not form else None
        entries = [] if line is None else [line.executed] if what == "执行数" else [line.full_year_budget]
        amount = _written(match, other.evaluation.unit)
        known, _ = first_of(entries)
        if amount and any(agree(amount, each) and each.value for each in known):
            return f"（这是另一项目“{other.project}”的数）"
    return ""


def _money(
    passage: Passage,
    start: int,
    match: re.Match[str],
    what: str,
    amounts: Sequence[Amount],
    source: str,
    proved: bool,
) -> Iterator[Claim]:
    unit = passage.form.evaluation.unit
    amount = _written(match, unit)
    if amount is None or not amounts:
        return
    wanted = amounts[0]
    yield Claim(
        passage,
        match.group().lstrip(",;。"),
        passage.offset + start + match.start("number"),
        f"{plain(amount.value)}{unit}",
        f"{plain(wanted.value)}{unit}",
        plain(abs(amount.value - wanted.value)),
        plain(tolerance(amount, wanted)),
        what,
        agrees=any(agree(amount, each) for each in amounts),
        proved=proved,
        source=source,
    )


def _written(match: re.Match[str], unit: str) -> Amount | None:
    number = parse_number(match["number"])
    zeros = ZEROS.get(unit)
    if number is None or zeros is None:
        return None
    shift = ZEROS[match["unit"]] - zeros
    decimals = places_shown(match["number"])
    return Amount(number.scaleb(shift), half_unit(decimals).scaleb(shift) if decimals else ZERO)


def _balance(form: FormCase) -> Amount | None:
    line = form.total
    if line is None or line.balance is not None:
        return amount_of(line.balance) if line else None
    executed, budget = amount_of(line.executed), amount_of(form.budget(line))
    if executed is None or budget is None:
        return None
    return Amount(budget.value - executed.value, budget.half + executed.half)
