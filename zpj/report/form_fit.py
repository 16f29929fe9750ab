"""Type size and column widths with which an attached form takes no more pages than it should.

The widths of the sheet are kept where they do; else columns give room to those that need it, first in the normal
type, then in small type.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

from zpj.domain.records import record
from zpj.report.form_measure import Form, Piece
from zpj.report.form_strain import Measure, Standing
from zpj.report.layout import Layout

_USED_OF_A_PAGE = 0.93
_USED_OF_FEWER = 0.8  # of pages a form need not be pressed onto: a row left over would be worse than a page half full
_MOST_MOVES = 40
_STEPS = (4, 2, 1)  # percent of the whole width
_HOPELESS = 1.15  # what is left above the room after the wide steps is more than the small ones save
_NARROWEST = 0.55
_HUNGRY = 3
_NEARLY = 1.3
"""A form this much higher than some pages may be pressed onto them."""


@record
class Fit:
    """The chosen widths (twips), whether small type is used, and the lines each row takes."""

    widths: list[int]
    small: bool
    row_lines: dict[int, float]


def fit(pieces: Sequence[Piece], widths: list[int], outside: int, layout: Layout) -> Fit:
    """Choose type and widths for the cells of a form; `outside` is the height of its titles and notes in twips.

    A form that nearly fits on fewer pages than it may take is put on these.
    """
    total = sum(widths)
    page = layout.page if total <= layout.page.text_width else layout.page.landscape()
    most = layout.table.most_pages
    forms = [_Set(Form(pieces, layout, small=small), widths, total) for small in (False, True)]
    for pages in range(1, most + 1):
        used = _USED_OF_FEWER if pages < most else _USED_OF_A_PAGE
        room = page.text_height * pages * used - outside
        for small, form in enumerate(forms):
            if pages < most and form.height > room * _NEARLY:
                continue
            found = form.fitted(room, is_small=bool(small))
            if form.form.height(found.row_lines) <= room or (small and pages == most):
                return found
    return found


class _Set:
    """A form in one type, in widths that cut no figure in two."""

    def __init__(self, form: Form, widths: list[int], total: int) -> None:
        needed = form.least_widths(len(widths), total)
        self.form = form
        self._least = [max(round(width * _NARROWEST), need) for width, need in zip(widths, needed, strict=True)]
        self._widths = _widened(widths, needed)
        self.height = form.height(form.row_lines(self._widths))

    def fitted(self, room: float, *, is_small: bool) -> Fit:
        """The form in these widths where it fits, else in others."""
        chosen = self._widths
        if self.height > room:
            chosen = _Search(self.form, self._least, room).fitted(chosen, is_last=is_small)
        return Fit(chosen, is_small, self.form.row_lines(chosen))


def _widened(widths: list[int], needed: Sequence[int]) -> list[int]:
    """The widths with every column as wide as its figures need; the others give in the proportion of what they can
    spare. Left alone where they cannot spare so much."""
    lacking = sum(max(need - width, 0) for width, need in zip(widths, needed, strict=True))
    spare = [max(width - max(need, round(width * _NARROWEST)), 0) for width, need in zip(widths, needed, strict=True)]
    if not 0 < lacking <= sum(spare):
        return widths
    shares = [lacking * given // sum(spare) for given in accumulate(spare, initial=0)]
    given = [after - before for before, after in pairwise(shares)]
    return [max(width, need) - less for width, need, less in zip(widths, needed, given, strict=True)]


@record
class _Tried:
    """Widths and how the form stands in them."""

    widths: list[int]
    smooth: Standing
    rough: Standing


class _Search:
    """Looks for widths, each column at its least or wider, in which a form takes no more than `room` twips."""

    def __init__(self, form: Form, least: Sequence[int], room: float) -> None:
        self._least = least
        self._room = room
        self._smooth, self._rough = Measure(form, smooth=True), Measure(form, smooth=False)

    def fitted(self, widths: list[int], *, is_last: bool) -> list[int]:
        """Widths in which the form fits, or nearly, sought from those of the sheet on."""
        first = _Tried(widths, self._smooth.standing(widths), self._rough.standing(widths))
        roughly = self._evened(first, smooth=True, give_up=not is_last)
        if roughly.rough.strain > self._room * (math.inf if is_last else _HOPELESS):
            return roughly.widths
        return self._evened(roughly, smooth=False, give_up=False).widths

    def _evened(self, best: _Tried, *, smooth: bool, give_up: bool) -> _Tried:
        """Move width between two columns, first much, then little, as long as that shortens the form and it does not
        fit. With `give_up` only the first, wide steps are made where they leave much too much."""
        for percent in _STEPS:
            step = sum(best.widths) * percent // 100
            for _ in range(_MOST_MOVES):
                if best.rough.strain <= self._room:
                    return best
                moved = self._best_move(best, step, smooth=smooth)
                if moved is None:
                    break
                best = moved
            if give_up and best.rough.strain > self._room * _HOPELESS:
                break
        return best

    def _best_move(self, now: _Tried, step: int, *, smooth: bool) -> _Tried | None:
        """The step between two columns that leaves the least strain; None where none lessens it."""
        measure, least = (self._smooth, now.smooth.strain) if smooth else (self._rough, now.rough.strain)
        found = None
        for taker, widened in self._hungriest(now, step):
            wider = widened if smooth else measure.changed(now.rough, taker, step)
            for giver, width in enumerate(now.widths):
                if giver == taker or width - step < self._least[giver]:
                    continue
                moved = measure.bettered(wider, giver, -step, least)
                if moved and moved.strain < least:
                    least, found = moved.strain, (taker, giver, moved)
        return found and self._moved(now, step, *found, smooth=smooth)

    def _hungriest(self, now: _Tried, step: int) -> list[tuple[int, Standing]]:
        """The columns whose widening would shorten the form most, and how it stands then."""
        wider = [(taker, self._smooth.changed(now.smooth, taker, step)) for taker in range(len(now.widths))]
        return sorted(wider, key=lambda item: item[1].strain)[:_HUNGRY]

    def _moved(self, now: _Tried, step: int, taker: int, giver: int, moved: Standing, *, smooth: bool) -> _Tried:
        other, old = (self._rough, now.rough) if smooth else (self._smooth, now.smooth)
        changed = other.changed(other.changed(old, taker, step), giver, -step)
        widths = now.widths.copy()
        widths[taker] += step
        widths[giver] -= step
        return _Tried(widths, moved, changed) if smooth else _Tried(widths, changed, moved)
