"""Word documents (.docx): every table as a Grid named 表1, 表2, …, with the paragraphs that stand before it.

Read from the parts directly, behind the same guarded door as workbooks: python-docx opens packages without limits and
hides which cell of a merged area is which. Deleted (tracked) text is left out, inserted text is read. A table inside a
cell becomes a Grid of its own, after the one that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from zpj.domain.amounts import parse_number
from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.grid.grid import Area, Cell, Grid
from zpj.grid.package import Package
from zpj.grid.xml_text import clean

DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}tbl", f"{_W}txbxContent", _MC_FALLBACK}
_PRINTED = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "",
}  # fmt: skip
_SPEAKING = {f"{_W}t", *_PRINTED, *_SKIPPED}
_WRAPPERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_MOST_COLUMNS = 100
_MOST_CELLS = 100_000
_MOST_PRECEDING, _MOST_FOLLOWING = 12, 6


@record
class TextBlock:
    """A paragraph outside tables: its element, and its visible text without the blanks around it."""

    element: etree._Element
    text: str


@record
class WordDocument:
    """A document as read once: its body, and its paragraphs and tables in reading order.

    A table inside a cell stands among the blocks after the one that holds it.
    """

    package: Package
    body: etree._Element
    blocks: tuple[TextBlock | Grid, ...]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """All tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))


def document_of(package: Package) -> WordDocument:
    """Read a document; ZpjError where it has no body."""
    body = package.xml(DOCUMENT).find(f"{_W}body")
    if body is None:
        raise package.damaged()
    reader = _Reader(package)
    reader.read(body)
    return WordDocument(package, body, tuple(reader.blocks))


@dataclass
class _Reader:
    package: Package
    blocks: list[TextBlock | Grid] = field(default_factory=list)
    tables: int = 0
    latest: Grid | None = None
    preceding: list[str] = field(default_factory=list)
    cells: int = 0

    def read(self, container: etree._Element) -> None:
        for element in _blocks(container):
            if element.tag == f"{_W}p":
                text = paragraph_text(element).strip()
                self.blocks.append(TextBlock(element, text))
                self.preceding.extend([text] if text else [])
                if text and self.latest and len(self.latest.following) < _MOST_FOLLOWING:
                    self.latest.following += (text,)
            else:
                self._read_table(element)

    def _read_table(self, table: etree._Element) -> None:
        self.tables += 1
        layout = _Layout()
        inner: list[etree._Element] = []
        for row, element in enumerate(_rows(table), 1):
            layout.add_row(row, element)
            inner.extend(nested for cell in _cells(element) for nested in cell if nested.tag == f"{_W}tbl")
        self.cells += len(layout.cells)
        if self.cells > _MOST_CELLS:
            raise ZpjError(self.package.path.name, "文档里的表格过大", "请删去与自评无关的表格后重试")
        before = tuple(self.preceding[-_MOST_PRECEDING:])
        widths = layout.widths(table)
        grid = Grid(f"表{self.tables}", layout.cells, layout.merges(), widths, preceding=before, in_document=True)
        self.blocks.append(grid)
        self.preceding.clear()
        for nested in inner:
            self._read_table(nested)
        self.latest = grid


class _Layout:
    """Rows of one table on its column grid: gridSpan goes right, vMerge goes down."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self._areas: list[Area] = []
        self._open: dict[tuple[int, int], int] = {}

    def add_row(self, row: int, element: etree._Element) -> None:
        column = 1 + _number(element.find(f"{_W}trPr/{_W}gridBefore"))
        seen: set[tuple[int, int]] = set()
        for cell in _cells(element):
            span = max(1, min(_number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1), _MOST_COLUMNS))
            place = (column, column + span - 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            continues = merge is not None and merge.get(f"{_W}val", "continue") != "restart"
            if continues and place in self._open:
                self._extend(self._open[place], row)
            else:
                self._start(row, place, cell)
            if merge is not None:
                seen.add(place)
            column += span
            if column > _MOST_COLUMNS:
                break
        self._open = {place: index for place, index in self._open.items() if place in seen}

    def _start(self, row: int, place: tuple[int, int], cell: etree._Element) -> None:
        text = _cell_text(cell)
        if text:
            self.cells[row, place[0]] = Cell(row, place[0], text, parse_number(text))
        self._areas.append(Area(row, place[0], row, place[1]))
        self._open[place] = len(self._areas) - 1

    def _extend(self, index: int, row: int) -> None:
        area = self._areas[index]
        self._areas[index] = Area(area.top, area.left, row, area.right)

    def merges(self) -> tuple[Area, ...]:
        return tuple(area for area in self._areas if (area.top, area.left) != (area.bottom, area.right))

    def widths(self, table: etree._Element) -> dict[int, float]:
        columns = table.findall(f"{_W}tblGrid/{_W}gridCol")[:_MOST_COLUMNS]
        return {position: _number(column, name="w") / 105 for position, column in enumerate(columns, 1)}


def paragraph_text(paragraph: etree._Element) -> str:
    """The visible text of a paragraph: tabs and line breaks as such, deletions left out."""
    pieces: list[str] = []
    for element in paragraph.iter():
        if (tag := element.tag) in _SPEAKING:
            if tag in _SKIPPED:
                # Few paragraphs hold something that is not to be read; only they are read piece by piece around it.
                return clean("".join(_pieces(paragraph)))
            pieces.append(_printed(element))
    return clean("".join(pieces))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SPEAKING:
            if child.tag not in _SKIPPED:
                yield _printed(child)
        else:
            yield from _pieces(child)


def _printed(element: etree._Element) -> str:
    printed = _PRINTED.get(element.tag)
    return element.text or "" if printed is None else printed


def _cell_text(cell: etree._Element) -> str:
    paragraphs = (block for block in _blocks(cell) if block.tag == f"{_W}p")
    return "\n".join(text for paragraph in paragraphs if (text := paragraph_text(paragraph).strip()))


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables of a container, content controls and insertions opened."""
    for child in container:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return _members(table, f"{_W}tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return _members(row, f"{_W}tc")


def _members(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in container:
        if child.tag == tag:
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _members(child, tag)


def _number(element: etree._Element | None, default: int = 0, name: str = "val") -> int:
    text = element.get(f"{_W}{name}", "") if element is not None else ""
    return int(text) if text.isdecimal() and len(text) < 7 else default
