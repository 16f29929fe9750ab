"""Over a filed report: what every row of a table has the same, told otherwise in the text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zpj.checks.case import PaperCase
from zpj.checks.reading.clauses_around import clause_before, clause_behind
from zpj.checks.reading.figures import Quantity, Sentence, quantities, said
from zpj.checks.reading.plain_patterns import YEAR
from zpj.checks.reading.tables import is_total_row, number_in
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_HEADED = regex("(?P<noun>[\u4e00-\u9fff]{2,10})[(](?P<unit>[^()\\d]{1,8})[)]$")
_NO_NOUN = regex("率|分值|得分|权重|满分|序号|年度|比例|占比|金额|资金|经费|预算|支出|目标|计划")
_COUNTED = regex("(?:天数|次数|人数|个数|数量|数|时间|期限|时长)$")
_ELSEWHEN = regex(
    "上年|去年|往年|半年|季度|学期|其中|目标|计划|原定|原来|提高|由|从|至|每月|每周|不[少低超高]|以上|以内|20[0-9]{2}年底前"
)
_BETWEEN = regex("(?:[天次人个]?数|时间|期限|标准|共|均|都|为|是|达到?|统一|按|全年|累计|约|:|(?:每[\u4e00-\u9fff])+)*")
_PER = regex("每([\u4e00-\u9fff])")
_YEAR_OF_TITLE = regex("20[0-9]{2}")
_FEWEST, _LEAST_NOUN = 3, 2


@record
class _Column:
    """A column whose rows all have one figure: its noun, its unit, what it counts by, the figure, where it stands."""

    noun: str
    unit: str
    per: str
    value: Decimal
    place: str
    title: str


@paper_check(
    "ZPJ284",
    "文字里的数与表里各行一致的数不同",
    WARNING,
    reference="R-52 R-54",
    clause="同一件事在文字和表里应当写同一个数",
    message="文字写“{quote}”，{where}“{title}”一栏各行都是 {expected}，请核对",
    fix="核对文字和表，改成一致",
    follows=("ZPJ562", "ZPJ578", "ZPJ371", "ZPJ324"),
)
def figures_of_even_columns(case: PaperCase) -> Iterator[Hit]:
    """“全年供餐195天” beside a table whose every row has 200 under 供餐天数（天）."""
    columns = _columns(case)
    known = {(each.noun, each.unit, each.value) for each in columns}
    for sentence in said(case) if columns else ():
        for figure in sentence.quantities:
            own = [each for each in columns if figure.unit.partition("/")[0] == each.unit
                   and _is_told(sentence, figure, each)]  # fmt: skip
            if not own or any((each.noun, each.unit, figure.value) in known for each in own):
                continue
            years = YEAR.findall(clause_before(sentence.text, figure.start))
            if years and not set(years) & _own_years(case):
                continue
            right = figure.as_printed(own[0].value)
            yield sentence.hit(figure.text, right, quote=sentence.clause_to(figure, 30), basis=own[0].place,
                               words={"where": own[0].place.partition("!")[0], "title": own[0].title})  # fmt: skip


def _is_told(sentence: Sentence, figure: Quantity, column: _Column) -> bool:
    """Whether a figure is said of a noun right before it, or around it, as a whole and as done."""
    clause = clause_before(sentence.text, figure.start)
    behind = clause_behind(sentence.text, figure.end)
    others = {each for each in _PER.findall(clause) if each not in column.per} if column.per else set()
    if others or _ELSEWHEN.search(clause + behind):
        return False
    start = clause.rfind(column.noun)
    if start >= 0:
        return _BETWEEN.fullmatch(clause[start + len(column.noun) :]) is not None
    halves = column.noun[:_LEAST_NOUN], column.noun[-_LEAST_NOUN:]
    return bool(column.per) and len(column.noun) >= 2 * _LEAST_NOUN and all(half in clause + behind for half in halves)


@lru_cache(maxsize=4)
def _own_years(case: PaperCase) -> frozenset[str]:
    """The years a report is of, by its titles and forms."""
    texts = [line.text for line in case.paper.titles] + [form.evaluation.text("year") for form in case.forms]
    return frozenset(match.group()[:4] for text in texts for match in _YEAR_OF_TITLE.finditer(text))


@lru_cache(maxsize=4)
def _columns(case: PaperCase) -> tuple[_Column, ...]:
    found = (each for table in case.paper.tables if not table.form and len(table.rows) > _FEWEST for each in _of(table))
    return tuple(found)


def _of(table: PaperTable) -> Iterator[_Column]:
    rows = [row for row in table.rows[1:] if not is_total_row(row[:2])]
    for column, text in enumerate(table.rows[0]):
        match = _HEADED.match(squeezed(text))
        if match is None or _NO_NOUN.search(match["noun"]):
            continue
        unit, _, per = match["unit"].partition("/")
        values = {number_in(squeezed(row[column]).removesuffix(unit)) for row in rows if column < len(row)}
        told = quantities(f"1{unit}")
        noun = _COUNTED.sub("", match["noun"])
        if len(told) == 1 and len(values) == 1 and len(rows) >= _FEWEST and len(noun) >= _LEAST_NOUN:
            value = values.pop()
            if value is not None and value > 1:
                yield _Column(noun, told[0].unit, per, value.scaleb(told[0].shift),
                              table.cell(2, column + 1), match["noun"])  # fmt: skip
