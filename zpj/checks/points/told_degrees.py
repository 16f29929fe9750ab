"""Over a filed report: points of what is told in words against the bands that only the text gives each degree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.scoring_tables import ScoredRow, heads_of, scored_rows
from zpj.checks.reading.text import sentences, squeezed, texts_of_paper
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.amounts import HUNDRED, ZERO, parse_number, plain, round_half_up
from zpj.domain.records import record
from zpj.domain.regex import regex

_SORTS = regex("(?P<names>[^,;:。]{4,80}?)(?:[二三四五两2-5]个?)(?:档次?|等级|等次|级别|层次)")
_BEGINS = regex("^.*(?:分为|分成|按照?|依据|根据)(?=.{2,})")
_BOUND = r"(?:[(](?P<{0}>不?含)[^()]*[)])?"
_RANGE = regex(
    rf"(?<![\d.])(?P<one>\d{{1,3}})%?{_BOUND.format('one_in')}(?:[-－—–~～至到]+)(?P<other>\d{{1,3}})%?{_BOUND.format('other_in')}"
)
_DIGIT, _FEWEST = regex(r"\d"), 2


@record
class _Band:
    """The part of the weight a degree gives, in percent, and whether its ends are left out."""

    low: Decimal
    high: Decimal
    not_low: bool
    not_high: bool

    def holds(self, share: Decimal, slack: Decimal) -> bool:
        """Whether a part of the weight lies in the band, but for what rounding may hide."""
        above = share > self.low if self.not_low else share >= self.low - slack
        return above and (share < self.high if self.not_high else share <= self.high + slack)


@another_way("ZPJ436", WARNING, follows=("ZPJ436", "ZPJ431"))
def degrees_of_the_text(case: PaperCase) -> Iterator[Hit]:
    """部分达成预期 with 4.5 points of five, where the text gives 达成预期、部分达成预期、未达成预期三档 their bands."""
    tables = [(table, heads) for table in case.paper.tables if (heads := heads_of(table)) and heads.done is not None]
    bands = _bands(case) if tables else {}
    for table, heads in tables if bands else ():
        for row in scored_rows(table, heads):
            yield from _of_row(row, bands, case.project(table.section))


def _of_row(row: ScoredRow, bands: Mapping[str, _Band], project: str) -> Iterator[Hit]:
    weight, points, band = row.weight, row.points, bands.get(_degree(row.done, bands))
    own = any(_DIGIT.search(row.text(place)) for place in row.heads.standards)
    if not weight or points is None or band is None or own:
        return
    if not band.holds(points / weight * HUNDRED, HALF_CENT * HUNDRED / weight):
        low, high = (round_half_up(weight * each / HUNDRED, 2) for each in (band.low, band.high))
        yield Hit(row.place, plain(points), f"{plain(low)}—{plain(high)}",
                  quote=f"{plain(band.low)}%—{plain(band.high)}%", basis=row.done, project=project,
                  words={"name": row.name})  # fmt: skip


def _degree(done: str, bands: Mapping[str, _Band]) -> str:
    """The degree a result is in so many words, or begins with, or is the beginning of; "" where it is not clear."""
    if done in bands:
        return done
    near = [name for name in bands if len(done) >= _FEWEST and (done.startswith(name) or name.startswith(done))]
    return near[0] if len(near) == 1 else ""


@lru_cache(maxsize=4)
def _bands(case: PaperCase) -> Mapping[str, _Band]:
    """The bands the text gives each degree; none where it says it in two ways."""
    found: list[dict[str, _Band]] = []
    for _, text, _ in texts_of_paper(case):
        for sentence in sentences(text) if "%" in text and ("档" in text or "级" in text or "等次" in text) else ():
            told = bands_of(squeezed(sentence))
            if told and told not in found:
                found.append(told)
    return found[0] if len(found) == 1 else {}


def bands_of(sentence: str) -> dict[str, _Band]:
    """The degrees a sentence names, each with its band; none where there are not as many of both."""
    match = _SORTS.search(sentence)
    names = [name.strip("“”") for name in regex("、|和|”“").split(_BEGINS.sub("", match["names"]))] if match else []
    ranges = [_band(each) for each in _RANGE.finditer(sentence, match.end())] if match else []
    return dict(zip(names, ranges, strict=True)) if len(names) == len(ranges) >= _FEWEST else {}


def _band(match: re.Match[str]) -> _Band:
    one, other = parse_number(match["one"]) or ZERO, parse_number(match["other"]) or ZERO
    ends = (match["one_in"] == "不含", match["other_in"] == "不含")
    return _Band(one, other, *ends) if one < other else _Band(other, one, *ends[::-1])
