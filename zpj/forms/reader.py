"""Reads a form found on a Grid into a SelfEvaluation. Each value remembers its cell; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from zpj.domain.amounts import parse_number
from zpj.domain.model import Entry, FundLine, Goal, Indicator, NotUnderstood, SelfEvaluation, Total
from zpj.forms import labels
from zpj.forms.frame import Frame, Header, find_frames, value_right_of
from zpj.forms.indicator_cells import composed_target, squeezed, with_weights_from_names
from zpj.forms.recognise import recognise
from zpj.forms.values import Reading, money_unit_in
from zpj.grid.grid import Area, Grid

DEFAULT_UNIT = "万元"

_YEAR = re.compile(r"((?:19|20)\d{2})\s*年(?:度)?")
_TITLE_LINES = 3
_POINTS_IN_HEADING = re.compile(r"\((\d+(?:\.\d+)?)分")
_PLACEHOLDER_NAME = re.compile(r"^(指标\s*\d*\s*[:：]?|[…·.]+)$")
_GRADE_WORDS = re.compile(r"^(优秀?|良好?|中等?|合格|较?差)$")


def read_forms(grid: Grid, form: str | None = None, scheme: str | None = None) -> list[SelfEvaluation]:
    """Read every form on a grid. `form` and `scheme` (ids, from sheet 设置) overrule what the labels say."""
    return [_read(frame, form, scheme) for frame in find_frames(grid)]


def form_area(frame: Frame) -> Area:
    """The rectangle of a form with its title, without notes and computed columns beside it."""
    filled = [row for row in range(frame.top, frame.bottom + 1) if any(_inside(frame, row))]
    return Area(min(filled), 1, max(filled), frame.right)


def _inside(frame: Frame, row: int) -> Iterator[bool]:
    return (cell.column <= frame.right for cell in frame.grid.row_cells(row))


def _read(frame: Frame, form: str | None, scheme: str | None) -> SelfEvaluation:
    unit = _unit(frame)
    reading = Reading(frame.grid, unit or DEFAULT_UNIT)
    fields = _head(frame, reading)
    funds = tuple(_funds(frame, reading))
    goal = _goal(frame, reading)
    indicators = with_weights_from_names(tuple(_indicators(frame, reading)), reading.problems)
    total = _total(frame, reading)
    analysis = _analysis(frame, reading)
    columns = _column_names(frame)
    known = recognise(columns)
    complete = frame.total_row is not None or not frame.grid.in_document or not indicators
    if not complete:
        why = "表里没有“总分”一行，可能被分成了两张表，总分不计算，请合成一张后再读"
        reading.problems.append(NotUnderstood(indicators[-1].location, indicators[-1].name, why))
    if funds and not any(line.role == "total" for line in funds):
        why = "资金里没有“年度资金总额”一行，执行率不计算"
        reading.problems.append(NotUnderstood(funds[0].location, funds[0].label, why))
    if unit is None and funds:
        reading.problems.append(
            NotUnderstood(funds[0].location, funds[0].label, f"表上没有写金额单位，按{DEFAULT_UNIT}读取")
        )
    return SelfEvaluation(
        location=frame.grid.name,
        form=form or known.id,
        scheme=scheme or known.scheme,
        unit=unit or DEFAULT_UNIT,
        fields=fields,
        funds=funds,
        goal=goal,
        indicators=indicators,
        total=total,
        analysis=analysis,
        not_understood=tuple(reading.problems),
        columns=columns,
        complete=complete,
    )


def _unit(frame: Frame) -> str | None:
    """The amounts' unit as written at the funds block, its header or the head rows."""
    end = frame.indicators.top if frame.indicators else frame.bottom + 1
    block = labels.section("block")
    cells = [cell for row in range(frame.top, end) for cell in frame.grid.row_cells(row) if cell.column <= frame.right]
    header_rows = range(frame.funds.top, frame.funds.bottom + 1) if frame.funds else range(0)
    at_block = [cell.text for cell in cells if block.field(cell.text) == "funds"]
    in_header = [cell.text for cell in cells if cell.row in header_rows]
    elsewhere = [cell.text for cell in cells if cell.text.strip().startswith(("单位", "金额单位"))]
    return next((unit for text in at_block + in_header + elsewhere if (unit := money_unit_in(text))), None)


def _head(frame: Frame, reading: Reading) -> dict[str, Entry]:
    end = frame.funds.top if frame.funds else frame.indicators.top if frame.indicators else frame.bottom + 1
    known = labels.section("head")
    fields: dict[str, Entry] = {}
    for row in range(frame.top, end):
        for cell in frame.grid.row_cells(row):
            field = known.field(cell.text)
            place = value_right_of(frame.grid, row, cell.column) if field and cell.column <= frame.right else None
            entry = reading.text(*place) if place and place[1] <= frame.right else None
            if field and entry and field not in fields:
                fields[field] = entry
    year = _year(frame)
    if year and "year" not in fields:
        fields["year"] = year
    return fields


def _year(frame: Frame) -> Entry | None:
    for row in range(frame.top, frame.start):
        for cell in frame.grid.row_cells(row):
            match = _YEAR.search(unicodedata.normalize("NFKC", cell.text))
            if match:
                return Entry(match.group(1), None, frame.grid.location(cell.row, cell.column))
    before = (match for text in reversed(frame.grid.preceding[-_TITLE_LINES:]) if (match := _YEAR.search(text)))
    return next((Entry(match.group(1), None, f"{frame.grid.name}上方") for match in before), None)


def _funds(frame: Frame, reading: Reading) -> Iterator[FundLine]:
    if frame.funds is None:
        return
    header, grid = frame.funds, frame.grid
    first_value = min(left for left, _ in header.columns.values())
    stop = frame.goal_row or (frame.indicators.top if frame.indicators else frame.bottom + 1)
    for row in range(header.bottom + 1, stop):
        label = _row_label(grid, row, first_value)
        if not label:
            continue
        role = labels.section("fund_rows").field(label) or "detail"
        amounts = {
            name: reading.amount(row, header.first(name))
            for name in ("requested_budget", "initial_budget", "full_year_budget", "executed", "balance")
        }
        others = {name: reading.number(row, header.first(name)) for name in ("weight", "reported_score")}
        rate = reading.rate(row, header.first("reported_rate"))
        if role == "total" and others["weight"] is None:
            others["weight"] = _weight_in_heading(grid, header)
        reason = reading.text(row, header.first("reason"))
        place = grid.location(row, _first_column(grid, row))
        yield FundLine(place, label, role, **amounts, **others, reported_rate=rate, reason=reason)


def _weight_in_heading(grid: Grid, header: Header) -> Entry | None:
    """The points of the execution rate where a heading names them: 预算执行情况（万元）（20分）."""
    for row in range(header.top, header.bottom + 1):
        for cell in grid.row_cells(row):
            match = _POINTS_IN_HEADING.search(unicodedata.normalize("NFKC", cell.text))
            if match:
                return Entry(match.group(1), parse_number(match.group(1)), grid.location(cell.row, cell.column))
    return None


def _row_label(grid: Grid, row: int, first_value: int) -> str:
    """The label of a fund row: the last filled cell before the amounts that is not the block's own label."""
    block = labels.section("block")
    for column in range(first_value - 1, 0, -1):
        text = grid.text(row, column).strip()
        if text and not block.field(text):
            return text
    return ""


def _first_column(grid: Grid, row: int) -> int:
    return grid.area(row, 1).left


def _goal(frame: Frame, reading: Reading) -> Goal:
    if frame.goal_row is None:
        return Goal()
    known = labels.section("goal")
    end = frame.indicators.top if frame.indicators else frame.bottom + 1
    found: dict[str, list[Entry]] = {"expected": [], "achieved": []}
    for cell in frame.grid.row_cells(frame.goal_row):
        field = known.field(cell.text)
        if field not in found or cell.column > frame.right:
            continue
        for row in range(frame.grid.area(frame.goal_row, cell.column).bottom + 1, end):
            if frame.grid.area(row, cell.column).top == row:
                entry = reading.text(row, cell.column)
                found[field].extend([entry] if entry else [])
    return Goal(_joined(found["expected"]), _joined(found["achieved"]))


def _joined(entries: list[Entry]) -> Entry | None:
    if not entries:
        return None
    return Entry("\n".join(entry.text for entry in entries), None, entries[0].location)


def _indicators(frame: Frame, reading: Reading) -> Iterator[Indicator]:
    header = frame.indicators
    if header is None:
        return
    level1 = level2 = ""
    for row in range(header.bottom + 1, frame.total_row or frame.bottom + 1):
        new1, new2 = (squeezed(frame.grid.text(row, header.first(level) or 0)) for level in ("level1", "level2"))
        if new1 and new1 != level1:
            level1, level2 = new1, ""
        level2 = new2 or level2
        indicator = _indicator(frame, reading, row, level1, level2)
        if indicator:
            yield indicator


def _indicator(frame: Frame, reading: Reading, row: int, level1: str, level2: str) -> Indicator | None:
    header = frame.indicators
    assert header is not None
    name = frame.grid.text(row, header.first("name") or 0).strip()
    texts = {field: reading.shown(row, header.first(field)) for field in ("target", "initial_target", "actual")}
    texts["deviation_reason"] = reading.text(row, header.first("deviation_reason"))
    numbers = {field: reading.number(row, header.first(field)) for field in ("weight", "reported_score")}
    filled = any(texts.values()) or any(numbers.values())
    if not filled and (not name or _PLACEHOLDER_NAME.match(name)):
        return None
    texts["target"] = composed_target(reading, row, header, texts["target"]) or texts["initial_target"]
    location = frame.grid.location(row, _first_column(frame.grid, row))
    return Indicator(location, level1, level2, name, **texts, **numbers)


def _total(frame: Frame, reading: Reading) -> Total:
    if frame.total_row is None or frame.indicators is None:
        return Total()
    grid, row = frame.grid, frame.total_row
    weight_column, score_column = (frame.indicators.columns.get(name) for name in ("weight", "reported_score"))
    weight = reported = grade = None
    for cell in list(grid.row_cells(row)):
        area = grid.area(row, cell.column)
        if area.left > frame.right:
            continue
        if labels.section("total").field(cell.text) == "grade":
            place = value_right_of(grid, row, cell.column)
            grade = reading.text(*place) if place else None
        elif _GRADE_WORDS.match(cell.text.strip()):
            grade = grade or reading.text(row, cell.column)
        elif labels.is_label(cell.text):
            continue
        elif weight_column and (area.left, area.right) == weight_column and area.right != (score_column or (0, 0))[1]:
            weight = reading.number(row, cell.column)
        else:
            reported = reported or reading.number(row, cell.column)
    return Total(weight, reported, grade)


def _analysis(frame: Frame, reading: Reading) -> dict[str, Entry]:
    known = labels.section("analysis")
    found: dict[str, Entry] = {}
    for row in range((frame.total_row or frame.bottom) + 1, frame.bottom + 1):
        for cell in frame.grid.row_cells(row):
            if known.field(cell.text):
                place = value_right_of(frame.grid, row, cell.column)
                entry = reading.text(*place) if place and place[1] <= frame.right else None
                if entry:
                    found[cell.text.strip()] = entry
    return found


def _column_names(frame: Frame) -> frozenset[str]:
    headers = (("funds", frame.funds), ("indicators", frame.indicators))
    names = {f"{section}.{name}" for section, header in headers if header for name in header.columns}
    return frozenset(names | {f"head.{name}" for name in _head_labels(frame)})


def _head_labels(frame: Frame) -> Iterator[str]:
    known = labels.section("head")
    for row in range(frame.start, frame.funds.top if frame.funds else frame.start + 1):
        yield from (field for cell in frame.grid.row_cells(row) if (field := known.field(cell.text)))
