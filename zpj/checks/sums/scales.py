"""Over a filed report: a 万 lost or put in as its rate shows, the mean score of its projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import PaperCase
from zpj.checks.form.scores import summed_scores
from zpj.checks.reading.figures import PERCENT, POINTS, Quantity, with_figures
from zpj.checks.reading.reconcile import HALF_CENT, places_shown
from zpj.checks.reading.text import whole_number
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.model import printed
from zpj.domain.regex import regex

_RATE = regex("(?:率|比例|比重|占比|占[^,。;]{0,12}|完成[^,。;]{0,10}的|任务的|计划的|目标的)(?:为|达到?|是|约|:)*$")
_CHANGE = regex("增|减|提高|下降|上升|降低|同比|比上年|较")
_NO_SCALE = frozenset(("百分点", "千分点", PERCENT, "‰", POINTS, ""))
_TEN_THOUSAND, _NEAR = 4, 3


@paper_check(
    "ZPJ292",
    "按写明的比率，单位差了“万”",
    WARNING,
    reference="R-23 R-71",
    clause="部分、总数用同一单位时，比率为两数之比",
    message="“{quote}”，按 {basis} 疑似应为 {expected}，写成 {found}，请核对单位",
    fix="核对单位（万亩、亩，万元、元）",
    follows=("ZPJ256", "ZPJ276", "ZPJ280"),
)
@by_the_paragraph
def scale_by_rate(case: PaperCase) -> Iterator[Hit]:
    """“发生面积3.8万亩，防治面积3.5亩，防治率92.1%”: the numbers alone make the rate, their units do not."""
    for sentence, above in with_figures(case):
        for number, rate in enumerate(sentence.quantities):
            if rate.unit not in (PERCENT, "‰") or not _RATE.search(rate.before) or _CHANGE.search(rate.before):
                continue
            told = (*above[-_NEAR:], *sentence.quantities[:number])
            near = [each for each in told if each.unit not in _NO_SCALE and "/" not in each.unit][-_NEAR:]
            odd = _odd_of(near, rate)
            if odd and odd[0] in sentence.quantities:
                figure, other, expected = odd
                quote = figure.before[-12:].lstrip(",、") + figure.text
                yield sentence.hit(figure.text, expected, quote=quote, basis=f"{other.text}与{rate.text}")


def _odd_of(told: Sequence[Quantity], rate: Quantity) -> tuple[Quantity, Quantity, str] | None:
    """The figure whose 万 is lost or too much, the figure it is compared with, and how it should be written."""
    pairs = [(some, whole) for whole in told for some in told if some is not whole and some.unit == whole.unit]
    if any(_makes(some.value, whole.value, rate) for some, whole in pairs):
        return None
    for some, whole in pairs:
        one, other = (parse_number(each.digits) or ZERO for each in (some, whole))
        if {some.shift, whole.shift} == {0, _TEN_THOUSAND} and _makes(one, other, rate) and some.significant > 1:
            less, more = (some, whole) if some.shift < whole.shift else (whole, some)
            if "." in less.digits:
                return less, more, f"{less.digits}万{less.unit}"
            return more, less, f"{more.digits}{more.unit}"
    return None


def _makes(some: Decimal, whole: Decimal, rate: Quantity) -> bool:
    """Whether a rate is that of two numbers, as it is printed; rates of 100 % tell nothing."""
    told = parse_number(rate.digits) or ZERO
    base = HUNDRED if rate.unit == PERCENT else HUNDRED * 10
    if not whole or not told or told == base:
        return False
    return abs(some / whole * base - told) <= rate.half_place * 2


_ITS_MEAN = "项目[^,。;0-9]{0,12}平均(?:自评)?(?:得分|分数?|分值)(?:为|是|达到?|:)*$"
_MEAN = regex(f"(?P<count>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,3}})个(?:预算|支出|专项|自评)*{_ITS_MEAN}")
_MEAN_ALONE = regex(f"(?:各|所有|全部){_ITS_MEAN}")
_FEWEST = 2


@paper_check(
    "ZPJ450",
    "各项目的平均得分与自评表不符",
    ERROR,
    reference="R-53",
    clause="平均得分为各自评表总分的平均数",
    message="文字写平均得分 {found}，各自评表的总分平均为 {expected}（{basis}），请核对",
    fix="核对各项目总分和平均得分",
    follows=("ZPJ403",),
)
def mean_of_projects(case: PaperCase) -> Iterator[Hit]:
    """“3个项目平均得分99.49分” over three forms of 99.37, 97.40 and 99.90; a doubt where a total is itself wrong."""
    scores = [score for form in case.forms if (score := printed(form.evaluation.total.reported)) is not None]
    if len(scores) < _FEWEST or len(scores) != len(case.forms):
        return
    summed = [summed_scores(form) or score for form, score in zip(case.forms, scores, strict=True)]
    proved = all(abs(one - other) <= HALF_CENT for one, other in zip(summed, scores, strict=True))
    mean = sum(scores, ZERO) / len(scores)
    for sentence, _ in with_figures(case):
        for figure in sentence.quantities if "平均" in sentence.text else ():
            before = sentence.text[: figure.start]
            match = _MEAN.search(before) if figure.unit == POINTS else None
            counted = match and whole_number(match["count"]) == len(scores)
            if not counted and not (figure.unit == POINTS and _MEAN_ALONE.search(before)):
                continue
            half = figure.half_place
            of_sums = abs(figure.value - sum(summed, ZERO) / len(summed)) <= half
            if abs(figure.value - mean) > half and not of_sums and "加权" not in before:
                right = round_half_up(mean, max(1, places_shown(figure.digits)))
                gap, quote = plain(abs(figure.value - right)), before[-16:] + figure.text
                yield sentence.hit(figure.text, f"{plain(right)}分", gap, plain(half), quote=quote,
                                   basis="、".join(map(plain, scores)), level=None if proved else WARNING)  # fmt: skip
