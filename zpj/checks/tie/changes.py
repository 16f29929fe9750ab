"""What was changed in a filed report against the one the workbook gives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.tie.align import aligned, changed
from zpj.checks.tie.figures import Figure, spelt
from zpj.checks.tie.passages import Passage, in_paper
from zpj.domain.paper import Paper, Paragraph
from zpj.domain.records import record, replace


@record
class Edited:
    """A paragraph that does not stand so in the report the workbook gives.

    `origin` is the text it comes from, "" where there is none; `before` are the pieces of that text, spoken of the
    same forms.
    """

    paragraph: Paragraph
    pieces: tuple[Passage, ...]
    origin: str = ""
    before: tuple[Passage, ...] = ()

    @property
    def changes(self) -> list[tuple[Figure, Figure]]:
        """The figures that differ from the origin's: new and old."""
        return list(changed(self.paragraph.text, self.origin)) if self.origin else []


@lru_cache(maxsize=4)
def edited(case: PaperCase) -> tuple[Edited, ...]:
    """Every paragraph that is new or changed; all of them where no report is known to compare with."""
    return tuple(_edited(case))


def _edited(case: PaperCase) -> Iterator[Edited]:
    origins = _origins(case.paper, case.origin) if case.origin else {}
    own = [one for one in case.paper.paragraphs if spelt(origins.get(one.index, "")) != spelt(one.text)]
    now: dict[int, list[Passage]] = {}
    before: dict[int, list[Passage]] = {}
    old = [replace(one, text=origins[one.index]) for one in own if one.index in origins]
    for kept, paragraphs in ((now, own), (before, old)):
        for piece in in_paper(case, paragraphs):
            kept.setdefault(piece.index, []).append(piece)
    for one in own:
        yield Edited(one, tuple(now.get(one.index, ())), origins.get(one.index, ""), tuple(before.get(one.index, ())))


def _origins(paper: Paper, origin: Paper) -> dict[int, str]:
    """The text each paragraph comes from, by the paragraph's index."""
    ours, theirs = paper.paragraphs, origin.paragraphs
    pairs = aligned([one.text for one in ours], [one.text for one in theirs])
    return {ours[one].index: theirs[other].text for one, other in pairs}


def at(figure: Figure, start: int) -> bool:
    """Whether a claim's figure is this one."""
    return figure.start <= start < figure.end
