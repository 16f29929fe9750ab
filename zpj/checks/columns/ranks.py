"""Over a filed report: the most and the least of a table, as the text tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zpj.checks.case import BookCase
from zpj.checks.reading.tables import Line, lines, number_in
from zpj.checks.reading.text import sentences
from zpj.checks.rule import WARNING, Hit, book_check
from zpj.domain.likeness import bigrams
from zpj.domain.model import SourceTable
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex
from zpj.domain.wording import normalise

_MOST = frozenset("高多大")
_OF_WHICH = regex(
    "(?P<what>[^,。;:、0-9]{0,16}?)最(?P<end>[高低多少大小])的?(?:[^,。;:、0-9]{0,6}?)(?:是|为|:)(?P<who>[^,。;:、(0-9]{2,20}|1?[0-9]月)"
)
_WHO_FIRST = regex(
    "(?:^|[,;:。])(?:其中:?|而)?(?P<who>[^,。;:、0-9]{2,12}?|1?[0-9]月(?:份)?)(?P<what>[^,。;:、0-9]{2,8}?)最(?P<end>[高低多少大小])"
    "(?=[,。;(、]|$|为|,达)"
)
_MONTH = regex("1?[0-9]月")
_THE_OTHER = regex("(?<=[、,])(?:而)?(?P<who>1?[0-9]月(?:份)?)(?P<what>)最(?P<end>[高低多少大小])(?=[,。;(]|$|为)")
"""“7月清运量最高、2月最低”: the other end of what was told before."""
_OTHER_TIME = regex("上年|去年|20[0-9]{2}年|历年|全[省国市]|目标|要求|第二")
_GENERAL = frozenset(("情况", "项目", "单位", "地区", "街道", "乡镇", "其中", "各个", "所有"))
_FEWEST_ROWS, _LEAST_LABEL = 3, 2


@book_check(
    "ZPJ325",
    "文字说的最高、最低与表不符",
    WARNING,
    reference="R-52",
    clause="文字应与表一致",
    message="文字说“{found}”，按表（{where}）应是“{expected}”，请核对",
    fix="按表里的数改正文字",
)
def most_and_least(case: BookCase) -> Iterator[Hit]:
    """“完成率最高的是南桥街道，最低的是东门街道” against the column of the table it speaks of."""
    paper = case.book.paper
    wanted = [line for line in paper.paragraphs if "最" in line.text and not line.is_title] if paper else []
    sections = {table.name: table.section for table in paper.tables} if paper and wanted else {}
    for source in case.book.tables if wanted else ():
        section = sections.get(source.location.rpartition("!")[0], -1)
        for line in wanted:
            if line.section == section:
                yield from _in_line(source, line, case)


def _in_line(source: SourceTable, line: Paragraph, case: BookCase) -> Iterator[Hit]:
    owner = case.owner(source.location)
    for sentence in sentences(line.text):
        what = ""
        for match in (*_OF_WHICH.finditer(sentence), *_WHO_FIRST.finditer(sentence), *_THE_OTHER.finditer(sentence)):
            what = match["what"] or what
            if _OTHER_TIME.search(match.group()):
                continue
            right = _against(source, match["who"], what, most=match["end"] in _MOST)
            if right:
                name, heading = right
                yield Hit(line.location, match.group().strip(",;:。"), name, quote=match.group().strip(",;:。"),
                          project=owner.project if owner else "",
                          words={"where": f"{source.location.rpartition('!')[0]}的{heading}"})  # fmt: skip


def _against(source: SourceTable, who: str, what: str, *, most: bool) -> tuple[str, str] | None:
    """The row that is the extreme and the heading, where the row named is none in any column the words may mean."""
    rows = [line for line in lines(source) if not line.is_total]
    named = [line for line in rows if any(_is_named(normalise(text), who) for text in line.texts[:3])]
    if len(rows) < _FEWEST_ROWS or len({line.number for line in named}) != 1:
        return None
    wrong: tuple[str, str] | None = None
    for number, heading in enumerate(source.header):
        values = {line.number: value for line in rows if (value := number_in(line.text(number))) is not None}
        if not _speaks_of(normalise(heading), what) or named[0].number not in values or len(values) < _FEWEST_ROWS:
            continue
        best = max(values.values()) if most else min(values.values())
        if values[named[0].number] == best:
            return None
        wrong = wrong or (_label(rows, values, best), heading.strip())
    return wrong


def _is_named(label: str, who: str) -> bool:
    if _MONTH.match(who):
        return label.removesuffix("份") == who.removesuffix("份")
    return len(label) >= _LEAST_LABEL and number_in(label) is None and (label in who or who in label)


def _speaks_of(heading: str, what: str) -> bool:
    pieces = set(bigrams(what)) - _GENERAL
    bare = re.sub("[(].*?[)]", "", heading)
    return any(piece in bare for piece in pieces)


def _label(rows: list[Line], values: dict[int, Decimal], best: Decimal) -> str:
    line = next(line for line in rows if values.get(line.number) == best)
    return next((text.strip() for text in line.texts[:3] if text.strip() and number_in(text.strip()) is None), "")
