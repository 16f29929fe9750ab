"""Over a filed report: how a sum is borne, “中央、省、县分担比例为60∶24∶16”, against the amounts and 100."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import MONEY, Quantity, slipped, with_figures
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ONE, ZERO, parse_number, plain, round_half_up
from zpj.domain.regex import regex

_N = r"\d{1,3}(?:\.\d+)?"
_RATIO = regex(rf"(?<![\d.:∶比]){_N}%?(?:[:∶比]{_N}%?){{1,4}}(?![\d.:∶])")
_BORNE = regex("分担|承担|负担|分摊|配套|出资|筹集|分成|共担|比例")
_OF_LEVELS = regex("中央|省|市|县|区|财政|个人|自筹|企业|集体|镇|乡")
_NO_SHARE = regex("师生|生师|医护|床|男女|配比|稀释|坡|时间|尺|图|水灰|浓度|混合")
_SCALES = (HUNDRED, HUNDRED / 10)
_NEAR, _FEWEST, _MOST_PERMUTED = 5, 2, 4


@paper_check(
    "ZPJ454",
    "分担比例与金额不符，或合计不是100",
    WARNING,
    reference="R-13 R-16",
    clause="各方分担的比例合计为 100（或 10），并与各方金额相符",
    message="“{quote}”，按 {basis} 应为 {expected}，写成 {found}，请核对",
    fix="核对各方分担的金额和比例",
    follows=("ZPJ593", "ZPJ268"),
)
@by_the_paragraph
def bearers_in_ratio(case: PaperCase) -> Iterator[Hit]:
    """“中央16586.52万元，省级6634.61万元，县级4423.07万元，分担比例为60∶24∶26”: 16; “按7:2:2分担”: no ten."""
    for sentence, above in with_figures(case):
        for match in _RATIO.finditer(sentence.text) if "担" in sentence.text or "比" in sentence.text else ():
            clause = sentence.text[: match.start()].rpartition("。")[2]
            near = clause_before(clause, marks=",;") + sentence.text[match.end() : match.end() + 8]
            if not _BORNE.search(near) or not _OF_LEVELS.search(clause + near) or _NO_SHARE.search(near):
                continue
            told = [parse_number(each) or ZERO for each in re.findall(_N, match.group())]
            own = [each for each in (*above, *sentence.quantities) if each.unit == MONEY]
            right, basis = _right(told, own)
            if right:
                mark = next(sign for sign in ":∶比" if sign in match.group())
                yield sentence.hit(match.group(), mark.join(map(plain, right)), quote=match.group(), basis=basis)


def _right(told: Sequence[Decimal], amounts: Sequence[Quantity]) -> tuple[list[Decimal], str]:
    """The ratio as it should be, and what proves it; nothing where all is well or nothing tells."""
    summed = sum(told, ZERO)
    runs = [amounts[at : at + len(told)] for at in range(len(amounts) - len(told) + 1)]
    if not summed or any(_is_kept(told, run) for run in runs):
        return [], ""
    for scale in _SCALES:
        for run in runs:
            made = [round_half_up(each.value / sum((one.value for one in run), ZERO) * scale, 0) for each in run]
            if made != list(told) and _is_kept(made, run) and _is_slip(told, made):
                return made, "、".join(each.text for each in run)
    near = next((each for each in _SCALES if summed != each and abs(summed - each) * _NEAR <= each), None)
    if near is None or summed in _SCALES or (near < HUNDRED and len(told) == _FEWEST):
        return [], ""
    last, scale = [*told[:-1], told[-1] + near - summed], near
    return (last, f"各部分之和为 {plain(summed)}，不是 {plain(scale)}，") if last[-1] > 0 else ([], "")


def _is_kept(told: Sequence[Decimal], run: Sequence[Quantity]) -> bool:
    """Whether amounts are in a ratio, in this order or another."""
    whole, parts = sum((each.value for each in run), ZERO), sum(told, ZERO)
    if not whole or not parts or len(run) > _MOST_PERMUTED:
        return False
    half = sum((each.half for each in run), ZERO) / whole + ONE / (HUNDRED * 2)
    return any(all(abs(each.value / whole - part / parts) <= half for each, part in zip(run, order, strict=True))
               for order in {tuple(told), *(() if len(told) < _FEWEST else permutations(told))})  # fmt: skip


def _is_slip(told: Sequence[Decimal], made: Sequence[Decimal]) -> bool:
    """Whether one part alone is other, or two by the same slip, and the whole nearly so."""
    other = [(one, right) for one, right in zip(told, made, strict=True) if one != right]
    if len(other) == 1:
        one, right = other[0]
        return slipped(plain(one), plain(right)) or abs(one - right) <= max(told) / _NEAR
    return len(other) == _FEWEST and sum(told, ZERO) == sum(made, ZERO) in _SCALES and len(told) > _FEWEST
