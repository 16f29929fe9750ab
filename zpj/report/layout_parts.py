"""A Word report taken apart for the layout check: sections, paragraphs with their places, tables, footers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from lxml import etree

from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.grid.container import Kind, kind_of, refusal
from zpj.grid.package import Package, open_package
from zpj.report.layout_format import Formats
from zpj.report.wordml import W, tag

P, R, T, TBL, TR, TC = (tag(name) for name in ("p", "r", "t", "tbl", "tr", "tc"))
SECTION = tag("sectPr")
TEXT_BOX = "文本框"
_WRAPPERS = frozenset(tag(name) for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag"))
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OTHER_TEXT = ("header", "footnotes", "endnotes")
_SHOWN_CHARACTERS = 12


@record
class Paragraph:
    """A paragraph: the id of its style, its text, and the row it stands in ("" in running text)."""

    element: etree._Element
    style: str
    text: str
    row: str

    @property
    def place(self) -> str:
        """Where it is, for the clerk."""
        text = self.text.strip()
        shown = f"“{text[:_SHOWN_CHARACTERS]}{'…' if len(text) > _SHOWN_CHARACTERS else ''}”" if text else "空段"
        return f"{self.row}{shown}" if self.row else shown


@record
class Table:
    """A table that stands in no other, its number from 1, and whether its pages are wide."""

    number: int
    element: etree._Element
    is_wide: bool


@record
class Section:
    """A section: its number from 1, its properties, and the paragraphs and tables directly in it."""

    number: int
    properties: etree._Element
    blocks: list[etree._Element] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it is, for the clerk."""
        return f"第 {self.number} 节"

    def size(self, element: str, attribute: str) -> int | None:
        """Give a number of the section properties in twips; None where it is missing or no number."""
        found = self.properties.find(tag(element))
        text = (found.get(tag(attribute)) or "") if found is not None else ""
        return int(text) if text.removeprefix("-").isdecimal() else None

    @property
    def is_wide(self) -> bool:
        """Whether the pages are wider than they are high."""
        return (self.size("pgSz", "w") or 0) > (self.size("pgSz", "h") or 0)

    def footers(self) -> dict[str, str]:
        """Give the relationship id of each kind of footer the section has of its own."""
        found = self.properties.iterchildren(tag("footerReference"))
        return {item.get(tag("type")) or "default": item.get(_RELATION_ID) or "" for item in found}


class WordReport:
    """The parts of a report; ZpjError where the file is no Word document that can be read."""

    def __init__(self, document: bytes | Path) -> None:
        self.package = _opened(document)
        main = next((found.part for found in self.package.relations() if found.kind == "officeDocument"), "")
        if main not in self.package:
            raise self._not_word()
        self.root = self.package.xml(main)
        body = self.root.find(tag("body"))
        if not str(self.root.tag).startswith(f"{{{W}}}") or body is None:
            raise self._not_word()
        self._related = self.package.relations(main)
        styles = self.first("styles")
        self.formats = Formats(styles)
        self.sections = _sections(body)
        self.footers = self._all("footer")
        others = [part for kind in _OTHER_TEXT for part in self._all(kind).values()]
        self.parts = [self.root, *self.footers.values(), *others, *([styles] if styles is not None else [])]
        self.tables = list(_tables(self.sections))
        self.body = [
            self._paragraph(block, "") for section in self.sections for block in section.blocks if block.tag == P
        ]
        self.cells = [
            self._paragraph(found, f"表 {table.number} 第 {number} 行")
            for table in self.tables
            for number, row in enumerate(table.element.iterchildren(TR), start=1)
            for found in row.iter(P)
        ]
        self.boxes = [
            self._paragraph(found, TEXT_BOX)
            for paragraph in self.body
            for found in paragraph.element.iterdescendants(P)
        ]

    def first(self, kind: str) -> etree._Element | None:
        """Give the first part of a kind the document refers to."""
        part = next((item.part for item in self._related if item.kind == kind), None)
        return self.package.xml(part) if part is not None and part in self.package else None

    def _all(self, kind: str) -> dict[str, etree._Element]:
        """Give the parts of a kind by relationship id."""
        found = (item for item in self._related if item.kind == kind and item.part in self.package)
        return {item.id: self.package.xml(item.part) for item in found}

    def _paragraph(self, element: etree._Element, row: str) -> Paragraph:
        text = "".join([found.text or "" for found in element.iter(T)])
        return Paragraph(element, self.formats.style_of(element), text, row)

    def _not_word(self) -> ZpjError:
        return ZpjError(self.package.path.name, "不是普通的 Word 文档", "请在 Word 里另存为 .docx")


def runs(paragraph: etree._Element) -> list[etree._Element]:
    """Give the runs of a paragraph, not those of a text box in it."""
    found = list(paragraph.iter(R))
    if next(paragraph.iterdescendants(P), None) is None:
        return found
    return [run for run in found if next(run.iterancestors(P), None) is paragraph]


def run_text(run: etree._Element) -> str:
    """Give the text of a run."""
    return "".join([found.text or "" for found in run.iterchildren(T)])


def _opened(document: bytes | Path) -> Package:
    if isinstance(document, Path):
        return open_package(document)
    kind = kind_of(document)
    if kind is not Kind.ZIP:
        raise refusal("报告", kind)
    return Package(Path("报告.docx"), document)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _blocks(child)
        elif child.tag in (P, TBL, SECTION):
            yield child


def _sections(body: etree._Element) -> list[Section]:
    sections: list[Section] = []
    blocks: list[etree._Element] = []
    for block in _blocks(body):
        if block.tag != SECTION:
            blocks.append(block)
        ending = block if block.tag == SECTION else block.find(f"{tag('pPr')}/{SECTION}")
        if ending is not None:
            sections.append(Section(len(sections) + 1, ending, blocks))
            blocks = []
    if blocks:
        sections.append(Section(len(sections) + 1, etree.Element(SECTION), blocks))
    return sections


def _tables(sections: list[Section]) -> Iterator[Table]:
    number = 0
    for section in sections:
        for block in section.blocks:
            if block.tag == TBL:
                number += 1
                yield Table(number, block, section.is_wide)
