"""Type size and column widths with which an attached form takes no more pages than it should.

The widths of the sheet are kept where they do; else columns give room to those that need it, first in the normal
type, then in small type.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.report.layout import Layout

_LINE_HEIGHT = 1.45
_USED_OF_A_PAGE = 0.93
_SOFT = 8
_MOST_MOVES = 40
_STEPS = (4, 2, 1)  # percent of the whole width
_HOPELESS = 1.15  # what is left above the room after the wide steps is more than the small ones save
_NARROWEST = 0.55
_WORD = regex(r"[!-~]+")
_BROKEN_WORD = 10


@record
class Piece:
    """A cell of the form: its first and last row, its first column and the one after its last, its lines of text."""

    top: int
    bottom: int
    left: int
    right: int
    lines: tuple[str, ...]


@record
class Fit:
    """The chosen widths (twips), whether small type is used, and the lines each row takes."""

    widths: list[int]
    small: bool
    row_lines: dict[int, float]


def fit(pieces: Sequence[Piece], widths: list[int], outside: int, layout: Layout) -> Fit:
    """Choose type and widths for the cells of a form; `outside` is the height of its titles and notes in twips."""
    total = sum(widths)
    page = layout.page if total <= layout.page.text_width else layout.page.landscape()
    room = page.text_height * layout.table.most_pages * _USED_OF_A_PAGE - outside
    least = [round(width * _NARROWEST) for width in widths]
    for small in (False, True):
        measure = _Measure(pieces, least, layout, small=small)
        chosen = _fitted(measure, widths, room, is_last=small)
        found = Fit(chosen, small, measure.row_lines(chosen))
        if measure.height(found.row_lines) <= room:
            break
    return found


def length(text: str) -> float:
    """Length in Chinese characters: Latin letters and digits count half."""
    return sum(map(_width, text))


@cache
def _width(character: str) -> float:
    return 1 if unicodedata.east_asian_width(character) in "WFA" else 0.5


@record
class _Cell:
    """The lengths of a cell's lines and of its longest word, in characters."""

    lengths: tuple[float, ...]
    longest: float


@record
class _Rows:
    """Rows whose one-row cells have the same edges: by cell, the first column and the one after the last, and the cells
    of all the rows. They are measured together."""

    rows: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]
    columns: tuple[tuple[_Cell, ...], ...]


class _Measure:
    """The cells of a form in characters of one size (twips). What a width comes to is computed once."""

    def __init__(self, pieces: Sequence[Piece], least: Sequence[int], layout: Layout, *, small: bool) -> None:
        self.least = least
        self.character = (layout.sizes.small_table if small else layout.sizes.table) * 10
        self.line = layout.table.small_line if small else self.character * _LINE_HEIGHT
        self._margin = 2 * layout.table.cell_margin
        self._row_height = layout.table.row_height
        cells = [(piece, _measured(piece)) for piece in pieces]
        self._rows = _alike([(piece, cell) for piece, cell in cells if piece.top == piece.bottom])
        self._places = {
            row: (place, position) for place, group in enumerate(self._rows) for position, row in enumerate(group.rows)
        }
        blank = _blank_rows(self._rows)
        self._tall = [
            (piece, cell, sum(row not in blank for row in range(piece.top, piece.bottom + 1)))
            for piece, cell in cells
            if piece.top < piece.bottom
        ]
        self._lines_of = cache(self._lines)
        self._counts_of = cache(self._counts)
        self._height_of = cache(self._height)

    def row_lines(self, widths: Sequence[int]) -> dict[int, float]:
        """Lines per row; what a cell over several rows needs beyond them is added to the last."""
        edges = [0, *accumulate(widths)]
        needed: dict[int, float] = {}
        for place, group in enumerate(self._rows):
            spans = tuple([edges[right] - edges[left] for left, right in group.edges])
            needed.update(zip(group.rows, self._lines_of(place, spans, False, False), strict=True))
        for place, (piece, _, surely) in enumerate(self._tall):
            count = self._counts_of(-1 - place, 0, edges[piece.right] - edges[piece.left], False, False)[0]
            if count <= surely:
                continue
            missing = count - sum([needed.get(row, 1) for row in range(piece.top, piece.bottom + 1)])
            if missing > 0:
                needed[piece.bottom] = needed.get(piece.bottom, 1) + missing
        return needed

    def height(self, row_lines: dict[int, float]) -> float:
        """Height of the table in twips."""
        return self._height_of_lines(row_lines.values())

    def _height_of_lines(self, counts: Iterable[float]) -> float:
        line, least = self.line, self._row_height
        return sum([taken if (taken := count * line) > least else least for count in counts])

    def strain(self, widths: Sequence[int], *, smooth: bool) -> float:
        """Height of the table with these widths, a word cut in two counted dearly: the less, the better they fit.

        `smooth` counts a line begun by its part and lets every cell weigh on its row, so that a step towards fewer
        lines shows before the line is gone.
        """
        edges = [0, *accumulate(widths)]
        spans = [tuple([edges[right] - edges[left] for left, right in group.edges]) for group in self._rows]
        height = sum([self._height_of(place, own, smooth) for place, own in enumerate(spans)])
        grown: dict[int, float] = {}
        for place, (piece, _, surely) in enumerate(self._tall):
            count = self._counts_of(-1 - place, 0, edges[piece.right] - edges[piece.left], smooth, True)[0]
            if count > surely:
                height += self._growth(piece, count, spans, grown, smooth)
        return height

    def _growth(
        self, piece: Piece, count: float, spans: list[tuple[int, ...]], grown: dict[int, float], smooth: bool
    ) -> float:
        """What a cell over several rows adds to the height; `grown` holds the rows that others have made higher."""
        missing = count - sum([self._row(row, spans, grown, smooth) for row in range(piece.top, piece.bottom + 1)])
        if missing <= 0:
            return 0
        before = self._row(piece.bottom, spans, grown, smooth)
        counted = piece.bottom in self._places or piece.bottom in grown
        grown[piece.bottom] = before + missing
        old = max(before * self.line, self._row_height) if counted else 0
        return max(grown[piece.bottom] * self.line, self._row_height) - old

    def _row(self, row: int, spans: list[tuple[int, ...]], grown: dict[int, float], smooth: bool) -> float:
        """The lines of one row; of a row that only taller cells reach into, one."""
        if row in grown or row not in self._places:
            return grown.get(row, 1)
        group, position = self._places[row]
        return self._lines_of(group, spans[group], smooth, True)[position]

    def _height(self, place: int, spans: tuple[int, ...], smooth: bool) -> float:
        """The rows of one group together."""
        return self._height_of_lines(self._lines_of(place, spans, smooth, True))

    def _lines(self, place: int, spans: tuple[int, ...], smooth: bool, strained: bool) -> Sequence[float]:
        """Lines of the rows of a group; in a smooth measure the sum of all cells, the longest by far the heaviest."""
        counts = [self._counts_of(place, position, span, smooth, strained) for position, span in enumerate(spans)]
        if smooth:
            return [weight ** (1 / _SOFT) for weight in map(sum, zip(*counts, strict=True))]
        return [max(of_row) for of_row in zip(*counts, strict=True)]

    def _counts(self, place: int, position: int, span: int, smooth: bool, strained: bool) -> list[float]:
        """What the cells at one position of a group, or (negative places) one tall cell, come to in one width."""
        cells = self._rows[place].columns[position] if place >= 0 else (self._tall[-1 - place][1],)
        room = (span - self._margin) / self.character
        counts = [
            _line_count(cell.lengths, max(room, 0.5), smooth=smooth)
            + (_BROKEN_WORD if strained and cell.longest > room else 0)
            for cell in cells
        ]
        return [count**_SOFT for count in counts] if smooth and place >= 0 else counts


def _alike(cells: Sequence[tuple[Piece, _Cell]]) -> list[_Rows]:
    """The rows in groups of equal edges, in the order of the form."""
    by_row: dict[int, list[tuple[Piece, _Cell]]] = {}
    for piece, cell in cells:
        by_row.setdefault(piece.top, []).append((piece, cell))
    groups: dict[tuple[tuple[int, int], ...], dict[int, list[_Cell]]] = {}
    for row, members in by_row.items():
        edges = tuple((piece.left, piece.right) for piece, _ in members)
        groups.setdefault(edges, {})[row] = [cell for _, cell in members]
    return [_Rows(tuple(rows), edges, tuple(zip(*rows.values(), strict=True))) for edges, rows in groups.items()]


def _blank_rows(groups: Sequence[_Rows]) -> set[int]:
    """Rows whose cells hold no line at all; every other row takes one line or more."""
    return {
        row
        for group in groups
        for row, cells in zip(group.rows, zip(*group.columns, strict=True), strict=True)
        if not any(cell.lengths for cell in cells)
    }


def _line_count(lengths: Sequence[float], room: float, *, smooth: bool) -> float:
    """Lines a cell takes where `room` characters fit on one."""
    if len(lengths) == 1:
        share = lengths[0] / room
        whole = math.ceil(share)
        return max(1, (share + whole) / 2 if smooth else whole)
    shares = [size / room for size in lengths]
    return sum([max(1, (share + math.ceil(share)) / 2 if smooth else math.ceil(share)) for share in shares])


def _measured(piece: Piece) -> _Cell:
    words = [length(word) for line in piece.lines for word in _WORD.findall(line)]
    return _Cell(tuple(length(line) for line in piece.lines), max(words, default=0))


def _fitted(measure: _Measure, widths: list[int], room: float, *, is_last: bool) -> list[int]:
    """The sheet's own widths where the form fits in them, else others in which it does, or nearly."""
    if measure.height(measure.row_lines(widths)) <= room:
        return widths
    roughly = _evened(measure, widths, room, smooth=True, give_up=not is_last)
    if measure.strain(roughly, smooth=False) > room * (math.inf if is_last else _HOPELESS):
        return roughly
    return _evened(measure, roughly, room, smooth=False, give_up=False)


def _evened(measure: _Measure, widths: list[int], room: float, *, smooth: bool, give_up: bool) -> list[int]:
    """Move width between two columns, first much, then little, as long as that shortens the form and it does not fit.

    Each column keeps its least. With `give_up` only the first, wide steps are made where they leave much too much.
    """
    best, height = widths, measure.strain(widths, smooth=smooth)
    for percent in _STEPS:
        step = sum(widths) * percent // 100
        for _ in range(_MOST_MOVES):
            if measure.strain(best, smooth=False) <= room:
                return best
            moved = [
                _changed(_changed(best, giver, -step), taker, step)
                for taker in _hungriest(measure, best, step)
                for giver, width in enumerate(best)
                if giver != taker and width - step >= measure.least[giver]
            ]
            heights = [measure.strain(found, smooth=smooth) for found in moved]
            if not heights or min(heights) >= height:
                break
            height = min(heights)
            best = moved[heights.index(height)]
        if give_up and measure.strain(best, smooth=False) > room * _HOPELESS:
            break
    return best


def _hungriest(measure: _Measure, widths: list[int], step: int) -> list[int]:
    """The three columns whose widening would shorten the form most."""
    gains = [measure.strain(_changed(widths, taker, step), smooth=True) for taker in range(len(widths))]
    return sorted(range(len(widths)), key=gains.__getitem__)[:3]


def _changed(widths: list[int], column: int, change: int) -> list[int]:
    return [width + change if place == column else width for place, width in enumerate(widths)]
