"""Blocks of a form in other shapes than a table with headings: funds and goals with labels beside or before them."""

from __future__ import annotations

from tests.corpus.contents import Content, Fund
from tests.corpus.layouts import Layout
from tests.corpus.sheet import Filling, Table


def labelled_funds(table: Table, layout: Layout, content: Content, width: int, row: int) -> int:
    """上海: two labels with their amounts in each row."""
    half = 2 + (width - 2) // 2
    for position, (label, name) in enumerate(layout.funds):
        start, end = (1, half) if position % 2 == 0 else (half + 1, width)
        line = row + position // 2
        table.put(line, start, label, "fund", columns=2 if start == 1 else 1)
        value = start + (2 if start == 1 else 1)
        table.put(line, value, *_fund_value(content.funds[0], name), columns=end - value + 1)
    return row + (len(layout.funds) + 1) // 2


def told_funds(table: Table, layout: Layout, content: Content, width: int, row: int) -> int:
    """“年初预算数：50万元；全年执行数：48万元” in one cell."""
    total = content.funds[0].values
    texts = [f"{label}：{total[name]}{'%' if name == 'reported_rate' else layout.unit}" for label, name in layout.funds]
    table.put(row, 1, layout.funds_label, "block", columns=2)
    table.put(row, 3, "；".join(texts), "told", columns=width - 2)
    return row + 1


def funds_on_their_side(table: Table, layout: Layout, content: Content, width: int, row: int) -> int:
    """A column for each source of money, a row for each amount."""
    table.put(row, 1, layout.funds_label, "block", rows=len(layout.funds) + 1, columns=2)
    for position, (label, _) in enumerate(layout.fund_rows, 4):
        table.put(row, position, label, "fund")
    for line, (label, name) in enumerate(layout.funds, row + 1):
        table.put(line, 3, label, "heading")
        for position, fund in enumerate(content.funds, 4):
            table.put(line, position, *_fund_value(fund, name))
    return row + len(layout.funds) + 1


def _fund_value(fund: Fund, name: str) -> tuple[Filling, str]:
    if name not in fund.values:
        return "", ""
    return (f"{fund.values[name]}%", "rate") if name == "reported_rate" else (fund.values[name], "amount")


def goal(table: Table, layout: Layout, content: Content, width: int, row: int) -> int:
    """The goals of a layout whose `goal_shape` says how: beside, rows, told, together or stacked."""
    assert layout.goal is not None
    label, expected, achieved = layout.goal
    texts = ((expected, content.expected), (achieved, content.achieved))
    half = 1 + width // 2
    if layout.goal_shape == "beside":
        for (heading, text), start, end in zip(texts, (1, half + 1), (half, width), strict=True):
            table.put(row, start, heading, "heading")
            table.put(row, start + 1, text, "text", columns=end - start)
        return row + 1
    if layout.goal_shape == "rows":
        table.put(row, 1, label, "block", rows=2)
        for line, (heading, text) in enumerate(texts, row):
            table.put(line, 2, heading, "heading")
            table.put(line, 3, text, "text", columns=width - 2)
        return row + 2
    if layout.goal_shape == "told":
        for line, (heading, text) in enumerate(texts, row):
            table.put(line, 1, f"{heading}：{text}", "told", columns=width)
        return row + 2
    if layout.goal_shape == "together":
        table.put(row, 1, label, "block", columns=2)
        table.put(row, 3, "\n".join(f"{heading}：{text}" for heading, text in texts), "told", columns=width - 2)
        return row + 1
    for line, (heading, text) in enumerate(texts):
        table.put(row + 2 * line, 1, heading, "heading", columns=width)
        table.put(row + 2 * line + 1, 1, text, "text", columns=width)
    return row + 4


def total_in_head(table: Table, layout: Layout, content: Content, width: int, row: int) -> int:
    """自评得分 and 自评等级 in a row above the funds."""
    half = 2 + (width - 2) // 2
    table.put(row, 1, "自评得分", "head", columns=2)
    table.put(row, 3, str(content.score), "text", columns=half - 2)
    if "grade" in layout.total:
        table.put(row, half + 1, "自评等级", "head")
        table.put(row, half + 2, content.grade, "text", columns=width - half - 1)
    return row + 1


def told_total(table: Table, content: Content, width: int, row: int) -> int:
    """“自评得分：96.5　等级：优” in one cell below the indicators."""
    table.put(row, 1, f"自评得分：{content.score}　　等级：{content.grade}", "total", columns=width)
    return row + 1


def grouped_headings(table: Table, layout: Layout, row: int) -> int:
    """A heading row above: 年度指标值 over 指标性质, 指标值 and 度量单位, the others over both rows; the lower row."""
    parts = ("comparator", "value", "unit")
    places = [position for position, (_, name) in enumerate(layout.columns, 2) if name in parts]
    table.put(row, places[0], layout.value_group, "heading", columns=len(places))
    for position, (heading, name) in enumerate(layout.columns, 2):
        lower = name in (*parts, "level1", "level2", "name")
        table.put(row + 1 if lower else row, position, heading, "heading", rows=1 if lower else 2)
    first = next(position for position, (_, name) in enumerate(layout.columns, 2) if name == "level1")
    table.put(row, first, "绩效指标", "block", columns=3)
    return row + 1
