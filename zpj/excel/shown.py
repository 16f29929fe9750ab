"""How a cell reaches a worksheet function that reads text: as the clerk sees it, 95% and not 0.95."""

from __future__ import annotations

from typing import Any

from xlwings.conversion import Accessor, ValueAccessor

from zpj.app.functions import as_shown


class Shown(Accessor):
    """xlwings' own conversion of a value, then the number format of the cell it came from."""

    @classmethod
    def reader(cls, options: Any) -> Any:
        """The steps from a cell (or a constant in the formula) to the function's argument."""
        steps: list[Any] = ValueAccessor.reader(options)  # type: ignore[no-untyped-call]
        steps.append(_apply_format)
        return steps


def _apply_format(context: Any) -> None:
    """A range of several cells counts as its first one: a merged target cell is such a range."""
    value = context.value
    while isinstance(value, list | tuple):
        value = value[0] if value else None
    if isinstance(value, float) and context.range is not None:
        value = as_shown(value, str(context.range[0].number_format or ""))
    context.value = value
