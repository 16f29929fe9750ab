"""Any file a clerk may have as Grids; what it is, its content says and not its extension."""

from __future__ import annotations

from pathlib import Path

from zpj.grid.container import Kind, kind_of, load, refusal
from zpj.grid.grid import Grid


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Read .xlsx, .xlsm, .xls and .docx; ZpjError (Chinese) for everything else and for what is damaged."""
    data = load(path)
    kind = kind_of(data)
    if kind is Kind.ZIP:
        return _from_package(path, data)
    if kind is Kind.XLS:
        from zpj.grid.xls import grids_of

        return grids_of(path, data)
    raise refusal(path.name, kind)


def _from_package(path: Path, data: bytes) -> tuple[Grid, ...]:
    from zpj.grid.package import Package

    package = Package(path, data)
    if "word/document.xml" in package:
        from zpj.grid.word_file import grids_of

        return grids_of(package)
    from zpj.grid.excel_file import workbook_of

    return workbook_of(package).sheets
