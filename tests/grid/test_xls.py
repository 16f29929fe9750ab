"""Old workbooks (.xls).

old.xls holds 8.65, 0.7226 shown as 72.26%, a date, a merged title and a hidden sheet; formulas.xls, saved by
LibreOffice, a text in a cell with a number format (stored as the number 0), a true zero, an error, and a hidden column.
"""

from decimal import Decimal
from pathlib import Path
from struct import pack_into, unpack_from

import pytest

from zpj.domain.errors import ZpjError
from zpj.grid.files import read_grids
from zpj.grid.grid import Area, Cell
from zpj.grid.xls import read_xls

DATA = Path(__file__).parent / "data"
OLD, FORMULAS = DATA / "old.xls", DATA / "formulas.xls"


def test_an_old_workbook_is_read_as_it_is_shown() -> None:
    first, second = read_xls(OLD)
    assert (first.name, first.hidden, second.hidden) == ("自评表", False, True)
    assert first.merges == (Area(1, 1, 1, 4),)
    assert first.cells[2, 2] == Cell(2, 2, "8.65", Decimal("8.65"))
    assert first.cells[2, 3] == Cell(2, 3, "72.26%", Decimal("0.7226"))
    assert first.cells[2, 4] == Cell(2, 4, "2024-01-31", Decimal(45322))
    assert first.cells[3, 1].text == "TRUE"
    assert first.cells[3, 2].number == Decimal("0.3")


def test_a_text_a_formula_gives_is_no_zero() -> None:
    (grid,) = read_xls(FORMULAS)
    assert (grid.text(1, 1), grid.cells[1, 1].number) == ("优", None)
    assert not grid.cells[1, 1].cached


def test_a_formula_that_gives_zero_stays_zero_and_every_formula_is_known_as_one() -> None:
    (grid,) = read_xls(FORMULAS)
    assert (grid.text(1, 2), grid.cells[1, 2].number) == ("0", Decimal(0))
    assert {place for place, cell in grid.cells.items() if cell.formula is not None} == {
        *((1, column) for column in (1, 2, 5, 6)),
        (2, 1),
    }
    assert (grid.text(1, 6), grid.text(2, 1), grid.cells[2, 1].number) == ("TRUE", "1.7", Decimal("1.7446"))


def test_errors_and_hidden_columns_are_told() -> None:
    (grid,) = read_xls(FORMULAS)
    assert (grid.text(1, 5), grid.cells[1, 5].error) == ("#DIV/0!", True)
    assert grid.is_hidden(4)
    assert grid.widths[1] == pytest.approx(20, abs=1)


def test_an_old_workbook_is_found_by_content_and_not_by_extension(tmp_path: Path) -> None:
    path = tmp_path / "其实是旧版.xlsx"
    path.write_bytes(OLD.read_bytes())
    assert read_grids(path)[0].text(2, 1) == "执行数"


@pytest.mark.parametrize("length", [600, 1500, 3000, 5000])
def test_a_truncated_old_workbook_is_a_chinese_error(tmp_path: Path, length: int) -> None:
    path = tmp_path / "旧.xls"
    path.write_bytes(OLD.read_bytes()[:length])
    with pytest.raises(ZpjError, match=r"^旧"):
        read_xls(path)


def test_sectors_in_a_circle_are_damage_and_not_read_for_ever(tmp_path: Path) -> None:
    data = bytearray(FORMULAS.read_bytes())
    short_sectors = 512 * (1 + unpack_from("<i", data, 60)[0])
    pack_into("<i", data, short_sectors + 4 * 5, 2)
    path = tmp_path / "旧.xls"
    path.write_bytes(data)
    with pytest.raises(ZpjError, match="已损坏"):
        read_xls(path)


def test_a_password_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from xlrd.biffh import XLRDError

    def refused(**_: object) -> None:
        raise XLRDError("Workbook is encrypted")

    monkeypatch.setattr("xlrd.open_workbook", refused)
    with pytest.raises(ZpjError, match="打开密码"):
        read_xls(OLD)
