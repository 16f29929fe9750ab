"""Figures in prose against the form: amounts, execution rate, balance, scores, grade, quantities, counts.

Each rule reads the texts of a workbook and the paragraphs of a filed report alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zpj.checks.case import BookCase, PaperCase
from zpj.checks.form.funds import executed_is_wrong
from zpj.checks.reading.figures import quantities
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import ERROR, WARNING, Hit, book_check, in_papers
from zpj.checks.tie.amounts import amount_claims
from zpj.checks.tie.balances import balance_claims
from zpj.checks.tie.claims import Claim, Finder, once
from zpj.checks.tie.direction import direction_claims, office_claims
from zpj.checks.tie.parts import count_claims, part_claims
from zpj.checks.tie.passages import passages
from zpj.checks.tie.quantities import quantity_claims
from zpj.checks.tie.scores import rate_claims, score_claims
from zpj.domain.records import replace
from zpj.domain.regex import regex

_SCORES, _CELL_COMPARED = regex("总分|[得扣]分|分值"), regex("自评表的值在 (?P<cell>[^;；]+)")
_OF_EXECUTED = frozenset({"执行数", "执行率", "结余"})

FINDERS: tuple[Finder, ...] = (
    amount_claims,
    balance_claims,
    rate_claims,
    score_claims,
    part_claims,
    quantity_claims,
    count_claims,
    direction_claims,
    office_claims,
)


def _in_book(case: BookCase, find: Finder) -> Iterator[Hit]:
    claims = (claim for passage in passages(case) for claim in find(passage, case.forms))
    yield from map(_with_row, once(_judgeable(claims)))


def _in_paper(case: PaperCase, find: Finder) -> Iterator[Hit]:
    from zpj.checks.tie.paper_claims import claims_of_paper

    yield from map(_with_row, once(_judgeable(claims_of_paper(case, find))))


def _with_row(hit: Hit) -> Hit:
    """A score is known by its place and what is written there, so that one slip of it is told once."""
    return replace(hit, row=f"{hit.location} {hit.found}") if _SCORES.search(hit.words["what"]) else hit


def _judgeable(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Without what is compared with an executed amount that is itself a slip (ZPJ203, ZPJ220)."""
    return (claim for claim in claims if claim.what not in _OF_EXECUTED or not executed_is_wrong(claim.passage.form))


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
    yield from _in_book(case, amount_claims)


@book_check(
    "ZPJ502",
    "叙述里的执行率与自评表不符",
    ERROR,
    reference="R-51",
    clause="执行率为全年执行数与全年预算数之比",
    message="文字写执行率 {found}，按自评表的金额为 {expected}{hint}，请改正文字",
    fix="按自评表改正文字里的执行率",
)
def rate_in_prose(case: BookCase) -> Iterator[Hit]:
    """The execution rate named in prose."""
    yield from _in_book(case, rate_claims)


@book_check(
    "ZPJ503",
    "叙述里的总分、等级与自评表不符",
    ERROR,
    reference="R-07 R-53",
    clause="同一项目的总分和等级在自评表和文字里应当一致",
    message="文字写{what} {found}，自评表为 {expected}{hint}，请改成一致",
    fix="核对自评表和文字，改成一致",
)
def score_in_prose(case: BookCase) -> Iterator[Hit]:
    """Total and grade named in prose; a grade is judged only where the total agrees."""
    yield from _in_book(case, score_claims)


@book_check(
    "ZPJ560",
    "叙述里的结余与自评表不符",
    ERROR,
    reference="R-51",
    clause="结余为全年预算数减全年执行数",
    message="文字写结余 {found}，自评表为 {expected}，请改正文字",
    fix="按自评表改正文字里的结余",
)
def balance_in_prose(case: BookCase) -> Iterator[Hit]:
    """The unspent balance named in prose."""
    yield from _in_book(case, balance_claims)


@book_check(
    "ZPJ561",
    "叙述里的分值、得分、扣分与自评表不符",
    ERROR,
    reference="R-52",
    clause="同一指标的分值和得分在自评表和文字里应当一致",
    message="文字写{what} {found} 分，自评表为 {expected} 分，请改成一致",
    follows=("ZPJ430",),
    fix="核对自评表和文字，改成一致",
)
def part_scores_in_prose(case: BookCase) -> Iterator[Hit]:
    """Weight, points and deduction of a level or an indicator named in prose."""
    yield from _in_book(case, part_claims)


@book_check(
    "ZPJ562",
    "叙述里的完成值与自评表不符",
    ERROR,
    reference="R-52",
    clause="同一指标的完成值在自评表和文字里应当一致",
    message="文字写{what} {found}，自评表为 {expected}，请改成一致",
    fix="核对自评表和文字，改成一致",
)
def quantities_in_prose(case: BookCase) -> Iterator[Hit]:
    """What was done, written right behind the indicator's name."""
    for hit in _in_book(case, quantity_claims):
        place = _CELL_COMPARED.search(hit.basis or "") if case.book.paper else None
        yield replace(hit, location=place["cell"]) if place and _is_told(case, hit) else hit


def _is_told(case: BookCase, hit: Hit) -> bool:
    """Whether the report says, too, what the goal's result says: then the row of the form is the odd one."""
    told = quantities(squeezed(hit.quote or ""))
    figure = told[-1].text if told else ""
    return bool(figure) and any(
        figure == each.text and line.index >= 0
        for line in (case.book.paper.paragraphs if case.book.paper else ()) if figure[:1] in line.text
        for each in quantities(squeezed(line.text))
    )  # fmt: skip


@book_check(
    "ZPJ563",
    "叙述里的指标个数与自评表不符",
    ERROR,
    reference="R-61",
    clause="报告所说的指标应当就是自评表的指标",
    message="文字写{what} {found}，自评表为 {expected}，请核对",
    fix="按自评表改正个数；指标体系另有附表的请附上",
)
def counts_in_prose(case: BookCase) -> Iterator[Hit]:
    """How many indicators of each level prose names; a doubt, since it may speak of another table."""
    yield from _in_book(case, count_claims)


@book_check(
    "ZPJ582",
    "叙述里说的完成、超额、扣分与自评表不符",
    ERROR,
    reference="R-52",
    clause="文字应与指标完成情况一致",
    message="文字说{what}“{found}”，自评表为 {expected}，请改成一致",
    fix="核对自评表和文字，改成一致",
)
def directions_in_prose(case: BookCase) -> Iterator[Hit]:
    """“超额完成”, “未完成”, “完成目标”, “没有扣分” against the figures of the form."""
    yield from _in_book(case, direction_claims)


@book_check(
    "ZPJ583",
    "叙述里的单位、年度与自评表不同",
    WARNING,
    reference="R-58",
    clause="自评表和文字应当写同一个单位、同一个年度",
    message="文字写{what}“{found}”，自评表为“{expected}”，请核对",
    fix="核对单位和年度",
)
def offices_in_prose(case: BookCase) -> Iterator[Hit]:
    """Whose work it was, and of which year a sentence speaks."""
    yield from _in_book(case, office_claims)


_OF_PROSE = ("ZPJ501", "ZPJ560", "ZPJ502", "ZPJ503", "ZPJ561", "ZPJ562", "ZPJ563", "ZPJ582", "ZPJ583")
for _rule, _find in zip(_OF_PROSE, FINDERS, strict=True):
    in_papers(_rule)(lambda case, find=_find: _in_paper(case, find))  # type: ignore[misc]
