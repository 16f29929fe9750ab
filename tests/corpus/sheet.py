"""A table in the making: pieces with their spans, moved and stretched before it is written to a file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

Filling = str | Decimal


@dataclass(frozen=True)
class Piece:
    """One cell or merged area. `kind` tells labels, headings, names, texts, amounts and points apart for the mess."""

    row: int
    column: int
    content: Filling
    kind: str = "label"
    rows: int = 1
    columns: int = 1
    format: str = "General"


@dataclass
class Table:
    """Pieces on a grid that starts at row 1 and column 1. `further`: truth that a mess adds."""

    pieces: list[Piece] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    heading_row: int = 0
    hidden: list[int] = field(default_factory=list)
    merged: bool = True
    further: dict[str, str] = field(default_factory=dict)

    def put(
        self, row: int, column: int, content: Filling, kind: str = "label", rows: int = 1, columns: int = 1
    ) -> None:
        """Add a piece."""
        self.pieces.append(Piece(row, column, content, kind, rows, columns))

    @property
    def rows(self) -> int:
        """The last row."""
        return max(piece.row + piece.rows - 1 for piece in self.pieces)

    @property
    def columns(self) -> int:
        """The last column."""
        return max(piece.column + piece.columns - 1 for piece in self.pieces)

    def heads(self, piece: Piece) -> bool:
        """Whether a piece stands in the heading row of the indicators, or reaches down to it."""
        return piece.row <= self.heading_row < piece.row + piece.rows

    def insert_row(self, before: int, count: int = 1) -> None:
        """Push rows down; areas that span the place grow."""
        self.pieces = [_pushed(piece, "row", before, count) for piece in self.pieces]
        if self.heading_row >= before:
            self.heading_row += count
        self.breaks = [place + count if place >= before else place for place in self.breaks]

    def insert_column(self, before: int) -> None:
        """Push columns right; areas that span the place grow."""
        self.pieces = [_pushed(piece, "column", before, 1) for piece in self.pieces]
        self.hidden = [column + 1 if column >= before else column for column in self.hidden]

    def change(self, kinds: tuple[str, ...], how: object) -> None:
        """Rewrite the contents of the pieces of some kinds."""
        assert callable(how)
        self.pieces = [
            replace(piece, content=how(piece.content)) if piece.kind in kinds else piece for piece in self.pieces
        ]

    def below(self, other: Table, gap: int) -> None:
        """Put another table under this one."""
        start = self.rows + gap
        self.pieces += [replace(piece, row=piece.row + start) for piece in other.pieces]
        self.hidden += other.hidden


def _pushed(piece: Piece, way: str, before: int, count: int) -> Piece:
    start, span = getattr(piece, way), getattr(piece, f"{way}s")
    if start >= before:
        return replace(piece, **{way: start + count})
    return replace(piece, **{f"{way}s": span + count}) if start + span > before else piece
