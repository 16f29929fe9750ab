"""Reads the funds block (项目资金): one line per row, whether labels stand on the left or beside each amount."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from zpj.domain.amounts import parse_number
from zpj.domain.model import Entry, FundLine
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame
from zpj.forms.headers import Header
from zpj.forms.indicator_cells import points_of
from zpj.forms.spread_funds import AMOUNTS, SpreadLine, SpreadValue
from zpj.forms.values import NO_VALUE, Reading, money_unit_in, without_currency
from zpj.grid.grid import Grid

_LONGEST_NAME = 60
_ONLY_LINE = "年度资金总额"
_MOST_LINES = 8
_OF_ONE_SOURCE = regex("中央|省|市|县|区|镇|财政|拨款|补助|自筹|结转|债|其中|上级|本级")
_MONEY = regex("[万亿]?元$")
_POINTS_IN_HEADING = regex(r"\((\d+(?:\.\d+)?)分")


def funds_of(frame: Frame, reading: Reading) -> Iterator[FundLine]:
    """Every row between the heading and the goal (or the indicators) that has a label."""
    if frame.funds is None:
        return
    if frame.funds.lines:
        yield from (_spread_line(frame, frame.funds, line, reading) for line in frame.funds.lines)
        return
    units = _units(frame.grid, frame.funds, reading)
    if any(map(str.isdigit, _amounts_between_labels(frame.grid, frame.funds))):
        total = labels.section("fund_rows").title("total")
        reading.questions.append(
            f"“{frame.grid.text(frame.funds.top, frame.grid.left).strip()}”一行按“{total}”读，请确认"
        )
        yield _line(frame, reading, frame.funds.top, total, units)
    below = range(frame.funds.bottom + 1, frame.funds_end)
    rows = [row for row in below if any(frame.grid.row_cells(row))]
    amounts = (span[0] for each, span in frame.funds.columns.items() if each in AMOUNTS)
    columns = [*range(1, frame.funds.values_from), *amounts]
    own = (row for row in rows if not frame.grid.goes_on(row, columns))
    named = {row: label for row in own if (label := _row_label(frame.grid, row, frame.funds))}
    lines = list(_own_lines(frame.grid, named, frame.funds))
    if _starts_unnamed(frame.grid, rows, named, frame.funds):
        yield _line(frame, reading, rows[0], _ONLY_LINE, units, "total")
    alone = len(lines) == len(named) == len(rows) == 1 and _has_amounts(frame.grid, lines[0][0], frame.funds)
    for row, label in lines:
        yield _line(frame, reading, row, label, units, _role_of_the_only(label, reading) if alone else None)


def _starts_unnamed(grid: Grid, rows: list[int], named: dict[int, str], header: Header) -> bool:
    """Whether the row right below the headings is the total without a label of its own, none below being one."""
    totals = [label for label in named.values() if labels.section("fund_rows").field(label) == "total"]
    return bool(rows) and rows[0] not in named and not totals and _has_amounts(grid, rows[0], header)


def _own_lines(grid: Grid, named: dict[int, str], header: Header) -> Iterator[tuple[int, str]]:
    for row, label in named.items():
        if _ends_block(grid, row, label, header):
            return
        if not _is_heading_again(grid, row, header):
            yield row, label


def _role_of_the_only(label: str, reading: Reading) -> str:
    """The one line of a block is its total, by whatever source it is named; the clerk is asked."""
    if labels.section("fund_rows").field(label) != "total":
        reading.questions.append(f"资金只有“{''.join(label.split())}”一行，按“{_ONLY_LINE}”读，请确认")
    return "total"


def _spread_line(frame: Frame, header: Header, line: SpreadLine, reading: Reading) -> FundLine:
    """A line whose values stand each behind its own label."""
    if line.label == _ONLY_LINE:
        reading.questions.append(f"没有分行的项目资金按“{_ONLY_LINE}”读，请确认")
    found = {field: _spread_value(field, value, reading) for field, value in line.values.items()}
    if line.role == "total" and found.get("weight") is None:
        found["weight"] = _weight_in_heading(frame, header)
    return FundLine(reading.grid.location(line.row, line.column), line.label, line.role, **found)


def _spread_value(field: str, value: SpreadValue, reading: Reading) -> Entry | None:
    if value.text is not None:
        return reading.told(value.text, value.row, value.column, field in AMOUNTS)
    if field in AMOUNTS:
        return reading.amount(value.row, value.column, money_unit_in(value.heading))
    return reading.number(value.row, value.column)


def _ends_block(grid: Grid, row: int, label: str, header: Header) -> bool:
    """The first row of another block (资金管理情况): words, or one text across, stand where the amounts would."""
    columns = [column for field in AMOUNTS if field in header.columns
               if (column := _value_column(grid, row, header, field))]  # fmt: skip
    areas = [grid.area(row, column) for column in columns]
    texts = [text for area in areas if (text := grid.text(area.top, area.left).strip())]
    if not texts or labels.section("fund_rows").field(label) or _is_heading_again(grid, row, header):
        return False
    across = len(columns) > 1 and len({(area.left, area.right) for area in areas}) == 1
    return across or not any(text in NO_VALUE or any(map(str.isdigit, text)) for text in texts)


def _has_amounts(grid: Grid, row: int, header: Header) -> bool:
    """Whether a row holds amounts of the project in more columns than one."""
    columns = [_value_column(grid, row, header, field) for field in AMOUNTS if field in header.columns]
    return len([1 for column in columns if column and _is_amount(grid.text(row, column))]) > 1


def _is_amount(text: str) -> bool:
    return parse_number(_MONEY.sub("", without_currency(text).strip())) is not None


def _amounts_between_labels(grid: Grid, header: Header) -> str:
    """What stands beside the labels of the heading row itself: 预算数：| 50 | 执行数：| 48."""
    columns = (_value_column(grid, header.top, header, field) for field in AMOUNTS if field in header.columns)
    return "".join(grid.text(header.top, column) for column in columns if column)


def _line(
    frame: Frame, reading: Reading, row: int, label: str, units: dict[str, str], role: str | None = None
) -> FundLine:
    header, grid = frame.funds, frame.grid
    assert header is not None
    places = {field: _value_column(grid, row, header, field) for field in header.columns}
    amounts = {name: reading.amount(row, places.get(name), units.get(name)) for name in AMOUNTS}
    numbers = points_of(reading, row, header, places)
    role = role or labels.section("fund_rows").field(label) or _resembled_role(label, row, header, reading)
    if role == "total" and numbers["weight"] is None:
        numbers["weight"] = _weight_in_heading(frame, header)
    return FundLine(
        location=grid.location(row, grid.area(row, grid.first_column(header.top)).left),
        label=label,
        role=role,
        **amounts,
        **numbers,
        reported_rate=reading.number(row, places.get("reported_rate")),
        reason=reading.text(row, places.get("reason")),
    )


def _resembled_role(label: str, row: int, header: Header, reading: Reading) -> str:
    """The first row may be the total under a name of its own; the clerk is asked."""
    like = labels.section("fund_rows_like").resembled(label)
    first = next(each for each in range(header.bottom + 1, row + 1) if _row_label(reading.grid, each, header))
    if row > first or not (like == "total" or (like is None and _alone_has_points(row, header, reading))):
        return "detail" if like in (None, "total") else like
    reading.questions.append(f"“{''.join(label.split())}”一行按“年度资金总额”读，请确认")
    return "total"


def _alone_has_points(row: int, header: Header, reading: Reading) -> bool:
    """Whether the first row alone is scored (江西: 全年预算安排), and none below is called the total."""
    if _OF_ONE_SOURCE.search(_row_label(reading.grid, row, header)):
        return False
    grid, rows = reading.grid, range(row, min(row + _MOST_LINES, reading.grid.rows + 1))
    column = header.first("reported_score")
    sources = [each for each in rows[1:] if labels.section("fund_rows").field(_row_label(grid, each, header))]
    scored = [each for each in (row, *sources) if column and parse_number(grid.text(each, column)) is not None]
    totals = [each for each in sources if labels.section("fund_rows").field(_row_label(grid, each, header)) == "total"]
    return scored == [row] and bool(sources) and not totals


def _units(grid: Grid, header: Header, reading: Reading) -> dict[str, str]:
    """The units of columns that name another one than the form's."""
    found = {}
    for name in AMOUNTS:
        column = header.first(name)
        for row in range(header.top, header.bottom + 1) if column else ():
            unit = money_unit_in(grid.text(row, column or 0))
            if unit and unit != reading.unit:
                found[name] = unit
                title = "".join(grid.text(row, column or 0).split())
                reading.questions.append(f"“{title}”的单位与表上的{reading.unit}不同，已换算为{reading.unit}，请确认")
                break
    return found


def _value_column(grid: Grid, row: int, header: Header, field: str) -> int | None:
    """The column of a value: where a label stands below the heading (河北: 执行数：| 8.65), the cell right of it."""
    left, right = header.columns[field]
    if not _is_row_label(grid.text(row, left)):
        return left
    nearest = min((other for other, _ in header.columns.values() if other > left), default=grid.columns + 1)
    following = grid.area(row, left).right + 1
    while following < max(nearest, right + 1):
        text = grid.text(row, following)
        if text.strip():
            return None if _is_row_label(text) else following
        following += 1
    return None


def _is_row_label(text: str) -> bool:
    return any(labels.section(name).field(text) for name in ("fund_rows", "funds"))


def _row_label(grid: Grid, row: int, header: Header) -> str:
    """The label of a fund row: the last filled cell before the amounts that is not the block's own label."""
    block = labels.section("block")
    for column in range(header.values_from - 1, 0, -1):
        text = grid.text(row, column).strip()
        of_block = block.field(text) or grid.area(row, column).top <= header.bottom
        is_name = parse_number(text) is None and labels.bare_label(text[:_LONGEST_NAME]) != ""
        if is_name and not of_block and not grid.is_hidden(column):
            return text
    first = grid.text(row, header.values_from).strip()
    return first if _is_row_label(first) else ""


def _is_heading_again(grid: Grid, row: int, header: Header) -> bool:
    """The heading repeated after a page break."""
    known = labels.section("funds")
    again = [field for field, (left, _) in header.columns.items() if known.field(grid.text(row, left)) == field]
    return len(again) > 1 and len(again) * 2 > len(header.columns) and not _is_row_label_row(grid, row, header)


def _is_row_label_row(grid: Grid, row: int, header: Header) -> bool:
    return labels.section("fund_rows").field(grid.text(row, header.values_from)) is not None


def _weight_in_heading(frame: Frame, header: Header) -> Entry | None:
    """The points of the execution rate where a heading names them: 预算执行情况（万元）（20分）."""
    grid = frame.grid
    for row in range(max(frame.start, header.top - 1), header.bottom + 1):
        for cell in grid.row_cells(row):
            match = _POINTS_IN_HEADING.search("".join(unicodedata.normalize("NFKC", cell.text).split()))
            if match:
                return Entry(match.group(1), parse_number(match.group(1)), grid.location(cell.row, cell.column))
    return None
