"""In the prose of a filed report: how many there are, and as many figures, days or items told of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.paper_text import NUMERAL, parts, sentences, whole_number
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.touched import by_the_paragraph
from zpj.domain.regex import regex

_MEASURE = "(?:个|项|座|家|所|类|种|条|批次?|期|处|名)"
_FIGURE = "(?:20[0-9]{2}年)?[0-9][0-9.%年月日]*[\u4e00-\u9fff]{0,4}?"
_IN_TURN = regex(
    rf"(?<![第0-9.至到—-])(?P<count>{NUMERAL}){_MEASURE}(?P<what>[\u4e00-\u9fff,]{{1,16}}?)(?:分别|依次)[\u4e00-\u9fff]{{0,4}}?"
    rf"(?P<list>{_FIGURE}(?:[、和及与]{_FIGURE})+)(?=[。;,(]|[\u4e00-\u9fff]{{0,6}}[。;,(])"
)
_OF_KINDS = regex(
    rf"(?<![第0-9.])(?P<count>{NUMERAL})(?:个|项|大|类|种)(?:方面|子?项目|部分|内容|任务|工作|环节|类别|支出|措施)[:](?P<list>[^,。;:“”]{{6,200}})(?=[。;]|$)"
)
_ITEMS, _AND, _ASIDE = regex("[、和及与]"), regex("和|及|以及|与"), regex("[(][^()]*[)]")
_NO_COUNT = regex("[一二三四五六七八九十0-9]+个?月|每|其中|各|等$")
_FEWEST = 2
_LEADS = regex("分别|依次|[:：]")


@another_way("ZPJ553", WARNING, follows=("ZPJ553", "ZPJ530"))
@by_the_paragraph
def figures_told_in_turn(case: PaperCase) -> Iterator[Hit]:
    """“五个季度的得分分别为91分、92分、93分和90分”, “三项内容：甲、乙、丙、丁。”: one more or fewer than is told."""
    for part in parts(case):
        for line in part.body:
            listed = _LEADS.search(line.text) if "、" in line.text or "和" in line.text else None
            for sentence in sentences(line.text) if listed else ():
                for told, right, quote in _unlike(sentence):
                    yield Hit(line.location, str(told), str(right), quote=quote[:60], project=part.project)


@lru_cache(maxsize=1024)
def _unlike(sentence: str) -> tuple[tuple[int, int, str], ...]:
    """The numbers of a sentence that are not those of what is listed behind them: told, listed, the words."""
    found = []
    for match in (*_IN_TURN.finditer(sentence), *_OF_KINDS.finditer(sentence)):
        said, ways = whole_number(match["count"]), _numbers_of(match)
        if said is not None and ways and said not in ways and abs(said - max(ways)) <= _FEWEST:
            found.append((said, max(ways), match.group()))
    return tuple(found)


def _numbers_of(match: re.Match[str]) -> set[int]:
    """How many items a list may have: of names, 和 within the last may join two or belong to one."""
    if "what" in match.groupdict():
        return set() if _NO_COUNT.search(match["what"]) else {len(_ITEMS.split(match["list"]))}
    pieces = _ASIDE.sub("", match["list"]).split("、")
    if len(pieces) < _FEWEST or _NO_COUNT.search(match["list"]):
        return set()
    return {len(pieces) + extra for extra in range(sum(map(len, map(_AND.findall, pieces))) + 1)}
