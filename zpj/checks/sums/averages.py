"""In the prose of a filed report: so much for each, how many of them, and how much in all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import product as pairs_of

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import (
    MONEY,
    PERCENT,
    POINTS,
    Quantity,
    Sentence,
    Told,
    told_by_paragraph,
    usual_unit,
    with_figures,
)
from zpj.checks.reading.tables import number_in, zeros_of
from zpj.checks.reading.text import headings, squeezed
from zpj.checks.rule import ERROR, Hit, paper_check
from zpj.checks.sums.arithmetic import wrong
from zpj.checks.sums.products import prices_in_prose
from zpj.domain.amounts import HUNDRED, ONE, ZERO, parse_number, plain
from zpj.domain.likeness import longest_shared
from zpj.domain.records import record
from zpj.domain.regex import regex

_EACH = regex(
    "(?:平均)?每一?(?P<of>[\u4e00-\u9fff]{1,4}?)(?:每(?:年|月|天|次|期|学期))?"
    "(?:次|获得|得到|领取|享受|赔款|赔付|需|可|的|平均|补助|补贴|发放|支出|投入|费用?|成本|标准|造价|参与|受益|服务|收入|年|月|均|维护|运行|奖励|经费|资金|约|为|按|达|是)*$"
    "|(?P<average>人次|[人户亩台套件场次村校座盏日月生床班所站点镇县家栋棵株头辆])均[^,。;0-9]{0,8}$"
    "|(?P<alone>(?<![全当本每])[月日年](?:均|基本)?(?:工资|补贴|租金|补助|费用|薪酬|租费|服务费)(?:标准)?|单价|均价|平均价格?|(?:补助|发放|结算)标准)[^,。;0-9]{0,6}$"
)
_EACH_THING = regex(
    "每一?(?P<unit>[个名座条处所台辆户人家公里亩间套块只株])(?P<what>[\u4e00-\u9fff]{4,14}?)(?:约|为|达|是)*$"
)
_USUAL_COST = frozenset({"成本", "费用", "经费", "支出", "资金", "平均", "投入", "补助", "补贴", "年均", "均费"})
_IS_AVERAGE = regex("平均|均")
_PERIODS = frozenset({"个月", "月", "天", "学期", "次", "期", "季", "年"})
_NO_COUNT = frozenset({MONEY, PERCENT, POINTS, "百分点", "‰", "倍", "折"})
_AS_LIMIT = regex("(?:/[^,;。]{1,3})?(?:以内|以下|的(?:控制|限额|补[助贴]|年度)*(?:标准|目标|上限|指标值))")
_OTHER = regex("上年|去年|目标|计划|20[0-9]{2}年|比|较|结余|剩余|追加")
_SURE, _WHOLE_LABEL = 3, 3
_TOLD = 2
_IN_A_YEAR = {"月": "12", "季": "4", "学期": "2"}
_SAME = {"日": "天", "月": "个月"}
_PEOPLE = frozenset({"人", "人次", "生"})


@record
class _Product:
    """So much for each, how many, for how many periods, how much in all."""

    each: Told
    count: Told
    periods: Decimal
    whole: Told

    @property
    def right(self) -> Decimal:
        """What it comes to in all."""
        return self.each[1].value * self.count[1].value * self.periods

    @property
    def fits(self) -> bool:
        """Whether price times number is the whole, but for rounding."""
        hidden = self.each[1].half * self.count[1].value * self.periods + self.whole[1].half
        average = self.whole[1].value / (self.count[1].value * self.periods)
        above, half = average - self.each[1].value, self.each[1].half_place
        rounded = -half <= above < half * 2 and _IS_AVERAGE.search(self.each[1].before) is not None
        return abs(self.right - self.whole[1].value) <= hidden or rounded

    def corrections(self) -> Iterator[tuple[Told, Decimal]]:
        """Each figure one slip of the pen in which explains the difference, and its right value."""
        for told, exact in ((self.each, self.whole[1].value / (self.count[1].value * self.periods)),
                            (self.whole, self.right),
                            (self.count, self.whole[1].value / (self.each[1].value * self.periods))):  # fmt: skip
            figure = told[1]
            right = figure.rounded(exact)
            scaled = right > 0 and figure.unit == MONEY and figure.value in (exact.scaleb(4), exact.scaleb(-4))
            if (scaled or figure.slips_to(right)) and (told is not self.count or right == exact):
                yield told, right


@paper_check(
    "ZPJ244",
    "单价（人均、每座）乘数量与总数不符",
    ERROR,
    clause="总数为单价乘数量，平均数为总数除以数量",
    message="“{quote}”，按 {basis} 应为 {expected}，写成 {found}，请核对",
    fix="核对单价、数量和总数",
)
def averages(case: PaperCase) -> Iterator[Hit]:
    """“活动38场，参与8640人次，平均每场180人次”: each, how many and in all, in one paragraph or in a table's row."""
    known: frozenset[tuple[str, str | None]] | None = None
    for told in told_by_paragraph(case):
        for each in told:
            match = _each(each[1].before) if each[1].value and len(told) > 1 else None
            if match is None or each[1].unit in (PERCENT, POINTS) or _OTHER.search(each[1].before[-8:]):
                continue
            of = match["of"] or match["average"] or ""
            of = "" if of in _PERIODS and not match["average"] else of
            for sentence, figure, value, basis, proved in _mended(case, each, of, told):
                if known is None:
                    known = frozenset((hit.location, hit.found) for hit in prices_in_prose(case))
                if (sentence.paragraph.location, figure.text) not in known:
                    yield wrong(sentence, figure, value, basis, proved=proved)


@lru_cache(maxsize=2048)
def _each(before: str) -> re.Match[str] | None:
    return _EACH.search(before)


def _counted_elsewhere(case: PaperCase, told: Sequence[Told]) -> Iterator[Hit]:
    """“系统运维126万元……平均每个网点运维成本1.2万元”, where another paragraph counts 126个网点."""
    for sentence, figure in told:
        match = _EACH_THING.search(figure.before) if figure.unit == MONEY and "每" in figure.before else None
        if match is None or _OTHER.search(figure.before[-10:]) or not figure.value:
            continue
        unit = usual_unit(match["unit"])
        counts = {each.value: (each, noun) for one, _ in with_figures(case) for each in one.quantities
                  if each.unit == unit and (noun := _noun_of(each, one.text, match["what"]))}  # fmt: skip
        wholes = [whole for _, whole in told if whole.unit == MONEY and whole.value > figure.value
                  and not _EACH.search(whole.before) and not _OTHER.search(whole.before)]  # fmt: skip
        products = list(pairs_of(wholes, counts.values()))
        right = [whole.value / count.value for whole, (count, _) in products if count.value]
        if len(counts) != 1 or any(figure.is_near(value) for value in right):
            continue
        count, noun = next(iter(counts.values()))
        pieces = {match["what"][at : at + 2] for at in range(len(noun), len(match["what"]) - 1)} - _USUAL_COST
        own = [whole for whole in wholes if any(piece in whole.before for piece in pieces)]
        if len(own) == 1 and figure.rounded(own[0].value / count.value) != figure.value:
            value = figure.rounded(own[0].value / count.value)
            yield wrong(sentence, figure, value, f"{own[0].text}÷{count.text}{noun}", proved=False)


def _noun_of(count: Quantity, text: str, what: str) -> str:
    """What a figure counts, as far as some words begin with it: 网点 of 126个网点登记系统, 桥梁 of 维修桥梁12座."""
    behind = text[count.end : count.end + _WHOLE_LABEL * 2]
    size = next((at for at, (one, other) in enumerate(zip(behind, what, strict=False)) if one != other), len(behind))
    before = next((length for length in (4, 3, 2) if count.before[-length:] == what[:length] and what[:length]), 0)
    return what[: max(min(size, len(what)), before)] if max(size, before) > 1 else ""


def _mended(
    case: PaperCase, each: Told, of: str, told: Sequence[Told]
) -> Iterator[tuple[Sentence, Quantity, Decimal, str, bool]]:
    counts = [item for item in told if item is not each and _counts(item[1], of) and item[1].value > 1]
    wholes = [item for item in told if item is not each and item[1].unit == each[1].unit
              and not _EACH.search(item[1].before) and not _AS_LIMIT.match(item[0].text, item[1].end)
              and _may_be_all(item[1], each[1])]  # fmt: skip
    products = [product for count in counts for whole in wholes for product in _products(each, count, whole, told)]
    of_rows = _in_tables(case, each) if products and each[1].significant >= _TOLD else ()
    if any(product.fits for product in products) or any(
        each[1].rounded(amount / count[1].value) == each[1].value for amount, _ in of_rows for count in counts
    ):
        return
    for product in products:
        near = [(item, right) for item, right in product.corrections() if _is_long(item[1], right)]
        own = {product.each[0].number, product.count[0].number, product.whole[0].number}
        if near:
            (sentence, figure), value = near[0]
            yield sentence, figure, value, _basis(product, figure), len(own) == 1 and bool(of)
            return
    if not products:
        told_of = counts if each[1].significant >= _TOLD else []
        rows = [(each[1].rounded(amount / count[1].value), f"表里{label}的金额÷{count[1].text}")
                for amount, label in (_in_tables(case, each) if told_of else ()) for count in told_of]  # fmt: skip
        if any(right == each[1].value for right, _ in rows):
            return
        slip = next((row for row in rows if each[1].slips_to(row[0])), None)
        if slip:
            yield each[0], each[1], *slip, each[1].significant >= _SURE
            return
    yield from _of_forgotten(each, counts, told)
    if len(products) == 1 and of and _IS_AVERAGE.search(each[1].before):
        product = products[0]
        if product.each[0] is product.count[0] is product.whole[0]:
            right = each[1].rounded(product.whole[1].value / product.count[1].value)
            if right * HUNDRED > each[1].value:  # else the whole is a limit of the average: 未超过94元
                yield each[0], each[1], right, _basis(product, each[1]), False


def _of_forgotten(
    each: Told, counts: Sequence[Told], told: Sequence[Told]
) -> Iterator[tuple[Sentence, Quantity, Decimal, str, bool]]:
    """“累计赔款389.65元（万 is lost）……18628户次……每户次290.17元”: against the whole that must be meant."""
    others = [figure for _, figure in told if figure.unit == each[1].unit == MONEY and figure.value > each[1].value]
    lost = [figure for figure in others if "." in figure.digits and figure.text == f"{figure.digits}元"]
    for whole, count in pairs_of(lost, counts):
        right = each[1].rounded(whole.value.scaleb(4) / count[1].value)
        if right != each[1].value and each[1].significant > _SURE and each[1].slips_to(right):
            yield each[0], each[1], right, f"{whole.digits}万元÷{count[1].text}", False
            return


def _counts(figure: Quantity, of: str) -> bool:
    """Whether a figure counts what the price is for: 3260个 for 每个点位, 36名 for 人均."""
    if figure.unit in _NO_COUNT or _OTHER.search(figure.before[-10:]):
        return False
    of = _SAME.get(of, of)
    people = figure.unit in _PEOPLE and (of[:1] in _PEOPLE or of.endswith("生"))
    named = of[:1] in figure.before[-6:]
    return not of or of.startswith(figure.unit) or figure.unit.startswith(of) or people or named


def _products(each: Told, count: Told, whole: Told, told: Sequence[Told]) -> Iterator[_Product]:
    yield _Product(each, count, ONE, whole)
    for word, times in _IN_A_YEAR.items():
        if word in each[1].before:
            yield _Product(each, count, parse_number(times) or ONE, whole)
    for sentence, figure in told:
        if figure.unit in _PERIODS and figure is not count[1] and figure.value > 1 and sentence is each[0]:
            yield _Product(each, count, figure.value, whole)


def _basis(product: _Product, figure: Quantity) -> str:
    each, count, whole = product.each[1].text, product.count[1].text, product.whole[1].text
    times = "" if product.periods == ONE else f"×{plain(product.periods)}"
    if figure is product.whole[1]:
        return f"{each}×{count}{times}"
    return f"{whole}÷{count}{times and times.replace('×', '÷')}" if figure is product.each[1] else f"{whole}÷{each}"


def _may_be_all(figure: Quantity, each: Quantity) -> bool:
    """Whether a figure may be the whole: more than one of them costs, or 万 forgotten behind it."""
    forgotten = figure.unit == MONEY and "万" not in figure.text and not _OTHER.search(figure.before)
    return figure.value > each.value or forgotten


def _is_long(figure: Quantity, right: Decimal) -> bool:
    """Whether a slip in a figure is no chance: three digits, or 万 forgotten."""
    return figure.significant >= _SURE or right in (figure.value.scaleb(4), figure.value.scaleb(-4))


def _in_tables(case: PaperCase, each: Told) -> Iterator[tuple[Decimal, str]]:
    """The amounts, in 元, of the table rows whose label the words before the count name."""
    if each[1].unit != MONEY:
        return
    clause = each[0].text[: each[1].start]
    for table in case.paper.tables:
        heading = headings(table) if not table.form else []
        for row in table.rows[1:] if heading else ():
            label = squeezed(next((text for text in row if text and number_in(text) is None), ""))
            common = longest_shared(label, clause).size if label else 0
            if common < min(_WHOLE_LABEL, len(label)) or not common:
                continue
            for title, text in zip(heading, row, strict=False):
                number, zeros = number_in(text), zeros_of(title)
                if number is not None and zeros is not None:
                    yield number.scaleb(zeros), label


@paper_check(
    "ZPJ245",
    "平均数、合计与列出的各数不符",
    ERROR,
    clause="合计为各数之和，平均为合计除以个数",
    message="“{quote}”，按 {basis} 应为 {expected}，写成 {found}，请核对",
    fix="核对各数、合计和平均",
)
def means(case: PaperCase) -> Iterator[Hit]:
    """“三次考核得分94.2分、88.6分、92分，平均92.6分”: a slip of the pen from the mean of the figures before it.

    Also the average of an amount over what another paragraph counts.
    """
    for told in told_by_paragraph(case):
        yield from _counted_elsewhere(case, told)
        for place, (sentence, figure) in enumerate(told):
            if "平均" not in figure.before or not _MEAN.search(figure.before):
                continue
            alike = [each for _, each in told[:place] if each.unit == figure.unit and not _MEAN.search(each.before)]
            runs = [alike[start:] for start in range(len(alike) - 1)]
            values = [sum((each.value for each in run), ZERO) / len(run) for run in runs]
            hidden = max((each.half for each in alike), default=ZERO) + figure.half
            hidden = hidden or figure.half_place
            if any(abs(value - figure.value) <= hidden for value in values):
                continue
            for run, value in zip(runs, values, strict=True):
                right = figure.rounded(value)
                if figure.slips_to(right) and figure.significant >= _SURE:
                    yield wrong(sentence, figure, right, f"({'+'.join(each.text for each in run)})÷{len(run)}")
                    break


_MEAN = regex(
    "平均(?:得分|分数?|成绩|值|满意度|率|为|是|达到?|约|数|[^,。;0-9每]{0,6}(?:率|度|分))*(?:为|是|达|约|:)*$"
)
