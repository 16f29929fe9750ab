"""Figures in prose by the words before them: execution rate, total score, grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import FormCase, printed
from zpj.checks.reconcile import HALF_CENT, amount_of, half_unit, places_shown, rate_range
from zpj.checks.tie_claims import Claim
from zpj.checks.tie_figures import spelt
from zpj.checks.tie_passages import PARTIAL, Passage, elsewhere
from zpj.domain.amounts import HUNDRED, parse_number, plain, round_half_up
from zpj.domain.regex import regex
from zpj.scoring.grade import grade_of, standard_grade

_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_RATE = regex(
    rf"(?:(?:预算|资金)(?:总|整体|资金)?|(?:^|(?<=[,。;:、(\n])|(?<=项目)|(?<=年度)|(?<=全年)|(?<=总)|(?<=总体)|(?<=实际)))"
    rf"执行率(?:为|达到?|是|约|:)*{_NUMBER}%"
)
_SCORE = regex(
    rf"(?:总得分|总分|综合得分|自评得分|绩效自评得|自评得|评价得分|评价分数|最终得分|(?:^|(?<=[,。;\n])|(?<=项目))得分)"
    rf"(?:为|是|:)*{_NUMBER}分"
)
_GRADE = regex(
    "(?:等级|等次|档次|属于|评定为|评为|结果为)(?:为|是|:)*(?:[“\"'‘](?P<quoted>优秀?|良好?|中等?|合格|较?差)[”\"'’]"
    "|(?P<plain>优秀?|良好?|中等?|合格|较?差)(?![\u4e00-\u9fff“\"'‘]))"
)
_PART_SCORE = regex("指标|产出|效益|满意度|执行|过程|决策|质量|时效|成本|数量|满分|其中")
_OTHER_GRADE = regex("质量|水质|空气|安全|风险|信用|满意度|资质|工程|验收|上年|去年|项目单位")
_BANDS = regex("以上|以下|[≥≤]|(?<!得)分为|划分|[0-9][-—~至][0-9]")
_OF_A_PART = regex(r"(?:共|满分|分值|权重)(?:为|是|:)?(?P<weight>\d+(?:\.\d+)?)分[,、]?$")
_PLANNED = regex("目标|要求|计划|力争|应|指标值|拨款|结转")
_CLAUSE_END = regex("[,。;、:(\n]")
_SENTENCE_END = regex("[。;\n]")


def rate_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """The execution rate, within what the displayed amounts allow."""
    form = passage.form
    reach, exact = _reach(form), form.sheet.execution.rate
    if reach is None or exact is None:
        return
    words = spelt(passage.text)
    for match in _RATE.finditer(words):
        before = _SENTENCE_END.split(words[: match.start()])[-1]
        named = match.group().startswith(("预算", "资金"))
        if not named and (elsewhere(passage, before) or PARTIAL.search(before) or _PLANNED.search(before)):
            continue
        number = parse_number(match["number"])
        half = half_unit(places_shown(match["number"]))
        if number is None:
            continue
        wanted = round_half_up(exact * HUNDRED, form.scheme.rate_places.value)
        agrees = _within(number, half, reach)
        others = [] if agrees else [other for other in forms if other is not form and _has_rate(other, number, half)]
        yield Claim(
            passage,
            match.group(),
            passage.offset + match.start("number"),
            f"{plain(number)}%",
            f"{plain(wanted)}%",
            plain(abs(number - wanted)),
            plain(half),
            "执行率",
            agrees=agrees,
            hint=f"（这是另一项目“{others[0].project}”的数）" if others else "",
            source=form.total.executed.location if form.total and form.total.executed else "",
        )


def _reach(form: FormCase) -> tuple[Decimal, Decimal] | None:
    line = form.total
    executed, budget = amount_of(line.executed if line else None), amount_of(form.budget(line) if line else None)
    return rate_range(executed, budget) if executed and budget else None


def _within(number: Decimal, half: Decimal, reach: tuple[Decimal, Decimal]) -> bool:
    return reach[0] * HUNDRED - half <= number <= reach[1] * HUNDRED + half


def _has_rate(form: FormCase, number: Decimal, half: Decimal) -> bool:
    reach = _reach(form)
    return reach is not None and _within(number, half, reach)


def score_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """Total and grade; a grade that only follows from a wrong total told beside it is not told again."""
    form, words = passage.form, spelt(passage.text)
    entry = form.evaluation.total.reported
    total = printed(entry)
    if total is None or entry is None:
        return
    told = []
    for match in _SCORE.finditer(words):
        number = parse_number(match["number"])
        if (
            number is None
            or _of_a_part(words[: match.start()], form)
            or (number == HUNDRED and f"得{plain(total)}分" in words)
        ):
            continue
        claim = _score(passage, match, number, total, entry.location, forms)
        told += [] if claim.agrees else [grade_of(number, form.scheme)]
        yield claim
    yield from _grades(passage, words, total, told)


def _of_a_part(before: str, form: FormCase) -> bool:
    """Whether the words before a score make it one of a part: “产出指标得…”, “共10分，自评得…”."""
    sentence = _SENTENCE_END.split(before)[-1]
    weight = _OF_A_PART.search(sentence)
    of_less = weight is not None and parse_number(weight["weight"]) != HUNDRED
    return of_less or _PART_SCORE.search(_CLAUSE_END.split(before)[-1]) is not None


def _grades(passage: Passage, words: str, total: Decimal, told: Sequence[str | None]) -> Iterator[Claim]:
    form = passage.form
    grade = _grade(form, total)
    entry = form.evaluation.total.reported_grade
    for match in _GRADE.finditer(words) if grade else ():
        name = "quoted" if match["quoted"] else "plain"
        sentence = _SENTENCE_END.split(words[: match.start()])[-1]
        written = standard_grade(match[name], form.scheme)
        doubtful = _BANDS.search(sentence) or _OTHER_GRADE.search(_CLAUSE_END.split(sentence)[-1])
        if (doubtful and name == "plain") or (written != grade and written in told):
            continue
        yield Claim(
            passage,
            match.group(),
            passage.offset + match.start(name),
            match[name],
            grade or "",
            None,
            None,
            "等级",
            agrees=written == grade,
            source=entry.location if entry else "",
        )


def _score(
    passage: Passage, match: re.Match[str], number: Decimal, total: Decimal, place: str, forms: Sequence[FormCase]
) -> Claim:
    agrees = abs(number - total) <= HALF_CENT
    others = [
        other
        for other in forms
        if not agrees and other is not passage.form and printed(other.evaluation.total.reported) == number
    ]
    return Claim(
        passage,
        match.group(),
        passage.offset + match.start("number"),
        plain(number),
        plain(total),
        plain(abs(number - total)),
        plain(HALF_CENT),
        "总分",
        agrees=agrees,
        hint=f"（这是另一项目“{others[0].project}”的数）" if others else "",
        source=place,
    )


def _grade(form: FormCase, total: Decimal) -> str | None:
    entry = form.evaluation.total.reported_grade
    return standard_grade(entry.text, form.scheme) if entry else grade_of(total, form.scheme)
