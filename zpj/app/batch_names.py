"""The names of the reports in a folder: by title, the same in every run, never one that is taken."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import count

from zpj.app.outputs import safe_file_name


class Names:
    """The names given out so far. `taken` are files that are not this batch's; letter case makes no difference."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {_folded(name) for name in taken}
        self._given: set[str] = set()

    def give(self, titles: Sequence[str]) -> tuple[str, ...]:
        """A name for every title: “题目.docx”, “题目_2.docx”, …"""
        names = self._names(titles, self._taken)
        self._given.update(map(_folded, names))
        return names

    def give_again(self, titles: Sequence[str], names: tuple[str, ...]) -> bool:
        """Whether reports that have these names already would get them now; then they have."""
        own = set(map(_folded, names))
        if self._names(titles, self._taken - own) != names:
            return False
        self._given |= own
        return True

    def is_given(self, name: str) -> bool:
        """Whether a report of this run has the name."""
        return _folded(name) in self._given

    def _names(self, titles: Sequence[str], taken: set[str]) -> tuple[str, ...]:
        names: list[str] = []
        taken = taken | self._given
        for stem in map(safe_file_name, titles):
            numbered = (f"{stem}.docx" if number == 1 else f"{stem}_{number}.docx" for number in count(1))
            names.append(next(name for name in numbered if _folded(name) not in taken))
            taken.add(_folded(names[-1]))
        return tuple(names)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
