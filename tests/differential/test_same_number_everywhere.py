"""Random forms: the scoring, the native formulas in LibreOffice, the worksheet functions and the Word report agree.

A few hundred forms in `make test`; `make differential` takes 10,000 (ZPJ_FORMS), others with ZPJ_SEED. Every second one
is the national form, the rest are those of the provinces.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from four_doors import differences, rows_filled
from office_session import Office
from random_forms import LAYOUTS, books, write_book

FORMS = int(os.environ.get("ZPJ_FORMS", "320"))
SEED = int(os.environ.get("ZPJ_SEED", "2024"))
A_BOOK = 200


@pytest.mark.parametrize("form", LAYOUTS)
def test_every_door_shows_the_same_number_on_random_forms(office: Office, tmp_path: Path, form: str) -> None:
    count = FORMS // 2 if form == "mof" else FORMS // (2 * (len(LAYOUTS) - 1))
    found: list[str] = []
    rows = 0
    for forms in books(LAYOUTS[form], count, A_BOOK, SEED):
        source = write_book(forms, tmp_path / "表.xlsx")
        with office.book(source) as book:
            book.recalculate()
            stored = book.store(tmp_path / "算过.xlsx")
        found.extend(differences(forms, source, stored))
        rows += sum(map(rows_filled, forms))
    assert rows > count
    assert found == []
