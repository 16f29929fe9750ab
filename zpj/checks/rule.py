"""A check: its entry in the catalogue and the function that looks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from zpj.checks.case import BookCase, FormCase, PaperCase
from zpj.domain.amounts import plain
from zpj.domain.findings import Severity
from zpj.domain.records import field, record, replace

if TYPE_CHECKING:
    from typing import NotRequired, TypedDict, Unpack

    class Entry(TypedDict):
        """What the catalogue says of a rule besides its id, its title and its severity: see `Rule`."""

        clause: str
        message: str
        fix: str
        reference: NotRequired[str]
        follows: NotRequired[tuple[str, ...]]
        safe_fix: NotRequired[bool]


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@record
class Slip:
    """A figure of a report that differs from the workbook's, and what it should read there.

    `place` is the index of its paragraph, or its cell; `start` and `end` are where it stands in the text in one
    spelling. `end` is None where the whole cell is to read otherwise.
    """

    place: int | str
    start: int
    end: int | None
    right: str


@record
class Hit:
    """One place where a check fires.

    `words` fill the message template besides found and expected. `level` lowers the rule's severity where this case
    is only a doubt. `row` is the indicator row it belongs to, for dropping what follows from another finding. `slips`
    are the figures a comparison with a workbook tells wrong.
    """

    location: str
    found: str | None = None
    expected: str | None = None
    difference: str | None = None
    tolerance: str | None = None
    quote: str | None = None
    basis: str | None = None
    clause: str | None = None
    level: Severity | None = None
    row: str = ""
    project: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    slips: tuple[Slip, ...] = ()


@record
class Rule:
    """An entry of the catalogue. `reference` is the number in the list of audit rules.

    `follows` names rules after which this one is only a consequence: then it is not reported for the same row (or for
    the same form, where one of the two belongs to no row). `over` is what it looks at: form, book or paper.
    """

    id: str
    title: str
    severity: Severity
    clause: str
    message: str
    fix: str
    reference: str
    follows: tuple[str, ...]
    safe_fix: bool
    over: str
    find: Callable[[Any], Iterator[Hit]]


RULES: dict[str, Rule] = {}

FormFinder = Callable[[FormCase], Iterator[Hit]]
BookFinder = Callable[[BookCase], Iterator[Hit]]
PaperFinder = Callable[[PaperCase], Iterator[Hit]]
_Finder = TypeVar("_Finder", bound=Callable[..., Iterator[Hit]])


def form_check(
    rule_id: str, title: str, severity: Severity, **entry: Unpack[Entry]
) -> Callable[[FormFinder], FormFinder]:
    """Register a check over one form; the keywords are those of `Rule`."""
    return _registered(rule_id, title, severity, "form", entry)


def book_check(
    rule_id: str, title: str, severity: Severity, **entry: Unpack[Entry]
) -> Callable[[BookFinder], BookFinder]:
    """Register a check over a whole workbook."""
    return _registered(rule_id, title, severity, "book", entry)


def paper_check(
    rule_id: str, title: str, severity: Severity, **entry: Unpack[Entry]
) -> Callable[[PaperFinder], PaperFinder]:
    """Register a check over a filed report and the forms it is about."""
    return _registered(rule_id, title, severity, "paper", entry)


IN_PAPERS: dict[str, PaperFinder] = {}


def in_papers(rule_id: str) -> Callable[[PaperFinder], PaperFinder]:
    """Register how a check over workbooks looks at a filed report: the same rule, another document."""

    def register(find: PaperFinder) -> PaperFinder:
        if rule_id in IN_PAPERS:
            raise ValueError(f"rule looks at papers twice: {rule_id}")
        IN_PAPERS[rule_id] = find
        return find

    return register


@record
class Way:
    """Another way to find what a rule finds; its severity and what it follows are its own."""

    rule: str
    severity: Severity
    follows: tuple[str, ...]
    find: PaperFinder

    def as_rule(self) -> Rule:
        """The rule with this way of finding."""
        return replace(RULES[self.rule], severity=self.severity, follows=self.follows, find=self.find)


WAYS: list[Way] = []


def another_way(
    rule_id: str, severity: Severity, follows: tuple[str, ...] = ()
) -> Callable[[PaperFinder], PaperFinder]:
    """Register another way to find, in a filed report, what a rule finds; its words are the rule's.

    A way may follow its own rule: it is not told where the rule's first way speaks.
    """

    def register(find: PaperFinder) -> PaperFinder:
        WAYS.append(Way(rule_id, severity, follows, find))
        return find

    return register


RETIRED = frozenset({"ZPJ149", "ZPJ166", "ZPJ173"})
"""Ids of rules that are no more, since others tell what they told: an id is never used again."""


def _registered(rule_id: str, title: str, severity: Severity, over: str, entry: Entry) -> Callable[[_Finder], _Finder]:
    if rule_id in RULES or rule_id in RETIRED:
        raise ValueError(f"rule id used twice: {rule_id}")

    def register(find: _Finder) -> _Finder:
        RULES[rule_id] = Rule(
            id=rule_id,
            title=title,
            severity=severity,
            clause=entry["clause"],
            message=entry["message"],
            fix=entry["fix"],
            reference=entry.get("reference", ""),
            follows=entry.get("follows", ()),
            safe_fix=entry.get("safe_fix", False),
            over=over,
            find=find,
        )
        return find

    return register


def shown(number: Decimal | None) -> str | None:
    """Print a figure of a finding."""
    return None if number is None else plain(number)
