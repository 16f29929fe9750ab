"""A new process imports only what its command uses: heavy libraries stay out of the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.batch_cases import workbook

OFFICE = {"openpyxl", "docx", "xlwings", "python_calamine", "pdfplumber"}
EVER = {"numpy", "pandas", "PIL", "asyncio", "multiprocessing", "concurrent", "email", "http", "ssl", "unittest"}
ENGINES = {"lxml", "jinja2"}
_DUMP = """
import sys
from zpj.cli import main
try:
    main()
finally:
    sys.stdout.flush()
    print("|" + " ".join(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def imported(*arguments: object) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _DUMP, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.rpartition("|")[2].split())


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("冷") / "表.xlsx", "甲")


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("report", "--help"), ("batch", "--help")])
def test_help_needs_no_library_but_click(arguments: tuple[str, ...]) -> None:
    assert not imported(*arguments) & (OFFICE | EVER | ENGINES | {"rich"})


def test_a_report_needs_neither_openpyxl_nor_python_docx_nor_rich(form: Path, tmp_path: Path) -> None:
    loaded = imported("report", form, "-o", tmp_path / "报告.docx")
    assert not loaded & (OFFICE | EVER | {"rich"})
    assert loaded >= ENGINES


def test_json_output_needs_no_engine_of_reports(form: Path) -> None:
    for command in ("show", "score", "check"):
        assert not imported(command, form, "--json") & (OFFICE | EVER | {"rich", "jinja2"}), command


def test_scores_are_written_without_openpyxl_and_jinja(form: Path, tmp_path: Path) -> None:
    assert not imported("score", form, "-o", tmp_path / "分.xlsx") & (OFFICE | EVER | {"jinja2"})
