"""Over a filed report: the points its prose tells of one indicator against its row of a table of scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from zpj.checks.case import PaperCase
from zpj.checks.points.marks import is_won
from zpj.checks.reading.figures import POINTS, Quantity, Sentence, said
from zpj.checks.reading.reconcile import HALF_CENT
from zpj.checks.reading.scoring_tables import ScoredRow, heads_of, named_heads, scored_rows
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.amounts import plain
from zpj.domain.regex import regex

_THIS = regex("[该本此](?:项|三级)?指标[^,。;]{0,4}$")
_NOUN = regex("[\u4e00-\u9fff]+$")
_OWN = regex("[^;,“”]{0,6}|[^;“”]{0,40},(?:因此|故|[该本此]项?(?:指标)?)?(?:共|应)?(?:扣|实?得)[^,;]{0,4}")
"""Between the name of a row and its points: a result, a reason, and no other name for what is scored."""
_LEAST = 4


@paper_check(
    "ZPJ461",
    "文字里某项指标的得分、扣分与评分表不符",
    WARNING,
    reference="R-52",
    clause="文字里的得分应与评分表一致",
    message="文字写“{quote}”，评分表“{name}”是 {expected} 分，请核对",
    fix="核对评分表和文字，改成一致",
    follows=("ZPJ430", "ZPJ435", "ZPJ436", "ZPJ431", "ZPJ440", "ZPJ561", "ZPJ253"),
)
def points_of_rows(case: PaperCase) -> Iterator[Hit]:
    """“核验合格率96%，该指标得3.5分” where the row 报废机具核验合格率 of the table of scores has three points."""
    rows = _rows(case)
    for sentence in said(case) if rows else ():
        behind = 0
        for figure in sentence.quantities if "分" in sentence.text else ():
            won = is_won(sentence.text, figure) if figure.unit == POINTS else None
            if won is None:
                continue
            row = _row_of(sentence, figure, behind, rows)
            behind = figure.end
            right = None if row is None else row.points if won else row.lost
            if (
                row
                and right is not None
                and abs(right - figure.value) > HALF_CENT
                and not _elsewhere(case, row, figure)
            ):
                yield sentence.hit(figure.text, plain(right), plain(abs(right - figure.value)), plain(HALF_CENT),
                                   quote=sentence.clause_to(figure, 30), basis=row.place,
                                   words={"name": row.name})  # fmt: skip


@lru_cache(maxsize=4)
def _rows(case: PaperCase) -> Mapping[str, ScoredRow]:
    """The rows of the tables of scores that are no forms, by name; none of a name that tables score otherwise."""
    found: dict[str, ScoredRow] = {}
    twice: set[str] = set()
    for table in case.paper.tables:
        heads = None if table.form else heads_of(table) or named_heads(table)
        for row in (row for row in scored_rows(table, heads) if row.is_scored and len(row.name) >= _LEAST):
            other = found.setdefault(row.name, row)
            if (other.points, other.weight) != (row.points, row.weight):
                twice.add(row.name)
    return MappingProxyType({name: row for name, row in found.items() if name not in twice})


def _elsewhere(case: PaperCase, row: ScoredRow, figure: Quantity) -> bool:
    """Whether a form, or another table, has a row of the name with this number: two systems of scoring in one file."""
    own = (each for form in case.forms for each in form.rows if squeezed(each.name) == row.name)
    pairs = [(each.points, each.weight) for each in own if each.points is not None and each.weight is not None]
    others = (texts for table in case.paper.tables if table is not row.table for texts in table.rows)
    return any(figure.value in (points, weight - points) for points, weight in pairs) or any(
        row.name in map(squeezed, texts) and figure.value in map(number_in, texts) for texts in others
    )


def _row_of(sentence: Sentence, figure: Quantity, behind: int, rows: Mapping[str, ScoredRow]) -> ScoredRow | None:
    """The one row named between the points told before and these; of 该指标 the one whose result stands before."""
    span = sentence.text[behind : figure.start]
    if "每" in span:
        return None
    named = [name for name in rows if name in span]
    named = [name for name in named if not any(name in other for other in named if other != name)]
    if named:
        between = span.rpartition(named[0])[2]
        return rows[named[0]] if len(named) == 1 and _OWN.fullmatch(between) else None
    if not _THIS.search(figure.before):
        return None
    result = [each for each in sentence.quantities if behind <= each.start < figure.start and each.unit != POINTS][-1:]
    noun = _NOUN.search(result[0].before) if result else None
    own = [row for name, row in rows.items() if noun and len(noun.group()) >= _LEAST and name.endswith(noun.group())]
    return own[0] if len(own) == 1 else None
