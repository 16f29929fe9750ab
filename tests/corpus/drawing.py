"""Draws a filled form in one office's layout as a Table, and says what a reader must find there."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from tests.corpus import arranged, blocks
from tests.corpus.contents import Content, Row
from tests.corpus.layouts import Layout
from tests.corpus.sheet import Filling, Table

FIELDS = ("project_name", "year", "supervising_department", "implementing_unit", "responsible_person", "phone")
AMOUNTS = ("initial_budget", "full_year_budget", "executed")
Truth = dict[str, str]
"""Value by key: "fields.year", "funds[年度资金总额].executed", "indicators[养护里程].target"."""


def draw(layout: Layout, content: Content) -> Table:
    """The form as it would be printed."""
    table = Table()
    width = max(9, 1 + len(layout.columns))
    row = _above(table, layout, content, width)
    row = _head(table, layout, content, width, row)
    if layout.total_place == "head":
        row = blocks.total_in_head(table, layout, content, width, row)
    if layout.goal_shape == "above":
        row = _goal(table, layout, content, width, row)
    row = _FUNDS[layout.funds_shape or ("pairs" if layout.pairs else "")](table, layout, content, width, row)
    if layout.management:
        row = arranged.management(table, layout, width, row)
    if layout.goal_shape != "above":
        goal = _goal if layout.goal_shape == "columns" else blocks.goal
        row = goal(table, layout, content, width, row)
    row = _indicators(table, layout, content, row)
    if layout.total_place == "row":
        row = _total(table, layout, content, width, row)
    elif layout.total_place == "told":
        row = blocks.told_total(table, content, width, row)
    for label, text in layout.below:
        table.put(row, 1, label, columns=2)
        table.put(row, 3, text, "text", columns=width - 2)
        row += 1
    for note in layout.notes:
        table.put(row, 1, note.format(**content.fields), "note", columns=width)
        row += 1
    return table


def truth_of(layout: Layout, content: Content) -> Truth:
    """What the form says, by key; empty cells have no key."""
    shown = {name for line in layout.head for _, name in line} | {"year"}
    if not (layout.year_line or "{year}" in layout.title):
        shown.discard("year")
    shown |= {name for name in ("responsible_person", "phone") if any(f"{{{name}}}" in note for note in layout.notes)}
    truth = {f"fields.{name}": content.fields[name] for name in FIELDS if name in shown} | {"unit": layout.unit}
    columns = {name for _, name in layout.funds} | ({"weight"} if "分）" in layout.funds_label else set())
    for fund in content.funds:
        truth[f"funds[{fund.label}].role"] = fund.role
        for name, number in fund.values.items():
            if name in columns and (fund.role == "total" or name in (*AMOUNTS, "reported_rate")):
                truth[f"funds[{fund.label}].{name}"] = str(number)
    if layout.goal:
        truth |= {"goal.expected": content.expected, "goal.achieved": content.achieved}
    for row in content.rows:
        truth |= {f"indicators[{row.name}].{name}": value for name, value in _row_truth(layout, row).items() if value}
    named = {"weight": str(content.weight), "score": str(content.score), "grade": content.grade}
    return truth | {f"total.{name}": named[name] for name in layout.total}


def _row_truth(layout: Layout, row: Row) -> dict[str, str]:
    levels = {name: text for name, text in (("level1", row.level1), ("level2", row.level2)) if layout.has(name)}
    target = row.initial if layout.has("initial_target") and not layout.has("target") else row.target
    targets = ("target", "value", "initial_target", "initial_value")
    texts = {"actual": row.actual, "reported_score": str(row.score), "deviation_reason": row.reason}
    return {
        **levels, "name": row.name, "target": target if any(map(layout.has, targets)) else "",
        "weight": str(row.weight) if layout.has("weight") or layout.weights_in else "",
        **{name: text for name, text in texts.items() if layout.has(name)},
    }  # fmt: skip


def _above(table: Table, layout: Layout, content: Content, width: int) -> int:
    row = 1
    year = content.fields["year"]
    for text in (
        *layout.above[:1],
        layout.title.format(year=year),
        layout.year_line.format(year=year),
        *layout.above[1:],
    ):
        if text:
            table.put(row, 1, text, "title", columns=width)
            row += 1
    return row


def _head(table: Table, layout: Layout, content: Content, width: int, row: int) -> int:
    for line in layout.head:
        half = 2 + (width - 2) // 2
        for position, (label, name) in enumerate(line):
            start = 1 if position == 0 else half + 1
            end = width if position == len(line) - 1 else half
            span = 2 if position == 0 else 1
            table.put(row, start, label, "head", columns=span)
            kind = "value" if name in content.fields else "text"
            table.put(row, start + span, content.fields.get(name, name), kind, columns=end - start - span + 1)
        row += 1
    return row


def _funds(table: Table, layout: Layout, content: Content, width: int, row: int) -> int:
    table.put(row, 1, layout.funds_label, "block", rows=len(content.funds) + 1, columns=2)
    places = {name: 4 + position for position, (_, name) in enumerate(layout.funds)}
    for position, (heading, _) in enumerate(layout.funds):
        last = position == len(layout.funds) - 1
        table.put(row, 4 + position, heading, "heading", columns=max(1, width - 3 - position) if last else 1)
    for line, (fund, (label, _)) in enumerate(zip(content.funds, layout.fund_rows, strict=True), row + 1):
        table.put(line, 3, label, "fund")
        for name, column in places.items():
            span = max(1, width - column + 1) if name == layout.funds[-1][1] else 1
            table.put(line, column, *_fund_cell(fund.role, fund.values, name, layout), columns=span)
    return row + len(content.funds) + 1


def _fund_cell(role: str, values: dict[str, Decimal], name: str, layout: Layout) -> tuple[Filling, str]:
    if name in ("weight", "reported_score") and role != "total":
        return "—", "dash"
    if name == "reported_rate" and name in values:
        return f"{values[name]}{layout.rate_sign}", "rate"
    return (
        (values[name], "points" if name in ("weight", "reported_score") else "amount") if name in values else ("", "")
    )


def _pairs(table: Table, layout: Layout, content: Content, width: int, row: int) -> int:
    """河北: each heading spans a label and its value; the block's name is a row of its own."""
    table.put(row, 1, layout.funds_label, "block", columns=width)
    for position, (heading, _) in enumerate(layout.funds):
        last = position == len(layout.funds) - 1
        table.put(row + 1, 1 + 2 * position, heading, "heading", columns=width - 2 * position if last else 2)
    for line, (fund, (label, _)) in enumerate(zip(content.funds, layout.fund_rows, strict=True), row + 2):
        names = label.split("|") * (1 if "|" in label else 3)
        for position, (_, name) in enumerate(layout.funds[:3]):
            table.put(line, 1 + 2 * position, names[position], "fund")
            shown = fund.values.get(name or "full_year_budget", "")
            table.put(line, 2 + 2 * position, shown, "amount" if shown != "" else "")
        if "reported_rate" in fund.values:
            table.put(line, 7, f"{fund.values['reported_rate']}%", "rate", columns=width - 6)
    return row + 2 + len(content.funds)


def _goal(table: Table, layout: Layout, content: Content, width: int, row: int) -> int:
    if layout.goal is None:
        return row
    label, expected, achieved = layout.goal
    table.put(row, 1, label, "block", rows=2)
    half = 1 + width // 2
    for start, end, heading, text in (
        (2, half, expected, content.expected),
        (half + 1, width, achieved, content.achieved),
    ):
        table.put(row, start, heading, "heading", columns=end - start + 1)
        table.put(row + 1, start, text, "text", columns=end - start + 1)
    return row + 2


def _indicators(table: Table, layout: Layout, content: Content, row: int) -> int:
    if layout.value_group:
        row = blocks.grouped_headings(table, layout, row)
    elif layout.level_points:
        row = arranged.pointed_headings(table, layout, content, row)
    else:
        table.put(row, 1, layout.block, "block", rows=len(content.rows) + 1)
        for position, (heading, _) in enumerate(layout.columns, 2):
            table.put(row, position, heading, "heading")
    table.heading_row = row
    for field, width in (("level1", 1), ("level2", 2)):
        _levels(table, layout, content, row, field, width)
    for line, item in enumerate(content.rows, row + 1):
        for position, (_, name) in enumerate(layout.columns, 2):
            filling = _cell(layout, item, name)
            if filling[0] != "":
                table.put(line, position, *filling)
    return row + len(content.rows) + 1


def _levels(table: Table, layout: Layout, content: Content, row: int, field: str, depth: int) -> None:
    column = next((place for place, (_, name) in enumerate(layout.columns, 2) if name == field), None)
    if column is None:
        return
    line = row + 1
    for _, group in groupby(content.rows, key=lambda item: (item.level1, item.level2)[:depth]):
        members = list(group)
        points = sum((item.weight for item in members), Decimal(0))
        text = getattr(members[0], field) + (f"（{points}分）" if layout.weights_in == field else "")
        table.put(line, column, text, "level", rows=len(members))
        line += len(members)


def _cell(layout: Layout, item: Row, name: str) -> tuple[Filling, str]:
    texts = {
        "name": (item.name, "name"), "target": (item.target, "text"), "initial_target": (item.initial, "text"),
        "comparator": (item.sign, "text"), "value": (item.value, "text"), "initial_value": (item.value, "text"),
        "unit": (item.unit, "text"), "actual": (item.actual, "text"), "weight": (item.weight, "points"),
        "reported_score": (item.score, "points"), "deviation_reason": (item.reason, "text"),
    }  # fmt: skip
    return texts.get(name, ("按完成比例" if name == "" else "", "text"))


def _total(table: Table, layout: Layout, content: Content, width: int, row: int) -> int:
    places = {name: position for position, (_, name) in enumerate(layout.columns, 2)}
    shown = {places["weight"]: content.weight} if "weight" in layout.total and "weight" in places else {}
    shown[places["reported_score"]] = content.score
    table.put(row, 1, layout.total_label, "total", columns=min(shown) - 1)
    for column, number in shown.items():
        table.put(row, column, number, "points")
    if "grade" in layout.total and places["reported_score"] < width:
        table.put(row, places["reported_score"] + 1, content.grade, "grade")
    return row + 1


_FUNDS = {
    "": _funds,
    "pairs": _pairs,
    "labels": blocks.labelled_funds,
    "told": blocks.told_funds,
    "side": blocks.funds_on_their_side,
}
