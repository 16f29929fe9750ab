"""What a short text says of the total: “自评得分：96.5 等级：优”, “（自评等级）优”, “96.5分（优）”."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from zpj.domain.regex import regex

_BLANK = regex(r"\s")
_GRADE = "优秀?|良好?|中等?|合格|较?差|一般"
_SCORE_LABEL = "(?:项目|绩效|自评|评价|综合|最终|年度|总)*(?:得分|总分|评分|分数|自评分)(?:合计)?"
_PARTS = (
    "(?P<weight>总分值[:为]?|满分[:为]?|分值[:为]?|总分(?=100(?![\\d.])))(?P<points>\\d+(?:\\.\\d+)?)分?"
    f"|(?P<score>{_SCORE_LABEL})(?:\\(\\d*分?\\))?(?:[:为]|(?<!总分))(?P<number>\\d+(?:\\.\\d+)?)分?"
    f"|\\(?(?:项目|绩效|自评|评价|评定|结果|综合)*(?:等级|等次|级别)\\)?[:为]?(?P<grade>{_GRADE})级?"
    f"|(?P<alone>\\d+(?:\\.\\d+)?)分?[,;、(]*(?P<word>{_GRADE})\\)?"
)
_PART = regex(_PARTS)
_WHOLE = regex(f"(?:\\(?(?:{_PARTS})\\)?[,;、。]?)+".replace("?P<", "?P<whole_"))
_GRADED = ("等级", "等次", "级别")
_LONGEST = 60
_TOTAL = "总分"


def told_totals(text: str) -> Mapping[str, str]:
    """Weight, reported and grade as told by a text that tells nothing else; empty for any other text."""
    bare = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    tells = any(map(str.isdigit, bare)) or any(word in bare for word in _GRADED)
    if not tells or len(bare) > _LONGEST or bare.isdecimal() or not _WHOLE.fullmatch(bare):
        return {}
    parts = list(_PART.finditer(bare))
    found: dict[str, str] = {}
    for part in parts:
        found |= {"weight": part["points"]} if part["weight"] else {}
    scores = [(part["score"], part["number"]) for part in parts if part["score"]]
    if len(scores) > 1 and scores[0][0] == _TOTAL:
        found["weight"] = scores.pop(0)[1]
    if scores:
        found["reported"] = scores[0][1]
    for part in parts:
        found |= {"grade": part["grade"]} if part["grade"] else {}
        found |= {"reported": part["alone"], "grade": part["word"]} if part["alone"] else {}
    return found
