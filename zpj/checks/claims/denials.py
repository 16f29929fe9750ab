"""Over a filed report: a work told as wholly done in one place and as not wholly done in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.text import texts_of_paper
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.records import record
from zpj.domain.regex import regex

_DOES = (
    "(?P<does>完成|到位|完工|竣工|建成|开工|达标|合格|投入使用|投用|通过验收|验收合格|验收|拨付|支付|发放|兑付|整改|落实|入库|"
    "归档|交付|到货|安装|缴清|结清|公开|公示|销号|覆盖|达到|实现)"
)
_LONE = "[^,。;:、0-9]{3,18}?"
_WHOLLY = regex(
    f"(?P<what>{_LONE})(?:现|已经|已|也|目前|年底前)*(?P<how>(?:全部|全面|都|均|全数|悉数|按期|如期|按时|及时)"
    f"(?:已|都|均|按期|如期|按时|及时|全部)*){_DOES}"
)
_DENIED = regex(
    f"(?P<what>{_LONE})(?:仍|还|也|均|都)*(?:没有|未能|尚未|并未|没能|未)(?P<how>全部|完全|全面|全数|都|按期|如期|按时|及时)*{_DOES}"
)
_LEAD = regex(
    "^(?:[一二三四五六七八九十]是|其[一二三四],|[(]?[0-9一二三四五六七八九十]{1,2}[)、.]+|部分|个别|少数|全年|年内|本年度?|当年|因此|由于|截至年底|上述|所有|各|使得?|"
    "导致|造成)+"
)
_OTHER_TIME = regex(
    "上半年|年初|[0-9]月|上年|去年|往年|此前|之前|前期|初期|原来|起初|整改前|如|若|凡|的,|应|确保|力争|计划|拟|将|目标|下一?步|要求|20[0-9]{2}年"
)
_IN_TIME = frozenset(("按期", "如期", "按时", "及时"))
_USUAL = regex("项目|工作|任务|工程|资金|指标|目标|建设|实施|情况|其中")
_LEAST, _OWN = 4, 2


@record
class _Told:
    """What is told of a thing: where, of what, in time or wholly, done what."""

    place: str
    section: int
    what: str
    how: str
    does: str
    text: str


@paper_check(
    "ZPJ383",
    "同一件事一处说全部做到，另一处说没有做到",
    WARNING,
    reference="R-52 R-76",
    clause="同一件事在全文说法一致",
    message="这里写“{found}”，{where}写“{expected}”，两处矛盾，请核对",
    fix="按实际情况统一说法",
    follows=("ZPJ323", "ZPJ331", "ZPJ543", "ZPJ598"),
)
def denied_elsewhere(case: PaperCase) -> Iterator[Hit]:
    """“文物修复任务全部完成” in the results, “文物修复任务没有全部完成” among the problems."""
    wholly = list(_told(case, denied=False))
    for no in _told(case, denied=True) if wholly else ():
        for yes in wholly:
            if _contradict(yes, no):
                yield Hit(yes.place, yes.text, no.text, quote=yes.text, project=case.project(yes.section),
                          words={"where": no.place})  # fmt: skip
                break


def _told(case: PaperCase, *, denied: bool) -> Iterator[_Told]:
    for place, text, section in texts_of_paper(case):
        for what, how, does, quote in _claims(text, denied=denied):
            yield _Told(place, section, what, how, does, quote)


@lru_cache(maxsize=2048)
def _claims(text: str, *, denied: bool) -> tuple[tuple[str, str, str, str], ...]:
    if not denied and not any(word in text for word in ("全", "均", "都", "期", "时", "悉数")):
        return ()
    if denied and "未" not in text and "没" not in text:
        return ()
    found = []
    for clause in re.split("[,。;:]", text):
        match = (_DENIED if denied else _WHOLLY).match(_LEAD.sub("", clause))
        if match and not _OTHER_TIME.search(clause):
            found.append((match["what"], match["how"] or "", match["does"], clause[-30:]))
    return tuple(found)


def _contradict(yes: _Told, no: _Told) -> bool:
    """Whether two claims speak of one thing, and of the same sort of doing."""
    if yes.section != no.section or yes.does != no.does or yes.place == no.place:
        return False
    if no.how in _IN_TIME and not any(word in yes.how for word in _IN_TIME):
        return False
    shorter, longer = sorted((yes.what, no.what), key=len)
    own = _USUAL.sub("", shorter)
    return len(shorter) >= _LEAST and len(own) >= _OWN and longer.endswith(shorter)
