"""Of a report tied to its workbook: what other rules make of figures that are told wrong already.

A figure that differs from the workbook's is the slip; what other rules say of a sum, a rate or a comparison with it
is no finding of its own. Which that is the report itself shows: it is not said once the figure reads as it should.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from zpj.checks.case import PaperCase
from zpj.checks.consequences import Found
from zpj.checks.reading.plain_patterns import NUMBER
from zpj.checks.rule import Hit, Slip
from zpj.checks.tie.figures import spelt
from zpj.domain.findings import Severity
from zpj.domain.model import SourceTable, Workbook
from zpj.domain.paper import Paper, PaperTable, Paragraph
from zpj.domain.records import replace

_TIED = frozenset({
    "ZPJ467", "ZPJ501", "ZPJ502", "ZPJ503", "ZPJ513", "ZPJ514", "ZPJ517", "ZPJ560", "ZPJ561", "ZPJ562", "ZPJ563",
    "ZPJ564", "ZPJ566", "ZPJ567", "ZPJ568",
})  # fmt: skip
"""What is told by comparing with the workbook, so that it does not follow from another figure of the report."""
_WIDE = 0xFEE0
"""From a sign of half width to the same of full width."""


def mended(found: Iterable[Found], case: PaperCase) -> Paper | None:
    """The report with each figure that is told wrong as the workbook has it; None where there is none to mend."""
    if not case.is_beside:
        return None
    slips = {slip for rule, _, hit, _ in found if rule.id in _TIED and (hit.level or rule.severity) is not Severity.INFO
             for slip in hit.slips or _in_words(hit, case.paper)}  # fmt: skip
    if not slips:
        return None
    by_place: dict[int | str, list[Slip]] = {}
    for slip in slips:
        by_place.setdefault(slip.place, []).append(slip)
    lines = tuple(_line(line, by_place.get(line.index, ())) for line in case.paper.paragraphs)
    return replace(case.paper, paragraphs=lines, tables=tuple(_table(each, by_place) for each in case.paper.tables))


def _in_words(hit: Hit, paper: Paper) -> Iterator[Slip]:
    """Where a finding gives what is written and what should be, the words of its cell or of its quotation."""
    found, right = hit.found or "", hit.expected or ""
    for table in paper.tables if found and right and "!" in hit.location else ():
        yield from (Slip(place, 0, None, right) for place, text in table.filled()
                    if place == hit.location and spelt(text) == spelt(found))  # fmt: skip
    for line in paper.paragraphs if found and right and "!" not in hit.location else ():
        start = spelt(line.text).find(spelt(hit.quote or "")) if line.location == hit.location and hit.quote else -1
        within = spelt(hit.quote or "").rfind(found)
        if start >= 0 and within >= 0:
            yield Slip(line.index, start + within, start + within + len(found), right)


def _line(line: Paragraph, slips: Sequence[Slip]) -> Paragraph:
    return replace(line, text=_put(line.text, slips)) if slips else line


def _table(table: PaperTable, slips: dict[int | str, list[Slip]]) -> PaperTable:
    if not any(isinstance(place, str) and place.startswith(f"{table.name}!") for place in slips):
        return table
    rows = tuple(
        tuple(_put(text, slips.get(table.cell(row, column), ())) for column, text in enumerate(texts, 1))
        for row, texts in enumerate(table.rows, 1)
    )
    return replace(table, rows=rows)


def _put(text: str, slips: Sequence[Slip]) -> str:
    """The text with these figures as they should be; one that cannot be found as it is written stays."""
    told = spelt(text)
    for slip in sorted(slips, key=lambda slip: slip.start, reverse=True):
        if slip.end is None:
            return slip.right
        words = told[slip.start : slip.end]
        written = r"[\s,，]*".join(f"[{re.escape(sign)}{_wide(sign)}]" for sign in words)
        places = list(re.finditer(written, text)) if words else []
        number = told.count(words, 0, slip.start)
        if number < len(places):
            text = text[: places[number].start()] + slip.right + text[places[number].end() :]
    return text


def _wide(sign: str) -> str:
    return chr(ord(sign) + _WIDE) if "!" <= sign <= "~" else ""


def with_tables(book: Workbook, right: Paper) -> Workbook:
    """A report as its tables are read, with the cells of the mended one."""
    tables = {table.name: table for table in right.tables}
    return replace(book, tables=tuple(_source(each, tables.get(each.name)) for each in book.tables))


def _source(source: SourceTable, table: PaperTable | None) -> SourceTable:
    if table is None:
        return source
    numbers = source.row_numbers or tuple(range(2, len(source.rows) + 2))
    rows = (table.rows[number - 1] if number <= len(table.rows) else () for number in numbers)
    mixed = (
        tuple(
            new if old and column < len(cells) and (new := cells[column]) else old for column, old in enumerate(texts)
        )
        for texts, cells in zip(source.rows, rows, strict=True)
    )
    return replace(source, rows=tuple(mixed))


def asked_again(found: Iterable[Found]) -> frozenset[str]:
    """The rules of which the mended report has to show whether what they say follows from a wrong figure."""
    return frozenset(rule.id for rule, _, _, _ in found if rule.id not in _TIED)


def without_followers(found: Sequence[Found], again: Iterable[Found]) -> list[Found]:
    """Drop what is not said of the mended report; what is said with other figures is told with those that are right."""
    told: dict[tuple[Any, ...], list[Hit]] = {}
    for rule, _, hit, _ in again:
        told.setdefault(_about(rule.id, hit), []).append(hit)
    exact = Counter(_said(rule.id, hit) for rule, _, hit, _ in found)
    left = {key: [hit for hit in hits if not exact[_said(key[0], hit)]] for key, hits in told.items()}
    kept = []
    for item in found:
        rule, project, hit, position = item
        key = _about(rule.id, hit)
        if rule.id in _TIED or any(_said(rule.id, each) == _said(rule.id, hit) for each in told.get(key, ())):
            kept.append(item)
        elif left.get(key):
            other = left[key].pop(0)
            same = other.found == hit.found
            kept.append((rule, project, replace(other, quote=hit.quote) if same else hit, position))
    return kept


def _said(rule: str, hit: Hit) -> tuple[Any, ...]:
    return rule, hit.location, hit.found, hit.expected, hit.quote


def _about(rule: str, hit: Hit) -> tuple[Any, ...]:
    return rule, hit.location, *(NUMBER.sub("#", text or "") for text in (hit.found, hit.expected, hit.quote))
