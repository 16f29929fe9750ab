"""The workbooks the LibreOffice tests open, and what is compared."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from office_session import Book, OfficeCell

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_workbooks" / "xinzhou_2022.xlsx"
BLANKS = {form: ROOT / "templates" / "forms" / form / "form.xlsx" for form in ("mof", "shanxi")}
FORM = "自评表"
TOLERANCE = 1e-9


def same(one: object, other: object) -> bool:
    """Equal texts (nothing is the empty text), or numbers equal to 1e-9."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= TOLERANCE * max(1.0, abs(one))
    return (one or "") == (other or "") and isinstance(one, str | None) and isinstance(other, str | None)


def cached_values(path: Path) -> dict[str, dict[str, object]]:
    """The stored value of every formula cell of a file, by sheet and address."""
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: values[sheet.title][cell.coordinate].value
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        for sheet in formulas.worksheets
    }


def formula_cells(book: Book, sheet: str) -> dict[str, OfficeCell]:
    """The formula cells of a sheet as LibreOffice has them."""
    return {address: cell for address, cell in book.cells(sheet).items() if cell.formula is not None}
