"""The words of the levels of indicators, where no heading says which level a text belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from zpj.domain.regex import regex
from zpj.forms import labels

_FIRST = regex("(?:项目)?(?:产出|效益|效果|满意度|成本|决策|过程|投入|管理|预算执行)(?:绩效)?(?:类)?(?:指标)?")
_SECOND = regex(
    "(?:产出)?(?:数量|质量|时效|进度)(?:指标)?|(?:经济|社会|生态|环境)(?:效益|影响)(?:指标)?"
    "|可持续(?:影响|发展)(?:指标|影响指标)?|(?:服务对象|社会公众|受益对象).*满意度(?:指标)?"
)
_EITHER = regex("(?:项目|产出)?成本(?:指标)?|满意度(?:指标)?")


def level_of(text: str) -> str | None:
    """The level (level1, level2) that a text like 产出指标（50分） or 数量指标 certainly names."""
    bare = labels.bare_label(text)
    if _FIRST.fullmatch(bare):
        return "level1"
    return "level2" if _SECOND.fullmatch(bare) else None


def are_second_levels(texts: Sequence[str]) -> bool:
    """Whether a column of levels holds those of the second level only (数量指标, 质量指标 … without 产出指标)."""
    bare = {labels.bare_label(text) for text in texts if text.strip()}
    second = {text for text in bare if _SECOND.fullmatch(text)}
    return len(second) > 1 and all(text in second or _EITHER.fullmatch(text) for text in bare)
