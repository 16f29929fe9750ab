"""The names of indicator rows compared by their letters, and what all forms say of a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from zpj.checks.case import FormCase
from zpj.checks.paper_text import squeezed


@lru_cache(maxsize=1024)
def letters(name: str) -> str:
    """A name without punctuation and blanks."""
    return re.sub(r"[^\w]", "", squeezed(name))


def of_forms(forms: Sequence[FormCase], name: str, field: str) -> str:
    """What the rows of a name have in a field (target, actual) of all forms; "" where they have nothing or disagree."""
    rows = [row for form in forms for row in form.rows if letters(row.name) == letters(name)]
    found = {entry.text.strip() for row in rows if (entry := getattr(row.indicator, field))}
    return found.pop() if len(found) == 1 else ""
