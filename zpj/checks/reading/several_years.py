"""Figures told of all the years of a project together."""

from __future__ import annotations

from zpj.domain.regex import regex

_SEVERAL = regex(
    "(?:(?:[两二三四五六七八九十]|(?<![0-9])[2-9]个?)年(?![级期度])|20[0-9]{2}年?(?:-|—|–|~|至|到)20[0-9]{2}年|[施项建][施目设工]期|历年|年以来)"
    "[^。;]{0,10}(?:累计|合计|共计|总计|总)"
)
_ONE = regex("本年|当年|今年|年度|其中|20[0-9]{2}年")


def of_several_years(before: str) -> bool:
    """Whether figures are of several years, with none of one year named since: “三年预算累计855万元，”."""
    last = next(reversed(list(_SEVERAL.finditer(before))), None)
    return last is not None and not _ONE.search(before[last.end() :])
