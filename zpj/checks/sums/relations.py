"""In the prose of a filed report: figures that stand together and are a slip of the pen away from adding up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from zpj.checks.case import PaperCase
from zpj.checks.counts.listed import sums_of_counts
from zpj.checks.reading.figures import PERCENT, POINTS, Quantity, Sentence, Told, by_paragraph, quantities
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, Hit, paper_check
from zpj.checks.sums.arithmetic import changes, what_is_left, wrong
from zpj.checks.sums.moves import budget_moves
from zpj.checks.sums.products import parts_behind_totals, prices_in_prose, totals_behind_parts
from zpj.checks.sums.rates import counts_of_parts
from zpj.checks.sums.sums_and_rates import sums_in_sentences
from zpj.domain.amounts import ZERO, parse_number
from zpj.domain.records import record
from zpj.domain.regex import regex

_PER_PIECE = regex("各(?:有|设|配|配备|购置|安排)?$|每|平均|[人户亩台套件场次]均|单价|均价|标准|倍")
_ENDS_A_RANGE = regex("[0-9][^0-9,。;、]{0,2}[—–~～]$")
"""Before the upper bound of a range: 60—79.99分."""
_THAN_YEAR = regex("(?:^|[,。;])[与同和比较][^,。;0-9]{0,6}(?:上年|去年|20[0-9]{2}年)[^,。;0-9]{0,8}$")
_OF_PARTS = regex("^[^,。;]{0,10}(?:[(:]|,?(?:其中|包括|包含|分别|含|分为|由|来源|构成|用于|主要用于|即))")
_AS_SUM = regex(
    "(?:合计|共计?|总计|总共|总额|总量|总数|累计|小计|一共|可用资金|总(?:支出|投资|投入|收入|预算|资金|费用|面积|里程|人数))[^,。;]{0,8}$"
)
_DETAILS = regex("其中|包括|分别|按[^,。;:]{1,8}分[,:]?")
_JOINS = regex("其中|以上|上述|合计|共计|总计|三项|各项|两项")
_ITEM = regex("[(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[).、,是]|[①-⑩]")
_IN_ALL = regex("(?:共有?|总|合计)[^,。;]{0,10}$")
_LEFT = regex(
    "(?:节约|节支|结余|结转|剩余|差额|缺口|净值|未支[出付]|未执行|尚[有欠]|还[有剩差欠]|少|多|超出?|低于?|高于?|相差)[^,。;]{0,6}$"
)
_LEFT_BEHIND = regex("^(?:的?资金|的?款项)?(?:尚?未(?:支|使|执|拨|用|付|完|发)|没有|缺口|结余|剩余)")
_NO_SUM = frozenset({PERCENT, "百分点", "‰", "千分点", "年", "个月", "倍", "米", "折", "小时", "分钟"})
_PLAN = regex("计划|目标|任务|应完成|预期")
_BESIDE_RESULT = regex(
    "[(](?:其中)?(?:满分|分值|权重|标准分|总分|目标|计划|任务|指标|控制|预期|年初|原|上年|去年|同期|20[0-9]{2}年)[^()0-9]{0,8}$"
)
"""In brackets behind a result: its weight, its goal, what it was the year before."""
_FEWEST, _LONGEST = 3, 8
_SURE, _WORDED, _TOLD = 4, 3, 2
_OTHERS = (
    what_is_left, changes, totals_behind_parts, parts_behind_totals, prices_in_prose, sums_of_counts, counts_of_parts,
    budget_moves,
)  # fmt: skip


@record
class Sum:
    """Figures of one unit in a row: a whole and what may be its parts."""

    whole: Told
    parts: tuple[Told, ...]

    @property
    def gap(self) -> Decimal:
        """What the parts lack to the whole."""
        return self.whole[1].value - sum((part.value for _, part in self.parts), ZERO)

    @property
    def fits(self) -> bool:
        """Whether the parts make the whole, but for rounding."""
        return abs(self.gap) <= self.whole[1].half + sum((part.half for _, part in self.parts), ZERO)

    @property
    def figures(self) -> tuple[Quantity, ...]:
        """The whole and the parts."""
        return (self.whole[1], *(part for _, part in self.parts))

    def corrections(self) -> Iterator[tuple[Told, Decimal]]:
        """Each figure that one slip of the pen would make right, and its right value."""
        gap = self.gap
        for told in (self.whole, *self.parts):
            figure = told[1]
            right = figure.value - gap if told is self.whole else figure.value + gap
            if figure.slips_to(right) and _as_long(figure.value, right):
                yield told, right


def _as_long(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers have as many digits before the point, or the same digits: else no slip makes them one."""
    return one.adjusted() == other.adjusted() or one.normalize().as_tuple()[1] == other.normalize().as_tuple()[1]


@paper_check(
    "ZPJ241",
    "文字里的几个数相加不等，只差一个笔误",
    ERROR,
    reference="R-71 R-17 R-76",
    clause="合计等于各项之和，结余、增减为两数之差",
    message="“{quote}”：{basis}，疑似把 {expected} 写成了 {found}，请核对",
    fix="核对这几个数，改正写错的一个",
)
def nearly_sums(case: PaperCase) -> Iterator[Hit]:
    """“年初预算120万元，追加6.5万元，全年预算125.6万元”: whatever the words, one slip mended and the figures add up.

    Proved where words tell of a whole and its parts; else a doubt, and only where the figures are long enough.
    """
    known: frozenset[tuple[str, Decimal]] | None = None
    right: set[int] = set()
    for told, runs in _windows(case):
        sums = list(runs(told)) if len(told) >= _FEWEST else []
        right |= {id(figure) for each in sums if each.fits for figure in each.figures}
        seen: set[int] = set()
        for each in sums:
            mended = [] if each.fits else [item for item in each.corrections() if id(item[0][1]) not in right]
            if mended:
                least = _least_digits(each)
                mended = [item for item in mended if item[0][1].significant >= least and not _mixed(each)]
            last, end = each.parts[-1]
            open_list = last.text.startswith("等", end.end)
            if not mended or open_list or seen & {id(figure) for figure in each.figures}:
                continue
            seen |= {id(figure) for figure in each.figures}
            (sentence, figure), value = mended[0]
            known = _known_slips(case) if known is None else known
            proved = _worded(each) and figure.significant >= _WORDED
            elsewhere = not proved and _stands_elsewhere(case, figure)
            if elsewhere or _is_made(sentence, figure, each) or _is_planned(each) or _fits_another(each, told):
                continue  # told elsewhere, too, or the sum or difference of two others: no slip of this place
            if not known & {(sentence.paragraph.location, other.value) for other in each.figures}:
                yield wrong(sentence, figure, value, _equation(each), proved=proved)


def _stands_elsewhere(case: PaperCase, figure: Quantity) -> bool:
    from zpj.checks.rows.twofold import times_told

    return times_told(case)[figure.value, figure.unit] > 1


def _is_planned(each: Sum) -> bool:
    """Whether the whole is the plan of what the parts are the result of: “7010批次，为计划7000批次的100.1%，其中……”.

    The sentence tells the sum of the parts besides, or the plan is what a share is of.
    """
    sentence, whole = each.whole
    if not _PLAN.search(whole.before) or any(_PLAN.search(part.before) for _, part in each.parts):
        return False
    summed = sum((part.value for _, part in each.parts), ZERO)
    others = [other for other in sentence.quantities if other.unit == whole.unit and other is not whole]
    return any(other.value == summed for other in others) or sentence.text.startswith("的", whole.end)


def _is_made(sentence: Sentence, figure: Quantity, own: Sum) -> bool:
    """Whether a figure is the sum or the difference of two others of its paragraph that are not of the sum itself."""
    of_sum = {each.value for each in own.figures}
    told = [each for each in quantities(squeezed(sentence.paragraph.text)) if each.unit == figure.unit]
    pairs = permutations((each.value for each in told if each.value not in of_sum), 2)
    return figure.significant >= _WORDED and any(figure.value in (one + two, one - two) for one, two in pairs)


def _fits_another(own: Sum, told: Sequence[Told]) -> bool:
    """Whether two of three figures make a right sum with one more: 57起，减少45起 and 12起, not the goal of 10起."""
    if len(own.figures) != _FEWEST:
        return False
    others = [each for _, each in told if each.unit == own.whole[1].unit and each not in own.figures]
    made = {value for one, two in combinations([each.value for each in own.figures], 2)
            for value in (one + two, abs(one - two))}  # fmt: skip
    return any(each.value in made for each in others)


def _known_slips(case: PaperCase) -> frozenset[tuple[str, Decimal]]:
    """The places and figures other rules of sums and differences speak of."""
    found: set[tuple[str, Decimal]] = set()
    for rule in _OTHERS:
        for hit in rule(case):
            told = (*quantities(hit.found or ""), *quantities(hit.expected or ""))
            found |= {(hit.location, figure.value) for figure in told}
    for hit in sums_in_sentences(case):
        number = parse_number(hit.found or "")
        found |= {(hit.location, number.scaleb(4))} if number is not None else set()
    return frozenset(found)


def _windows(case: PaperCase) -> Iterator[tuple[list[Told], Callable[[Sequence[Told]], Iterator[Sum]]]]:
    """The figures of a paragraph; those of a list with the line before it or the sum behind it; 其中 with its whole."""
    chain: list[Told] = []
    listed = False
    for sentences in by_paragraph(case):
        own = [(sentence, figure) for sentence in sentences for figure in sentence.quantities if _may_add(figure)]
        start = sentences[0].text
        yield own, _sums
        if _JOINS.match(start) and chain and own:
            yield [*chain, *own], _whole_lists
            chain, listed = [], False
        elif _ITEM.match(start) and own:
            chain, listed = [*chain, own[0]], True
        else:
            if listed and chain:
                yield chain, _whole_lists
            chain, listed = own, False
    if listed:
        yield chain, _whole_lists


def _may_add(figure: Quantity) -> bool:
    if figure.unit in _NO_SUM or "/" in figure.unit:
        return False
    if _ENDS_A_RANGE.search(figure.before) or _THAN_YEAR.search(figure.before) or _BESIDE_RESULT.search(figure.before):
        return False
    return not _PER_PIECE.search(figure.before[-14:])


def _sums(told: Sequence[Told]) -> Iterator[Sum]:
    """Runs of figures of one unit: the first or the last is the whole, of three also the middle one."""
    for same in _by_unit(told):
        for start in range(len(same)):
            for stop in range(start + _FEWEST, min(len(same), start + _LONGEST) + 1):
                run = tuple(same[start:stop])
                yield Sum(run[0], run[1:])
                yield Sum(run[-1], run[:-1])
                if len(run) == _FEWEST:
                    yield Sum(run[1], (run[0], run[2]))


def _whole_lists(told: Sequence[Told]) -> Iterator[Sum]:
    """All figures of one unit in some lines: the first or the last is the whole, or the last of the first line."""
    for same in _by_unit(told):
        if len(same) >= _FEWEST:
            yield Sum(same[0], tuple(same[1:]))
            yield Sum(same[-1], tuple(same[:-1]))
            lead = [each for each in same if each[0].paragraph is same[0][0].paragraph]
            rest = same[len(lead) :]
            if len(lead) > 1 and len(rest) >= _FEWEST - 1:
                yield Sum(lead[-1], tuple(rest))
            if len(rest) >= _FEWEST:
                yield Sum(rest[-1], tuple(rest[:-1]))


def _by_unit(told: Sequence[Told]) -> Iterable[list[Told]]:
    units: dict[str, list[Told]] = {}
    for each in told:
        units.setdefault(each[1].unit, []).append(each)
    return units.values()


def _mixed(each: Sum) -> bool:
    """Whether points lost stand among points won, or points won among those that can be: “产出55分，得51.25分”."""
    return each.whole[1].unit == POINTS and any(
        len({word in figure.before[-6:] for figure in figures}) > 1
        for word, figures in (("扣", each.figures), ("得", [part for _, part in each.parts]))
    )


def _least_digits(each: Sum) -> int:
    """How long the figure must be for its slip to be no chance."""
    if _is_left(each) or (_worded(each) and _is_list(each)):
        return _TOLD
    return _WORDED if _worded(each) else _SURE if len(each.parts) <= _FEWEST else _LONGEST


def _worded(each: Sum) -> bool:
    """Whether the words between the whole and its parts tell that they are."""
    sentence, whole = each.whole
    one, first = each.parts[0]
    if (sentence.number, whole.start) < (one.number, first.start):
        if sentence is not one:
            return one.number == sentence.number + 1 and _DETAILS.match(one.text) is not None
        between = sentence.text[whole.end : first.start]
        return bool(_OF_PARTS.search(between) or (_IN_ALL.search(whole.before) and _is_list(each)))
    return (one.number, first.start) != (sentence.number, whole.start) and _AS_SUM.search(whole.before) is not None


def _is_list(each: Sum) -> bool:
    """Whether nothing but the parts stands between the first and the last of them: 小学28所、初中12所、高中3所."""
    sentence, parted = each.whole[0], each.parts[0][0]
    if any(other is not parted for other, _ in each.parts):
        return False
    if parted is not sentence:
        return _DETAILS.match(parted.text) is not None and len(each.parts) == sum(
            figure.unit == each.whole[1].unit for figure in parted.quantities
        )
    whole, last = each.whole[1], each.parts[-1][1]
    own = [figure for figure in sentence.quantities if figure.unit == whole.unit]
    own = [
        figure
        for figure in own
        if (figure.start >= whole.start if whole.start < last.start else figure.start <= whole.start)
    ]
    return len(own) == len(each.parts) + 1


def _is_left(each: Sum) -> bool:
    """Whether one of three amounts in a row is told as what is left of another, or as how far two lie apart."""
    if len(each.parts) != _FEWEST - 1 or any(sentence is not each.whole[0] for sentence, _ in each.parts):
        return False
    text = each.whole[0].text
    return any(_LEFT.search(part.before) or _LEFT_BEHIND.match(text[part.end :]) for _, part in each.parts)


def _equation(each: Sum) -> str:
    return "+".join(part.text for _, part in each.parts) + f"≠{each.whole[1].text}"
