"""By how much a budget was changed within the year, in prose: the amount and its direction against the form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.checks.case import FormCase
from zpj.checks.paper_figures import slipped
from zpj.checks.reconcile import Amount, amount_of
from zpj.checks.tie_claims import Claim, agree
from zpj.checks.tie_figures import Kind, figures
from zpj.checks.tie_passages import Passage, elsewhere, sentences_of
from zpj.domain.amounts import plain
from zpj.domain.regex import regex

_UP = "追加|调增|增加|增拨|追增"
_DOWN = "调减|追减|核减|压减|削减|减少|收回"
_CHANGED = regex(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|项目|资金|年度|财政|预算|安排|数|指标|共|合计|经费)*"
    r"(?P<number>[0-9]+(?:\.[0-9]+)?(?:万元|亿元|元))(?!/)"
)
_OF_BUDGET = regex("预算|年[中初]|指标|安排")


def changed_budget(form: FormCase) -> tuple[Amount, bool] | None:
    """By how much a form's budget of the year differs from the initial one, and whether it is more; None for naught."""
    line = form.total
    initial, full = (amount_of(line.initial_budget), amount_of(line.full_year_budget)) if line else (None, None)
    if initial is None or full is None or initial.value == full.value:
        return None
    return Amount(abs(full.value - initial.value), initial.half + full.half), full.value > initial.value


def adjusted_claims(passage: Passage, zeros: int) -> Iterator[Claim]:
    """“年中追加23.5万元” where the form's budget is less by so much; “调减32.5万元” where it is 23.5万元.

    `zeros` are those of the form's unit. Proved where the amount is that of the form and the sentence speaks of it.
    """
    known = changed_budget(passage.form) if any(sign in passage.text for sign in "追调增减收") else None
    if known is None:
        return
    size, is_more = known
    for start, sentence in sentences_of(passage):
        matches = list(_CHANGED.finditer(sentence)) if _OF_BUDGET.search(sentence) else []
        for match in matches if len(matches) == 1 else ():
            claim = None if elsewhere(passage, sentence[: match.start()]) else _claim(passage, match, size, zeros)
            if claim and claim.expected:
                yield _placed(claim, passage, start, match, is_more)


def _claim(passage: Passage, match: re.Match[str], size: Amount, zeros: int) -> Claim | None:
    """The claim of the amount alone; none where it is another one, which may have come and gone."""
    told = figures(match["number"])
    if len(told) != 1 or told[0].kind is not Kind.MONEY or told[0].amount is None:
        return None
    amount = Amount(told[0].amount.value.scaleb(-zeros), told[0].amount.half.scaleb(-zeros))
    same = agree(amount, size)
    if not same and not slipped(plain(amount.value), plain(size.value)):
        return None
    unit = passage.form.evaluation.unit
    gap = None if same else plain(abs(amount.value - size.value))
    return Claim(passage, match.group(), 0, f"{plain(amount.value)}{unit}", f"{plain(size.value)}{unit}", gap,
                 None if gap is None else "0", "预算调整", agrees=same)  # fmt: skip


def _placed(claim: Claim, passage: Passage, start: int, match: re.Match[str], is_more: bool) -> Claim:
    """The claim with its direction and its place."""
    said, right = match["up"] or match["down"], "追加" if is_more else "调减"
    is_right = bool(match["up"]) is is_more
    line = passage.form.total
    cell = line.full_year_budget if line else None
    return Claim(
        passage, claim.quote, passage.offset + start + match.start("number"), said + claim.found,
        (said if is_right else right) + claim.expected, claim.difference, claim.tolerance, claim.what,
        agrees=claim.agrees and is_right, proved=claim.agrees, source=cell.location if cell else "",
    )  # fmt: skip
