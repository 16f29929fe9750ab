"""Where the fields of a form stand, filled or not, so that a finding about an empty one can name its cell."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.domain.columns import column_letters
from zpj.forms import labels
from zpj.forms.frame import Frame
from zpj.forms.goal_block import goal_labels, goal_places
from zpj.forms.goal_heading import goal_columns
from zpj.forms.head_block import head_cells


def places_of(frame: Frame) -> dict[str, str]:
    """Fields by section and name: columns have letters (indicators.weight: G), other fields a place (goal.expected:
    自评表!B11). A field whose label was not found is absent.
    """
    found: dict[str, str] = {}
    for field, place in (*_head(frame), *_goals(frame), *_total(frame)):
        found.setdefault(field, place)
    for section, header in (("funds", frame.funds), ("indicators", frame.indicators)):
        for name, (left, _) in header.columns.items() if header else ():
            found[f"{section}.{name}"] = column_letters(left)
    if _asks_for_measures(frame):
        found["indicators.measures"] = found["indicators.deviation_reason"]
    return found


def _asks_for_measures(frame: Frame) -> bool:
    """Whether the heading over the reasons asks for measures, too: 偏差原因分析及改进措施, not 未完成原因."""
    header = frame.indicators
    column = header.first("deviation_reason") if header else None
    rows = range(header.top, header.bottom + 1) if header and column else ()
    return any("措施" in frame.grid.text(row, column or 0) for row in rows)


def _beside(frame: Frame, row: int, column: int) -> str:
    """The first cell right of a label, or the label itself at the form's border."""
    area = frame.grid.area(row, column)
    right = area.right + 1
    return frame.grid.location(row, right if right <= frame.right else area.left)


def _head(frame: Frame) -> Iterator[tuple[str, str]]:
    for cell in head_cells(frame):
        field = labels.section("head").field(cell.text)
        if field and cell.row >= frame.start:
            yield f"head.{field}", _beside(frame, cell.row, cell.column)
    yield "head.year", frame.grid.location(max(frame.start - 1, 1), frame.grid.left)


def _goals(frame: Frame) -> Iterator[tuple[str, str]]:
    if frame.goal_row is not None:
        for field, (column, _) in goal_columns(frame.grid, frame.goal_row).items():
            below = frame.grid.area(frame.goal_row, column).bottom + 1
            yield f"goal.{field}", frame.grid.location(below, column)
    for (row, column), field in goal_places(frame).values():
        yield f"goal.{field}", frame.grid.location(row, column)
    for row, column, field in goal_labels(frame) if frame.goal_row is None else ():
        if not frame.grid.text(row, frame.grid.area(row, column).right + 1).strip():
            yield f"goal.{field}", _beside(frame, row, column)


def _total(frame: Frame) -> Iterator[tuple[str, str]]:
    column = frame.indicators.first("reported_score") if frame.indicators else None
    if frame.total_row is not None and column is not None:
        area = frame.grid.area(frame.total_row, column)
        yield "total.reported", frame.grid.location(area.top, area.left)
