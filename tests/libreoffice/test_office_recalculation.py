"""The values stored in our workbooks are those a real spreadsheet program computes."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_cases import BLANKS, SAMPLE, SAMPLES, cached_values, formula_cells, same
from office_session import Office

from zpj.app.making import new_workbook
from zpj.app.scored_copy import write_scored_copy


def differences(office: Office, path: Path) -> list[str]:
    """Every formula cell whose stored value is not what LibreOffice computes, or that is an error."""
    found = []
    with office.book(path) as book:
        book.recalculate()
        for sheet, cached in cached_values(path).items():
            computed = formula_cells(book, sheet)
            assert set(computed) == set(cached)
            for address, cell in computed.items():
                if cell.error or not same(cell.value, cached[address]):
                    found.append(f"{sheet}!{address} {cell.formula}: stored {cached[address]!r}, computed {cell}")
    return found


@pytest.mark.parametrize("form", BLANKS)
def test_the_blank_forms_hold_what_libreoffice_computes(office: Office, form: str) -> None:
    assert differences(office, BLANKS[form]) == []


@pytest.mark.parametrize("form", BLANKS)
def test_new_workbooks_hold_what_libreoffice_computes(office: Office, form: str, tmp_path: Path) -> None:
    new_workbook(tmp_path / "新表.xlsx", form, ("甲项目", "乙项目（二期）"), force=False)
    assert differences(office, tmp_path / "新表.xlsx") == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_hold_what_libreoffice_computes(office: Office, path: Path) -> None:
    assert differences(office, path) == []


def test_the_scored_copy_holds_what_libreoffice_computes(office: Office, tmp_path: Path) -> None:
    copy = write_scored_copy(SAMPLE, tmp_path / "计分.xlsx", None, force=False).path
    assert differences(office, copy) == []


@pytest.mark.parametrize("path", [*BLANKS.values(), SAMPLE], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_add_ins_own_functions_give_an_empty_text_without_it(office: Office, path: Path) -> None:
    with office.book(path) as book:
        book.recalculate()
        cells = [cell for sheet in book.sheets() for cell in formula_cells(book, sheet).values()]
        computed = [cell for cell in cells if "zpj_" in (cell.formula or "").lower()]
    assert computed
    assert {(cell.value, cell.error) for cell in computed} == {("", 0)}
