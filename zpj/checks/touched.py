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
    """The case with the titles, and the lines that are new, changed or under other headings.

    The whole case where no other report is known to compare with. What a rule says of a paragraph of the workbook's
    own report is no finding of the filed one, so that it need not look there.
    """
    news = _news(case)
    if news is None:
        return case
    lines = (line for line in case.paper.paragraphs if line.is_title or line.location in news)
    return replace(case, paper=replace(case.paper, paragraphs=tuple(lines)))


def is_new(case: PaperCase, place: str) -> bool:
    """Whether the workbook's own report has something else at a place, a paragraph or a cell of a table.

    A rule that compares two places need not do so where neither is new: the workbook's own report has both.
    """
    news = _news(case)
    return news is None or place in news or place.partition("!")[0] in news


@lru_cache(maxsize=4)
def _news(case: PaperCase) -> frozenset[str] | None:
    """The places of the paragraphs and the names of the tables the workbook's own report has not; None without it."""
    if case.origin is None or case.origin is case.paper:
        return None
    known, tables = set(map(_told, case.origin.paragraphs)), {table.rows for table in case.origin.tables}
    return frozenset((
        *(line.location for line in case.paper.paragraphs if _told(line) not in known),
        *(table.name for table in case.paper.tables if table.rows not in tables),
    ))  # fmt: skip


def _told(line: Paragraph) -> tuple[str, ...]:
    return (line.text, *(heading.title for heading in line.path))
