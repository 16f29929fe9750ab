"""In the prose of a filed report: shares of a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import PERCENT, Quantity, Sentence, with_figures
from zpj.checks.reading.reconcile import percent_of, total
from zpj.checks.rule import ERROR, Hit, paper_check
from zpj.checks.sums.arithmetic import decimals, wrong
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED
from zpj.domain.records import replace
from zpj.domain.regex import regex

_SHARE = regex("占(?P<of>[^,。;0-9]{0,16}?)(?:的比例)?(?:比重?|比例)?(?:为|是|达|约|的|:)*$")
_SHARES = regex("分别占[^,。;0-9]{0,12}$")
_NEXT_SHARE = regex("^(?:、|和|及|与|,)$")
_FEWEST_SHARES, _LONG_NAME = 2, 3


@paper_check(
    "ZPJ593",
    "文字里的占比与金额、数量不符",
    ERROR,
    clause="占比为部分除以总数，各部分的占比之和为 100%",
    message="“{quote}”，按 {basis} 应为 {expected}，请核对",
    fix="核对部分、总数和占比",
)
@by_the_paragraph
def shares(case: PaperCase) -> Iterator[Hit]:
    """“其中甲60万元，占60%；乙40万元，占45%”: the whole is the one the other shares of the paragraph are of."""
    for _, group in groupby(with_figures(case), key=lambda item: item[0].paragraph.index):
        told = list(group)
        wholes = (*told[-1][1], *told[-1][0].quantities)
        pairs = [(item[0], *pair) for item in told for pair in (*_each_share(item[0]), *_listed_shares(item[0]))]
        summed = _sum_of([part for _, part, _, _ in pairs]) if len(pairs) > _FEWEST_SHARES else None
        wholes = (*wholes, summed) if summed else wholes
        for sentence, part, share, of in pairs:
            kin = [(other, ratio) for _, other, ratio, whose in pairs if other is not part and whose == of]
            sure = _whole_of(kin, wholes) if len(kin) >= _FEWEST_SHARES else None
            if any(_is_share(part, whole, share) for whole in ([sure] if sure else wholes)):
                continue
            named = _named_whole(of, part, wholes) or _only_whole(sentence, part, share)
            whole = sure or _whole_of(kin, wholes) or _near_whole(part, share, wholes) or named
            if whole is not None and whole.value >= part.value:
                right = percent_of(part, whole).value
                proved = whole is not named
                yield wrong(sentence, share, right, f"{part.text}÷{whole.text}", proved, places=decimals(share))


def _sum_of(told: Sequence[Quantity]) -> Quantity | None:
    """All parts together, where they are of one unit: the whole may stand in another paragraph or nowhere."""
    if len({part.unit for part in told}) > 1:
        return None
    summed, first = total(told), told[0]
    return replace(told[-1], text=first.as_printed(summed.value), value=summed.value, half=summed.half, before="合计",
                   shift=first.shift)  # fmt: skip


def _each_share(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, str]]:
    """“甲60万元，占支出的60%”: the part right before, its share, and of what."""
    for part, share in pairwise(sentence.quantities):
        match = _SHARE.search(share.before) if share.unit == PERCENT and part.unit not in (PERCENT, "") else None
        if match and "分别" not in share.before:
            yield part, share, match["of"]


def _listed_shares(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, str]]:
    """“甲60万元、乙40万元，分别占60%和40%”: as many parts before as there are shares."""
    for number, first in enumerate(sentence.quantities):
        if first.unit != PERCENT or not _SHARES.search(first.before):
            continue
        shares = [first]
        for share in sentence.quantities[number + 1 :]:
            if share.unit != PERCENT or not _NEXT_SHARE.match(share.before):
                break
            shares.append(share)
        parts = sentence.quantities[max(0, number - len(shares)) : number]
        if len(shares) >= _FEWEST_SHARES and len(parts) == len(shares) and len({part.unit for part in parts}) == 1:
            yield from ((part, share, "") for part, share in zip(parts, shares, strict=True))


def _is_share(part: Quantity, whole: Quantity, share: Quantity) -> bool:
    if part.unit != whole.unit or not whole.value or part.value > whole.value + whole.half:
        return False
    right = percent_of(part, whole)
    return abs(right.value - share.value) <= share.half_place + right.half


def _whole_of(kin: Iterable[tuple[Quantity, Quantity]], wholes: Sequence[Quantity]) -> Quantity | None:
    """What the other shares are of, where they agree with one figure."""
    told = list(kin)
    return next((whole for whole in wholes if told and all(_is_share(part, whole, share) and part.value < whole.value
                                                           for part, share in told)), None)  # fmt: skip


def _named_whole(of: str, part: Quantity, wholes: Sequence[Quantity]) -> Quantity | None:
    """The figure a share says it is of: 合同总价356.8万元 of “占合同总价的75%”."""
    name = of.rstrip("的")
    alike = [each for each in wholes if each.unit == part.unit and each.value > part.value]
    return next((each for each in alike if len(name) >= _LONG_NAME and each.before.endswith(name)), None)


def _only_whole(sentence: Sentence, part: Quantity, share: Quantity) -> Quantity | None:
    """“45.6万人次，其中未成年人18.9万人次，占比44.14%”: the figure before 其中, where the share is nearly of it."""
    before = [each for each in sentence.quantities if each.end <= part.start and each.unit == part.unit]
    if not before or "其中" not in part.before or before[-1].value <= part.value:
        return None
    gap = abs(percent_of(part, before[-1]).value - share.value)
    return before[-1] if gap < HUNDRED / 20 else None


def _near_whole(part: Quantity, share: Quantity, wholes: Sequence[Quantity]) -> Quantity | None:
    """A figure of which the share is nearly this one's: a slip of the pen away."""
    larger = [each for each in wholes if each.unit == part.unit and each.value > part.value] if share.half else []
    return next((each for each in larger if share.slips_to(share.rounded(percent_of(part, each).value))), None)
