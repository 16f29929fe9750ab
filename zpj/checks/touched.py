"""A filed report without the paragraphs its workbook's own report has word for word: for rules that read one alone."""

from __future__ import annotations

from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.rule import PaperFinder
from zpj.domain.paper import Paragraph
from zpj.domain.records import replace

BY_THE_PARAGRAPH: set[PaperFinder] = set()


def by_the_paragraph(find: PaperFinder) -> PaperFinder:
    """Mark what judges a paragraph by itself, by its headings, the tables and the forms, not by another paragraph."""
    BY_THE_PARAGRAPH.add(find)
    return find


def read_by(find: PaperFinder, case: PaperCase) -> PaperCase:
    """What of a case a function needs to look at."""
    return touched(case) if find in BY_THE_PARAGRAPH else case


@lru_cache(maxsize=4)
def touched(case: PaperCase) -> PaperCase:
    """The case with the titles, the headings and the paragraphs that are new, changed or under other headings.

    The whole case where no other report is known to compare with. What a rule says of a paragraph of the workbook's
    own report is no finding of the filed one, so that it need not look there.
    """
    if case.origin is None or case.origin is case.paper:
        return case
    known = set(map(_told, case.origin.paragraphs))
    lines = (line for line in case.paper.paragraphs if line.is_title or line.heading or _told(line) not in known)
    return replace(case, paper=replace(case.paper, paragraphs=tuple(lines)))


def _told(line: Paragraph) -> tuple[str, ...]:
    return (line.text, *(heading.title for heading in line.path))
