"""By how much a budget was changed within the year, in prose: the amount and its direction against the form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.checks.case import FormCase
from zpj.checks.reading.figures import slipped
from zpj.checks.reading.reconcile import Amount, amount_of
from zpj.checks.tie.claims import Claim, agree
from zpj.checks.tie.figures import Kind, figures
from zpj.checks.tie.passages import Passage, elsewhere, sentences_of
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
    for start, sentence in sentences_of(passage):
        matches = list(_CHANGED.finditer(sentence)) if _OF_BUDGET.search(sentence) else []
        for match in matches if len(matches) == 1 else ():
            amount = None if elsewhere(passage, sentence[: match.start()]) else _told(match, known[0], zeros)
            if amount:
                yield _claim(passage, passage.offset + start, match, amount, known)


def _told(match: re.Match[str], size: Amount, zeros: int) -> Amount | None:
    """The amount told, in the form's unit; None where it is no slip of the right one: it may have come and gone."""
    told = figures(match["number"])
    if len(told) != 1 or told[0].kind is not Kind.MONEY or told[0].amount is None:
        return None
    amount = told[0].amount.scaled(-zeros)
    return amount if agree(amount, size) or slipped(plain(amount.value), plain(size.value)) else None


def _claim(passage: Passage, start: int, match: re.Match[str], amount: Amount, known: tuple[Amount, bool]) -> Claim:
    """The claim of the amount and of its direction; the sentence begins at `start`."""
    size, is_more = known
    said, same = match["up"] or match["down"], agree(amount, size)
    is_right = bool(match["up"]) is is_more
    right = said if is_right else "追加" if is_more else "调减"
    unit, line = passage.form.evaluation.unit, passage.form.total
    cell = line.full_year_budget if line else None
    return Claim(
        passage, match.group(), start + match.start("number"), f"{said}{plain(amount.value)}{unit}",
        f"{right}{plain(size.value)}{unit}", None if same else plain(abs(amount.value - size.value)),
        None if same else "0", "预算调整", agrees=same and is_right, proved=same, source=cell.location if cell else "",
    )  # fmt: skip
