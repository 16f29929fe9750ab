"""In the prose of a filed report: restatements, differences and changes worked out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import AS_GOAL, MONEY, PERCENT, Quantity, Sentence, with_figures
from zpj.checks.reading.plain_patterns import YEAR
from zpj.checks.reading.reconcile import places_shown
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ONE, ZERO, plain, round_half_up
from zpj.domain.regex import regex
from zpj.domain.units import units_in

_SAME_AGAIN = regex(r"^(?:\(|[,(]?(?:即|折合|合计?|也就是|约合|折算|换算|相当于)(?:约|为|成)*|\(约)$")
_LEFT = regex("(?:节约|节支|结余|结转结余|剩余|结转|差额|未支出|未执行)(?:资金|经费|金额|数额?|了|为|共|约|是|:)*$")
_PLANNED = regex("预算|资金|安排|下达|到位|合同|控制价|限价|计划|批复|总投资|概算")
_SPENT = regex("支出|执行|支付|使用|实际|中标|结算|采购")
_CHANGED = regex(
    "(?:下降|增长|提高|减少|上升|增加|降低|缩短|升高|压减|下浮|上浮|下调|上调|增产|减产|增收|减收|净增|净减|增幅|降幅|涨幅|(?<=[,;])新增|(?<![不最至更较为])[低高多少快短]|超出)(?:幅度|比例|率)?(?:了|约|近|为|达)*$"
)
_BASE = regex("(?:比(?![例重率赛])|较|由|从|上年|去年|同期|20[0-9]{2}年度?)[^,]{0,14}$")
_AGAINST = regex("(?P<name>[\u4e00-\u9fff]{2,16}?)(?:比|较)(?:上年|去年|20[0-9]{2}年)[^,。;]{0,6}$")
_REACHED = regex("^(?:增加?|降低?|减少?|提高|提升|上升|下降|增长|扩大|缩短)[至到]$")
_THAN = regex("(?:比|较)20[0-9]{2}年[^,]{0,8}$")
_COMPARED = regex("比|较|由|从|同比")
_THAN_BEFORE = regex("(?:[比较](?!重|例)|同比|环比)(?:20[0-9]{2}年)?[^,。;0-9]{0,12}$")
_LESSENED = regex("减|少|降")
_OF_GOAL = regex("[0-9][^,。;0-9]{1,3}的(?:控制|规定)(?:标准|价),(?:比|较)(?:20[0-9]{2}年|上年|去年)[^,。;]*$")
_NEITHER = regex("目标|计划|预期|其中|分别|平均|每")
_POINTS, _MOST_TIMES = {"百分点": PERCENT, "千分点": "‰"}, 100


def wrong(
    sentence: Sentence, figure: Quantity, right: Decimal, basis: str, proved: bool = True, places: int | None = None
) -> Hit:
    if places is not None:
        right = round_half_up(right, places)
    return sentence.hit(found=figure.text, expected=figure.as_printed(right),
                        difference=figure.as_printed(abs(figure.value - right)), tolerance=plain(figure.half),
                        quote=sentence.clause_to(figure, marks=",;。("), basis=basis,
                        level=None if proved else WARNING)  # fmt: skip


def decimals(rate: Quantity) -> int:
    """The decimals a corrected rate is told with: those of the printed one, at least one."""
    return max(1, places_shown(rate.digits))


@paper_check(
    "ZPJ590",
    "同一金额换算前后不等",
    ERROR,
    reference="R-23",
    clause="同一个数换了单位应当相等",
    message="“{quote}”换算后应为 {expected}，写成 {found}，请改正",
    fix="核对两个数，改正写错的一个",
)
@by_the_paragraph
def restatements(case: PaperCase) -> Iterator[Hit]:
    """“1958400元（195.48万元）”: an amount told again in brackets or after 即, in another unit."""
    for sentence, _ in with_figures(case):
        for one, other in pairwise(sentence.quantities):
            times = _factor(one, other)
            if times is None or not _SAME_AGAIN.match(other.before):
                continue
            value = one.value * times
            other_scale = times != 1 or _scale(one) != _scale(other)
            closed = not other.before.startswith("(") or sentence.text[other.end : other.end + 1] in (")", ",", "，")
            near = value and (other.slips_to(value) or _point_moved(value, other))
            if other_scale and closed and abs(value - other.value) > one.half * times + other.half and near:
                yield wrong(sentence, other, value, f"{one.text} = {other.digits_of(value)}")


def _factor(one: Quantity, other: Quantity) -> Decimal | None:
    """How many of the other's unit one of the first's is; None where they measure different things."""
    if one.unit == other.unit:
        return ONE if one.unit not in (PERCENT, "分", "‰") else None
    return units_in(one.unit, other.unit)


def _scale(figure: Quantity) -> str:
    return "".join(sign for sign in figure.text if sign in "万亿")


def _point_moved(value: Decimal, other: Quantity) -> bool:
    """Whether two amounts have the same digits but for rounding, and the point elsewhere: 2826.40万元, 2.83亿元."""
    return any(abs(value.scaleb(move) - other.value) <= other.half for move in (-3, -2, -1, 1, 2, 3))


@paper_check(
    "ZPJ591",
    "文字里的结余、节约与两数之差不符",
    ERROR,
    reference="R-17 R-51",
    follows=("ZPJ560",),
    clause="结余、节约为预算数减支出数",
    message="“{quote}”，按文中的 {basis} 应为 {expected}，请核对",
    fix="核对预算、支出和结余",
)
def what_is_left(case: PaperCase) -> Iterator[Hit]:
    """“预算865万元，实际采购802.3万元，节约72.7万元”: nearly, but not quite, the difference of two amounts before."""
    for sentence, above in with_figures(case):
        for number, figure in enumerate(sentence.quantities):
            if figure.unit == MONEY and _LEFT.search(figure.before):
                known = [each for each in (*above, *sentence.quantities[:number]) if each.unit == MONEY]
                known = [*(each for each in budgets(case) if each not in known), *known] if known else []
                yield from _left_over(sentence, figure, known)


@lru_cache(maxsize=4)
def budgets(case: PaperCase) -> tuple[Quantity, ...]:
    """The amounts a report tells of as its budget or the money it got."""
    return tuple(
        each
        for sentence, _ in with_figures(case)
        for each in sentence.quantities
        if each.unit == MONEY and _PLANNED.search(each.before) and not _SPENT.search(each.before)
    )


def _left_over(sentence: Sentence, figure: Quantity, known: Sequence[Quantity]) -> Iterator[Hit]:
    pairs = [(plan, spent) for plan in known for spent in known if plan.value > spent.value]
    gaps = ((plan.value - spent.value, plan.half + spent.half) for plan, spent in pairs)
    if any(abs(gap - figure.value) <= half + figure.half for gap, half in gaps):
        return
    for plan, spent in reversed(pairs):
        named = _PLANNED.search(plan.before) and _SPENT.search(spent.before)
        right = plan.value - spent.value
        if named and figure.slips_to(right):
            yield wrong(sentence, figure, right, f"{plan.text}−{spent.text}")
            return


@paper_check(
    "ZPJ592",
    "文字里的增减与两数不符",
    ERROR,
    clause="增减数为两数之差，增减比例为差除以原来的数",
    message="“{quote}”，按 {basis} 应为 {expected}，请核对",
    fix="核对两个数和增减",
)
@by_the_paragraph
def changes(case: PaperCase) -> Iterator[Hit]:
    """“由15起下降到9起，下降60%”, “比上年的25件减少12件”: two figures of one unit and how far they lie apart."""
    for sentence, above in with_figures(case):
        for number, figure in enumerate(sentence.quantities):
            if not _CHANGED.search(figure.before):
                continue
            is_goal = _OF_GOAL.search(sentence.text[: figure.start]) or AS_GOAL.match(sentence.text, figure.end)
            if not is_goal:
                yield from _change(sentence, figure, sentence.quantities[:number], above)


def _change(
    sentence: Sentence, figure: Quantity, before: Sequence[Quantity], above: Sequence[Quantity]
) -> Iterator[Hit]:
    is_rate = figure.unit in (PERCENT, "‰")
    pair = _compared(figure, before, is_rate)
    if pair is None and is_rate:
        yield from _of_base(sentence, figure, before[-2:])
        yield from _of_namesake(sentence, figure, before, above)
    if pair is None or (is_rate and _NEITHER.search(pair[1].before.rpartition(",")[2])):
        return
    old, new = pair
    named = namesakes(sentence, old, [*above, *before])
    new = named[-1] if named and new.start < old.start else new
    gap = abs(new.value - old.value)
    if not is_rate and gap > _MOST_TIMES * min(old.value, new.value):
        return  # 粮食产能558万斤，亩产比上年的905斤提高155斤
    if not is_rate:
        every = [each for each in (*above, *before) if each.unit == old.unit]
        fits = any(abs(abs(a.value - b.value) - figure.value) <= a.half + b.half + figure.half
                   for a, b in combinations(every, 2) if max(a.half, b.half) < figure.value)  # fmt: skip
        if gap and _COMPARED.search(old.before + new.before) and (not fits or _unlike_printed(figure, old, new)):
            yield wrong(sentence, figure, gap, f"{new.text}和{old.text}之差", proved=not fits)
        return
    if not old.value or not new.value:
        return
    half = _rounding(figure) + _spread(gap, old, new)
    alike = [each for each in before if each.unit == old.unit and each.value]
    fair = [gap / old.value, *(each.value / old.value for each in alike if _CHANGED.search(each.before))]
    fair += [abs(one.value / other.value - 1) for one in alike for other in alike if gap > old.value]
    fair += [abs(one.value / old.value - 1) for one in wholes_of(alike)]
    if all(abs(each * HUNDRED - figure.value) > half for each in fair):
        yield wrong(sentence, figure, gap / old.value * HUNDRED, f"|{new.text}−{old.text}|÷{old.text}",
                   places=decimals(figure))  # fmt: skip


def wholes_of(alike: Sequence[Quantity]) -> list[Quantity]:
    """The figures of which those right behind are the parts: 3458 of 3458、812、905、893、848."""
    return [each for at, each in enumerate(alike)
            if any(sum((part.value for part in alike[at + 1 : end]), ZERO) == each.value
                   for end in range(at + 3, len(alike) + 1))]  # fmt: skip


def _unlike_printed(figure: Quantity, old: Quantity, new: Quantity) -> bool:
    """Whether a difference, told as coarsely as the two figures, is not theirs as printed: 8.6 and 8.1, 0.6 less."""
    place = old.half * 2
    alike = bool(place) and old.half == new.half and not figure.value % place
    return alike and abs(new.value - old.value) != figure.value


def _of_base(sentence: Sentence, figure: Quantity, before: Sequence[Quantity]) -> Iterator[Hit]:
    """“比2022年的1180万元增加63.8万元，增长5.41%”: the change told divided by the base told right before it."""
    if len(before) < 2:
        return
    base, told = before
    is_base = _BASE.search(base.before.rpartition(",")[2]) and not _CHANGED.search(base.before)
    if is_base and _CHANGED.search(told.before) and base.unit == told.unit and base.value:
        half = _rounding(figure) + (base.half + told.half) / base.value * HUNDRED
        old = base.value + told.value * (1 if _LESSENED.search(told.before) else -1)  # 安排400万元，比2023年减少26万元
        olds = (base.value, old) if old > ZERO and _THAN_BEFORE.search(told.before) else (base.value,)
        right, *others = (told.value / each * HUNDRED for each in olds)
        if all(abs(each - figure.value) > half for each in (right, *others)):
            yield wrong(sentence, figure, right, f"{told.text}÷{base.text}", places=decimals(figure))


def _of_namesake(
    sentence: Sentence, figure: Quantity, before: Sequence[Quantity], above: Sequence[Quantity]
) -> Iterator[Hit]:
    """“新收案件7000件……新收案件比上年的6640件增长5.14%”: the new figure stands above under the same name."""
    base = before[-1] if before else None
    if base is None or not base.value or base.unit in (PERCENT, "分"):
        return
    for each in namesakes(sentence, base, [*above, *before[:-1]])[-1:]:
        right = abs(each.value - base.value) / base.value * HUNDRED
        gap = abs(right - figure.value)
        if _rounding(figure) + _spread(abs(each.value - base.value), base, each) < gap < HUNDRED / 20:
            basis = f"|{each.text}−{base.text}|÷{base.text}"
            yield wrong(sentence, figure, right, basis, proved=False, places=decimals(figure))


def namesakes(sentence: Sentence, base: Quantity, told: Sequence[Quantity]) -> list[Quantity]:
    """The figures under the name that is compared with a base: 执行7520万元 of “执行数比2022年的7210万元增长”."""
    match = _AGAINST.match(sentence.text[: base.start].rpartition("。")[2].rpartition(",")[2])
    name = (match["name"] if match else "").rstrip("数额")[-4:]
    return [each for each in told if name and each.unit == base.unit and each.before.endswith(name)]


def _rounding(rate: Quantity) -> Decimal:
    """How far a printed rate may lie from the exact one: decimals may be cut off instead of rounded."""
    return rate.half_place * (2 if rate.half else 1)


def _spread(gap: Decimal, old: Quantity, new: Quantity) -> Decimal:
    """How far rounding of the two figures may move a rate of change, in percent."""
    return (old.half + new.half) / old.value * (1 + gap / old.value) * HUNDRED if old.value else ZERO


def _compared(figure: Quantity, before: Sequence[Quantity], is_rate: bool) -> tuple[Quantity, Quantity] | None:
    """The older and the newer figure a change is between: the two nearest of one unit, one of them told as the base."""
    unit = _POINTS.get(figure.unit, "" if is_rate else figure.unit)
    alike = [each for each in before if not _CHANGED.search(each.before) and each.unit not in _POINTS]
    known = [each for each in alike if each.unit == (unit or (alike[-1].unit if alike else ""))]
    compared_twice = len(known) > 2 and all(_THAN.search(each.before) for each in known[-2:])  # 比2022年的，比2020年的
    alike = [known[-3], known[-1]] if compared_twice else known[-2:]
    if len(alike) < 2 or (is_rate and alike[0].unit in (PERCENT, "‰")):
        return None
    bases = [each for each in alike if _BASE.search(each.before.rpartition(",")[2])]
    years = [match[0] for each in bases if (match := YEAR.search(each.before))]
    if len(bases) == len(years) == 2 and years[0] != years[1]:
        bases = [bases[years.index(min(years))]]
    bases = bases or [each for each in alike[:1] if _REACHED.match(alike[1].before)]
    if len(bases) > 1:  # 2023年末56198人，比上年末的52600人: the one told with 比
        bases = [each for each in bases if _COMPARED.search(each.before.rpartition(",")[2])]
    if len(bases) != 1:
        return None
    return bases[0], next(each for each in alike if each is not bases[0])
