"""What typists, scanners and years do to a form. Each function changes a Table and leaves its meaning alone."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from decimal import Decimal

from tests.corpus.sheet import Filling, Piece, Table

_LABELS = ("label", "head", "heading", "block", "fund", "total")
_WIDE = str.maketrans("0123456789.%()AB,", "０１２３４５６７８９．％（）ＡＢ，")


def blank_rows(table: Table, chance: random.Random) -> None:
    """Empty rows anywhere but between the goal's heading and its text."""
    for row in sorted(chance.sample(range(1, table.rows + 1), 3), reverse=True):
        table.insert_row(row)


def blank_columns(table: Table, chance: random.Random) -> None:
    """Empty columns on the left and in between."""
    for column in sorted(chance.sample(range(1, table.columns + 1), 2), reverse=True):
        table.insert_column(column)


def broken_headings(table: Table, chance: random.Random) -> None:
    """Headings broken over lines."""
    table.change(("heading", "block"), lambda text: f"{text[:2]}\n{text[2:]}" if len(text) > 3 else text)


def spaced_labels(table: Table, chance: random.Random) -> None:
    """Blanks in labels, as a scanner leaves them and typists stretch them."""
    table.change(_LABELS, lambda text: " ".join(text) if chance.random() < 0.5 else text)


def spaced_numbers(table: Table, chance: random.Random) -> None:
    """A blank inside digits."""
    table.change(("amount",), lambda number: _spaced(str(number)))


def _spaced(text: str) -> str:
    return f"{text[:2]} {text[2:]}" if len(text) > 3 else text


def wide_characters(table: Table, chance: random.Random) -> None:
    """Full-width digits, letters and brackets."""
    table.change(("amount", "points", *_LABELS), _widened)
    table.change(("rate",), lambda rate: rate if isinstance(rate, Decimal) else _widened(rate))


def _widened(content: Filling) -> str:
    return str(content).translate(_WIDE)


def thousands(table: Table, chance: random.Random) -> None:
    """Thousands separators in amounts written as text."""
    table.change(("amount",), lambda number: f"{number:,}" if isinstance(number, Decimal) else number)


def unmerged(table: Table, chance: random.Random) -> None:
    """Merged areas taken apart: only the first cell is filled."""
    table.merged = False


def repeated_header(table: Table, chance: random.Random) -> None:
    """The heading row of the indicators again after a page break, and the levels with it."""
    heading = [piece for piece in table.pieces if table.heads(piece) and piece.kind == "heading"]
    names = [piece.row for piece in table.pieces if piece.kind == "name"]
    place = chance.choice(names[1:])
    covered = [
        piece for piece in table.pieces if piece.kind.startswith("level") and piece.row < place < piece.row + piece.rows
    ]
    for piece in covered:
        table.pieces.remove(piece)
        first = place - piece.row
        table.pieces += [replace(piece, rows=first), replace(piece, row=place, rows=piece.rows - first)]
    table.insert_row(place)
    table.pieces += [replace(piece, row=place, rows=1) for piece in heading]


def placeholder_rows(table: Table, chance: random.Random) -> None:
    """Rows of the blank form left unused: 指标2：, ……, /."""
    names = [piece for piece in table.pieces if piece.kind == "name"]
    for piece in chance.sample(names, 2):
        row = next(other.row for other in table.pieces if other.kind == "name" and other.content == piece.content)
        table.insert_row(row + 1)
        table.put(row + 1, piece.column, chance.choice(("指标2：", "……", "/", "指标3")))
        if chance.random() < 0.5:
            table.put(row + 1, piece.column + 1, "/")


def units_in_cells(table: Table, chance: random.Random) -> None:
    """Amounts with their unit: 30万元 in a 万元 form, 300000元 in a 元 form."""
    unit = "元" if any("（元）" in str(piece.content) for piece in table.pieces) else "万元"
    table.change(("amount",), lambda number: f"{number}{unit}")


def yuan_in_cells(table: Table, chance: random.Random) -> None:
    """Amounts in 元 with the unit behind them in a 万元 form."""
    if not any("（元）" in str(piece.content) for piece in table.pieces):
        table.change(("amount",), lambda number: f"{(number * 10000).normalize() + 0:f}元")


def units_in_headings(table: Table, chance: random.Random) -> None:
    """The unit behind every heading of an amount instead of at the block."""
    unit = next(
        (piece.content for piece in table.pieces if piece.kind == "block" and "元）" in str(piece.content)), None
    )
    if not isinstance(unit, str):
        return
    said = "（元）" if "（元）" in unit else "（万元）"
    table.change(("block",), lambda text: text.replace(said, "") if isinstance(text, str) else text)
    top = next(piece.row for piece in table.pieces if piece.kind == "heading")
    table.pieces = [
        replace(piece, content=f"{piece.content}{said}")
        if piece.row == top
        and re.search("预算|执行数|支出数|到位|金额", str(piece.content))
        and piece.kind == "heading"
        else piece
        for piece in table.pieces
    ]


def unit_in_names(table: Table, chance: random.Random) -> None:
    """The unit behind the names of the fund rows instead of at the block."""
    said = "（元）" if any("（元）" in str(piece.content) for piece in table.pieces) else "（万元）"
    table.change(("block",), lambda text: text.replace(said, "") if isinstance(text, str) else text)
    table.change(("fund",), lambda text: f"{text}{said}")


def rate_numbers(table: Table, chance: random.Random) -> None:
    """Rates as numbers shown as percent."""
    table.pieces = [
        replace(piece, content=Decimal(str(piece.content).rstrip("%")) / 100, format="0.00%")
        if piece.kind == "rate" and str(piece.content).endswith("%") else piece
        for piece in table.pieces
    ]  # fmt: skip


def spaced_words(table: Table, chance: random.Random) -> None:
    """Blanks and line breaks inside words, as a narrow column and a scanner leave them."""
    table.change(("level", "value", "name"), lambda text: f"{text[:2]} {text[2:]}" if len(text) > 3 else text)


def child_rows(table: Table, chance: random.Random) -> None:
    """其中 rows below an indicator, with a target and a result but no points."""
    names = [piece for piece in table.pieces if piece.kind == "name"]
    parent = chance.choice(names)
    own = [p for p in table.pieces if p.row == parent.row and p.column > parent.column and p.kind == "text"]
    heading = {piece.column: str(piece.content) for piece in table.pieces if table.heads(piece)}
    target = next((p.column for p in own if re.search("目标值|指标值|预期完成值", heading[p.column])), None)
    results = (p.column for p in own if re.search("完成|实际", heading[p.column]))
    actual = next((column for column in results if not re.search("原因|预期", heading[column])), None)
    if actual is None:
        return
    table.insert_row(parent.row + 1)
    name = f"其中：{parent.content}第一批"
    table.put(parent.row + 1, parent.column, name, "child")
    levels = {"level1": _level_at(table, parent, 0), "level2": _level_at(table, parent, 1)}
    values = {**levels, "name": name, "actual": "7次"}
    table.put(parent.row + 1, actual, "7次", "text")
    if target is not None:
        table.put(parent.row + 1, target, "5次", "text")
        values["target"] = "5次"
    table.further |= {f"indicators[{name}].{key}": value for key, value in values.items() if value}


def _level_at(table: Table, parent: Piece, depth: int) -> str:
    """The level that covers the row below, where the area grew with it; an unfinished area ends above."""
    columns = sorted({piece.column for piece in table.pieces if piece.kind == "level"})
    if depth >= len(columns):
        return ""
    above = [p for p in table.pieces if p.kind == "level" and p.column == columns[depth] and p.row <= parent.row]
    return str(max(above, key=lambda piece: piece.row).content)


def points_with_unit(table: Table, chance: random.Random) -> None:
    """20分."""
    table.change(("points",), lambda number: f"{number}分" if isinstance(number, Decimal) else number)


def joined_head(table: Table, chance: random.Random) -> None:
    """Label and value in one cell: 项目名称：道路养护."""
    heads = [piece for piece in table.pieces if piece.kind == "head"]
    for label in heads:
        start = label.column + label.columns
        value = next(p for p in table.pieces if (p.row, p.column) == (label.row, start) and p.kind in ("value", "text"))
        table.pieces.remove(label)
        table.pieces.remove(value)
        table.pieces.append(
            replace(label, content=f"{label.content}：{value.content}", columns=label.columns + value.columns)
        )


def side_table(table: Table, chance: random.Random) -> None:
    """A helper table beside the form."""
    right = table.columns + 2
    for row, (name, number) in enumerate((("科室", "经费"), ("办公室", "12"), ("财务科", "30")), table.heading_row + 1):
        table.put(row, right, name, "text")
        table.put(row, right + 1, number, "text")


def table_below(table: Table, chance: random.Random) -> None:
    """A table of something else below the form."""
    start = table.rows + 3
    lines = (("序号", "支付日期", "用途", "金额"), ("1", "7.3", "办公费", "3"), ("2", "8.1", "印刷费", "10"))
    for row, line in enumerate(lines, start):
        for column, text in enumerate(line, 1):
            table.put(row, column, text, "text")


def list_above(table: Table, chance: random.Random) -> None:
    """A list of projects above the form."""
    table.insert_row(1, 4)
    lines = (("项目名称", "年初预算数", "全年执行数"), ("甲项目", "12", "11"), ("乙项目", "30", "30"))
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            table.put(row, column, text, "text")


def hidden_column(table: Table, chance: random.Random) -> None:
    """A hidden helper column with a heading of its own beside the scores."""
    headings = (piece for piece in table.pieces if table.heads(piece))
    place = next((piece.column for piece in headings if str(piece.content).endswith(("得分", "评分"))), None)
    if place is None:
        return
    table.insert_column(place)
    table.hidden.append(place)
    table.put(table.heading_row, place, "得分", "heading")
    for row in [piece.row for piece in table.pieces if piece.kind == "name"]:
        table.put(row, place, Decimal(1), "points")


def parent_row(table: Table, chance: random.Random) -> None:
    """A row above the rows of 产出指标 that repeats the sum of their points."""
    weight = _column(table, ("分值", "权重", "单项指标分值"))
    first = next((piece for piece in table.pieces if piece.kind == "level"), None)
    if weight is None or first is None:
        return
    points = [p for p in table.pieces if p.column == weight and first.row <= p.row < first.row + first.rows]
    total = sum((piece.content for piece in points if isinstance(piece.content, Decimal)), Decimal(0))
    table.insert_row(first.row)
    first = next(piece for piece in table.pieces if piece.kind == "level")
    table.pieces.remove(first)
    table.pieces.append(replace(first, row=first.row - 1, rows=first.rows + 1))
    table.put(first.row - 1, weight, total, "points")


def check_marks(table: Table, chance: random.Random) -> None:
    """A choice of grades and of results with a mark before the one that holds."""
    table.change(("grade",), lambda text: "  ".join(f"{'☑' if text == one else '□'}{one}" for one in "优良中差"))
    choices = ("达成预期指标", "部分达成预期指标并具有一定效果", "未达成预期指标且效果较差")
    mark = lambda text: " ".join(f"{'√' if text == one else '□'}{one}" for one in choices)  # noqa: E731
    table.change(("text",), lambda text: mark(text) if text == choices[0] else text)


def of_which(table: Table, chance: random.Random) -> None:
    """其中 before the rows of parts."""
    table.change(("fund",), lambda text: f"　其中：{text}" if text in ("其他资金", "上级补助资金") else text)


def _column(table: Table, titles: tuple[str, ...]) -> int | None:
    bare = dict.fromkeys(titles)
    found = (
        piece.column for piece in table.pieces
        if table.heads(piece) and re.sub(r"（.*）|\s", "", str(piece.content)) in bare
    )  # fmt: skip
    return next(found, None)
