"""Figures in prose by the words before them: execution rate, total score, grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.checks.case import FormCase
from zpj.checks.reading.clauses_around import LINE, clause_before, clause_behind
from zpj.checks.reading.reconcile import HALF_CENT, Amount, amount_of, half_unit, places_shown, rate_range
from zpj.checks.tie.claims import Claim
from zpj.checks.tie.figures import spelt
from zpj.checks.tie.passages import PARTIAL, Passage, elsewhere, of_last_year
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.model import printed
from zpj.domain.regex import regex
from zpj.scoring.grade import grade_of, standard_grade

_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_RATE = regex(
    rf"(?:(?:预算|资金)(?:总|整体|资金)?|(?:^|(?<=[,。;:、(\n])|(?<=项目)|(?<=年度)|(?<=全年)|(?<=总)|(?<=总体)|(?<=实际)))"
    rf"执行率(?:为|达到?|是|约|:)*{_NUMBER}%"
)
_SOURCE = regex("(?:中央|地方|上级|本级|自筹|配套|结转|其他|债券|(?<!全)[省市区县州乡镇]级?)(?:财政|补助|专项|配套)*$")
"""Before 资金执行率: the rate of one source of the funds."""
_OF_A_PLACE = regex(
    "(?:(?<=[^全各我本该])[乡镇村]|街道|社区|林场|农场|学校|小学|中学|医院|园区|片区|标段|科室)[^,。;:、]{0,12}$"
)
"""Before a rate: that of one of the places or units the project was carried out in."""
_SCORE = regex(
    rf"(?:总得分|总分|综合得分|自评得分|绩效自评得|自评得|评价得分|评价分数|最终得分|(?:^|(?<=[,。;\n])|(?<=项目))得分)"
    rf"(?:为|是|:)*{_NUMBER}分"
)
_GRADE = regex(
    "(?:等级|等次|档次|属于|评定为|评为|结果为)(?:为|是|:)*(?:[“\"'‘](?P<quoted>优秀?|良好?|中等?|合格|较?差)[”\"'’]"
    "|(?P<plain>优秀?|良好?|中等?|合格|较?差)(?![\u4e00-\u9fff“\"'‘]))"
)
_BOUND = regex("(?:[(](?:不?含|及)|(?:及|含)?以[上下内]|[至到~—-]|不满|制)")
_OF_GRADE = regex("的?[,、]?(?:为|评|属|定)")
"""Behind a score that only bounds a grade: 90分以上, 90分（含）, 80分至90分."""
_SYSTEM = regex(
    "权重|满分|百分制|其中[^。;]{0,40}(?:执行|产出|决策|效益|指标)[^。;,、得]{0,6}[0-9.]+分|(?:由|分为)[^。;]{0,60}(?:构成|组成)"
)
"""What makes 总分100分 the system of scores and no result."""
_PART_SCORE = regex("指标|产出|效益|满意度|执行|过程|决策|质量|时效|成本|数量|满分|其中")
_OTHER_GRADE = regex("质量|水质|空气|安全|风险|信用|满意度|资质|工程|验收|上年|去年|项目单位")
_OF_A_ROW = regex("^[^,。;:]{0,16}指标[^,。;:]{0,10}:(?!.*(?:综合|总体|总分|总得分|项目自评|自评结果|自评等级))")
"""Before 评为“良”: what tells of one indicator or one kind of them."""
_OF_OTHERS = regex("[”\"'’]?(?:[,、]?(?:故|因此|该项)?(?:按规则)?扣[0-9.]+分|的(?!等次|等级|档次|结论))")
_BANDS = regex("以上|以下|[≥≤]|(?<!得)分为|划分|[0-9][-—~至][0-9]")
_OF_A_PART = regex(r"(?:共|满分|分值|权重)(?:为|是|:)?(?P<weight>\d+(?:\.\d+)?)分[,、]?$")
_BARE_WEIGHT = regex(r"(?P<weight>\d+(?:\.\d+)?)分[,、]?$")
_BRACKETED = regex(r"(?P<name>[^,。;、(\n]*)\([^()]*$")
_OF_ALL = regex("各项|全部|综合|项目|总|100分")
"""A part and its weight in front of its score: “产出指标（50分，自评得分49.65分）”; what speaks of the whole."""
_PLANNED = regex("目标|要求|计划|力争|应|指标值|拨款|结转")
_BAND = regex("(?:[(]含[)])?(?:及?以[上下]|至|到|[-—~])")
_OF_RECEIVED = regex("(?:按|占)照?(?:实际)?(?:到位|拨付|拨入|下达|收到)[^,。;]{0,8}(?:计算|测算|口径)?,?$")
_OF_THE_WHOLE = regex("(?:项目|年度|全年|总体|整体|实际|支出|本年|当年|年|日|底|末)的?$|^其中")
_SCORING_BAND = regex(r"\d%[^,。;:\d]{0,14},?[^,。;:\d]{0,4}(?:[得计记扣赋]\d+(?:\.\d+)?分|得?满分|不得分)")


def rate_claims(passage: Passage, forms: Sequence[FormCase] = ()) -> Iterator[Claim]:
    """The execution rate, within what the displayed amounts allow."""
    form, words = passage.form, spelt(passage.text)
    reach, exact = _reach(form) if "执行率" in words else None, form.sheet.execution.rate
    if reach is None or exact is None:
        return
    for match in _RATE.finditer(words):
        before = clause_before(words, match.start(), LINE)
        named = match.group().startswith(("预算", "资金"))
        if of_last_year(passage, before) or (named and _SOURCE.search(before)) or _is_of_a_place(form, before):
            continue
        if _OF_RECEIVED.search(before):
            continue  # of what was received, not of the budget: 按到位资金计算，执行率97.17%
        if len(_SCORING_BAND.findall(clause_behind(words, match.start(), "。\n"))) > 1:
            continue  # a rule of scoring: 执行率95%以上得10分，90%以上不足95%得8分
        if not named and (elsewhere(passage, before) or PARTIAL.search(before) or _PLANNED.search(before)):
            continue
        number = parse_number(match["number"])
        half = half_unit(places_shown(match["number"]))
        if number is None or (not named and _of_a_source(form, words[: match.start()], number, half)):
            continue
        if named and _has_own_subject(before) and _is_rate_of_a_source(form, number, half):
            continue  # “区级共建资金执行率为85.78%”
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


def _is_of_a_place(form: FormCase, before: str) -> bool:
    """Whether the words right before a rate name one place of several: “石井乡营造林资金执行率92.1%”."""
    match = _OF_A_PLACE.search(before)
    return match is not None and spelt(clause_before(before, marks=",。;、:(\n")) not in spelt(form.project)


def _of_a_source(form: FormCase, before: str, number: Decimal, half: Decimal) -> bool:
    """Whether a rate told behind 其中, or one that is a source's own, is one of a source of the funds."""
    return "其中" in clause_before(before, marks="。\n") or _is_rate_of_a_source(form, number, half)


def _has_own_subject(before: str) -> bool:
    """Whether the clause before 资金执行率 names money, and not the project, the year or the whole."""
    clause = clause_before(before, marks=",。;、:(\n")
    return len(clause) > 1 and not _OF_THE_WHOLE.search(clause)


def _is_rate_of_a_source(form: FormCase, number: Decimal, half: Decimal) -> bool:
    """Whether a rate is that of a line of the funds other than the total."""
    sources = (line for line in form.evaluation.funds if line.role != "total")
    reaches = (_rates(amount_of(line.executed), amount_of(form.budget(line))) for line in sources)
    return any(reach and _within(number, half, reach) for reach in reaches)


def _rates(executed: Amount | None, budget: Amount | None) -> tuple[Decimal, Decimal] | None:
    return rate_range(executed, budget) if executed and budget else None


def _reach(form: FormCase) -> tuple[Decimal, Decimal] | None:
    line = form.total
    return _rates(amount_of(line.executed if line else None), amount_of(form.budget(line) if line else None))


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
            or of_a_part(words[: match.start()], number)
            or of_last_year(passage, clause_before(words, match.start(), LINE))
            or _BAND.match(words, match.end())
            or (number == HUNDRED and "得" not in match.group())
            or (number == HUNDRED and (f"得{plain(total)}分" in words or _SYSTEM.search(words)))
            or _BOUND.match(words, match.end())
            or (number % 10 == 0 and _OF_GRADE.match(words, match.end()))
        ):
            continue
        claim = _score(passage, match, number, total, entry.location, forms)
        told += [] if claim.agrees else [grade_of(number, form.scheme)]
        yield claim
    yield from _grades(passage, words, total, told)


def of_a_part(before: str, number: Decimal) -> bool:
    """Whether the words before a score make it one of a part: “产出指标得…”, “共10分，得…”, “效益指标（20分，得…”."""
    sentence = clause_before(before, marks=LINE)
    weight, bare, inside = (found.search(sentence) for found in (_OF_A_PART, _BARE_WEIGHT, _BRACKETED))
    if weight is not None and parse_number(weight["weight"]) != HUNDRED:
        return True
    if bare is not None and number <= (parse_number(bare["weight"]) or ZERO) < HUNDRED:
        return True
    if inside is not None and _PART_SCORE.search(inside["name"]) and not _OF_ALL.search(inside.group()):
        return True
    return _PART_SCORE.search(clause_before(before, marks=",。;、:(\n")) is not None


def _grades(passage: Passage, words: str, total: Decimal, told: Sequence[str | None]) -> Iterator[Claim]:
    form, named = passage.form, list(_GRADE.finditer(words))
    grade = _grade(form, total) if named else None
    entry = form.evaluation.total.reported_grade
    for match in named if grade else ():
        name = "quoted" if match["quoted"] else "plain"
        sentence = clause_before(words, match.start(), LINE)
        written = standard_grade(match[name], form.scheme)
        doubtful = _BANDS.search(sentence) or _OTHER_GRADE.search(clause_before(sentence, marks=",。;、:(\n"))
        is_told = written != grade and written in told
        of_part = _OF_A_ROW.match(sentence) is not None or _OF_OTHERS.match(words, match.end()) is not None
        if (doubtful and name == "plain") or is_told or of_part or of_last_year(passage, sentence):
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
