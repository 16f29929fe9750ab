"""What a printed scoring standard gives for a result: ratios, steps, bands, all or nothing.

A standard is what a scoring table says in 评分标准 or 备注 of a row: “≥90%得满分，每低1个百分点扣0.5分”. All here
is read from its words alone; where they leave two ways of counting open, both are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

from zpj.checks.points.standard_bands import gives_nothing, of_bands
from zpj.checks.reading.clauses_around import SENTENCE, clause_start
from zpj.checks.reading.figures import PERCENT, POINTS, quantities
from zpj.domain.amounts import HUNDRED, ONE, ZERO, parse_number
from zpj.domain.records import record, replace
from zpj.domain.regex import regex

_N = r"\d+(?:\.\d+)?"
_LOSES = "扣(?:减|除|掉)?"
RULE = regex(
    rf"满分|不得分|不计分|按[^,。;]{{0,24}}比例|比例[计得扣折]|扣{_N}分|得{_N}分|得{_N}(?:-|—|–|~|至|到){_N}分|酌情|得分=|[×x*](?:{_N}分?|(?:该项)?(?:分值|权重|满分))|每[^,。;]{{1,24}}{_LOSES}|{_N}%[^,。;]{{0,12}}得{_N}分"
    rf"|(?:每项|每个|各){_N}分|[^,;。\d]{{2,18}}{_N}分[,;、][^,;。\d]{{2,18}}(?:{_N}(?:-|—|–|~|至|到))?{_N}分"
)
"""Words of a standard, not of a result."""
_EVERY = regex(
    rf"每(?P<verb>[^\d,;。扣]{{0,8}}?)(?P<step>{_N})(?P<unit>个?百分点|%|个(?:月|工作日)|[万亿]?[\u4e00-\u9fff]{{1,2}}?)"
    rf"(?:[(][^()]*[)]|[^,。;扣\d]){{0,14}},?{_LOSES}(?:(?P<points>{_N})分|[^,。;\d]{{0,6}}?(?P<share>{_N})%)"
)
_ONE = regex(
    r"(每[^\d,;。扣一]{0,8}?)(?:一(?=[个项处次件起天日人户套台座月类例份笔张所家名条]|公里)|(?=(?:百分点|艘)))"
)
_SINGLE = regex(
    r"(?P<start>^|[,;。])(?P<verb>[^,;。\d每各按]{0,8}?)[一1](?=[个项处次件起类例人户条](?!月?[以之]?[内上])[^,;。\d]{0,12},?扣)"
)
"""“发现一处违规扣1分”, “缺一项扣1分”: each of them, though it does not say 每."""
_GETS = regex("的?,?得(?=满分|全分)")
_GOAL_BEFORE = regex(
    rf"(?:目标|指标|计划|标准)值?(?:为|是|:)?(?:[≥≤=><]|不[低高少超][于过])?{_N}[^,;。]{{0,8}}(?=[,;。])"
)
"""A goal told in a sentence before the one that says what reaching it gives."""
_DIGIT = regex(r"\d")
_LIMIT = regex(rf"(?:最多|至多|不超过|上限为?){_LOSES}?(?P<points>{_N})分")
_FULL = "满分"
_BELOW = regex(
    rf"(?:[,;。(]|^)[^,;。]{{0,10}}?每[^,;。]{{0,20}}{_LOSES}|未(?:完成|达到|达标|达|按)|否则|逾期|未能|低于[^,;。]*不|超过(?:的|部分)?[按不扣]"
)
_NOUGHT = regex(
    r"否则,?(?:该项)?不(?:得|计)分|(?:未(?:完成|达到|达标|达)|超过|超出|超|达不到|不足)[^,;。\d%]{0,6},?不(?:得|计)分"
)
_RATIO = regex("比例")
_IN_RATIO, _NOT_COUNTED = regex("不足[^,;。]*按[^,;。]{0,6}比例"), regex("不足[^,;。]*不(?:扣|计|予)|每满")
_AS_WHOLE = regex("不足[^,;。]*(?:按|计|算|视)|不满[^,;。]*(?:按|计|算)")
_BY_RATE = regex(
    rf"(?:^|[=:,;为按])(?P<what>[^,;。×x*÷/=:]{{0,14}}率|比例|[^,;。×x*÷/=:]{{1,14}}[÷/][^,;。×x*÷/=:]{{1,16}}?)(?:×100%)?[)]?"
    rf"[×x*](?:(?P<weight>{_N})(?:分|$|[,;。计])|(?:该项|指标|本项)*的?(?:分值|权重|满分|标准分))"
    rf"|^(?P<first>{_N})分?[×x*][(]?[^,;。×=]{{0,24}}率"
)
_DIVIDED = 2
_NUMBER, _MEASURE = regex(rf"(?P<number>{_N})[%\u4e00-\u9fff]{{0,2}}$"), regex("(?:值|率|度|比例)$")
"""A figure that is all of a dividend or divisor; a dividend that is itself a percentage where the result is one."""
_SIGNED = regex("≥|>|不低于|不少于|不小于|达到|达|大于|高于|超过|计划|目标|任务|完成|以上")
_LIMITED = regex("≤|<|不高于|不超过|不超|不大于|不多于|小于|以内|以下|之内|控制在")
_MISSED = regex("未(?:完成|达到?|达标)[^,;。]{0,6},?[^,;。]{0,12}比例")
_LESS, _MORE = regex("低|少|差|缺|减|不足|未"), regex("高|超|多|增|推|延|迟|逾|晚|拖")
_BARE = regex(rf"(?:≥|≤|=|>|<|为|是)(?P<number>-?{_N})(?=得|$|,|的|且)")
_FULL_IS_WEIGHT = regex(rf"满分(?:值|为|是|:)*{_N}分?")
"""“满分10分” names the weight and says of no result that it is all right."""
_BY_JUDGEMENT = regex("酌情|视情|视具体|综合(?:考虑|评[定分判价])|自行(?:打|评)分|根据实际情况(?:打|计|评|给|赋)分")
_OTHER_WAY = regex("(?:100%|1)[-－−—]")
"""“(1-结转率)×分值”: not the rate itself counts."""
_MINUS = "-－−"


@record
class Result:
    """A result in one unit, with what its rounding may hide."""

    value: Decimal
    unit: str
    half: Decimal = ZERO


@record
class Verdict:
    """The points a standard gives, each way of counting it leaves open; `unmet` where it only says not full.

    `is_full` tells that the goal was met; `is_range` that the two points are the ends of what is left open.
    """

    points: tuple[Decimal, ...] = ()
    unmet: bool = False
    is_full: bool = False
    is_range: bool = False


@lru_cache(maxsize=512)
def plainly(standard: str, weight: Decimal) -> str:
    """A standard in one wording: each step with its number, a score that is all of the weight as 满分."""
    text = _ONE.sub(r"\g<1>1", _SINGLE.sub(r"\g<start>每\g<verb>1", standard))
    told = regex(rf"的?,?得(?P<points>{_N})分(?!值)").search(text) if text.count("分") and "满分" not in text else None
    if told and parse_number(told["points"]) == weight and not regex(rf"得{_N}分").search(text, told.end()):
        text = text[: told.start()] + ",满分" + text[told.end() :]
    return _GETS.sub(",", text)


def result_in(text: str, unit: str = "") -> Result | None:
    """The one figure a cell tells in a unit (any, where none is asked for): “4÷5=80%”, “实际完成28艘”."""
    own = text.rpartition("=")[2]
    sign = -ONE if own.startswith(tuple(_MINUS)) else ONE
    told = [each for each in quantities(own.lstrip(_MINUS)) if each.unit != POINTS]
    told = [each for each in told if not unit or each.unit == unit]
    if len({each.value for each in told}) == 1:
        return Result(told[0].value * sign, told[0].unit, told[0].half)
    number = parse_number(text.lstrip("≥≤=")) if not told and unit != PERCENT else None
    return None if number is None else Result(number, unit)


@lru_cache(maxsize=512)
def goal_of(standard: str) -> tuple[Result, bool] | None:
    """The goal a standard names and whether less than it is a miss: “≤5%得满分” is 5 and False."""
    head = _head(standard)
    told = [each for each in quantities(head.replace("×100%", "")) if each.unit != POINTS]
    bare = _BARE.search(head) if not told else None
    number = parse_number(bare["number"]) if bare else None
    if len(told) != 1 and number is None:
        return None
    goal = Result(told[0].value, told[0].unit) if told else Result(number or ZERO, "")
    is_least = _is_least(head, standard, goal)
    return None if is_least is None else (goal, is_least)


def _head(standard: str) -> str:
    place = standard.find(_FULL)
    match = _BELOW.search(standard)
    stop = place if place >= 0 else match.start() if match else len(standard)
    start = clause_start(standard, stop - 1, SENTENCE) if stop else 0
    told = _GOAL_BEFORE.search(standard, 0, start)
    return told.group() if told and not _DIGIT.search(standard, start, stop) else standard[start:stop]


def _is_least(head: str, standard: str, goal: Result) -> bool | None:
    """Whether more is better; by the goal's own words, else by what loses points; None where nothing tells."""
    every = _EVERY.search(standard)
    if _LIMITED.search(head):
        return False
    if _SIGNED.search(head):
        return True
    if every and (_LESS.search(every["verb"]) or _MORE.search(every["verb"])):
        return _LESS.search(every["verb"]) is not None
    if goal.value == ZERO:
        return False
    if _MISSED.search(standard):
        return True
    return True if goal.value == HUNDRED and goal.unit == PERCENT else None


def points_for(
    standard: str, weight: Decimal, result: Result, goal: Result | None, *, is_least: bool
) -> Verdict | None:
    """The points for a result; None where the words do not tell."""
    if _OTHER_WAY.search(standard.replace("-100%", "")) or _BY_JUDGEMENT.search(standard):
        return None
    is_rate = result.unit == PERCENT
    if is_rate and gives_nothing(standard, result.value):
        return Verdict((ZERO,))
    bands = of_bands(standard, weight, result.value) if is_rate else ()
    if bands:
        return Verdict(bands, is_full=all(points == weight for points in bands))
    rate = _BY_RATE.search(standard)
    met = goal is not None and _FULL in standard and _meets(result, goal, is_least=is_least)
    shares = tuple(_shares(rate, result, goal)) if rate and not met else ()
    if shares:
        return Verdict(tuple(weight * min(ONE, share) for share in shares), is_full=min(shares) >= ONE)
    if goal is None or (goal.unit and result.unit != goal.unit):
        return None
    goal = goal if goal.unit else replace(goal, unit=result.unit)
    if _meets(result, goal, is_least=is_least):
        return Verdict((weight,), is_full=True) if rate or _says_full(standard) else None
    ways = tuple(dict.fromkeys(_below(standard, weight, result, goal, is_least=is_least, by_rate=rate is not None)))
    return Verdict(ways) if ways else Verdict(unmet=True) if _FULL in _FULL_IS_WEIGHT.sub("", standard) else None


def _meets(result: Result, goal: Result, *, is_least: bool) -> bool:
    same = not goal.unit or result.unit == goal.unit
    return same and (result.value >= goal.value if is_least else result.value <= goal.value)


def _shares(rate: re.Match[str], result: Result, goal: Result | None) -> Iterator[Decimal]:
    """The part of the weight a multiplied rate stands for: “执行率×分值”, “实际值÷90%×分值”, “完成值÷目标值×分值”."""
    parts = regex("[÷/]").split(rate["what"] or "")
    over, under = parts[0], parts[-1] if len(parts) == _DIVIDED else ""
    number = _NUMBER.search(under)
    figure = number or (_NUMBER.search(over) if under else None)
    if figure:
        fixed = parse_number(figure["number"]) or ZERO
        matches = figure.group().endswith(PERCENT) is (result.unit == PERCENT)
        if fixed and matches and (number or result.value):
            yield result.value / fixed if number else fixed / result.value
    elif result.unit == PERCENT and under and _MEASURE.search(over):
        if goal is not None and goal.unit == PERCENT and goal.value:
            yield result.value / goal.value
    elif result.unit == PERCENT:
        yield result.value / HUNDRED


def _says_full(standard: str) -> bool:
    return any(word in standard for word in (_FULL, "比例", "扣", "不得分"))


def _below(
    standard: str, weight: Decimal, result: Result, goal: Result, *, is_least: bool, by_rate: bool
) -> Iterator[Decimal]:
    """The points of a result that misses its goal."""
    short = abs(goal.value - result.value)
    every = list(_EVERY.finditer(standard))
    if every:
        yield from _stepped(standard, weight, every, short, goal)
        return
    if _NOUGHT.search(standard):
        yield ZERO
    elif by_rate or _RATIO.search(standard):
        if is_least and goal.value > ZERO:
            yield max(ZERO, weight * result.value / goal.value)
        elif goal.value > ZERO and result.value > ZERO:
            yield weight * goal.value / result.value
            yield max(ZERO, weight * (ONE - short / goal.value))


def _stepped(
    standard: str, weight: Decimal, every: Sequence[re.Match[str]], short: Decimal, goal: Result
) -> Iterator[Decimal]:
    if len(every) != 1:
        return
    match, limit = every[0], _LIMIT.search(standard)
    lost = parse_number(match["points"] or match["share"]) or ZERO
    lost = lost if match["points"] else lost * weight / HUNDRED
    most = parse_number(limit["points"]) if limit else None
    for steps in _steps(match, short, goal):
        for times in times_of(standard, steps):
            yield weight - min(weight, lost * times, weight if most is None else most)


def _steps(match: re.Match[str], short: Decimal, goal: Result) -> Iterator[Decimal]:
    """How many steps a shortfall is; for “每低1%” of a percentage its points of percent, or its part of the goal."""
    unit = match["unit"].removeprefix("个")
    step = parse_number(match["step"] or "1") or ONE
    if unit in ("百分点", PERCENT) and goal.unit == PERCENT:
        yield short / step
    if unit == PERCENT and goal.value:
        yield short / goal.value * HUNDRED / step
    told = quantities(f"{match['step'] or 1}{match['unit']}")
    if told and told[0].value and told[0].unit == goal.unit != PERCENT:
        yield short / told[0].value


def times_of(standard: str, steps: Decimal) -> tuple[Decimal, ...]:
    """How often a standard deducts for so many steps: as it says of part of a step, else every way."""
    up, down = steps.to_integral_value(ROUND_CEILING), steps.to_integral_value(ROUND_FLOOR)
    if _IN_RATIO.search(standard):
        return (steps,)
    if _NOT_COUNTED.search(standard):
        return (down,)
    return (up,) if _AS_WHOLE.search(standard) else (steps, up, down)


def every_of(standard: str) -> re.Match[str] | None:
    """The one deduction of a standard for each of something."""
    found = list(_EVERY.finditer(standard))
    return found[0] if len(found) == 1 else None


def is_by_rate(standard: str) -> bool:
    """Whether a standard multiplies a rate by the weight."""
    return _BY_RATE.search(standard) is not None


def is_in_ratio(standard: str) -> bool:
    """Whether a result that misses the goal gets its part of the weight."""
    return _RATIO.search(standard) is not None


def is_limit(goal: str) -> bool:
    """Whether the words of a goal are an upper limit."""
    return _LIMITED.search(goal) is not None
