"""How a narrative prints what the form says: names in quotation marks, amounts with unit, clerks' texts on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from zpj.domain.amounts import HUNDRED, plain, round_half_up
from zpj.domain.model import Entry
from zpj.domain.regex import regex
from zpj.domain.wording import EMPTY
from zpj.report.shown import missing
from zpj.report.wordml import lines

_CLOSING = "。；;，,、：:.．"
_ENDED = tuple("。！？!?…")
_MONEY_UNIT = "万元"
_PERCENT_PLACES = 2
_QUOTED = regex("“([^“”]*)”")
_BRACKETED = regex(r"[(（][^()（）]*[)）]\s*$")
_MEASURE = (
    "下一步|下一年|下年|次年|明年|来年|进一步|今后|将|加强|加大|完善|健全|提高|提升|落实|推进|及时|继续"
    "|不断|持续|充分|扩大|优化|严格|积极|确保|规范|措施"
)
_MEASURES = regex(_MEASURE)
_LACKING = regex(f"(?:不能|未能|没有|不够|尚未|未|不|欠)(?:{_MEASURE})")
_BECAUSE = regex("^(?:主要)?(?:是)?(?:由于|因为|原因(?:是|为|：|:)?)")
_LONGEST_CAUSE = 40
_MOST_NAMES = 2
_COMPARATORS = "≥≤＞＜>＝=<﹦≧≦⩾⩽≈"


def one_line(text: str) -> str:
    """Bring a clerk's text onto one line: lines are joined as they are inside a sentence, by ； after one."""
    joined = ""
    for piece in (line.strip() for line in lines(text)):
        if not piece:
            continue
        joined += _joint(joined, piece) + piece
    return joined


def _joint(before: str, after: str) -> str:
    if not before or before[-1] in _CLOSING or before.endswith(_ENDED):
        return ""
    return " " if before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum() else ""


def bare(text: str) -> str:
    """A clerk's text as part of a sentence: on one line, without closing punctuation."""
    return one_line(text).rstrip(_CLOSING + " \u3000")


def ended(text: str) -> str:
    """A sentence with its full stop, and never two of them."""
    text = text.rstrip("；;，,、：: \u3000")
    return text if text.endswith(_ENDED) or not text else text + "。"


def entry_text(entry: Entry | None) -> str:
    """What a cell says, "" where it says nothing (empty, “/”, “—”, “无”)."""
    text = bare(entry.text) if entry else ""
    return "" if text in EMPTY else text


def quoted(text: str) -> str:
    """A name in quotation marks; pairs of “” inside become ‘’, as GB/T 15834 asks."""
    inner = _QUOTED.sub(r"‘\1’", text)
    return f"“{inner}”"


def names(texts: Sequence[str]) -> str:
    """Several names in one row, each in quotation marks."""
    return "".join(quoted(text) for text in texts)


def with_is(text: str) -> str:
    """A value after its title: 为2次, but ≥2次 without 为."""
    return text if not text or text[0] in _COMPARATORS else f"为{text}"


def listed_missing(texts: Sequence[str], what: str, kind: str = "") -> str:
    """【待补：A的指标值】; many names are counted: 【待补：数量指标“A”等4项的指标值】."""
    if len(texts) == 1:
        return missing(f"{texts[0]}的{what}")
    if len(texts) <= _MOST_NAMES:
        return missing(f"{names(texts)}的{what}")
    return missing(f"{kind}{quoted(texts[0])}等{len(texts)}项的{what}")


def kind_name(level2: str, level1: str) -> str:
    """The 二级指标 as a heading: 数量指标(20分) is 数量指标, and 服务对象满意度标 gets the 指 it lost."""
    name = _BRACKETED.sub("", bare(level2) or bare(level1)).strip()
    return re.sub("(?<!指)标$", "指标", name) or "其他指标"


def amount(number: Decimal, unit: str) -> str:
    """An amount with its unit; a form without a unit is in 万元, as the ministry's form is."""
    return plain(number) + (bare(unit) or _MONEY_UNIT)


def percent(share: Decimal) -> str:
    """A fraction as a percent of two places: 0.7226 is 72.26%."""
    return f"{plain(round_half_up(share * HUNDRED, _PERCENT_PLACES))}%"


def is_cause(reason: str) -> bool:
    """Whether a text reads as a mere cause. The column also takes measures, which must not follow 由于."""
    if len(reason) > _LONGEST_CAUSE or "。" in reason or "；" in reason:
        return False
    return not _MEASURES.search(_LACKING.sub("", reason))


def after_because(reason: str) -> str:
    """A cause without the words that 主要是由于 would double."""
    return _BECAUSE.sub("", reason) or reason
