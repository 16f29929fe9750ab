"""How much a form strains given column widths, as the search for its widths asks over and over again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import getitem

from zpj.domain.records import record
from zpj.report.form_measure import Cell, Form, Piece, Type

_SOFT = 8
_ROUNDING = 1e-6  # twips; sums of heights differ by far less


class _Counts(dict[int, tuple[float, ...]]):
    """What some cells come to, by their common width: found out once, and equal counts are the same object."""

    def __init__(self, cells: Sequence[Cell], type_: Type, *, smooth: bool, power: int) -> None:
        self._cells = cells
        self._type = type_
        self._smooth = smooth
        self._power = power
        self._enough = max(cell.longest_line for cell in cells)
        self._least = tuple([len(cell.lengths) ** power for cell in cells])
        self._known = {self._least: self._least}

    def __missing__(self, span: int) -> tuple[float, ...]:
        room = self._type.room(span)
        if room >= self._enough:
            return self.setdefault(span, self._least)
        counts = self._type.counts(self._cells, room, smooth=self._smooth, strained=True)
        powers = tuple([count**self._power for count in counts])
        return self.setdefault(span, self._known.setdefault(powers, powers))


@record
class _Lines:
    """The lines of the rows of a group, and the height they come to together."""

    lines: list[float]
    height: float


class _Group:
    """A group of rows. In a smooth measure the lines of a row are the sum of all its cells, the longest by far the
    heaviest. Widths in which every cell takes the same lines are one and the same case, measured once."""

    def __init__(self, slots: slice, type_: Type, *, smooth: bool) -> None:
        self._slots = slots
        self._type = type_
        self._smooth = smooth
        self._known: dict[tuple[int, ...], _Lines] = {}

    def lines(self, counts: Sequence[tuple[float, ...]]) -> _Lines:
        """What the counts of all cells of the form come to in this group."""
        own = counts[self._slots]
        case = tuple(map(id, own))
        found = self._known.get(case)
        if found is None:
            found = self._known[case] = self._measured(zip(*own, strict=True))
        return found

    def _measured(self, rows: Iterable[tuple[float, ...]]) -> _Lines:
        lines = [sum(row) ** (1 / _SOFT) for row in rows] if self._smooth else list(map(max, rows))
        return _Lines(lines, self._type.height(lines))


@record
class Standing:
    """The form in some widths: the width of every kind of cell, what it comes to, the lines of every group, the cells
    over several rows that take more lines than these surely have, and the height of it all.

    A word cut in two counts dearly: the less the `strain`, the better the widths fit.
    """

    spans: list[int]
    counts: list[tuple[float, ...]]
    groups: list[_Lines]
    too_tall: list[tuple[Piece, float]]
    strain: float


class Measure:
    """How much a form strains its widths. `smooth` counts a line begun by its part and lets every cell weigh on its
    row, so that a step towards fewer lines shows before the line is gone. What a width comes to is computed once."""

    def __init__(self, form: Form, *, smooth: bool) -> None:
        self._form = form
        power = _SOFT if smooth else 1
        self._counts = [
            _Counts(cells, form.type, smooth=smooth, power=power) for group in form.groups for cells in group.columns
        ]
        self._counts += [_Counts([cell], form.type, smooth=smooth, power=1) for _, cell, _ in form.tall]
        self._groups = [_Group(slice(*slots), form.type, smooth=smooth) for slots in pairwise(form.ends)]

    def standing(self, widths: Sequence[int]) -> Standing:
        """The form in these widths."""
        edges = [0, *accumulate(widths)]
        spans = [edges[right] - edges[left] for left, right in self._form.edges]
        counts = list(map(getitem, self._counts, spans))
        return self._standing(spans, counts, [group.lines(counts) for group in self._groups], self._too_tall(counts))

    def changed(self, old: Standing, column: int, change: int) -> Standing:
        """The form with one column wider or narrower."""
        standing = self.bettered(old, column, change, math.inf)
        assert standing is not None
        return standing

    def bettered(self, old: Standing, column: int, change: int, below: float) -> Standing | None:
        """The same; None where a narrower column surely leaves no strain `below`."""
        spans, counts, groups, too_tall = old.spans.copy(), old.counts.copy(), old.groups.copy(), old.too_tall
        excess = sum([group.height for group in groups]) - below - _ROUNDING
        strains_alike = True
        for place, slots in self._form.touched(column):
            is_same = True
            for slot in slots:
                spans[slot] = span = spans[slot] + change
                count = self._counts[slot][span]
                if count is not counts[slot]:
                    counts[slot], is_same = count, False
            if is_same:
                continue
            strains_alike = False
            if place < 0:
                too_tall = self._too_tall(counts)
                continue
            before = groups[place].height
            groups[place] = self._groups[place].lines(counts)
            excess += groups[place].height - before
            if excess > 0:
                return None
        if strains_alike:
            return Standing(spans, counts, groups, too_tall, old.strain)
        return self._standing(spans, counts, groups, too_tall)

    def _too_tall(self, counts: Sequence[tuple[float, ...]]) -> list[tuple[Piece, float]]:
        pairs = zip(self._form.tall, counts[self._form.ends[-1] :], strict=True)
        return [(piece, count) for (piece, _, surely), (count,) in pairs if count > surely]

    def _standing(
        self,
        spans: list[int],
        counts: list[tuple[float, ...]],
        groups: list[_Lines],
        too_tall: list[tuple[Piece, float]],
    ) -> Standing:
        height = sum([group.height for group in groups])
        grown: dict[int, float] = {}
        for piece, count in too_tall:
            height += self._growth(piece, count, groups, grown)
        return Standing(spans, counts, groups, too_tall, height)

    def _growth(self, piece: Piece, count: float, groups: Sequence[_Lines], grown: dict[int, float]) -> float:
        """What a cell over several rows adds to the height; `grown` holds the rows that others have made higher."""
        missing = count - sum([self._row(row, groups, grown) for row in range(piece.top, piece.bottom + 1)])
        if missing <= 0:
            return 0
        before = self._row(piece.bottom, groups, grown)
        counted = piece.bottom in self._form.places or piece.bottom in grown
        grown[piece.bottom] = before + missing
        old = self._form.type.height([before]) if counted else 0
        return self._form.type.height([before + missing]) - old

    def _row(self, row: int, groups: Sequence[_Lines], grown: Mapping[int, float]) -> float:
        """The lines of one row; of a row that only taller cells reach into, one."""
        if row in grown or row not in self._form.places:
            return grown.get(row, 1)
        group, position = self._form.places[row]
        return groups[group].lines[position]
