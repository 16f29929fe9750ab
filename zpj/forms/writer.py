"""Where computed scores go in a form: which cells change, and to what.

Nothing that a person typed is overwritten: only empty score cells are filled, and zpj's own value and reason stand in
测算得分 and 测算依据 beside the form.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zpj.domain.amounts import HUNDRED, plain
from zpj.domain.model import Score, ScoreSheet, SelfEvaluation
from zpj.domain.records import record, replace
from zpj.forms import labels
from zpj.forms.frame import Frame
from zpj.grid.grid import Cell, Grid

Place = tuple[int, int]


@record
class Write:
    """One cell to write; `filled` marks an empty cell of the form that gets zpj's score or (`rate`) its 执行率.

    `number`: a percent that is to be a number, as no rate of the form is a text.
    """

    place: Place
    value: Decimal | str
    style_like: Place | None = None
    filled: bool = False
    rate: bool = False
    number: bool = False


_RESULTS = 2
"""Columns of the results of an indicator: those of the second one in a row stand behind them."""
_WRITTEN = ("reported_rate", "reported_score")


def score_writes(frame: Frame, evaluation: SelfEvaluation, sheet: ScoreSheet) -> list[Write]:
    """All cells to write for one form."""
    return [
        *_fund_writes(frame, evaluation, sheet),
        *_indicator_writes(frame, evaluation, sheet),
        *_total_writes(frame, evaluation, sheet),
    ]


def at_home(grid: Grid, write: Write) -> tuple[str, Write]:
    """The sheet a cell belongs to, and the write there: a form may go on in another sheet."""
    name, *place = grid.home(*write.place)
    like = grid.home(*write.style_like) if write.style_like else None
    style_like = (like[1], like[2]) if like and like[0] == name else None
    return name, replace(write, place=(place[0], place[1]), style_like=style_like)


def _basis_columns(frame: Frame) -> tuple[int, int, bool]:
    """The columns 测算得分 and 测算依据: the form's own, or the first free ones beside it (then not yet headed)."""
    known = labels.section("computed")
    header = frame.indicators or frame.funds
    assert header is not None
    found = {known.field(cell.text): cell.column for cell in frame.grid.row_cells(header.top)}
    if "score" in found and "basis" in found:
        return found["score"], found["basis"], True
    free = max(frame.grid.columns, frame.grid.taken, frame.right) + 2
    return free, free + 1, False


def _indicator_writes(frame: Frame, evaluation: SelfEvaluation, sheet: ScoreSheet) -> Iterator[Write]:
    if frame.indicators is None:
        return
    score_column, basis_column, headed = _basis_columns(frame)
    parts = frame.indicators.parts
    for place in range(len(parts) if not headed else 0):
        yield Write((frame.indicators.top, score_column + _RESULTS * place), "测算得分")
        yield Write((frame.indicators.top, basis_column + _RESULTS * place), "测算依据")
    for row, score in zip(evaluation.indicators, sheet.indicators, strict=True):
        number = frame.grid.row_of(row.location)
        named = (place for place, part in enumerate(parts) if part.location(frame.grid, number) == row.location)
        place = next(named, 0)
        own, weight = (parts[place].first(name) for name in ("reported_score", "weight"))
        yield from _explained(number, score_column + _RESULTS * place, basis_column + _RESULTS * place, score)
        if own and score.value is not None and row.weight is not None and _is_empty(frame, number, own):
            yield Write((number, own), score.value, (number, weight) if weight else None, filled=True)


def _explained(
    row: int, score_column: int, basis_column: int, score: Score, like: int | None = None
) -> Iterator[Write]:
    """Score and reason of a row; new cells look like those of row `like`."""
    shown = "待评定" if score.value is None else score.value
    for column, content in ((score_column, shown), (basis_column, score.basis)):
        yield Write((row, column), content, (like, column) if like else None)


def _fund_writes(frame: Frame, evaluation: SelfEvaluation, sheet: ScoreSheet) -> Iterator[Write]:
    if frame.funds is None:
        return
    score_column, basis_column, _ = _basis_columns(frame)
    for line, rate in zip(evaluation.funds, sheet.rates, strict=True):
        row = frame.grid.row_of(line.location)
        rate_column, own = (None if frame.funds.lines else frame.funds.first(name) for name in _WRITTEN)
        if rate is not None and rate_column and _is_empty(frame, row, rate_column):
            percent = rate * HUNDRED
            value = percent if _has_plain_rates(evaluation, frame.grid.text(frame.funds.top, rate_column)) else None
            shown = f"{plain(percent)}%" if value is None else value
            number = not _has_text_rates(frame, evaluation, rate_column)
            yield Write((row, rate_column), shown, filled=True, rate=True, number=number)
        if line.role != "total":
            continue
        like = frame.indicators.bottom + 1 if frame.indicators else None
        yield from _explained(row, score_column, basis_column, sheet.execution, like)
        if own and not sheet.execution_in_row and sheet.execution.value is not None and _is_empty(frame, row, own):
            yield Write((row, own), sheet.execution.value, filled=True)


def _has_text_rates(frame: Frame, evaluation: SelfEvaluation, column: int) -> bool:
    """Whether a rate of the form is a text like “95%”."""
    cells = (frame.grid.at(frame.grid.row_of(line.location), column) for line in evaluation.funds)
    return any(cell is not None and cell.number is None and cell.text.strip().endswith(("%", "％")) for cell in cells)


def _has_plain_rates(evaluation: SelfEvaluation, heading: str) -> bool:
    """Whether the form's rates are numbers without their sign: those it has, or by the heading 执行率（%）."""
    own = [line.reported_rate for line in evaluation.funds if line.reported_rate is not None]
    with_sign = [entry for entry in own if entry.number is None or entry.text.strip().endswith(("%", "％"))]
    return bool(own or "%" in heading or "％" in heading) and not with_sign


def _total_writes(frame: Frame, evaluation: SelfEvaluation, sheet: ScoreSheet) -> Iterator[Write]:
    if frame.total_row is None or frame.indicators is None:
        return
    score_column, basis_column, _ = _basis_columns(frame)
    if labels.section("total").field(frame.grid.text(frame.total_row, score_column)) is None:
        shown = Score(sheet.total, "total", _total_basis(evaluation, sheet), "")
        yield from _explained(frame.total_row, score_column, basis_column, shown, frame.indicators.bottom + 1)
    own = frame.indicators.first("reported_score")
    if own and sheet.total is not None and evaluation.total.reported is None and _is_empty(frame, frame.total_row, own):
        yield Write((frame.total_row, own), sheet.total, filled=True)


def _total_basis(evaluation: SelfEvaluation, sheet: ScoreSheet) -> str:
    if sheet.total is None:
        return f"{sheet.open_for or '表不完整'}，测算总分暂缺"
    parts = [*([] if sheet.execution_in_row else [sheet.execution]), *sheet.indicators]
    shown = " + ".join(plain(score.value) for score in parts if score.value is not None)
    return f"{shown} = {plain(sheet.total)}，等级：{sheet.grade or '—'}"


def _is_empty(frame: Frame, row: int, column: int) -> bool:
    """Whether a cell of the form is free: nothing in it, and no formula either."""
    cell: Cell | None = frame.grid.at(row, column)
    return cell is None or (not cell.text.strip() and cell.formula is None and cell.unresolved is None)
