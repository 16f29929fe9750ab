"""Over a filed report: dates told of a thing in prose against those of its row in a table."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.checks.case import PaperCase
from zpj.checks.dates.stages import STAGES, is_dated, only_day, stage_of
from zpj.checks.reading.clauses_around import clause_before, clause_behind
from zpj.checks.reading.figures import Sentence, said
from zpj.checks.reading.tables import number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.reading.written_dates import Written, possible_dates
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_KINDS = regex("(?:水库|工程|项目|标段|学校|小学|中学|医院|公司|社区|村|镇|乡|路|街道|桥|泵站|站|平台|系统|中心)$")
_PLAN = regex("计划|应于|预计|拟|目标|原定|要求|前(?:完|竣|验)|合同约定|应当")
_LEAST_LABEL = 2


@record
class _Row:
    """A row of a table with the days of its stages."""

    label: str
    days: dict[str, Written]
    place: str

    __hash__ = object.__hash__


@paper_check(
    "ZPJ373",
    "文字里的日期与表里同一事项的日期不符",
    WARNING,
    reference="R-58 R-59",
    clause="同一件事的日期在文字和表里应当一致，先后顺序应当合理",
    message="文字写“{label}”{found}，表里{expected}，请核对",
    fix="核对日期，改成一致",
    follows=("ZPJ599",),
)
def dates_of_rows(case: PaperCase) -> Iterator[Hit]:
    """“双溪水库于9月30日通过验收”, where its row in the table has 完工日期 10月15日."""
    rows = [row for table in case.paper.tables if not table.form for row in _rows(table)]
    for sentence in said(case) if rows else ():
        found = [each for each in possible_dates(sentence.text) if each.day]
        for each in found:
            before = clause_before(sentence.text, each.start)
            clause = clause_behind(sentence.text, each.end)
            stage = stage_of(clause) or stage_of(before)
            named = [row for row in rows if _names(before, row.label)]
            if stage and not _PLAN.search(before + clause):
                for row in named:
                    yield from _against(sentence, each, stage, row)


def _rows(table: PaperTable) -> Iterator[_Row]:
    heads = next((row for row in table.rows[:3] if any(map(is_dated, row))), ())
    columns = {stage: number for number, cell in enumerate(heads) if is_dated(cell) and (stage := stage_of(cell))}
    for number, row in enumerate(table.rows if columns else (), 1):
        days = {stage: day for stage, column in columns.items() if column < len(row) and (day := only_day(row[column]))}
        label = next((squeezed(cell) for cell in row if cell.strip() and number_in(cell) is None), "")
        if days and len(label) >= _LEAST_LABEL:
            yield _Row(label, days, f"{table.name}第{number}行")


def _names(text: str, label: str) -> bool:
    """Whether a text names a row, in full or without the word for its kind: 双溪 for 双溪水库."""
    bare = _KINDS.sub("", label)
    return label in text or (len(bare) >= _LEAST_LABEL and bare in text and label[len(bare) :] in text)


def _against(sentence: Sentence, day: Written, stage: str, row: _Row) -> Iterator[Hit]:
    own = row.days.get(stage)
    order = [name for name, _ in STAGES]
    words = {"label": row.label}
    if own and own.day and own.first() != day.first():
        yield sentence.hit(f"{day.text}{stage}", f"写{own.text}{stage}", quote=day.text, basis=row.place, words=words)
        return
    for other, there in row.days.items() if stage in order and own is None else ():
        later_first = order.index(stage) < order.index(other) and day.last() < there.first()
        earlier_last = order.index(stage) > order.index(other) and day.first() > there.last()
        if later_first or earlier_last:
            yield sentence.hit(f"{day.text}{stage}", f"{other}日期是{there.text}", quote=day.text, basis=row.place,
                               words=words)  # fmt: skip
