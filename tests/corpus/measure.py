"""Reads the corpus back and compares: `python -m tests.corpus.measure [variants]` prints a table per layout."""

from __future__ import annotations

import random
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.corpus.choosing import messed
from tests.corpus.contents import content_of
from tests.corpus.drawing import AMOUNTS, FIELDS, Truth, draw, truth_of
from tests.corpus.layouts import DEVELOPED, Layout
from tests.corpus.sheet import Table
from tests.corpus.writing import as_grid, write_document, write_workbook
from zpj.app.reading import read_workbook
from zpj.domain.amounts import parse_number
from zpj.domain.model import Entry, SelfEvaluation
from zpj.forms.reader import read_forms

_FUND_NUMBERS = (*AMOUNTS, "weight", "reported_rate", "reported_score")
_ROW_FIELDS = ("target", "actual", "weight", "reported_score", "deviation_reason")


@dataclass
class Measure:
    """Counts of values: right, wrong (another value), missing and invented; forms that differ without a question."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    invented: int = 0
    forms: int = 0
    silent: int = 0
    examples: list[str] = field(default_factory=list)
    blamed: Counter[str] = field(default_factory=Counter)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall over single values."""
        return 2 * self.right / max(1, 2 * self.right + 2 * self.wrong + self.missing + self.invented)

    @property
    def wrong_share(self) -> float:
        """Wrong and invented values among those read."""
        return (self.wrong + self.invented) / max(1, self.right + self.wrong + self.invented)

    def add(self, truth: Truth, read: Truth, asked: bool, label: str, messes: Sequence[str] = ()) -> None:
        """Compare one form."""
        self.forms += 1
        differences = []
        for key in truth.keys() | read.keys():
            if truth.get(key) == read.get(key):
                self.right += 1
                continue
            kind = "invented" if key not in truth else "missing" if key not in read else "wrong"
            setattr(self, kind, getattr(self, kind) + 1)
            differences.append(f"{label} {kind} {key}: {truth.get(key)!r} -> {read.get(key)!r}")
        if differences:
            self.silent += not asked
            self.blamed.update(messes)
            self.examples += sorted(differences)


def plain(key: str, text: str) -> str:
    """A value as compared: numbers by value, texts without blanks and in half-width characters."""
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if re.search(r"budget|executed|weight|score|rate", key):
        number = parse_number(folded.rstrip("%分"))
        return folded if number is None else f"{number.normalize() + 0:f}"
    return folded


def facts(form: SelfEvaluation) -> Truth:
    """What was read, by the keys of the truth."""
    found: dict[str, str | None] = {f"fields.{name}": _text(form.fields.get(name)) for name in FIELDS}
    found["unit"] = form.unit
    for line in form.funds:
        label = line.label.strip("　： ")
        found[f"funds[{label}].role"] = line.role
        for name in _FUND_NUMBERS:
            entry = getattr(line, name)
            exact = name in AMOUNTS and entry is not None and entry.number is not None
            found[f"funds[{label}].{name}"] = f"{entry.number:f}" if exact else _text(entry)
    found |= {"goal.expected": _text(form.goal.expected), "goal.achieved": _text(form.goal.achieved)}
    for row in form.indicators:
        texts = {"level1": row.level1, "level2": row.level2, "name": row.name}
        texts |= {name: _text(getattr(row, name)) or "" for name in _ROW_FIELDS}
        found |= {f"indicators[{row.name}].{name}": text for name, text in texts.items()}
    total = form.total
    found |= {"total.weight": _text(total.weight), "total.score": _text(total.reported)}
    found["total.grade"] = _text(total.reported_grade)
    return compared({key: text for key, text in found.items() if text})


def compared(truth: Truth) -> Truth:
    """All keys and values in their compared form; points in names of levels do not count."""
    bare = {_bare_key(key): text for key, text in truth.items()}
    return {key: re.sub(r"\([\d.]+分\)$", "", plain(key, text)) for key, text in bare.items()}


def _bare_key(key: str) -> str:
    squeezed = re.sub(r"\s", "", unicodedata.normalize("NFKC", key))
    return re.sub(r"\(万?元\)(?=\])", "", squeezed.replace("其中:", "")).replace(":]", "]")


def _text(entry: Entry | None) -> str | None:
    return entry.text.strip() if entry else None


@dataclass(frozen=True)
class Variant:
    """Messy tables for one file (several forms below each other are one table in a workbook) and what they say."""

    label: str
    tables: tuple[Table, ...]
    truths: tuple[Truth, ...]
    messes: tuple[str, ...]
    in_document: bool
    split: bool


def variants(layout: Layout, seeds: Iterable[int]) -> Iterator[Variant]:
    """Messy twins of filled forms, for workbooks (even seeds) and documents (odd ones); the first two are clean."""
    for seed in seeds:
        chance = random.Random(f"mess-{layout.id}-{seed}")
        in_document = seed % 2 == 1
        tables, truths, messes = [], [], []
        several = seed % 8 in (4, 5)
        for number in (seed, seed + 1000) if several else (seed,):
            content = content_of(layout, number)
            table = draw(layout, content)
            messes += messed(table, chance, in_document or several) if seed > 1 else []
            tables.append(table)
            truths.append(compared(truth_of(layout, content) | table.further))
        if several and not in_document:
            messes.append("stacked")
            tables[0].below(tables.pop(), chance.randint(0, 3))
        split = in_document and chance.random() < 0.3
        messes += ["split"] if split else []
        yield Variant(f"{layout.id}_{seed}", tuple(tables), tuple(truths), tuple(messes), in_document, split)


def measure(layout: Layout, seeds: Iterable[int], folder: Path) -> dict[str, Measure]:
    """The measures of a layout by kind of file."""
    found = {"xlsx": Measure(), "docx": Measure()}
    for variant in variants(layout, seeds):
        kind = "docx" if variant.in_document else "xlsx"
        path = folder / f"{variant.label}.{kind}"
        if variant.in_document:
            write_document(variant.tables, path, variant.split)
        else:
            write_workbook(variant.tables, path)
        _add(found[kind], variant, read_workbook(path).evaluations)
    return found


def measure_grids(layout: Layout, seeds: Iterable[int]) -> Measure:
    """The same for sheets that have been read already: quick, for many seeds."""
    found = Measure()
    for variant in variants(layout, seeds):
        if not variant.in_document:
            _add(found, variant, [form for table in variant.tables for form in read_forms(as_grid(table))])
    return found


def _add(one: Measure, variant: Variant, forms: Sequence[SelfEvaluation]) -> None:
    for position, truth in enumerate(variant.truths):
        form = forms[position] if len(forms) == len(variant.truths) else None
        one.add(truth, facts(form) if form else {}, bool(form and form.questions), variant.label, variant.messes)


def main(count: int, layouts: Sequence[Layout], examples: int) -> None:
    """Print a row per layout and kind of file."""
    print(f"{'layout':12}{'file':6}{'forms':>6}{'values':>8}{'F1':>8}{'wrong':>8}{'silent':>8}")
    for layout in layouts:
        with tempfile.TemporaryDirectory() as folder:
            for kind, one in measure(layout, range(count), Path(folder)).items():
                values = one.right + one.wrong + one.missing
                shares = f"{one.f1:8.4f}{one.wrong_share:8.4f}{one.silent:8d}"
                print(f"{layout.id:12}{kind:6}{one.forms:6d}{values:8d}{shares}")
                for line in [*one.examples[:examples], *([str(one.blamed.most_common(6))] if examples else [])]:
                    print("    ", line)


if __name__ == "__main__":
    from tests.corpus.arranged import ARRANGED
    from tests.corpus.fresh import FRESH
    from tests.corpus.holdout import HOLDOUT
    from tests.corpus.shapes import SHAPES
    from tests.corpus.unseen import UNSEEN

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    wanted = sys.argv[2] if len(sys.argv) > 2 else "all"
    sets = {"developed": DEVELOPED, "holdout": HOLDOUT, "fresh": FRESH, "shapes": SHAPES, "arranged": ARRANGED}
    sets["unseen"] = UNSEEN
    everything = [layout for layouts in sets.values() for layout in layouts]
    main(number, sets.get(wanted, everything), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
