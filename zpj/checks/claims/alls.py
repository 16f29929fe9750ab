"""Over a filed report: “all of so many did it”, where the paper counts fewer of them, or names some who did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import SENTENCE, clause_before, clause_behind
from zpj.checks.reading.figures import MONEY, PERCENT, POINTS, Quantity, Sentence, quantities, said
from zpj.checks.reading.text import texts_of_paper
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.amounts import plain
from zpj.domain.likeness import bigrams
from zpj.domain.regex import regex

_ALL = regex(
    "^(?P<noun>[^,。;0-9、]{0,14}?)(?:现|已|目前)*(?P<all>全部|均|都|全员|一律|悉数|无一例外|100%|全数)"
    "(?:已|按期|如期|按时|顺利|按要求|能够|能|被|得到)*(?P<does>[\u4e00-\u9fff]{2,12})"
)
_AHEAD_ALL = regex("(?:全部|所有|全体|这)(?:的)?$")
_DOES = regex("^(?P<noun>[^,。;0-9、]{0,10}?)(?:已|均)*(?P<does>[\u4e00-\u9fff]{2,12})")
_DOING = regex("(?P<does>[\u4e00-\u9fff]{2,10})$")
_NOT_ALL = regex("未|没有|不|除|外|其余|其中|尚|力争|确保|计划|拟|将|应|目标|要求|上年|去年|20[0-9]{2}年底前")
_BUT = regex("除[^;。]{1,30}外|其余|余下|剩下")
_MISSED = regex(
    "[^,。;0-9]{0,16}?(?:未能|未(?!来|必|成年)|没有|没能|尚未|不合格|不达标|缺席|缺考|漏)(?P<does>[\u4e00-\u9fff]{0,10})"
)
_ASIDE = regex(
    "上年|去年|同期|20[0-9]{2}年|每|平均|比|较|目标|计划|应|不少于|第|增|减|上半年|季度|[0-9]月|[女男]|分别|当日|首日|首批"
)
_NO_UNITS = frozenset((MONEY, PERCENT, POINTS, "‰", "百分点", "年", "岁", "天", "倍", "个月"))
_COMMON = frozenset(
    ("完成", "全部", "实施", "开展", "进行", "达到", "目标", "任务", "工作", "项目", "年度", "按期", "情况")
)
_FEWEST, _LEAST, _NEARLY = 2, 2, 4


@paper_check(
    "ZPJ331",
    "说全部都做到了，别处的人数、个数却少一些",
    WARNING,
    reference="R-52 R-76",
    clause="完成情况的说法应与各处的数一致",
    message="文字说“{quote}”，{where}写“{expected}”，请核对",
    fix="按实际数改正说法；没有做到的写明几个、为什么",
    follows=("ZPJ323", "ZPJ380", "ZPJ543"),
)
def all_of_them(case: PaperCase) -> Iterator[Hit]:
    """“138名军休干部全部参加了体检” beside 参加体检135人; “26户全部入住” beside 有2户未入住."""
    claims = [(sentence, figure, match) for sentence in said(case) for figure, match in _claims(sentence.text)]
    for sentence, whole, match in claims:
        does = _pairs(match["does"])
        for other in said(case) if does else ():
            if other.project != sentence.project or other.paragraph.section != sentence.paragraph.section:
                continue
            told = _fewer(case, sentence, whole, match, other)
            if told:
                yield sentence.hit(whole.text, told, quote=(whole.text + match.group())[:30],
                                   words={"where": other.paragraph.location})  # fmt: skip
                break


@lru_cache(maxsize=2048)
def _claims(text: str) -> tuple[tuple[Quantity, re.Match[str]], ...]:
    return tuple((figure, match) for figure in quantities(text) if (match := _claim(text, figure)))


def _claim(text: str, figure: Quantity) -> re.Match[str] | None:
    """What is said of all that a figure counts."""
    if figure.unit in _NO_UNITS or figure.half or figure.value <= 1:
        return None
    clause = clause_before(text, figure.start)
    match = _ALL.match(text[figure.end :])
    if match is None and _AHEAD_ALL.search(clause):
        match = _DOES.match(text[figure.end :])
    behind = clause_behind(text, figure.end)
    but = _BUT.search(clause_before(text, figure.start, SENTENCE))
    return None if match is None or but or _NOT_ALL.search(clause + behind) else match


def _fewer(case: PaperCase, claim: Sentence, whole: Quantity, match: re.Match[str], other: Sentence) -> str:
    """What another sentence tells of fewer of them, or of some who did not; "" where it tells nothing."""
    does, noun = _pairs(match["does"]), _pairs(match["noun"])
    for figure in other.quantities:
        if figure.unit != whole.unit or figure.value >= whole.value or figure.half:
            continue
        clause = clause_before(other.text, figure.start)
        if _ASIDE.search(clause) or other is claim:
            continue
        ahead, behind = _DOING.search(clause), clause_behind(other.text, figure.end)
        missed = _MISSED.match(behind)
        did = set() if missed else _pairs((ahead["does"] if ahead else "") + "," + behind[:12])
        if missed and len(does & _pairs(behind)) >= _LEAST:
            return f"{figure.text}{missed.group()}"[-30:]
        near = abs(other.number - claim.number) <= _FEWEST and not behind
        shared = len(did & does - noun)
        enough = shared >= min(_FEWEST, len(does)) and (noun & did or near or len(does) >= _FEWEST)
        most = _NEARLY if len(does) < _FEWEST else _FEWEST
        if enough and figure.value * most > whole.value * (most - 1) and _is_told(case, whole):
            return f"{clause}{figure.text}{behind}"[-30:]
    return ""


def _is_told(case: PaperCase, whole: Quantity) -> bool:
    """Whether the whole is told at least once more."""
    written = regex(rf"(?<![0-9.]){plain(whole.value)}[{whole.unit[:1]}人名位个]")
    return sum(len(written.findall(text)) for _, text, _ in texts_of_paper(case)) > 1


def _pairs(text: str) -> set[str]:
    return {pair for pair in bigrams(text) if "," not in pair} - _COMMON
