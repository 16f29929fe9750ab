"""Counts the pairs of signs in the papers of tests/papers and writes them into zpj/domain/usual_pairs.py.

`python -m tests.papers.count_pairs` after a set of papers was added. Slips of the pen in the lists do not count.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tests.papers.lists import read_slips
from tests.papers.published import SETS, transcription
from zpj.domain import usual_pairs
from zpj.domain.wording import normalise

_RUN = re.compile("[\u4e00-\u9fff]+")
_OFTEN, _SOMETIMES, _WIDTH = 6, 3, 55


def pairs_of(text: str) -> Counter[str]:
    """The pairs of Chinese signs that follow each other."""
    runs = _RUN.findall(normalise(text))
    return Counter(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def counted() -> tuple[Counter[str], set[str]]:
    """In how many papers each pair stands, and the pairs that are slips."""
    papers: Counter[str] = Counter()
    slips: set[str] = set()
    for name, members in SETS.items():
        for paper in members:
            blocks = re.split(r"[\n|]", transcription(paper).read_text(encoding="utf-8"))
            papers.update(pair for pair in set().union(*(pairs_of(block) for block in blocks)))
        for slip in read_slips(name):
            wrong = set(slip.found) - set(slip.expected) if slip.kind == "typo" else set()
            slips |= {pair for anchor in slip.at for pair in pairs_of(anchor.quote + slip.found) if wrong & set(pair)}
    return papers, slips


def groups(pairs: list[str]) -> str:
    """The pairs by their first sign, in lines."""
    by_first: dict[str, str] = {}
    for pair in sorted(pairs):
        by_first[pair[0]] = by_first.get(pair[0], "") + pair[1]
    pieces = [first + signs[at : at + _WIDTH - 1] for first, signs in sorted(by_first.items())
              for at in range(0, len(signs), _WIDTH - 1)]  # fmt: skip
    lines = [""]
    for piece in pieces:
        if 2 * len(lines[-1].replace(" ", "")) + lines[-1].count(" ") + 2 * len(piece) >= 2 * _WIDTH:
            lines.append("")
        lines[-1] += f" {piece}" if lines[-1] else piece
    return "\n".join(lines)


def main() -> None:
    """Write the three lists anew."""
    papers, slips = counted()
    wrong = set(usual_pairs.TAKEN_FOR)
    right = {sign for signs in usual_pairs.TAKEN_FOR.values() for sign in signs}
    often = [pair for pair, times in papers.items() if times >= _OFTEN and right & set(pair)]
    some = [pair for pair, times in papers.items() if _SOMETIMES <= times < _OFTEN and right & set(pair)]
    others = [pair for pair in papers if wrong & set(pair) and pair not in {*often, *some, *slips}]
    path = Path(usual_pairs.__file__)
    text = path.read_text(encoding="utf-8")
    for name, pairs in (("_COMMON", often), ("_FREQUENT", some), ("_OTHERS", others)):
        text = re.sub(rf'^{name} = """\n.*?\n"""', f'{name} = """\n{groups(pairs)}\n"""', text, flags=re.S | re.M)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
