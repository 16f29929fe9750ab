"""Signs no report should have, and the plain signs they stand for: 內 for 内, 岀 for 出.

The list stands in plain_signs.txt; tests/papers/plain_forms.py writes it.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path


@cache
def _forms() -> dict[str, str]:
    """Each form with its plain sign."""
    text = Path(__file__).with_name("plain_signs.txt").read_text(encoding="utf-8")
    return {form: line[0] for line in text.split() for form in line[1:]}


def not_plain(signs: AbstractSet[str]) -> dict[str, str]:
    """Those of some signs that stand for plain ones, and which these are; a good sign such as 曰 may be among them."""
    forms = _forms()
    return {sign: forms[sign] for sign in sorted(forms.keys() & signs)}
