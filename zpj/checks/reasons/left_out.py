"""Rows of a scoring table that lost points of which their part of the analysis says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zpj.checks.case import BookCase
from zpj.checks.points.totals_told import section_of, stem_of
from zpj.checks.reading.tables import Line, levels_of
from zpj.checks.reading.text import is_under, running_text, squeezed
from zpj.domain.model import SourceTable
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_OF_PART = 2
"""The level of the headings of the analysis by first indicators: （一）项目决策情况."""
_POINTS_LOST = regex(r"扣[除减了]?\d")
_SHORT = regex("扣|未|不|因|仅|滞后|延迟|推迟|偏|欠|缺|少|部分|个别|有待")


def left_out(case: BookCase, source: SourceTable, taken: list[Line], names: int) -> Iterator[Line]:
    """The deducted rows of a first indicator that its part of the analysis does not name, though it tells of others."""
    paper, section = case.book.paper, section_of(case, source)
    for paragraph in paper.paragraphs if paper and taken else ():
        heading = paragraph.heading
        if heading is None or paragraph.section != section or heading.level != _OF_PART:
            continue
        group = [line for line in taken if stem_of(line.text(levels_of(source)[0][0])) in heading.title]
        lines_below = [one for one in paper.paragraphs if is_under(one, heading)] if paper and group else []
        below = "".join(squeezed(running_text(one)) for one in lines_below)
        if not _POINTS_LOST.search(below):
            continue
        named = [line for line in group if squeezed(line.text(names)) in below]
        if named:
            yield from (line for line in group if line not in named)
        else:
            yield from _without_a_reason(group, names, lines_below)


def _without_a_reason(group: list[Line], names: int, below: Sequence[Paragraph]) -> Iterator[Line]:
    """The deducted rows with a heading of their own under which nothing is told lost, as it is of each other one."""
    own = [[squeezed(one.text) for one in below if squeezed(line.text(names)) in squeezed(one.path[-1].title)]
           for line in group]  # fmt: skip
    if all(own):
        lacking = [line for line, texts in zip(group, own, strict=True) if not _SHORT.search("".join(texts))]
        yield from lacking if len(lacking) < len(group) else ()
