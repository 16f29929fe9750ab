"""Over a filed report: what was done told with days that cannot follow each other, wherever they are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.events import CHAINS, Event, events
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.likeness import bigrams
from zpj.domain.regex import regex

_USUAL = regex(
    "项目|工程|工作|组织|全部|所有|各|完成|通过|陆续|均|并|于|在|由|将|已|了|其|该|本|和|及|与|"
    "至|到|经|后|的|实际|正式|按期|"
    "采购|建设|实施|资金|公开|结果|单位|公司|验收|合格|完工|竣工|开工|签订|合同|协议|到货|安装|"
    "调试|配发|投入|使用|上线|"
    "时限|时间|日期|进行|开展|年度|我[局县市区校院]|[0-9.%]+[\u4e00-\u9fff]?|[^\u4e00-\u9fff]"
)
OF_SEVERAL = regex("预算|概算|用地|调整|方案|设计|变更|追加|质保|监理|审计|检测|试点|样|草案|意见|一期|二期|上一")
_GENERIC = 2
_HALF_A_YEAR = 183
_ONE_PARAGRAPH = frozenset({0, 1, 4, 6, 7})
"""The chains whose order within a paragraph is another rule's (ZPJ599)."""
_OF_ALL = frozenset({2, 3})
"""Surveys and trainings: a paper tells of one."""


@paper_check(
    "ZPJ174",
    "两处写的日期先后颠倒",
    WARNING,
    reference="R-58 R-59",
    clause="先招标、再签合同、再到货和完工、再验收；先登记、再审核、再上报",
    message="这里写“{found}”{later}，{where}写“{expected}”{earlier}，先后颠倒，请核对",
    fix="核对两处的日期",
    follows=("ZPJ599", "ZPJ527", "ZPJ193", "ZPJ373"),
)
def told_out_of_order(case: PaperCase) -> Iterator[Hit]:
    """“8月30日全部到货” in one section, “9月25日签订采购合同” in another; the table of payments against the contract.

    Two steps of one thing, or of the whole project where each step is told of it alone; batches, lots and what was
    done anew are let pass.
    """
    told: set[tuple[str, str]] = set()
    for chain in range(len(CHAINS)):
        steps = [each for each in events(case) if each.chain == chain and not OF_SEVERAL.search(each.subject)]
        for later in steps:
            for earlier in steps:
                key = (later.place, earlier.place)
                if earlier.step < later.step and key not in told and _conflict(earlier, later, steps):
                    told |= {key, (earlier.place, later.place)}
                    where = "同一处" if earlier.place == later.place else earlier.place
                    yield Hit(later.place, later.text, earlier.text, quote=later.quote, basis=earlier.quote,
                              project=case.project(later.section),
                              words={"later": later.name, "earlier": earlier.name, "where": where})  # fmt: skip
                    break


def _conflict(earlier: Event, later: Event, steps: Sequence[Event]) -> bool:
    """Whether the later step ended before the earlier began, of one thing."""
    here = earlier.line == later.line and earlier.line >= 0
    if later.last >= earlier.first or earlier.section != later.section or (here and later.chain in _ONE_PARAGRAPH):
        return False
    if not (earlier.sure and later.sure) and (earlier.first - later.last).days > _HALF_A_YEAR:
        return False
    if earlier.batch != later.batch:
        return False
    ones = [each for each in steps if each.step == earlier.step]
    others = [each for each in steps if each.step == later.step]
    if _shared(earlier, later):
        return not any(each.first <= later.last and _meets(each, later) for each in ones) and not any(
            each.last >= earlier.first and _meets(each, earlier) for each in others
        )
    whole = max(each.last for each in others) < min(each.last for each in ones)
    return whole and not earlier.batch and (later.chain in _OF_ALL or not bare(earlier) or not bare(later))


def _meets(one: Event, other: Event) -> bool:
    return not bare(one) or not bare(other) or _shared(one, other)


def _shared(one: Event, other: Event) -> bool:
    """Whether two clauses name one thing: a word of two signs or more."""
    words = bare(other)
    return any(pair in words for pair in bigrams(bare(one)))


def bare(event: Event) -> str:
    """What a clause says of the thing itself; "" where it speaks of the project, or of all of it."""
    words = _bare(event.subject)
    return words if len(words) >= _GENERIC else ""


@lru_cache(maxsize=512)
def _bare(text: str) -> str:
    return _USUAL.sub("", text)
