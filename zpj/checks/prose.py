"""5xx: figures in the clerk's prose against the form: amounts, execution rate, score and grade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import BookCase, FormCase, printed
from zpj.checks.reconcile import HALF_CENT, Amount, amount_of, half_unit, places_shown, rate_range, tolerance
from zpj.checks.rule import ERROR, WARNING, Hit, book_check
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.model import Entry, FundLine
from zpj.domain.wording import normalise
from zpj.scoring.grade import grade_of, standard_grade

_ZEROS = {"元": 0, "万元": 4, "亿元": 8}
_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_MONEY = rf"(?:为|了|共|共计|合计|总计|资金|金额|数|达|:)*{_NUMBER}(?P<unit>万元|亿元|元)"
_BUDGET = re.compile(rf"(?:项目|全年|年度|资金)(?:总|资金|财政)*预算(?:安排|批复|下达|总额|总计)*{_MONEY}")
_EXECUTED = re.compile(
    rf"(?:实际执行|(?<![未可拟])执行|(?:全年|实际|累计|共计|资金总体|总)(?:共|资金|共计)*支出|(?<=[,;。日底])共?支出){_MONEY}"
)
_RATE = re.compile(rf"(?:预算|资金)执行率(?:为|达到?|是|:)*{_NUMBER}%")
_SCORE = re.compile(
    rf"(?:总得分|总分|综合得分|自评得分|绩效自评得|自评得|评价得分|评价分数|最终得分)(?:为|是|:)*{_NUMBER}分"
)
_GRADE = re.compile("(?:等级|档次|属于|评定为|结果为)(?:为|是|:)*[“\"'‘](?P<grade>优秀?|良好?|中等?|合格|较?差)[”\"'’]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_LAST_YEAR = re.compile("上年|去年|上一年|往年")
_PARTIAL = re.compile("其中|分别|子项目|分项|各项目|一期|二期|上半年|季度|截至(?:[0-9]+年)?[1-9]月|截至1[01]月")
_PART_SCORE = re.compile("指标|产出|效益|满意度|执行|过程|决策|质量|时效|成本|数量|满分|其中")
_CLAUSE_END = re.compile("[,。;、:(\n]")
_SENTENCE = re.compile("[^。;\n]+[。;]?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text about one form: a part of the form itself, or a section for its report."""

    form: FormCase
    location: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in prose that does not agree with the form."""

    passage: Passage
    quote: str
    found: str
    expected: str
    difference: str | None
    tolerance: str | None
    what: str
    proved: bool = True
    hint: str = ""


def passages(case: BookCase) -> Iterator[Passage]:
    """All prose that belongs to a form: goal, analysis, and the sections of its reports."""
    for form in case.forms:
        goal = form.evaluation.goal
        for entry in (goal.expected, goal.achieved, *form.evaluation.analysis.values()):
            if entry is not None:
                yield Passage(form, entry.location, entry.text)
    for section in case.book.sections:
        owner = _owner(case, section.project, section.report)
        if owner:
            yield Passage(owner, section.location, section.text)


def _owner(case: BookCase, project: str, report: str) -> FormCase | None:
    """The form a section speaks of: its project, or the one its report's title names (the longest name)."""
    if project:
        return next((form for form in case.forms if project in (form.project, form.evaluation.location)), None)
    named = [form for form in case.forms if len(form.project) > 3 and form.project in report]
    return max(named, key=lambda form: len(form.project), default=None)


def _once(claims: Iterator[Claim]) -> Iterator[Hit]:
    """One finding for the same wrong figure of a form, however often it is repeated."""
    groups: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in claims:
        key = (claim.passage.form.evaluation.location, claim.what, claim.found, claim.expected)
        groups.setdefault(key, []).append(claim)
    for same in groups.values():
        first = same[0]
        others = list(dict.fromkeys(claim.passage.location for claim in same[1:]))
        yield Hit(
            first.passage.location,
            found=first.found,
            expected=first.expected,
            difference=first.difference,
            tolerance=first.tolerance,
            quote=first.quote,
            basis="同样写法另见 " + "、".join(others) if others else None,
            level=None if any(claim.proved for claim in same) else WARNING,
            project=first.passage.form.project,
            words={"what": first.what, "hint": first.hint},
        )


@book_check(
    "ZPJ501",
    "叙述里的金额与自评表不符",
    ERROR,
    reference="R-51",
    clause="同一项目的金额在自评表和文字里应当一致",
    message="文字写{what} {found}，自评表为 {expected}{hint}，请改正文字",
    fix="按自评表改正文字里的金额",
)
def amounts_in_prose(case: BookCase) -> Iterator[Hit]:
    """Budget and executed amount named in prose; proved where one sentence names both, else a doubt."""
    yield from _once(claim for passage in passages(case) for claim in _amount_claims(passage))


def _amount_claims(passage: Passage) -> Iterator[Claim]:
    line = passage.form.total
    if line is None:
        return
    for sentence in _SENTENCE.findall(normalise_lines(passage.text)):
        budgets, spent = (
            [match for match in pattern.finditer(sentence) if not _elsewhere(passage, sentence[: match.start()])]
            for pattern in (_BUDGET, _EXECUTED)
        )
        proved = bool(budgets and spent) and not _PARTIAL.search(sentence)
        if len(budgets) == 1:
            planned = [line.full_year_budget, line.initial_budget, line.requested_budget]
            yield from _amount_claim(passage, budgets[0], "项目预算", planned, proved)
        if len(spent) == 1:
            yield from _amount_claim(passage, spent[0], "执行数", [line.executed], proved, line)


def _elsewhere(passage: Passage, before: str) -> bool:
    """Whether what stands before a figure ties it to another year than the form's."""
    year = passage.form.evaluation.text("year")
    years = _YEAR.findall(before)
    other = bool(years) and re.fullmatch(r"\d{4}", year) is not None and years[-1] != year
    return other or _LAST_YEAR.search(before) is not None


@lru_cache(maxsize=1024)
def normalise_lines(text: str) -> str:
    """The text in one spelling, line by line."""
    return "\n".join(normalise(part) for part in text.splitlines())


def _amount_claim(
    passage: Passage,
    match: re.Match[str],
    what: str,
    known: list[Entry | None],
    proved: bool,
    line: FundLine | None = None,
) -> Iterator[Claim]:
    written = _written(match, passage.form.evaluation.unit)
    amounts = [amount for entry in known if (amount := amount_of(entry))]
    if written is None or not amounts or any(_agree(written, amount) for amount in amounts):
        return
    unit, wanted = passage.form.evaluation.unit, amounts[0]
    hint = ""
    rest = _balance(passage.form, line) if line else None
    if rest is not None and _agree(written, rest):
        hint = "（疑似把结余写成了执行数）"
    elif wanted.value and written.value in (wanted.value.scaleb(4), wanted.value.scaleb(-4)):
        hint = "（疑似金额单位写错）"
    yield Claim(
        passage,
        match.group(),
        f"{plain(written.value)}{unit}",
        f"{plain(wanted.value)}{unit}",
        plain(abs(written.value - wanted.value)),
        plain(tolerance(written, wanted)),
        what,
        proved or bool(hint),
        hint,
    )


def _written(match: re.Match[str], unit: str) -> Amount | None:
    number = parse_number(match["number"])
    zeros = _ZEROS.get(unit)
    if number is None or zeros is None:
        return None
    shift = _ZEROS[match["unit"]] - zeros
    decimals = places_shown(match["number"])
    return Amount(number.scaleb(shift), half_unit(decimals).scaleb(shift) if decimals else ZERO)


def _agree(one: Amount, other: Amount) -> bool:
    return abs(one.value - other.value) <= tolerance(one, other)


def _balance(form: FormCase, line: FundLine) -> Amount | None:
    if line.balance is not None:
        return amount_of(line.balance)
    executed, budget = amount_of(line.executed), amount_of(form.budget(line))
    if executed is None or budget is None:
        return None
    return Amount(budget.value - executed.value, budget.half + executed.half)


@book_check(
    "ZPJ502",
    "叙述里的执行率与自评表不符",
    ERROR,
    reference="R-51",
    clause="执行率为全年执行数与全年预算数之比",
    message="文字写执行率 {found}，按自评表的金额为 {expected}，请改正文字",
    fix="按自评表改正文字里的执行率",
)
def rate_in_prose(case: BookCase) -> Iterator[Hit]:
    """The execution rate named in prose."""
    yield from _once(claim for passage in passages(case) for claim in _rate_claims(passage))


def _rate_claims(passage: Passage) -> Iterator[Claim]:
    form, line = passage.form, passage.form.total
    executed, budget = amount_of(line.executed if line else None), amount_of(form.budget(line) if line else None)
    reach = rate_range(executed, budget) if executed and budget else None
    exact = form.sheet.execution.rate
    if reach is None or exact is None:
        return
    for match in _RATE.finditer(normalise_lines(passage.text)):
        number = parse_number(match["number"])
        half = half_unit(places_shown(match["number"]))
        if number is not None and not reach[0] * HUNDRED - half <= number <= reach[1] * HUNDRED + half:
            wanted = round_half_up(exact * HUNDRED, form.scheme.rate_places.value)
            distance = plain(abs(number - wanted))
            yield Claim(
                passage, match.group(), f"{plain(number)}%", f"{plain(wanted)}%", distance, plain(half), "执行率"
            )


@book_check(
    "ZPJ503",
    "叙述里的总分、等级与自评表不符",
    ERROR,
    reference="R-53",
    clause="同一项目的总分和等级在自评表和文字里应当一致",
    message="文字写{what} {found}，自评表为 {expected}，请改成一致",
    fix="核对自评表和文字，改成一致",
)
def score_in_prose(case: BookCase) -> Iterator[Hit]:
    """Total and grade named in prose; a grade is judged only where the total agrees."""
    yield from _once(claim for passage in passages(case) for claim in _score_claims(passage))


def _score_claims(passage: Passage) -> Iterator[Claim]:
    form, words = passage.form, normalise_lines(passage.text)
    total = printed(form.evaluation.total.reported)
    if total is None:
        return
    wrong = False
    for match in _SCORE.finditer(words):
        number = parse_number(match["number"])
        clause = _CLAUSE_END.split(words[: match.start()])[-1]
        if number is None or _PART_SCORE.search(clause) or (number == HUNDRED and f"得{plain(total)}分" in words):
            continue
        if abs(number - total) > HALF_CENT:
            wrong = True
            yield Claim(
                passage,
                match.group(),
                plain(number),
                plain(total),
                plain(abs(number - total)),
                plain(HALF_CENT),
                "总分",
            )
    grade = _grade(form, total)
    for match in () if wrong or grade is None else _GRADE.finditer(words):
        if standard_grade(match["grade"], form.scheme) != grade:
            yield Claim(passage, match.group(), match["grade"], grade or "", None, None, "等级")


def _grade(form: FormCase, total: Decimal) -> str | None:
    entry = form.evaluation.total.reported_grade
    return standard_grade(entry.text, form.scheme) if entry else grade_of(total, form.scheme)
