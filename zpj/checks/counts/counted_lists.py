"""In the prose of a filed report: how many there are, and as many figures, days or items told of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.counts.listed import OF_WHOM, POINTED
from zpj.checks.reading.plain_patterns import IN_BRACKETS
from zpj.checks.reading.text import NUMERAL, parts, sentences, whole_number
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.checks.touched import by_the_paragraph
from zpj.domain.regex import regex

_MEASURE = "(?:个|项|座|家|所|类|种|条|批次?|期|处|名)"
_ONE_OF = "(?:个|项|家|所|座|类|处|条|名|批|种|支|期|场|次|台|套)"
_FIGURE = "(?:20[0-9]{2}年)?[0-9][0-9.%年月日]*[\u4e00-\u9fff]{0,4}?"
_IN_TURN = regex(
    rf"(?<![第0-9.至到—-])(?P<count>{NUMERAL}){_MEASURE}(?P<what>[\u4e00-\u9fff,]{{1,16}}?)(?:分别|依次)[\u4e00-\u9fff]{{0,4}}?"
    rf"(?P<list>{_FIGURE}(?:[、和及与]{_FIGURE})+)(?=[。;,(]|[\u4e00-\u9fff]{{0,6}}[。;,(])"
)
_OF_KINDS = regex(
    rf"(?<![第0-9.])(?P<count>{NUMERAL})(?:个|项|大|类|种)(?:方面|子?项目|部分|内容|任务|工作|环节|类别|支出|措施)[:](?P<list>[^,。;:“”]{{6,200}})(?=[。;]|$)"
)
_NAME = "(?:20[0-9]{2}年度?)?(?![0-9])[^,。;:、]{2,40}"
_NAMED_IN_TURN = regex(
    rf"(?<![第0-9.至到—-])(?P<count>{NUMERAL}){_ONE_OF}(?P<named>[\u4e00-\u9fff“”]{{0,30}}?)[,:]?(?:分别|依次|具体)[为是][:,]?"
    rf"(?P<list>{_NAME}(?:、{_NAME})+)(?=[。;,])"
)
"""“5个学生资助类项目,分别为2021年营养改善计划、……,由县资助中心实施”: names with years, whatever goes on behind."""
_COUNT_BEHIND = regex(
    rf"(?P<etc>等)?[这共的]?(?P<count>{NUMERAL})(?:个|项|类|家|所|处|条|座|种)(?!工作日|自然日|小时|月|百分点|学[期年]|年|季)[\u4e00-\u9fff]{{2}}"
)
_BREAK = regex("[,。;:0-9]")
_COUNTED = regex(f"(?<!第)(?:{NUMERAL}|[0-9]){_ONE_OF}|[0-9](?:[万亿]?元|%|分|公里|天|日|次|人)")
"""What a list has that tells how many of each there are, or names a group."""
_ITEMS, _AND = regex("[、和及与]"), regex("和|及|以及|与")
_NO_COUNT = regex("[一二三四五六七八九十0-9]+个?月|每|其中|各|等$")
_FEWEST = 2
_LEADS = regex("分别|依次|[:：]")


@another_way("ZPJ553", WARNING, follows=("ZPJ553", "ZPJ530"))
@by_the_paragraph
def figures_told_in_turn(case: PaperCase) -> Iterator[Hit]:
    """“五个季度的得分分别为91分、92分、93分和90分”, “三项内容：甲、乙、丙、丁。”: one more or fewer than is told."""
    for part in parts(case):
        for line in part.body:
            listed = "、" in line.text or ("和" in line.text and _LEADS.search(line.text))
            for sentence in sentences(line.text) if listed else ():
                for told, right, quote in _unlike(sentence):
                    yield Hit(line.location, str(told), str(right), quote=quote[:60], project=part.project)


@lru_cache(maxsize=1024)
def _unlike(sentence: str) -> tuple[tuple[int, int, str], ...]:
    """The numbers of a sentence that are not those of what is listed behind them: told, listed, the words."""
    found = []
    for match in (*_IN_TURN.finditer(sentence), *_OF_KINDS.finditer(sentence)):
        said, ways = whole_number(match["count"]), _numbers_of(match)
        if (
            said is not None
            and ways
            and not POINTED.match(match["list"])
            and said not in ways
            and abs(said - max(ways)) <= _FEWEST
        ):
            found.append((said, max(ways), match.group()))
    found += _of_names(IN_BRACKETS.sub("", sentence))
    return tuple(found)


def _of_names(sentence: str) -> Iterator[tuple[int, int, str]]:
    """The same of lists of names, told ahead (分别为甲、乙、丙) or behind (甲、乙、丙等3个股室)."""
    lists = (
        [(match, match["list"], _FEWEST, match.group()) for match in _NAMED_IN_TURN.finditer(sentence)]
        if _LEADS.search(sentence)
        else []
    )
    for match in _COUNT_BEHIND.finditer(sentence) if sentence.count("、") >= _FEWEST else ():
        listed = OF_WHOM.sub("", _BREAK.split(sentence[: match.start()])[-1] + "、")[:-1]
        if listed.count("、") >= _FEWEST:
            lists.append((match, listed, 1, (listed + match.group())[-60:]))
    for match, listed, most, quote in lists:
        told, ways = whole_number(match["count"]), _ways(listed)
        partly = match.groupdict().get("etc") and told and told > max(ways, default=0)
        apart = min(abs(told - each) for each in ways) if told and ways else 0
        if told and 0 < apart <= most and not partly and not _COUNTED.search(listed):
            yield told, max(ways), quote


def _numbers_of(match: re.Match[str]) -> set[int]:
    """How many items a list may have."""
    if "what" in match.groupdict():
        return set() if _NO_COUNT.search(match["what"]) else {len(_ITEMS.split(match["list"]))}
    return _ways(IN_BRACKETS.sub("", match["list"]))


def _ways(listed: str) -> set[int]:
    """How many items a list of names may have: 和 within the last may join two or belong to one."""
    pieces = listed.split("、")
    if len(pieces) < _FEWEST or _NO_COUNT.search(listed):
        return set()
    return {len(pieces) + extra for extra in range(sum(map(len, map(_AND.findall, pieces))) + 1)}
