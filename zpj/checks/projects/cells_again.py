"""Over a filed report: what a cell of a form has word for word from one about something else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.text import sentences, squeezed
from zpj.checks.rule import WARNING, Hit, another_way
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_KINDS = {
    "problems": regex("问题|不足|偏[差离].*原因|原因.*分析"),
    "measures": regex("措施|建议|打算|整改|下一?步"),
    "practice": regex("经验|做法"),
    "results": regex("完成情况|实现情况|实施情况|执行情况|使用情况|管理情况|概况|基本情况|内容|成效|效益"),
}
"""What a label says its cell is about; of a label with several kinds the first here."""
_LONG_LABEL, _LONG_CELL, _LONG_SENTENCE = 24, 12, 14


@record
class _Cell:
    """A cell of words with the kind its label tells."""

    place: str
    kind: str
    text: str


@another_way("ZPJ537", WARNING, follows=("ZPJ504",))
def copied_from_another_cell(case: PaperCase) -> Iterator[Hit]:
    """存在的主要问题 that repeats the sentence on how the budget was spent; a sentence told twice within one cell."""
    for table in case.paper.tables:
        seen: dict[str, _Cell] = {}
        found = [(cell.place, _again(cell, seen)) for cell in _cells(table)] if table.form else []
        told = {place for place, again in found if again}
        within = [(place, again) for place, again in _within(table) if place not in told]
        for place, again in (*found, *within):
            if again:
                text, where = again
                yield Hit(place, f"{text[:24]}…", where, quote=text[:40], project=case.project(table.section),
                          words={"what": "栏目内容"})  # fmt: skip


def _within(table: PaperTable) -> Iterator[tuple[str, tuple[str, str] | None]]:
    """The cells of any table in which a sentence stands twice, whatever is written above them or before them."""
    seen: set[str] = set()
    for number, row in enumerate(table.rows, 1):
        for column, text in enumerate(row, 1):
            twice = _twice(squeezed(text)) if len(text) > _LONG_SENTENCE * 2 and text not in seen else ""
            seen.add(text)
            if twice:
                yield table.cell(number, column), (twice, "同一格")


@lru_cache(maxsize=1024)
def _twice(text: str) -> str:
    """A sentence, or a clause of some length, that stands twice in a text."""
    told = [each.rstrip("。;") for each in sentences(text)]
    return next((each for each in told if len(each) >= _LONG_SENTENCE and told.count(each) > 1), "")


def _again(cell: _Cell, seen: dict[str, _Cell]) -> tuple[str, str] | None:
    """What a cell repeats and where that stands; its own sentences are `seen` from then on."""
    found: tuple[str, str] | None = None
    for text, least in [(cell.text, _LONG_CELL), *((each, _LONG_SENTENCE) for each in sentences(cell.text))]:
        bare = text.rstrip("。;")
        other = seen.setdefault(bare, cell) if len(bare) >= least else cell
        if found is None and other is not cell and other.kind != cell.kind:
            found = (bare, other.place)
    return found


def _cells(table: PaperTable) -> Iterator[_Cell]:
    """The cells of words with a label right before them in their row."""
    for number, row in enumerate(table.rows, 1):
        label = ""
        for column, text in enumerate(map(squeezed, row), 1):
            kind = _kind(label) if len(text) >= _LONG_CELL else ""
            if kind:
                yield _Cell(table.cell(number, column), kind, text)
                label = ""
            elif text:
                label = text if len(text) <= _LONG_LABEL else ""


def _kind(label: str) -> str:
    return next((kind for kind, words in _KINDS.items() if label and words.search(label)), "")
