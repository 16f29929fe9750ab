"""Counts the rows of three signs in the papers of tests/papers for zpj/domain/triples.txt.

`python -m tests.papers.count_triples`; tests/papers/count_pairs.py writes it, too. What is listed as a slip of the pen
does not count, nor does a row of one paper alone.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tests.papers.lists import Slip, read_slips
from tests.papers.published import CLEAN, SETS, transcription
from zpj.checks.words.odd_rows import edged
from zpj.domain import triples
from zpj.domain.wording import normalise

_MARKS = re.compile(r"^[#!<^%\s]+")
_SELDOM, _SOME, _MANY = 2, 4, 9


def counted() -> Counter[str]:
    """In how many papers each row of three signs stands."""
    slips = [slip for name in SETS for slip in read_slips(name) if slip.kind == "typo"]
    papers: Counter[str] = Counter()
    for paper in (*(member for members in SETS.values() for member in members), *CLEAN):
        own: set[str] = set()
        texts = (text for slip in slips if slip.document == paper for text in _written(slip))
        wrong = [normalise(text) for text in texts if text]
        for block in re.split(r"[\n|]", transcription(paper).read_text(encoding="utf-8")):
            text = normalise(_MARKS.sub("", block))
            if not any(slip in text for slip in wrong):
                own.update(signs[at : at + 3] for _, signs in edged(text) for at in range(len(signs) - 2))
        papers.update(own)
    return papers


def _written(slip: Slip) -> tuple[str, ...]:
    """What a slip has written."""
    return (slip.found, *(anchor.quote for anchor in slip.at))


def lines(papers: Counter[str]) -> str:
    """The rows as zpj/domain/triples.py reads them."""
    thirds: dict[str, list[str]] = {}
    for row, times in sorted(papers.items()):
        if times >= _SELDOM:
            lighter = (times < _MANY) + (times < _SOME)
            thirds.setdefault(row[:2], ["", "", ""])[lighter] += row[2]
    by_first: dict[str, list[str]] = {}
    for pair, rest in sorted(thirds.items()):
        by_first.setdefault(pair[0], []).append(f"{pair[1]}{' '.join(rest).rstrip()}")
    return "\n".join(first + ",".join(groups) for first, groups in by_first.items())


def write() -> None:
    """Write the list anew."""
    Path(triples.__file__).with_suffix(".txt").write_text(lines(counted()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
