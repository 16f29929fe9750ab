"""In the prose of a filed report: totals behind their parts, price times quantity, rates of two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import (
    MONEY,
    PERCENT,
    POINTS,
    Quantity,
    Sentence,
    quantities,
    usual_unit,
    with_figures,
)
from zpj.checks.reading.reconcile import adds_up, one_slip_off, percent_of, total
from zpj.checks.reading.text import squeezed, tells_answers
from zpj.checks.rows.plans import planned
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.sums.arithmetic import budgets, decimals, wrong
from zpj.checks.touched import by_the_paragraph, touched
from zpj.domain.amounts import HUNDRED, ZERO, round_half_up
from zpj.domain.regex import regex

_LISTED = regex("其中:?|来源(?:为|是|包括|:)+|包括:?|分别[为是]:?")
_OTHER_WAY = regex("[多少增减超降]|高于|低于|退|节约")
_TOTAL = regex("(?:合计|共计|总计|总共)(?:支出|投资|资金|金额|发放|完成|使用|为|是|:|达)*$")
_NO_PART = regex("每|平均|单价|标准|目标|计划|上年|去年|比|较|占|预算|结余|剩余")
_PRICE = regex(
    "(?:(?:平均)?每(?P<of>[\u4e00-\u9fff]{1,3}?)|(?P<average>[人户亩台套件])均|(?P<unit>单价|均价))[^,。;0-9]{0,8}$"
)
_WHOLE = regex("(?:共|合计|共计|总计|金额|总价|补助|支出|发放|投资|费用|资金)[^,。;0-9每]{0,6}$")
_RATE = regex("(?P<name>[\u4e00-\u9fff]{0,4}率|满意度|比例|占比|(?:完成|达到)[^,。;]{0,6}的)(?:约|为|达到?|是|:)*$")
_OF_BUDGET = frozenset({"执行率", "支付率", "支出率", "拨付率"})
_OVER = regex("预算|资金|安排|下达|到位|合同|计划|总投资|应|发放|收回|回收|调查|访问|目标|抽检|抽查|共|总")
_OTHER_RATE = regex(
    "增长率|下降率|控制率|节约率|损耗率|结余率|结转|目标|不低于|≥|上年|去年|同期|提高|下降到|20[0-9]{2}年"
)
_OTHER_UNIT = regex("[(](?P<unit>[套座件个处副组盏株])[)]")
"""The other unit of what is counted together: 共计47台（套）."""
_FEWEST_PARTS = 2
_NEAR_MISS = HUNDRED / 20
_GAP = regex("(?:低|高|少|多|差|缺|超|超出|超过)(?:了|约)?$")


@paper_check(
    "ZPJ587",
    "文字里的合计与前面各项之和不符",
    ERROR,
    reference="R-71",
    clause="合计应等于各项之和",
    message="“{quote}”，前面各项之和为 {expected}（{basis}），请核对",
    fix="核对合计和各项",
    follows=("ZPJ230",),
)
@by_the_paragraph
def totals_behind_parts(case: PaperCase) -> Iterator[Hit]:
    """“甲680.5万元，乙365.3万元，丙188万元，合计1243.8万元”: nearly, but not quite, the sum of what stands before."""
    for sentence, _ in with_figures(case):
        for number, figure in enumerate(sentence.quantities):
            if figure.unit in (PERCENT, POINTS) or not _TOTAL.search(figure.before):
                continue
            other = _OTHER_UNIT.match(sentence.text, figure.end)
            units = (figure.unit, other["unit"]) if other else (figure.unit,)
            parts = [each for each in sentence.quantities[:number] if each.unit in units]
            sums = [sum((each.value for each in parts[start:]), ZERO) for start in range(len(parts))]
            half = figure.half + total(parts).half
            if len(parts) < _FEWEST_PARTS or any(abs(each - figure.value) <= half for each in sums):
                continue
            own = [each for each in parts if not _NO_PART.search(each.before.rpartition(",")[2])]
            if len(own) >= _FEWEST_PARTS and not adds_up(figure, own) and any(one_slip_off(figure, own)):
                yield wrong(sentence, figure, total(own).value, "+".join(each.text for each in own))


@paper_check(
    "ZPJ586",
    "列出的各项之和与前面的总数不符",
    ERROR,
    reference="R-71 R-76",
    clause="总数应等于各项之和",
    message="“{quote}”各项之和为 {found}，前面写 {expected}，请核对",
    fix="核对总数和各项",
    follows=("ZPJ230", "ZPJ552", "ZPJ231", "ZPJ240", "ZPJ276"),
)
@by_the_paragraph
def parts_behind_totals(case: PaperCase) -> Iterator[Hit]:
    """“资金来源：中央576万元、省级288万元、县级69万元” behind 960万元: nearly, but not quite, the total."""
    for sentence, above in with_figures(case):
        place = max((match.end() for match in _LISTED.finditer(sentence.text)), default=-1)
        run = [each for each in sentence.quantities if place >= 0 and each.start >= place]
        parts = [each for each in run if run and each.unit == run[0].unit]
        closed = parts == run[: len(parts)] and not any(_NO_PART.search(each.before) for each in parts)
        if len(parts) < _FEWEST_PARTS or not closed or parts[0].unit in (PERCENT, POINTS):
            continue
        if sentence.text.startswith("等", parts[-1].end):
            continue  # not all are told
        wholes = [each for each in (*above, *sentence.quantities) if each.unit == parts[0].unit and each not in parts]
        sums = [sum((each.value for each in parts[:count]), ZERO) for count in range(2, len(parts) + 1)]
        half = total(parts).half
        others = [each.value for each in quantities(squeezed(sentence.paragraph.text))
                  if each.unit == parts[0].unit and _OTHER_WAY.search(each.before)]  # fmt: skip
        if any(abs(whole.value - each + other) <= half + whole.half
               for whole in wholes for each in sums for other in (ZERO, *others)):  # fmt: skip
            continue  # “少1.00万亩，其中甲县少0.70万亩、乙县少0.40万亩；丙县多0.10万亩” is right, too
        near = [whole for whole in wholes if any(one_slip_off(whole, parts))]
        told = [whole for whole in wholes if whole not in sentence.quantities or whole.end <= place]
        closer = told[told.index(near[-1]) + 1 :] if near and near[-1] in told else []
        if any(whole.value > sums[-1] for whole in closer):
            continue  # a part of what is told last before them: 收回213份，其中满意202份
        if near and max(each.value for each in parts) < near[-1].value:
            shown = near[-1].as_printed(sums[-1])
            yield sentence.hit(shown, near[-1].text, quote=sentence.text[place : parts[-1].end],
                               basis="+".join(each.text for each in parts))  # fmt: skip


@paper_check(
    "ZPJ588",
    "文字里的单价乘数量与金额不符",
    ERROR,
    clause="金额为单价乘数量",
    message="“{quote}”，按 {basis} 应为 {expected}，请核对",
    fix="核对单价、数量和金额",
)
@by_the_paragraph
def prices_in_prose(case: PaperCase) -> Iterator[Hit]:
    """“36处，每处2.8万元，共计108万元”: nearly, but not quite, price times quantity."""
    for sentence, above in with_figures(case):
        prices = [(each, match) for each in sentence.quantities
                  if each.unit == MONEY and (match := _PRICE.search(each.before))]  # fmt: skip
        for price, match in prices if len(prices) == 1 else ():
            known = (*above, *sentence.quantities)
            unit = usual_unit(match["of"] or match["average"] or "")
            counts = [each for each in known if each.unit not in (MONEY, PERCENT, POINTS)
                      and (match["unit"] or each.unit == unit)]  # fmt: skip
            wholes = [each for each in sentence.quantities if each.unit == MONEY and each is not price]
            products = [(count.value * price.value, count) for count in counts]
            if any(_fits(product, whole, price) for product, _ in products for whole in wholes):
                continue
            for whole in wholes:
                near = [(product, count) for product, count in products
                        if whole.slips_to(product)]  # fmt: skip
                if len(near) == 1 and _WHOLE.search(whole.before):
                    yield wrong(sentence, whole, near[0][0], f"{near[0][1].text}×{price.text}")


def _fits(product: Decimal, whole: Quantity, price: Quantity) -> bool:
    half = whole.half + (product / price.value * price.half if price.value else ZERO)
    return abs(product - whole.value) <= half


@paper_check(
    "ZPJ589",
    "文字里的率与前面两数之比不符",
    WARNING,
    reference="R-13",
    clause="率应等于两数之比",
    message="“{quote}”，按 {basis} 应为 {expected}，请核对",
    fix="核对两个数和率",
    follows=("ZPJ232", "ZPJ502", "ZPJ550", "ZPJ566", "ZPJ598"),
)
def rates_of_figures(case: PaperCase) -> Iterator[Hit]:
    """“到位1350万元，支付1243.8万元，支付率92.31%”: nearly, but not quite, the ratio of two figures before it.

    Proved where the two are amounts of a budget and of spending, else a doubt.
    """
    plans: list[Quantity] | None = None
    for sentence, _ in with_figures(touched(case)):
        for number, figure in enumerate(sentence.quantities):
            match = _rate(figure.before) if figure.unit == PERCENT else None
            if match is None or (match["name"].endswith("满意度") and not tells_answers(sentence.text)):
                continue
            clause = sentence.text[: figure.start].rpartition(",")[2] + figure.before
            if _OTHER_RATE.search(clause):
                continue
            before = [
                each
                for each in sentence.quantities[:number]
                if each.unit not in (PERCENT, POINTS) and not _GAP.search(each.before)
            ]
            if match["name"].endswith("完成率") and before:
                plans = planned(case) if plans is None else plans
                before = [*(each for each in plans if each.unit == before[-1].unit), *before]
            elif match["name"][-3:] in _OF_BUDGET and before and before[-1].unit == MONEY:
                before = [*(each for each in budgets(case) if each not in before), *before]
            yield from _ratio(sentence, figure, before)


@lru_cache(maxsize=1024)
def _rate(before: str) -> re.Match[str] | None:
    return _RATE.search(before)


def _ratio(sentence: Sentence, figure: Quantity, before: Sequence[Quantity]) -> Iterator[Hit]:
    pairs = [(some, whole) for whole in before for some in before
             if some.unit == whole.unit and some is not whole and ZERO < some.value <= whole.value * 2]  # fmt: skip
    joint = [(one.value + other.value, whole) for whole in before for one, other in pairwise(before)
             if one.unit == other.unit == whole.unit and whole not in (one, other) and whole.value > 0]  # fmt: skip
    half, shares = figure.half_place, (percent_of(some, whole) for some, whole in pairs)
    if any(abs(share.value - figure.value) <= half + share.half for share in shares) or any(
        abs(some / whole.value * HUNDRED - figure.value) <= half for some, whole in joint
    ):
        return
    others = [each for each in sentence.quantities if each.unit == PERCENT and each.end <= figure.start]
    stop = sentence.text.rfind(";", 0, figure.start)
    if any(stop < each.start for each in before):  # counts of its own clause: those before are of another thing
        pairs = [(some, whole) for some, whole in pairs if max(some.end, whole.end) > stop]
    pairs = [pair for pair in pairs if not any(_is_rate_of(pair, each) for each in others)]
    for some, whole in reversed(pairs):
        right = figure.rounded(percent_of(some, whole).value)
        whole_rate = right == HUNDRED or figure.value == HUNDRED < right
        if _OVER.search(whole.before) and figure.slips_to(right) and not whole_rate:
            yield wrong(sentence, figure, right, f"{some.text}÷{whole.text}", proved=some.unit == MONEY)
            return
    if len(before) < _FEWEST_PARTS:
        return
    whole, some = before[-2:]
    if others and (some, whole) not in pairs:
        return
    if some.unit != whole.unit or not ZERO < some.value <= whole.value:
        return
    right = round_half_up(percent_of(some, whole).value, decimals(figure))
    named = set(_rate_name(figure)) & set(some.before[-6:])
    if named and abs(right - figure.value) < _NEAR_MISS and whole in sentence.quantities:
        yield wrong(sentence, figure, right, f"{some.text}÷{whole.text}", proved=False)


def _is_rate_of(pair: tuple[Quantity, Quantity], rate: Quantity) -> bool:
    return abs(percent_of(*pair).value - rate.value) <= rate.half_place


def _rate_name(figure: Quantity) -> str:
    """What a rate is of: 合格 of 合格率."""
    match = _RATE.search(figure.before)
    return match["name"].rstrip("率度").removesuffix("比例").removesuffix("占比")[-2:] if match else ""
