"""Funds without a heading row above their amounts: labels with the amount beside them (年初预算数 | 50 | 执行数 | 48,
in one row or several, or both in one cell), and tables lying on their side, a column for each source of money, or with
the sources below each amount's heading.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import pairwise

from zpj.domain.amounts import parse_number
from zpj.domain.records import record, replace
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.values import without_currency
from zpj.grid.grid import Cell, Grid

AMOUNTS = ("requested_budget", "initial_budget", "full_year_budget", "executed", "balance")
_BUDGETS = ("initial_budget", "full_year_budget")
NUMBERS = (*AMOUNTS, "reported_rate")
POINTS = ("weight", "reported_score")
_OF_FUNDS = ("执行", "预算", "资金", "支出")
_PLAIN_POINTS = ("得分", "分值", "权重")
_EMPTY = {"", "—", "——", "-", "－", "–", "/", "／", "无"}
_TOLD = regex(
    r"([^\s:：,，;；。\d]{2,16}?)\s*(?:[:：为]\s*)?(\d[\d,，]*(?:\.\d+)?)\s*(%|％|[万亿]?元)?\s*[,，;；。、]?\s*"
)
_NUMBER = regex(r"\d[\d\s,，]*(?:\.\d+)?\s*(?:%|％|[万亿]?元|分)?")
_DIGITS = regex(r"^\s*\d|[:：]\s*\d|\d\s*[万亿]?元")
_MOST_ROWS = 8

Span = tuple[int, int]


@record
class SpreadValue:
    """Where a value of a fund line stands; `text` where its cell holds more than it; `heading` is its label."""

    row: int
    column: int
    heading: str
    text: str | None = None


@record
class SpreadLine:
    """A fund line gathered from several places; `row` and `column` say where it begins."""

    row: int
    column: int
    label: str
    role: str
    values: Mapping[str, SpreadValue]


@record
class Spread:
    """A block of such lines: its rows, and the columns of its values by field (first, last)."""

    top: int
    bottom: int
    lines: tuple[SpreadLine, ...]

    @property
    def columns(self) -> dict[str, Span]:
        """The columns of the values of the first line."""
        return {field: (value.column, value.column) for field, value in self.lines[0].values.items()}


def spread_funds(grid: Grid, row: int, end: int) -> Spread | None:
    """The block that starts in a row; `end`: the first row that cannot belong to it. None where there is none."""
    return _pairs(grid, row, end) or _on_its_side(grid, row, end) or _crossed(grid, row, end)


def _pairs(grid: Grid, top: int, end: int) -> Spread | None:
    found: dict[str, SpreadValue] = {}
    bottom = top - 1
    for row in range(top, end):
        values = _values_of_row(grid, row)
        if any(grid.row_cells(row)) or row == top:
            if not values or found.keys() & values.keys():
                break
            found, bottom = found | values, row
    is_block = "executed" in found and any(field in found for field in _BUDGETS)
    if not is_block or _has_role(grid, bottom + 1):
        return None
    title = labels.section("fund_rows").title("total")
    return Spread(top, bottom, (SpreadLine(top, grid.left, title, "total", found),))


def _has_role(grid: Grid, row: int) -> bool:
    return any(labels.section("fund_rows").field(cell.text) for cell in grid.row_cells(row))


def _values_of_row(grid: Grid, row: int) -> dict[str, SpreadValue]:
    """The labelled amounts of a row; empty where a label stands beside another one, or a number without any."""
    found: dict[str, SpreadValue] = {}
    if not any(cell.number is not None or _DIGITS.search(cell.text) for cell in grid.row_cells(row)):
        return {}
    for cell in grid.row_cells(row):
        for value in _told(cell) or _beside(grid, cell):
            field = _field(value.heading, found)
            shown = value.text or grid.text(value.row, value.column)
            if field and _is_value(shown, field):
                found[field] = value
            elif labels.section("funds").field(value.heading) in NUMBERS:
                return {}
    amounts = [value.text or grid.text(value.row, value.column) for field, value in found.items() if field in AMOUNTS]
    taken, cells = {value.column for value in found.values()}, list(grid.row_cells(row))
    if any(one.column in taken and two.number is not None for one, two in pairwise(cells)):
        return {}
    is_rate = "reported_rate" in found and not any(field in found for field in AMOUNTS)
    return found if is_rate or any(map(str.isdigit, "".join(amounts))) else {}


def _told(cell: Cell) -> list[SpreadValue]:
    """“年初预算数：50万元；执行数：48万元” in one cell, which holds nothing else."""
    parts = list(_TOLD.finditer(cell.text)) if cell.number is None else []
    if not parts or "".join(part.group() for part in parts) != cell.text:
        return []
    texts = [f"{part[2]}{part[3] or ''}".replace("，", ",") for part in parts]
    return [SpreadValue(cell.row, cell.column, part[1], text) for part, text in zip(parts, texts, strict=True)]


def _beside(grid: Grid, cell: Cell) -> list[SpreadValue]:
    """The cell right of a label: the next filled one, or the empty one before the next label."""
    if cell.number is not None:
        return []
    right = grid.area(cell.row, cell.column).right + 1
    following = next((other for other in grid.row_cells(cell.row) if other.column >= right), None)
    is_value = following is not None and not labels.is_label(following.text)
    return [SpreadValue(cell.row, following.column if following and is_value else right, cell.text)]


def _field(heading: str, taken: Mapping[str, SpreadValue]) -> str | None:
    """The field of a label, by its wording or its words; points only where they are said to be those of the funds."""
    if labels.section("head").field(heading) or labels.section("goal").field(heading):
        return None
    exact = labels.section("funds").field(heading)
    skipped = exact is None and labels.section("ignored").resembled(heading)
    field = None if skipped else exact or labels.section("funds_like").resembled(heading, taken)
    if field in POINTS:
        of_funds = any(word in heading for word in _OF_FUNDS)
        return field if of_funds or (taken and labels.bare_label(heading) in _PLAIN_POINTS) else None
    return field if field in NUMBERS else None


def _is_value(text: str, field: str) -> bool:
    bare = unicodedata.normalize("NFKC", without_currency(text)).strip()
    return bare in _EMPTY or parse_number(bare) is not None or bool(_NUMBER.fullmatch(bare))


def _on_its_side(grid: Grid, top: int, end: int) -> Spread | None:
    """A heading row of sources (合计, 财政拨款, 其他资金) above rows of 预算数, 执行数, 执行率."""
    known, cells = labels.section("fund_rows"), [cell for cell in grid.row_cells(top) if cell.number is None]
    first = next((cell.column for cell in cells if known.field(cell.text)), 0)
    sources = [(cell, known.field(cell.text) or "detail") for cell in cells if cell.column >= first]
    if not first or len(sources) < len(_BUDGETS) or [role for _, role in sources].count("total") != 1:
        return None
    rows = _rows_on_side(grid, top, min(end, top + 1 + _MOST_ROWS), first)
    if "executed" not in rows or not any(field in rows for field in _BUDGETS):
        return None
    lines = tuple(
        SpreadLine(top, cell.column, cell.text.strip(), role, {
            field: SpreadValue(row, grid.area(top, cell.column).left, heading) for field, (row, heading) in rows.items()
        })
        for cell, role in sources
    )  # fmt: skip
    return Spread(top, max(row for row, _ in rows.values()), lines)


def _rows_on_side(grid: Grid, top: int, end: int, first: int) -> dict[str, tuple[int, str]]:
    rows: dict[str, tuple[int, str]] = {}
    for row in range(top + 1, end):
        if not any(grid.row_cells(row)):
            continue
        named = [cell for cell in grid.row_cells(row) if cell.column < first and cell.number is None]
        heading = named[-1].text.strip() if named else ""
        exact = labels.section("funds").field(heading)
        field = exact or labels.section("funds_like").resembled(heading, rows)
        if field not in (*NUMBERS, *POINTS) or field in rows or grid.area(row, first).top != row:
            break
        rows[field] = row, heading
    return rows


def _crossed(grid: Grid, top: int, end: int) -> Spread | None:
    """全年预算数 and 全年执行数 each over 合计, 财政拨款, 其他资金, and one row of amounts below."""
    known, sources = labels.section("funds"), labels.section("fund_rows")
    headed = {field: grid.area(top, cell.column) for cell in grid.row_cells(top)
              if (field := known.field(cell.text)) in (*NUMBERS, *POINTS)}  # fmt: skip
    named = [cell for cell in grid.row_cells(top + 1) if sources.field(cell.text)]
    row = next((below for below in range(top + 2, end) if any(grid.row_cells(below))), end)
    wide = [field for field, area in headed.items() if field in AMOUNTS and area.right > area.left]
    if "executed" not in wide or len(wide) < len(_BUDGETS) or len(named) <= len(wide) or row == end:
        return None
    lines: dict[str, SpreadLine] = {}
    for cell in named:
        label, role = cell.text.strip(), sources.field(cell.text) or ""
        line = lines.setdefault(label, SpreadLine(row, cell.column, label, role, {}))
        field = next((one for one in wide if headed[one].left <= cell.column <= headed[one].right), None)
        if field:
            value = SpreadValue(row, cell.column, grid.text(top, headed[field].left))
            lines[label] = replace(line, values={**line.values, field: value})
    alone = {field: SpreadValue(row, area.left, grid.text(top, area.left))
             for field, area in headed.items() if field not in wide}  # fmt: skip
    total = next((line for line in lines.values() if line.role == "total"), None)
    if total:
        lines[total.label] = replace(total, values={**total.values, **alone})
    return Spread(top, row, tuple(lines.values()))
