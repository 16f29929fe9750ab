"""The plain sheets of a workbook as template values: rows by column heading, and cells by the name beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from zpj.domain.amounts import ZERO, parse_number, plain
from zpj.domain.model import SourceTable
from zpj.report.fields import COVER_FIELDS
from zpj.report.lookup import Lookup, squeezed
from zpj.report.shown import missing

COVER_TABLE = "封面"
_PROJECT = "项目名称"
_TOTALS = ("合计", "总计", "总分")
_FROM_FORM: Mapping[str, str] = MappingProxyType(
    {"自评项目名称": "项目名称", "自评项目单位": "实施单位", "项目主管部门": "主管部门"}
)
_COVER_TITLE = "财政支出项目绩效自评报告"
_COVER_TYPES = "□项目实施过程评价 □项目完成结果评价"

Row = dict[str, str]


def sheet_fields(tables: Sequence[SourceTable], project: str = "") -> dict[str, object]:
    """`表`, `表合计` and `资料`: the rows of a sheet, its total, and the second column by the first."""
    names = [table.name for table in tables]

    def rows(name: str) -> list[Row]:
        return _project_rows(_table(tables, name), project)

    return {
        "表": Lookup(lambda name: [_by_heading(row) for row in rows(name)], names),
        "表合计": Lookup(lambda name: _by_heading(_total(_table(tables, name), rows(name))), names),
        "资料": Lookup(lambda name: _cells(name, _table(tables, name)), names),
    }


def cover(tables: Sequence[SourceTable], context: Mapping[str, object]) -> Row:
    """`封面`: the fields of the cover as typed on sheet 封面, names from the form where they are not."""
    typed = _second_column(_table(tables, COVER_TABLE))
    standing = {field: str(context[source]) for field, source in _FROM_FORM.items()}
    standing |= {"标题": _COVER_TITLE, "评价项目类型": _COVER_TYPES}
    return {field: typed.get(squeezed(field), "") or standing.get(field) or missing(field) for field in COVER_FIELDS}


def _by_heading(row: Row) -> Lookup[str]:
    """The cells of a row by column heading, "" where there is no such column."""
    return Lookup(lambda heading: row.get(squeezed(heading), ""), list(row))


def _table(tables: Sequence[SourceTable], name: str) -> SourceTable | None:
    return next((table for table in tables if squeezed(table.name) == squeezed(name)), None)


def _cells(sheet: str, table: SourceTable | None) -> Lookup[str]:
    found = _second_column(table)
    return Lookup(lambda name: found.get(squeezed(name), missing(f"{sheet}{name}")), list(found))


def _second_column(table: SourceTable | None) -> Row:
    return {squeezed(row[0]): row[1].strip() for row in table.rows if row[0].strip()} if table else {}


def _project_rows(table: SourceTable | None, project: str) -> list[Row]:
    """The rows of a project as typed, without the total; a blank project cell repeats the one above it."""
    rows: list[Row] = []
    current = ""
    for row in _rows(table):
        if _is_total(row):
            continue
        current = squeezed(row.get(_PROJECT, "")) or current
        others = any(text for heading, text in row.items() if heading != _PROJECT)
        if others and (not project or current in ("", squeezed(project))):
            rows.append(row)
    return rows


def _total(table: SourceTable | None, chosen: list[Row]) -> Row:
    """The total as typed where it counts all rows, else the sums of the columns it has a number in."""
    typed = next((row for row in _rows(table) if _is_total(row)), {})
    if len(chosen) == len(_project_rows(table, "")):
        return typed
    numbers = {heading: _sum(chosen, heading) for heading, text in typed.items() if parse_number(text) is not None}
    return typed | numbers


def _sum(rows: list[Row], heading: str) -> str:
    numbers = [parse_number(row[heading]) for row in rows]
    return plain(sum((number for number in numbers if number is not None), ZERO))


def _rows(table: SourceTable | None) -> list[Row]:
    if table is None:
        return []
    headings = [squeezed(heading) for heading in table.header]
    return [{name: text.strip() for name, text in zip(headings, row, strict=False) if name} for row in table.rows]


def _is_total(row: Row) -> bool:
    return squeezed(next((text for text in row.values() if text), "")) in _TOTALS
