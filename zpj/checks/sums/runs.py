"""In the prose of a filed report: figures told in a run with one unit, rates of a cut, and the parts of a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, PERCENT, Quantity, Sentence, by_paragraph, said, slipped, with_figures
from zpj.checks.reading.reconcile import HALF_CENT, adds_up, half_unit, places_shown, total
from zpj.checks.rule import ERROR, WARNING, Hit, another_way, paper_check
from zpj.checks.sums.arithmetic import decimals, wrong
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.regex import regex

_UNIT = "万元|亿元|元|万人次|人次|公里|平方米|万亩|亩|个|人|户|家|套|台|件|项|次|期|场|分|吨|天|%"
_RUN = regex(
    rf"(?P<list>[0-9]+(?:\.[0-9]+)?(?:{_UNIT})?(?:[、,和及][0-9]+(?:\.[0-9]+)?(?:{_UNIT})?){{2,11}})"
    rf"[,;。]?(?P<between>[^0-9。]{{0,12}}?)(?P<what>合计|共计|总计|一共|共|平均|年均|月均|季均)(?:得分|每[^0-9,。]{{1,3}}|[^0-9,。;每人户均]{{0,6}})?(?:为|是|约|达)?"
    rf"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>{_UNIT})"
)
_ITEM = regex(rf"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>{_UNIT})?")
_MEAN, _FEWEST, _LEAST = regex("均"), 3, 2
_OTHER = regex("目标|上年|去年|较|比|其中|另|累计")


@another_way("ZPJ245", ERROR, follows=("ZPJ245", "ZPJ554", "ZPJ587", "ZPJ586", "ZPJ230", "ZPJ241"))
def runs_of_figures(case: PaperCase) -> Iterator[Hit]:
    """“得分分别为90.6、89.8、88.7、92.1分，年平均90.03分”, “28、35、12个，共计78个”: proved by a slip of the pen."""
    for sentence in said(case):
        for match in _RUN.finditer(sentence.text) if "、" in sentence.text else ():
            items = [(parse_number(each["number"]), each["unit"]) for each in _ITEM.finditer(match["list"])]
            units = {unit for _, unit in items if unit}
            numbers = [number for number, _ in items if number is not None]
            own = next((each for each in sentence.quantities if each.start == match.start("number")), None)
            if own is None or units != {match["unit"]} or len(numbers) < _FEWEST or _OTHER.search(match["between"]):
                continue
            yield from _off(sentence, match, own, numbers)


def _off(sentence: Sentence, match: re.Match[str], own: Quantity, numbers: Sequence[Decimal]) -> Iterator[Hit]:
    mean = _MEAN.search(match["what"]) is not None
    told = parse_number(match["number"]) or ZERO
    summed = sum(numbers, ZERO)
    exact = summed / len(numbers) if mean else summed
    slack = half_unit(places_shown(match["number"])) * (2 if mean else 0)
    if abs(exact - told) <= slack:
        return
    right = round_half_up(exact, places_shown(match["number"]))
    shown = "+".join(map(plain, numbers))
    slip = slipped(match["number"], plain(right)) and len(match["number"]) > _LEAST
    shift = 8 if "亿" in match["unit"] else 4 if "万" in match["unit"] else 0
    if slip or abs(exact - told) * 10 <= exact:
        basis = f"({shown})÷{len(numbers)}" if mean else shown
        yield wrong(sentence, own, right.scaleb(shift), basis, proved=slip)


_CUT = regex("(?:审减|核减|净审减|节约|节支|下浮|降价|结余|压减|资金节约|调减)(?:率|比例|幅度)(?:为|达到?|是|约|:)*$")
_NEAR, _MOST = HUNDRED / 20, 4


@paper_check(
    "ZPJ265",
    "核减率、节约率与两个金额不符",
    WARNING,
    reference="R-13",
    clause="核减率、节约率为减少的金额除以原来的金额",
    message="“{quote}”，按 {basis} 应为 {expected}，写成 {found}，请核对",
    fix="核对两个金额和比率",
    follows=("ZPJ589", "ZPJ592", "ZPJ591"),
)
def rates_of_cuts(case: PaperCase) -> Iterator[Hit]:
    """“合同价120万元，审定115.2万元，核减率5%”: of the amounts told before it, no two make that rate."""
    for sentence, _ in with_figures(case):
        for number, figure in enumerate(sentence.quantities):
            if figure.unit != PERCENT or not _CUT.search(figure.before):
                continue
            known = [each for each in sentence.quantities[:number] if each.unit == MONEY and each.value][-_MOST:]
            rates = [(one, other, (one.value - other.value) / one.value * HUNDRED)
                     for one, other in permutations(known, 2) if one.value > other.value]  # fmt: skip
            slack = max(figure.half_place * (2 if figure.half else 1), HALF_CENT)
            fair = [rate for _, _, rate in rates] + [HUNDRED - rate for _, _, rate in rates]
            if not rates or any(abs(rate - figure.value) <= slack for rate in fair):
                continue
            near = [each for each in rates if abs(each[2] - figure.value) < _NEAR]
            if len(near) == 1 and len(known) <= _FEWEST:
                one, other, rate = near[0]
                yield wrong(sentence, figure, rate, f"({one.text}−{other.text})÷{one.text}", places=decimals(figure))


_PARTS = (
    ("上半年", "上半年"), ("下半年", "下半年"), ("前三季度", "前(?:三|3)个?季度"), ("一季度", "(?:第一|一|1)季度"),
    ("二季度", "(?:第二|二|2)季度"), ("三季度", "(?<!前)(?:第三|三|3)季度"), ("四季度", "(?:第四|四|4)季度"),
)  # fmt: skip
_PART_OF_YEAR = tuple((name, regex(rf"{words}[^,。;0-9]{{0,12}}$")) for name, words in _PARTS)
_WHOLES = (("上半年", "下半年"), ("前三季度", "四季度"), ("一季度", "二季度", "三季度", "四季度"))
_YEAR = regex("(?:全年|年度|合计|共计|总计|累计)[^,。;0-9]{0,12}$")
_ASIDE = regex("目标|计划|预算|上年|去年|同比|较|比|平均|均|占|增|减|结余|剩余")


@paper_check(
    "ZPJ266",
    "分季度、上下半年的数与全年不符",
    WARNING,
    reference="R-71",
    clause="各季度（上下半年）之和等于全年数",
    message="“{quote}”，按 {basis} 应为 {expected}，写成 {found}，请核对",
    fix="核对各期的数和全年数",
    follows=("ZPJ241", "ZPJ586", "ZPJ587", "ZPJ230", "ZPJ554", "ZPJ552"),
)
def parts_of_a_year(case: PaperCase) -> Iterator[Hit]:
    """“上半年完成22公里，下半年完成26公里，全年完成50公里”: of one unit, in one paragraph, each told once."""
    for sentences in by_paragraph(case):
        if not any("半年" in sentence.text or "季" in sentence.text for sentence in sentences):
            continue
        told = [(sentence, figure) for sentence in sentences for figure in sentence.quantities]
        told = [each for each in told if not _ASIDE.search(each[1].before) and each[1].unit != PERCENT]
        named = [(name, each) for each in told for name, pattern in _PART_OF_YEAR if pattern.search(each[1].before)]
        for names in _WHOLES if len(named) > 1 else ():
            parts = [each for name, each in named if name in names]
            units = {each[1].unit for each in parts}
            others = [each for each in told if {each[1].unit} == units and each not in parts]
            years = [each for each in others if _YEAR.search(each[1].before)]
            if len(parts) != len(names) or len({name for name, _ in named if name in names}) != len(names):
                continue
            if len(units) != 1 or len(years) != 1:
                continue
            sentence, whole = years[0]
            figures = [figure for _, figure in parts]
            summed = total(figures).value
            if not adds_up(whole, figures) and abs(summed - whole.value) * 5 <= summed:
                slip = whole.slips_to(summed)
                yield wrong(sentence, whole, summed, "+".join(each[1].text for each in parts), proved=slip)
