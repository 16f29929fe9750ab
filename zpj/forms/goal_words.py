"""The words that say 年度总体目标 or 完成情况: alone in a cell, or before their text in one cell."""

from __future__ import annotations

from zpj.domain.regex import regex
from zpj.forms import labels

_WORDS = (
    "(?:项目|年度|年初|调整后?|总体|绩效|预期|设定|设立|部门|整体)*目标(?:设定|内容|概述)?"
    "|(?P<achieved>(?:项目|年度|全年|年末|绩效|总体|目标|实际)*完成(?:总体)?(?:情况|结果)(?:综述|概述)?|(?:实际|全年|年末|目标)完成|主要绩效)"
)
_LABEL = regex(f"(?:{_WORDS})\\d{{0,2}}")
_TOLD = regex(
    r"(?:^|[\n。；;])\s*(?:[一二三四12][、.．]|[(（][一二三四12][)）])?\s*"
    rf"(?:{_WORDS})\s*(?:[(（][^()（）]{{1,12}}[)）])?\s*[:：]"
)
_BOTH = regex(r"[^()\d]{0,6}目标[^()\d]{0,4}(?:实现|完成)(?:总体)?情况")
SHORTEST_TEXT = 5
"""Fewer characters than these are no goal."""


def goal_field(text: str) -> str | None:
    """The goal a label stands for (expected, achieved), None where it is no such label."""
    match = _LABEL.fullmatch(labels.bare_label(text))
    told = ("achieved" if match["achieved"] else "expected") if match else None
    return labels.section("goal").field(text) or told


def heads_both_goals(text: str) -> bool:
    """Whether a label stands for both goals at once: 年度目标及实现情况, with the two texts beside it."""
    return _BOTH.fullmatch(labels.bare_label(text)) is not None and goal_field(text) is None


def goals_told(text: str) -> list[tuple[str, str]]:
    """Field and text of a cell that begins with such a label and a colon: “年度绩效目标：……”, or both goals in turn."""
    if ":" not in text and "：" not in text:
        return []
    told = list(_TOLD.finditer(text))
    if not told or text[: told[0].start()].strip():
        return []
    ends = [*(match.start() + 1 for match in told[1:]), len(text)]
    pairs = [
        ("achieved" if match["achieved"] else "expected", text[match.end() : end].strip())
        for match, end in zip(told, ends, strict=True)
    ]
    return [(field, goal) for field, goal in pairs if len(goal) >= SHORTEST_TEXT]
