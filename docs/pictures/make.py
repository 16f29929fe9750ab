"""Makes the pictures of README and docs from real output (`make pictures`; needs LibreOffice and pdftoppm)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl
from buttons import button_pictures

from zpj import resources
from zpj.app.reporting import write_reports
from zpj.app.scored_copy import write_scored_copy
from zpj.forms.recognise import form_kinds

HERE = Path(__file__).resolve().parent
DOTS = 80


def picture(document: Path, name: str, page: int = 1) -> None:
    """Render one page of a document."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(document, Path(folder) / f"page{document.suffix}"))
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, copy], check=True, capture_output=True)
        pages = ["-f", str(page), "-l", str(page), "-singlefile", "-r", str(DOTS), "-png"]
        subprocess.run(["pdftoppm", *pages, copy.with_suffix(".pdf"), HERE / name], check=True)


def show_computed_columns(path: Path) -> None:
    """测算得分 and 测算依据 stand outside the print area: widen it for the picture."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:]:
        book.remove(sheet)
    sheet = book.worksheets[0]
    sheet.print_area = "A1:M19"
    sheet.row_breaks.brk = []
    book.save(path)


def main() -> None:
    """Make all pictures."""
    sample = resources.sample_workbooks() / "xinzhou_2022.xlsx"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(shutil.copy(sample, Path(folder) / "a.xlsx"))
        scored = write_scored_copy(source, Path(folder) / "scored.xlsx", None, force=True).path
        show_computed_columns(scored)
        picture(scored, "scored")
        first = write_reports(source, None, "医药招采与基金监管工作经费", Path(folder), force=True)[0]
        picture(first.path, "report")
        evaluation = resources.sample_workbooks() / "fengtai_2023.xlsx"
        picture(write_reports(evaluation, None, None, Path(folder), force=True)[1].path, "report-evaluation", page=4)
    for kind in form_kinds():
        if kind.folder:
            picture(kind.folder / "form.xlsx", f"form-{kind.id}")
    for name in ("fengtai_2023", "zizhou_2023", "chaoyang_2023", "nanchang_2022", "xinzhou_2022"):
        picture(resources.sample_workbooks() / f"{name}.xlsx", f"sample-{name}")
    button_pictures()


if __name__ == "__main__":
    main()
