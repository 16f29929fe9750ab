"""Over a filed report: the date on its cover against the one it is signed with."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.dates.days import each_may_sign
from zpj.checks.reading.text import squeezed
from zpj.checks.reading.written_dates import Written, dates
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.paper import Paragraph
from zpj.domain.regex import regex

_ON_COVER = regex("(?:报告|填报|填表|填写|编制|撰写|上报|报送|提交|出具|完成|成文)(?:日期|时间):$")


@paper_check(
    "ZPJ129",
    "封面的日期与落款不同",
    WARNING,
    reference="R-59",
    clause="封面、落款写同一个日期",
    message="封面日期是 {found}，落款是 {expected}，请核对",
    fix="核对封面和落款的日期，改成一致",
    follows=("ZPJ526", "ZPJ571", "ZPJ527"),
)
def cover_and_signature(case: PaperCase) -> Iterator[Hit]:
    """“报告日期：2024年3月18日” over a report signed on 18 April 2024; of two months alone the months are compared."""
    covers: dict[int, tuple[Paragraph, Written]] = {}
    for line in case.paper.paragraphs:
        day = _only_day(line)
        if day and not line.path:
            covers[line.section] = line, day
        elif day and squeezed(line.text).startswith(day.text) and line.section in covers:
            first, told = covers.pop(line.section)
            if _differ(told, day):
                yield Hit(first.location, told.text, day.text, quote=first.text.strip()[-30:],
                          project=case.project(first.section))  # fmt: skip


def _only_day(line: Paragraph) -> Written | None:
    """The date of a line that is nothing but a date, or ends with one behind 报告日期."""
    text = squeezed(line.text) if line.heading is None and "月" in line.text else ""
    found = dates(text) if each_may_sign(text) else []
    last = found[-1] if found else None
    if last is None or last.end != len(text) or not last.is_possible:
        return None
    return last if last.start == 0 or _ON_COVER.search(text[: last.start]) else None


def _differ(one: Written, other: Written) -> bool:
    """Whether two dates are apart in what both say: 2024年3月 and 2024年3月18日 are not."""
    return (one.year, one.month) != (other.year, other.month) or bool(one.day and other.day and one.day != other.day)
