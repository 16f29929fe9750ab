"""Makes the blank standard workbooks templates/forms/<id>/form.xlsx (`python -m zpj.forms.blank`).

They are ordinary workbooks from then on: a bureau edits them in Excel, and `zpj new` copies them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zpj import resources
from zpj.forms.blank_national import beijing, mof
from zpj.forms.blank_shaanxi import shaanxi
from zpj.forms.blank_shanxi import shanxi
from zpj.forms.blank_sheets import add_further_sheets
from zpj.grid.recalculation import recalculate

_DATED = "docProps/core.xml"
LAYOUTS: dict[str, Callable[[Worksheet], None]] = {
    "mof": mof,
    "jiangxi": mof,
    "beijing": beijing,
    "shaanxi": shaanxi,
    "shanxi": shanxi,
}


def build(form_id: str, target: Path) -> None:
    """Write one blank workbook; one that would differ in its date alone is left as it is."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "自评表"
    LAYOUTS[form_id](sheet)
    add_further_sheets(book, form_id)
    book.properties.creator = ""
    with TemporaryDirectory() as folder:
        made = Path(folder) / target.name
        book.save(made)
        recalculate(made, made)
        if not target.exists() or _parts(made) != _parts(target):
            copyfile(made, target)


def _parts(path: Path) -> dict[str, bytes]:
    """What a workbook is made of, without the properties that tell when."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if name != _DATED}


if __name__ == "__main__":
    for form in sys.argv[1:] or list(LAYOUTS):
        build(form, resources.templates() / "forms" / form / "form.xlsx")
