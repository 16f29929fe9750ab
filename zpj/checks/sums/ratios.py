"""In the prose of a filed report: rates that no two figures near them make, but for a slip of the pen."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import (
    AS_GOAL,
    MONEY,
    PERCENT,
    POINTS,
    Quantity,
    Sentence,
    Told,
    told_by_paragraph,
    with_figures,
)
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import squeezed, tells_answers
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.sums.arithmetic import wrong
from zpj.checks.touched import touched
from zpj.domain.amounts import HUNDRED, ONE, ZERO
from zpj.domain.likeness import bigrams
from zpj.domain.records import record, replace
from zpj.domain.regex import regex

NO_PART = frozenset({PERCENT, POINTS, "百分点", "千分点", "‰", "天", "日", "倍", "年"})
_OTHER_RATE = regex(
    "目标|计划|未达到?$|(?:低于|高于|超过|不足|不到)$|不低于|不高于|不超过|不少于|以上|控制|上年|去年|同期|20[0-9]{2}年|由|从|年初|每|要求|任务"
)
_DONE_OF = regex("(?:完成|占)(?:年度|全年)?(?:目标|任务|计划)(?:数|值|任务)?的(?:比例为)?$")
_AS_SHARE = regex("占|率|比例|比重|度|(?:目标|任务|计划)(?:数|值)?的")
_NO_COUNT = regex("目标|计划|不低于|不少于|以上$|上年|去年|每|平均|均|第|标准|单价")
_ASKED = frozenset(("人", "人次", "户", "家", "个"))
"""Who may be satisfied."""
_SURVEYED = regex("问卷|调查|份|访|[回收]收|抽[查取样]|测评|评议|不满意|满意[^,。;度率]{0,4}[0-9]")
_NEAR_PARTS, _NEAR_WHOLES = 2, 6
_STOPS = regex("[,;]")
_OWN_NAME = regex("(?P<name>[\u4e00-\u9fff]{3,})(?<!完成)(?<!覆盖)(?:率|度)(?:达到?|为|是)?$")
_LONGEST, _FEWEST, _OFTEN = 40, 2, 2
_NEXT = regex("^(?:、|和|及|与|,)$")
_DOWN = regex("缩短|缩减|压减|提前|下降|减少|降低|压缩|节约|核减|审减|下浮|少|低")


Slip = tuple[Sentence, Quantity, Decimal]


@record
class Known:
    """The figures of a paper: how often each is told, those of each unit in order, and its totals.

    `often` are by unit the figures told twice or more.
    """

    times: Counter[Decimal]
    in_order: dict[str, list[Decimal]]
    often: dict[str, list[Quantity]]

    def has(self, unit: str, low: Decimal, high: Decimal) -> bool:
        """Whether a figure of a unit lies between two values."""
        values = self.in_order.get(unit, ())
        at = bisect_left(values, low)
        return at < len(values) and values[at] <= high

    def has_whole(self, part: Quantity, share: Decimal, half: Decimal) -> bool:
        """Whether a figure is some percent, rounded so, of another of its kind."""
        low, high = share - half, share + half
        return low > ZERO and self.has(kin(part), part.value * HUNDRED / high, part.value * HUNDRED / low)

    def seldomest(self, slips: Iterable[Slip]) -> Slip | None:
        """The one of some figures that may be slips, and what each should be, that the paper tells least often."""
        return min(slips, key=lambda slip: self.times[slip[1].value], default=None)


@lru_cache(maxsize=4)
def known_figures(case: PaperCase) -> Known:
    """Every figure of a paper, by its unit."""
    times: Counter[Decimal] = Counter()
    figures: dict[tuple[Decimal, str], Quantity] = {}
    by_unit: dict[str, set[Decimal]] = {}
    for sentence, _ in with_figures(case):
        for figure in sentence.quantities:
            unit = kin(figure)
            times[figure.value] += 1
            figures.setdefault((figure.value, unit), figure)
            by_unit.setdefault(unit, set()).add(figure.value)
    bare = [number for table in case.paper.tables for row in table.rows for text in row
            if len(text) < _LONGEST and (number := number_in(text)) is not None]  # fmt: skip
    for number in bare:
        times[number] += 1
        times[number.scaleb(4)] += 1
    for unit, values in by_unit.items():
        values.update(number.scaleb(4) for number in bare) if unit == MONEY else values.update(bare)
    often: dict[str, list[Quantity]] = {}
    for (value, unit), figure in figures.items():
        if times[value] >= _OFTEN:
            often.setdefault(unit, []).append(figure)
    return Known(times, {unit: sorted(values) for unit, values in by_unit.items()}, often)


@paper_check(
    "ZPJ224",
    "率与旁边的两个数不符，只差一个笔误",
    WARNING,
    reference="R-13",
    clause="率为部分与总数之比",
    message="“{quote}”，按 {basis} 疑似应为 {expected}，写成 {found}，请核对",
    fix="核对两个数和率",
    follows=("ZPJ232", "ZPJ502", "ZPJ550", "ZPJ589", "ZPJ593", "ZPJ592", "ZPJ566", "ZPJ240", "ZPJ292"),
)
def rates_of_no_pair(case: PaperCase) -> Iterator[Hit]:
    """“收回588份，满意717份，满意度87.93%”: no two figures of the paragraph make the rate, but 517 of 588 would."""
    known: Known | None = None
    rows = [row for form in case.forms for row in form.rows]
    for written in told_by_paragraph(touched(case)):
        if not any(figure.unit == PERCENT for _, figure in written):
            continue
        told = [(sentence, _rounded(figure)) for sentence, figure in written]
        known = known or known_figures(case)
        counts = _by_unit([figure for _, figure in told])
        for place, (sentence, rate) in enumerate(told):
            if rate.unit != PERCENT or rate.significant < _FEWEST or _is_other(sentence, rate):
                continue
            near = _near(told, place)
            if "满意" in rate.before[-8:]:
                near = [each for each in near if kin(each[1]) in _ASKED] if _is_surveyed(sentence.text) else []
            if near and _is_done_between(sentence.text[near[-1][1].end : rate.start]):
                continue
            clause = rate.before.rpartition(",")[2]
            if clause and any(squeezed(row.name) == clause and squeezed(row.actual.text) == rate.text for row in rows):
                continue  # as the form has it, whatever is counted before
            if near and not _is_told(rate, counts, [each for _, each in near], known):
                yield from _slip_of_rate((sentence, rate), near, told[:place], known)


def _is_surveyed(text: str) -> bool:
    return _SURVEYED.search(text) is not None and tells_answers(text)


def _is_done_between(text: str) -> bool:
    """Whether a clause of another thing stands between a count and a rate: 培训1092人次,完成清查,知晓率91.3%."""
    return any("完成" in clause for clause in text.split(",")[1:-1])


def _rounded(figure: Quantity) -> Quantity:
    """A rate without decimals may have been rounded to them: 满意度84% of 168 and 200, but also of 167."""
    return replace(figure, half=ONE / 2) if figure.unit == PERCENT and not figure.half else figure


def _by_unit(figures: Iterable[Quantity]) -> list[list[Quantity]]:
    """The figures that may be parts or totals, those of one unit together."""
    found: dict[str, list[Quantity]] = {}
    for figure in figures:
        if figure.unit not in NO_PART:
            found.setdefault(kin(figure), []).append(figure)
    return list(found.values())


def kin(figure: Quantity) -> str:
    """The unit of a figure; those who answer are counted by their sheets, too."""
    return "人" if figure.unit == "份" else figure.unit


def _near(told: Sequence[Told], place: int) -> list[Told]:
    """The counts that may be the part a rate is of: of several rates in a row (分别占) the one in the same position."""
    sentence, _ = told[place]
    own = [each for each in told if each[0] is sentence]
    at = next(number for number, each in enumerate(own) if each[1] is told[place][1])
    first, last = at, at
    while first and own[first - 1][1].unit == PERCENT and _NEXT.match(own[first][1].before):
        first -= 1
    while last + 1 < len(own) and own[last + 1][1].unit == PERCENT and _NEXT.match(own[last + 1][1].before):
        last += 1
    counts = [each for each in own[:first] if each[1].unit not in NO_PART and not _NO_COUNT.search(each[1].before[-8:])]
    if first == last:
        return counts[-_NEAR_PARTS:]
    size = last - first + 1
    return [counts[len(counts) - size + at - first]] if len(counts) >= size else []


def _is_other(sentence: Sentence, rate: Quantity) -> bool:
    """Whether a rate is a goal, or that of another year."""
    clause = rate.before.rpartition(",")[2][-14:]
    if _DONE_OF.search(clause):
        return False
    return bool(_OTHER_RATE.search(clause) or AS_GOAL.match(sentence.text, rate.end))


def _is_told(rate: Quantity, counts: Iterable[Sequence[Quantity]], near: Iterable[Quantity], known: Known) -> bool:
    """Whether two figures of the paragraph make the rate, or one beside it with any figure of the paper."""
    falls = _DOWN.search(rate.before) is not None
    for alike in counts:
        for some, whole in permutations(alike, 2):
            if whole.value and _makes(rate, some, whole, falls=falls):
                return True
    for some in near:
        shares = (rate.value, HUNDRED + rate.value, *([HUNDRED - rate.value] if falls else ()))
        if any(known.has_whole(some, share, rate.half) for share in shares):
            return True
    return False


def _makes(rate: Quantity, some: Quantity, whole: Quantity, *, falls: bool) -> bool:
    share = some.value / whole.value * HUNDRED
    slack = rate.half + (some.half + whole.half * (share / HUNDRED)) / whole.value * HUNDRED
    less = falls and abs(HUNDRED - share - rate.value) <= slack
    return less or abs(share - rate.value) <= slack or abs(share - HUNDRED - rate.value) <= slack


def _slip_of_rate(told: Told, near: Sequence[Told], before: Sequence[Told], known: Known) -> Iterator[Hit]:
    """The first pair of which one slip of the pen makes the rate right."""
    rate = told[1]
    for own, some in reversed(near):
        wholes = [each for each in before if kin(each[1]) == kin(some) and each[1] is not some]
        wholes = list(reversed(wholes))[:_NEAR_WHOLES]
        if _AS_SHARE.search(rate.before) and not _is_of_another(told, (own, some)):
            wholes += [
                (own, each)
                for each in known.often.get(kin(some), ())
                if each.value > some.value and (each.unit == some.unit or "满意" in rate.before)
            ]
        for other, whole in wholes:
            if not whole.value or not some.value:
                continue
            slip = known.seldomest(_rights(told, (own, some), (other, whole)))
            if slip:
                yield wrong(*slip, f"{some.text}÷{whole.text}与{rate.text}", proved=False)
                return


def _is_of_another(rate: Told, some: Told) -> bool:
    """Whether a rate has a clause and a name of its own that says nothing of what a count is of: 聘用护林员252人,
    森林管护合格率98%. Goals told elsewhere are no totals of such a count.
    """
    clause = _STOPS.split(rate[0].text[: rate[1].start])[-1]
    named = _OWN_NAME.search(clause)
    if rate[0] is not some[0] or named is None or some[1].unit == MONEY or some[1].end > rate[1].start - len(clause):
        return False
    counted = _STOPS.split(rate[0].text[: some[1].end])[-1]
    return not any(pair in counted for pair in bigrams(named["name"]))


def _put_right(figure: Quantity, exact: Decimal) -> Decimal:
    """What a figure should be by an exact value: with its own decimals, or with 万 where it fails to have it."""
    scaled = figure.value.scaleb(4)
    return scaled if scaled and abs(exact - scaled) * HUNDRED * HUNDRED <= scaled else figure.rounded(exact)


def mended(wanted: Iterable[tuple[Told, Decimal]]) -> Iterator[Slip]:
    """Of figures and what each should be exactly those that a slip of the pen keeps from it, with what would fit."""
    for (sentence, figure), exact in wanted:
        right = _put_right(figure, exact)
        if figure.slips_to(right):
            yield sentence, figure, right


def _rights(rate: Told, some: Told, whole: Told) -> Iterator[Slip]:
    """Each of the three figures that a slip of the pen keeps from fitting the other two, with what would fit."""
    share = rate[1].value / HUNDRED
    wanted = ((rate, some[1].value / whole[1].value * HUNDRED), (some, share * whole[1].value),
              (whole, some[1].value / share if share else ZERO))  # fmt: skip
    for sentence, figure, right in mended(wanted):
        part = right if figure is some[1] else some[1].value
        all_ = right if figure is whole[1] else whole[1].value
        told = right if figure is rate[1] else rate[1].value
        if part <= all_ and abs(part / all_ * HUNDRED - told) <= rate[1].half:
            yield sentence, figure, right
