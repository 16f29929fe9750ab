"""Which way a target without comparison sign is meant: from its 二级指标 and the words of its 三级指标."""

from __future__ import annotations

from zpj.domain.regex import regex
from zpj.domain.targets import Direction, Value
from zpj.scoring.case import takes_time

_REDUCED_TO = regex("(?:降|降低|下降|减少|缩短|压缩|控制)[至到在]")
_REMEDY = regex(
    "节约|节省|压减|降低|下降|减少|处理|处置|办结|整改|解决|修复|排除|查处|回复|反馈|化解|挽回|避免|防范|合格|达标"
)
_UNWANTED = regex("投诉|差错|失误|异常|事故|故障|死亡|发病|成本|超支|逾期|违规")


def direction_of(value: Value, level2: str, name: str) -> Direction:
    """Give the written direction, else the usual one: costs and 时效 are limits, so are unwanted things.

    What is done about an unwanted thing (投诉办结率, 成本节约率) is wanted again. Everything else is at_least.
    """
    if value.direction is not None:
        return value.direction
    if _REDUCED_TO.search(name):
        return Direction.AT_MOST
    if _REMEDY.search(name):
        return Direction.AT_LEAST
    limited = "成本" in level2 or takes_time(value, level2) or _UNWANTED.search(name)
    return Direction.AT_MOST if limited else Direction.AT_LEAST
