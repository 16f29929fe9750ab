"""Makes the blank standard workbooks templates/forms/<id>/form.xlsx (`python -m zpj.forms.blank`).

They are ordinary workbooks from then on: a bureau edits them in Excel, and `zpj new` copies them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zpj import resources
from zpj.forms.blank_national import beijing, mof
from zpj.forms.blank_shaanxi import shaanxi
from zpj.forms.blank_shanxi import shanxi
from zpj.forms.blank_sheets import add_further_sheets
from zpj.grid.recalculation import recalculate

LAYOUTS: dict[str, Callable[[Worksheet], None]] = {
    "mof": mof,
    "jiangxi": mof,
    "beijing": beijing,
    "shaanxi": shaanxi,
    "shanxi": shanxi,
}


def build(form_id: str, target: Path) -> None:
    """Write one blank workbook."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "自评表"
    LAYOUTS[form_id](sheet)
    add_further_sheets(book, form_id)
    book.properties.creator = ""
    book.save(target)
    recalculate(target, target)


if __name__ == "__main__":
    for form in sys.argv[1:] or list(LAYOUTS):
        build(form, resources.templates() / "forms" / form / "form.xlsx")
