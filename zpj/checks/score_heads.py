"""The columns of a table of scores by their headings: 评分标准, 标准分, 自评分, 实际情况 in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from zpj.checks.paper_text import squeezed
from zpj.checks.standards import RULE
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

SUMMED = "合计|总计|总分(?![馆校店行])|小计"
"""What the row of a total begins with; 总分馆 is none."""
NO_BOUND = r"(?![(](?:不?含|及)|(?:及|含)?以[上下内]|[至到~—-])"
"""Behind 综合得分90分: it is no bound of a grade, as 90分（含）以上 or 90分至100分 would be."""
POINTS_HEAD = regex(
    "^(?:指标|自评|自我评价|实际|评价|考核|评定|最终|单位自评|实)?(?:得分|评分|分数)(?:[(]分[)])?$"
    "|^(?:自评|评价|考核|实得|评定)分值?(?:[(]分[)])?$"
)
"""What heads the points given."""
WEIGHT_HEAD = regex(
    "^(?:[一二三]级)?(?:指标)?(?:分值|权重|满分|标准分值?|权重分|应得分|满分值|参考分值?|设定分值)(?:[(][分%][)])?$"
)
"""What heads the most points a row can have."""
_STANDARD = regex("标准(?!分)|规则|办法|细则|方法|计分|赋分|公式|说明|解释|备注|要点|依据")
_LOOSE, _NOT_LOOSE = regex("说明|解释|备注|要点|依据"), regex("满分|不得分|每[^,。;]{1,24}扣|得分=")
"""Columns that hold a standard or something else: there only the plainest words of one count."""
_NO_STANDARD = regex("原因|扣分(?!标准|规则|办法|细则)|得分|自评")
_NAME = regex("^(?:三级指标|指标名称|指标内容|(?:评价|考核|评分)(?:指标|内容|项目)|具体指标|指标)(?:名称)?$")
_POINT = regex("^(?:评价|考核|评分)要点$")
"""What heads the names where another column has the standards."""
_TARGET = regex("指标值|目标值|计划值|年度目标|计划数|目标数")
_DONE = regex("完成值|完成情况|实际情况|实际值|完成数|自评情况|评价情况|实际完成|评分情况|落实情况|执行情况|评价结果")
_REASON = regex("扣分|得分说明|评分说明|原因|备注|^说明$")
_MOST_HEADS = 16


@record
class Heads:
    """The columns of a scoring table, by their places from 0; `row` is that of the headings."""

    row: int
    name: int
    weight: int
    points: int
    standards: tuple[int, ...]
    target: int | None
    done: int | None
    reason: int | None


@lru_cache(maxsize=64)
def heads_of(table: PaperTable) -> Heads | None:
    """The columns of a table with weights, points and standards; None where one of them is not there."""
    for number, texts in enumerate(table.rows[:_MOST_HEADS]):
        if not any("分" in cell for cell in texts):
            continue
        heads = [squeezed(cell) for cell in texts]
        points = next((place for place in range(len(heads) - 1, -1, -1) if POINTS_HEAD.match(heads[place])), None)
        weights = [place for place, head in enumerate(heads) if WEIGHT_HEAD.match(head)]
        standards = tuple(
            place
            for place, head in enumerate(heads)
            if place != points and place not in weights and _STANDARD.search(head) and not _NO_STANDARD.search(head)
        )
        if points is None or not weights or not standards:
            continue
        firm = any(not _LOOSE.search(heads[place]) for place in standards)
        names = [place for place, head in enumerate(heads) if _NAME.match(head) or (firm and _POINT.match(head))]
        name = names[-1] if names else max(0, weights[-1] - 1)
        target, done, reason = (_first(heads, title) for title in (_TARGET, _DONE, _REASON))
        return Heads(number, name, weights[-1], points, standards, target, done, reason)
    return None


def _first(heads: Sequence[str], title: re.Pattern[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if title.search(head)), None)


def printed(table: PaperTable, heads: Heads, row: Sequence[str]) -> str:
    """The standard of a row (in one spelling), "" where it has none."""
    titles = table.rows[heads.row]
    for place in heads.standards:
        words = row[place] if place < len(row) else ""
        if (_NOT_LOOSE if _LOOSE.search(squeezed(titles[place])) else RULE).search(words):
            return words
    return ""
