"""A table of scores: its columns by their headings (评分标准, 标准分, 自评分, 实际情况 in any order) and its rows.

A heading may have a slip of the pen; a column of standards is known by what stands in it, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from zpj.checks.points.standards import RULE
from zpj.checks.reading.form_headings import misspelt_heading
from zpj.checks.reading.tables import is_total_row, number_in
from zpj.checks.reading.text import squeezed
from zpj.domain.amounts import ZERO
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

NO_BOUND = r"(?![(](?:不?含|及)|(?:及|含)?以[上下内]|[至到~—-])"
"""Behind 综合得分90分: it is no bound of a grade, as 90分（含）以上 or 90分至100分 would be."""
TOLD_TOTAL = regex(
    r"(?:总得分|综合得分|自评得分|评价得分|综合评分|自评总分|绩效自评得|自评得|评价分数)(?:为|是|:)*(?P<number>\d+(?:\.\d+)?)分"
    rf"{NO_BOUND}"
)
"""The total of a form as a text tells it."""
POINTS_HEAD = regex(
    "^(?:指标|自评|自我评价|实际|评价|评估|考核|评定|核定|复核|最终|单位|部门|本项|实){0,2}(?:得分(?:情况)?|评分|分数|打分)(?:[(]分[)])?$"
    "|^(?:自评|评价|考核|实得|评定)分值?(?:[(]分[)])?$"
)
"""What heads the points given."""
WEIGHT_HEAD = regex(
    "^(?:[一二三]级)?(?:指标)?(?:分值|权重|满分|标准分值?|权重分值?|应得分|满分值|参考分值?|设定分值|基础分|基准分|配分)(?:[(][分%][)])?$"
)
"""What heads the most points a row can have."""
_STANDARD = regex("标准(?!分)|规则|办法|细则|方法|评[分价]要求|计分|赋分|公式|说明|解释|备注|要点|依据")
_LOOSE, _NOT_LOOSE = regex("说明|解释|备注|要点|依据"), regex("满分|不得分|每[^,。;]{1,24}扣|得分=")
"""Columns that hold a standard or something else: there only the plainest words of one count."""
_NO_STANDARD = regex("原因|扣分(?!标准|规则|办法|细则)|得分(?!标准|规则|办法|细则|计算)|自评(?!标准|规则|办法)")
NAME_HEAD = regex("^(?:三级指标|指标名称|指标内容|(?:评价|考核|评分|具体)(?:指标|内容|项目)|指标)(?:名称)?$")
"""What heads the names of the rows."""
_POINT = regex("^(?:评价|考核|评分)要点$")
"""What heads the names where another column has the standards."""
_TARGET = regex("指标值|目标值|计划值|年度目标|计划数|目标数")
_DONE = regex(
    "完成值|完成情况|实际情况|实际值|完成数|自评情况|评价情况|实际完成|评分情况|落实情况|执行情况|评价结果|完成结果|实际结果"
    "|实现值|实现情况|达成情况"
)
_REASON = regex("扣分|得分说明|评分说明|原因|备注|^说明$")
_SAYS_HOW = regex(
    "得满分|不得分|不计分|得分=|每[^,，。;；]{1,24}扣|[×x*](?:分值|权重)|按[^,，。;；]{0,12}比例[计得扣]|酌情扣"
)
_MOST_HEADS, _LEAST_RULE, _FEWEST_RULES = 16, 5, 3


@record
class Heads:
    """The columns of a table of scores, by their places from 0; `row` is that of the headings.

    `is_named` tells whether a heading names the column of names, which else is the one before the weights.
    """

    row: int
    is_named: bool
    name: int
    weight: int
    points: int
    standards: tuple[int, ...]
    target: int | None
    done: int | None
    reason: int | None
    loose: frozenset[int]


@record
class ScoredRow:
    """A row of a table of scores: its number from 1, its cells in one spelling, and what they are by the headings."""

    table: PaperTable
    heads: Heads
    number: int
    cells: tuple[str, ...]

    def text(self, column: int | None) -> str:
        """The text in a column, "" where there is none."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    @property
    def name(self) -> str:
        """The indicator."""
        return self.cells[self.heads.name]

    @property
    def weight(self) -> Decimal | None:
        """The most points it can have."""
        return number_in(self.cells[self.heads.weight])

    @property
    def points(self) -> Decimal | None:
        """The points it was given."""
        return number_in(self.cells[self.heads.points])

    @property
    def is_scored(self) -> bool:
        """Whether it has a name, a weight and points, and is no total."""
        is_whole = bool(self.name) and self.weight is not None and self.points is not None
        return is_whole and not is_total_row(self.cells[:2])

    @property
    def lost(self) -> Decimal:
        """What the weight has more than the points; 0 where one of the two is no number."""
        return ZERO if self.weight is None or self.points is None else max(ZERO, self.weight - self.points)

    @property
    def place(self) -> str:
        """The cell of its points."""
        return self.table.cell(self.number, self.heads.points + 1)

    @property
    def target(self) -> str:
        """Its goal."""
        return self.text(self.heads.target)

    @property
    def done(self) -> str:
        """What was done."""
        return self.text(self.heads.done)

    @property
    def reason(self) -> str:
        """Why points were lost."""
        return self.text(self.heads.reason)

    @property
    def standard(self) -> str:
        """How its points are given, "" where no column that may tell it does."""
        for place in self.heads.standards:
            words = self.text(place)
            if (_NOT_LOOSE if place in self.heads.loose else RULE).search(words):
                return words
        return ""


def heads_of(table: PaperTable) -> Heads | None:
    """The columns of a table with weights, points and standards; None where one of them is not there."""
    return next((heads for heads in _heads(table) if heads.standards), None)


def named_heads(table: PaperTable) -> Heads | None:
    """The columns of a table with names, weights and points, standards or none; None where one of them is not there."""
    return next((heads for heads in _heads(table) if heads.is_named), None)


def scored_rows(table: PaperTable, heads: Heads | None) -> Iterator[ScoredRow]:
    """The rows below the headings that reach as far as the columns of names, weights and points; none without heads."""
    for number, texts in enumerate(table.rows[heads.row + 1 :] if heads else (), (heads.row if heads else 0) + 2):
        if heads and max(heads.name, heads.weight, heads.points) < len(texts):
            yield ScoredRow(table, heads, number, tuple(map(squeezed, texts)))


@lru_cache(maxsize=64)
def _heads(table: PaperTable) -> tuple[Heads, ...]:
    """The rows of headings of a table of scores."""
    found: list[Heads] = []
    for number, texts in enumerate(table.rows[:_MOST_HEADS]):
        heads = [squeezed(cell) for cell in texts] if any("分" in cell for cell in texts) else []
        if any(map(WEIGHT_HEAD.match, heads)) or any(map(POINTS_HEAD.match, heads)):
            own = _columns(table, number, [misspelt_heading(head) or head for head in heads])
            found += [own] if own else []
    return tuple(found)


def _columns(table: PaperTable, number: int, heads: Sequence[str]) -> Heads | None:
    points = next((place for place in range(len(heads) - 1, -1, -1) if POINTS_HEAD.match(heads[place])), None)
    weights = [place for place, head in enumerate(heads) if WEIGHT_HEAD.match(head)]
    if points is None or not weights:
        return None
    free = [(place, head) for place, head in enumerate(heads) if place != points and place not in weights]
    standards = tuple(place for place, head in free if _STANDARD.search(head) and not _NO_STANDARD.search(head))
    if not standards and any(map(NAME_HEAD.match, heads)):
        standards = tuple(place for place, head in free if _holds_standards(table, number, place, head))
    firm = any(not _LOOSE.search(heads[place]) for place in standards)
    names = [place for place, head in enumerate(heads) if NAME_HEAD.match(head) or (firm and _POINT.match(head))]
    if not standards and not names:
        return None
    name = names[-1] if names else max(0, weights[-1] - 1)
    target, done, reason = (_first(heads, title) for title in (_TARGET, _DONE, _REASON))
    loose = frozenset(place for place in standards if _LOOSE.search(heads[place]))
    return Heads(number, bool(names), name, weights[-1], points, standards, target, done, reason, loose)


def _holds_standards(table: PaperTable, head_row: int, place: int, head: str) -> bool:
    """Whether most cells of a column say how points are given, and none what was done."""
    if NAME_HEAD.match(head) or any(title.search(head) for title in (_DONE, _REASON, _NO_STANDARD)):
        return False
    cells = [row[place] for row in table.rows[head_row + 1 :] if place < len(row) and len(row[place]) >= _LEAST_RULE]
    told = sum(_SAYS_HOW.search(cell) is not None for cell in cells) if len(cells) >= _FEWEST_RULES else 0
    return told >= _FEWEST_RULES and told * 2 > len(cells)


def has_reasons(table: PaperTable) -> bool:
    """Whether a table of scores has its names row by row and a column of its own for reasons."""
    heads = ([squeezed(cell) for cell in row] for row in table.rows[:_MOST_HEADS])
    return any(any(map(NAME_HEAD.match, row)) and any(map(_REASON.search, row)) for row in heads)


def _first(heads: Sequence[str], title: re.Pattern[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if title.search(head)), None)
