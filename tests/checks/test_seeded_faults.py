"""Faults put into published forms on purpose give an error."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from zpj.app.reading import understand
from zpj.checks.run import check_workbook
from zpj.domain.findings import Finding, Severity
from zpj.domain.model import Entry, SelfEvaluation
from zpj.grid.files import read_grids
from zpj.grid.grid import Grid

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
FAULTS = 240
LEAST_FOUND = 0.98


def computed_cells(form: SelfEvaluation) -> Iterator[tuple[str, Entry]]:
    """The cells whose value other cells prove."""
    line, total = form.total_funds, form.total
    named = {
        "rate": line and line.reported_rate,
        "execution score": line and line.reported_score,
        "balance": line and line.balance,
        "total": total.reported,
        "total weight": total.weight,
        "grade": total.reported_grade,
    }
    yield from ((name, entry) for name, entry in named.items() if entry)
    for row in form.indicators:
        yield from (("weight", row.weight),) if row.weight else ()
        yield from (("score", row.reported_score),) if row.reported_score and row.reported_score.number else ()


def spoilt(kind: str, entry: Entry, chance: random.Random) -> tuple[str, Decimal | None]:
    """A wrong content: another grade, or a number with one digit changed."""
    if kind == "grade":
        return chance.choice([word for word in "优良中差" if word != entry.text.strip()]), None
    shown = entry.displayed_number or Decimal(0)
    suffix = entry.text.strip()[-1:] if entry.text.strip()[-1:] in "%分" else ""
    digits = str(shown)
    place = chance.choice([at for at, digit in enumerate(digits) if digit.isdigit()])
    wrong = digits
    while Decimal(wrong) == shown:
        wrong = digits[:place] + str(chance.randrange(10)) + digits[place + 1 :]
    number = None if suffix == "分" else Decimal(wrong) / (100 if suffix == "%" else 1)
    return wrong + suffix, number


def with_cell(grids: tuple[Grid, ...], location: str, text: str, number: Decimal | None) -> tuple[Grid, ...]:
    changed = []
    for grid in grids:
        cells = {
            place: replace(cell, text=text, number=number) if grid.location(*place) == location else cell
            for place, cell in grid.cells.items()
        }
        changed.append(replace(grid, cells=cells) if grid.name == location.rpartition("!")[0] else grid)
    return tuple(changed)


def errors(path: Path, grids: tuple[Grid, ...]) -> list[Finding]:
    listed = check_workbook(understand(path, grids))
    return [finding for finding in listed if finding.severity is Severity.ERROR]


def test_nearly_every_fault_put_into_a_published_form_is_an_error_there() -> None:
    chance = random.Random(20240401)
    missed = []
    sources = [SAMPLES / f"{name}.xlsx" for name in ("xinzhou_2022", "fengtai_2023", "zizhou_2023")]
    forms = {path: read_grids(path) for path in sources}
    books = {path: understand(path, grids) for path, grids in forms.items()}
    known = {path: {(item.rule, item.location) for item in errors(path, grids)} for path, grids in forms.items()}
    for _ in range(FAULTS):
        path = chance.choice(sources)
        form = chance.choice(books[path].evaluations)
        kind, entry = chance.choice(list(computed_cells(form)))
        text, number = spoilt(kind, entry, chance)
        own = tuple(grid for grid in forms[path] if grid.name in (form.location, "设置"))
        found = errors(path, with_cell(own, entry.location, text, number))
        new = [item for item in found if (item.rule, item.location) not in known[path]]
        if not new:
            missed.append((kind, entry.location, entry.text, text))
    assert len(missed) <= FAULTS * (1 - LEAST_FOUND), missed
