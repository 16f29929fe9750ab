"""Over a filed report: the usual ratios of a department's spending against the figures they are made of.

在职人员控制率 of 编制 and 在职, 控制率 and 变动率 of “三公”经费 and 公用经费, 政府采购执行率, 结转结余率: wherever
the figures stand, in a sentence or in a row of a table, and wherever the ratio is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, permutations

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before
from zpj.checks.reading.figures import MONEY, PERCENT, Sentence, said
from zpj.checks.reading.reconcile import half_shown, half_unit, places_shown
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.checks.sums.ratios import known_figures
from zpj.domain.amounts import HUNDRED, ONE, ZERO, plain, round_half_up
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_QUOTES = regex('[“”"‘’《》]')
_LEFT, _PLANNED, _DONE = "left", "planned", "done"
_ROLES = {
    _LEFT: regex("结转|结余"),
    "before": regex("上年|去年|上一年|较20[0-9]{2}年|比20[0-9]{2}年"),
    _PLANNED: regex("预算|编制|核定|计划|限额|控制数|控制在"),
    _DONE: regex("决算|支出|执行|实际|在职|实有|在编|采购金额|合同金额|成交"),
}
_SUB_ITEM = regex("行政编|事业编|工勤|参公|其中|接待|公车|公务用车|因公|出国|退休|临时|聘用|党政")
_AS_GOAL = regex(
    "目标|[低高]于|等于|小于|大于|不超过|不高于|不低于|不大于|以内|≤|≥|标准|要求|上年|去年|同期|20[0-9]{2}年的"
)
_BY_NUMBER = regex("按[^,。;]{0,8}(?:个数|件数|项数|数量|批次)")
_NO_RESULT = regex("目标|指标值|标准|得分|分值|权重|上年|计划")
_RATE_CELL = regex(r"-?[0-9]+(?:[.][0-9]+)?%")
_YEAR = regex("(?P<year>20[0-9]{2})年")
_SHORT, _LONG_HEAD = 16, 24


@record
class _Ratio:
    """A usual ratio: its name, what its figures are of, and the roles of what is divided and what divides.

    `is_change` where it is the difference by the divisor.
    """

    name: re.Pattern[str]
    subject: re.Pattern[str]
    part: str
    whole: str
    is_change: bool = False


_STAFF = regex("编制|在职|在编|实有人")
_RATIOS = (
    _Ratio(regex("在职人员控制率|财政供养人员控制率|^人员控制率"), _STAFF, _DONE, _PLANNED),
    _Ratio(regex("三公(?:经费)?(?:支出)?控制率"), regex("三公"), _DONE, _PLANNED),
    _Ratio(regex("三公(?:经费)?(?:支出)?变动率"), regex("三公"), _DONE, "before", is_change=True),
    _Ratio(regex("公用经费(?:支出)?控制率"), regex("公用经费"), _DONE, _PLANNED),
    _Ratio(regex("政府采购(?:预算)?执行率"), regex("采购"), _DONE, _PLANNED),
    _Ratio(regex("结转结余率|^结转率|^结余率"), regex("结转|结余"), _LEFT, _PLANNED),
)
_ANY = regex("控制率|变动率|采购(?:预算)?执行率|结转结余率|结余率|结转率")


@record
class _Figure:
    """A number of a role, with what its rounding hides."""

    value: Decimal
    half: Decimal
    shown: str


@record
class _Told:
    """A ratio as told: where, its number, what stands there, the project of its place."""

    place: str
    number: Decimal
    half: Decimal
    text: str
    project: str


_Group = dict[str, list[_Figure]]


@paper_check(
    "ZPJ293",
    "控制率、变动率、结转结余率与所依据的两个数不符",
    WARNING,
    reference="R-13",
    clause="比率为所依据的两个数之比",
    message="“{quote}”，按 {basis} 应为 {expected}，写成 {found}，请核对",
    fix="核对两个数和比率，改成一致",
    follows=("ZPJ224", "ZPJ232", "ZPJ247", "ZPJ249", "ZPJ502", "ZPJ589", "ZPJ562", "ZPJ592", "ZPJ255"),
)
def usual_ratios(case: PaperCase) -> Iterator[Hit]:
    """编制28名、在职26人 told as 96.43 %: none of the figures of its subject makes the ratio.

    The figures of a sentence or of one row belong together; a ratio that any of them makes is right.
    """
    told = list(_told(case))
    excused = {number for sentence in said(case) for number in _in_another_way(sentence)} if told else set()
    for ratio in _RATIOS:
        own = [each for which, each in told if which is ratio and each.number not in excused]
        groups = list(_groups(case, ratio)) if own else []
        rates = [(part, whole) for group in groups for part in group.get(ratio.part, ())
                 for whole in group.get(ratio.whole, ()) if whole.value]  # fmt: skip
        pairs = [pair for group in groups for pair in permutations(chain(*group.values()), 2)] if rates else []
        for each in own if rates else ():
            if any(whole.value and _makes(each, part, whole, ratio) for part, whole in pairs):
                continue
            if ratio.part == _LEFT and _is_of_something(case, each, [part for part, _ in rates]):
                continue
            part, whole = rates[0]
            right = round_half_up(_rate(part, whole, ratio), max(places_shown(plain(each.number)), 2))
            shown = f"({part.shown}-{whole.shown})÷{whole.shown}" if ratio.is_change else f"{part.shown}÷{whole.shown}"
            yield Hit(each.place, f"{plain(each.number)}%", f"{plain(right)}%", quote=each.text, basis=shown,
                      project=each.project)  # fmt: skip


def _rate(part: _Figure, whole: _Figure, ratio: _Ratio) -> Decimal:
    share = part.value / whole.value * HUNDRED
    return share - HUNDRED if ratio.is_change else share


def _makes(told: _Told, part: _Figure, whole: _Figure, ratio: _Ratio) -> bool:
    right = _rate(part, whole, ratio)
    slack = told.half + (part.half + whole.half * part.value / whole.value) / whole.value * HUNDRED
    return abs(abs(right) - abs(told.number)) <= slack or (
        ratio.part != _LEFT and abs(HUNDRED - abs(right) - abs(told.number)) <= slack
    )


def _is_of_something(case: PaperCase, told: _Told, parts: Sequence[_Figure]) -> bool:
    """Whether what is left is the told part of any amount of the paper: of the budget, of the income, of the whole."""
    known = known_figures(case)
    for part in parts:
        low, high = told.number - told.half, told.number + told.half
        if low > ZERO and known.has(MONEY, part.value * HUNDRED / high, part.value * HUNDRED / low):
            return True
    return False


def _told(case: PaperCase) -> Iterator[tuple[_Ratio, _Told]]:
    """The ratios told, in sentences and in rows; no goals."""
    for sentence in said(case):
        for figure in sentence.quantities if _ANY.search(sentence.text) else ():
            clause = _QUOTES.sub("", clause_before(sentence.text, figure.start, ",。;、:("))
            ratio = _named(clause) if figure.unit == PERCENT and not _AS_GOAL.search(clause) else None
            if ratio and not _AS_GOAL.match(sentence.text, figure.end):
                number = -figure.value if figure.before.endswith("-") else figure.value
                yield ratio, _Told(sentence.paragraph.location, number, figure.half or ONE / 2, clause + figure.text,
                                   sentence.project)  # fmt: skip
    for table in case.paper.tables:
        yield from _in_rows(case, table)


def _in_another_way(sentence: Sentence) -> Iterator[Decimal]:
    """The ratios that are said to be of numbers of things, not of money: 按项目个数计算为100%."""
    for figure in sentence.quantities if _BY_NUMBER.search(sentence.text) else ():
        if figure.unit == PERCENT:
            yield figure.value


def _named(text: str) -> _Ratio | None:
    return next((ratio for ratio in _RATIOS if ratio.name.search(text)), None) if _ANY.search(text) else None


def _in_rows(case: PaperCase, table: PaperTable) -> Iterator[tuple[_Ratio, _Told]]:
    heads: Sequence[str] = ()
    for number, row in enumerate(table.rows, 1):
        cells = [_QUOTES.sub("", squeezed(cell)) for cell in row]
        if not any(_RATE_CELL.fullmatch(cell) for cell in cells):
            heads = cells if sum(map(bool, cells)) > 1 else heads
            continue
        for column, cell in enumerate(cells):
            name = next((each for each in cells[:column] if len(each) < _SHORT and _named(each)), "")
            head = heads[column] if column < len(heads) else ""
            if not name and head == "控制率" and any("编制" in each for each in heads):
                name = "在职人员控制率"
            ratio = _named(name) if name and _RATE_CELL.fullmatch(cell) and not _NO_RESULT.search(head) else None
            if ratio and ratio.is_change and any("预算" in each for each in cells):
                continue  # of one budget to the next
            value = number_in(cell) if ratio else None
            if ratio and value is not None:
                place = table.cell(number, column + 1)
                yield ratio, _Told(place, value, half_unit(places_shown(cell)), f"{name} {cell}",
                                   case.project(table.section))  # fmt: skip


def _groups(case: PaperCase, ratio: _Ratio) -> Iterator[_Group]:
    """The figures of a ratio's subject by their roles, those of one row or one sentence together."""
    for table in case.paper.tables:
        yield from _of_table(table, ratio)
    for sentence in said(case):
        if ratio.subject.search(_QUOTES.sub("", sentence.text)):
            yield _of_sentence(sentence, ratio)


def _of_table(table: PaperTable, ratio: _Ratio) -> Iterator[_Group]:
    heads: list[str] = []
    years: list[int] = []
    for row in table.rows:
        cells = [_QUOTES.sub("", squeezed(cell)) for cell in row]
        if sum(1 for cell in cells if number_in(cell) is None and cell and _role(cell)) > 1:
            heads = cells
            years = [int(match["year"]) for cell in cells if (match := _YEAR.search(cell))]
            continue
        label = next((cell for cell in cells if cell and number_in(cell) is None), "")
        of_staff = ratio.subject is _STAFF
        if not heads or (not of_staff and (not ratio.subject.search(label) or _SUB_ITEM.search(label))):
            continue
        group: _Group = {}
        for cell, head in zip(cells, heads, strict=False):
            number = number_in(cell) if cell and not cell.endswith(PERCENT) else None
            role = _head_role(head, years) if number is not None and len(head) < _LONG_HEAD else ""
            if number is not None and role and (not of_staff or ratio.subject.search(head)):
                group.setdefault(role, []).append(_Figure(number, half_shown(cell), cell))
        yield group


def _head_role(head: str, years: Sequence[int]) -> str:
    match = _YEAR.search(head)
    if match and years and int(match["year"]) < max(years):
        return "before" if _ROLES[_DONE].search(head) else ""
    return "" if "率" in head else _role(head)


def _role(text: str) -> str:
    return next((role for role, words in _ROLES.items() if words.search(text)), "")


def _of_sentence(sentence: Sentence, ratio: _Ratio) -> _Group:
    group: _Group = {}
    unit = "人" if ratio.subject is _STAFF else MONEY
    start = next((match.start() for match in ratio.subject.finditer(sentence.text)), 0)
    for figure in sentence.quantities:
        same = figure.unit == unit or (unit == "人" and figure.unit == "个")
        role = _role(figure.before) if same and figure.start > start else ""
        if role and not _SUB_ITEM.search(figure.before):
            group.setdefault(role, []).append(_Figure(figure.value, figure.half, figure.text))
    return group
