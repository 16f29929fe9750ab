"""撤销上次操作: what a button changed, cell by cell, and whether all of it still stands as the button left it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zpj.domain.amounts import exact
from zpj.domain.columns import column_letters
from zpj.domain.errors import ZpjError
from zpj.domain.records import record

Place = tuple[int, int]

_MOST_NAMED = 3


@record
class CellStep:
    """One cell: what to enter to have the former content back, and what stood there once the button was done."""

    before: str | float
    after: str


@record
class Step:
    """What one press of a button wrote, by sheet."""

    button: str
    sheets: Mapping[str, Mapping[Place, CellStep]]

    @property
    def count(self) -> int:
        """How many cells."""
        return sum(len(cells) for cells in self.sheets.values())


def require_unchanged(step: Step, now: Mapping[str, Mapping[Place, str]]) -> None:
    """ZpjError where a sheet is gone or a cell holds something else than the button left there."""
    for sheet in step.sheets:
        if sheet not in now:
            raise ZpjError("撤销上次操作", f"工作表“{sheet}”已删除或改名，不能撤销", "请用 Excel 自己的办法改回")
    changed = [
        f"{sheet}!{column_letters(column)}{row}"
        for sheet, cells in step.sheets.items()
        for (row, column), cell in cells.items()
        if not _is_as_left(now[sheet].get((row, column), ""), cell)
    ]
    if changed:
        named = "、".join(changed[:_MOST_NAMED]) + ("等" if len(changed) > _MOST_NAMED else "")
        reason = f"“{step.button}”之后又改过 {len(changed)} 个格（{named}），为免丢失您的修改，没有撤销"
        raise ZpjError("撤销上次操作", reason, "请手工改回")


def _is_as_left(now: str, cell: CellStep) -> bool:
    """What the button wrote, or what stood there before: Excel may have stopped answering in the middle."""
    return _same(now, cell.after) or _same(now, str(cell.before).removeprefix("'"))


def _same(one: str, other: str) -> bool:
    numbers = exact(one), exact(other)
    return one == other or (None not in numbers and numbers[0] == numbers[1])


def step_as_json(step: Step) -> dict[str, Any]:
    """A step as it is kept in a file."""
    sheets = {
        sheet: [[*place, cell.before, cell.after] for place, cell in cells.items()]
        for sheet, cells in step.sheets.items()
    }
    return {"button": step.button, "sheets": sheets}


def step_from_json(content: Any) -> Step | None:
    """The same step; None where the content is damaged."""
    try:
        sheets = {
            str(sheet): {(int(row), int(column)): CellStep(before, str(after)) for row, column, before, after in cells}
            for sheet, cells in content["sheets"].items()
        }
        return Step(str(content["button"]), sheets)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
