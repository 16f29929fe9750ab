"""Over a filed report: of which level its money is, told otherwise at one place than at the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.paper_figures import MONEY, said
from zpj.checks.paper_text import squeezed, texts_of_paper
from zpj.checks.plain_patterns import CITED
from zpj.checks.rule import WARNING, Hit, another_way, paper_check
from zpj.checks.tables import number_in
from zpj.domain.records import record
from zpj.domain.regex import regex

_LEVEL = "中央|省级|省财政|自治区级?|[市州盟]级|[市州盟]财政|[县区旗]级|[县区旗]财政|乡镇级?|镇级"
_KIND = "财政|补助|配套|专项|预算|转移支付|拨款|安排|下达|资金|经费|投入|项目|本级|补贴"
_AHEAD = regex(f"(?:^|[^省市县区旗州盟自中级])(?P<level>{_LEVEL})(?:{_KIND})+(?:[(][^()]*[)])?(?:共|为|是|:|合计)*$")
_BEHIND = regex(f"^[,(]?(?:全部|均|都|全)?(?:为|是|系|来自|由)(?P<level>{_LEVEL})(?:{_KIND})+(?=[,。;)]|$)")
_MOVED = regex(
    "追加|增加|新增|调增|调减|减少|压减|核减|增补|调剂|[一二三四]批|首批|预拨|提前下达|收回|结余|结转|支出|执行|支付|上年|去年"
)
_LABEL = regex(f"^(?:其中:?|[0-9一二三四五六七八九十]+[.、])?(?P<level>{_LEVEL})(?:{_KIND})*$")
_DIGITS, _PAIR, _LABELS = 2, 2, 4


@record
class _Told:
    """An amount of money of one level: in 元, the level, where it stands and in which words."""

    amount: Decimal
    level: str
    place: str
    text: str
    project: str
    words: str
    of_table: bool


@paper_check(
    "ZPJ164",
    "资金来源的级次与别处写得不同",
    WARNING,
    reference="R-52",
    clause="同一笔资金的来源在全文应当一致",
    message="这里写“{found}”，{where}写的是“{expected}”，请核对资金来源",
    fix="按资金文件核对来源，改成一致",
    follows=("ZPJ124", "ZPJ518", "ZPJ187", "ZPJ501", "ZPJ566"),
)
def one_amount_of_two_levels(case: PaperCase) -> Iterator[Hit]:
    """“市级财政资金120万元” once, where 120万元 are 县级财政资金 everywhere else; neither place tells of both."""
    told = [*_in_prose(case), *_in_tables(case)]
    of_amount: dict[Decimal, list[_Told]] = {}
    for each in told:
        of_amount.setdefault(each.amount, []).append(each)
    listed = {each.level for each in told if each.of_table}
    for group in of_amount.values():
        times = Counter(each.level for each in group)
        ranked = sorted(times, key=lambda level: (times[level], any(e.of_table for e in group if e.level == level)))
        odd = [each for each in group if each.level == ranked[0]]
        fellows = [each for each in group if each.level == ranked[-1]]
        in_prose = [each for each in fellows if not each.of_table]
        sure = len(in_prose) > 1 if odd[0].of_table else len(fellows) > 1 or fellows[0].of_table
        if len(ranked) != _PAIR or len(odd) != 1 or not sure or (odd[0].level in listed and not odd[0].of_table):
            continue
        apart = not any(ranked[-1] in odd[0].text or odd[0].level in each.text for each in fellows)
        if apart:
            yield Hit(odd[0].place, odd[0].level, ranked[-1], quote=odd[0].words, project=odd[0].project,
                      words={"where": fellows[0].place})  # fmt: skip


@another_way("ZPJ164", WARNING, follows=("ZPJ164", "ZPJ124", "ZPJ518", "ZPJ187", "ZPJ501", "ZPJ566"))
def level_no_row_has(case: PaperCase) -> Iterator[Hit]:
    """“中央资金900万元、省级资金300万元、市级资金240万元” where the rows of the form are of 中央, 省级 and 县级."""
    rows: dict[str, set[str]] = {}
    for each in _in_tables(case):
        rows.setdefault(each.place.partition("第")[0], set()).add(each.level)
    told: dict[tuple[str, str], dict[str, _Told]] = {}
    for each in _in_prose(case) if rows else ():
        told.setdefault((each.place, each.text), {})[each.level] = each
    every = set().union(*rows.values())
    for levels in told.values():
        for own in rows.values() if len(levels) > 1 else ():
            odd, left = levels.keys() - every, own - levels.keys()
            if len(odd) == len(left) == 1 and len(own & levels.keys()) >= _PAIR:
                each = levels[odd.pop()]
                yield Hit(each.place, each.level, left.pop(), quote=each.words, project=each.project,
                          words={"where": "表里的行"})  # fmt: skip
                break


def _level(text: str) -> str:
    """A level in one spelling: 县财政 and 县级 alike."""
    return text if text in ("中央", "上级") else text[0] + "级" if text[0] in "省市州盟县区旗" else text[:2]


@lru_cache(maxsize=4)
def _in_prose(case: PaperCase) -> tuple[_Told, ...]:
    """The amounts of prose that have a level before or behind them."""
    return tuple(_told_in_prose(case))


def _told_in_prose(case: PaperCase) -> Iterator[_Told]:
    for sentence in said(case):
        for figure in sentence.quantities if "级" in sentence.text or "财政" in sentence.text else ():
            if figure.unit != MONEY or figure.significant < _DIGITS:
                continue
            clause = figure.before.rpartition(",")[2].rpartition("、")[2]
            match = _AHEAD.search(clause) or _BEHIND.match(sentence.text[figure.end :])
            if match and not _MOVED.search(clause):
                yield _Told(figure.value, _level(match["level"]), sentence.paragraph.location, sentence.text,
                            sentence.project, clause + figure.text, of_table=False)  # fmt: skip


@lru_cache(maxsize=4)
def _in_tables(case: PaperCase) -> tuple[_Told, ...]:
    """The rows of tables that are named after a level, each figure as an amount in 万元 and in 元."""
    return tuple(_told_in_tables(case))


def _told_in_tables(case: PaperCase) -> Iterator[_Told]:
    for table in case.paper.tables:
        for number, texts in enumerate(table.rows, 1):
            cells = [squeezed(text) for text in texts]
            match = next((match for cell in cells[:_LABELS] if (match := _LABEL.match(cell))), None)
            if match is None:
                continue
            told = _level(match["level"]), f"{table.name}第{number}行", match.string, case.project(table.section)
            for value in {value for cell in cells if (value := number_in(cell.replace(",", "")))}:
                for zeros in (0, 4):
                    yield _Told(value.scaleb(zeros), *told, match.string, of_table=True)


_TIERS = (("县级", "区级", "旗级"), ("省级", "自治区"))
_MONEY = "(?:财政|资金|补助|配套|预算|拨款)"
_OFTEN = 3


@another_way("ZPJ164", WARNING, follows=("ZPJ164", "ZPJ124", "ZPJ518", "ZPJ187", "ZPJ183", "ZPJ186", "ZPJ115"))
def level_of_another_region(case: PaperCase) -> Iterator[Hit]:
    """“全部为县级财政资金” once in the paper of a 区, whose money is 区级 at all other places."""
    texts = [(place, CITED.sub("", text), section) for place, text, section in texts_of_paper(case) if "级" in text]
    whole = "\n".join(text for _, text, _ in texts)
    for tier in _TIERS:
        found = {word: [match.group() for match in re.finditer(f"(?<![治、(/]){word}{_MONEY}", whole)] for word in tier}
        usual = max(tier, key=lambda word: len(found[word]))
        for word in tier:
            if word == usual or len(found[word]) != 1 or len(found[usual]) < _OFTEN:
                continue
            if any(len(found[other]) for other in tier if other not in (word, usual)):
                continue
            place, text, section = next(each for each in texts if found[word][0] in each[1])
            if usual not in text:
                yield Hit(place, found[word][0], found[usual][0], quote=found[word][0], project=case.project(section),
                          words={"where": "别处"})  # fmt: skip
