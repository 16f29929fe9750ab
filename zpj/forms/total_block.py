"""Reads the total, whatever holds it: a row of points, score and grade, a cell that tells them, or the form's head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zpj.domain.amounts import parse_number
from zpj.domain.model import Entry, Total
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame, value_right_of
from zpj.forms.indicator_cells import both_points
from zpj.forms.total_words import told_totals
from zpj.forms.values import Reading, marked_choices
from zpj.grid.grid import Cell

_GRADE_WORDS = regex(r"^(优秀?|良好?|中等?|合格|较?差)$")
_SCORE_LABEL = "得分"
_BRACKETS = regex(r"[(（][^()（）]*[)）]")
_OF_THE_WHOLE = ("总分", "总得分", "等级", "等次")
_LINES_ABOVE = 3
_ELSEWHERE = "elsewhere"
_APART = ("reported", "grade")

Found = Mapping[str, Entry | None]


def total_of(frame: Frame, reading: Reading) -> Total:
    """The figures and the grade of the total row; what it lacks is looked for above the funds and below the table.

    Columns beyond the form and hidden helpers do not count.
    """
    found: dict[str, Entry | None] = {}
    if frame.total_row is not None and frame.indicators is not None:
        for cell in list(frame.grid.row_cells(frame.total_row)):
            if frame.grid.area(frame.total_row, cell.column).left <= frame.right and not _is_helper(frame, cell):
                _add(found, _values(frame, reading, cell))
        found["reported"] = found.get("reported") or found.get(_ELSEWHERE)
        found["grade"] = found.get("grade") or _typed_beside(frame, reading, frame.total_row)
    for told in _told_apart(frame, reading) if not all(found.get(name) for name in _APART) else ():
        _add(found, told)
    return Total(found.get("weight"), found.get("reported"), found.get("grade"))


def _choice(reading: Reading, row: int, column: int) -> Entry | None:
    """A grade alone: “☑优（90-100分）” gives 优."""
    entry = reading.choice(row, column)
    return replace(entry, text=_BRACKETS.sub("", entry.text).strip()) if entry else None


def _add(found: dict[str, Entry | None], values: Found) -> None:
    for field, entry in values.items():
        found[field] = found.get(field) or entry


def _typed_beside(frame: Frame, reading: Reading, row: int) -> Entry | None:
    """The grade right of the form, where somebody typed it over the formula of the standard form."""
    for cell in frame.grid.row_cells(row):
        outside = cell.column > frame.right and not frame.grid.is_hidden(cell.column)
        if outside and labels.section("total").field(cell.text) == "grade":
            value = frame.grid.at(row, cell.column + 1)
            typed = value is not None and value.formula is None and _is_grade(value.text)
            return reading.choice(row, cell.column + 1) if typed else None
    return None


def _is_helper(frame: Frame, cell: Cell) -> bool:
    assert frame.indicators is not None
    return frame.grid.is_hidden(cell.column) and not any(
        left <= cell.column <= right for left, right in frame.indicators.columns.values()
    )


def _values(frame: Frame, reading: Reading, cell: Cell) -> Found:
    grid, row = frame.grid, cell.row
    if told := _told(frame, cell) or _below(frame, reading, cell):
        return told
    told_jointly = labels.joint(cell.text, "total")
    if told_jointly and any(text for _, text in told_jointly):
        return {"grade" if field == "grade" else "reported": _behind(_marked(text), grid.location(row, cell.column))
                for field, text in told_jointly if _marked(text)}  # fmt: skip
    if labels.section("total").field(cell.text) == "grade":
        place = value_right_of(grid, row, cell.column)
        return {"grade": _choice(reading, *place) if place else None}
    if _is_grade(cell.text):
        return {"grade": _choice(reading, row, cell.column)}
    if labels.is_label(cell.text) or labels.section("total_like").resembled(cell.text):
        return {}
    both = both_points(reading, row, frame.indicators, cell.column) if frame.indicators else None
    if both:
        return {"weight": both["weight"], "reported": both["reported_score"]}
    return {_field(frame, cell): reading.number(row, cell.column)}


def _below(frame: Frame, reading: Reading, cell: Cell) -> Found:
    """The value below its label, where 总分 goes down beside both rows (云南: 总分值 | 总得分 | 自评等级)."""
    grid, field = frame.grid, labels.section("total").field(cell.text)
    first = next(iter(grid.row_cells(cell.row)))
    bottom = grid.area(cell.row, cell.column).bottom
    if field is None or cell is first or grid.area(cell.row, first.column).bottom <= bottom:
        return {}
    value = grid.at(bottom + 1, cell.column)
    if value is None or not (_is_grade(value.text) if field == "grade" else value.text[:1].isdigit()):
        return {}
    choose = _choice if field == "grade" else Reading.number
    return {"reported" if field == "total" else field: choose(reading, value.row, value.column)}


def _told(frame: Frame, cell: Cell) -> Found:
    place = frame.grid.location(cell.row, cell.column)
    return {field: Entry(text, parse_number(text), place) for field, text in told_totals(cell.text).items()}


def _told_apart(frame: Frame, reading: Reading) -> Iterator[Found]:
    """自评得分 and 等级 in the head, below the table or after it: label and value, or both in one cell."""
    for cell in _cells_apart(frame):
        field = labels.section("total_apart").field(cell.text) or labels.section("total").field(cell.text)
        told = _told(frame, cell) or _marked_behind(frame, cell)
        if told:
            yield told
        elif field in ("reported", "grade", "total"):
            yield _beside(frame, reading, cell, "grade" if field == "grade" else "reported")
    for where, texts in (("下方", frame.grid.following), ("上方", frame.grid.preceding[-_LINES_ABOVE:])):
        for text in texts:
            yield {field: Entry(value, parse_number(value), f"{frame.grid.name}{where}")
                   for field, value in told_totals(text).items()}  # fmt: skip


def _marked_behind(frame: Frame, cell: Cell) -> Found:
    """“自评等级：优（√） 良（） 中（） 差（）” in one cell."""
    told = dict(labels.joint(cell.text, "total")).get("grade", "")
    options = marked_choices(told)
    text = _BRACKETS.sub("", options[0]).strip() if options and len(options) == 1 else ""
    return {"grade": Entry(text, None, frame.grid.location(cell.row, cell.column))} if _is_grade(text) else {}


def _marked(text: str) -> str:
    """A text, or the one option marked in it; empty where the choice is not clear."""
    options = marked_choices(text)
    return text if options is None else options[0] if len(options) == 1 else ""


def _cells_apart(frame: Frame) -> Iterator[Cell]:
    """The cells above the indicators and below the total row; among the funds only what is said to be the whole."""
    end = frame.indicators.top if frame.indicators else frame.funds.top if frame.funds else frame.bottom + 1
    last = frame.total_row or (frame.indicators.bottom if frame.indicators else frame.bottom)
    funds = range(frame.funds.top, frame.funds_end) if frame.funds else range(0)
    for row in (*range(frame.top, end), *range(last + 1, frame.bottom + 1)):
        for cell in frame.grid.row_cells(row):
            if cell.column <= frame.right and (row not in funds or _is_whole(frame, cell)):
                yield cell


def _is_whole(frame: Frame, cell: Cell) -> bool:
    """自评总分 or 自评等级 beside the labels of the funds."""
    is_known = any(labels.section(name).field(cell.text) for name in ("total", "total_apart"))
    return bool(frame.funds and frame.funds.lines) and is_known and any(word in cell.text for word in _OF_THE_WHOLE)


def _beside(frame: Frame, reading: Reading, cell: Cell, field: str) -> Found:
    """The value right of its label; words that are neither a number nor a grade tell nothing."""
    place = value_right_of(frame.grid, cell.row, cell.column)
    value = frame.grid.at(*place) if place else None
    if place is None or value is None or place[1] > frame.right:
        return {}
    if told := _told(frame, value):
        return told
    if field == "grade":
        return {"grade": _choice(reading, *place)} if _is_grade(value.text) else {}
    number = parse_number(value.text.strip().removesuffix("分"))
    return {"reported": Entry(value.text, number, frame.grid.location(*place))} if number is not None else {}


def _is_below_points(frame: Frame, cell: Cell) -> bool:
    """A number in one of the columns 分值 that stand beside the levels."""
    header = frame.indicators
    assert header is not None
    levels = [header.columns[name][1] for name in ("level1", "level2", "name") if name in header.columns]
    heading = labels.section("indicators").field(frame.grid.text(header.bottom, cell.column))
    return heading == "weight" and cell.column - 1 in levels


def _behind(text: str, location: str) -> Entry:
    return Entry(text, parse_number(text.removesuffix("分")), location)


def _is_grade(text: str) -> bool:
    options = marked_choices(text)
    squeezed = "".join(text.split())
    return bool(_GRADE_WORDS.match(squeezed)) or (options is not None and "优" in text)


def _field(frame: Frame, cell: Cell) -> str:
    """What the label right before a number says, else what its column does; other numbers may be the score."""
    assert frame.indicators is not None
    area = frame.grid.area(cell.row, cell.column)
    label = frame.grid.text(cell.row, area.left - 1)
    if labels.section("total").field(label) == "weight":
        return "weight"
    weight, score = (frame.indicators.columns.get(name, (0, 0)) for name in ("weight", "reported_score"))
    in_weights = (area.left, area.right) == weight and area.right != score[1]
    has_both = in_weights and score[0] > area.right and any(map(str.isdigit, frame.grid.text(cell.row, score[0])))
    if labels.bare_label(label).endswith(_SCORE_LABEL) and not has_both:
        return "reported"
    if in_weights or _is_below_points(frame, cell):
        return "weight"
    return "reported" if area.left <= score[0] <= area.right else _ELSEWHERE
