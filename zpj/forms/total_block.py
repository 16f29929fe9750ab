"""Reads the 总分 row, whatever stands in it: points, score, grade, each in a cell of its own or behind its label."""

from __future__ import annotations

from zpj.domain.amounts import parse_number
from zpj.domain.model import Entry, Total
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.frame import Frame, value_right_of
from zpj.forms.values import Reading, marked_choices
from zpj.grid.grid import Cell

_GRADE_WORDS = regex(r"^(优秀?|良好?|中等?|合格|较?差)$")


def total_of(frame: Frame, reading: Reading) -> Total:
    """The figures and the grade of the total row; columns beyond the form and hidden helpers do not count."""
    if frame.total_row is None or frame.indicators is None:
        return Total()
    found: dict[str, Entry | None] = {}
    for cell in list(frame.grid.row_cells(frame.total_row)):
        if frame.grid.area(frame.total_row, cell.column).left <= frame.right and not _is_helper(frame, cell):
            for field, entry in _values(frame, reading, cell).items():
                found[field] = found.get(field) or entry
    grade = found.get("grade") or _typed_beside(frame, reading, frame.total_row)
    return Total(found.get("weight"), found.get("reported"), grade)


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


def _values(frame: Frame, reading: Reading, cell: Cell) -> dict[str, Entry | None]:
    grid, row = frame.grid, cell.row
    told = labels.joint(cell.text, "total")
    if told and any(text for _, text in told):
        return {"grade" if field == "grade" else "reported": _behind(text, grid.location(row, cell.column))
                for field, text in told if text}  # fmt: skip
    if labels.section("total").field(cell.text) == "grade":
        place = value_right_of(grid, row, cell.column)
        return {"grade": reading.choice(*place) if place else None}
    if _is_grade(cell.text):
        return {"grade": reading.choice(row, cell.column)}
    if labels.is_label(cell.text):
        return {}
    return {_field(frame, cell): reading.number(row, cell.column)}


def _behind(text: str, location: str) -> Entry:
    return Entry(text, parse_number(text.removesuffix("分")), location)


def _is_grade(text: str) -> bool:
    options = marked_choices(text)
    squeezed = "".join(text.split())
    return bool(_GRADE_WORDS.match(squeezed)) or (options is not None and "优" in text)


def _field(frame: Frame, cell: Cell) -> str:
    """A number is the points where it stands in their column alone, the score anywhere else."""
    assert frame.indicators is not None
    area = frame.grid.area(cell.row, cell.column)
    weight, score = (frame.indicators.columns.get(name) for name in ("weight", "reported_score"))
    is_weight = weight and (area.left, area.right) == weight and area.right != (score or (0, 0))[1]
    return "weight" if is_weight else "reported"
