"""What a report over several projects says of all of them: totals and how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.reconcile import Amount, amount_of, half_shown, tolerance, total
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.tie.changes import Edited, edited
from zpj.checks.tie.figures import spelt
from zpj.checks.tie.passages import SENTENCE
from zpj.domain.amounts import parse_number, plain
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex
from zpj.domain.units import MONEY_ZEROS

_NUMBER = r"(?P<number>\d+(?:\.\d+)?)(?P<unit>万元|亿元|元)"
_SUMS = (
    (
        "预算",
        "full_year_budget",
        regex(
            rf"(?:项目|各项目)(?:的)?(?:资金|预算|支出预算|资金预算)(?:安排)?(?:总计|合计|共计|总额)(?:为|:)*{_NUMBER}"
        ),
    ),
    (
        "执行数",
        "executed",
        regex(rf"(?:(?:总计|合计|共计|实际|累计)(?:执行|支出)|(?:执行|支出)(?:总计|合计|共计))(?:为|:)*{_NUMBER}"),
    ),
)
_COUNT = regex(r"(?:共有|共|包括|涉及|自评了?)(?P<number>\d+)个(?:预算|支出)?项目")
_OTHERS = regex("部门|基本支出|整体支出|其中|上年|去年")


@paper_check(
    "ZPJ564",
    "各项目的合计与自评表之和不符",
    WARNING,
    reference="R-71",
    clause="报告所说的合计应当等于各自评表之和",
    message="文字写各项目{what} {found}，各自评表为 {expected}，请核对",
    fix="核对合计，或核对自评表是否齐全",
)
def sums_of_all(case: PaperCase) -> Iterator[Hit]:
    """Totals of budget and execution and the number of projects, where a paragraph speaks of no single one."""
    if len(case.forms) < 2:
        return
    for one in edited(case):
        if not one.pieces:
            yield from _amounts(case, one)
            yield from _count(case, one.paragraph)


def _amounts(case: PaperCase, one: Edited) -> Iterator[Hit]:
    for sentence in SENTENCE.findall(spelt(one.paragraph.text)):
        for what, field, pattern in () if _OTHERS.search(sentence) else _SUMS:
            match, wanted = pattern.search(sentence), _sum(case.forms, field)
            number = parse_number(match["number"]) if match else None
            if match is None or number is None or wanted is None:
                continue
            zeros = MONEY_ZEROS[match["unit"]]
            found = Amount(number, half_shown(match["number"])).scaled(zeros)
            gap, allowed = abs(found.value - wanted.value), tolerance(found, wanted)
            of_one = any(abs(found.value - own.value) <= tolerance(found, own) for own in _each(case.forms, field))
            if gap > allowed and not of_one:
                yield Hit(
                    one.paragraph.location,
                    found=f"{plain(number)}{match['unit']}",
                    expected=f"{plain(wanted.value.scaleb(-zeros))}{match['unit']}",
                    difference=plain(gap.scaleb(-zeros)),
                    tolerance=plain(allowed.scaleb(-zeros)),
                    quote=match.group(),
                    words={"what": what},
                )


def _sum(forms: tuple[FormCase, ...], field: str) -> Amount | None:
    """The sum in 元 over all forms; None where one of them lacks the amount."""
    parts = _each(forms, field)
    return total(parts) if len(parts) == len(forms) else None


def _each(forms: tuple[FormCase, ...], field: str) -> list[Amount]:
    """The amount of each form in 元."""
    parts = []
    for form in forms:
        entry = None if form.total is None else form.budget(form.total) if field != "executed" else form.total.executed
        amount, zeros = amount_of(entry), form.zeros
        if amount is not None and zeros is not None:
            parts.append(amount.scaled(zeros))
    return parts


def _count(case: PaperCase, paragraph: Paragraph) -> Iterator[Hit]:
    for match in _COUNT.finditer(spelt(paragraph.text)):
        found, wanted = int(match["number"]), len(case.forms)
        if found != wanted:
            yield Hit(
                paragraph.location,
                found=str(found),
                expected=str(wanted),
                difference=str(abs(found - wanted)),
                tolerance="0",
                quote=match.group(),
                words={"what": "的个数"},
            )
