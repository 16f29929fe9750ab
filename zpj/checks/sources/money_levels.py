"""Over a filed report: of which level its money is, told otherwise at one place than at the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, groupby

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_around
from zpj.checks.reading.figures import MONEY, quantities
from zpj.checks.reading.plain_patterns import HAN_WORDS
from zpj.checks.reading.source_statements import LEVELS, Told, statements
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.domain.model import printed
from zpj.domain.regex import regex

_PAIR = 2
_FOLLOWS = ("ZPJ164", "ZPJ124", "ZPJ518", "ZPJ187", "ZPJ501", "ZPJ566")


@paper_check(
    "ZPJ164",
    "资金来源的级次与别处写得不同",
    WARNING,
    reference="R-52",
    clause="同一笔资金的来源在全文应当一致",
    message="这里写“{found}”，{where}写的是“{expected}”，请核对资金来源",
    fix="按资金文件核对来源，改成一致",
    follows=("ZPJ124", "ZPJ518", "ZPJ187", "ZPJ501", "ZPJ566"),
)
def one_amount_of_two_levels(case: PaperCase) -> Iterator[Hit]:
    """“市级财政资金120万元” once, where 120万元 are 县级财政资金 everywhere else; neither place tells of both."""
    told = statements(case)
    of_amount: dict[Decimal, list[Told]] = {}
    for each in told:
        for amount in each.amounts:
            of_amount.setdefault(amount, []).append(each)
    listed = {each.tier for each in told if each.of_table and each.amounts}
    for amount, group in of_amount.items():
        times = Counter(each.tier for each in group)
        if len(times) != _PAIR or len(amount.normalize().as_tuple().digits) < _PAIR:
            continue
        rare, usual = sorted(times, key=lambda tier: (times[tier], any(e.of_table for e in group if e.tier == tier)))
        odd, *others = [each for each in group if each.tier == rare]
        fellows = [each for each in group if each.tier == usual]
        in_prose = [each for each in fellows if not each.of_table]
        sure = len(in_prose) > 1 if odd.of_table else len(fellows) > 1 or fellows[0].of_table
        if others or not sure or (rare in listed and not odd.of_table):
            continue
        if usual not in _tiers_beside(told, odd) and not any(rare in _tiers_beside(told, each) for each in fellows):
            yield _hit(odd, fellows[0])


def _hit(odd: Told, right: Told) -> Hit:
    return Hit(odd.place, odd.level, right.level, quote=odd.words, project=odd.project, words={"where": right.place})


def _tiers_beside(every: Sequence[Told], told: Told) -> set[str]:
    """The levels the sentence or the cell of a statement tells of."""
    return {each.tier for each in every if each.text == told.text}


@another_way("ZPJ164", WARNING, follows=_FOLLOWS)
def level_twice_in_a_list(case: PaperCase) -> Iterator[Hit]:
    """“其中省级资金230万元、省级资金138万元”: a list of where money comes from has each level once.

    So have the rows of a form, and a table each row of which is named after a source.
    """
    forms = {table.name for table in case.paper.tables if table.form}
    for group, told in groupby(statements(case), key=lambda each: each.group):
        first: dict[str, Told] = {}
        for each in told:
            in_rows = each.amounts and (group in forms or "!A" in each.place)
            listed = each.share == "item" and each.tier in LEVELS and (in_rows or not each.of_table)
            one = first.setdefault(each.level, each) if listed else each
            names = {one.text[one.start : one.end], each.text[each.start : each.end]}
            if one is not each and (len(names) == 1 or all(map(_ANY_FUND.fullmatch, names))):
                yield Hit(each.place, each.words, one.words, quote=each.words, project=each.project,
                          words={"where": "同一张表另一行也" if each.of_table else "同一句里另一笔也"})  # fmt: skip


_ANY_FUND = regex(".{1,3}?级?(?:财政|本级|安排|补助|配套|投入|拨款|资金|经费)*")
"""The name of money of a level that is not that of one fund among others."""


@another_way("ZPJ164", WARNING, follows=_FOLLOWS)
def level_told_once(case: PaperCase) -> Iterator[Hit]:
    """“其中中央资金400万元、市级资金800万元”, where all else of the paper is of 自治区 and 市, never of 中央.

    And “资金全部为省级财政资金”, where all else is of 县.
    """
    told = statements(case)
    times = Counter(each.tier for each in told)
    for odd in told:
        if not odd.share or odd.of_office or times[odd.tier] > 1:
            continue
        kept = {each.tier for each in told if each.group == odd.group} - {odd.tier}
        right = None if any(times[tier] == 1 for tier in kept) else _instead(case, odd, kept)
        both_lone = right and right.share and times[right.tier] == 1 and right.of_table == odd.of_table
        if right and not (both_lone and told.index(odd) < told.index(right)):
            yield _hit(odd, right)  # of two that each stand alone, the later one


def _instead(case: PaperCase, odd: Told, kept: set[str]) -> Told | None:
    """The statement that has another level in the place of a lone one: in a list that keeps the others, or the only
    level there is besides. A row of a table is judged by another table alone; amounts that differ are other money.
    """
    rest = [each for each in statements(case) if each.group != odd.group and each.of_table >= odd.of_table]
    if len(case.forms) > 1 and not odd.of_table and not _ALL_PROJECTS.search(odd.text, 0, odd.start):
        rest = [each for each in rest if odd.project and each.project == odd.project]
    left = set[str]()
    for _, told in groupby(rest, key=lambda each: each.group):
        tiers = {each.tier for each in told if each.share}
        left |= tiers - kept if kept and len(tiers) == len(kept) + 1 and tiers > kept else set()
    every = {each.tier for each in rest}
    if not left and kept <= every and not odd.of_table and (kept or _is_of_all(case, odd)):
        left = every & LEVELS - kept
    right = [each for each in rest if {each.tier} == left and not each.of_office]
    amounts = {amount for each in right for amount in each.amounts}
    return right[0] if right and not (odd.amounts and amounts and amounts.isdisjoint(odd.amounts)) else None


_ADDED = regex("追加|增加|新增|调增|增补|该项|子项目|其余|另")
_REST = regex("结余|剩余|未支")
_ALL_PROJECTS = regex("[0-9二两三四五六七八九十]个(?:[^,。;个]{0,8})项目|项目[0-9二两三四五六七八九十]个|合计")


def _is_of_all(case: PaperCase, told: Told) -> bool:
    """Whether a statement is of all the money there is: of no amount, of a total of the one form, of what was left."""
    money = [each for each in quantities(told.text) if each.unit == MONEY and each.end <= told.start]
    named = told.text[money[-1].start - len(money[-1].clause) if money else 0 : told.start]
    lines = [form.total for form in case.forms if form.total]
    totals = {number.scaleb(zeros) for line in lines for entry in (line.initial_budget, line.full_year_budget)
              if (number := printed(entry)) for zeros in (0, 4)}  # fmt: skip
    known = not money or not lines or money[-1].value in totals or _REST.search(named) is not None
    whole = known if len(case.forms) <= 1 else _ALL_PROJECTS.search(told.text, 0, told.start) is not None
    return told.share == "all" and whole and not _ADDED.search(named)


@another_way("ZPJ164", WARNING, follows=_FOLLOWS)
def rows_of_two_tables(case: PaperCase) -> Iterator[Hit]:
    """A row 市级财政资金 of 12.6 and 11.35 in one table, and in another the same amounts as 县级财政资金."""
    told = statements(case)
    rows = [(each, _digits(each)) for each in told if each.of_table and each.amounts]
    alike = [(one, other) for (one, figures), (other, of_other) in combinations(rows, 2)
             if one.tier != other.tier and _are_telling(figures & of_other)]  # fmt: skip
    shared = {frozenset((one.tier, other.tier)) for one, other in alike if one.group == other.group}
    times = Counter(each.tier for each in told)
    for one, other in alike:
        if frozenset((one.tier, other.tier)) not in shared:  # else each of two levels pays as much
            yield _hit(*((one, other) if times[one.tier] < times[other.tier] else (other, one)))


def _digits(told: Told) -> frozenset[str]:
    """The figures of a row that are not round, as digits without noughts at their end."""
    figures = {"".join(map(str, amount.normalize().as_tuple().digits)) for amount in told.amounts}
    return frozenset(figure for figure in figures if len(figure) >= _PAIR)


def _are_telling(figures: frozenset[str]) -> bool:
    """Whether figures that two rows have in common can hardly be alike by chance."""
    return len(figures) >= _PAIR and max(map(len, figures)) > _PAIR


_REGIONS, _OFTEN = frozenset("县省"), 3


@another_way("ZPJ164", WARNING, follows=("ZPJ164", "ZPJ124", "ZPJ518", "ZPJ187", "ZPJ183", "ZPJ186", "ZPJ115"))
def level_of_another_region(case: PaperCase) -> Iterator[Hit]:
    """“全部为县级财政资金” once in the paper of a 区, whose money is 区级 at all other places."""
    told = statements(case)
    times = Counter(each.level for each in told)
    for odd in told:
        if odd.tier not in _REGIONS or times[odd.level] > 1:
            continue
        fellows = [each for each in told if each.tier == odd.tier and each is not odd]
        alike = len({each.level for each in fellows}) == 1 and all(each.text != odd.text for each in fellows)
        if alike and len(fellows) >= _OFTEN:
            yield _hit(odd, fellows[0])


_LEAST_NAME, _HEADINGS, _SOURCE = 4, 3, regex("资金(?:来源|性质|渠道)")


@another_way("ZPJ164", WARNING, follows=_FOLLOWS)
def level_of_a_row(case: PaperCase) -> Iterator[Hit]:
    """“由市级资金安排的扬尘监控” beside a table that has 区级财政资金 as the source of 扬尘监控."""
    named = _sources_of_rows(case)
    for told in statements(case) if named else ():
        if told.of_table or told.of_office:
            continue
        clause = clause_around(told.text, told.start, told.end)
        sources = [source for name, source in named if name in clause]
        if not sources or told.tier in {source.tier for source in sources}:
            continue
        if len({each.tier for each in statements(case) if each.text == told.text and each.words in clause}) == 1:
            yield _hit(told, sources[0])


def _sources_of_rows(case: PaperCase) -> list[tuple[str, Told]]:
    """The names of rows of tables with a column of sources, each with what its cell there says."""
    of_cell = {each.place: each for each in statements(case) if each.of_table}
    found: list[tuple[str, Told]] = []
    for table in case.paper.tables:
        columns = {
            at for row in table.rows[:_HEADINGS] for at, head in enumerate(row, 1) if _SOURCE.search(squeezed(head))
        }
        for number, row in enumerate(table.rows if columns and not table.form else (), 1):
            told = [of_cell[place] for at in columns if (place := table.cell(number, at)) in of_cell]
            names = [squeezed(text) for at, text in enumerate(row, 1) if at not in columns and len(text) >= _LEAST_NAME]
            found += [(name, told[0]) for name in names if len(told) == 1 and HAN_WORDS.fullmatch(name)]
    return found
