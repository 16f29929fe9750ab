"""Over a filed report: an indicator that two of its tables give, with another target or result in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from zpj.checks.case import PaperCase
from zpj.checks.reading.copied_rows import columns_of, copies
from zpj.checks.reading.row_names import letters
from zpj.checks.reading.tables import is_total_row
from zpj.checks.reading.text import squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.amounts import without_noughts
from zpj.domain.paper import PaperTable
from zpj.domain.records import record
from zpj.domain.regex import regex

_OF_BUDGET = regex("执行率$")
_RESULT = regex("^(?:评分|评价|打分)依据$|^(?:实际|完成)(?:情况|结果)|完成情况$|^指标(?:完成)?情况$")
_UNIT = regex("^(?:计量|度量)?单位$")
_VALUE = regex(r"(?P<sign>[≥≤=><]?)(?P<number>\d+(?:\.\d+)?)(?P<unit>[^\d,。;、]{0,8})")
_OTHER_TIME = regex("上年|去年|监控|半年|季度|[1-9]月底|三年|中期|总体目标|调整")
_YEAR = regex("20[0-9]{2}年(?![0-9])")
_LEAST_NAME, _FEWEST = 4, 3
_FIELDS: tuple[str, ...] = ("target", "actual")


@record
class _Given:
    """A row of a table of indicators: its name, its project, its figures by field with the place of each."""

    name: str
    key: str
    project: str
    values: dict[str, tuple[str, str, str]]
    places: dict[str, str]


@record
class _Table:
    """A table of indicators with its rows, each name of a project once, and the words above it."""

    table: PaperTable
    title: str
    rows: tuple[_Given, ...]


@paper_check(
    "ZPJ283",
    "同一指标在两张表里的目标值或完成值不同",
    WARNING,
    reference="R-52",
    clause="同一指标在各表里的目标值、完成值应当一致",
    message="“{name}”的{field}这里写 {found}，{where}写 {expected}，请核对",
    fix="核对后把两张表改成一致",
    follows=("ZPJ567", "ZPJ513", "ZPJ514"),
)
def rows_of_two_tables(case: PaperCase) -> Iterator[Hit]:
    """“检验报告差错率” with ≤0.3% in an excerpt and ≤0.5 in the form of that project; results of two score tables."""
    tables = _tables(case)
    known = {place for rows in copies(case) for row in rows for place in row.places.values()} if tables[1:] else set()
    for one, other in combinations(tables, 2):
        first, second = (other, one) if one.table.form and not other.table.form else (one, other)
        for own, its in _pairs(first, second):
            for field in _FIELDS:
                if own.places.get(field) in known or its.places.get(field) in known or not _differ(own, its, field):
                    continue
                told, right = ("".join(each.values[field]) for each in (own, its))
                title = {"target": "目标值", "actual": "完成值"}[field]
                yield Hit(own.places[field], told, right, quote=told, project=case.project(first.table.section),
                          basis=its.places[field], row=own.places[field],
                          words={"name": own.name, "field": title, "where": its.places[field]})  # fmt: skip


def _pairs(one: _Table, other: _Table) -> Iterator[tuple[_Given, _Given]]:
    """The rows two tables share: those of the project the other is of, else all, where most of them agree."""
    shared = [(row, its) for row in one.rows for its in other.rows if row.key == its.key]
    if any(row.project for pair in shared for row in pair):
        yield from (pair for pair in shared if _is_of(pair[0].project, other) or _is_of(pair[1].project, one))
        return
    differing = [any(_differ(*pair, field) for field in _FIELDS) for pair in shared]
    alike = [sum(_agree(*pair, field) for field in _FIELDS) for pair in shared]
    if sum(map(bool, alike)) >= max(_FEWEST, sum(differing) * 2):
        yield from shared


def _is_of(project: str, table: _Table) -> bool:
    return bool(project) and letters(project) in table.title


def _differ(one: _Given, other: _Given, field: str) -> bool:
    """Whether two figures of one unit, and of one direction, are not the same; where one has no unit, it may be any."""
    if field not in one.values or field not in other.values:
        return False
    (sign, number, unit), (its_sign, its_number, its_unit) = one.values[field], other.values[field]
    same_unit = unit == its_unit or not (unit and its_unit)
    same_sign = sign == its_sign or not (sign and its_sign)
    return same_unit and same_sign and number != its_number


def _agree(one: _Given, other: _Given, field: str) -> bool:
    return field in one.values and field in other.values and one.values[field][1] == other.values[field][1]


@lru_cache(maxsize=4)
def _tables(case: PaperCase) -> tuple[_Table, ...]:
    titles: dict[int, str] = {}
    for line in case.paper.titles:
        titles[line.section] = titles.get(line.section, "") + line.text
    found = [each for table in case.paper.tables
             if (each := _read(table, table.caption + titles.get(table.section, "")))]  # fmt: skip
    years = [frozenset(_YEAR.findall(each.table.caption) or _YEAR.findall(each.title)) for each in found]
    newest = max((year for some in years for year in some), default="")
    return tuple(each for each, some in zip(found, years, strict=True) if not some or newest in some)


def _read(table: PaperTable, title: str) -> _Table | None:
    header, columns = columns_of(table)
    if not columns:
        return None
    heads = [squeezed(text) for text in table.rows[header]]
    if "actual" not in columns:
        place = next((place for place, head in enumerate(heads) if _RESULT.match(head)), None)
        columns |= {} if place is None else {"actual": place}
    unit = next((place for place, head in enumerate(heads) if _UNIT.match(head)), None)
    fields = [field for field in _FIELDS
              if field in columns and not _OTHER_TIME.search(heads[columns[field]] + title)]  # fmt: skip
    rows: list[_Given] = []
    project = ""
    for number, texts in enumerate(table.rows[header + 1 :], header + 2):
        project = squeezed(texts[columns["project"]]) or project if "project" in columns else ""
        name = squeezed(texts[columns["name"]])
        if len(letters(name)) < _LEAST_NAME or _OF_BUDGET.search(name) or is_total_row([name, *texts[:2]]):
            continue
        values = {field: value for field in fields if (value := _value(texts, columns[field], unit))}
        places = {field: table.cell(number, columns[field] + 1) for field in fields}
        rows.append(_Given(name, letters(name), project, values, places))
    named = [(row.project, row.key) for row in rows]
    once = tuple(row for row, key in zip(rows, named, strict=True) if named.count(key) == 1)
    return _Table(table, letters(title), once)


def _value(texts: Sequence[str], column: int, unit: int | None) -> tuple[str, str, str] | None:
    """Sign, number and unit of a cell that holds nothing else; the unit of its row where it tells none."""
    text = squeezed(texts[column])
    match = _VALUE.fullmatch(re.sub("^(?:不低于|不少于|大于等于)", "≥", re.sub("^(?:不超过|不高于)", "≤", text)))
    own = squeezed(texts[unit]) if unit is not None and unit < len(texts) else ""
    return (match["sign"], without_noughts(match["number"]), match["unit"] or own) if match else None
