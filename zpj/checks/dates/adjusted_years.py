"""Over a filed report: the year in which it says its budget was changed."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import main_year
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.touched import by_the_paragraph
from zpj.domain.regex import regex

_CHANGED = regex(
    "(?P<year>20[0-9]{2})年(?:[0-9]{1,2}月(?:[0-9]{1,2}日|份|初|底|[上中下]旬)?|年中|年底)"
    "[^。;]{0,40}?(?:追加|调增|调减|压减|核减|追减)[^。;]{0,24}?[0-9]万?元"
)
_OTHER = regex("上年|往年|以前|结转|提前|跨年|下一?年|累计|20[0-9]{2}年")
_WHOLE = regex("全年预算|调整后|年初预算|预算数|预算总额")
_LONGEST = 60


@another_way("ZPJ572", WARNING, follows=("ZPJ572",))
@by_the_paragraph
def changed_in_another_year(case: PaperCase) -> Iterator[Hit]:
    """“年初预算280万元。2022年8月，追加32万元，全年预算312万元” in a report of 2023."""
    year = main_year(case)
    for line in case.paper.paragraphs if year else ():
        text = squeezed(line.text) if "20" in line.text and "预算" in line.text else ""
        for match in _CHANGED.finditer(text):
            found = int(match["year"])
            around = text[max(0, match.start() - _LONGEST) : match.end() + _LONGEST]
            said = match.group()[5:]
            if found == year or abs(found - (year or 0)) > 1 or _OTHER.search(said) or not _WHOLE.search(around):
                continue
            if text.count(f"{found}年") == 1:
                yield Hit(line.location, f"{found} 年", f"{year} 年", quote=match.group()[:24],
                          project=case.project(line.section),
                          words={"what": "预算调整的日期", "year": str(year)})  # fmt: skip
