"""Where every row, cell and formula of a worksheet part stands, as byte offsets, so that one cell can be replaced
without touching a byte of the others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from zpj.grid.formula_text import cell_place

_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_FOLLOWED = ("dimension", "sheetData", "row", "c", "f")


@dataclass(slots=True)
class Span:
    """An element in the bytes: [start, end); its content is [inner, inner_end); empty for <c/>."""

    start: int
    inner: int
    inner_end: int
    end: int
    attributes: dict[str, str]

    @property
    def is_empty_tag(self) -> bool:
        """Tell whether the element is written <c/>, without an end tag."""
        return self.inner_end == self.end


@dataclass(slots=True)
class CellSpan:
    """A cell, with its formula element where it has one."""

    row: int
    column: int
    span: Span
    formula: Span | None = None


@dataclass(slots=True)
class RowSpan:
    """A row and its cells, left to right."""

    row: int
    span: Span
    cells: list[CellSpan] = field(default_factory=list)


@dataclass
class SheetScan:
    """The places of a worksheet part. `prefix` is the namespace prefix of its tags with the colon, usually ""."""

    prefix: str = ""
    sheet_data: Span | None = None
    dimension: Span | None = None
    rows: list[RowSpan] = field(default_factory=list)


class UnreadableSheet(Exception):
    """The part is not well-formed, not UTF-8, or names impossible cells."""


def scan(data: bytes) -> SheetScan:
    """Find all places; UnreadableSheet where the part cannot be edited byte by byte."""
    return _Scanner(data).scan()


class _Scanner:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._result = SheetScan()
        self._open: list[Span] = []
        self._row = 0
        self._column = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.XmlDeclHandler = self._declaration

    def scan(self) -> SheetScan:
        if not self._data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            raise UnreadableSheet
        try:
            self._parser.Parse(self._data, True)
        except (expat.ExpatError, ValueError) as error:
            raise UnreadableSheet from error
        return self._result

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "utf8", "us-ascii"):
            raise UnreadableSheet

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "worksheet":
            self._result.prefix = name[: -len(local)]
        if local in _FOLLOWED:
            span = self._span(attributes)
            self._open.append(span)
            self._place(local, span)

    def _span(self, attributes: dict[str, str]) -> Span:
        start = self._parser.CurrentByteIndex
        tag = _TAG.match(self._data, start)
        if tag is None:
            raise UnreadableSheet
        end = tag.end()
        # The end of an element with content is filled in at its end tag.
        return Span(start, end, end if tag[0].endswith(b"/>") else -1, end, attributes)

    def _place(self, local: str, span: Span) -> None:
        if local == "row":
            self._row, self._column = int(span.attributes.get("r") or self._row + 1), 0
            self._result.rows.append(RowSpan(self._row, span))
        elif local == "c":
            self._place_cell(span)
        elif local == "f":
            self._place_formula(span)
        elif local == "sheetData":
            self._result.sheet_data = span
        elif local == "dimension":
            self._result.dimension = span

    def _place_cell(self, span: Span) -> None:
        reference = span.attributes.get("r")
        place = cell_place(reference) if reference else (self._row, self._column + 1)
        if place is None or place[0] != self._row or not self._result.rows:
            raise UnreadableSheet
        self._column = place[1]
        self._result.rows[-1].cells.append(CellSpan(*place, span))

    def _place_formula(self, span: Span) -> None:
        """Only a formula right inside a cell counts; conditional formats have elements of the same name."""
        cell = self._result.rows[-1].cells[-1] if self._result.rows and self._result.rows[-1].cells else None
        if cell is not None and len(self._open) > 1 and self._open[-2] is cell.span:
            cell.formula = span

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] not in _FOLLOWED:
            return
        span = self._open.pop()
        if span.inner_end < 0:
            span.inner_end = self._parser.CurrentByteIndex
            span.end = self._data.index(b">", span.inner_end) + 1
