"""A copy of a filed report with a Word comment at the place of each finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from zpj.domain.findings import Finding
from zpj.domain.paper import Paper
from zpj.domain.regex import regex
from zpj.domain.wording import normalise
from zpj.grid.package import open_package
from zpj.grid.word_file import DOCUMENT, WordDocument, document_of
from zpj.report.tags import P
from zpj.report.word_comments import Remark, own_text, with_comments

_CELL = regex(r"^(?P<table>表\d+)!(?P<column>[A-Z]+)(?P<row>\d+)$")


def mark_paper(path: Path, paper: Paper, findings: Sequence[Finding]) -> bytes:
    """Give the document with a comment per finding; one without a place stands at the first line.

    The words a finding quotes are marked; where they are not found, the whole paragraph. ZpjError where the file
    cannot be read.
    """
    package = open_package(path)
    places = _Places(document_of(package), paper)
    remarks = [_remark(finding, places) for finding in findings]
    return with_comments(package, DOCUMENT, remarks)


def _remark(finding: Finding, places: _Places) -> Remark:
    quotes = (finding.quote, finding.found)
    paragraph = places.of(finding.location, quotes)
    figures = "，".join(
        f"{label} {text}"
        for label, text in (("现为", finding.found), ("应为", finding.expected), ("相差", finding.difference))
        if text
    )
    lines = (
        f"【{finding.severity.chinese}】{finding.rule}　{finding.message}",
        *((figures,) if figures else ()),
        *(f"依据：{text}" for text in (finding.basis,) if text),
        *(f"处理：{text}" for text in (finding.fix,) if text),
    )
    start, end = places.run(paragraph, quotes)
    return Remark(lines, paragraph, start, end, exact=True)


class _Places:
    """Where the locations of findings stand among the paragraphs of a document."""

    def __init__(self, document: WordDocument, paper: Paper) -> None:
        self._elements = list(document.body.iter(P))
        self._numbers = {element: number for number, element in enumerate(self._elements)}
        self._tables = document.places
        self._lines: dict[str, list[int]] = {}
        for paragraph in paper.paragraphs:
            own = paragraph.index if paragraph.element is None else paragraph.element
            self._lines.setdefault(paragraph.location, []).append(own)

    def of(self, location: str, quotes: Sequence[str | None]) -> int:
        """The number of the paragraph a finding is about; 0 where its place is none in the document.

        Of several papers in one file that have the same headings, the one that holds the quote.
        """
        if location in self._lines:
            same = self._lines[location]
            return next((number for number in same if self.run(number, quotes) != (0, 0)), same[0])
        cell = _CELL.match(location)
        if cell:
            element = self._cell(cell["table"], int(cell["row"]), _number(cell["column"]))
        else:
            element = self._cell(location, 1, 1) if location in self._tables else None
        first = next(element.iter(P), None) if element is not None else None
        return self._numbers.get(first, 0) if first is not None else 0

    def _cell(self, table: str, row: int, column: int) -> etree._Element | None:
        """The cell that stands at a place, or the nearest above or on the left."""
        cells = self._tables.get(table, {})
        before = (place for place in cells if place <= (row, column))
        return cells.get(max(before, default=min(cells, default=(0, 0))))

    def run(self, paragraph: int, quotes: Sequence[str | None]) -> tuple[int, int]:
        """Where one of the quotes stands in a paragraph's text, widths and blanks apart; (0, 0) where none does."""
        text = own_text(self._elements[paragraph]) if paragraph < len(self._elements) else ""
        kept = [(number, spelt) for number, letter in enumerate(text) for spelt in normalise(letter)]
        bare = "".join(letter for _, letter in kept)
        for quote in quotes:
            wanted = re.sub(r"\s", "", normalise(quote)) if quote else ""
            place = bare.find(wanted) if wanted else -1
            if place >= 0:
                return kept[place][0], kept[place + len(wanted) - 1][0] + 1
        return 0, 0


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
