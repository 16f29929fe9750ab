"""An attached form as its widths are sought: the lengths of its cells, the lines of its rows, its height."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import accumulate, repeat
from operator import mul

from zpj.domain.records import record
from zpj.domain.regex import regex
from zpj.report.layout import Layout

_LINE_HEIGHT = 1.45
_WORD = regex(r"[≥≤＞＜]?[!-~]+")
_BROKEN_WORD = 10
_LOOSE = 1.06  # Latin letters and signs such as % are a little wider than half a character
_MOST_SHARE = 4


@record
class Piece:
    """A cell of the form: its first and last row, its first column and the one after its last, its lines of text."""

    top: int
    bottom: int
    left: int
    right: int
    lines: tuple[str, ...]


def length(text: str) -> float:
    """Length in Chinese characters: Latin letters and digits count half."""
    return sum(map(_width, text))


@cache
def _width(character: str) -> float:
    return 1 if unicodedata.east_asian_width(character) in "WFA" else 0.5


@record
class Cell:
    """The lengths of a cell's lines, of the longest of them, and of its longest word, in characters."""

    lengths: tuple[float, ...]
    longest_line: float
    longest_word: float


@record
class Rows:
    """Rows whose one-row cells have the same edges: by cell, the first column and the one after the last, and the cells
    of all the rows. They are measured together."""

    rows: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]
    columns: tuple[tuple[Cell, ...], ...]


@record
class Type:
    """The type a form is set in, and the room it leaves: all in twips."""

    character: int
    line: float
    margin: int
    row_height: int

    def room(self, span: int) -> float:
        """The characters that fit on a line of a cell so wide."""
        return (span - self.margin) / self.character

    def counts(self, cells: Sequence[Cell], room: float, *, smooth: bool, strained: bool) -> list[float]:
        """Lines each of some cells takes in a room; `strained` counts a word cut in two as many."""
        return [
            len(cell.lengths)
            if cell.longest_line <= room
            else _line_count(cell.lengths, max(room, 0.5), smooth=smooth)
            + (_BROKEN_WORD if strained and cell.longest_word > room else 0)
            for cell in cells
        ]

    def height(self, lines: Iterable[float]) -> float:
        """Height of rows of so many lines."""
        height: float = sum(map(max, map(mul, lines, repeat(self.line)), repeat(self.row_height)))
        return height


class Form:
    """The cells of a form in one type."""

    def __init__(self, pieces: Sequence[Piece], layout: Layout, *, small: bool) -> None:
        character = (layout.sizes.small_table if small else layout.sizes.table) * 10
        line = layout.table.small_line if small else character * _LINE_HEIGHT
        self.type = Type(character, line, 2 * layout.table.cell_margin, layout.table.row_height)
        cells = [(piece, _measured(piece)) for piece in pieces]
        self.groups = _alike([(piece, cell) for piece, cell in cells if piece.top == piece.bottom])
        blank = _blank_rows(self.groups)
        self.tall = [
            (piece, cell, sum(row not in blank for row in range(piece.top, piece.bottom + 1)))
            for piece, cell in cells
            if piece.top < piece.bottom
        ]

        self.touched = cache(self._touched)
        """For a column the groups with a cell over it and which cells these are, the groups of most rows first; at the
        end (-1) the taller cells."""

    @cached_property
    def ends(self) -> list[int]:
        """Where the cells of each group begin among the kinds of cells (those of the rows, then the taller ones)."""
        return [0, *accumulate(len(group.edges) for group in self.groups)]

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """The first column and the one after the last of every kind of cell."""
        tall = [(piece.left, piece.right) for piece, _, _ in self.tall]
        return [*(edges for group in self.groups for edges in group.edges), *tall]

    @cached_property
    def places(self) -> dict[int, tuple[int, int]]:
        """The group of every row and its position there."""
        groups = enumerate(self.groups)
        return {row: (place, position) for place, group in groups for position, row in enumerate(group.rows)}

    @cached_property
    def _ranges(self) -> list[tuple[int, range]]:
        order = sorted(range(len(self.groups)), key=lambda place: -len(self.groups[place].rows))
        ranges = [(place, range(self.ends[place], self.ends[place + 1])) for place in order]
        return [*ranges, (-1, range(self.ends[-1], len(self.edges)))]

    def _touched(self, column: int) -> list[tuple[int, list[int]]]:
        return [(place, inside) for place, slots in self._ranges if (inside := self._over(column, slots))]

    def _over(self, column: int, slots: range) -> list[int]:
        return [slot for slot in slots if self.edges[slot][0] <= column < self.edges[slot][1]]

    def row_lines(self, widths: Sequence[int]) -> dict[int, float]:
        """Lines per row; what a cell over several rows needs beyond them is added to the last."""
        needed: dict[int, float] = {}
        for group in self.groups:
            rooms = [self.type.room(sum(widths[left:right])) for left, right in group.edges]
            counts = map(partial(self.type.counts, smooth=False, strained=False), group.columns, rooms)
            needed.update(zip(group.rows, map(max, zip(*counts, strict=True)), strict=True))
        for piece, cell, surely in self.tall:
            room = self.type.room(sum(widths[piece.left : piece.right]))
            (count,) = self.type.counts([cell], room, smooth=False, strained=False)
            if count <= surely:
                continue
            missing = count - sum([needed.get(row, 1) for row in range(piece.top, piece.bottom + 1)])
            if missing > 0:
                needed[piece.bottom] = needed.get(piece.bottom, 1) + missing
        return needed

    def least_widths(self, columns: int, total: int) -> list[int]:
        """Twips each column needs so that no figure in it is cut in two, 0 where it holds none; words longer than a
        quarter of the whole width may be cut."""
        needed = [0] * columns
        cells = [
            (edges, cell)
            for group in self.groups
            for edges, column in zip(group.edges, group.columns, strict=True)
            for cell in column
        ]
        for (left, right), cell in (*cells, *(((piece.left, piece.right), cell) for piece, cell, _ in self.tall)):
            width = math.ceil(cell.longest_word * self.type.character * _LOOSE) + self.type.margin
            if right - left == 1 and cell.longest_word and width * _MOST_SHARE <= total:
                needed[left] = max(needed[left], width)
        return needed

    def height(self, row_lines: Mapping[int, float]) -> float:
        """Height of the table in twips."""
        return self.type.height(row_lines.values())


def _alike(cells: Sequence[tuple[Piece, Cell]]) -> list[Rows]:
    """The rows in groups of equal edges, in the order of the form."""
    by_row: dict[int, list[tuple[Piece, Cell]]] = {}
    for piece, cell in cells:
        by_row.setdefault(piece.top, []).append((piece, cell))
    groups: dict[tuple[tuple[int, int], ...], dict[int, list[Cell]]] = {}
    for row, members in by_row.items():
        edges = tuple((piece.left, piece.right) for piece, _ in members)
        groups.setdefault(edges, {})[row] = [cell for _, cell in members]
    return [Rows(tuple(rows), edges, tuple(zip(*rows.values(), strict=True))) for edges, rows in groups.items()]


def _blank_rows(groups: Sequence[Rows]) -> set[int]:
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


def _measured(piece: Piece) -> Cell:
    lengths = tuple(map(length, piece.lines))
    words = [length(word) for line in piece.lines for word in _WORD.findall(line)]
    return Cell(lengths, max(lengths, default=0), max(words, default=0))
