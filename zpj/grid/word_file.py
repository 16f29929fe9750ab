"""Word documents (.docx): every table as a Grid named 表1, 表2, …, with the paragraphs that stand before it.

Read from the parts directly, behind the same guarded door as workbooks: python-docx opens packages without limits and
hides which cell of a merged area is which. Deleted (tracked) text is left out, inserted text is read. A table inside a
cell becomes a Grid of its own, after the one that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from zpj.domain.amounts import parse_number
from zpj.domain.errors import ZpjError
from zpj.domain.records import record
from zpj.grid.grid import Area, Cell, Grid
from zpj.grid.package import Package
from zpj.grid.word_columns import Span, columns_shown, placed
from zpj.grid.xml_text import seen

DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}tbl", f"{_W}txbxContent", _MC_FALLBACK}
_PRINTED = {
    f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "",
}  # fmt: skip
_SYMBOL = f"{_W}sym"
_SYMBOLS = {"B1": "±", "B3": "≥", "A3": "≤", "B4": "×", "B8": "÷", "B9": "≠", "B0": "°"}
"""The signs of the font Symbol that figures are written with."""
_HIDDEN = f"{_W}vanish"
_SPEAKING = {f"{_W}t", _SYMBOL, _HIDDEN, *_PRINTED, *_SKIPPED}
"""Signs without a shape that come along with what was copied from a page of the web."""
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

    A table inside a cell stands among the blocks after the one that holds it; what a table of one column only frames
    (tables with their captions) stands there without it, and the text of a box after the paragraph it hangs on.
    `places` are the elements of the cells of each table, by row and column.
    """

    package: Package
    body: etree._Element
    blocks: tuple[TextBlock | Grid, ...]
    places: Mapping[str, Mapping[tuple[int, int], etree._Element]]

    @property
    def grids(self) -> tuple[Grid, ...]:
        """All tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))


def document_of(package: Package) -> WordDocument:
    """Read a document; ZpjError where it has no body."""
    body = package.xml(DOCUMENT).find(f"{_W}body")
    if body is None:
        raise package.damaged()
    reader = _Reader(package, _boxes(body))
    reader.read(body)
    places: dict[str, Mapping[tuple[int, int], etree._Element]] = {}
    blocks = tuple(block if isinstance(block, TextBlock) else block.grid(places) for block in reader.blocks)
    return WordDocument(package, body, blocks, places)


def _boxes(body: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """The text boxes that hang on each paragraph."""
    found: dict[etree._Element, list[etree._Element]] = {}
    for box in body.iter(f"{_W}txbxContent"):
        above = next(box.iterancestors(f"{_W}p", _MC_FALLBACK), None)
        if above is not None and above.tag != _MC_FALLBACK:
            found.setdefault(above, []).append(box)
    return found


@dataclass
class _Reader:
    package: Package
    boxes: Mapping[etree._Element, list[etree._Element]]
    blocks: list[TextBlock | _Layout] = field(default_factory=list)
    tables: int = 0
    latest: _Layout | None = None
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
                for box in self.boxes.get(element, ()):
                    self.read(box)
            else:
                self._read_table(element)

    def _read_table(self, table: etree._Element) -> None:
        rows = [(row, list(_cells(row))) for row in _rows(table)]
        inner = [[block for block in _blocks(cell) if block.tag == f"{_W}tbl"] for _, cells in rows for cell in cells]
        if any(inner) and all(len(cells) == 1 for _, cells in rows):
            for _, (frame,) in rows:
                self.read(frame)
            return
        self.tables += 1
        layout = _Layout(f"表{self.tables}", table, tuple(self.preceding[-_MOST_PRECEDING:]))
        for row, cells in rows:
            layout.add_row(row, cells)
        self.cells += sum(map(len, layout.rows))
        if self.cells > _MOST_CELLS:
            raise ZpjError(self.package.path.name, "文档里的表格过大", "请删去与自评无关的表格后重试")
        if self.latest and not self.preceding and layout.widths and self.latest.widths == layout.widths:
            layout.parts = self.latest.parts
        layout.parts.append(layout)
        self.blocks.append(layout)
        self.preceding.clear()
        for nested in (one for tables in inner for one in tables):
            self._read_table(nested)
        self.latest = layout


class _Layout:
    """Rows of one table on its column grid: gridSpan and hMerge go right, vMerge goes down.

    `parts` are the tables of the same grid right above and below, which show the same columns.
    """

    def __init__(self, name: str, table: etree._Element, preceding: tuple[str, ...]) -> None:
        columns = table.findall(f"{_W}tblGrid/{_W}gridCol")[:_MOST_COLUMNS]
        self.name, self.preceding = name, preceding
        self.widths: dict[int, float] = {at: _number(column, name="w") for at, column in enumerate(columns, 1)}
        self.following: tuple[str, ...] = ()
        self.rows: list[list[tuple[Span, etree._Element]]] = []
        self.parts: list[_Layout] = []
        self._shown: dict[int, int] = {}

    def add_row(self, row: etree._Element, cells: Iterable[etree._Element]) -> None:
        column = 1 + _number(row.find(f"{_W}trPr/{_W}gridBefore"))
        found: list[tuple[Span, etree._Element]] = []
        for cell in cells:
            span = max(1, min(_number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1), _MOST_COLUMNS))
            place = Span(column, column + span - 1)
            if found and _goes_on(cell, "hMerge"):
                found[-1] = Span(found[-1][0].left, place.right), found[-1][1]
            else:
                found.append((place, cell))
            column += span
            if column > _MOST_COLUMNS:
                break
        self.rows.append(found)

    def grid(self, places: dict[str, Mapping[tuple[int, int], etree._Element]]) -> Grid:
        """The table as a Grid; its cells' elements go to `places`."""
        shown = self.parts[0].columns_shown()
        cells: dict[tuple[int, int], Cell] = {}
        elements: dict[tuple[int, int], etree._Element] = {}
        areas: list[Area] = []
        above: dict[Span, int] = {}
        for number, row in enumerate(self.rows, 1):
            merged: dict[Span, int] = {}
            for span, element in row:
                place = placed(span, shown)
                elements[number, place.left] = element
                index = above.get(place) if _goes_on(element, "vMerge") else None
                if index is not None:
                    areas[index] = Area(areas[index].top, place.left, number, place.right)
                elif text := _cell_text(element):
                    cells[number, place.left] = Cell(number, place.left, text, parse_number(text))
                if index is None:
                    areas.append(Area(number, place.left, number, place.right))
                if element.find(f"{_W}tcPr/{_W}vMerge") is not None:
                    merged[place] = len(areas) - 1 if index is None else index
            above = merged
        places[self.name] = elements
        merges = tuple(area for area in areas if (area.top, area.left) != (area.bottom, area.right))
        before, after = self.preceding, self.following
        return Grid(self.name, cells, merges, self._widths(shown), preceding=before, following=after, in_document=True)

    def columns_shown(self) -> dict[int, int]:
        """The column shown for each of the grid, in all parts."""
        if not self._shown:
            spans = (span for part in self.parts for row in part.rows for span, _ in row)
            self._shown = columns_shown(spans, self.widths)
        return self._shown

    def _widths(self, shown: Mapping[int, int]) -> dict[int, float]:
        """In signs, by column shown; those of a grid wider than the cells stay apart."""
        widths: dict[int, float] = {}
        last = max(shown.values(), default=0)
        for column, width in self.widths.items():
            at = shown.get(column) or last + column - len(shown)
            widths[at] = widths.get(at, 0) + width / 105
        return widths


def _goes_on(cell: etree._Element, kind: str) -> bool:
    """Whether a cell is the rest of one merged with it."""
    merge = cell.find(f"{_W}tcPr/{_W}{kind}")
    return merge is not None and merge.get(f"{_W}val", "continue") != "restart"


def paragraph_text(paragraph: etree._Element) -> str:
    """The visible text of a paragraph: tabs and line breaks as such, deletions left out."""
    pieces: list[str] = []
    for element in paragraph.iter():
        if (tag := element.tag) in _SPEAKING:
            if tag in _SKIPPED or tag == _HIDDEN:
                # Few paragraphs hold something that is not to be read; only they are read piece by piece around it.
                return seen("".join(_pieces(paragraph)))
            pieces.append(_printed(element))
    return seen("".join(pieces))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SPEAKING:
            if child.tag not in _SKIPPED:
                yield _printed(child)
        elif child.tag != f"{_W}r" or not _is_hidden(child):
            yield from _pieces(child)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_HIDDEN}")
    return hidden is not None and hidden.get(f"{_W}val", "1") not in ("0", "false", "off")


def _printed(element: etree._Element) -> str:
    if element.tag == _SYMBOL:
        of_symbols = element.get(f"{_W}font") == "Symbol"
        return _SYMBOLS.get(element.get(f"{_W}char", "")[-2:].upper(), "") if of_symbols else ""
    printed = "" if element.tag == _HIDDEN else _PRINTED.get(element.tag)
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
