"""How scores explain themselves: values in the clerk's own units."""

from __future__ import annotations

from zpj.domain.amounts import plain
from zpj.domain.targets import Value
from zpj.domain.units import SCALES

_SCALE_NAMES = {size: name for name, size in SCALES.items()}


def quantity(value: Value) -> str:
    """Print a value with its unit, without comparator: "5次", "30%", "12万元", "10—12万元"."""
    if value.number is None:
        return value.text
    if value.unit == "%" and value.base is not None:
        figures, scale = [value.base, value.upper_base], ""
    else:
        figures, scale = [value.number, value.upper], _SCALE_NAMES.get(value.scale, "")
    ends = [plain(figure) for figure in figures if figure is not None]
    return "—".join(ends) + scale + value.unit
