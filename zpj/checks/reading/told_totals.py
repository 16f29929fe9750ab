"""The total of a table of scores against what the report tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import BookCase
from zpj.checks.reading.other_totals import is_made_of, totals_of
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.scoring_tables import NO_BOUND
from zpj.checks.reading.tables import Line, number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import Hit
from zpj.checks.tie.scores import of_a_part
from zpj.domain.amounts import parse_number, plain
from zpj.domain.model import SourceTable
from zpj.domain.regex import regex

_YEAR = regex("(20[0-9]{2})年")
_TOLD = regex(
    r"(?:综合得分|总得分|评价得分|评价总分|自评得分|综合评分)(?:为|是|:)*(?P<number>\d+(?:\.\d+)?)分"
    rf"{NO_BOUND}(?<!评价总分100分)(?<!评价总分为100分)"
)
"""A total, not the bound of a grade (综合得分90分（含）以上) nor what can be won (评价总分100分)."""


def told_otherwise(case: BookCase, source: SourceTable, total: Line | None, score: int, project: str) -> Iterator[Hit]:
    """The total of a table of scores, told with another figure in the report the table stands in.

    Another figure may be of a part, of an earlier year, of another table, or made of the totals of two.
    """
    paper, stated = case.book.paper, number_in(total.text(score)) if total else None
    name = source.location.rpartition("!")[0]
    section = next((table.section for table in paper.tables if table.name == name), None) if paper else None
    others = totals_of(table for table in paper.tables if not table.form) if paper and stated is not None else ()
    for line in paper.paragraphs if paper and stated is not None else ():
        text = squeezed(line.text).replace("*", "")
        for match in _TOLD.finditer(text) if line.section == section else ():
            number, before = parse_number(match["number"]), text[: match.start()]
            if number is None or of_a_part(before, number) or _is_of_last_year(case, before.rpartition("。")[2]):
                continue
            if "自评" in match.group() and _is_self_score(case, line.section, number):
                continue
            if stated is not None and abs(number - stated) > HALF_CENT and not is_made_of(number, others):
                yield Hit(line.location, plain(number), plain(stated), plain(abs(number - stated)), plain(HALF_CENT),
                          match.group(), project=project, words={"what": "文字写的总分"})  # fmt: skip


def _is_self_score(case: BookCase, section: int, number: Decimal) -> bool:
    """Whether a total is that of a form a unit evaluated itself by, in a section whose titles say 评价 and not 自评."""
    lines = case.book.paper.paragraphs if case.book.paper else ()
    totals = (form.evaluation.total.reported for form in case.forms)
    return any(total and total.number == number for total in totals) and not any(
        line.is_title and line.section == section and "自评" in line.text for line in lines
    )


def _is_of_last_year(case: BookCase, before: str) -> bool:
    """Whether the words before a total speak of an earlier year than the forms."""
    own = [int(year) for form in case.forms if (year := form.evaluation.text("year")).isdecimal()]
    told = [int(year) for year in _YEAR.findall(before)]
    return "上年" in before or bool(own and told and max(told) < min(own))
