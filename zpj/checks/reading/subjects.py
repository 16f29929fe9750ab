"""Which project of several a line of a report or a cell of its tables speaks of, where one can tell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.project_rows import projects_named
from zpj.checks.reading.text import parts, squeezed
from zpj.checks.tie.passages import project_of_headings
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_IS_PROJECT = regex("(?:项目|工程|经费|专项|补助|补贴|资金)(?:[(][^()]*[)])?$")
_NO_PROJECT = regex(
    "情况|实施|管理|使用|安排|分析|概况|内容|存在|问题|目标|投入|组织|本项目|各项目|[0-9一二三四五六七八九十]个|其他"
)
_LEAST_NAME = 5


@lru_cache(maxsize=4)
def subjects(case: PaperCase) -> Mapping[tuple[int, str], str]:
    """The project by section and place; what speaks of none, or of several, is not in it."""
    names = projects_named(case)
    found: dict[tuple[int, str], str] = {}
    for part in parts(case):
        above = ""
        for line in part.body:
            if line.heading:
                above = ""
            own = part.project or project_of_headings(case, line) or _named(line, names)
            above = own or above
            if above:
                found[line.section, line.location] = above
    for table in case.paper.tables:
        for number, row in enumerate(table.rows, 1):
            told = {name for name in names for text in row if name in squeezed(text)}
            subject = case.project(table.section) or (told.pop() if len(told) == 1 else "")
            for column in range(1, len(row) + 1) if subject else ():
                found[table.section, table.cell(number, column)] = subject
    return found


def may_be_one(case: PaperCase, one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether two places may speak of one project: not where each speaks of another."""
    known = subjects(case)
    return not known.get(one) or not known.get(other) or known[one] == known[other]


def _named(line: Paragraph, names: tuple[str, ...]) -> str:
    """The project the deepest heading is of, by a known name or by its looks, or the one the text begins with."""
    begins = squeezed(line.text)
    for title in (squeezed(each.title) for each in reversed(line.path)):
        known = next((name for name in names if name in title), "")
        looks = len(title) >= _LEAST_NAME and _IS_PROJECT.search(title) and not _NO_PROJECT.search(title)
        if known or looks:
            return known or title
    told = [name for name in names if name in begins.partition("。")[0]]
    return told[0] if len(told) == 1 else ""
