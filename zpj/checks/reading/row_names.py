"""The names of indicator rows compared by their letters, and what all forms say of a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from zpj.checks.case import FormCase, Row
from zpj.checks.reading.tables import Line
from zpj.checks.reading.text import squeezed

_ONE_EACH = 2


@lru_cache(maxsize=1024)
def letters(name: str) -> str:
    """A name without punctuation and blanks."""
    return re.sub(r"[^\w]", "", squeezed(name))


def of_forms(forms: Sequence[FormCase], name: str, field: str) -> str:
    """What the rows of a name have in a field (target, actual) of all forms; "" where they have nothing or disagree."""
    rows = [row for form in forms for row in form.rows if letters(row.name) == letters(name)]
    found = {entry.text.strip() for row in rows if (entry := getattr(row.indicator, field))}
    return found.pop() if len(found) == 1 else ""


def paired(lines: Sequence[Line], rows: Sequence[Row], names: int) -> list[tuple[Line, Row]]:
    """The lines of a table and as many rows of a form: those of one name, then the others in order.

    `names` is the column of the lines' names.
    """
    told = [letters(line.text(names)) for line in lines]
    times = Counter((*told, *(letters(row.name) for row in rows)))
    by_name = {letters(row.name): row for row in rows if times[letters(row.name)] == _ONE_EACH}
    own = [by_name.get(name) for name in told]
    others = iter([row for row in rows if not any(row is each for each in own)])
    return [(line, row or next(others)) for line, row in zip(lines, own, strict=True)]
