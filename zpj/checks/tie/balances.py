"""The unspent balance in prose: what the form has, or what its amounts give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zpj.checks.case import FormCase
from zpj.checks.reading.figures import MONEY, quantities
from zpj.checks.reading.reconcile import Amount, amount_of
from zpj.checks.tie.amounts import TOLD, balance_of, money_claims, written_amount
from zpj.checks.tie.claims import Claim, agree
from zpj.checks.tie.passages import PARTIAL, Passage, elsewhere, sentences_of
from zpj.domain.amounts import ZERO
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS

_BALANCE = regex(rf"(?:^|资金|项目|年末|年底|预算|[,;。])(?:资金)?结(?:转|\(转\))?(?:余|结余)(?:资金|金额|数)?{TOLD}")
_RATE_OF_SOURCE = regex(
    "(?:中央|地方|上级|本级|自筹|配套|[省市区县州]级)(?:财政|补助|专项|配套)*(?:资金|经费)(?:预算)?(?:执行|支出)率"
)
_THIS_ITEM = regex("(?:该|此|这一|两|三|单)项$")


def balance_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """The unspent balance, where the form has it or the amounts give it."""
    line = passage.form.total if "结" in passage.text else None
    wanted = balance_of(passage.form) if line else None
    if line is None or wanted is None:
        return
    source = line.balance.location if line.balance else ""
    if _are_of_parts(passage, wanted):
        return
    for start, sentence in sentences_of(passage):
        for match in _BALANCE.finditer(sentence):
            before = sentence[: match.start()]
            partial = PARTIAL.search(sentence) or elsewhere(passage, before) or _RATE_OF_SOURCE.search(before)
            partial = partial or _THIS_ITEM.search(before)
            of_part = _is_left_of_two(sentence, match, wanted, passage.form.evaluation.unit)
            if not partial and not of_part and not _is_of_a_source(passage.form, match):
                yield from money_claims(passage, start, match, "结余", [wanted], source, proved=True)


def _are_of_parts(passage: Passage, wanted: Amount) -> bool:
    """Whether a paragraph tells several balances that together are no more than the whole: those of its parts."""
    matches = (match for _, sentence in sentences_of(passage) for match in _BALANCE.finditer(sentence))
    told = [each for match in matches if (each := written_amount(match, passage.form.evaluation.unit))]
    parted = len({each.value for each in told}) == len(told) > 1 and not any(agree(each, wanted) for each in told)
    return parted and sum((each.value for each in told), ZERO) <= wanted.value


def _is_of_a_source(form: FormCase, match: re.Match[str]) -> bool:
    """Whether a balance is what one source of the funds has left."""
    stated = written_amount(match, form.evaluation.unit)
    lines = (line for line in form.evaluation.funds if line.role != "total")
    left = ((amount_of(form.budget(line)), amount_of(line.executed)) for line in lines)
    return stated is not None and any(budget and spent and agree(budget.less(spent), stated) for budget, spent in left)


def _is_left_of_two(sentence: str, match: re.Match[str], wanted: Amount, unit: str) -> bool:
    """Whether a balance is that of two other amounts of its sentence: of a part, not of the whole."""
    stated, zeros = written_amount(match, unit), MONEY_ZEROS.get(unit, 0)
    if stated is None or agree(stated, wanted):
        return False
    told = [Amount(each.value.scaleb(-zeros), each.half.scaleb(-zeros)) for each in quantities(sentence)
            if each.unit == MONEY]  # fmt: skip
    return any(agree(Amount(one.value - other.value, one.half + other.half), stated)
               for one in told for other in told if one.value > other.value > 0)  # fmt: skip
