"""Reads a filed report: its lines and tables in reading order, each under its headings and in its section."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, islice, pairwise, product
from pathlib import Path

from lxml import etree

from zpj.domain.errors import ZpjError
from zpj.domain.ordinals import ordinal
from zpj.domain.paper import Heading, Paper, PaperTable, Paragraph
from zpj.domain.regex import regex
from zpj.grid.files import read_file
from zpj.grid.grid import Area, Grid
from zpj.grid.word_file import DOCUMENT, WordDocument
from zpj.report import paper_outline as outline
from zpj.report.layout_format import Formats, property_of
from zpj.report.paper_numbers import AutomaticNumbers
from zpj.report.wordml import tag

_P = tag("p")
_OUTLINE_LEVEL = tag("outlineLvl")
_LINES_TO_TABLE = 3
_LEAST_BETWEEN = 2
_NOTES = regex(r"\s*(?:备注|注|说明|填表说明)\s*[:：\d]")
_SMALL_PRINT = regex(r"[（(]?\s*(?:20\d\d|\s+)\s*年度?\s*[)）]?|(?!.*表\s*[（(]).{0,12}单位\s*[:：].{0,12}")
_LONGEST_CAPTION = 60


@dataclass(slots=True)
class Line:
    """A line of the document and what it turned out to be; `index` and `element` are those of its paragraph."""

    index: int
    text: str
    outline: int | None = None
    heading: Heading | None = None
    is_title: bool = False
    element: int | None = None


def read_paper(path: Path) -> Paper:
    """Read a .docx as a report. ZpjError where it cannot be read or is no Word document."""
    document = read_file(path)[1]
    if document is None:
        raise ZpjError(path.name, "不是 Word 文档", "请给出 .docx 格式的报告")
    return paper_of(document, str(path))


def paper_of(document: WordDocument, path: str, forms: Collection[str] = (), parts: Collection[str] = ()) -> Paper:
    """The report in a document already opened. `forms` are the tables read as self-evaluations (“表1”), `parts` those
    that go on with the form before them.
    """
    items = _items(document)
    _mark_titles(items)
    _mark_headings(items)
    walk = _Walk(items, frozenset(forms), frozenset(parts))
    walk.run()
    return Paper(path, tuple(walk.paragraphs), tuple(walk.tables))


def _items(document: WordDocument) -> list[Line | Grid]:
    package = document.package
    parts = {found.kind: found.part for found in reversed(package.relations(DOCUMENT)) if found.part in package}
    formats = Formats(package.xml(parts["styles"]) if "styles" in parts else None)
    numbers = AutomaticNumbers(package.xml(parts["numbering"]) if "numbering" in parts else None, formats)
    indexes = {element: number for number, element in enumerate(document.body.iter(_P))}
    further = count(len(indexes))
    items: list[Line | Grid] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            items.extend([block] if block.cells else [])
        elif block.text:
            style = formats.style_of(block.element)
            if not outline.is_contents_line(block.text, formats.names.get(style, "")):
                first, *others = outline.paragraphs(numbers.next(block.element, style) + block.text)
                index = indexes[block.element]
                items.append(Line(index, first, _outline_level(formats, block.element, style)))
                items.extend(Line(next(further), text, element=index) for text in others)
    contents = outline.contents([item.text if isinstance(item, Line) else "" for item in items])
    return [item for at, item in enumerate(items) if at not in contents]


def _outline_level(formats: Formats, paragraph: etree._Element, style: str) -> int | None:
    own = property_of(paragraph, _OUTLINE_LEVEL)
    styled = formats.styled(style, "pPr").get("outlineLvl", "")
    level = styled if own is None else own.get(tag("val"), "")
    return int(level) if level.isdecimal() and int(level) < 9 else None


def _mark_titles(items: list[Line | Grid]) -> None:
    """Title lines, and the line above one that the title goes on from (“××经费” / “项目支出绩效自评报告”)."""
    for number, item in enumerate(items):
        if not isinstance(item, Line) or not outline.is_title(item.text):
            continue
        item.is_title = True
        above = items[number - 1] if number else None
        goes_on = re.match(r"(?:项目)?(?:支出)?(?:整体)?(?:支出)?绩效", re.sub(r"\s", "", item.text))
        if (
            isinstance(above, Line)
            and goes_on
            and re.fullmatch(r"[^。；;:：]{2,60}(?:项目|经费|资金|年度?)", above.text)
        ):
            above.is_title = outline.numbered_heading(above.text) is None


def _mark_headings(items: list[Line | Grid]) -> None:
    lines = [item for item in items if isinstance(item, Line) and not item.is_title]
    for line in lines:
        line.heading = outline.numbered_heading(line.text) or (
            None if ordinal(line.text) else outline.styled_heading(line.text, line.outline)
        )
    for number, line in enumerate(lines):
        if line.heading is None and ordinal(line.text) is None:
            found = outline.known_heading(line.text)
            line.heading = _at_its_level(found, lines, number) if found else None
    _mark_between_numbers(lines, items)


def _at_its_level(found: Heading, lines: list[Line], place: int) -> Heading:
    """A known title is a first heading where “（一）” follows it or the count of “一、” has a gap there."""
    before = next((line.heading for line in reversed(lines[:place]) if _is_numbered(line, 2)), None)
    after = next((line.heading for line in lines[place + 1 :] if _is_numbered(line, 2)), None)
    if after is not None and after.level == 2 and after.number == 1:
        return replace(found, level=1)
    both = (before.level, after.level) if before and after else ()
    if before and after and both == (2, 2) and after.number == (before.number or 0) + 2:
        return replace(found, level=2)
    firsts = [[line.heading for line in part if _is_numbered(line, 1)] for part in (lines[:place], lines[place + 1 :])]
    last, following = (firsts[0][-1:] or [None])[0], (firsts[1][:1] or [None])[0]
    if last is not None and following is not None and following.number == (last.number or 0) + 2:
        return replace(found, level=1 if after is following else found.level)
    return found


def _is_numbered(line: Line, deepest: int) -> bool:
    return line.heading is not None and line.heading.number is not None and 1 <= line.heading.level <= deepest


def _mark_between_numbers(lines: list[Line], items: list[Line | Grid]) -> None:
    """A short line standing alone where a count of headings skips one number is the heading that lost it; the name of
    a table above it (…明细表) or what leads to one (……见下表。) is none, nor the only line between the two, which is
    what the first of them tells.
    """
    of_tables = [one for one, other in pairwise(items) if isinstance(other, Grid) and isinstance(one, Line)]
    captions = {line.index for line in of_tables if line.text.strip().rstrip("。").endswith("表")}
    for level in (1, 2):
        headings = [number for number, line in enumerate(lines) if _is_numbered(line, level)]
        for start, end in pairwise(headings):
            one, other = lines[start].heading, lines[end].heading
            if one is None or other is None or one.level != level or other.level != level:
                continue
            between = lines[start + 1 : end]
            if (
                other.number != (one.number or 0) + 2
                or len(between) < _LEAST_BETWEEN
                or any(_at(line, level) for line in between)
            ):
                continue
            alone = [line for line in between if _stands_alone(line) and line.index not in captions]
            if len(alone) == 1:
                bare = alone[0].text.strip().rstrip("。：:")
                alone[0].heading = Heading(level, None, bare, bare)


def _at(line: Line, level: int) -> bool:
    return line.heading is not None and line.heading.level <= level


def _stands_alone(line: Line) -> bool:
    bare = line.text.strip()
    return line.heading is None and re.fullmatch(r"[^。，；：,;:\d]{4,24}[。]?", bare) is not None


@dataclass(slots=True)
class _State:
    """Where the reading stands: the section, the headings above, and how many lines under the last of them."""

    section: int
    path: tuple[Heading, ...] = ()
    position: int = 0


@dataclass(slots=True)
class _Walk:
    items: list[Line | Grid]
    forms: frozenset[str]
    parts: frozenset[str]
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[PaperTable] = field(default_factory=list)
    state: _State = field(default_factory=lambda: _State(0))
    interrupted: _State | None = None
    sections: int = 0
    had_content: bool = False
    has_notes: bool = False

    def run(self) -> None:
        for number, item in enumerate(self.items):
            if isinstance(item, Grid):
                self.had_content = True
                self._add_table(item, number)
                continue
            if self._starts_section(number):
                self._new_section(number)
            self._resume(item)
            self._add_line(item)

    def _starts_section(self, number: int) -> bool:
        item, following = self.items[number], self.items[number + 1 : number + 2]
        if not isinstance(item, Line):
            return False
        marks_title = outline.is_attachment_mark(item.text) and any(
            isinstance(line, Line) and line.is_title for line in following
        )
        return (item.is_title or marks_title) and self.had_content

    def _new_section(self, number: int) -> None:
        ahead = self.items[number + 1 : number + 1 + _LINES_TO_TABLE]
        is_of_table = any(isinstance(item, Grid) for item in ahead) and not any(
            isinstance(item, Line) and item.heading for item in ahead[:1]
        )
        self.interrupted = (self.interrupted or self.state) if is_of_table else None
        self.sections += 1
        self.state = _State(self.sections)
        self.had_content = self.has_notes = False

    def _resume(self, line: Line) -> None:
        """After a table with a title of its own the report it stands in goes on."""
        heading, before = line.heading, self.interrupted
        if heading is None or before is None:
            return
        in_notes = heading.level > 2 and self.has_notes
        goes_on = heading.level > 1 or heading.number != 1
        if goes_on and not in_notes and (before.path or heading.level <= 1):
            self.state = before
        if not in_notes:
            self.interrupted = None

    def _add_line(self, line: Line) -> None:
        state = self.state
        self.has_notes = self.has_notes or _NOTES.match(line.text) is not None
        if line.heading is not None:
            state.path = (*(one for one in state.path if one.level < line.heading.level), line.heading)
            state.position = 0
        state.position += 1
        self.had_content = self.had_content or not (line.is_title or outline.is_attachment_mark(line.text))
        self.paragraphs.append(
            Paragraph(
                line.index,
                line.text,
                state.path,
                state.position,
                line.heading,
                line.is_title,
                state.section,
                element=line.element,
            )
        )

    def _add_table(self, grid: Grid, number: int) -> None:
        above = (item for item in reversed(self.items[max(0, number - _LINES_TO_TABLE) : number]))
        before = next(
            (item for item in above if not (isinstance(item, Line) and _SMALL_PRINT.fullmatch(item.text))), None
        )
        caption = before.text if isinstance(before, Line) and len(before.text) <= _LONGEST_CAPTION else ""
        rows = tuple(
            tuple(grid.cells[row, column].text if (row, column) in grid.cells else "" for column in columns)
            for row in range(1, grid.rows + 1)
            for columns in (range(1, grid.columns + 1),)
        )
        is_part = grid.name in self.parts
        is_form = is_part or grid.name in self.forms
        covered = frozenset(place for area in grid.merges for place in _below_first(area))
        self.tables.append(
            PaperTable(grid.name, rows, self.state.path, caption, self.state.section, is_form, covered, is_part)
        )


def _below_first(area: Area) -> Iterator[tuple[int, int]]:
    """The places of a merged cell but the one that has its text, row and column from 0."""
    places = product(range(area.top - 1, area.bottom), range(area.left - 1, area.right))
    yield from islice(places, 1, None)
