"""A figure in prose that stands for a value of the form, and whether the two agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from zpj.checks.case import FormCase
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, quantities
from zpj.checks.reading.reconcile import HALF_CENT, Amount, amount_of, tolerance
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, Slip
from zpj.checks.tie.figures import Figure, Kind, figures, spelt, zeros_in
from zpj.checks.tie.passages import Passage
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain
from zpj.domain.model import Entry
from zpj.domain.paper import Paper
from zpj.domain.records import record, replace
from zpj.domain.regex import regex

_IN_UNIT = regex(r"(?P<number>[0-9]+(?:[.][0-9]+)?)(?P<unit>亿元|万元|元|)")
Finder = Callable[[Passage, Sequence[FormCase]], Iterable["Claim"]]
"""What finds the claims of a passage about forms."""
_RATE_WORDS = 4
"""The signs at the end of a rate's name that many have: 合格率 with the sign before it."""


@record
class Claim:
    """What prose says of a value of the form.

    `what` names the value (项目预算), `start` is where the figure stands in the paragraph's spelt text, `source` the
    cell it is compared with. A claim that does not agree is a finding: proved, or else a doubt.
    """

    passage: Passage
    quote: str
    start: int
    found: str
    expected: str
    difference: str | None
    tolerance: str | None
    what: str
    agrees: bool = False
    proved: bool = True
    hint: str = ""
    source: str = ""


def once(claims: Iterable[Claim]) -> Iterator[Hit]:
    """One finding for the same wrong figure of a form, however often it is repeated."""
    groups: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in claims:
        if not claim.agrees:
            key = (claim.passage.form.evaluation.location, claim.what, claim.found, claim.expected)
            groups.setdefault(key, []).append(claim)
    for same in groups.values():
        first = _as_written(same[0])
        others = list(dict.fromkeys(claim.passage.location for claim in same[1:]))
        also = "同样写法另见 " + "、".join(others) if others else ""
        basis = "；".join(part for part in (f"自评表的值在 {first.source}" if first.source else "", also) if part)
        yield Hit(
            first.passage.location,
            found=first.found,
            expected=first.expected,
            difference=first.difference,
            tolerance=first.tolerance,
            quote=first.quote,
            basis=basis or None,
            level=None if any(claim.proved for claim in same) else WARNING,
            project=first.passage.form.project,
            words={"what": first.what, "hint": first.hint},
            slips=tuple(slip for claim in same for slip in _slip(claim)),
        )


def _as_written(claim: Claim) -> Claim:
    """The claim in the unit its figure is written with, so that it is found in the text: 62502.5元, 688.05万人次.

    Where the amounts differ by noughts alone, the unit is the slip, and what is expected stays in the form's.
    """
    figure = _figure(claim)
    told, wanted = (_IN_UNIT.fullmatch(text) for text in (claim.found, claim.expected))
    if figure is None or figure.amount is None or told is None:
        return claim
    own = zeros_in(told["unit"])
    shift = zeros_in(figure.unit) - own
    is_it = (parse_number(told["number"]) or ZERO).scaleb(own) == figure.amount.value
    if not shift or not is_it or figure.kind not in (Kind.MONEY, Kind.QUANTITY):
        return claim
    right = parse_number(wanted["number"]) if wanted else None
    if right is not None and _digits(right) == _digits(figure.amount.value):
        return replace(claim, found=figure.text)
    gap, most = (text and plain((parse_number(text) or ZERO).scaleb(-shift))
                 for text in (claim.difference, claim.tolerance))  # fmt: skip
    expected = claim.expected if right is None else f"{plain(right.scaleb(-shift))}{figure.unit}"
    return replace(claim, found=figure.text, expected=expected, difference=gap, tolerance=most)


def _digits(number: Decimal) -> str:
    return plain(number).replace(".", "").strip("0")


def _figure(claim: Claim) -> Figure | None:
    """The figure of a text a claim is about."""
    start = claim.start - claim.passage.offset
    told = figures(spelt(claim.passage.text)) if start >= 0 else ()
    return next((figure for figure in told if figure.start <= start < figure.end), None)


def _slip(claim: Claim) -> Iterator[Slip]:
    """The figure of a paragraph a claim tells wrong, and what it should read."""
    figure = _figure(claim) if claim.passage.index >= 0 else None
    if figure:
        right = _as_written(claim).expected
        bare = figure.amount is not None and parse_number(right) is not None
        begin = claim.passage.offset + figure.start
        yield Slip(claim.passage.index, begin, begin + len(figure.text), right + (figure.unit if bare else ""))


def are_parts(sentence: str, unit: str, whole: Decimal) -> bool:
    """Whether the figures of one unit in a sentence are a value together: 指导员30名、普查员156名 of 186."""
    alike = [each.value for each in quantities(sentence) if each.unit == unit and each.value < whole]
    return len(alike) > 1 and sum(alike, ZERO) == whole


def lines_with(paper: Paper | None, figure: Quantity) -> list[str]:
    """The lines of a report that tell a figure, too."""
    lines = (squeezed(line.text) for line in (paper.paragraphs if paper else ()) if figure.digits[:1] in line.text)
    return [line for line in lines if any(
        figure.value == each.value and figure.unit == each.unit for each in quantities(line))]  # fmt: skip


def is_share_of_others(text: str, rate: Amount, name: str) -> bool:
    """Whether two counts of a text make a rate told in it, and the text has no word of its own of a rate's name.

    131个, 126个 and 合格率96.18% are not of 消防改造验收合格率.
    """
    if any(name[at : at + 2] in text for at in range(len(name) - _RATE_WORDS)):
        return False
    told = [each for each in quantities(text) if each.unit not in (PERCENT, POINTS, MONEY) and each.value]
    half = max(rate.half, HALF_CENT)
    pairs = ((one.value, two.value) for one, two in permutations(told, 2) if one.unit == two.unit)
    return any(abs(some / whole * HUNDRED - rate.value) <= half for some, whole in pairs)


def is_rate_of_own_money(sentence: str, rate: Amount, whole: Amount | None) -> bool:
    """Whether two amounts of a sentence make a rate told in it, and neither is the whole the form tells of.

    “抽检预算196万元，支出190.12万元，执行率97%” is of a part, whatever the execution rate of the project.
    """
    told = [each for each in quantities(sentence) if each.unit == MONEY and each.value]
    half = max(rate.half, HALF_CENT)
    return any(
        abs(some.value / all_.value * HUNDRED - rate.value) <= half
        for some, all_ in permutations(told, 2) if whole is None or all_.value != whole.value
    )  # fmt: skip


def agree(one: Amount, other: Amount) -> bool:
    """Whether two amounts are the same, what rounding hides aside."""
    return abs(one.value - other.value) <= tolerance(one, other)


def first_of(entries: Iterable[Entry | None]) -> tuple[list[Amount], str]:
    """The amounts of some cells and the place of the first."""
    known = [(amount, entry.location) for entry in entries if entry and (amount := amount_of(entry))]
    return [amount for amount, _ in known], known[0][1] if known else ""


def compared(
    passage: Passage, figure: Figure, wanted: Decimal, half: Decimal, what: str, quote: str, source: str, proved: bool
) -> Claim:
    """A claim about a plain number (a score, a count) with the tolerance it is compared by."""
    number = figure.amount.value if figure.amount else wanted
    return Claim(
        passage,
        quote,
        passage.offset + figure.start,
        plain(number),
        plain(wanted),
        plain(abs(number - wanted)),
        plain(half),
        what,
        agrees=abs(number - wanted) <= half,
        proved=proved,
        source=source,
    )
