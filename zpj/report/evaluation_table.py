"""The indicator table of an evaluation report (sheet 评价指标体系): three levels with their weights, and the scores."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zpj.domain.amounts import ZERO, parse_number, plain
from zpj.domain.model import SourceTable
from zpj.report.lookup import squeezed

EVALUATION_TABLE = "评价指标体系"
EVALUATION_FIELDS = ("一级指标", "一级分值", "二级指标", "二级分值", "三级指标", "三级分值", "得分")

Row = dict[str, str]

_LEVELS = (("一级指标", "一级分值"), ("二级指标", "二级分值"))
_TOTALS = ("总计", "合计", "总分")
_DEFAULT_TOTAL = "总计"


def evaluation_fields(tables: Sequence[SourceTable]) -> dict[str, object]:
    """`评价指标`, the rows of the sheet as typed, and `评价合计`, its total row by the same names.

    A blank cell of the two upper levels is the one above it, as long as the levels left of it are the same. Without a
    total row the columns are added up; a sum that lacks a number stays blank, and so does a column without scores.
    """
    rows: list[Row] = []
    total: Row | None = None
    for row in _typed_rows(tables):
        if squeezed(row["一级指标"]) in _TOTALS:
            total = row
        elif any(row.values()):
            rows.append(_filled_down(row, rows[-1] if rows else None))
    return {"评价指标": rows, "评价合计": total or _added_up(rows)}


def scored(tables: Sequence[SourceTable]) -> bool:
    """Whether the sheet gives the score of the evaluation."""
    total = evaluation_fields(tables)["评价合计"]
    return isinstance(total, dict) and bool(total["得分"])


def _typed_rows(tables: Sequence[SourceTable]) -> list[Row]:
    found: list[Row] = []
    for table in (table for table in tables if squeezed(table.name) == EVALUATION_TABLE):
        places = {squeezed(heading): place for place, heading in reversed(list(enumerate(table.header)))}
        for cells in table.rows:
            by_field = {field: places.get(field, len(cells)) for field in EVALUATION_FIELDS}
            found.append({field: cells[at].strip() if at < len(cells) else "" for field, at in by_field.items()})
    return found


def _filled_down(row: Row, above: Row | None) -> Row:
    filled = dict(row)
    for indicator, weight in _LEVELS:
        if above is None or filled[indicator] not in ("", above[indicator]):
            break
        filled[indicator] = above[indicator]
        filled[weight] = filled[weight] or above[weight]
    return filled


def _added_up(rows: Sequence[Row]) -> Row:
    """The total of rows that have none: a weight of an upper level counts once for the rows it covers."""
    total = dict.fromkeys(EVALUATION_FIELDS, "") | {"一级指标": _DEFAULT_TOTAL}
    covered: dict[str, dict[tuple[str, ...], str]] = {weight: {} for _, weight in _LEVELS}
    for row in rows:
        path: tuple[str, ...] = ()
        for indicator, weight in _LEVELS:
            path = (*path, row[indicator])
            covered[weight][path] = row[weight]
    columns = {weight: list(groups.values()) for weight, groups in covered.items()}
    columns |= {field: [row[field] for row in rows] for field in ("三级分值", "得分")}
    return total | {field: _sum(texts) for field, texts in columns.items()}


def _sum(texts: Sequence[str]) -> str:
    numbers = [parse_number(text) for text in texts]
    known: list[Decimal] = [number for number in numbers if number is not None]
    return plain(sum(known, ZERO)) if known and len(known) == len(texts) else ""
