"""Which project each section of a filed report is about: by its titles, or by the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from zpj.domain.likeness import bigrams
from zpj.domain.paper import PaperTable

if TYPE_CHECKING:
    from zpj.checks.case import BookCase, FormCase, PaperCase

_ROWS, _PAIRS, _LEAST, _OF_FIVE = 4, 5, 2, 5


@lru_cache(maxsize=4)
def titled_of(case: BookCase | PaperCase) -> dict[int, str]:
    """The project the titles of each section name: the longest name they have, blanks apart; where they have none, but
    other sections have theirs, the one of no section whose name is most of the title's words.
    """
    titles: dict[int, str] = {}
    for line in case.paper.titles if case.paper and case.forms else ():
        titles[line.section] = titles.get(line.section, "") + _bare(line.text)
    names = [(_bare(form.project), form.project) for form in case.forms]
    found = {
        section: max((project for name, project in names if title and name in title), key=len, default="")
        for section, title in titles.items()
    }
    untold = [pair for pair in names if any(found.values()) and pair[1] not in found.values()]
    for section in [each for each, project in found.items() if titles[each] and not project and untold]:
        found[section] = _by_words(titles[section], names, untold)
    return found


@lru_cache(maxsize=4)
def projects_of(case: BookCase | PaperCase) -> dict[int, str]:
    """The project each section of a paper is about: that of its titles, else the one whose rows a plain table has."""
    found = dict(titled_of(case))
    for table in case.paper.tables if case.paper and not all(found.values()) else ():
        if not table.form and not found.get(table.section) and (own := _by_rows(table, case.forms)):
            found[table.section] = own
    return found


@lru_cache(maxsize=4)
def projects_of_tables(case: BookCase) -> dict[str, str]:
    """The project of the section each table of a filed report stands in, by the name of the table."""
    projects, tables = projects_of(case), case.paper.tables if case.paper else ()
    return {table.name: projects.get(table.section, "") for table in reversed(tables)}


def _by_words(title: str, names: Sequence[tuple[str, str]], untold: Sequence[tuple[str, str]]) -> str:
    """The project of the one name most of whose pairs of signs a title has, where no title has it in full."""
    pairs = {*bigrams(title)}
    like = [
        (name, project) for name, project in names
        if len(own := {*bigrams(name)}) >= _PAIRS and len(own & pairs) * _LEAST >= len(own)
    ]  # fmt: skip
    return like[0][1] if len(like) == 1 and like[0] in untold else ""


def _by_rows(table: PaperTable, forms: Sequence[FormCase]) -> str:
    """The project of the one form nearly all of whose rows a table has, "" where it has few or those of several."""
    cells = {_bare(cell) for row in table.rows for cell in row}
    long = [form for form in forms if len(form.rows) >= _ROWS]
    own = [
        form.project
        for form in long
        if _OF_FIVE * sum(_bare(row.name) not in cells for row in form.rows) <= len(form.rows)
    ]
    return own[0] if len(own) == 1 else ""


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
