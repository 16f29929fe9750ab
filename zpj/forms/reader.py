"""Reads a form found on a Grid into a SelfEvaluation. Each value remembers its cell; nothing is guessed silently."""

from __future__ import annotations

from collections.abc import Iterator

from zpj.domain.model import Entry, FundLine, Indicator, NotUnderstood, SelfEvaluation
from zpj.domain.records import replace
from zpj.domain.regex import regex
from zpj.forms import labels
from zpj.forms.confidence import assessed
from zpj.forms.frame import Frame, find_frames, value_right_of
from zpj.forms.fund_block import funds_of
from zpj.forms.goal_block import goal_of
from zpj.forms.head_block import head_labels, head_of, unit_of
from zpj.forms.indicator_block import indicators_of
from zpj.forms.indicator_cells import squeezed, with_weights_from_names
from zpj.forms.overtyped import overtyped_formulas
from zpj.forms.places import places_of
from zpj.forms.recognise import recognise
from zpj.forms.text_numbers import change_the_sums
from zpj.forms.total_block import total_of
from zpj.forms.values import Reading
from zpj.grid.grid import Area, Grid

_HEADS_A_TEXT = regex("(?:情况|问题|措施|做法|经验|建议|分析|原因)$")
_SENTENCE = regex("[，。；]")

DEFAULT_UNIT = "万元"


def read_forms(
    grid: Grid, form: str | None = None, scheme: str | None = None, standard: bool = False
) -> list[SelfEvaluation]:
    """Read every form on a grid. `form` and `scheme` (ids, from sheet 设置) overrule what the labels say.

    In a `standard` workbook the formulas that somebody typed over are looked for as well.
    """
    return [evaluation for _, evaluation in framed_forms(grid, form, scheme, standard)]


def framed_forms(
    grid: Grid, form: str | None = None, scheme: str | None = None, standard: bool = False
) -> list[tuple[Frame, SelfEvaluation]]:
    """The same with the place each form was read from."""
    pairs = [(frame, _read(frame, form, scheme)) for frame in find_frames(grid)]
    if not standard:
        return pairs
    return [
        (frame, replace(evaluation, overtyped=overtyped_formulas(evaluation.form, frame, evaluation.funds)))
        for frame, evaluation in pairs
    ]


def form_area(frame: Frame) -> Area:
    """The rectangle of a form with its title, without notes and computed columns beside it."""
    filled = [row for row in range(frame.top, frame.bottom + 1) if any(_inside(frame, row))]
    return Area(min(filled), frame.grid.left, max(filled), frame.right)


def _inside(frame: Frame, row: int) -> Iterator[bool]:
    return (cell.column <= frame.right for cell in frame.grid.row_cells(row))


def _read(frame: Frame, form: str | None, scheme: str | None) -> SelfEvaluation:
    unit = unit_of(frame)
    reading = Reading(frame.grid, unit or DEFAULT_UNIT)
    fields = head_of(frame, reading)
    funds = tuple(funds_of(frame, reading))
    goal = goal_of(frame, reading)
    indicators = with_weights_from_names(tuple(indicators_of(frame, reading)), reading.problems)
    total = total_of(frame, reading)
    analysis = _analysis(frame, reading)
    columns = _column_names(frame)
    known = recognise(columns)
    scored = _has_points(frame, indicators)
    has_total = frame.total_row is not None or total.reported is not None
    complete = scored and (has_total or not frame.grid.in_document or not indicators)
    reading.problems += _gaps(complete or not scored, unit, funds, indicators)
    evaluation = SelfEvaluation(
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
        places=places_of(frame),
        text_numbers=tuple(reading.text_numbers),
        sums_miss_text=change_the_sums(frame.grid, frame.right, reading.text_numbers),
    )
    headers = (header for header in (frame.funds, frame.indicators) if header)
    if frame.funds is None:
        reading.questions.append("没有找到项目资金的表头，预算执行情况没有读，请核对")
    if frame.indicators is None:
        reading.questions.append("没有找到绩效指标的表头，指标没有读，请核对")
    if frame.funds is not None and not funds:
        reading.questions.append("项目资金的各行没有读懂，预算执行情况没有读，请核对")
    return assessed(evaluation, (*(doubt for header in headers for doubt in header.doubts), *reading.questions))


def _has_points(frame: Frame, rows: tuple[Indicator, ...]) -> bool:
    """Whether the indicators are to be scored: a form without points (transfers) has no total."""
    columns = frame.indicators.columns.keys() if frame.indicators else set()
    return not rows or bool({"weight", "reported_score"} & columns) or any(row.weight for row in rows)


def _gaps(
    complete: bool, unit: str | None, funds: tuple[FundLine, ...], indicators: tuple[Indicator, ...]
) -> Iterator[NotUnderstood]:
    """What the form as a whole lacks."""
    if not complete:
        why = "表里没有“总分”一行，可能被分成了两张表，总分不计算，请合成一张后再读"
        yield NotUnderstood(indicators[-1].location, indicators[-1].name, why)
    if funds and not any(line.role == "total" for line in funds):
        why = "资金里没有“年度资金总额”一行，执行率不计算"
        yield NotUnderstood(funds[0].location, funds[0].label, why)
    if unit is None and funds:
        yield NotUnderstood(funds[0].location, funds[0].label, f"表上没有写金额单位，按{DEFAULT_UNIT}读取")


def _analysis(frame: Frame, reading: Reading) -> dict[str, Entry]:
    """The texts below the total by their labels: those of the known forms, or any heading with sentences beside it."""
    known = labels.section("analysis")
    found: dict[str, Entry] = {}
    for row in range((frame.total_row or frame.bottom) + 1, frame.bottom + 1):
        for cell in frame.grid.row_cells(row):
            is_known = known.field(cell.text) is not None
            if is_known or _HEADS_A_TEXT.search(labels.bare_label(cell.text)):
                place = value_right_of(frame.grid, row, cell.column)
                entry = reading.text(*place) if place and place[1] <= frame.right else None
                if entry and (is_known or _SENTENCE.search(entry.text)):
                    found[squeezed(cell.text)] = entry
    return found


def _column_names(frame: Frame) -> frozenset[str]:
    headers = (("funds", frame.funds), ("indicators", frame.indicators))
    names = {f"{section}.{name}" for section, header in headers if header for name in header.columns}
    return frozenset(names | {f"head.{name}" for name in head_labels(frame)})
