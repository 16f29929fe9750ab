"""Any file a clerk may have as Grids; what it is, its content says and not its extension."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zpj.grid.container import Kind, kind_of, load, refusal
from zpj.grid.grid import Grid
from zpj.grid.joining import joined

if TYPE_CHECKING:
    from zpj.grid.word_file import WordDocument


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Read .xlsx, .xlsm, .xls, .docx and text PDF; ZpjError (Chinese) for everything else and for what is damaged."""
    return read_file(path)[0]


def read_file(path: Path) -> tuple[tuple[Grid, ...], WordDocument | None]:
    """The same with the text around the tables, where the file is a Word document."""
    data = load(path)
    kind = kind_of(data)
    if kind is Kind.ZIP:
        return _from_package(path, data)
    if kind is Kind.XLS:
        from zpj.grid.xls import grids_of

        return grids_of(path, data), None
    if kind is Kind.PDF:
        from zpj.grid import pdf_file

        return pdf_file.grids_of(path.name, data), None
    raise refusal(path.name, kind)


def _from_package(path: Path, data: bytes) -> tuple[tuple[Grid, ...], WordDocument | None]:
    from zpj.grid.package import Package

    package = Package(path, data)
    if "word/document.xml" in package:
        from zpj.grid.word_file import document_of

        document = document_of(package)
        return joined(document.grids), document
    from zpj.grid.excel_file import workbook_of

    return workbook_of(package).sheets, None
