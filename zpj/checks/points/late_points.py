"""Over a filed report: the points of what was done late against the rule for it that the report itself prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from zpj.checks.case import FormCase, PaperCase, Row
from zpj.checks.points.standards import every_of, plainly, times_of
from zpj.checks.reading.reconcile import half_unit, places_shown
from zpj.checks.reading.text import sentences, texts_of_paper
from zpj.checks.rule import ERROR, WARNING, Hit, paper_check
from zpj.domain.amounts import HUNDRED, ONE, ZERO, parse_number, plain, round_half_up
from zpj.domain.chinese_numbers import to_arabic
from zpj.domain.months import days_of
from zpj.domain.regex import regex
from zpj.domain.targets import Deadline

_N = r"\d+(?:\.\d+)?"
_LATE = regex("逾期|延期|超期|推迟|延迟|滞后|晚于")
_OF_A_RULE = regex(
    f"每(?:逾期|延期|超期|推迟|延迟|晚|超过?)|(?:逾期|延期|超期|推迟|延迟)[^。;]*?(?:以内|之内|以上|不超过|内的|的,?)[^。;]*?(?:{_N}%|{_N}分|不得分)"
)
_SPAN = regex(
    rf"(?P<lead>不超过|不足|超过)?(?P<number>{_N})(?P<unit>天|日|工作日|个?月)(?:[(]不?含[^()]*[)])?(?P<side>以内|之内|内|以上|以外)?"
)
_TAKEN = regex(rf"扣(?:减|除)?[^,;。\d]{{0,12}}(?P<number>{_N})(?P<unit>%|分)")
_GIVEN = regex(rf"(?:按|计|得|记)[^,;。\d]{{0,14}}(?P<number>{_N})(?P<unit>%|分)")
_NONE = regex("不(?:得|计|记)分")
_OF_A_CONTRACT = regex("合同|违约|货款|工程款|价款|服务费|质保金|履约|滞纳金|罚款|扣款")
"""What is lost here is money and no points."""
_UNITS = "天|日|个月|月|周"
_SHORT_MONTH, _LONG_MONTH, _MONTHS = 28, 31, 12


@paper_check(
    "ZPJ451",
    "逾期完成的得分与写明的计分办法不符",
    ERROR,
    reference="R-09 R-34",
    clause="得分应按报告写明的计分办法计算",
    message="“{name}”{basis}，按写明的办法（{quote}）应得 {expected} 分，填 {found} 分，请核对",
    fix="按写明的计分办法改正得分",
)
def points_of_late_rows(case: PaperCase) -> Iterator[Hit]:
    """“逾期1个月以内的按分值的80%计分”, “每逾期10天扣1分” beside a row ten days late; full points belong to ZPJ407.

    A doubt where the rule can be counted in more than one way or stands for one of several projects.
    """
    late = [
        (form, row, *dates)
        for form in case.forms
        for row in form.rows
        if (dates := _dates(row)) and not row.indicator.scoring_rule
    ]
    rules = list(dict.fromkeys(_rules(case))) if late else []
    for form, row, limit, done in late if len(rules) == 1 else ():
        if row.weight is None or row.points is None or row.points == row.weight or not row.weight:
            continue
        ways = tuple(dict.fromkeys(_points(rules[0], row.weight, limit, done)))
        slack = half_unit(_kept(form))
        if ways and not any(abs(row.points - each) <= slack for each in ways):
            yield Hit(
                form.place(row, "reported_score"),
                plain(row.points),
                plain(round_half_up(ways[0], 2)),
                plain(abs(row.points - ways[0])),
                plain(slack),
                rules[0][:60],
                f"逾期 {(done - limit).days} 天",
                level=None if len(ways) == 1 else WARNING,
                project=form.project,
                words={"name": row.name},
            )


def _kept(form: FormCase) -> int:
    """The decimals the points of a form are kept with."""
    return max((places_shown(plain(row.points)) for row in form.rows if row.points is not None), default=0)


def _dates(row: Row) -> tuple[date, date] | None:
    """The last day a row allowed and the day it was done, where that is later."""
    target, actual = row.target.deadline, row.actual.deadline
    if target is None or actual is None or (target.before and target.day is None and not target.end):
        return None
    limit, done = _day(target, actual.year), _day(actual, target.year)
    return (limit, done) if limit and done and done > limit else None


def _day(told: Deadline, other_year: int | None) -> date | None:
    year = told.year or other_year or 2000
    last = days_of(year, told.month)
    return date(year, told.month, told.day or last) if (told.day or last) <= last else None


def _rules(case: PaperCase) -> Iterator[str]:
    """What the report says of points for being late, from the word 逾期 to the end of the sentence."""
    for _, text, _ in texts_of_paper(case):
        if "扣" not in text and "分" not in text:
            continue
        for sentence in sentences(text) if _LATE.search(text) and not _OF_A_CONTRACT.search(text) else ():
            place = _LATE.search(sentence)
            rule = sentence[max(0, place.start() - 1) :] if place and _OF_A_RULE.search(sentence) else ""
            if rule and not re.search("得[0-9.]+分,扣|逾期[0-9]+天,", rule):
                yield to_arabic(rule.rstrip("。;"), _UNITS)


def _points(rule: str, weight: Decimal, limit: date, done: date) -> Iterator[Decimal]:
    """The points a rule gives, each way it can be counted."""
    whole = plainly(rule[rule.find("每") :] if "每" in rule else rule, weight)
    every = every_of(whole)
    if every:
        step, lost = parse_number(every["step"]), parse_number(every["points"] or every["share"]) or ZERO
        lost = lost if every["points"] else lost * weight / HUNDRED
        months = "月" in every["unit"]
        if step and (months or every["unit"] in ("天", "日")):
            spans = _months(limit, done) if months else (ONE * (done - limit).days,)
            for span in spans:
                yield from (max(ZERO, weight - lost * times) for times in times_of(rule, span / step))
        return
    for segment in re.split("[,;]", rule):
        bounds = _bounds(segment, limit, done)
        if bounds is True:
            yield from _effect(segment, weight)
            return
        if bounds is None:
            return


def _bounds(segment: str, limit: date, done: date) -> bool | None:
    """Whether a delay lies within the span a part of a rule names; None where months leave it open."""
    inside: bool | None = None
    for match in _SPAN.finditer(segment):
        number, days = parse_number(match["number"]) or ZERO, (done - limit).days
        is_low = match["lead"] == "超过" or match["side"] in ("以上", "以外")
        least, most = (number * _SHORT_MONTH, number * _LONG_MONTH) if "月" in match["unit"] else (number, number)
        if least < days <= most and least != most:
            return None
        fits = days > most if is_low else days <= least
        inside = fits if inside is None else inside and fits
    return bool(inside)


def _effect(segment: str, weight: Decimal) -> Iterator[Decimal]:
    span = list(_SPAN.finditer(segment))
    words = segment[span[-1].end() :] if span else segment
    taken, given = _TAKEN.search(words), _GIVEN.search(words)
    for match in (taken or given,) if taken or given else ():
        number = parse_number(match["number"]) or ZERO if match else ZERO
        points = weight * number / HUNDRED if match and match["unit"] == "%" else number
        yield max(ZERO, weight - points) if taken else points
    if not taken and not given and _NONE.search(words):
        yield ZERO


def _months(limit: date, done: date) -> tuple[Decimal, ...]:
    """How many months late: whole ones, and a part where the day of the month is later."""
    whole = (done.year - limit.year) * _MONTHS + done.month - limit.month
    rest = done.day - limit.day
    if rest and not (done.day == days_of(done.year, done.month) and limit.day == days_of(limit.year, limit.month)):
        whole, rest = (whole, rest) if rest > 0 else (whole - 1, rest + _LONG_MONTH)
        return (whole + ONE * rest / _LONG_MONTH,)
    return (ONE * whole,)
