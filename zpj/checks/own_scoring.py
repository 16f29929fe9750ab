"""The ways of scoring a report prints for itself: bands of the execution rate, points for how far a goal was missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.points.standards import Result, goal_of, plainly, points_for
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, Rule
from zpj.domain.amounts import HUNDRED, ONE, parse_number, plain, round_half_up
from zpj.domain.model import printed
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.units import QUANTITIES

_OF_RATE = regex("执行率[^。]{0,60}(?:得|计|记|扣|赋)[^,。;]{0,4}分|执行率[^。]{0,40}满分")
_BY_DEGREE = regex(
    "(?:按照?|依照?|视|根据|依据|结合)[^,。;]{0,14}(?:偏离|偏差|完成|程度|情况)[^,。;]{0,12}?(?:分档|酌情|酌减|分级|分段|分区间|逐级|适当|相应)"
    "[^,。;比]{0,6}[给计扣打评赋减]分?|(?:分档|分段|分级|分区间|酌情)(?:给|计|打|评|扣|赋|减)分|由[^,。;]{2,12}(?:组|人员|专家)[^,。;]{0,16}(?:给|计|打|评|扣)分"
)
_MISSED = regex("未完成|未达|没有完成|没有达|未能|偏离|偏差|不足|定量")
_BY_PROPORTION = regex("未(?:完成|达)[^。;]{0,24}比例")
_LOST = regex("扣[减除]?(?P<lost>[0-9]+(?:[.][0-9]+)?)分")
_OF_ROWS = ("ZPJ408", "ZPJ409")
_JUDGED = (*_OF_ROWS, "ZPJ202")
_Found = tuple[Rule, str, Hit, int]


def by_own_scoring(found: Sequence[_Found], case: PaperCase) -> list[_Found]:
    """What is found of scores, judged by what the report itself prints of scoring.

    A score of the execution rate that its bands give is right, any other is wrong by them; where points of a missed
    goal are given by its degree, the proportion proves nothing.
    """
    if not any(rule.id in _JUDGED for rule, *_ in found):
        return list(found)
    texts = [squeezed(text) for _, text, _ in texts_of_paper(case) if "分" in text]
    by_degree = any(map(_is_by_degree, texts))
    return [item for each in found for item in _judged(each, case, texts, by_degree=by_degree)]


def _judged(item: _Found, case: PaperCase, texts: Sequence[str], *, by_degree: bool) -> Iterator[_Found]:
    rule, project, hit, position = item
    if rule.id == _OF_ROWS[0] and hit.level is WARNING and _is_assessed(hit, case):
        return
    if rule.id == _OF_ROWS[1] and _is_told(hit, case, texts):
        return
    if rule.id in _OF_ROWS and by_degree:
        if rule.id == _OF_ROWS[0]:
            yield rule, project, replace(hit, level=WARNING), position
        return
    form = next((each for each in case.forms if each.project == project), None) if rule.id == "ZPJ202" else None
    points = [round_half_up(each, form.scheme.places.value) for each in _by_bands(form, texts)] if form else []
    own = printed(form.total.reported_score) if form and form.total else None
    if not points or own is None or plain(points[0]) == hit.expected:
        yield item
    elif own not in points:
        yield rule, project, replace(hit, expected=plain(points[0]), basis="报告写明的计分办法"), position


def _is_told(hit: Hit, case: PaperCase, texts: Sequence[str]) -> bool:
    """Whether the text says of a row that just these points were taken off: 完成时间晚50天,扣3.00分.

    A figure's points follow from its goal, whatever is told.
    """
    row = next((row for form in case.forms for row in form.rows if row.place == hit.row), None)
    if row is None or row.weight is None or row.points is None or row.actual.kind in QUANTITIES:
        return False
    lost, begin = row.weight - row.points, squeezed(row.name)[:3]
    return any(parse_number(match["lost"]) == lost for text in texts if begin in text for match in _LOST.finditer(text))


def _is_assessed(hit: Hit, case: PaperCase) -> bool:
    """Whether a row's points are its mark out of a hundred by its weight: 百分制评分 85 of 10% is 8.5."""
    name, _, cell = hit.row.partition("!")
    number = "".join(each for each in cell if each.isdigit())
    table = next((each for each in case.paper.tables if each.name == name), None)
    if table is None or not number or int(number) > len(table.rows):
        return False
    texts, found = table.rows[int(number) - 1], parse_number(hit.found or "")
    heads = next((row for row in table.rows if any("百分制" in text for text in row)), ())
    marks = [number_in(text) for head, text in zip(heads, texts, strict=False) if "百分制" in head]
    shares = [parse_number(squeezed(text)[:-1]) for text in texts if squeezed(text).endswith("%")]
    return any(mark is not None and share is not None and found == mark * share / HUNDRED
               for mark in marks for share in shares)  # fmt: skip


def _by_bands(form: FormCase, texts: Sequence[str]) -> Iterator[Decimal]:
    """The points the printed rules give for the execution rate of a form."""
    rate, weight = form.sheet.execution.rate, form.execution_weight
    for text in texts if rate is not None and weight else ():
        for sentence in text.split("。") if _OF_RATE.search(text) else ():
            start = sentence.find("执行率")
            standard = plainly(sentence[max(0, start - 4) :], weight) if start >= 0 else ""
            goal, _ = goal_of(standard) or (None, True)
            result = Result((rate or ONE) * HUNDRED, "%")
            verdict = points_for(standard, weight, result, goal, is_least=True) if standard else None
            yield from verdict.points if verdict else ()


def _is_by_degree(text: str) -> bool:
    """Whether a sentence gives points of missed figures, not of words, by judgement or by steps.

    Where it gives them by proportion, what it judges is something else: 超过指标值的酌情扣分 of costs.
    """
    for sentence in text.split("。"):
        match = _BY_DEGREE.search(sentence) if _MISSED.search(sentence) else None
        if match and _BY_PROPORTION.search(sentence):
            continue
        if match and sentence.rfind("定性", 0, match.start()) <= sentence.rfind("定量", 0, match.start()):
            return True
    return False
