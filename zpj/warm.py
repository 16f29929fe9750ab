"""What a run takes over from the runs before it and leaves to the next: compiled patterns and templates.

Each kind of run has its own patterns, since a report needs few of those the whole program has.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from zpj import kept
from zpj.domain import regex


@contextmanager
def warm(kind: str) -> Iterator[None]:
    """Run with what earlier runs of a kind kept; keep at the end what this one had to make.

    One that does not come to its end keeps nothing; where nothing can be kept it only takes longer.
    """
    regex.keep_in(kept.shelf(f"patterns-{kind}"))
    try:
        yield
        regex.keep_new()
        kept.save()
    finally:
        regex.keep_in(None)
