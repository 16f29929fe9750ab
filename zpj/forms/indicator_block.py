"""Reads the rows of the indicator block; headings repeated after a page break, subtotals and unused rows are none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.domain.amounts import ZERO
from zpj.domain.model import Indicator, NotUnderstood
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame
from zpj.forms.headers import Header
from zpj.forms.indicator_cells import composed_target, squeezed
from zpj.forms.values import Reading
from zpj.grid.grid import Grid

_PLACEHOLDER_NAME = regex(r"^(指标\s*\d*\s*[:：]?|[…·.]+|[/—-]+)$")
_EMPTY_WORDS = {"/", "／", "—", "——", "-", "－", "…", "……", "无"}


def indicators_of(frame: Frame, reading: Reading) -> list[Indicator]:
    """The filled rows between the heading and the total. Levels carry down; parent rows with their sum are left out."""
    return _without_parents(list(_rows(frame, reading)), reading) if frame.indicators else []


def _rows(frame: Frame, reading: Reading) -> Iterator[Indicator]:
    header, grid = frame.indicators, frame.grid
    assert header is not None
    level1 = level2 = ""
    for row in range(header.bottom + 1, frame.total_row or frame.bottom + 1):
        if _is_heading_again(grid, row, header) or _is_subtotal(grid, row, header):
            continue
        new1, new2 = (squeezed(grid.text(row, header.first(level) or 0)) for level in ("level1", "level2"))
        if new1 and new1 != level1:
            level1, level2 = new1, ""
        level2 = new2 or level2
        indicator = _indicator(frame, reading, row, level1, level2)
        if indicator:
            yield indicator


def _is_heading_again(grid: Grid, row: int, header: Header) -> bool:
    known = labels.section("indicators")
    fields = [name for name in ("level1", "level2", "name", "actual") if name in header.columns]
    again = [name for name in fields if known.field(grid.text(row, header.first(name) or 0)) == name]
    return len(again) >= 2


def _is_subtotal(grid: Grid, row: int, header: Header) -> bool:
    known = labels.section("subtotal")
    texts = (grid.text(row, header.first(name) or 0) for name in ("level1", "level2", "name"))
    return any(text and known.field(text) for text in texts)


def _indicator(frame: Frame, reading: Reading, row: int, level1: str, level2: str) -> Indicator | None:
    header = frame.indicators
    assert header is not None
    name = frame.grid.text(row, header.first("name") or 0).strip()
    if _is_unused(frame.grid, row, header, name):
        return None
    texts = {field: reading.shown(row, header.first(field)) for field in ("target", "initial_target", "actual")}
    texts["deviation_reason"] = reading.text(row, header.first("deviation_reason"))
    numbers = {field: reading.number(row, header.first(field)) for field in ("weight", "reported_score")}
    filled = any(texts.values()) or any(numbers.values())
    if not filled and (not name or _is_placeholder(name)):
        return None
    texts["target"] = composed_target(reading, row, header, texts["target"]) or texts["initial_target"]
    location = frame.grid.location(row, frame.grid.area(row, 1).left)
    return Indicator(location, level1, level2, name, **texts, **numbers)


def _is_placeholder(name: str) -> bool:
    return bool(_PLACEHOLDER_NAME.match("".join(unicodedata.normalize("NFKC", name).split())))


def _is_unused(grid: Grid, row: int, header: Header, name: str) -> bool:
    """A row of the blank form left as it was: 指标2： with nothing or strokes behind it."""
    if not _is_placeholder(name):
        return False
    fields = ("target", "initial_target", "actual", "weight", "reported_score", "deviation_reason")
    texts = (grid.text(row, header.first(field) or 0).strip() for field in fields)
    return all(not text or text in _EMPTY_WORDS for text in texts)


def _without_parents(rows: Sequence[Indicator], reading: Reading) -> list[Indicator]:
    """Drop rows without a name that only repeat the sum of the points below them; others like them are asked about."""
    kept = []
    for position, row in enumerate(rows):
        children = _children(rows, position) if _is_bare(row) else []
        if len(children) > 1 or (children and not row.level2):
            why = _why_left_out(row, children)
            if why is None:
                reading.questions.append(
                    f"{row.location} 像是“{row.level2 or row.level1}”的小计行，没有算作指标，请确认"
                )
                continue
            reading.problems.append(NotUnderstood(row.location, row.level2 or row.level1, why))
        kept.append(row)
    return kept


def _is_bare(row: Indicator) -> bool:
    return not row.name and row.target is None and row.actual is None and row.weight is not None


def _children(rows: Sequence[Indicator], position: int) -> list[Indicator]:
    parent = rows[position]
    found = []
    for row in rows[position + 1 :]:
        if row.level1 != parent.level1 or (parent.level2 and row.level2 != parent.level2):
            break
        if not _is_bare(row):
            found.append(row)
    return found


def _why_left_out(row: Indicator, children: Sequence[Indicator]) -> str | None:
    weights = [child.weight.number for child in children if child.weight and child.weight.number is not None]
    own = row.weight.number if row.weight else None
    total: Decimal = sum(weights, ZERO)
    return None if own == total else "这一行只有分值，没有指标名称和完成值，请核对是不是小计"
