"""Prints a Word document to PDF in ONLYOFFICE Document Builder, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def printed(document: Path, pdf: Path) -> Path:
    """Give the PDF ONLYOFFICE makes of a document."""
    command = [sys.executable, __file__, str(document), str(pdf)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if not pdf.is_file():
        raise RuntimeError(f"ONLYOFFICE failed on {document.name}: {run.stdout}{run.stderr}")
    return pdf


def _main(document: str, pdf: str) -> None:
    import docbuilder

    builder = docbuilder.CDocBuilder()
    if builder.OpenFile(document, "") != 0 or builder.SaveFile("pdf", pdf) != 0:
        raise RuntimeError("cannot print")
    builder.CloseFile()


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2])
