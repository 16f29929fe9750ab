"""Reads the rows of the indicator block; headings repeated after a page break, subtotals and unused rows are none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from zpj.domain.amounts import ZERO
from zpj.domain.model import Indicator, NotUnderstood
from zpj.domain.ordinals import ordinal
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame
from zpj.forms.headers import Header, right_of
from zpj.forms.indicator_cells import composed_target, points_of, squeezed, told_below
from zpj.forms.level_words import level_of
from zpj.forms.values import Reading
from zpj.grid.grid import Grid

_PLACEHOLDER_NAME = regex(r"^(指标\s*\d*\s*[:：]?|[…·.]+|[/—-]+)$")
_COMPUTED = "测算"
_SCORING_RULE = regex(
    r"满分|不得分|不计分|酌情|每[^，。；,;]{1,24}扣|得分[＝=]|[得加扣计]\d+(?:\.\d+)?分|按[^，。；,;]{0,8}比例[^，。；,;]{0,4}[得计扣]分"
)
_LABEL_LENGTH = 20
_OWN = {"name", "target", "initial_target", "actual", "weight", "reported_score"}
_SUMS = ("小计", "合计")
_EMPTY_WORDS = {"/", "／", "—", "——", "-", "－", "…", "……", "无"}


def indicators_of(frame: Frame, reading: Reading) -> list[Indicator]:
    """The filled rows between the heading and the total. Levels carry down; parent rows with their sum are left out."""
    return _without_parents(list(_rows(frame, reading)), reading) if frame.indicators else []


def _rows(frame: Frame, reading: Reading) -> Iterator[Indicator]:
    header, grid = frame.indicators, frame.grid
    assert header is not None
    parts = header.parts
    levels = [("", "")] * len(parts)
    for row in range(header.bottom + 1, frame.total_row or _end_without_total(frame, header)):
        if band := _band(grid, row, header):
            levels = [(band["level1"], "") if "level1" in band else (above, band["level2"]) for above, _ in levels]
            continue
        for place, part in enumerate(parts):
            if _goes_on(grid, row, part) or _is_heading_again(grid, row, part) or _is_subtotal(grid, row, part):
                continue
            if _is_prose(grid, row, part):
                continue
            levels[place] = _levels(grid, row, part, *levels[place])
            if indicator := _indicator(reading, row, part, *levels[place]):
                yield indicator


def _goes_on(grid: Grid, row: int, header: Header) -> bool:
    """Whether a row is but the rest of the one above, whose cells go down over both."""
    name = header.first("name")
    if name is None or grid.area(row, name).top == row:
        return False
    return grid.goes_on(row, (header.columns[each][0] for each in _OWN & header.columns.keys()))


def _levels(grid: Grid, row: int, header: Header, level1: str, level2: str) -> tuple[str, str]:
    """The levels of a row: its own, or those that hold from the rows above."""
    new1, new2 = (_unnumbered(squeezed(grid.text(row, header.first(level) or 0))) for level in ("level1", "level2"))
    if new1 and new1 != level1:
        level1, level2 = new1, ""
    return level1, new2 or level2


def _unnumbered(level: str) -> str:
    """“一、产出指标” is 产出指标; the numbers of other names are their own."""
    numbered = ordinal(level)
    return numbered.rest if numbered and level_of(numbered.rest) else level


def _band(grid: Grid, row: int, header: Header) -> dict[str, str]:
    """The level that a row of one text (一、产出指标（50分）) names for those below, where no column has it."""
    cells = [cell for cell in grid.row_cells(row) if cell.column <= right_of(header)]
    points = {header.first(name) for name in ("weight", "reported_score")}
    alone = cells and all(cell.column in points and cell.number is not None for cell in cells[1:])
    level = level_of(cells[0].text) if alone else None
    return {level: squeezed(cells[0].text)} if level and level not in header.columns else {}


def _end_without_total(frame: Frame, header: Header) -> int:
    """Where no row holds the total, two blank rows end the form."""
    rows = range(header.bottom + 1, frame.bottom)
    blank = (row for row in rows if not any(frame.grid.row_cells(row)) and not any(frame.grid.row_cells(row + 1)))
    return next(blank, frame.bottom + 1)


def _is_heading_again(grid: Grid, row: int, header: Header) -> bool:
    known = labels.section("indicators")
    fields = [name for name in ("level1", "level2", "name", "actual") if name in header.columns]
    again = [name for name in fields if known.field(grid.text(row, header.first(name) or 0)) == name]
    points = [name for name in ("weight", "reported_score") if name in header.columns]
    return len(again) >= 2 or any(known.field(grid.text(row, header.columns[name][0])) == name for name in points)


def _is_prose(grid: Grid, row: int, header: Header) -> bool:
    """A remark among or below the indicators: one area runs over the columns of names and of values, or a label over
    all levels (其他需要说明的事项) has one text beside it.
    """
    name = header.columns.get("name")
    if name is None:
        return False
    area = grid.area(row, name[0])
    values = [span[0] for span in header.columns.values() if span[0] > name[1]]
    beside = grid.area(row, area.right + 1)
    over_levels = any(area.left <= header.columns.get(level, name)[0] < name[0] for level in ("level1", "level2"))
    over_values = over_levels and len([left for left in values if beside.left <= left <= beside.right]) > 1
    return any(area.left <= left <= area.right for left in values) or over_values or _is_note(grid, row, header)


def _is_note(grid: Grid, row: int, header: Header) -> bool:
    """A line that begins like a note (说明：……) and fills no column of values."""
    cells = [cell for cell in grid.row_cells(row) if cell.column <= right_of(header)]
    notes = labels.section("notes")
    if len(cells) == 1:
        return notes.resembled(cells[0].text[:_LABEL_LENGTH]) is not None
    told = [cell for cell in cells if notes.resembled(cell.text[:_LABEL_LENGTH]) or labels.joint(cell.text, "head")]
    return bool(cells) and told == cells


def _is_subtotal(grid: Grid, row: int, header: Header) -> bool:
    known, total = labels.section("subtotal"), labels.section("total")
    texts = [grid.text(row, header.first(name) or 0) for name in ("level1", "level2", "name")]
    has_result = any(grid.text(row, header.first(name) or 0).strip() for name in ("target", "initial_target", "actual"))
    if not has_result and any(labels.bare_label(text).endswith(_SUMS) for text in texts):
        return True
    first = next((cell.text for cell in grid.row_cells(row)), "")
    is_whole = bool(labels.section("total_apart").field(first) or total.field(first))
    return is_whole or any(text and (known.field(text) or total.field(text) == "total") for text in texts)


def _indicator(reading: Reading, row: int, header: Header, level1: str, level2: str) -> Indicator | None:
    grid = reading.grid
    name = grid.text(row, header.first("name") or 0).strip()
    if _is_unused(grid, row, header, name):
        return None
    texts = {field: told_below(reading, row, header, field) for field in ("target", "initial_target", "actual")}
    for field in ("deviation_reason", "completion", "deviation"):
        texts[field] = reading.text(row, header.first(field))
    numbers = points_of(reading, row, header, {field: header.first(field) for field in header.columns})
    filled = any(texts.values()) or any(numbers.values())
    if not filled and (not name or _is_placeholder(name)):
        return None
    for field in ("initial_target", "target"):
        texts[field] = composed_target(reading, row, header, texts[field])
    texts["target"] = texts["target"] or texts["initial_target"]
    rule = _scoring_rule(grid, row, header)
    return Indicator(header.location(grid, row), level1, level2, name, **texts, **numbers, scoring_rule=rule)


def _scoring_rule(grid: Grid, row: int, header: Header) -> str:
    """What a column that is none of the known ones says of how the points of a row are counted.

    测算依据 beside a form is what zpj says of the row, no rule of the form's own.
    """
    known = {column for left, right in header.columns.values() for column in range(left, right + 1)}
    cells = (cell for cell in grid.row_cells(row) if cell.column not in known and _SCORING_RULE.search(cell.text))
    return next((squeezed(cell.text) for cell in cells if not _is_computed(grid, row, cell.column)), "")


def _is_computed(grid: Grid, row: int, column: int) -> bool:
    above = (grid.cells.get((each, column)) for each in range(row - 1, 0, -1))
    return any(cell is not None and cell.text.startswith(_COMPUTED) for cell in above)


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
