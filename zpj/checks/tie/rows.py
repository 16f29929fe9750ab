"""Which figures of a filed report's prose are those of one row of its tables, or of one part, and not of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from zpj.checks.case import FormCase, PaperCase
from zpj.checks.reading.clauses_around import LINE, clause_before
from zpj.checks.reading.figures import MONEY, quantities
from zpj.checks.reading.other_totals import NUMBER, is_of_others, numbers_of, points_of_others
from zpj.checks.reading.reconcile import amount_of
from zpj.checks.reading.text import is_headed
from zpj.checks.tie.claims import Claim
from zpj.checks.tie.figures import spelt
from zpj.domain.amounts import parse_number
from zpj.domain.paper import Paragraph
from zpj.domain.records import record
from zpj.domain.regex import regex

_OF_WHOLE = frozenset({"结余", "执行率", "总分"})
_TOTAL = regex("^(?:合计|总计|小计|总)|资金总额|^其中")
_WHOLE = regex("项目(?:资金|支出|预算|总)|全年|总体|总额|合计|整体")
_PART = regex(
    "^(?:[(]?[0-9一二三四五六七八九十]+[)、.])?(?:产出|效益|效果|满意度|决策|过程|投入|数量|质量|时效|成本|[^,。]{0,4}效益)(?:类)?指标"
)
_LAST_YEAR = regex("上一?年度?|以前年度|往年")
_BARE_SCORE = regex("^(?:自评|评价)?得")
_OF_POINTS = regex("(?P<name>.+)的(?:得分|分值|扣分)$")
_LEAST_NAME, _SURE = 3, 3


@record
class _Row:
    """A row of a plain table: what it is called, and its figures with the differences of any two."""

    name: str
    values: frozenset[Decimal]


def of_a_part(claim: Claim, paragraph: Paragraph, case: PaperCase) -> bool:
    """Whether a figure that does not agree with the form as a whole is told of a part of it.

    A balance or a rate is one of a row of the report's tables where the row has it, or where the sentence names that
    row alone; a score is one of a part where the heading it stands under names the part; points are those of a table
    of scores that weighs the rows otherwise than the form. Under 上年度……应用 the year
    told is the year before.
    """
    if claim.what == "评价年度":
        is_before = claim.expected.isdecimal() and claim.found == str(int(claim.expected) - 1)
        return is_before and is_headed(paragraph, _LAST_YEAR)
    if not claim.agrees and (points := _OF_POINTS.match(claim.what)):
        given = points_of_others(case, claim.passage.form)
        level = points["name"].removesuffix("指标")
        return any(claim.found in told for name, told in given if name == level or name.startswith(points["name"]))
    if claim.what == "执行数" and not claim.agrees and not claim.proved:
        return _is_a_row_of_its_own(claim, paragraph, case)
    if claim.agrees or claim.what not in _OF_WHOLE:
        return False
    if claim.what == "总分":
        number = parse_number(claim.found)
        if number is not None and is_of_others(number, case, claim.passage.form):
            return True
        deepest = spelt(paragraph.path[-1].title) if paragraph.path else ""
        return _PART.match(deepest) is not None and _BARE_SCORE.match(claim.quote) is not None
    match = NUMBER.match(claim.found)
    value = parse_number(match["number"]) if match else None
    text = spelt(paragraph.text)[: claim.start]
    if _is_behind_all_that_was_spent(text, claim.passage.form):
        return False
    named = [row for row in _rows(case) if row.name in text]
    behind = clause_before(text, marks=LINE)
    own = {row.name for row in named if row.name in behind}
    if len(own) == 1 and not _WHOLE.search(behind[behind.rfind(next(iter(own))) + len(next(iter(own))) :]):
        return True
    long = match is not None and len(match["number"].replace(".", "").strip("0")) >= _SURE
    return any(value in row.values for row in (_rows(case) if long else named))


def _is_behind_all_that_was_spent(text: str, form: FormCase) -> bool:
    """Whether what the form spent in all stands last before a figure: “项目支出144万元,执行率96.00%,结余…”."""
    line = form.total
    spent, zeros = amount_of(line.executed) if line else None, form.zeros
    told = [each for each in quantities(clause_before(text, marks=LINE)) if each.unit == MONEY]
    return bool(told and spent and zeros is not None and spent.value.scaleb(zeros) == told[-1].value)


def _is_a_row_of_its_own(claim: Claim, paragraph: Paragraph, case: PaperCase) -> bool:
    """Whether an amount said to be spent is one a table has of a work its clause names: 人工增雨实际支出14.70万元."""
    match = NUMBER.match(claim.found)
    value = parse_number(match["number"]) if match else None
    clause = clause_before(spelt(paragraph.text), claim.start, ",。;\n")
    names = [row.name[:4] for row in _rows(case) if value in row.values]
    return not _WHOLE.search(clause) and any(name in clause for name in names)


@lru_cache(maxsize=4)
def _rows(case: PaperCase) -> tuple[_Row, ...]:
    return tuple(_read(case))


def _read(case: PaperCase) -> Iterator[_Row]:
    for table in case.paper.tables:
        for texts in table.rows if not table.form else ():
            cells = [spelt(text) for text in texts]
            name = next((cell for cell in cells if len(cell) >= _LEAST_NAME and not NUMBER.fullmatch(cell)), "")
            values = numbers_of(cells)
            if name and len(values) > 1 and not any(_TOTAL.search(cell) for cell in cells):
                yield _Row(name, frozenset(values) | {one - other for one, other in permutations(values, 2)})
