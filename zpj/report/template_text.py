"""Known field names that a clerk put in double braces into a section: `{{ 全年执行数 }}` becomes the number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from zpj.domain.amounts import plain
from zpj.domain.regex import regex

_BRACES = regex(r"\{\{([^{}｛｝]*)\}\}|[{｛][{｛%％#][^{}｛｝]*[}｝]{0,2}")
_BLANKS = " \t\u00a0\u3000"


def fill_fields(text: str, context: Mapping[str, object]) -> tuple[str, list[str]]:
    """Give the text with known fields looked up, and the pieces in braces that stay as typed (each once, in order).

    A field is the plain name of a text or number of the context; there are no expressions, and a value that holds
    braces itself is not looked up again. Nothing known is None: such a name stays as typed.
    """
    left: dict[str, None] = {}

    def looked_up(found: re.Match[str]) -> str:
        value = None if found[1] is None else _shown(context.get(found[1].strip(_BLANKS)))
        if value is None:
            left[found[0]] = None
            return found[0]
        return value

    return _BRACES.sub(looked_up, text), list(left)


def _shown(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
