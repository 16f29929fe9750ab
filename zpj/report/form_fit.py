"""Type size and column widths with which an attached form takes no more pages than it should.

The widths of the sheet are kept where they do; else columns give room to those that need it, first in the normal
type, then in small type.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zpj.report.layout import Layout

_LINE_HEIGHT = 1.45
_USED_OF_A_PAGE = 0.93
_SOFT = 8
_MOST_MOVES = 40
_STEPS = (1, 2, 4)  # percent of the whole width
_NARROWEST = 0.55
_WORD = re.compile(r"[!-~]+")
_BROKEN_WORD = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell of the form: its first and last row, its first column and the one after its last, its lines of text."""

    top: int
    bottom: int
    left: int
    right: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
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
    fits: list[Fit] = []
    for small in (False, True):
        measure = _Measure.of(pieces, layout, small=small)
        for chosen in _candidates(measure, widths):
            fits.append(Fit(chosen, small, measure.row_lines(chosen)))
            if measure.height(fits[-1].row_lines) <= room:
                return fits[-1]
    return fits[-1]


def length(text: str) -> float:
    """Length in Chinese characters: Latin letters and digits count half."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


@dataclass(frozen=True, slots=True)
class _Measure:
    """The cells with the lengths of their lines and of their longest word, in characters of one size (twips)."""

    cells: list[tuple[Piece, tuple[float, ...], float]]
    character: int
    line: float
    layout: Layout

    @classmethod
    def of(cls, pieces: Sequence[Piece], layout: Layout, *, small: bool) -> _Measure:
        character = (layout.sizes.small_table if small else layout.sizes.table) * 10
        line = layout.table.small_line if small else character * _LINE_HEIGHT
        return cls([_measured(piece) for piece in pieces], character, line, layout)

    def row_lines(self, widths: Sequence[int], *, smooth: bool = False, strained: bool = False) -> dict[int, float]:
        """Lines per row; what a cell over several rows needs beyond them is added to the last.

        `smooth` counts a line begun by its part and lets every cell weigh on its row, so that a step towards fewer
        lines shows before the line is gone. `strained` adds to the lines what a word cut in two costs.
        """
        edges = [sum(widths[:count]) for count in range(len(widths) + 1)]
        needed: dict[int, float] = {}
        tall: list[tuple[Piece, float]] = []
        for piece, lengths, longest in self.cells:
            width = edges[piece.right] - edges[piece.left] - 2 * self.layout.table.cell_margin
            count = _line_count(lengths, max(width / self.character, 0.5), smooth=smooth)
            if strained and longest > width / self.character:
                count += _BROKEN_WORD
            if piece.top < piece.bottom:
                tall.append((piece, count))
            else:
                others = needed.get(piece.top, 0)
                needed[piece.top] = (others**_SOFT + count**_SOFT) ** (1 / _SOFT) if smooth else max(others, count)
        for piece, count in tall:
            missing = count - sum(needed.get(row, 1) for row in range(piece.top, piece.bottom + 1))
            if missing > 0:
                needed[piece.bottom] = needed.get(piece.bottom, 1) + missing
        return needed

    def height(self, row_lines: dict[int, float]) -> float:
        """Height of the table in twips."""
        return sum(max(count * self.line, self.layout.table.row_height) for count in row_lines.values())

    def strain(self, widths: Sequence[int], *, smooth: bool) -> float:
        """Height of the table with these widths: the less, the better they fit."""
        return self.height(self.row_lines(widths, smooth=smooth, strained=True))


def _line_count(lengths: Sequence[float], room: float, *, smooth: bool) -> float:
    """Lines a cell takes where `room` characters fit on one."""
    shares = [size / room for size in lengths]
    return sum(max(1, (share + math.ceil(share)) / 2 if smooth else math.ceil(share)) for share in shares)


def _measured(piece: Piece) -> tuple[Piece, tuple[float, ...], float]:
    words = [length(word) for line in piece.lines for word in _WORD.findall(line)]
    return piece, tuple(length(line) for line in piece.lines), max(words, default=0)


def _candidates(measure: _Measure, widths: list[int]) -> Iterator[list[int]]:
    yield widths
    least = [round(width * _NARROWEST) for width in widths]
    roughly = _evened(measure, widths, least, smooth=True)
    yield _evened(measure, roughly, least, smooth=False)


def _evened(measure: _Measure, widths: list[int], least: list[int], *, smooth: bool) -> list[int]:
    """Move width between two columns as long as that shortens the form and leaves each column its least."""
    best, height = widths, measure.strain(widths, smooth=smooth)
    for _ in range(_MOST_MOVES):
        moved = [
            _changed(_changed(best, giver, -step), taker, step)
            for step in (sum(widths) * percent // 100 for percent in _STEPS)
            for taker in _hungriest(measure, best, step)
            for giver, width in enumerate(best)
            if width - step >= least[giver]
        ]
        heights = [measure.strain(found, smooth=smooth) for found in moved]
        if not heights or min(heights) >= height:
            break
        height = min(heights)
        best = moved[heights.index(height)]
    return best


def _hungriest(measure: _Measure, widths: list[int], step: int) -> list[int]:
    """The three columns whose widening would shorten the form most."""
    gains = [measure.strain(_changed(widths, taker, step), smooth=True) for taker in range(len(widths))]
    return sorted(range(len(widths)), key=gains.__getitem__)[:3]


def _changed(widths: list[int], column: int, change: int) -> list[int]:
    return [width + change if place == column else width for place, width in enumerate(widths)]
