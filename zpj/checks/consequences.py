"""What of the findings is not told: what only follows from another, and what another rule says of the same place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter

from zpj.checks.case import row_of
from zpj.checks.reading.plain_patterns import HAN_WORDS, NUMBER
from zpj.checks.rule import RULES, Hit, Rule
from zpj.domain.amounts import parse_number, without_noughts
from zpj.domain.findings import Severity
from zpj.domain.likeness import bigrams
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

_WHEN_NOTHING_ELSE = ("ZPJ241", "ZPJ254", "ZPJ255", "ZPJ258", "ZPJ259", "ZPJ324", "ZPJ330")
"""Told only where no other rule speaks of the same figure at the same place."""
Found = tuple[Rule, str, Hit, int]
"""A rule, the project, what it found, and the form it is of: its number, below nought for a book or a paper."""
_OF_A_PAPER = -2
_OF_GOALS = ("ZPJ562", "ZPJ578")
"""What is told of a figure of a form's goal: by the words before it, by the noun behind it."""
_OF_TABLES = ("ZPJ433", "ZPJ514")
"""What is told of a cell of a table of a report, as the rules of papers tell it."""
_AMOUNT = regex("万元$")
_WORDS = 6
"""The least length of what is the same words: shorter is a label, of which different things can be said."""
_FIRST = "first "
"""Before the id of a rule: what its first way tells, which its other ways may follow."""
_CELL = regex(r"(?P<table>.+)!(?P<column>[A-Z]+)(?P<row>\d+)$")
_TOTAL, _TOO_LOW = "ZPJ403", "ZPJ409"
_OF_ALL_FORMS = ("ZPJ303",)
"""Told once for all forms: it is only a principle."""
_WORDS_OF, _FIGURES_OF = ("ZPJ528",), ("ZPJ552", "ZPJ501", "ZPJ518", "ZPJ566")
"""Causes that speak of some words, or of some figures: what is said of others of the paragraph does not follow."""
_ONLY_FOR = dict.fromkeys(("ZPJ501", "ZPJ518", "ZPJ566"), "ZPJ124")
"""The one rule of which that holds, where it does not hold of all: from whom an amount is."""
_YEAR_OF_FORM, _YEAR_IN_FORM = "ZPJ516", "ZPJ505"
_OF_COLUMNS, _OF_SOURCES, _IN_PROSE = ("ZPJ204", "ZPJ235"), ("ZPJ206", "ZPJ248"), "ZPJ501"
"""Sums down a column; sums of the sources of a form; an amount of one of them told in prose."""

_BROKEN_OFF = ("ZPJ585", "ZPJ116")
_SLIPS, _FEW = ("ZPJ539", "ZPJ172", "ZPJ528", "ZPJ106", "ZPJ119"), 4
"""What tells slips of the pen; the pairs of signs that one slip makes at most."""


def without_consequences(found: list[Found]) -> list[Found]:
    """Drop a finding whose cause is reported for the same row, or for the form where one of the two has no row."""
    rows: dict[tuple[str, int], set[str]] = {}
    texts: dict[str, set[str]] = {}
    told_of: dict[tuple[str, int, str], str] = {}
    for rule, _, hit, position in found:
        if rule.id in (*_WORDS_OF, *_FIGURES_OF):
            said = told_of.get((rule.id, position, hit.location), "")
            told_of[rule.id, position, hit.location] = f"{said} {hit.quote or hit.found}"
        for name in (rule.id,) if _is_another_way(rule) else (rule.id, _FIRST + rule.id):
            rows.setdefault((name, position), set()).add(row_of(hit.row))
            texts.setdefault(name, set()).update((row_of(hit.row), hit.location))

    def follows(rule: Rule, hit: Hit, position: int) -> bool:
        own = row_of(hit.row)
        names = [_FIRST + cause if cause == rule.id else cause for cause in rule.follows]
        told = {name: told_of.get((name, position, hit.location), "") for name in names}
        names = [name for name in names if not _is_apart(rule.id, name, told[name], hit)]
        causes = (rows.get((name, position), set()) for name in names)
        if any(known and (not own or own in known or "" in known) for known in causes):
            return True
        places = {own, hit.location} if _CELL.match(hit.location) else {own}
        return bool(own) and any(places & texts.get(name, set()) for name in names)

    kept = [item for item in _without_sums(_without_turned_years(found)) if not follows(item[0], item[2], item[3])]
    kept = _each_slip_once(_once_for_all_forms(_told_once(_without_totals(kept))))
    told: dict[str, str] = {}
    for rule, _, hit, _ in kept:
        if rule.id not in _WHEN_NOTHING_ELSE and (hit.level or rule.severity) is not Severity.INFO:
            told[hit.location] = f"{told.get(hit.location, '')} {hit.found} {hit.expected} {hit.quote} {hit.basis}"
    return [
        item
        for item in kept
        if not (item[0].id in _WHEN_NOTHING_ELSE and (item[2].found or "") in told.get(item[2].location, ""))
    ]


def _without_turned_years(found: list[Found]) -> list[Found]:
    """Drop what is of another year than a form's where the form's own year is told to be another, that one."""
    told = {(hit.found, hit.expected) for rule, _, hit, _ in found if rule.id == _YEAR_OF_FORM}
    if not told:
        return found
    return [item for item in found if item[0].id != _YEAR_IN_FORM
            or (f"{item[2].expected} 年", (item[2].found or "").removesuffix(" 年")) not in told]  # fmt: skip


def _is_apart(rule: str, name: str, told: str, hit: Hit) -> bool:
    """Whether the words of a paragraph that are spelt wrong, or the figures of a list, are others than a finding's."""
    if _ONLY_FOR.get(name, rule) != rule:
        return False
    own, other = normalise(hit.quote or hit.found or ""), normalise(told)
    if name in _FIGURES_OF:
        figures = set(NUMBER.findall(f"{own} {hit.found} {hit.expected}"))
        return bool(other and figures) and figures.isdisjoint(NUMBER.findall(other))
    return bool(other and own) and not any(pair in other for pair in bigrams(own))


def _without_sums(found: list[Found]) -> list[Found]:
    """Drop a sum that is right once another cell of its column reads as another error says it should, and an amount
    of prose that makes the sources of a form add up: the form has the slip.
    """
    cells = {(match["table"], match["column"], match["row"], gap)
             for rule, _, hit, _ in found if (hit.level or rule.severity) is Severity.ERROR
             and (match := _CELL.match(hit.location)) and (gap := _gap(hit))}  # fmt: skip
    sources = {(project, gap) for rule, project, hit, _ in found if rule.id in _OF_SOURCES and (gap := _gap(hit))}

    def is_made(rule: Rule, project: str, hit: Hit) -> bool:
        gap = _gap(hit) if rule.id in _OF_COLUMNS or (rule.id == _IN_PROSE and sources) else None
        if gap is None or rule.id == _IN_PROSE:
            return gap is not None and (project, gap) in sources
        own = _CELL.match(hit.location)
        return own is not None and any(
            (table, column, amount) == (own["table"], own["column"], -gap) and row != own["row"]
            for table, column, row, amount in cells
        )

    return [item for item in found if not is_made(*item[:3])]


def _without_totals(found: list[Found]) -> list[Found]:
    """Drop a total of scores that is right once the one row a rule gives as many more points has them: that row is
    wrong, and with the total's witness it is proved.
    """
    totals = [(position, gap) for rule, _, hit, position in found if rule.id == _TOTAL and (gap := _gap(hit))]
    rows = [item for item in found if item[0].id == _TOO_LOW and any(_explains(item, total) for total in totals)]
    if not rows or len(rows) > len(totals):
        return found
    right = [total for total in totals if any(_explains(row, total) for row in rows)]
    return [
        (item[0], item[1], replace(item[2], level=Severity.ERROR), item[3]) if item in rows else item
        for item in found
        if item[0].id != _TOTAL or (item[3], _gap(item[2])) not in right
    ]


def _explains(item: Found, total: tuple[int, Decimal]) -> bool:
    gap = _gap(item[2])
    return gap is not None and (item[3], -gap) == total


def _gap(hit: Hit) -> Decimal | None:
    """By how much a figure is more than it should be; none where one of them is no plain number, or both are alike."""
    found, right = (_AMOUNT.sub("", text or "") for text in (hit.found, hit.expected))
    own, wanted = parse_number(found), parse_number(right)
    return own - wanted or None if own is not None and wanted is not None else None


def _is_another_way(rule: Rule) -> bool:
    return rule.find is not RULES[rule.id].find


def _told_once(found: list[Found]) -> list[Found]:
    """Of what several rules say of one figure of a paper or a goal, or of the same words of it, the gravest, then the
    oldest.
    """
    best: dict[tuple[str, ...], tuple[int, str, bool]] = {}
    for rule, _, hit, _ in found:
        rank = (hit.level or rule.severity).rank, rule.id, _is_another_way(rule)
        for figures in _figures(hit):
            best[figures] = min(rank, best.get(figures, rank))
    return [
        item
        for item in found
        if (item[3] > _OF_A_PAPER and item[0].id not in (*_OF_GOALS, *_OF_TABLES))
        or all(best[figures][1:] == (item[0].id, _is_another_way(item[0])) for figures in _figures(item[2]))
    ]


def _once_for_all_forms(found: list[Found]) -> list[Found]:
    """What is of the way all forms were made, as their split of the points, at the first form alone."""
    known: set[str] = set()
    kept = []
    for item in found:
        if item[0].id not in known:
            kept.append(item)
        if item[0].id in _OF_ALL_FORMS:
            known.add(item[0].id)
    return kept


def _each_slip_once(found: list[Found]) -> list[Found]:
    """Slips of the pen, as 资金勤况, but where a graver or another rule says what the same signs should be, or that the
    text breaks off with them.
    """
    ends = {(hit.location, position): hit.found or "" for rule, _, hit, position in found if rule.id in _BROKEN_OFF}
    found = [item for item in found if item[0].id not in _SLIPS or not item[2].found
             or not ends.get((item[2].location, item[3]), "").endswith(item[2].found)]  # fmt: skip
    slips: dict[str, list[tuple[tuple[int, bool, int], frozenset[str], Hit]]] = {}
    for number, (rule, _, hit, position) in enumerate(found):
        if position <= _OF_A_PAPER and (odd := _odd_signs(rule, hit)):
            rank = (hit.level or rule.severity).rank, rule.id in _SLIPS, number
            slips.setdefault(hit.location, []).append((rank, odd, hit))
    again = set()
    for told in slips.values():
        told.sort(key=itemgetter(0))
        for number, (rank, odd, hit) in enumerate(told[1:], 1):
            if rank[1] and any(odd & other for _, other, _ in told[:number]):
                again.add(id(hit))
    return [item for item in found if id(item[2]) not in again]


def _odd_signs(rule: Rule, hit: Hit) -> frozenset[str]:
    """The pairs of signs that are wrong in what was found: those that what it should be has not."""
    meant = hit.expected or (hit.words.get("what", "") if rule.id in _SLIPS else "")
    odd = _pairs(hit.found or "") - _pairs(meant) if meant and hit.found else frozenset()
    return odd if len(odd) <= _FEW and HAN_WORDS.fullmatch("".join(odd)) else frozenset()


def _pairs(text: str) -> frozenset[str]:
    return frozenset(bigrams(normalise(text)))


def _figures(hit: Hit) -> Iterator[tuple[str, ...]]:
    """The place of a hit, its figure (its words, where it has none) and what it should be, if it has both; its place
    and its words, where they are no label.
    """
    found, right = (normalise(text or "") for text in (hit.found, hit.expected))
    told = [" ".join(map(without_noughts, NUMBER.findall(text))) or text for text in (found, right)]
    if all(told):
        yield (hit.location, *told)
        if told[0] == found and len(found) >= _WORDS:
            yield hit.location, found
