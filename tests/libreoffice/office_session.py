"""One headless LibreOffice for a test session, used like a person would: open, type, insert rows, store."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

_WORKER = "office_worker.py"


@dataclass(frozen=True, slots=True)
class OfficeCell:
    """What LibreOffice shows for a cell; `error` is 0 or LibreOffice's error number."""

    value: float | str
    formula: str | None
    error: int


class Office:
    """A running LibreOffice behind its worker process."""

    def __init__(self, worker: subprocess.Popen[str]) -> None:
        self._worker = worker

    def call(self, name: str, *arguments: Any) -> Any:
        """Run one command of the worker; RuntimeError with LibreOffice's own words where it fails."""
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        self._worker.stdin.write(json.dumps([name, *arguments]) + "\n")
        self._worker.stdin.flush()
        line = self._worker.stdout.readline()
        if not line:
            raise RuntimeError("LibreOffice ended unexpectedly")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["result"]

    @contextmanager
    def book(self, path: Path) -> Iterator[Book]:
        """Open a workbook; it is closed unsaved at the end."""
        book = Book(self, self.call("open", str(path)))
        try:
            yield book
        finally:
            self.call("close", book.number)


@dataclass(frozen=True, slots=True)
class Book:
    """An open workbook."""

    office: Office
    number: int

    def sheets(self) -> list[str]:
        """The names of all sheets."""
        return list(self.office.call("sheets", self.number))

    def recalculate(self) -> None:
        """Compute every formula anew."""
        self.office.call("recalculate", self.number)

    def cells(self, sheet: str, formulas_only: bool = False) -> dict[str, OfficeCell]:
        """Every filled cell of a sheet by address, or only those that hold a formula."""
        facts = self.office.call("cells", self.number, sheet, formulas_only)
        return {
            f"{get_column_letter(fact['column'])}{fact['row']}": OfficeCell(
                fact["value"], fact["formula"], fact["error"]
            )
            for fact in facts
        }

    def put(self, sheet: str, **contents: str) -> None:
        """Type into cells as on the keyboard: put(sheet, C3="项目", E6="8.65"); "" empties a cell."""
        for address, content in contents.items():
            self.office.call("put", self.number, sheet, address, content)

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Insert empty rows above a row."""
        self.office.call("insert_rows", self.number, sheet, row, count)

    def delete_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Delete rows."""
        self.office.call("delete_rows", self.number, sheet, row, count)

    def store(self, path: Path) -> Path:
        """Store a copy as .xlsx."""
        self.office.call("store", self.number, str(path))
        return path

    def pdf(self, path: Path, sheet: str | None = None) -> Path:
        """Print to a PDF file: the workbook or one sheet."""
        self.office.call("pdf", self.number, str(path), sheet)
        return path


def soffice() -> str | None:
    """The LibreOffice program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@contextmanager
def running_office(worker_file: str = _WORKER, *arguments: str) -> Iterator[Office]:
    """Start LibreOffice with its own profile behind a worker, and end it; the test is skipped where there is none."""
    program = soffice()
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    with subprocess.Popen(
        [_python_with_uno(program), str(Path(__file__).with_name(worker_file)), program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as worker:
        try:
            yield Office(worker)
        finally:
            assert worker.stdin is not None
            worker.stdin.close()
            worker.wait(30)


def _python_with_uno(program: str) -> str:
    """A Python that can import uno: LibreOffice's own, or the system's."""
    beside = Path(program).resolve().with_name("python")
    named = os.environ.get("ZPJ_UNO_PYTHON", "")
    for python in (named, str(beside), "/usr/bin/python3"):
        if python and Path(python).is_file():
            probe = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if probe.returncode == 0:
                return python
    raise RuntimeError("LibreOffice is installed, but no Python with its module uno (package python3-uno)")
