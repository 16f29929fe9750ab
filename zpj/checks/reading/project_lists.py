"""Names of projects in one cell: bare of what is told beside them, and lists of several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zpj.checks.reading.plain_patterns import YEAR_WORDS
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

_SEVERAL = regex("(?:[2-9]|[1-9][0-9]|[两二三四五六七八九十])个(?:子|分|具体)?项目|等项目|各项目|项目汇总")
_CODE = regex(r"[0-9]{3,}-?")
_JOINTS = regex(r"(?:[,、;/+\s和及与等]|以及|项目|[0-9二两三四五六七八九]+[项个]|[(]?[0-9]{1,2}[.)、])*")


def names_several(name: str, known: Sequence[str]) -> bool:
    """Whether a name is that of several projects together: “养老服务专项资金（3个项目）”, or their names in turn."""
    return len(known) > 1 and (_SEVERAL.search(normalise(name)) is not None or is_listing(name, known))


def is_listing(name: str, known: Sequence[str]) -> bool:
    """Whether nothing but known names, at least two, and what joins them stands in a cell."""
    left, found = _CODE.sub("", YEAR_WORDS.sub("", normalise(name))), 0
    for own in sorted({bare_name(each) for each in known} - {""}, key=len, reverse=True):
        found += own in left
        left = left.replace(own, ",")
    return found > 1 and _JOINTS.fullmatch(left) is not None


def bare_name(name: str) -> str:
    """A name without year, code and the closing 项目."""
    return re.sub("项目$", "", _CODE.sub("", YEAR_WORDS.sub("", normalise(name))).strip(":。;,"))
