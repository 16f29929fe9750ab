"""Sheet 设置: what the clerk chose for a workbook. Without it labels and form.toml decide."""

from __future__ import annotations

from collections.abc import Iterable

from zpj.forms import labels
from zpj.forms.sheet_names import SETTINGS
from zpj.grid.grid import Grid


def read_settings(grids: Iterable[Grid]) -> dict[str, str]:
    """The chosen values by field (form, scheme, layout, reports, report_projects); empty choices are left out."""
    known = labels.section("settings")
    chosen: dict[str, str] = {}
    for grid in grids:
        if grid.name != SETTINGS:
            continue
        for row in range(1, grid.rows + 1):
            field, text = known.field(grid.text(row, 1)), grid.text(row, 2).strip()
            if field and text:
                chosen[field] = text
    return chosen
