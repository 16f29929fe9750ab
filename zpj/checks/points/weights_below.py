"""The weights of a table of scores: each upper indicator against those below it, and which of them is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from zpj.checks.case import BookCase
from zpj.checks.points.totals_told import stem_of
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.tables import Line, levels_of, lines, number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import Hit
from zpj.domain.amounts import ZERO, parse_number, plain
from zpj.domain.model import SourceTable
from zpj.domain.records import replace
from zpj.domain.regex import regex

_LOST = regex(r"扣(?:减|除|掉|了)?(?P<lost>\d+(?:\.\d+)?)分")
_Known = Callable[[], Mapping[str, set[Decimal]]]
"""What gives the weights other tables tell; asked only where a sum is wrong."""


def weights_in(rows: list[Line], names: int, weights: int) -> list[Decimal]:
    """The weights of one level, once for every name (a merged cell repeats it)."""
    found: list[Decimal] = []
    before: tuple[str, ...] = ()
    for line in rows:
        key = line.texts[: names + 1]
        number = number_in(line.text(weights))
        if number is not None and (key != before or not line.text(names)) and line.text(names):
            found.append(number)
        before = key if line.text(names) else before
    return found


def weights_below(
    rows: list[Line], levels: list[tuple[int, int]], project: str, total: Line | None, known: _Known
) -> Iterator[Hit]:
    """The weight of each upper indicator against those below it; where the upper ones make the total told, one of the
    lower ones is wrong: the one whose own parts or points, or another table, tell another weight, else it shows in
    their total.
    """
    upper, lower = levels[:2]
    starts = [number for number, line in enumerate(rows) if line.text(upper[0])
              and (not number or line.texts[: upper[0] + 1] != rows[number - 1].texts[: upper[0] + 1])]  # fmt: skip
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        stated = number_in(rows[start].text(upper[1]))
        below = weights_in(rows[start:end], *lower)
        if stated is not None and below and abs(sum(below, ZERO) - stated) > HALF_CENT:
            summed = sum(below, ZERO)
            hit = Hit(rows[start].place(upper[1]), plain(stated), plain(summed), plain(abs(summed - stated)),
                      plain(HALF_CENT), rows[start].text(upper[0]), "+".join(map(plain, below)), project=project,
                      words={"what": f"“{rows[start].text(upper[0])}”的分值"})  # fmt: skip
            made = sum(weights_in(rows, *upper), ZERO) == (number_in(total.text(upper[1])) if total else None)
            shown = made and total and total.text(lower[1])
            yield _below(hit, rows[start:end], levels[1:], total, known) if shown and total else hit


def _below(hit: Hit, rows: list[Line], levels: list[tuple[int, int]], total: Line, known: _Known) -> Hit:
    """A sum of weights that is wrong because of one of the rows below, at that row or else at the total."""
    names, weights = levels[0]
    gap = (parse_number(hit.found or "") or ZERO) - (parse_number(hit.expected or "") or ZERO)
    elsewhere = known()
    for line in rows:
        stated, told = number_in(line.text(weights)), _told_weight(line, weights)
        own = [each for each in rows if each.texts[: names + 1] == line.texts[: names + 1]]
        parts = sum(weights_in(own, *levels[1]), ZERO) if levels[1:] else None
        if stated is not None and stated + gap in {told, parts, *elsewhere.get(stem_of(line.text(names)), ())}:
            return replace(hit, location=line.place(weights), found=plain(stated), expected=plain(stated + gap),
                           quote=line.text(names), words={"what": f"“{line.text(names)}”的分值"})  # fmt: skip
    return replace(hit, location=total.place(weights), basis=f"{hit.basis} = {hit.expected}",
                   words={"what": f"“{hit.quote}”下各项分值之和应为"})  # fmt: skip


def weights_elsewhere(case: BookCase, others: Iterable[SourceTable]) -> Mapping[str, set[Decimal]]:
    """The weights of indicators by the other tables of the file, and by its forms, there summed over the rows."""
    found: dict[str, set[Decimal]] = {}
    for source in others:
        for names, weights in levels_of(source):
            for line in lines(source):
                number = number_in(line.text(weights))
                found.setdefault(stem_of(line.text(names)), set()).update(() if number is None else (number,))
    for form in case.forms:
        sums: dict[str, Decimal] = {}
        for row in form.rows:
            for name in dict.fromkeys((stem_of(row.indicator.level1), stem_of(row.indicator.level2))):
                sums[name] = sums.get(name, ZERO) + (row.weight or ZERO)
        for name, weight in sums.items():
            found.setdefault(name, set()).add(weight)
    return found


def _told_weight(line: Line, weights: int) -> Decimal | None:
    """What a row's points and the points its remark says it lost make together."""
    lost = [parse_number(match["lost"]) for text in line.texts for match in _LOST.finditer(squeezed(text))]
    points = next((number for text in line.texts[weights + 1 :] if (number := number_in(text)) is not None), None)
    return sum((each for each in lost if each is not None), points) if lost and points is not None else None
