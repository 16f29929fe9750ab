"""What each button of the add-in leaves behind, as pictures: its handler runs on the tests' stand-in for Excel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from small_png import small_png

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests" / "excel"))

import engine  # noqa: E402

from zpj import resources  # noqa: E402
from zpj.app.scored_copy import write_scored_copy  # noqa: E402
from zpj.excel import ribbon  # noqa: E402

DOTS, SHARP = 72, 112
XINZHOU, ZIZHOU = "xinzhou_2022", "zizhou_2023"


def page_picture(document: Path, name: str, dots: int = DOTS) -> None:
    """Render the first page of a document."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(document, Path(folder) / f"page{document.suffix}"))
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, copy], check=True, capture_output=True)
        pages = ["-f", "1", "-l", "1", "-singlefile", "-r", str(dots)]
        subprocess.run(["pdftoppm", *pages, copy.with_suffix(".pdf"), Path(folder) / "page"], check=True)
        small_png(Path(folder) / "page.ppm", HERE / f"{name}.png")


def sheet_picture(workbook: Any, sheet: str, name: str, area: str | None = None) -> None:
    """Render one sheet of a workbook, fitted to a page; the others stay behind it, as its formulas may need them."""
    place, shown = workbook.sheetnames.index(sheet), workbook[sheet]
    workbook.move_sheet(shown, -place)
    shown.print_area = area or shown.dimensions
    shown.row_breaks.brk = []
    shown.page_setup.orientation = "landscape"
    shown.page_setup.fitToWidth = shown.page_setup.fitToHeight = 1
    shown.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    shown.oddHeader.center.text = shown.oddFooter.center.text = None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        workbook.save(path)
        page_picture(path, name, SHARP)
    workbook.move_sheet(shown, place)


def message_picture(text: str, name: str) -> None:
    """The words of a message box."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "提示"
    sheet.column_dimensions["A"].width = 88
    line = Side(style="thin", color="FF808080")
    for row, content in enumerate(("绩效自评", text), 1):
        cell = sheet.cell(row, 1, content)
        cell.alignment = Alignment(wrap_text=True, vertical="top", indent=1)
        cell.border = Border(left=line, right=line, top=line, bottom=line)
        cell.font = Font(name="宋体", size=11, bold=row == 1)
        cell.fill = PatternFill("solid", fgColor="FFE8EEF7" if row == 1 else "FFFFFFFF")
    lines = sum(1 + len(part.encode("gbk", "replace")) // 108 for part in text.split("\n"))
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 22, 16.4 * lines + 12
    sheet_picture(workbook, "提示", name)


@contextmanager
def excel() -> Iterator[tuple[Any, Path]]:
    """The stand-in for Excel, and a folder."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["ZPJ_HOME"] = f"{name}/own"
        yield engine.start(), Path(name)


def opened(app: Any, folder: Path, sample: str) -> Any:
    """A sample workbook, open in front."""
    source = resources.sample_workbooks() / f"{sample}.xlsx"
    book = app.books.open(str(shutil.copy(source, folder / "自评表.xlsx")))
    book.set_mock_caller()
    return book


def new() -> None:
    with excel() as (app, folder):
        book = app.books.add()
        book.impl.known_as = lambda: str(folder / "空.xlsx")
        book.set_mock_caller()
        app.impl.answers = [None, "农村公路养护、公交补贴"]
        ribbon.run("zpjNew")
        made = app.impl.opened[-1].workbook
        sheet_picture(made, made.sheetnames[0], "button-new", "A1:M20")


def bring_in() -> None:
    with excel() as (app, folder):
        opened(app, folder, XINZHOU)
        app.impl.chosen = str(
            shutil.copy(resources.sample_workbooks() / f"{ZIZHOU}.xlsx", folder / "2023年自评表（旧）.xlsx")
        )
        ribbon.run("zpjImport")
        sheet_picture(app.impl.opened[-1].workbook, "导入说明", "button-import", "A1:H22")


def score() -> None:
    with excel() as (app, folder):
        book = opened(app, folder, XINZHOU)
        sheet = book.impl.workbook.worksheets[0]
        ribbon.run("zpjScore")
        book.impl.workbook.save(folder / "存盘.xlsx")
        # The add-in's functions show these values in Excel; a picture has no add-in.
        scored = write_scored_copy(folder / "存盘.xlsx", folder / "显示.xlsx", None, force=True)
        sheet_picture(openpyxl.load_workbook(scored.path), sheet.title, "button-score", "A1:M19")


def check_and_fix() -> None:
    with excel() as (app, folder):
        book = opened(app, folder, ZIZHOU)
        workbook = book.impl.workbook
        form = workbook.sheetnames[0]
        ribbon.run("zpjCheck")
        for row in range(3, 11):  # Excel fits the rows to their text by itself
            workbook["校验结果"].row_dimensions[row].height = 58
        sheet_picture(workbook, "校验结果", "button-check", "A1:G10")
        sheet_picture(workbook, form, "button-check-marks", "A1:I19")
        ribbon.run("zpjFix")
        message_picture(app.impl.asked[-1], "button-fix")
        ribbon.run("zpjUndo")
        message_picture(app.impl.told[-1][1], "button-undo")
        ribbon.run("zpjFreeze")
        message_picture(app.impl.told[-1][1].replace(str(folder), "D:\\绩效自评").replace("/", "\\"), "button-freeze")
        ribbon.run("zpjSettings")
        sheet_picture(workbook, "设置", "button-settings")
        ribbon.run("zpjHelp")
        home = os.environ["ZPJ_HOME"]
        told = (
            app.impl.told[-1][1].replace(home, "C:\\Users\\张三\\AppData\\Local\\zpj").replace("/zpj.log", "\\zpj.log")
        )
        message_picture(told, "button-help")


def report() -> None:
    with excel() as (app, folder):
        opened(app, folder, XINZHOU)
        ribbon.run("zpjReport")
        page_picture(min(folder.glob("*.docx"), key=lambda path: path.stat().st_size), "button-report", 60)


def summary() -> None:
    with excel() as (app, folder):
        opened(app, folder, XINZHOU)
        units = folder / "各科室"
        units.mkdir()
        for sample in sorted(resources.sample_workbooks().glob("*.xlsx")):
            shutil.copy(sample, units / sample.name)
        app.impl.chosen = units
        ribbon.run("zpjSummary")
        workbook = app.impl.opened[-1].workbook
        sheet_picture(workbook, workbook.sheetnames[0], "button-summary", "A1:L14")


def button_pictures() -> None:
    """Make the pictures of all buttons."""
    for picture in (new, bring_in, score, check_and_fix, report, summary):
        picture()


if __name__ == "__main__":
    button_pictures()
