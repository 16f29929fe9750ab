"""The sheet 设置 for a workbook that has none."""

from __future__ import annotations

from zpj import resources
from zpj.app.catalogue import catalogue
from zpj.forms import labels
from zpj.forms.sheet_names import MATERIAL, SETTINGS
from zpj.grid.files import read_grids

__all__ = ["MATERIAL", "SETTINGS", "settings_rows"]

_MODEL = "mof"


def settings_rows() -> list[tuple[str, str, str]]:
    """The rows 项目, 选择, 说明 as in the blank workbooks: nothing chosen yet, and what can be chosen in 说明."""
    model = resources.templates() / "forms" / _MODEL / "form.xlsx"
    grid = next(grid for grid in read_grids(model) if grid.name == SETTINGS)
    known, shipped = labels.section("settings"), catalogue()
    choices = {
        "form": [title for _, title in shipped.forms],
        "scheme": [title for _, title in shipped.schemes],
        "reports": [name for name, _ in shipped.reports],
    }
    rows = [(grid.text(1, 1), grid.text(1, 2), grid.text(1, 3))]
    for row in range(2, grid.rows + 1):
        field = known.field(grid.text(row, 1))
        if field:
            listed = "；".join(choices.get(field, []))
            help_text = grid.text(row, 3) + (f"可选：{listed}" if listed else "")
            rows.append((grid.text(row, 1), "", help_text))
    return rows
