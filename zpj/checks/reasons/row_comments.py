"""Over a filed report: in a table of criteria, the comments of two rows that stand in each other's place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from zpj.checks.case import PaperCase
from zpj.checks.reading.plain_patterns import HAN_WORDS
from zpj.checks.reading.text import squeezed
from zpj.checks.reasons.misplaced import CROSSED
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.likeness import bigrams
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_NAME = regex("^(?:三级指标|指标名称|指标内容|评价内容|评价指标)")
_CRITERION = regex("(?:评价|评分|计分|考核)(?:标准|要点|细则|办法|方法|规则)|指标(?:解释|说明|内涵)|要点")
_COMMENT = regex(
    "(?:评价|自评|完成|得分|扣分|评分|计分|落实|实施|考核)(?:情况|说明|依据|理由|原因|过程)|情况说明|^(?:说明|备注|评语)$"
)
_POINTS = regex("每?[^,。;]{0,8}(?:扣|得|计)[0-9.]*分|[0-9.]+")
_LEAST_MORE, _LONGEST_GAP, _MOST_HEADS, _LEAST_SIGNS = 4, 6, 3, 5


@record
class _Row:
    """A row with its comment: the pairs of signs of its name and criterion, and those of the comment."""

    number: int
    name: str
    comment: str
    own: frozenset[str]
    told: frozenset[str]


@another_way("ZPJ438", WARNING, follows=("ZPJ438", "ZPJ336"))
def comments_in_each_others_rows(case: PaperCase) -> Iterator[Hit]:
    """“资金专账核算，审批手续完整” beside 管理制度健全性, “制定了三项管理办法” beside 资金使用合规性.

    Each comment has more signs in common with the other row's name and criterion than with its own.
    """
    for table in case.paper.tables:
        for column, rows in _read(table):
            for one, other in combinations(rows, 2):
                if other.number - one.number <= _LONGEST_GAP and _exchanged(one, other):
                    for row, right in ((one, other), (other, one)):
                        yield Hit(table.cell(row.number, column + 1), row.comment, right.name,
                                  quote=row.comment[:40], project=case.project(table.section),
                                  words={"name": row.name, "what": CROSSED.format(right.name)})  # fmt: skip


def _exchanged(one: _Row, other: _Row) -> bool:
    here = len(one.told & one.own), len(other.told & other.own)
    there = len(one.told & other.own), len(other.told & one.own)
    return (
        all(a < b for a, b in zip(here, there, strict=True))
        and sum(there) - sum(here) >= _LEAST_MORE
        and (sum(here) <= 1 or sum(there) >= _LEAST_MORE * sum(here))
    )


def _read(table: PaperTable) -> Iterator[tuple[int, list[_Row]]]:
    """The column of the comments and the rows that have one."""
    for head, texts in enumerate(table.rows[:_MOST_HEADS], 1):
        titles = [squeezed(each) for each in texts]
        name = next((at for at, each in enumerate(titles) if _NAME.search(each)), None)
        criterion = next((at for at, each in enumerate(titles) if _CRITERION.search(each)), None)
        comment = next((at for at in reversed(range(len(titles))) if _COMMENT.search(titles[at])), None)
        if name is not None and criterion is not None and comment is not None and comment not in (name, criterion):
            rows = [_row(number, cells[name], cells[criterion], cells[comment])
                    for number, cells in enumerate(table.rows[head:], head + 1)
                    if max(name, criterion, comment) < len(cells)]  # fmt: skip
            yield comment, [row for row in rows if len(row.told) >= _LEAST_SIGNS - 1]
            return


def _row(number: int, name: str, criterion: str, comment: str) -> _Row:
    return _Row(number, name.strip(), comment.strip(), _pairs(f"{name},{criterion}"), _pairs(comment))


@lru_cache(maxsize=2048)
def _pairs(text: str) -> frozenset[str]:
    """The pairs of signs of a text, what tells of points apart."""
    pieces = HAN_WORDS.findall(_POINTS.sub(",", squeezed(text)))
    return frozenset(pair for piece in pieces for pair in bigrams(piece))
