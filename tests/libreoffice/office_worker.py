"""Drives one headless LibreOffice over UNO: a JSON command a line on stdin, a JSON answer a line on stdout.

Runs under the Python that has `uno`, which is seldom the one that runs the tests. Rows and columns count from 1.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_START_SECONDS = 60
_FORMULA_CELL = uno.Enum("com.sun.star.table.CellContentType", "FORMULA")
_TEXT_RESULT = uno.getConstantByName("com.sun.star.sheet.FormulaResult.STRING")
_XLSX = "Calc MS Excel 2007 XML"
_PDF = "calc_pdf_Export"


def properties(**values):
    """UNO property values by name."""
    made = []
    for name, value in values.items():
        item = PropertyValue()
        item.Name, item.Value = name, value
        made.append(item)
    return tuple(made)


def url(path):
    """The file URL of a path."""
    return Path(path).resolve().as_uri()


class Worker:
    """The open documents of one LibreOffice."""

    def __init__(self, context, folder):
        self.folder = folder
        create = context.ServiceManager.createInstanceWithContext
        self.desktop = create("com.sun.star.frame.Desktop", context)
        self.keyboard = create("com.sun.star.frame.DispatchHelper", context)
        self.books = {}

    def open(self, path):
        """Open a copy of a workbook (another LibreOffice may hold the file's lock); gives its number."""
        number = len(self.books) + 1
        copy = shutil.copy(path, self.folder / f"{number}{Path(path).suffix}")
        self.books[number] = self.desktop.loadComponentFromURL(url(copy), "_blank", 0, ())
        return number

    def sheets(self, book):
        """The names of all sheets."""
        return list(self.books[book].Sheets.ElementNames)

    def recalculate(self, book):
        """Compute every formula anew."""
        self.books[book].calculateAll()

    def cells(self, book, sheet, formulas_only):
        """All cells that hold something (or a formula): value (number or text), formula or null, error number."""
        used = self._sheet(book, sheet).createCursor()
        used.gotoEndOfUsedArea(False)
        last = used.RangeAddress
        area = self._sheet(book, sheet).getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
        found = []
        for row, formulas in enumerate(area.FormulaArray):
            for column, formula in enumerate(formulas):
                if formula.startswith("=") or (formula and not formulas_only):
                    found.append(_cell_facts(area.getCellByPosition(column, row), row + 1, column + 1))
        return found

    def put(self, book, sheet, address, content):
        """Type into a cell on the keyboard: number, formula or text, as the cell's format says."""
        controller = self.books[book].CurrentController
        controller.setActiveSheet(self._sheet(book, sheet))
        for command, options in (
            (".uno:GoToCell", properties(ToPoint=address)),
            (".uno:EnterString", properties(StringName=content)),
        ):
            self.keyboard.executeDispatch(controller.Frame, command, "", 0, options)

    def insert_rows(self, book, sheet, row, count):
        """Insert empty rows above a row."""
        self._sheet(book, sheet).Rows.insertByIndex(row - 1, count)

    def delete_rows(self, book, sheet, row, count):
        """Delete rows."""
        self._sheet(book, sheet).Rows.removeByIndex(row - 1, count)

    def store(self, book, path):
        """Store a copy as .xlsx."""
        self.books[book].storeToURL(url(path), properties(FilterName=_XLSX, Overwrite=True))

    def pdf(self, book, path, sheet=None):
        """Store as .pdf, the whole workbook or one sheet."""
        options = properties(FilterName=_PDF, Overwrite=True)
        if sheet is not None:
            data = uno.Any("[]com.sun.star.beans.PropertyValue", properties(Selection=self._sheet(book, sheet)))
            options += properties(FilterData=data)
        self.books[book].storeToURL(url(path), options)

    def close(self, book):
        """Close a workbook without saving."""
        self.books[book].close(True)
        self.books[book] = None

    def _sheet(self, book, sheet):
        return self.books[book].Sheets.getByName(sheet)


def _cell_facts(cell, row, column):
    is_formula = cell.Type == _FORMULA_CELL
    is_text = (cell.FormulaResultType2 == _TEXT_RESULT) if is_formula else cell.Type.value == "TEXT"
    return {
        "row": row,
        "column": column,
        "value": cell.String if is_text else cell.Value,
        "formula": cell.Formula if is_formula else None,
        "error": cell.getError(),
    }


def connect(pipe):
    """Wait for the office to answer; gives its context."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def serve(worker):
    """Answer commands until stdin closes."""
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        try:
            answer = {"result": getattr(worker, name)(*arguments)}
        except Exception as error:  # noqa: BLE001 - whatever UNO raises is the test's to see
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


def main(soffice):
    """Start the office with a profile of its own, serve, and end it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder, profile = Path(name), Path(name) / "profile"
        pipe = f"zpj{uuid.uuid4().hex}"
        office = subprocess.Popen(
            [soffice, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
             f"-env:UserInstallation={url(profile)}", f"--accept=pipe,name={pipe};urp;"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            worker = Worker(connect(pipe), folder)
            serve(worker)
            worker.desktop.terminate()
            office.wait(20)
        finally:
            if office.poll() is None:
                office.kill()
                office.wait()


if __name__ == "__main__":
    main(sys.argv[1])
