"""How high the rows of a sheet must be for their wrapped texts: no program fits merged cells by itself, and a row whose
height was set once is never fitted again."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator
from math import ceil

from lxml import etree

from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.grid.formula_text import cell_place
from zpj.grid.grid import Cell, Grid
from zpj.grid.package import Package

STANDARD_SIZE = 10.5
LARGEST = 409.0
"""Excel's limit in points."""
SMALLEST = 22.0
_PADDING = 8.0
_LINE = 1.38
_BARE_LINE = 1.28
_LOOSE = 1.08
_CELL_MARGIN = 1.5
_DEFAULT_WIDTH = 8.43
_DEFAULT_HEIGHT = 15.0
_NUMBER = regex(r"\d{1,4}(\.\d+)?")
_SMALL_INDEX = regex(r"\d{1,5}")


@record
class RowHeight:
    """The height of a row in points; where it `grows` the office program goes on fitting it to what is typed."""

    points: float
    grows: bool


def text_width(text: str) -> int:
    """Width in half-width characters: a Chinese character counts two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def text_height(text: str, width: float, size: float = STANDARD_SIZE) -> float:
    """The height in points of a text wrapped in a cell.

    `width`: that of its column(s) in Excel's characters; `size`: of its font in points. Between one line and Excel's
    limit of 409.
    """
    points = ceil(2 * (_lines(text, width, size) * size * _LINE + _PADDING)) / 2
    return min(max(points, SMALLEST), LARGEST)


def row_heights(
    package: Package, part: str, styles: str | None, grid: Grid, rows: Container[int], grows: bool
) -> dict[int, RowHeight]:
    """The rows of a sheet that need another height, and which.

    A row is only ever made higher, and only where a wrapped text is cut off. With `grows` a row without texts merged
    across columns loses its fixed height, and is at least 22 points high. Hidden rows stay.
    """
    return dict(_Sheet(package.xml(part), _wrapping(package, styles), grid).heights(rows, grows))


def _lines(text: str, width: float, size: float) -> int:
    room = max(width - _CELL_MARGIN, 1)
    return sum(max(1, ceil(text_width(line) * size / STANDARD_SIZE * _LOOSE / room)) for line in text.split("\n"))


class _Sheet:
    def __init__(self, root: etree._Element, wrapping: list[float | None], grid: Grid) -> None:
        self._root = root
        self._grid = grid
        self._size: dict[tuple[int, int], float] = {}
        for cell in root.iter("{*}c"):
            place, style = cell_place(cell.get("r", "")), cell.get("s", "0")
            size = wrapping[int(style)] if _SMALL_INDEX.fullmatch(style) and int(style) < len(wrapping) else None
            if place is not None and size is not None:
                self._size[place] = size
        self._across = {area.top for area in grid.merges if area.left < area.right and area.top == area.bottom}

    def heights(self, rows: Container[int], grows: bool) -> Iterator[tuple[int, RowHeight]]:
        for row in self._root.iter("{*}row"):
            number = int(row.get("r", "0")) if _SMALL_INDEX.fullmatch(row.get("r", "")) else 0
            if number not in rows or row.get("hidden") in ("1", "true"):
                continue
            written = row.get("ht", "")
            now = float(written) if _NUMBER.fullmatch(written) else _DEFAULT_HEIGHT
            needed = max((self._needed(cell, now) for cell in self._grid.row_cells(number)), default=0.0)
            free = grows and number not in self._across
            points = max(now, needed, SMALLEST if free else 0)
            if points > now or (free and row.get("customHeight") is not None):
                yield number, RowHeight(points, free)

    def _needed(self, cell: Cell, now: float) -> float:
        """The height for a text that is cut off at the height there is now; 0 where it is not."""
        area = self._grid.area(cell.row, cell.column)
        size = self._size.get((cell.row, cell.column))
        if size is None or area.bottom > area.top or not cell.text or cell.number is not None:
            return 0
        columns = range(area.left, area.right + 1)
        width = sum(self._grid.widths.get(column, _DEFAULT_WIDTH) for column in columns)
        is_cut = width > 0 and _lines(cell.text, width, size) * size * _BARE_LINE > now
        return text_height(cell.text, width, size) if is_cut else 0


def _wrapping(package: Package, part: str | None) -> list[float | None]:
    """By style index: the font size of a style that wraps its text, None for one that does not."""
    root = package.xml(part) if part else None
    styles = None if root is None else next(root.iter("{*}cellXfs"), None)
    if root is None or styles is None:
        return []
    fonts = next(root.iter("{*}fonts"), None)
    sizes = [_font_size(font) for font in fonts] if fonts is not None else []
    return [_wrapped_size(style, sizes) for style in styles]


def _font_size(font: etree._Element) -> float:
    size = next((item.get("val", "") for item in font.iter("{*}sz")), "")
    return float(size) if _NUMBER.fullmatch(size) else STANDARD_SIZE


def _wrapped_size(style: etree._Element, sizes: list[float]) -> float | None:
    alignment = next(style.iter("{*}alignment"), None)
    if alignment is None or alignment.get("wrapText") not in ("1", "true"):
        return None
    font = style.get("fontId", "0")
    return sizes[int(font)] if _SMALL_INDEX.fullmatch(font) and int(font) < len(sizes) else STANDARD_SIZE
