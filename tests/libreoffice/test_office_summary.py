"""The summary workbook, the general report and published copies in a real LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from office_session import soffice

from tests.app.hostile_publications import hostile_document, hostile_workbook
from zpj.app.publishing import publish
from zpj.app.summing import Summed, write_summary
from zpj.domain.amounts import from_float
from zpj.grid.excel_file import workbook_of
from zpj.grid.package import open_package

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ("汇总表", "等级分布", "抽查预演")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Summed:
    folder = tmp_path_factory.mktemp("汇总")
    files = [ROOT / "sample_workbooks" / f"{name}.xlsx" for name in ("xinzhou_2022", "fengtai_2023")]
    return write_summary(files, folder / "汇总.xlsx", force=False, report=folder / "总报告.docx")


def converted(source: Path, kind: str, folder: Path) -> Path:
    """Open a file in LibreOffice and save it as another kind."""
    program = soffice()
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(program), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "out" / f"{source.stem}.{kind}"


def printed(source: Path, folder: Path) -> str:
    """What LibreOffice prints, the texts in charts included."""
    pages = converted(source, "pdf", folder)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    return subprocess.run(["pdftotext", "-layout", str(pages), "-"], check=True, capture_output=True).stdout.decode()


def test_libreoffice_computes_the_same(done: Summed, tmp_path: Path) -> None:
    source = tmp_path / "汇总.xlsx"
    openpyxl.load_workbook(done.path).save(source)  # drops the results: LibreOffice must compute them
    computed = openpyxl.load_workbook(converted(source, "xlsx", tmp_path), data_only=True)
    for grid in workbook_of(open_package(done.path)).sheets:
        formulas = {place: cell for place, cell in grid.cells.items() if cell.formula is not None}
        assert bool(formulas) == (grid.name in SHEETS)
        for (row, column), cell in formulas.items():
            value = computed[grid.name].cell(row, column).value
            if cell.number is None:
                assert value in (None, "")
                continue
            number = from_float(float(str(value)))
            assert number is not None
            assert abs(number - cell.number) < Decimal("1e-9"), (grid.name, row, column)


def test_the_charts_of_workbook_and_report_are_drawn(done: Summed, tmp_path: Path) -> None:
    assert {"各等级项目数", "执行率与得分"} <= set(printed(done.path, tmp_path).split())
    assert done.report is not None
    whole = "".join(printed(done.report.path, tmp_path).split())
    assert "预算执行率（%）" in whole
    assert "图2" in whole


def test_published_copies_open_and_show_what_is_left(tmp_path: Path) -> None:
    for make, name in ((hostile_workbook, "自评.xlsx"), (hostile_document, "报告.docx")):
        copy = publish(make(tmp_path / name), tmp_path / f"公开{name}", force=False).path
        whole = printed(copy, tmp_path)
        assert "（略）" in whole
        assert "86500.5" in whole
        assert "张" not in whole
