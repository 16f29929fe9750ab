"""In the prose of a filed report: averages and prices a slip of the pen from the figures near them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, Told, told_by_paragraph
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.sums.arithmetic import wrong
from zpj.checks.sums.ratios import NO_PART, Known, Slip, known_figures, mended
from zpj.checks.touched import touched
from zpj.domain.amounts import ZERO
from zpj.domain.regex import regex

_EACH = regex(
    "(?:(?:平均)?每(?:个|名|位)?(?P<of>[\u4e00-\u9fff()]{1,6})|(?P<mean>平均|[人户亩台件生家村所场次班期]均)|单价|均价|(?<!高)标准)[^,。;0-9]{0,8}$"
)
_SURE_IN_ALL = 6


@paper_check(
    "ZPJ225",
    "平均数、单价与旁边的两个数不符，只差一个笔误",
    WARNING,
    reference="R-13 R-71",
    clause="总数为平均数（单价）乘个数",
    message="“{quote}”，按 {basis} 疑似应为 {expected}，写成 {found}，请核对",
    fix="核对平均数（单价）、个数和总数",
    follows=("ZPJ244", "ZPJ245", "ZPJ260", "ZPJ588", "ZPJ554", "ZPJ586", "ZPJ587"),
)
def products_of_no_pair(case: PaperCase) -> Iterator[Hit]:
    """“培训34期、1260人次，平均每期90人次”: 14 of them would make the number, and no other figure near does."""
    known: Known | None = None
    for told in told_by_paragraph(touched(case)):
        for sentence, each in told:
            if each.unit in _NO_EACH or not _EACH.search(each.before) or _OTHER_EACH.search(each.before):
                continue
            known = known or known_figures(case)
            counts = [other for other in told if other[1] is not each and other[1].unit not in NO_PART]
            totals = [other for other in counts if other[1].unit == each.unit]
            counts = [other for other in counts if _fits(each, other)]
            told_once = any(_is_product(each, one[1], all_[1]) for one in counts for all_ in totals if one is not all_)
            if not told_once and not _is_summed(each, counts, [figure for _, figure in totals]):
                yield from _slip_of_product(sentence, each, counts, totals, known)


_PLANNED = regex("计划|原定|拟|目标")
_MEAN_OF, _BEHIND = regex("[人户亩台件生家村所场次班期]均"), 8
_NO_EACH = frozenset({PERCENT, POINTS, "百分点", "‰"})
_OTHER_EACH = regex("上年|去年|20[0-9]{2}年|目标|计划|不超过|控制|限价|[比较]|分别|[低高长短]于|等次|[0-9]")


def _is_summed(each: Quantity, counts: Sequence[Told], totals: Sequence[Quantity]) -> bool:
    """Whether the total is told by its parts alone: 平均每期90人次，其中管理人员420人次、养护工840人次."""
    sums = [sum((part.value for part in totals[at:]), ZERO) for at in range(len(totals) - 1)]
    return any(
        abs(each.value * count.value - summed) <= _slack(each, count.value) for _, count in counts for summed in sums
    )


def _is_product(each: Quantity, one: Quantity, all_: Quantity) -> bool:
    return abs(each.value * one.value - all_.value) <= _slack(each, one.value) + all_.half + each.value * one.half


def _slack(each: Quantity, count: Decimal) -> Decimal:
    """What rounding may hide of a total: a mean told without decimals was rounded, a price was not."""
    return (each.half_place if "均" in each.before else each.half) * count


def _fits(each: Quantity, one: Told) -> bool:
    """Whether a count is of what the mean or price is each of: 每期 of 14期, 每校 of 18所学校, 人均 of 62人."""
    match = _EACH.search(each.before)
    figure, behind = one[1], one[0].text[one[1].end : one[1].end + _BEHIND]
    if figure.unit in (MONEY, each.unit) or match is None:
        return False
    of = match["of"] or (match["mean"] or "")[:1]
    if not match["of"] and not _MEAN_OF.match(match["mean"] or ""):
        return True
    return of.startswith(figure.unit) or of[:1] in behind or figure.unit.startswith(of[:1])


def _slip_of_product(
    sentence: Sentence, each: Quantity, counts: Sequence[Told], totals: Sequence[Told], known: Known
) -> Iterator[Hit]:
    found: dict[Slip, tuple[Quantity, Quantity]] = {}
    for one in counts:
        for all_ in totals:
            apart = abs(one[0].number - sentence.number) + abs(all_[0].number - sentence.number)
            if one is all_ or apart > 1 or not each.value or not one[1].value:
                continue
            wanted = (((sentence, each), all_[1].value / one[1].value), (one, all_[1].value / each.value),
                      (all_, each.value * one[1].value))  # fmt: skip
            for slip in mended(wanted):
                if _exactly((sentence, each), one[1], all_[1], slip):
                    found.setdefault(slip, (one[1], all_[1]))
    if seldomest := known.seldomest(found):
        count, whole = found[seldomest]
        yield wrong(*seldomest, f"{count.text}、{each.text}与{whole.text}", proved=False)


def _exactly(told: Told, one: Quantity, all_: Quantity, slip: Slip) -> bool:
    """Whether the three figures fit with one of them put right, with enough digits for it to be no chance."""
    (sentence, each), (_, figure, right) = told, slip
    values = [right if other is figure else other.value for other in (each, one, all_)]
    slack = _slack(each, values[1]) + all_.half + one.half * values[0]
    digits = each.significant + one.significant + all_.significant
    match = _EACH.search(each.before)
    named = match is not None and match["of"] and not _PLANNED.search(sentence.text[: each.start])
    return abs(values[0] * values[1] - values[2]) <= slack and digits >= _SURE_IN_ALL - bool(named)
