"""A batch does a project once: a Word report or an import that repeats the form of a workbook is passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zpj.app.batch_file import Outcome
from zpj.app.inputs import Figures, repeats
from zpj.forms.result_row import ResultRow
from zpj.grid.atomic import remove


class Twins:
    """The projects done so far, by which another file's are known again. `ranks`: what kind each file is."""

    def __init__(self, ranks: Mapping[str, int]) -> None:
        self._ranks = ranks
        self._rows: list[ResultRow] = []
        self._figures: list[Figures] = []

    def add(self, rows: Sequence[ResultRow]) -> None:
        """Projects that were done."""
        self._rows += [row for row in rows if row.project]
        self._figures += [self._figures_of(row) for row in rows if row.project]

    def twin(self, row: ResultRow) -> ResultRow | None:
        """The row that has the same project with the same figures."""
        place = repeats(self._figures_of(row), self._figures) if row.project else None
        return None if place is None else self._rows[place]

    def without(self, outcome: Outcome) -> Outcome:
        """The outcome without rows that stand elsewhere, and without the drafts that belong to them alone."""
        twins = [self.twin(row) for row in outcome.rows]
        kept = [place for place, twin in enumerate(twins) if twin is None]
        if len(kept) == len(twins):
            return outcome
        own = outcome.drafts_of_rows or ((),) * len(twins)
        used = sorted({draft for place in kept for draft in own[place]})
        for place, draft in enumerate(outcome.drafts):
            if place not in used:
                remove(draft.path)
        told = [f"“{twin.project}”在 {twin.file} 里已有，数也相同" for twin in twins if twin]
        return replace(
            outcome,
            rows=tuple(outcome.rows[place] for place in kept),
            drafts=tuple(outcome.drafts[place] for place in used),
            drafts_of_rows=tuple(tuple(used.index(draft) for draft in own[place]) for place in kept),
            left_out="；".join(dict.fromkeys(told)),
        )

    def _figures_of(self, row: ResultRow) -> Figures:
        amounts = (row.budget, row.executed, row.score)
        return Figures(self._ranks.get(row.file, 0), row.project, row.implementing_unit, row.year, amounts)
