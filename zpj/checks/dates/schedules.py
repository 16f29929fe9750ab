"""In the prose of a filed report: a day that was due and the day it was done, and how early or late that is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import Sentence, said
from zpj.checks.reading.text import squeezed
from zpj.checks.reading.written_dates import Written, dates, possible_dates, with_days_of_no_year
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.touched import by_the_paragraph
from zpj.domain.model import text_of
from zpj.domain.regex import regex

_DUE = regex("应(?:当)?[于在]|应(?:该)?完|计划|目标|要求|原定|约定|规定|时限|期限|预定|预计|拟[于在]|工期至")
_BEFORE = regex(
    "^(?:(?:底|末)?(?:之|以)?前|的?(?:目标|计划|规定|约定|要求|原定|合同)(?:时间|日期|期限|工期|时限|完成))"
)
_THAN = regex("(?:早于|晚于|迟于|先于|比|较)[^,。;0-9]{0,8}(?:20[0-9]{2}年)?$")
_DONE = regex("实际|完工|竣工|完成|验收|交付|到位|投入|办结|结束|发放|上报|报送")
_OF_DUE = "(?:(?:年度|合同)?(?:目标|计划|规定|约定|要求|原定)?(?:的?(?:完成|完工|竣工))?(?:时间|日期|期限|工期|目标)?)?"
_BY = "[0-9]{1,3}(?:个)?(?:工作日|日历天|天|日)(?!的)"
_HOW = regex(
    f"(?P<early>(?:提前|提早|早于|先于|早(?=[0-9约了]))(?:了|约)?{_OF_DUE})(?P<by>{_BY})?"
    "|(?P<late>(?:逾期|超期|延期|推迟|延迟|滞后|晚于|迟于|拖期|延后|晚(?=[0-9约了]))(?:了|约)?"
    f"{_OF_DUE})(?P<over>{_BY})?"
    "|(?P<prompt>(?<!未)(?<!未能)(?:按期|按时|如期|准时)(?:完成|完工|竣工|交付|办结|建成)(?!率|[^,。;]{0,4}(?:率|比例)))"
)
_NOT = regex("未|没有|不|若|如|每|的,?(?:按|扣)|除外")
_DIGITS = regex("[0-9]+")


@paper_check(
    "ZPJ374",
    "提前、逾期的说法与日期不符",
    WARNING,
    reference="R-58",
    clause="是否按期、提前或逾期几天，应与应完成日期和实际完成日期相符",
    message="文字说“{found}”，按 {basis}，{expected}，请核对",
    fix="核对应完成日期、实际完成日期和天数",
    follows=("ZPJ582",),
)
@by_the_paragraph
def early_or_late(case: PaperCase) -> Iterator[Hit]:
    """“应于9月30日前完工，实际10月15日完工，提前15天”: late, not early; “提前10天” where it was 20.

    “12月18日完工，比计划的11月30日晚18天”, “6月8日结束，早于6月10日的目标时间”, “晚于目标时间50天” are read alike.
    """
    yield from _due_else(case)
    before: Sentence | None = None
    for sentence in said(case):
        ahead, before = before, sentence
        match = _HOW.search(sentence.text) if "月" in sentence.text else None
        if match is None or _NOT.search(sentence.text[: match.start()][-2:]):
            continue
        due, done = _days(sentence.text)
        if not due and len(done) == 1 and ahead is not None and ahead.paragraph is sentence.paragraph:
            due = _days(ahead.text)[0]
        if len(due) == 1 and len(done) > 1 and _THAN.search(sentence.text[: due[0].start]):
            done = [each for each in done if each.start < due[0].start][-1:]
        if len(due) == 1 and len(done) == 1 and _DONE.search(sentence.text):
            yield from _judged(sentence, match, due[0], done[0])


def _due_else(case: PaperCase) -> Iterator[Hit]:
    """A day told as due beside the day a row of the form was done on, where the row's own goal is another day."""
    known = [(row.name, goals[0], days[0]) for form in case.forms for row in form.rows
             if len(goals := dates(squeezed(text_of(row.indicator.target)))) == 1
             and len(days := dates(squeezed(text_of(row.indicator.actual)))) == 1]  # fmt: skip
    for sentence in said(case) if known else ():
        due, done = _days(sentence.text) if sentence.text.count("月") > 1 else ([], [])
        for name, goal, actual in known if len(due) == 1 else ():
            same = any((day.month, day.day) == (actual.month, actual.day) for day in done)
            if same and goal.day and (due[0].month, due[0].day) != (goal.month, goal.day):
                yield sentence.hit(f"应于{due[0].text}", f"指标值是{goal.text}", quote=due[0].text,
                                   basis=f"自评表“{name}”")  # fmt: skip


def _days(words: str) -> tuple[list[Written], list[Written]]:
    """The days of a sentence: those due, and the others."""
    found = possible_dates(words)
    days = [each for each in with_days_of_no_year(words, found) if each.day]
    due = [each for each in days if _is_due(words, each)]
    return due, [each for each in days if each not in due]


def _is_due(words: str, day: Written) -> bool:
    clause = clause_before(words, day.start, ",;。(")
    ahead = _DUE.search(clause) or _THAN.search(clause)
    return _BEFORE.match(words[day.end :]) is not None or (ahead is not None and "实际" not in clause)


def _judged(sentence: Sentence, match: re.Match[str], due: Written, done: Written) -> Iterator[Hit]:
    apart = (done.first() - due.first()).days
    word = match["by"] or match["over"] or ""
    number = _DIGITS.match(word)
    told = int(number.group()) if number else None
    right = f"晚了{apart}天" if apart > 0 else f"早了{-apart}天" if apart < 0 else "是同一天"
    turned = (apart > 0 and not match["late"]) or (apart <= 0 and match["late"])
    counted = told is not None and "工作日" not in word and abs(told - abs(apart)) > 1
    if turned or counted:
        yield sentence.hit(match.group(), right, quote=sentence.text[:60], basis=f"应于{due.text}、实际{done.text}")
