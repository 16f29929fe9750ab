"""Reads the lists of what is wrong, and of what only looks wrong, in the papers of tests/papers.

Each set of papers has its list beside it, errors.toml; the format is told at the top of that of the published papers.
The published papers are transcribed; the others were written by people who had not seen the rules, each set measured
once before the rules were mended by it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from tests.papers.published import FOLDER, LIST

# What a slip is about; a slip has one kind.
KINDS = {
    "adjustment": "年中调整没有说明",
    "ambiguous": "指标值含义不清",
    "arithmetic": "文中算出的数不对",
    "attachment": "所称附件没有附",
    "completion_word": "完成、全部等词与数不符",
    "count": "个数、条数不符",
    "cover": "封面与表、报告不一",
    "date": "日期先后颠倒",
    "document_number": "发文字号的括号",
    "execution_low": "执行率低而没有说明",
    "form_inside": "表内两处不一",
    "form_vs_prose": "表与正文不一",
    "grade": "等级不对",
    "leftover": "别的项目的残留",
    "misplaced": "指标归类或位置不对",
    "missing_cell": "缺列、缺值",
    "missing_part": "缺应有的内容",
    "name": "项目、单位、文件名称不一",
    "numbering": "标题编号丢失、重复、跳号或标题字错",
    "over_target": "超额没有说明",
    "placeholder_goal": "指标值只写“定性”",
    "problem_section": "问题、措施与扣分无对应",
    "public_data": "公开件含个人信息",
    "punctuation": "标点不成对、误用",
    "rate": "执行率算错",
    "ratio": "百分比算错或口径不对",
    "reason_missing": "扣分没有原因",
    "reason_vague": "偏差原因不成其为原因",
    "repeated": "段落、语句、文字重复",
    "score_doubt": "得分可疑",
    "score_format": "得分的写法",
    "score_rule": "得分与计分规则不符",
    "serial": "序号不连续",
    "style": "格式不统一",
    "sum": "合计不符",
    "symbol": "比较符用错",
    "truncated": "文字被截断",
    "typo": "错字、漏字",
    "unit": "单位缺失、多余或不可比",
    "vague": "没有数据",
    "weights": "分值合计或权重不对",
    "wording": "语句不通、用词不当",
    "year": "年度不对",
}


@dataclass(frozen=True)
class Anchor:
    """Where to look: the words as they stand, and the cell (表3!D8) or the how-manieth paragraph that holds them."""

    quote: str
    cell: str | None = None
    nth: int = 1


@dataclass(frozen=True)
class Slip:
    """One thing wrong; `provable` when the papers or a scoring rule prove it, otherwise a reviewer's doubt."""

    id: str
    document: str
    place: str
    kind: str
    provable: bool
    what: str
    at: tuple[Anchor, ...]
    found: str = ""
    expected: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Trap:
    """Something right that a naive check would report."""

    id: str
    document: str
    place: str
    why: str
    at: tuple[Anchor, ...]


def read_slips(name: str) -> tuple[Slip, ...]:
    """The errors of a set, in the order of the papers."""
    return tuple(Slip(**_with_anchors(entry)) for entry in _load(name)["error"])


def read_traps(name: str) -> tuple[Trap, ...]:
    """The traps of a set."""
    return tuple(Trap(**_with_anchors(entry)) for entry in _load(name)["trap"])


def squeezed(text: str) -> str:
    """The text without any blank: the way quotes are compared."""
    return re.sub(r"\s", "", text)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name / LIST).read_text(encoding="utf-8"))


def _with_anchors(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | {"at": tuple(Anchor(**anchor) for anchor in entry["at"])}
