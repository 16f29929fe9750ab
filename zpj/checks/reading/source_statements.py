"""All that a filed report says of where its money is from: in lists and lines of prose, in labels of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.figures import MONEY, Quantity, Sentence, said
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import squeezed
from zpj.domain.records import record
from zpj.domain.regex import regex

_KIND = "财政(?![局厅部])|补助|配套|专项|预算|转移支付|拨[款付]|安排|下达|资金|经费|投入|补贴|项目|本级|衔接|奖补|统筹"
_ACT = "追加|收回|调[增减整]|压减|核减|批准|批复"
_ANOTHER = "[和与及](?:中央|自治区|[省市州盟县区旗]|乡镇)(?:级|本级|财政|以上)"
_STATED = regex(
    "(?<![治(/至全各跨城学住市])(?<!市县)(?:(?P<level>中央|自治区级?|[省市州盟县区旗](?=级|本级|财政|补|[和与及])|乡镇级?|镇级)"
    "(?:级|本级|财政(?:(?P<office>[局厅部])|(?![局厅部])))*"
    f"(?:(?=(?P<joined>{_ANOTHER}))|(?:{_KIND}|{_ACT})+|[^和与及、,。;:()0-9的]{{2,14}}?(?:资金|补助|经费|拨款)))"
    "|(?P<own>自筹(?:资金|经费|配套)?|自有资金|单位资金)|上年度?结[转余](?:结[转余])?(?:资金|经费)?"
)
_WORDS = ("级", "财政", "中央", "自治区", "自筹", "结转")
"""One of them stands wherever there is a statement: quick, where the search is slow."""
_LABEL = regex(
    f"^(?:其中:?|[0-9一二三四五六七八九十]+[.、])?(?:(?:中央|自治区|[省市州盟县区旗]|乡镇?|镇)级?(?:{_KIND})*"
    "|[\u4e00-\u9fff]{0,4}(?:自筹|自有|单位|上年度?结[转余])(?:结[转余])?(?:资金|经费|配套)?)$"
)
_BARE_LEVEL = regex("中央|自治区级?|[省市州盟县区旗]级|乡镇级?|镇级")
_FILED_UNDER = regex("^(?:其中:?)?(?:当年)?(?:财政拨款|其他资金)[(](?P<source>[^()]{2,9})[)]$")
_CITED, _NONE, _AND = regex("《[^》]*》"), regex("[无没]有?$|未安排$"), frozenset("和与及、")
_ITS_AMOUNT = regex("^(?:[(][^()]*[)])?(?:共|为|是|:|合计)*$")
_AN_AMOUNT = regex("^[^,。;、0-9]{0,6}$")
_BEHIND = regex("^[,(]?(?:全部|均|都|全)?(?:为|是|系|来自|由)$")
_ALL = regex(
    "(?:(?:全部|全额|均|来源(?:主要)?)(?:为|是|系|属于?|于|来源于|来自|由)|元,(?:为|由|系|属于?))[^,。;()、]{0,4}$"
)
_BETWEEN = regex(
    "^[^,。;、0-9]{0,6}[0-9.]+[万亿]?元(?:[(][^()]*[)])?(?:,占[0-9.]+%|,执行率[0-9.]+%)?(?:[,、;和及]|以及)+$"
)
"""What stands between two items of one list."""
_MOVED = regex(
    "追加|增加|新增|调增|调减|减少|压减|核减|增补|调剂|[一二三四]批|首批|预拨|提前下达|收回|结余|结转|支出|执行|(?<!转移)支付|上年|去年"
)
LEVELS = frozenset("中省市县乡")
_OWN, _CARRIED = "自筹", "上年结转"
_TIERS = {"自": "省", "州": "市", "盟": "市", "区": "县", "旗": "县", "镇": "乡"}
_FIRST_COLUMNS, _LONG_CELL = 4, 60


@record
class Told:
    """One statement of where money is from: its tier (县 for 县, 区 and 旗), the place, the words, amounts in 元.

    `level` is how the paper calls the tier; money of one's own and money carried over have tiers of their own. `group`
    is the table, or the list of a sentence. `share` is "item" where an amount follows or a row with figures is named
    after it, "all" where money as a whole is said to be of it, "" where it is only spoken of. What was but moved or
    spent in the year is none of `amounts`. `of_office` is what an office did with money that may be another's.
    """

    tier: str
    level: str
    share: str
    amounts: tuple[Decimal, ...]
    place: str
    group: str
    text: str
    start: int
    end: int
    words: str
    project: str
    of_table: bool
    of_office: bool


@lru_cache(maxsize=4)
def statements(case: PaperCase) -> tuple[Told, ...]:
    """Every statement of where money is from, those of prose first."""
    return (*(told for sentence in said(case) for told in _in_sentence(sentence)), *_in_tables(case))


def _in_sentence(sentence: Sentence) -> Iterator[Told]:
    text, group, end, share = sentence.text, 0, 0, ""
    if not _may_tell(text):
        return
    bare = _CITED.sub(lambda match: " " * len(match.group()), text)
    for match in _STATED.finditer(bare):
        start, level, between = match.start(), _level(match), bare[end : match.start()]
        if _NONE.search(bare, max(0, start - 3), start):
            continue
        goes_on = share == "all" and between in _AND
        group += not goes_on and not _BETWEEN.match(between)
        end = match.end()
        figure, is_item = _amount_of(sentence, start, end)
        share = "item" if is_item else "all" if goes_on or _ALL.search(bare, 0, start) else ""
        if match["joined"] or (bare[start - 1 : start] in _AND - {"、"} and not goes_on):
            figure, share = None, ""
        first = min(start, figure.start - len(figure.clause)) if figure else start
        yield Told(
            _tier(level), level, share, (figure.value,) if figure else (), sentence.paragraph.location,
            f"{sentence.number}.{group}", text, start, end, text[first : max(end, figure.end if figure else 0)],
            sentence.project, of_table=False, of_office=bool(match["office"]),
        )  # fmt: skip


def _may_tell(text: str) -> bool:
    return any(map(text.__contains__, _WORDS))


def _amount_of(sentence: Sentence, start: int, end: int) -> tuple[Quantity | None, bool]:
    """The amount of money told from `start` to `end`, and whether one follows, were it only of what was spent."""
    text, money = sentence.text, [each for each in sentence.quantities if each.unit == MONEY]
    after = next((each for each in money if each.start >= end), None)
    before = next((each for each in reversed(money) if each.end <= start), None)
    is_item = after is not None and _AN_AMOUNT.match(text[end : after.start]) is not None
    if after and _ITS_AMOUNT.match(text[end : after.start]):
        figure: Quantity | None = after
    else:
        told_behind = before and _BEHIND.match(text[before.end : start]) and text[end : end + 1] in (*",。;)", "")
        figure = before if told_behind else None
    return None if figure and _MOVED.search(figure.clause) else figure, is_item


def _in_tables(case: PaperCase) -> Iterator[Told]:
    for table in case.paper.tables:
        project = case.project(table.section)
        for number, texts in enumerate(table.rows, 1):
            for column, text in enumerate(texts, 1):
                if len(text) > _LONG_CELL or not _may_tell(text):
                    continue
                cell = _FILED_UNDER.sub(r"\g<source>资金", squeezed(text))
                if _BARE_LEVEL.fullmatch(cell) and "来源" in "".join(table.rows[0][column - 1 : column]):
                    cell += "资金"
                named = _LABEL.match(cell) is not None
                values = _figures(texts) if named else set()
                below = [row[column - 1] for row in table.rows[number:] if len(row) >= column]
                counts = any(values or _figures(below)) if named else False
                amounts = [value.scaleb(zeros) for value in values for zeros in (0, 4) if column <= _FIRST_COLUMNS]
                for match in _STATED.finditer(cell):
                    level = _level(match)
                    yield Told(
                        _tier(level), level, "item" if counts else "", tuple(amounts),
                        table.cell(number, column), table.name, cell, match.start(), match.end(), cell, project,
                        of_table=True, of_office=bool(match["office"]),
                    )  # fmt: skip


def _figures(texts: Sequence[str]) -> set[Decimal]:
    return {value for text in texts if (value := number_in(squeezed(text).replace(",", ""))) is not None}


def _tier(level: str) -> str:
    return level if level in (_OWN, _CARRIED) else _TIERS.get(level[0], level[0])


def _level(match: re.Match[str]) -> str:
    """A level in one spelling: 县财政 and 县级 alike."""
    text = match["level"]
    if not text:
        return _OWN if match["own"] else _CARRIED
    return text if text == "中央" else "自治区" if text[0] == "自" else "乡镇" if text[0] in "乡镇" else text[0] + "级"
