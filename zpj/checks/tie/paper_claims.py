"""What the paragraphs of a filed report claim of its form, where they differ from the workbook's own report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import PERCENT, quantities
from zpj.checks.reading.reconcile import places_shown
from zpj.checks.reading.text import headings, squeezed
from zpj.checks.rows.twofold import times_told
from zpj.checks.tie.changes import Edited, at, edited
from zpj.checks.tie.claims import Claim, Finder
from zpj.checks.tie.passages import Passage
from zpj.checks.tie.rows import of_a_part
from zpj.checks.tie.several import of_the_form
from zpj.domain.amounts import HUNDRED, parse_number
from zpj.domain.paper import PaperTable
from zpj.domain.records import replace


def claims_of_paper(case: PaperCase, find: Finder) -> Iterator[Claim]:
    """The claims of all paragraphs that were edited."""
    return (claim for one in edited(case) for claim in claims_in(one, case, find))


@lru_cache(maxsize=4)
def _known(case: PaperCase) -> dict[tuple[int, Finder], tuple[Passage, list[Claim]]]:
    """What the passages of a report claim, as far as it was asked; each passage is kept, so that its id stays its."""
    assert case
    return {}


def claims_of(piece: Passage, case: PaperCase, find: Finder) -> list[Claim]:
    """The claims of a passage of a filed report, read once."""
    known, key = _known(case), (id(piece), find)
    if key not in known:
        known[key] = (piece, list(find(piece, case.forms)))
    return known[key][1]


def claims_in(one: Edited, case: PaperCase, find: Finder) -> Iterator[Claim]:
    """The claims of a paragraph; a slip its origin has too is the workbook's, and is reported there."""
    before = [claim for piece in one.before for claim in claims_of(piece, case, find)]
    known = {(claim.quote, claim.found, claim.expected) for claim in before if not claim.agrees}
    for piece in one.pieces:
        for claim in claims_of(piece, case, find):
            told = (claim.quote, claim.found, claim.expected) in known
            other = told or of_a_part(claim, one.paragraph, case) or _is_another_thing(claim, case)
            own = None if other else of_the_form(claim, one.paragraph, case)
            if own is not None:
                yield from _against_origin(own, one, before)


def _is_another_thing(claim: Claim, case: PaperCase) -> bool:
    """Whether a doubtful count and that of the form are of two things.

    Both stand more than once in the paper; or the rate told with the count is that of a part: 成活590株，成活率96.41%.
    """
    if claim.what.endswith("指标的个数") and not claim.agrees:
        return any(_has_so_many(table, claim.what[:2], claim.found) for table in case.paper.tables if not table.form)
    if claim.agrees or claim.proved or not claim.what.endswith("的完成值"):
        return False
    some, whole = (parse_number(_digits(text)) for text in (claim.found, claim.expected))
    share = some / whole * HUNDRED if some and whole else None
    behind = quantities(squeezed(claim.passage.text)[max(0, claim.start - claim.passage.offset) :])
    is_part = share is not None and any(
        each.unit == PERCENT and places_shown(each.digits) and abs(each.value - share) <= each.half for each in behind
    )
    return is_part or all(_often(case, text) for text in (claim.found, claim.expected))


def _has_so_many(table: PaperTable, level: str, number: str) -> bool:
    """Whether a table of indicators has so many of a level: the report's own system, not the form's."""
    heading = headings(table)
    column = heading.index(f"{level}指标") if f"{level}指标" in heading else None
    rows = [row[column] for row in table.rows[1:] if column is not None and column < len(row)]
    return str(sum(bool(text.strip()) and squeezed(text) not in ("合计", "总计") for text in rows)) == number


def _often(case: PaperCase, text: str) -> bool:
    number = parse_number(_digits(text))
    return sum(times for (value, _), times in times_told(case).items() if value == number) > 1


def _against_origin(claim: Claim, one: Edited, before: Sequence[Claim]) -> Iterator[Claim]:
    """A changed figure that was right is proved wrong now, and should read as it did; where it was a doubt already,
    the change itself is what is reported."""
    old = next((other for new, other in one.changes if at(new, claim.start)), None)
    judged = [other for other in before if old and at(old, other.start)]
    if claim.agrees or old is None or not judged:
        yield claim
    elif all(other.agrees for other in judged):
        exact = old.amount is not None and _digits(claim.expected) == _digits(old.text)
        yield replace(claim, proved=True, expected=claim.expected if exact else old.text)
    elif claim.proved:
        yield claim


def _digits(text: str) -> str:
    return re.sub(r"[^0-9.]", "", text)
