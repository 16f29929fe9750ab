"""Forms drawn by people who did not know the program: `python -m tests.corpus.others [SET] [-v]` prints the figures.

Each form is a workbook and a document of one content, with what they say in `NAME.expected.json`. The reader was
measured on each set before it was mended by it. The layouts are rebuilt from published forms, the contents are
invented; persons are 某 and telephones zeros.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.corpus.comparison import KINDS, PARTS, Json, Tally, compared
from zpj.app.as_json import workbooks_json
from zpj.app.reading import read_workbook, require_forms, scores

FOLDER = Path(__file__).with_name("others")
SETS = ("first", "second", "third")
FILES = (".docx", ".xlsx")


def projects(path: Path) -> list[Json]:
    """What `zpj show --json` prints of a file, project by project."""
    book = require_forms(read_workbook(path))
    document = workbooks_json([(book, [scores(evaluation) for evaluation in book.evaluations])])
    return document["files"][0]["projects"]


@cache
def measure(name: str) -> dict[Path, Tally]:
    """The counts of every file of a set."""
    files = sorted(path for path in (FOLDER / name).iterdir() if path.suffix in FILES)
    return {path: compared(expected(path), projects(path)) for path in files}


def expected(path: Path) -> list[Json]:
    """What a form says, project by project."""
    return json.loads(path.with_name(f"{path.stem}.expected.json").read_text("utf-8"))["projects"]


def together(tallies: Iterable[Tally]) -> Tally:
    """The counts of several files."""
    whole = Tally()
    for tally in tallies:
        whole.update(tally)
    return whole


def _print(label: str, tally: Tally) -> None:
    counts = "".join(f"{tally.of(kind):9}" for kind in KINDS)
    print(f"{label:34}{counts}{tally.precision:9.3f}{tally.recall:8.3f}{tally.f1:8.3f}{tally.wrong_share:8.1%}")


def main(name: str, with_differences: bool) -> None:
    """Print a row per layout and kind of file, per kind, per part of the form, and for the whole set."""
    rows: dict[str, list[Tally]] = {}
    for path, tally in measure(name).items():
        rows.setdefault(f"{path.stem.rsplit('_', 1)[0]} {path.suffix}", []).append(tally)
        for line in tally.differences if with_differences else ():
            print(f"{path.name}: {line}")
    print(f"{name:34}{''.join(f'{kind:>9}' for kind in KINDS)}{'prec':>9}{'recall':>8}{'F1':>8}{'wrong%':>8}")
    for label, tallies in sorted(rows.items()):
        _print(label, together(tallies))
    for kind in FILES:
        _print(f"all {kind}", together(tally for path, tally in measure(name).items() if path.suffix == kind))
    whole = together(measure(name).values())
    for part in PARTS:
        _print(f"part {part}", whole.part(part))
    _print("all", whole)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("set", nargs="?", choices=SETS, help="all sets by default")
    parser.add_argument("-v", dest="differences", action="store_true", help="every value that differs")
    given = parser.parse_args()
    for wanted in [given.set] if given.set else SETS:
        main(wanted, given.differences)
