"""The same lists against the sample workbooks, which carry the forms and the texts of the published papers.

A form of the paper and the form of the workbook are paired by their order among the forms of one project; the rows of
a paired form by their order. A slip of which the workbook does not carry every place is left out.

`python -m tests.papers.workbook_recall` prints the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.papers.lists import Anchor, Slip, read_slips, squeezed
from tests.papers.published import PUBLISHED
from tests.papers.recall import checked, same_topic
from zpj.app.checking import check_files
from zpj.app.reading import read_workbook
from zpj.domain.findings import Finding
from zpj.domain.model import SelfEvaluation, Workbook
from zpj.grid.files import read_grids

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
_SHORTEST_QUOTE = 6
_OF_THE_PAGE = ("numbering", "attachment")  # headings and annexes belong to the printed report, not to the workbook


@cache
def found_and_missed(name: str) -> tuple[tuple[Slip, ...], tuple[Slip, ...]]:
    """The slips of a paper that its workbook carries, split by whether a check of the workbook finds them."""
    path = SAMPLES / f"{name}.xlsx"
    places, findings = _Places(checked(name)[0], path), check_files([path]).findings
    slips = [slip for slip in read_slips("published") if slip.document == name and slip.kind not in _OF_THE_PAGE]
    carried = [(slip, [places.rows(anchor) for anchor in slip.at]) for slip in slips]
    held = [(slip, set().union(*rows)) for slip, rows in carried if all(rows)]
    found = tuple(slip for slip, rows in held if any(_meets(finding, slip, rows) for finding in findings))
    return found, tuple(slip for slip, _ in held if slip not in found)


def _meets(finding: Finding, slip: Slip, rows: set[tuple[str, str]]) -> bool:
    return _row(finding.location) in rows and same_topic(finding, slip)


class _Places:
    """Where the places of a paper are in its workbook, as (sheet, row)."""

    def __init__(self, paper: Workbook, path: Path) -> None:
        self._rows = dict(_paired(paper, read_workbook(path)))
        self._texts: dict[tuple[str, str], str] = {}
        for grid in read_grids(path):
            for cell in grid.cells.values():
                key = (grid.name, str(cell.row))
                self._texts[key] = self._texts.get(key, "") + squeezed(cell.text)

    def rows(self, anchor: Anchor) -> set[tuple[str, str]]:
        return set(self._rows_of(anchor))

    def _rows_of(self, anchor: Anchor) -> Iterator[tuple[str, str]]:
        if anchor.cell and _row(anchor.cell) in self._rows:
            yield self._rows[_row(anchor.cell)]
            return
        quote = squeezed(anchor.quote)
        if len(quote) >= _SHORTEST_QUOTE:
            yield from (row for row, text in self._texts.items() if quote in text)


def _paired(paper: Workbook, book: Workbook) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    waiting = list(book.evaluations)
    for form in paper.evaluations:
        name = form.text("project_name")
        twin = next((other for other in waiting if squeezed(other.text("project_name")) == squeezed(name)), None)
        if twin:
            waiting.remove(twin)
            for one, other in zip(_places_of(form), _places_of(twin), strict=False):
                if one and other:
                    yield _row(one), _row(other)


def _places_of(form: SelfEvaluation) -> list[str]:
    """A place in each row, in one order for both forms; "" where the form has none."""
    total = form.total.reported or form.total.weight
    heads = [form.fields[name].location if name in form.fields else "" for name in sorted(_HEAD)]
    goal = form.goal.expected.location if form.goal.expected else ""
    rows = [item.location for item in form.indicators]
    return [*heads, goal, total.location if total else "", *(line.location for line in form.funds[:1]), *rows]


_HEAD = ("project_name", "supervising_department", "implementing_unit", "responsible_person", "year")


def _row(location: str) -> tuple[str, str]:
    sheet, _, cell = location.rpartition("!")
    return sheet, cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


if __name__ == "__main__":
    for paper_name in PUBLISHED:
        got, missed = found_and_missed(paper_name)
        for provable in (True, False):
            hits, misses = (sum(slip.provable is provable for slip in slips) for slips in (got, missed))
            print(f"{paper_name}　{'可证明' if provable else '疑点'} {hits}/{hits + misses}")
        for slip in missed:
            if slip.provable:
                print(f"  漏 {slip.id} {slip.rule} {slip.kind} {slip.what}")
