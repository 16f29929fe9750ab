"""How much of what is wrong in the papers the checks find, and what they call an error that is none.

`python -m tests.papers.recall [SET or NAME …]` prints the figures and what was missed.

A finding meets a slip where it stands at one of the slip's places and speaks of the same thing: it names the slip's
figures or words, or its rule is the slip's in the field's list of review rules.
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.papers.lists import Anchor, Slip, read_slips, read_traps, squeezed
from tests.papers.published import SETS, build_paper, set_of
from zpj.app.checking import check_files
from zpj.app.reading import read_workbook
from zpj.checks.rule import RULES
from zpj.domain.findings import Finding, Severity
from zpj.domain.model import Workbook

_CELL = re.compile(r"^(?P<table>表\d+)!(?P<column>[A-Z]+)(?P<row>\d+)$")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_MARKS_AROUND = re.compile(r"^\W+|\W+$")
_SAYS_EMPTY = re.compile("是?空|没有填|没有写|缺|补[写填附]")
_SAYS_AGAIN = re.compile("重复|相同|多写")
_LEAST_WORD, _LONG_QUOTE = 2, 4
_WHOLE_COLUMN = ("ZPJ101", "ZPJ102", "ZPJ105", "ZPJ414")  # one finding for all cells of a column


@dataclass(frozen=True)
class Result:
    """What was found in one paper."""

    name: str
    found: tuple[Slip, ...]
    missed: tuple[Slip, ...]
    false_errors: tuple[Finding, ...]
    trapped: tuple[Finding, ...]


@cache
def checked(name: str) -> tuple[Workbook, tuple[Finding, ...]]:
    """The paper as a Word document, read and checked."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.docx"
        build_paper(name, path)
        return read_workbook(path), check_files([path]).findings


@cache
def result(name: str) -> Result:
    """Compare the findings of a paper with the lists."""
    slips = [slip for slip in read_slips(set_of(name)) if slip.document == name]
    traps = [trap for trap in read_traps(set_of(name)) if trap.document == name]
    book, findings = checked(name)
    places = Places(book)
    found = [slip for slip in slips if any(places.meets(finding, slip) for finding in findings)]
    false: list[Finding] = []
    trapped: list[Finding] = []
    for finding in findings:
        if finding.severity is not Severity.ERROR:
            continue
        if any(places.stands_at(finding, slip.at) for slip in slips):
            continue
        (trapped if any(places.stands_at(finding, trap.at) for trap in traps) else false).append(finding)
    return Result(name, tuple(found), tuple(slip for slip in slips if slip not in found), tuple(false), tuple(trapped))


class Places:
    """Where findings stand in a paper."""

    def __init__(self, book: Workbook) -> None:
        self._texts: dict[str, list[str]] = {}
        for paragraph in book.paper.paragraphs if book.paper else ():
            self._texts.setdefault(paragraph.location, []).append(squeezed(paragraph.text))
        self._rows: dict[tuple[str, str], list[str]] = {}
        for table in book.paper.tables if book.paper else ():
            for number, row in enumerate(table.rows, 1):
                self._rows[(table.name, str(number))] = [squeezed(text) for text in row]

    def meets(self, finding: Finding, slip: Slip) -> bool:
        return self.stands_at(finding, slip.at) and same_topic(finding, slip)

    def stands_at(self, finding: Finding, anchors: tuple[Anchor, ...]) -> bool:
        return any(self._at(finding, anchor) for anchor in anchors)

    def _at(self, finding: Finding, anchor: Anchor) -> bool:
        own = _CELL.match(finding.location)
        if anchor.cell:
            wanted = _CELL.match(anchor.cell)
            if not own or not wanted or own["table"] != wanted["table"]:
                return False
            return own["row"] == wanted["row"] or (finding.rule in _WHOLE_COLUMN and own["column"] == wanted["column"])
        if own:
            return self._in_row(anchor.quote, self._rows.get((own["table"], own["row"]), []))
        quote, said = squeezed(anchor.quote), squeezed(finding.quote or "")
        texts = self._texts.get(finding.location, [])
        return any(quote in text for text in texts) or bool(said and (quote in said or said in quote))

    def _in_row(self, quote: str, cells: list[str]) -> bool:
        """Whether a quote whose cell the list does not give stands in a row: a short one as a whole cell."""
        wanted = squeezed(quote)
        return any(wanted == text or (len(wanted) >= _LONG_QUOTE and wanted in text) for text in cells)


def same_topic(finding: Finding, slip: Slip) -> bool:
    """Whether a finding speaks of what a slip is about: its rule, its figures, or its words."""
    rule = RULES[finding.rule]
    if slip.rule and slip.rule in rule.reference.split():
        return True
    told = squeezed(
        " ".join(filter(None, (finding.message, finding.found, finding.expected, finding.quote, finding.basis)))
    )
    if not slip.found and _SAYS_EMPTY.search(told):
        return True
    if slip.kind == "repeated" and _SAYS_AGAIN.search(told):
        return True
    if slip.kind == "typo" and any(pair in told for pair in _pairs(slip.found) - _pairs(slip.expected)):
        return True
    wanted = [word for text in (slip.found, slip.expected) if text for word in _words(text)]
    figures = {_bare(figure) for figure in _FIGURE.findall(told)}
    return any(word in told or _bare(word) in figures for word in wanted) if wanted or slip.rule else True


def _pairs(text: str) -> set[str]:
    """The pairs of signs of a text: those of a misprint that the right word has not show where it is."""
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _bare(figure: str) -> str:
    """A figure without the noughts that do not count: 228.60 is 228.6."""
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def _words(text: str) -> list[str]:
    figures = _FIGURE.findall(text)
    bare = _MARKS_AROUND.sub("", squeezed(text))
    return figures or ([bare] if len(bare) >= _LEAST_WORD else [])


def report(names: list[str]) -> None:
    """Print the figures, then what was missed and what was wrongly called an error."""
    for name in names:
        got = result(name)
        for provable, title in ((True, "可证明"), (False, "疑点")):
            one = sum(slip.provable is provable for slip in got.found)
            all_ = one + sum(slip.provable is provable for slip in got.missed)
            print(f"{name}　{title} {one}/{all_}")
        print(f"{name}　误报 {len(got.false_errors)}　落入陷阱 {len(got.trapped)}")
    for name in names:
        for slip in result(name).missed:
            if slip.provable:
                print(f"  漏 {slip.id} {slip.rule} {slip.kind} {slip.what}")
        for finding in (*result(name).false_errors, *result(name).trapped):
            print(f"  误 {name} {finding.rule} {finding.location} {finding.message} ｜ {finding.quote}")


if __name__ == "__main__":
    report([paper for wanted in sys.argv[1:] or SETS for paper in SETS.get(wanted, (wanted,))])
