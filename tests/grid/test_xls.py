"""Old workbooks (.xls). The fixture holds 8.65, 0.7226 shown as 72.26%, a date, a merged title and a hidden sheet."""

from decimal import Decimal
from pathlib import Path

import pytest

from zpj.domain.errors import ZpjError
from zpj.grid.files import read_grids
from zpj.grid.grid import Area, Cell
from zpj.grid.xls import read_xls

OLD = Path(__file__).parent / "data" / "old.xls"


def test_an_old_workbook_is_read_without_its_formats() -> None:
    first, second = read_xls(OLD)
    assert (first.name, first.hidden, second.hidden) == ("自评表", False, True)
    assert not first.formats_known
    assert first.merges == (Area(1, 1, 1, 4),)
    assert first.cells[2, 2] == Cell(2, 2, "8.65", Decimal("8.65"))
    assert first.cells[2, 3] == Cell(2, 3, "0.7226", Decimal("0.7226"))
    assert first.cells[2, 4] == Cell(2, 4, "2024-01-31", Decimal(45322))
    assert first.cells[3, 1].text == "TRUE"
    assert first.cells[3, 2].number == Decimal("0.3")


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
